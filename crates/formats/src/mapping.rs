//! What the user says about the files: which column holds what, and what words mean.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use waymark_model::{Currency, EntityKind};

use crate::{DecimalMark, GuideWords, ReadError};

/// What a column of a list of grants may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GrantColumn {
    /// Who gives.
    Funder,
    /// An identifier of who gives.
    FunderId,
    /// The organization that receives.
    Recipient,
    /// An identifier of the organization that receives.
    RecipientId,
    /// The initiative or project that receives.
    Initiative,
    /// How much.
    Amount,
    /// The currency of the amount.
    Currency,
    /// How many give the amount together; more than one makes it a pooled amount.
    Givers,
    /// When.
    Date,
    /// How precise the date is: `day`, `month`, `quarter`, `year`, `multi-year`.
    DatePrecision,
    /// What it is for: a goal, a cause, a focus area.
    Cause,
    /// The programme it is given under.
    Programme,
    /// How it stands.
    Status,
    /// The identifier of the grant itself.
    Identifier,
    /// What the grant is called.
    Title,
}

impl GrantColumn {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Funder,
        Self::FunderId,
        Self::Recipient,
        Self::RecipientId,
        Self::Initiative,
        Self::Amount,
        Self::Currency,
        Self::Givers,
        Self::Date,
        Self::DatePrecision,
        Self::Cause,
        Self::Programme,
        Self::Status,
        Self::Identifier,
        Self::Title,
    ];

    /// The word for it, as mapping files and the command line use it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funder => "funder",
            Self::FunderId => "funder_id",
            Self::Recipient => "recipient",
            Self::RecipientId => "recipient_id",
            Self::Initiative => "initiative",
            Self::Amount => "amount",
            Self::Currency => "currency",
            Self::Givers => "givers",
            Self::Date => "date",
            Self::DatePrecision => "date_precision",
            Self::Cause => "cause",
            Self::Programme => "programme",
            Self::Status => "status",
            Self::Identifier => "identifier",
            Self::Title => "title",
        }
    }

    /// What stands in such a column, in words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Funder => "Who gives.",
            Self::FunderId => "An identifier of who gives, such as an EIN or a charity number.",
            Self::Recipient => "The organization that receives.",
            Self::RecipientId => "An identifier of the organization that receives.",
            Self::Initiative => "The initiative or project that receives.",
            Self::Amount => "How much.",
            Self::Currency => "The currency of the amount.",
            Self::Givers => {
                "How many give the amount together; more than one makes it one sum that they share."
            }
            Self::Date => "When it was given.",
            Self::DatePrecision => "How precise the date is: day, month, quarter, year.",
            Self::Cause => "What it is for: a goal, a cause, a focus area.",
            Self::Programme => "The programme of the funder that it is given under.",
            Self::Status => "How it stands: requested, pledged, awarded, paid, declined or closed.",
            Self::Identifier => {
                "The identifier of the grant itself, by which it is known when it is read again."
            }
            Self::Title => "What the grant is called.",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }
}

/// What the user says about the files. Everything is optional; what is said here goes before what
/// the names of columns suggest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The names of the columns of a list of grants.
    pub columns: BTreeMap<GrantColumn, String>,
    /// The names of columns that are not to be read, whatever they look like.
    pub ignore: BTreeSet<String>,
    /// Who gives, where no column says so.
    pub funder: Option<String>,
    /// The currency, where neither a column nor the amount says so.
    pub currency: Option<Currency>,
    /// The sign before the decimals, where the column itself does not tell.
    pub decimal_mark: Option<DecimalMark>,
    /// The facet whose terms the causes become; `cause` if it is not said.
    pub cause_facet: Option<String>,
    /// What the nodes of a network are whose attributes do not tell.
    pub node_kind: Option<EntityKind>,
    /// What a word for the kind of a node means.
    pub kinds: BTreeMap<String, EntityKind>,
    /// The sign between cells, where a text does not tell.
    pub delimiter: Option<char>,
    /// Whether organizations are told by their names as they are written, but for capitals, accents
    /// and punctuation. Else a name that is surely the same (`Acme` and `Acme, Inc.`) is the same.
    pub exact_names: bool,
    /// What the words of a guide's tables mean, on top of what is known about the guide.
    pub words: GuideWords,
}

/// A mapping file is small; what is larger is data.
const LARGEST: usize = 1 << 20;

/// The keys that say what is in the files; a list of records under another one is data.
const TELLING: [&str; 15] = [
    "columns",
    "ignore",
    "node_kind",
    "kinds",
    "funder",
    "currency",
    "decimal_mark",
    "delimiter",
    "cause_facet",
    "exact_names",
    "verbs",
    "confidence",
    "membership",
    "implied",
    "readings",
];

/// Whether a text is a JSON object that has a key of a mapping file, and no records.
pub(crate) fn is_mapping(text: &str) -> bool {
    if text.len() > LARGEST {
        return false;
    }
    let object: Result<serde_json::Map<String, Value>, _> = serde_json::from_str(text);
    let records = |(key, value): (&String, &Value)| {
        let list = value.as_array().and_then(|list| list.first());
        list.is_some_and(Value::is_object) && !["readings", "editions"].contains(&key.as_str())
    };
    object.is_ok_and(|object| {
        TELLING.iter().any(|key| object.contains_key(*key)) && !object.iter().any(records)
    })
}

impl Mapping {
    /// Adds what a mapping file says. It is a JSON object with any of `columns`, `ignore`,
    /// `funder`, `currency`, `decimal_mark`, `delimiter`, `cause_facet`, `exact_names`, `node_kind`,
    /// `kinds` and the keys of [`GuideWords`]. A column that is to be read as something is no longer one to ignore, and the
    /// other way round.
    ///
    /// # Errors
    /// When the text is no such object, or names what is not known.
    pub fn read_json(&mut self, file: &str, text: &str) -> Result<(), ReadError> {
        let bad = |problem: String| ReadError::BadMapping { file: file.to_owned(), problem };
        let mut object: serde_json::Map<String, Value> =
            serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
        if let Some(columns) = object.remove("columns") {
            self.read_columns(columns).map_err(bad)?;
        }
        if let Some(kinds) = object.remove("kinds") {
            self.read_kinds(kinds).map_err(bad)?;
        }
        if let Some(names) = object.remove("ignore") {
            self.read_ignored(names).map_err(bad)?;
        }
        match object.remove("exact_names") {
            None => {}
            Some(Value::Bool(exact)) => self.exact_names = exact,
            Some(other) => {
                return Err(bad(format!("`exact_names` is `{other}`: expected true or false")));
            }
        }
        let mut text_of = |key: &str| match object.remove(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(bad(format!("`{key}` is `{other}`: expected a text"))),
        };
        self.funder = text_of("funder")?.or(self.funder.take());
        self.cause_facet = text_of("cause_facet")?.or(self.cause_facet.take());
        if let Some(word) = text_of("node_kind")? {
            self.node_kind = Some(kind_of(&word).map_err(bad)?);
        }
        if let Some(code) = text_of("currency")? {
            let currency = Currency::from_code(&code);
            let unknown = || bad(format!("`{code}` is no currency of ISO 4217"));
            self.currency = Some(currency.ok_or_else(unknown)?);
        }
        if let Some(mark) = text_of("decimal_mark")? {
            self.decimal_mark = Some(match mark.as_str() {
                "." => DecimalMark::Point,
                "," => DecimalMark::Comma,
                _ => return Err(bad(format!("`{mark}` is no decimal mark: expected `.` or `,`"))),
            });
        }
        if let Some(sign) = text_of("delimiter")? {
            let mut signs = sign.chars();
            let only = signs.next().filter(|sign| sign.is_ascii() && signs.next().is_none());
            let expected = || bad(format!("`{sign}` is no delimiter: expected one sign"));
            self.delimiter = Some(only.ok_or_else(expected)?);
        }
        let words = GuideWords::from_value(Value::Object(object)).map_err(bad)?;
        self.words = std::mem::take(&mut self.words).overlaid(words);
        Ok(())
    }

    /// Writes a mapping file, which [`Mapping::read_json`] reads again.
    ///
    /// ```
    /// use waymark_formats::{GrantColumn, Mapping};
    ///
    /// let mut mapping = Mapping::default();
    /// mapping.columns.insert(GrantColumn::Recipient, "Who got it".to_owned());
    /// let text = mapping.to_json();
    /// assert_eq!(text, "{\n  \"columns\": {\n    \"recipient\": \"Who got it\"\n  }\n}\n");
    ///
    /// let mut again = Mapping::default();
    /// again.read_json("mapping.json", &text)?;
    /// assert_eq!(again, mapping);
    /// # Ok::<(), waymark_formats::ReadError>(())
    /// ```
    pub fn to_json(&self) -> String {
        let mut object = serde_json::Map::new();
        let columns = self.columns.iter();
        let columns = columns.map(|(column, name)| (column.word().to_owned(), json!(name)));
        object.insert("columns".to_owned(), Value::Object(columns.collect()));
        object.insert("ignore".to_owned(), json!(self.ignore));
        let kinds = self.kinds.iter();
        let kinds = kinds.map(|(word, kind)| (word.clone(), json!(kind.word())));
        object.insert("kinds".to_owned(), Value::Object(kinds.collect()));
        object.insert("node_kind".to_owned(), json!(self.node_kind.map(EntityKind::word)));
        object.insert("funder".to_owned(), json!(self.funder));
        object.insert("currency".to_owned(), json!(self.currency.map(Currency::code)));
        let mark = self.decimal_mark.map(|mark| mark.sign().to_string());
        object.insert("decimal_mark".to_owned(), json!(mark));
        object.insert("delimiter".to_owned(), json!(self.delimiter));
        object.insert("cause_facet".to_owned(), json!(self.cause_facet));
        object.insert("exact_names".to_owned(), json!(self.exact_names.then_some(true)));
        object.extend(self.words.to_object());
        object.retain(|_, value| !is_nothing(value));
        let text = serde_json::to_string_pretty(&object);
        text.expect("texts and lists are JSON") + "\n"
    }

    fn read_columns(&mut self, columns: Value) -> Result<(), String> {
        let columns: BTreeMap<String, String> =
            serde_json::from_value(columns).map_err(|error| format!("`columns`: {error}"))?;
        for (word, name) in columns {
            let known = GrantColumn::ALL.map(GrantColumn::word).join("`, `");
            let column = GrantColumn::from_word(&word)
                .ok_or_else(|| format!("`{word}` in `columns` is not one of `{known}`"))?;
            self.ignore.retain(|ignored| !ignored.eq_ignore_ascii_case(&name));
            self.columns.insert(column, name);
        }
        Ok(())
    }

    fn read_kinds(&mut self, kinds: Value) -> Result<(), String> {
        let kinds: BTreeMap<String, String> =
            serde_json::from_value(kinds).map_err(|error| format!("`kinds`: {error}"))?;
        for (word, kind) in kinds {
            self.kinds.insert(word, kind_of(&kind)?);
        }
        Ok(())
    }

    fn read_ignored(&mut self, names: Value) -> Result<(), String> {
        let names: BTreeSet<String> =
            serde_json::from_value(names).map_err(|error| format!("`ignore`: {error}"))?;
        for name in names {
            self.columns.retain(|_, column| !column.eq_ignore_ascii_case(&name));
            self.ignore.insert(name);
        }
        Ok(())
    }

    /// Whether a column is not to be read.
    pub(crate) fn ignores(&self, column: &str) -> bool {
        self.ignore.iter().any(|name| name.eq_ignore_ascii_case(column))
    }
}

fn kind_of(word: &str) -> Result<EntityKind, String> {
    let known = EntityKind::ALL.map(EntityKind::word).join("`, `");
    EntityKind::from_word(word)
        .ok_or_else(|| format!("`{word}` is no kind of thing: expected one of `{known}`"))
}

/// Whether a key need not be written.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.values().all(is_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
