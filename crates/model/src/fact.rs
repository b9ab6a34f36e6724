//! A value and where it comes from. Values that contradict each other stay side by side.

use crate::{Date, SourceId};

/// How sure the map is that the source says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Concluded by whoever made the map; never shown as the source's own words.
    Inferred,
    /// Stated by a source that was not checked against another.
    Reported,
    /// Read in the source and checked.
    Verified,
}

impl Confidence {
    /// All, from the weakest to the strongest.
    pub const ALL: [Self; 3] = [Self::Inferred, Self::Reported, Self::Verified];

    /// The word for it, as used in files, the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inferred => "inferred",
            Self::Reported => "reported",
            Self::Verified => "verified",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|confidence| confidence.word() == word)
    }
}

/// The place within a source where a value stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Locator {
    /// A line of a file, counted from 1 with the header as line 1.
    Line(u64),
    /// Any other place, in words.
    Text(Box<str>),
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Provenance {
    /// The source that states it.
    pub source: SourceId,
    /// How sure the map is of it.
    pub confidence: Confidence,
    /// The date for which the source states it, where known.
    pub as_of: Option<Date>,
    /// The place within the source, where known.
    pub locator: Option<Locator>,
    /// A remark of whoever recorded it, such as the source's own wording.
    pub note: Option<Box<str>>,
}

impl Provenance {
    /// A provenance with a source and a confidence, and nothing else known.
    pub fn new(source: SourceId, confidence: Confidence) -> Self {
        Self { source, confidence, as_of: None, locator: None, note: None }
    }
}

/// A value with its provenance.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fact<T> {
    /// What is stated.
    pub value: T,
    /// Who states it.
    pub provenance: Provenance,
}

impl<T> Fact<T> {
    /// A value and where it comes from.
    pub fn new(value: T, provenance: Provenance) -> Self {
        Self { value, provenance }
    }
}

/// Everything that is stated about one property: nothing, one value, or several side by side.
///
/// The first is the preferred one; the others are kept and shown. An empty list means *unknown*.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Facts<T>(Vec<Fact<T>>);

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Facts<T> {
    /// Nothing is known.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// One value.
    pub fn one(value: T, provenance: Provenance) -> Self {
        Self(vec![Fact::new(value, provenance)])
    }

    /// The preferred value, if any is known.
    pub fn value(&self) -> Option<&T> {
        self.0.first().map(|fact| &fact.value)
    }

    /// The preferred fact, if any.
    pub fn preferred(&self) -> Option<&Fact<T>> {
        self.0.first()
    }

    /// All facts, the preferred one first.
    pub fn iter(&self) -> std::slice::Iter<'_, Fact<T>> {
        self.0.iter()
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: PartialEq> Facts<T> {
    /// Puts a fact beside the others; an exact repetition is not kept twice.
    ///
    /// A new fact never becomes the preferred one by itself: see [`Facts::prefer`].
    pub fn add(&mut self, fact: Fact<T>) {
        if !self.0.contains(&fact) {
            self.0.push(fact);
        }
    }

    /// Makes the fact at `position` the preferred one; the order of the others stays.
    ///
    /// Returns whether there is such a fact.
    pub fn prefer(&mut self, position: usize) -> bool {
        let there = position < self.0.len();
        if there {
            self.0[..=position].rotate_right(1);
        }
        there
    }

    /// Whether two sources state different values.
    pub fn in_conflict(&self) -> bool {
        self.0.windows(2).any(|pair| pair[0].value != pair[1].value)
    }
}

impl<T> FromIterator<Fact<T>> for Facts<T> {
    fn from_iter<I: IntoIterator<Item = Fact<T>>>(facts: I) -> Self {
        Self(facts.into_iter().collect())
    }
}

impl<'a, T> IntoIterator for &'a Facts<T> {
    type Item = &'a Fact<T>;
    type IntoIter = std::slice::Iter<'a, Fact<T>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(source: &str) -> Provenance {
        Provenance::new(SourceId::parse(source).unwrap(), Confidence::Reported)
    }

    #[test]
    fn conflicting_facts_stay_side_by_side() {
        let mut amount = Facts::one(1_700_000, reported("a"));
        amount.add(Fact::new(1_270_000, reported("b")));
        amount.add(Fact::new(1_270_000, reported("b")));
        assert_eq!(amount.len(), 2);
        assert!(amount.in_conflict());
        assert_eq!(amount.value(), Some(&1_700_000));
        assert!(amount.prefer(1));
        assert_eq!(amount.value(), Some(&1_270_000));
        assert!(!amount.prefer(2));
    }

    #[test]
    fn two_sources_that_agree_are_no_conflict() {
        let mut amount = Facts::one(5, reported("a"));
        amount.add(Fact::new(5, reported("b")));
        assert!(!amount.in_conflict());
    }
}
