//! What the words of a guide's tables mean. Knowledge about one guide is data, not code: it stands
//! in `fixtures/guide/mapping.json`, is built in, and a mapping file can say otherwise.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use waymark_model::{Confidence, Date, EntityKind, TieKind};

const BUILT_IN: &str = include_str!("../../../fixtures/guide/mapping.json");

/// What the words of a guide's tables mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct GuideWords {
    /// What this mapping is about, for whoever reads it.
    pub about: String,
    /// The words of the `confidence` columns.
    #[serde(deserialize_with = "confidences", serialize_with = "confidence_words")]
    pub confidence: BTreeMap<String, Confidence>,
    /// The words of `goal_basis`, and how sure a placement with that basis is.
    #[serde(deserialize_with = "confidences", serialize_with = "confidence_words")]
    pub placement: BTreeMap<String, Confidence>,
    /// Values of a tie's `detail` that say it was concluded and not stated.
    pub inferred_details: Vec<String>,
    /// Values of a tie's `detail` that name the programme it is given under.
    pub programmes: Vec<String>,
    /// Entries in a source column that say there is none, with the title to give instead.
    pub no_source: BTreeMap<String, String>,
    /// The relations of the ties.
    pub verbs: BTreeMap<String, VerbWords>,
    /// What `in_guide` means.
    pub membership: MembershipWords,
    /// Things that rows refer to and that have no row of their own.
    pub implied: BTreeMap<String, ImpliedThing>,
    /// The printed editions.
    pub editions: Vec<EditionWords>,
    /// The edition whose list of goals the tables carry.
    pub goal_edition: Option<String>,
    /// The edition that the stage readings are from.
    pub stage_edition: Option<String>,
    /// The last year whose readings tell what was reached; later ones are forecasts.
    pub stages_reached_until: Option<i32>,
    /// Words in an event that say it was still to come.
    pub planned: Vec<String>,
    /// What single rows say beyond their columns.
    pub readings: Vec<Reading>,
}

/// What a relation means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct VerbWords {
    /// The kind of tie, where its ends allow it; `relates` otherwise.
    #[serde(deserialize_with = "tie_kind", serialize_with = "tie_word")]
    pub kind: TieKind,
    /// Whether the tie goes from the second end to the first.
    #[serde(default)]
    pub reversed: bool,
    /// Whether it passes on money that another tie counts.
    #[serde(default)]
    pub regrant: bool,
    /// When, where the word itself says so.
    #[serde(default, deserialize_with = "date", serialize_with = "date_text")]
    pub date: Option<Date>,
    /// Why.
    pub reason: String,
}

/// The facet that `in_guide` becomes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct MembershipWords {
    /// The name of the facet.
    pub facet: String,
    /// The terms, in the order in which they are tried.
    pub terms: Vec<MembershipTerm>,
}

/// A term and the words that mean it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MembershipTerm {
    /// How the words begin.
    pub starts: String,
    /// The name of the term.
    pub term: String,
}

/// A thing that rows refer to and that has no row of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ImpliedThing {
    /// What it is.
    #[serde(deserialize_with = "entity_kind", serialize_with = "entity_word")]
    pub kind: EntityKind,
    /// What it is called.
    pub name: String,
    /// Where its name stands.
    pub source: String,
}

/// A printed edition, and the milestone that tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EditionWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The subject of the milestone.
    pub subject: String,
    /// How the event of the milestone begins.
    pub event: String,
}

/// What a single row says beyond its columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The table: `ties` or `milestones`.
    pub table: String,
    /// The row: every column named here has this value.
    #[serde(rename = "where")]
    pub matches: BTreeMap<String, String>,
    /// The amount is one sum that several share.
    #[serde(default)]
    pub pooled: bool,
    /// The amount that the words of the row state, in US dollars.
    #[serde(default)]
    pub amount: Option<String>,
    /// Another amount that the words of the row state, beside that of its column.
    #[serde(default)]
    pub other_amount: Option<String>,
    /// The tie passes on money that another tie counts.
    #[serde(default)]
    pub regrant: bool,
    /// The date also states when the subject began.
    #[serde(default)]
    pub also_start: bool,
    /// Why.
    pub reason: String,
}

impl GuideWords {
    /// What is known about the guide.
    pub(crate) fn built_in() -> Self {
        serde_json::from_str(BUILT_IN).expect("the mapping that is built in is well formed")
    }

    pub(crate) fn from_value(value: serde_json::Value) -> Result<Self, String> {
        serde_json::from_value(value).map_err(|error| error.to_string())
    }

    /// The words as the keys of a mapping file.
    pub(crate) fn to_object(&self) -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(object)) => object,
            _ => serde_json::Map::new(),
        }
    }

    /// These words, with others that go before them.
    pub(crate) fn overlaid(mut self, over: Self) -> Self {
        self.confidence.extend(over.confidence);
        self.placement.extend(over.placement);
        self.no_source.extend(over.no_source);
        self.verbs.extend(over.verbs);
        self.implied.extend(over.implied);
        self.inferred_details.extend(over.inferred_details);
        self.programmes.extend(over.programmes);
        self.planned.extend(over.planned);
        self.editions.splice(..0, over.editions);
        self.readings.splice(..0, over.readings);
        if !over.membership.facet.is_empty() {
            self.membership.facet = over.membership.facet;
        }
        self.membership.terms.splice(..0, over.membership.terms);
        self.goal_edition = over.goal_edition.or(self.goal_edition);
        self.stage_edition = over.stage_edition.or(self.stage_edition);
        self.stages_reached_until = over.stages_reached_until.or(self.stages_reached_until);
        self
    }
}

fn unknown<E: serde::de::Error>(word: &str, what: &str, known: &[&str]) -> E {
    E::custom(format!("`{word}` is no {what}: expected one of `{}`", known.join("`, `")))
}

fn tie_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TieKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    let known = TieKind::ALL.map(TieKind::word);
    TieKind::from_word(&word).ok_or_else(|| unknown(&word, "kind of tie", &known))
}

fn entity_kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<EntityKind, D::Error> {
    let word = String::deserialize(deserializer)?;
    let known = EntityKind::ALL.map(EntityKind::word);
    EntityKind::from_word(&word).ok_or_else(|| unknown(&word, "kind of thing", &known))
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| Date::parse(&text).map_err(serde::de::Error::custom)).transpose()
}

fn confidences<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Confidence>, D::Error> {
    let words = BTreeMap::<String, String>::deserialize(deserializer)?;
    let known = Confidence::ALL.map(Confidence::word);
    let read = |(word, means): (String, String)| match Confidence::from_word(&means) {
        Some(confidence) => Ok((word, confidence)),
        None => Err(unknown(&means, "confidence", &known)),
    };
    words.into_iter().map(read).collect()
}

fn tie_word<S: Serializer>(kind: &TieKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}

fn entity_word<S: Serializer>(kind: &EntityKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.word())
}

fn date_text<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

fn confidence_words<S: Serializer>(
    words: &BTreeMap<String, Confidence>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(words.iter().map(|(word, means)| (word, means.word())))
}
