//! What speaks for two things being one, or against it, in words.

use crate::name_level::NameLevel;
use crate::normal::Normal;

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// How likely any two things of the map are one, before anything is compared.
    Prior,
    /// Identifiers that others give.
    Identifier,
    /// Names and aliases.
    Name,
    /// The host of a website.
    Website,
    /// Where they are.
    Place,
    /// What sort of body they are.
    Sort,
    /// What they are tied to.
    Neighbours,
    /// Ties between the two.
    Tie,
    /// How much.
    Amount,
    /// When.
    Date,
}

impl Field {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Prior => "prior",
            Self::Identifier => "identifier",
            Self::Name => "name",
            Self::Website => "website",
            Self::Place => "place",
            Self::Sort => "sort",
            Self::Neighbours => "neighbours",
            Self::Tie => "tie",
            Self::Amount => "amount",
            Self::Date => "date",
        }
    }
}

/// A piece of evidence and what it weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What it is about.
    pub field: Field,
    /// How it came out, as a stable word.
    pub level: &'static str,
    /// The logarithm to base 2 of how much more often this is seen of one thing than of two: above
    /// 0 it speaks for one, below 0 for two.
    pub weight: f64,
    /// It in a sentence.
    pub sentence: String,
}

impl Evidence {
    pub(crate) fn new(
        field: Field,
        level: &'static str,
        weight: f64,
        sentence: impl Into<String>,
    ) -> Self {
        Self { field, level, weight, sentence: sentence.into() }
    }
}

/// How two names compare, in a sentence.
pub(crate) fn name_sentence(level: NameLevel, a: &Normal, b: &Normal) -> String {
    let (one, other) = (&a.written, &b.written);
    match level {
        NameLevel::Same if one == other => format!("Both are called `{one}`."),
        NameLevel::Same => {
            format!("`{one}` and `{other}` differ in capitals, accents or punctuation only.")
        }
        NameLevel::Normal => {
            format!("`{one}` and `{other}` differ by {} only.", a.difference(b).join(", "))
        }
        NameLevel::OtherOrder => {
            format!("`{one}` and `{other}` have the same words in another order.")
        }
        NameLevel::Spelling => format!("`{one}` and `{other}` are spelled nearly the same."),
        NameLevel::Aside => {
            format!("`{one}` and `{other}` are the same but for what stands in parentheses.")
        }
        NameLevel::Acronym => format!("One is the acronym of the other: `{one}`, `{other}`."),
        NameLevel::NearlyAll => {
            format!("`{one}` and `{other}` share nearly all words that tell something.")
        }
        NameLevel::OtherLegalForm => {
            format!("`{one}` and `{other}` are the same but of two legal forms.")
        }
        NameLevel::MoreThanHalf => {
            format!("`{one}` and `{other}` share words that tell more than half.")
        }
        NameLevel::Within => {
            let (short, long) =
                if a.words.len() < b.words.len() { (one, other) } else { (other, one) };
            format!("`{long}` has all words of `{short}` and more: it may be a part of it.")
        }
        NameLevel::Different => format!("`{one}` and `{other}` are different names."),
    }
}
