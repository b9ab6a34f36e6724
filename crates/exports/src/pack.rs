//! An archive of files that is the same again, byte by byte.
//!
//! A ZIP archive as every system opens it. It is written as it comes and never held in memory. Its
//! files stand in the order in which they are put, with one time, one way of packing and the same
//! rights, and nothing of the machine that wrote it.

use std::io::{self, Write};

use waymark_model::Day;
use waymark_networks::NetworkFormat;
use waymark_wire as wire;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::Format;
use crate::measured::Measured;

/// How hard files are packed: what most programs do.
const LEVEL: i64 = 6;

/// Networks with more edges stand in a pack in a few formats only, since all say the same.
const MOST_EDGES: usize = 200_000;
/// A matrix with more cells does not stand in it.
const MOST_CELLS: usize = 20_000_000;

impl Format {
    /// Why a file with so much in it does not stand in a pack, if it is too large for it.
    pub fn too_large(self, counts: &wire::ExportCounts) -> Option<String> {
        use NetworkFormat as N;
        let count = |count: Option<usize>| count.unwrap_or(0);
        match self.network()? {
            N::NodeList | N::EdgeList | N::GraphMl => None,
            N::IncidenceMatrix => {
                let rows = count(counts.rows);
                let cells = rows * count(counts.nodes).saturating_sub(rows);
                let what = || format!("matrices of more than {MOST_CELLS} cells");
                (cells > MOST_CELLS).then(what)
            }
            _ => {
                let what =
                    || format!("networks of more than {MOST_EDGES} edges, but as CSV and GraphML");
                (count(counts.edges) > MOST_EDGES).then(what)
            }
        }
    }
}

/// An archive that is being written.
pub struct Archive<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    options: SimpleFileOptions,
}

/// A file that was put into an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put<T> {
    /// What its writer said.
    pub told: T,
    /// How many bytes it has.
    pub bytes: u64,
    /// Their SHA-256, in hexadecimal.
    pub sha256: String,
}

impl<W: Write> Archive<W> {
    /// An archive whose files are all of one day. Such archives know no day before 1980.
    pub fn of(day: Option<Day>, out: W) -> Self {
        let time = day.and_then(|day| {
            let year = u16::try_from(day.year).ok()?;
            DateTime::from_date_and_time(year, day.month, day.day, 0, 0, 0).ok()
        });
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .system(System::Unix)
            .unix_permissions(0o644)
            .last_modified_time(time.unwrap_or(DateTime::DEFAULT));
        Self { zip: ZipWriter::new_stream(out), options }
    }

    /// Puts a file into it.
    ///
    /// # Errors
    /// When the bytes cannot be made or put, or there is such a file already.
    pub fn put<T>(
        &mut self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<Put<T>> {
        self.zip.start_file(path, self.options)?;
        let mut measured = Measured::of(&mut self.zip);
        let told = write(&mut measured)?;
        Ok(Put { told, bytes: measured.bytes(), sha256: measured.sha256() })
    }

    /// Writes what stands behind the files.
    ///
    /// # Errors
    /// When the bytes cannot be put.
    pub fn finish(self) -> io::Result<()> {
        self.zip.finish()?.into_inner().flush()
    }
}

#[cfg(test)]
mod tests {
    use waymark_model::Day;

    use super::Archive;

    fn archive(day: Option<Day>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut archive = Archive::of(day, &mut bytes);
        for (path, text) in [("a.txt", "first"), ("b/c.txt", "second")] {
            let put = archive.put(path, |out| out.write_all(text.as_bytes())).unwrap();
            assert_eq!(put.bytes, text.len() as u64);
        }
        archive.finish().unwrap();
        bytes
    }

    #[test]
    fn the_same_files_give_the_same_bytes_and_another_day_gives_others() {
        let day = Day::new(2019, 1, 15).unwrap();
        assert_eq!(archive(Some(day)), archive(Some(day)));
        assert_ne!(archive(Some(day)), archive(None));
        let before = Day::new(1979, 12, 31).unwrap();
        assert_eq!(archive(Some(before)), archive(None));
    }
}
