//! Readable, stable names of records: `credential-engine`, never a number from inside the graph.

use std::fmt;
use std::sync::Arc;

/// The longest id that is accepted, in bytes.
const LONGEST: usize = 240;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is not an id: expected lower-case letters, digits and single hyphens between them, \
     at most 240 bytes, such as `credential-engine`"
)]
pub struct IdError {
    /// The text that was refused.
    pub text: String,
}

fn check(text: &str) -> Result<(), IdError> {
    let allowed = |c: char| c == '-' || (c.is_alphanumeric() && !c.is_uppercase());
    let well_formed = !text.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(allowed)
        && !text.starts_with('-')
        && !text.ends_with('-');
    if well_formed {
        return Ok(());
    }
    Err(IdError { text: text.chars().take(LONGEST).collect() })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// When the text is empty, too long, or has other characters than lower-case letters,
            /// digits and inner hyphens.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                check(text).map(|()| Self(text.into()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }
    )*};
}

ids! {
    /// Names an organization, initiative, goal or publication; one name space for all four.
    EntityId;
    /// Names a tie, such as `lumina-foundation--funds--credential-engine`.
    TieId;
    /// Names a milestone.
    MilestoneId;
    /// Names a facet, such as `cause`.
    FacetId;
    /// Names a term within its facet, such as `education`.
    TermId;
    /// Names a source.
    SourceId;
    /// Names an edition, such as `2019-01`.
    EditionId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_hyphens() {
        for good in ["credential-engine", "2019-01", "a--b", "städte", "北京"] {
            assert_eq!(EntityId::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "-a", "a-", "A", "a b", "a/b", "a_b", &"x".repeat(241)] {
            assert!(EntityId::parse(bad).is_err(), "{bad}");
        }
    }
}
