//! The words of GML, and the tree that they make.

use std::fmt;

use crate::NetworkError;
use crate::build::Builder;
use crate::place::Spot;
use crate::value::{number_text, parse_integer, parse_number};

/// A value of GML.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Gml<'a> {
    Integer(i64),
    Number(f64),
    Text(String),
    List(Pairs<'a>),
}

/// Keys and values, in order.
pub(super) type Pairs<'a> = Vec<(&'a str, Gml<'a>)>;

impl Gml<'_> {
    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            Self::Text(_) | Self::List(_) => None,
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for Gml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => f.write_str(&number_text(*number)),
            Self::Text(text) => f.write_str(text),
            Self::List(_) => f.write_str("[ … ]"),
        }
    }
}

/// A piece of a file.
pub(super) enum Token<'a> {
    Word(&'a str),
    Text(&'a str),
    Open,
    Close,
}

/// Reads GML piece by piece.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    depth: u64,
    /// How many values may still come.
    left: u64,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(builder: &Builder<'a>) -> Self {
        Self { text: builder.text, at: 0, depth: 0, left: builder.limits.max_values }
    }

    /// The next piece and where it begins.
    fn token(&mut self, builder: &Builder<'_>) -> Result<Option<(Token<'a>, Spot)>, NetworkError> {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            let rest = &self.text[self.at..];
            let spot = Spot::Byte(self.at);
            let (token, length) = match rest.bytes().next() {
                None => return Ok(None),
                Some(b'#') => {
                    self.at += rest.find('\n').unwrap_or(rest.len());
                    continue;
                }
                Some(b'[') => (Token::Open, 1),
                Some(b']') => (Token::Close, 1),
                Some(b'"') => match rest[1..].find('"') {
                    Some(end) => (Token::Text(&rest[1..=end]), end + 2),
                    None => {
                        return Err(builder.malformed(spot, rest, "a `\"` at the end of the text"));
                    }
                },
                Some(_) => {
                    let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"');
                    let end = rest.find(ends).unwrap_or(rest.len());
                    (Token::Word(&rest[..end]), end)
                }
            };
            self.at += length;
            return Ok(Some((token, spot)));
        }
    }

    /// The next key; `None` at the end of the list or of the file.
    pub(super) fn key(
        &mut self,
        builder: &Builder<'_>,
    ) -> Result<Option<(&'a str, Spot)>, NetworkError> {
        match self.token(builder)? {
            Some((Token::Word(key), spot)) => Ok(Some((key, spot))),
            Some((Token::Close, _)) if self.depth > 0 => {
                self.depth -= 1;
                Ok(None)
            }
            None if self.depth == 0 => Ok(None),
            None => Err(builder.malformed(Spot::Byte(self.at), "the end of the file", "a `]`")),
            Some((_, spot)) => {
                let found = &self.text[spot_byte(spot)..self.at];
                Err(builder.malformed(spot, found, "a key"))
            }
        }
    }

    /// Goes into the list that must come next.
    pub(super) fn enter(&mut self, builder: &Builder<'_>) -> Result<(), NetworkError> {
        match self.token(builder)? {
            Some((Token::Open, spot)) => self.deeper(spot, builder),
            _ => Err(builder.malformed(Spot::Byte(self.at), "no list", "a `[`")),
        }
    }

    fn deeper(&mut self, spot: Spot, builder: &Builder<'_>) -> Result<(), NetworkError> {
        self.depth += 1;
        let limit = builder.limits.max_depth;
        if self.depth > limit {
            return Err(builder.too_large("the depth of lists", spot, limit));
        }
        Ok(())
    }

    /// The value that must come next, whole.
    pub(super) fn value(&mut self, builder: &Builder<'_>) -> Result<Gml<'a>, NetworkError> {
        let limit = builder.limits.max_values;
        let here = Spot::Byte(self.at);
        self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => return Err(builder.too_large("the number of values", here, limit)),
        };
        match self.token(builder)? {
            Some((Token::Text(text), spot)) => {
                builder.fits(text, spot)?;
                Ok(Gml::Text(super::read::unescape(text)))
            }
            Some((Token::Open, spot)) => {
                self.deeper(spot, builder)?;
                let mut pairs = Vec::new();
                while let Some((key, _)) = self.key(builder)? {
                    pairs.push((key, self.value(builder)?));
                }
                Ok(Gml::List(pairs))
            }
            Some((Token::Word(word), spot)) => {
                let number = || parse_number(word).map(Gml::Number);
                let value = parse_integer(word).map(Gml::Integer).or_else(number);
                value.ok_or_else(|| {
                    builder.malformed(spot, word, "a number, a text in `\"` or a `[`")
                })
            }
            Some((Token::Close, spot)) => Err(builder.malformed(spot, "]", "a value")),
            None => Err(builder.malformed(Spot::Byte(self.at), "the end of the file", "a value")),
        }
    }
}

fn spot_byte(spot: Spot) -> usize {
    match spot {
        Spot::Byte(byte) => byte,
        _ => 0,
    }
}
