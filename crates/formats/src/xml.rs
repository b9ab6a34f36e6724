//! XML as it stands: no entity but the five of XML itself is ever expanded, nothing is fetched, and
//! nothing nests deeper than the limits allow.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::ReadError;

/// A piece of a document.
pub(crate) enum Piece<'t> {
    Open(BytesStart<'t>),
    Text(Cow<'t, str>),
    /// The name of what ends.
    Close(String),
}

/// A document, piece by piece.
pub(crate) struct Xml<'t> {
    file: String,
    text: &'t str,
    reader: Reader<&'t [u8]>,
    depth: usize,
    max_depth: usize,
    counted: (usize, u64),
}

/// An element with all that is in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Its name without the prefix of a namespace.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
    /// The line where it begins.
    pub(crate) line: u64,
}

/// The name of the outermost element, without the prefix of a namespace.
pub(crate) fn root(file: &str, text: &str, max_depth: usize) -> Result<String, ReadError> {
    let mut xml = Xml::new(file, text, max_depth);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(start) = piece {
            return Ok(local(start.name().as_ref()).to_owned());
        }
    }
    Ok(String::new())
}

impl<'t> Xml<'t> {
    pub(crate) fn new(file: &str, text: &'t str, max_depth: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { file: file.to_owned(), text, reader, depth: 0, max_depth, counted: (0, 1) }
    }

    /// The next piece; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Piece<'t>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(&error))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.max_depth {
                        let limit = self.max_depth as u64;
                        let (file, line) = (self.file.clone(), self.line());
                        let what = "the depth of the XML";
                        return Err(ReadError::TooLarge { file, what, line, limit });
                    }
                    Piece::Open(start)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close(end.name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(reference) => {
                    let name = reference.into_inner();
                    Piece::Text(Cow::Owned(self.meaning(&name)?.to_string()))
                }
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::CutOff {
                        file: self.file.clone(),
                        line: Some(self.line()),
                        problem: "the XML ends within an element: expected the whole file"
                            .to_owned(),
                    });
                }
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// The line that has been read up to.
    pub(crate) fn line(&mut self) -> u64 {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len());
        let at = at.min(self.text.len());
        let (from, line) = self.counted;
        let between = self.text.as_bytes().get(from..at).unwrap_or_default();
        let lines = between.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = (at.max(from), line + lines);
        self.counted.1
    }

    /// How many bytes have been read.
    pub(crate) fn position(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The value of an attribute.
    pub(crate) fn attribute(
        &self,
        start: &BytesStart<'_>,
        name: &str,
    ) -> Result<Option<String>, ReadError> {
        let found = start.try_get_attribute(name).map_err(|error| self.broken(&error))?;
        let Some(attribute) = found else { return Ok(None) };
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| self.broken(&error))?;
        Ok(Some(value.into_owned()))
    }

    /// The whole element that was just opened, if it has no more than so many bytes.
    pub(crate) fn element(
        &mut self,
        start: &BytesStart<'_>,
        most: u64,
    ) -> Result<Element, ReadError> {
        let began = self.position();
        let mut open = vec![self.opened(start)?];
        loop {
            let piece = self.next()?;
            if self.position() - began > most {
                let (file, line) = (self.file.clone(), self.line());
                let what = "the number of bytes in an element";
                return Err(ReadError::TooLarge { file, what, line, limit: most });
            }
            match piece {
                Some(Piece::Open(start)) => open.push(self.opened(&start)?),
                Some(Piece::Text(text)) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&text);
                    }
                }
                Some(Piece::Close(_)) => match (open.pop(), open.last_mut()) {
                    (Some(done), Some(within)) => within.children.push(done),
                    (done, _) => return Ok(done.unwrap_or_default()),
                },
                None => return Ok(open.pop().unwrap_or_default()),
            }
        }
    }

    fn opened(&mut self, start: &BytesStart<'_>) -> Result<Element, ReadError> {
        let mut element = Element {
            name: local(start.name().as_ref()).to_owned(),
            line: self.line(),
            ..Element::default()
        };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(&error))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| self.broken(&error))?;
            let name = attribute.key.as_ref();
            element.attributes.push((name.to_owned(), value.into_owned()));
        }
        Ok(element)
    }

    /// The sign that a reference stands for, if XML itself says so.
    fn meaning(&mut self, name: &str) -> Result<char, ReadError> {
        let sign = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "apos" => Some('\''),
            "quot" => Some('"'),
            _ => numbered(name),
        };
        sign.ok_or_else(|| ReadError::Unreadable {
            file: self.file.clone(),
            problem: format!(
                "line {} uses the entity `&{name};`, and entities are never expanded",
                self.line()
            ),
        })
    }

    fn broken(&self, error: &dyn std::fmt::Display) -> ReadError {
        let at = usize::try_from(self.reader.error_position()).unwrap_or_default();
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let problem = format!("the XML is not well formed at line {line} ({error})");
        ReadError::Unreadable { file: self.file.clone(), problem }
    }
}

fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|sign| *sign != '\0')
}

/// A name without the prefix of a namespace.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Its own text on one line; `None` where it has none.
    pub(crate) fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The text of the first child with this name.
    pub(crate) fn words_of(&self, name: &str) -> Option<String> {
        self.first(name).and_then(Element::words)
    }
}
