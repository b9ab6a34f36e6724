//! Bytes that are counted and hashed on their way.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

/// How many of the first bytes are kept.
const HEAD: usize = 1 << 18;

/// Hands bytes on, and keeps how many there were, their hash, and the first of them.
pub struct Measured<'w> {
    out: &'w mut dyn Write,
    bytes: u64,
    hash: Sha256,
    head: Vec<u8>,
}

impl<'w> Measured<'w> {
    /// On the way to a writer.
    pub fn of(out: &'w mut dyn Write) -> Self {
        Self { out, bytes: 0, hash: Sha256::new(), head: Vec::new() }
    }

    /// How many bytes there were.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Their SHA-256, in hexadecimal.
    pub fn sha256(&self) -> String {
        self.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first bytes.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }
}

impl Write for Measured<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        let bytes = &bytes[..taken];
        self.bytes += taken as u64;
        self.hash.update(bytes);
        let room = HEAD.saturating_sub(self.head.len()).min(taken);
        self.head.extend_from_slice(&bytes[..room]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Measured;

    #[test]
    fn the_hash_is_that_of_the_bytes() {
        let mut out = Vec::new();
        let mut measured = Measured::of(&mut out);
        measured.write_all(b"ab").unwrap();
        measured.write_all(b"c").unwrap();
        assert_eq!(measured.bytes(), 3);
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(measured.sha256(), expected);
        assert_eq!(out, b"abc");
    }
}
