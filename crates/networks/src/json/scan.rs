//! What a JSON document is, by the names of its fields, without reading it.

use crate::NetworkFormat;

/// The names of fields near the top, with their depth and how their values begin.
struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    depth: usize,
}

/// A field: how deep it stands, its name, and the first byte of its value.
struct Field<'t> {
    depth: usize,
    name: &'t [u8],
    begins: u8,
}

impl<'t> Iterator for Scan<'t> {
    type Item = Field<'t>;

    fn next(&mut self) -> Option<Field<'t>> {
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                b'"' => {
                    let name = self.string()?;
                    let after = self.space();
                    if after == Some(b':') {
                        self.at += 1;
                        let begins = self.space()?;
                        return Some(Field { depth: self.depth, name, begins });
                    }
                }
                _ => {}
            }
        }
        None
    }
}

impl<'t> Scan<'t> {
    /// The string whose first quote was just passed.
    fn string(&mut self) -> Option<&'t [u8]> {
        let start = self.at;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Some(&self.bytes[start..self.at - 1]);
                }
                _ => self.at += 1,
            }
        }
    }

    /// Passes over white space, and gives what comes then.
    fn space(&mut self) -> Option<u8> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }
}

/// What a document is that begins with a bracket.
pub(crate) fn detect(text: &str) -> Option<NetworkFormat> {
    let fields = Scan { bytes: text.as_bytes(), at: 0, depth: 0 };
    if text.starts_with('[') {
        let mut first =
            fields.take_while(|field| field.depth >= 2).filter(|field| field.depth == 2);
        let is_element = |field: Field<'_>| field.name == b"data" && field.begins == b'{';
        return first.any(is_element).then_some(NetworkFormat::CytoscapeJson);
    }
    let (mut nodes, mut links, mut elements) = (false, false, None);
    let mut elements_have_data = false;
    for Field { depth, name, begins } in fields {
        match (depth, name) {
            (1, b"nodes") => nodes = begins == b'[',
            (1, b"links" | b"edges") => links = begins == b'[',
            (1, b"connections") if begins == b'[' => return Some(NetworkFormat::KumuJson),
            (1, b"elements") => elements = Some(begins),
            (3, b"data") if elements == Some(b'[') => elements_have_data |= begins == b'{',
            _ => {}
        }
        if nodes && links {
            return Some(NetworkFormat::NodeLinkJson);
        }
        if elements == Some(b'{') {
            return Some(NetworkFormat::CytoscapeJson);
        }
    }
    match elements {
        Some(b'[') if elements_have_data => Some(NetworkFormat::CytoscapeJson),
        Some(b'[') => Some(NetworkFormat::KumuJson),
        _ => None,
    }
}
