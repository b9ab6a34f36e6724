//! The words of a query, read once into types that cannot be wrong.

use std::collections::BTreeMap;

use waymark_analysis::{Filter, MAXIMUM_SAMPLES};
use waymark_engine::At;
use waymark_measures::MAXIMUM_SEED;
use waymark_model::{
    Confidence, Date, Day, EditionId, EntityId, FacetId, Map, TermId, TermRef, Timestamp,
};

/// Why a query cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}={value}`: expected {expected}")]
pub struct WordError {
    /// The parameter.
    pub word: String,
    /// Its value.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

/// The words of a query that nobody has taken yet.
#[derive(Debug, Clone, Default)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// The words of a list of pairs; empty values are as if not given.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect())
    }

    /// Takes all values of a word; several may be given by repeating it or with commas.
    pub fn all(&mut self, word: &str) -> Vec<String> {
        let taken = self.0.extract_if(.., |(name, _)| name == word);
        let values: Vec<String> = taken.map(|(_, value)| value).collect();
        let split = values.iter().flat_map(|value| value.split(','));
        split.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    }

    /// Takes the value of a word that may be given once.
    pub fn one(&mut self, word: &str) -> Result<Option<String>, WordError> {
        let mut values: Vec<String> =
            self.0.extract_if(.., |(name, _)| name == word).map(|(_, value)| value).collect();
        if values.len() > 1 {
            return Err(wrong(word, &values.join("&"), "the word only once"));
        }
        Ok(values.pop())
    }

    /// Takes a word and reads it.
    pub fn read<T>(
        &mut self,
        word: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, WordError> {
        let Some(value) = self.one(word)? else { return Ok(None) };
        read(&value).map(Some).ok_or_else(|| wrong(word, &value, expected))
    }

    /// Takes a whole number within bounds.
    pub fn number(
        &mut self,
        word: &str,
        bounds: std::ops::RangeInclusive<u64>,
    ) -> Result<Option<u64>, WordError> {
        let expected = format!("a whole number from {} to {}", bounds.start(), bounds.end());
        self.read(word, &expected, |value| value.parse().ok().filter(|n| bounds.contains(n)))
    }

    /// Takes the seed of what is drawn by lot.
    pub fn seed(&mut self) -> Result<Option<u64>, WordError> {
        self.number("seed", 0..=MAXIMUM_SEED)
    }

    /// Takes how many samples are drawn by lot.
    pub fn samples(&mut self) -> Result<Option<u32>, WordError> {
        let samples = self.number("samples", 1..=u64::from(MAXIMUM_SAMPLES))?;
        Ok(samples.map(|samples| samples as u32))
    }

    /// Takes the words that say which state of the map is meant.
    pub fn at(&mut self) -> Result<At, WordError> {
        let edition = self.read("edition", "the id of an edition", |value| {
            if value == "now" {
                Some(At::Now)
            } else {
                EditionId::parse(value).ok().map(At::Edition)
            }
        })?;
        let as_of = self.read("as_of", "a log position, a day or a moment", moment)?;
        match (edition, as_of) {
            (Some(_), Some(_)) => Err(wrong("as_of", "", "either `edition` or `as_of`, not both")),
            (at, as_of) => Ok(at.or(as_of).unwrap_or_default()),
        }
    }

    /// Takes one word that says which state of the map is meant.
    pub fn state(&mut self, word: &str) -> Result<Option<StateWord>, WordError> {
        self.read(word, "the id of an edition, a log position, a day or a moment", |value| {
            let edition = EditionId::parse(value).ok().map(At::Edition);
            let mut ways = edition.into_iter().chain(moment(value));
            let (at, otherwise) = (ways.next()?, ways.next());
            Some(StateWord { word: word.to_owned(), value: value.to_owned(), at, otherwise })
        })
    }

    /// Takes the day that due dates are held against.
    pub fn today(&mut self) -> Result<Option<Day>, WordError> {
        self.read("today", "a day such as 2019-06-30", |value| {
            let date = Date::parse(value).ok()?;
            (date.earliest() == date.latest()).then(|| date.earliest()).flatten()
        })
    }

    /// Takes the words of a filter.
    pub fn filter(&mut self) -> Result<FilterWords, WordError> {
        let ids = |words: &mut Self, word: &str| {
            let values = words.all(word);
            let ids = values.iter().map(|value| {
                EntityId::parse(value).map_err(|_| wrong(word, value, "ids such as `lumina`"))
            });
            ids.collect::<Result<Vec<_>, _>>()
        };
        let date = |words: &mut Self, word: &str| {
            words.read(word, "an EDTF date such as `2019` or `2019-03`", |value| {
                Date::parse(value).ok()
            })
        };
        Ok(FilterWords {
            goals: ids(self, "goal")?,
            funders: ids(self, "funder")?,
            places: self.all("place"),
            terms: self.all("term"),
            from: date(self, "from")?,
            to: date(self, "to")?,
            confidence: self.read(
                "confidence",
                "`inferred`, `reported` or `verified`",
                Confidence::from_word,
            )?,
            text: self.one("q")?,
        })
    }

    /// Takes the words of a filter that each begin with a prefix.
    ///
    /// # Errors
    /// When a value is none of those expected, or a word with the prefix is none of a filter.
    pub fn filter_after(&mut self, prefix: &str) -> Result<FilterWords, WordError> {
        let taken = self.0.extract_if(.., |(word, _)| word.starts_with(prefix));
        let mut words =
            Self(taken.map(|(word, value)| (word[prefix.len()..].to_owned(), value)).collect());
        let filter = words.filter().and_then(|filter| {
            words.finish("the words of a filter")?;
            Ok(filter)
        });
        filter.map_err(|error| WordError { word: format!("{prefix}{}", error.word), ..error })
    }

    /// Says that all words were taken.
    ///
    /// # Errors
    /// When one is left: nobody knows it, and its sender must not believe that it had an effect.
    pub fn finish(self, known: &str) -> Result<(), WordError> {
        match self.0.into_iter().next() {
            None => Ok(()),
            Some((word, value)) => Err(wrong(&word, &value, &format!("one of {known}"))),
        }
    }
}

/// A state of the map by one word. An edition may be called as a position or a day is written, so
/// there may be two ways to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateWord {
    /// The parameter.
    pub word: String,
    /// Its value.
    pub value: String,
    /// The state that is meant.
    pub at: At,
    /// The state that is meant if there is no such edition.
    pub otherwise: Option<At>,
}

/// A filter as it was written, not yet held against a map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterWords {
    /// Goals served.
    pub goals: Vec<EntityId>,
    /// Who supports.
    pub funders: Vec<EntityId>,
    /// Terms of the facet `place`.
    pub places: Vec<String>,
    /// Terms as `facet/term`.
    pub terms: Vec<String>,
    /// From this date.
    pub from: Option<Date>,
    /// To this date.
    pub to: Option<Date>,
    /// At least this confidence.
    pub confidence: Option<Confidence>,
    /// Words in the name.
    pub text: Option<String>,
}

impl FilterWords {
    /// The words in their canonical order, each with its values sorted.
    pub fn canonical(&self) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        let mut put = |word: &str, values: Vec<String>| {
            let mut values = values;
            values.sort_unstable();
            values.dedup();
            if !values.is_empty() {
                words.insert(word.to_owned(), values.join(","));
            }
        };
        let ids = |ids: &[EntityId]| ids.iter().map(ToString::to_string).collect();
        put("goal", ids(&self.goals));
        put("funder", ids(&self.funders));
        put("place", self.places.clone());
        put("term", self.terms.clone());
        put("from", self.from.iter().map(ToString::to_string).collect());
        put("to", self.to.iter().map(ToString::to_string).collect());
        put("confidence", self.confidence.iter().map(|word| word.word().to_owned()).collect());
        put("q", self.text.iter().cloned().collect());
        words
    }

    /// The filter itself.
    ///
    /// # Errors
    /// When a term is not written as `facet/term`.
    pub fn filter(&self, map: &Map) -> Result<Filter, WordError> {
        let place = FacetId::parse("place").expect("a constant id is well formed");
        let mut terms = Vec::new();
        for term in &self.places {
            let term = TermId::parse(term).map_err(|_| wrong("place", term, "the id of a term"))?;
            terms.push(TermRef { facet: place.clone(), term });
        }
        for term in &self.terms {
            let parsed = term.split_once('/').and_then(|(facet, term)| {
                let (facet, term) = (FacetId::parse(facet).ok()?, TermId::parse(term).ok()?);
                Some(TermRef { facet, term })
            });
            let known = || {
                let facets = map.facets().map(|facet| format!("`{}/…`", facet.id));
                format!("`facet/term`, here {}", facets.collect::<Vec<_>>().join(", "))
            };
            terms.push(parsed.ok_or_else(|| wrong("term", term, &known()))?);
        }
        Ok(Filter {
            goals: self.goals.clone(),
            funders: self.funders.clone(),
            kinds: Vec::new(),
            terms,
            from: self.from,
            to: self.to,
            confidence: self.confidence,
            text: self.text.clone(),
        })
    }
}

fn moment(value: &str) -> Option<At> {
    if !value.is_empty() && value.len() < 16 && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Four digits may be a year, but years are dates of the field, not of the log: a log is
        // asked for by position or by day.
        return value.parse().ok().map(At::Position);
    }
    if let Ok(moment) = value.parse::<jiff::Timestamp>() {
        return Some(At::Moment(Timestamp(moment.as_millisecond())));
    }
    let day: jiff::civil::Date = value.parse().ok()?;
    let end = day.tomorrow().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(At::Moment(Timestamp(end.timestamp().as_millisecond() - 1)))
}

/// The refusal of a word's value.
pub(crate) fn wrong(word: &str, value: &str, expected: &str) -> WordError {
    WordError { word: word.to_owned(), value: value.to_owned(), expected: expected.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(query: &[(&str, &str)]) -> Words {
        Words::new(query.iter().map(|(word, value)| ((*word).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn a_state_is_meant_by_edition_position_or_day() {
        assert_eq!(words(&[]).at().unwrap(), At::Now);
        assert_eq!(words(&[("as_of", "17")]).at().unwrap(), At::Position(17));
        let day = words(&[("as_of", "1970-01-01")]).at().unwrap();
        assert_eq!(day, At::Moment(Timestamp(86_399_999)));
        assert!(words(&[("as_of", "yesterday")]).at().is_err());
        assert!(words(&[("as_of", "1"), ("edition", "a")]).at().is_err());
    }

    #[test]
    fn one_word_for_a_state_may_be_read_in_several_ways() {
        let state = |value| {
            let state = words(&[("against", value)]).state("against").unwrap().unwrap();
            (state.at, state.otherwise)
        };
        let edition = |id| At::Edition(EditionId::parse(id).unwrap());
        assert_eq!(state("2019-01"), (edition("2019-01"), None));
        assert_eq!(state("17"), (edition("17"), Some(At::Position(17))));
        assert!(words(&[("against", "?")]).state("against").is_err());
    }

    #[test]
    fn several_values_come_repeated_or_with_commas_and_have_one_canonical_order() {
        let one = words(&[("goal", "b,a"), ("goal", "c")]).filter().unwrap();
        let other = words(&[("goal", "c,b"), ("goal", "a")]).filter().unwrap();
        assert_eq!(one.canonical(), other.canonical());
        assert_eq!(one.canonical()["goal"], "a,b,c");
    }

    #[test]
    fn an_unknown_word_is_refused_with_those_that_are_known() {
        let error = words(&[("gaol", "a")]).finish("`goal`").unwrap_err();
        assert_eq!(error.to_string(), "`gaol=a`: expected one of `goal`");
    }
}
