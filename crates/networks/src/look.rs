//! How things are drawn, where a file says so.

use std::fmt;

/// How a node or an edge is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// The colour.
    pub color: Option<Color>,
    /// Where a node stands.
    pub position: Option<Position>,
    /// How large a node is, or how thick an edge.
    pub size: Option<f64>,
    /// The shape of a node or the stroke of an edge, in the file's own word.
    pub shape: Option<String>,
}

/// A place in a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// To the right.
    pub x: f64,
    /// Up or down, as the program that wrote the file has it.
    pub y: f64,
    /// Toward the reader.
    pub z: Option<f64>,
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
    /// How opaque, from 0 to 1, where it is said.
    pub alpha: Option<f64>,
}

impl Color {
    /// A colour that is opaque as far as anybody says.
    pub fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue, alpha: None }
    }

    /// Reads `#rrggbb`, `#rrggbbaa` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?.as_bytes();
        let digit = |place: usize| {
            let digit = char::from(*digits.get(place)?).to_digit(16)?;
            u8::try_from(digit).ok()
        };
        let pair = |place: usize| Some(digit(place)? * 16 + digit(place + 1)?);
        match digits.len() {
            3 => Some(Self::new(digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
            6 => Some(Self::new(pair(0)?, pair(2)?, pair(4)?)),
            8 => {
                let alpha = Some(f64::from(pair(6)?) / 255.0);
                Some(Self { alpha, ..Self::new(pair(0)?, pair(2)?, pair(4)?) })
            }
            _ => None,
        }
    }
}

impl fmt::Display for Color {
    /// `#rrggbb`, with two digits more where the opacity is said.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)?;
        match self.alpha {
            Some(alpha) => write!(f, "{:02x}", (alpha.clamp(0.0, 1.0) * 255.0).round() as u8),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn colours_read_back_as_they_were() {
        for text in ["#00ff7f", "#00ff7f80"] {
            assert_eq!(Color::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Color::parse("#fa0"), Color::parse("#ffaa00"));
        assert_eq!(Color::parse("red"), None);
        assert_eq!(Color::parse("#ééé"), None);
    }
}
