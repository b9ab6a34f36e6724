//! XML as GraphML and GEXF need it. Entities beyond the five of XML itself are never expanded.

mod write;

pub(crate) use write::{XmlWriter, xml_losses};

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::reader::Reader;

use crate::NetworkError;
use crate::build::Builder;
use crate::place::Spot;

/// What comes next.
pub(crate) enum Event<'a> {
    /// An element begins.
    Open(Tag),
    /// Text.
    Text(Cow<'a, str>),
    /// The element ends.
    Close,
    /// The document ends.
    End,
}

/// The beginning of an element.
pub(crate) struct Tag {
    /// The name without its prefix.
    pub(crate) name: String,
    /// Attributes, by their names without prefix.
    attributes: Vec<(String, String)>,
    pub(crate) spot: Spot,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    /// An attribute that cannot be done without.
    pub(crate) fn need(&self, name: &str, builder: &Builder<'_>) -> Result<&str, NetworkError> {
        let missing = || {
            let value = format!("<{}> without `{name}`", self.name);
            builder.malformed(self.spot, &value, &format!("the attribute `{name}`"))
        };
        self.get(name).ok_or_else(missing)
    }

    /// The attributes that are not among these.
    pub(crate) fn others(&self, known: &[&str]) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        pairs.filter(move |(name, _)| !known.contains(name))
    }
}

/// Reads XML piece by piece.
pub(crate) struct XmlReader<'a> {
    reader: Reader<&'a [u8]>,
    depth: u64,
}

impl<'a> XmlReader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next piece.
    pub(crate) fn next(&mut self, builder: &mut Builder<'_>) -> Result<Event<'a>, NetworkError> {
        loop {
            let spot = self.spot();
            let event = self.reader.read_event().map_err(|error| {
                let spot = Spot::Byte(self.reader.error_position() as usize);
                builder.malformed(spot, &error.to_string(), "well-formed XML")
            })?;
            return Ok(match event {
                // Empty elements come as a beginning and an end, as configured.
                Raw::Start(start) | Raw::Empty(start) => {
                    self.depth += 1;
                    if self.depth > builder.limits.max_depth {
                        let limit = builder.limits.max_depth;
                        return Err(builder.too_large("the depth of elements", spot, limit));
                    }
                    Event::Open(tag(&start, spot, builder)?)
                }
                Raw::End(_) => {
                    self.depth -= 1;
                    Event::Close
                }
                Raw::Text(text) => Event::Text(text.xml10_content().into_owned().into()),
                Raw::CData(text) => Event::Text(text.xml10_content().into_owned().into()),
                Raw::GeneralRef(reference) => {
                    let name: &str = &reference;
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character.to_string()),
                        Ok(None) => predefined(name).map(str::to_owned),
                        Err(_) => None,
                    };
                    Event::Text(character.ok_or_else(|| entity(name, spot, builder))?.into())
                }
                Raw::DocType(_) => {
                    let what = "a document type is declared: nothing it declares is expanded";
                    builder.notice(what, "<!DOCTYPE", spot);
                    continue;
                }
                Raw::Eof if self.depth > 0 => {
                    let expected = "the ends of all elements";
                    return Err(builder.malformed(spot, "the end of the file", expected));
                }
                Raw::Eof => Event::End,
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => continue,
            });
        }
    }

    /// Where the next piece begins.
    pub(crate) fn spot(&self) -> Spot {
        Spot::Byte(self.reader.buffer_position() as usize)
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self, builder: &mut Builder<'_>) -> Result<(), NetworkError> {
        let mut inside = 1;
        while inside > 0 {
            match self.next(builder)? {
                Event::Open(_) => inside += 1,
                Event::Close => inside -= 1,
                Event::Text(_) => {}
                Event::End => break,
            }
        }
        Ok(())
    }

    /// The text of the element that was opened last, up to its end. Elements within it are left out.
    pub(crate) fn text(&mut self, builder: &mut Builder<'_>) -> Result<String, NetworkError> {
        let mut text = String::new();
        loop {
            match self.next(builder)? {
                Event::Text(piece) => {
                    text.push_str(&piece);
                    builder.fits(&text, self.spot())?;
                }
                Event::Open(tag) => {
                    builder.notice("an element within text was left out", &tag.name, tag.spot);
                    self.skip(builder)?;
                }
                Event::Close | Event::End => return Ok(text),
            }
        }
    }
}

fn tag(start: &BytesStart<'_>, spot: Spot, builder: &Builder<'_>) -> Result<Tag, NetworkError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| {
            builder.malformed(spot, &error.to_string(), "attributes as `name=\"value\"`")
        })?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| {
            builder.malformed(spot, &error.to_string(), "no entities but those of XML itself")
        })?;
        builder.fits(&value, spot)?;
        let name: &str = attribute.key.local_name().into_inner();
        attributes.push((name.to_owned(), value.into_owned()));
    }
    let name: &str = start.local_name().into_inner();
    Ok(Tag { name: name.to_owned(), attributes, spot })
}

fn predefined(name: &str) -> Option<&'static str> {
    match name {
        "lt" => Some("<"),
        "gt" => Some(">"),
        "amp" => Some("&"),
        "apos" => Some("'"),
        "quot" => Some("\""),
        _ => None,
    }
}

fn entity(name: &str, spot: Spot, builder: &Builder<'_>) -> NetworkError {
    let expected = "a character: entities are never expanded";
    builder.malformed(spot, &format!("&{name};"), expected)
}
