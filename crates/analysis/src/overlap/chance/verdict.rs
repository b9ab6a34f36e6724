//! What follows from the p values of a pair, in words.

use super::SIGNIFICANCE_LEVEL;

/// What can be said of a pair. That nothing can be said is not that nothing is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChanceVerdict {
    /// It shares more than chance would have it.
    More,
    /// It shares less than chance would have it: a division of labour.
    Less,
    /// What it shares may or may not be chance.
    CannotBeTold,
    /// Whatever it shared, it could not have been told from chance among so many pairs.
    NoTest,
}

impl ChanceVerdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::More, Self::Less, Self::CannotBeTold, Self::NoTest];

    pub(super) fn of(q_more: f64, q_less: f64, possible: bool) -> Self {
        if q_more <= SIGNIFICANCE_LEVEL {
            Self::More
        } else if q_less <= SIGNIFICANCE_LEVEL {
            Self::Less
        } else if possible {
            Self::CannotBeTold
        } else {
            Self::NoTest
        }
    }

    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::CannotBeTold => "cannot_be_told",
            Self::NoTest => "no_test",
        }
    }

    /// What it means, in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::More => "They share more than chance would have it.",
            Self::Less => {
                "They share less than chance would have it: a division of labour, whether or not \
                 it was agreed."
            }
            Self::CannotBeTold => "What they share cannot be told from chance at this size.",
            Self::NoTest => {
                "No test is possible: whatever they shared, it could not be told from chance among \
                 so many pairs."
            }
        }
    }
}
