//! Writes XML, indented, as it goes.

use std::io::{self, Write};

use crate::Network;
use crate::lost::Losses;

/// Writes XML to wherever it is to go.
pub(crate) struct XmlWriter<'w, W: Write> {
    out: &'w mut W,
    open: Vec<&'static str>,
    /// Whether the tag that was opened last still takes attributes.
    in_tag: bool,
    /// Whether the element that was opened last has text in it.
    has_text: bool,
}

impl<'w, W: Write> XmlWriter<'w, W> {
    pub(crate) fn new(out: &'w mut W) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(Self { out, open: Vec::new(), in_tag: false, has_text: false })
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &'static str) -> io::Result<()> {
        self.finish_tag(true)?;
        write!(self.out, "{:width$}<{name}", "", width = self.open.len() * 2)?;
        self.open.push(name);
        (self.in_tag, self.has_text) = (true, false);
        Ok(())
    }

    /// Gives the element that was just begun an attribute.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> io::Result<()> {
        write!(self.out, " {name}=\"")?;
        self.escaped(value, true)?;
        self.out.write_all(b"\"")
    }

    /// Puts text into the element that was just begun.
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        self.finish_tag(false)?;
        self.has_text = true;
        self.escaped(text, false)
    }

    /// Ends the element that was begun last.
    pub(crate) fn close(&mut self) -> io::Result<()> {
        let Some(name) = self.open.pop() else { return Ok(()) };
        if std::mem::take(&mut self.in_tag) {
            return self.out.write_all(b"/>\n");
        }
        if !std::mem::take(&mut self.has_text) {
            write!(self.out, "{:width$}", "", width = self.open.len() * 2)?;
        }
        writeln!(self.out, "</{name}>")
    }

    /// An element with nothing but text.
    pub(crate) fn element(&mut self, name: &'static str, text: &str) -> io::Result<()> {
        self.open(name)?;
        self.text(text)?;
        self.close()
    }

    fn finish_tag(&mut self, new_line: bool) -> io::Result<()> {
        if std::mem::take(&mut self.in_tag) {
            self.out.write_all(if new_line { b">\n" } else { b">" })?;
        }
        Ok(())
    }

    /// Escapes what has a meaning, and white space that readers would change. What XML cannot hold
    /// at all becomes its picture, such as `␓`, so that what was different stays different.
    fn escaped(&mut self, text: &str, in_attribute: bool) -> io::Result<()> {
        let mut plain = 0;
        for (place, character) in text.char_indices() {
            let mut picture = [0; 4];
            let escape = match character {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' if in_attribute => "&quot;",
                '\r' => "&#13;",
                '\n' if in_attribute => "&#10;",
                '\t' if in_attribute => "&#9;",
                _ if is_impossible(character) => picture_of(character).encode_utf8(&mut picture),
                _ => continue,
            };
            self.out.write_all(&text.as_bytes()[plain..place])?;
            self.out.write_all(escape.as_bytes())?;
            plain = place + character.len_utf8();
        }
        self.out.write_all(&text.as_bytes()[plain..])
    }
}

/// Whether XML 1.0 has no way to write a character.
fn is_impossible(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The character that shows a control character (U+2400 and on).
fn picture_of(character: char) -> char {
    let control = u32::from(character);
    let picture = (control < 0x20).then_some(0x2400 + control);
    picture.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Says which texts have characters that XML cannot hold.
pub(crate) fn xml_losses(network: &Network, losses: &mut Losses) {
    let mut count = 0;
    crate::texts::each(network, &mut |text| count += usize::from(text.contains(is_impossible)));
    losses.add("control characters in text (written as pictures of them, such as `␓`)", count);
}
