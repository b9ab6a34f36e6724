//! Suggestions of readers and what was decided about them.

use waymark_engine::{Applied, Engine, EngineError};
use waymark_model::Map;
use waymark_store::{Settled, Suggestion};
use waymark_wire as wire;

use super::suggested::suggested;
use super::version_of;
use crate::words::{WordError, Words};
use crate::{ApiError, state};

/// How many records of each suggestion a list names at most.
const RECORDS: usize = 200;

/// The words that the question reads.
pub const SUGGESTIONS_WORDS: &str = "`state`, `limit`, `cursor`";

/// Which suggestions are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionsQuestion {
    /// In which state; `None` for all.
    pub state: Option<wire::SuggestionState>,
    /// How many at most.
    pub limit: usize,
    /// The newest of them; without it, the newest of all.
    pub newest: Option<u64>,
}

/// Takes the words of the question.
///
/// # Errors
/// When a value is none of those expected.
pub fn suggestions_question(words: &mut Words) -> Result<SuggestionsQuestion, WordError> {
    use wire::SuggestionState as S;
    let expected = "`waiting`, `accepted`, `declined` or `all`";
    let state = words.read("state", expected, |word| match word {
        "waiting" => Some(Some(S::Waiting)),
        "accepted" => Some(Some(S::Accepted)),
        "declined" => Some(Some(S::Declined)),
        "all" => Some(None),
        _ => None,
    })?;
    let limit = words.number("limit", 1..=1_000)?.unwrap_or(100) as usize;
    let newest = words.number("cursor", 1..=u64::MAX)?;
    Ok(SuggestionsQuestion { state: state.unwrap_or(Some(S::Waiting)), limit, newest })
}

/// Suggestions, the newest first.
///
/// # Errors
/// When one cannot be read.
pub fn suggestions(
    engine: &Engine,
    question: SuggestionsQuestion,
) -> Result<wire::Suggestions, ApiError> {
    let SuggestionsQuestion { state, limit, newest } = question;
    let mut all = engine.suggestions()?;
    let waiting = all.iter().filter(|it| it.settled.is_none()).count();
    all.retain(|it| state.is_none_or(|state| state_of(it) == state));
    let total = all.len();
    all.retain(|it| newest.is_none_or(|newest| it.id <= newest));
    let next = all.get(limit).map(|next| next.id.to_string());
    all.truncate(limit);
    let now = engine.now();
    let teller = Teller::new(engine, &now.map, &all)?;
    let items = all.iter().map(|it| shortened(teller.tell(it))).collect();
    Ok(wire::Suggestions { version: version_of(&now), total, waiting, items, next })
}

fn shortened(mut suggestion: wire::Suggestion) -> wire::Suggestion {
    suggestion.records.truncate(RECORDS);
    suggestion.records_shown.known = suggestion.records.len();
    suggestion
}

/// One suggestion, whole.
///
/// # Errors
/// When there is none of this number.
pub fn suggestion(engine: &Engine, id: u64) -> Result<wire::Suggestion, ApiError> {
    told(engine, &engine.suggestion(id)?)
}

/// A suggestion as answers tell it.
///
/// # Errors
/// When the log cannot be read.
pub fn told(engine: &Engine, suggestion: &Suggestion) -> Result<wire::Suggestion, ApiError> {
    let now = engine.now();
    let teller = Teller::new(engine, &now.map, std::slice::from_ref(suggestion))?;
    Ok(teller.tell(suggestion))
}

/// What sending a suggestion came to.
pub fn sent(engine: &Engine, suggestion: &Suggestion, dry_run: bool) -> wire::Suggested {
    let now = engine.now();
    wire::Suggested {
        version: version_of(&now),
        dry_run,
        id: (!dry_run).then_some(suggestion.id),
        records: suggested(suggestion, &now.map),
    }
}

/// What accepting a suggestion came to.
///
/// # Errors
/// When the log cannot be read.
pub fn accepted(
    engine: &Engine,
    suggestion: &Suggestion,
    applied: &Applied,
    dry_run: bool,
) -> Result<wire::Accepted, ApiError> {
    let at = waymark_engine::At::Position(applied.head.position);
    let version = version_of(&*engine.view(&at)?);
    let suggestion = told(engine, suggestion)?;
    Ok(wire::Accepted { version, dry_run, changes: applied.changes, suggestion })
}

fn state_of(suggestion: &Suggestion) -> wire::SuggestionState {
    match &suggestion.settled {
        None => wire::SuggestionState::Waiting,
        Some(Settled { position: Some(_), .. }) => wire::SuggestionState::Accepted,
        Some(Settled { position: None, .. }) => wire::SuggestionState::Declined,
    }
}

/// Tells suggestions against one state of the map.
struct Teller<'a> {
    engine: &'a Engine,
    map: &'a Map,
    undone: std::collections::BTreeSet<u64>,
}

impl<'a> Teller<'a> {
    fn new(
        engine: &'a Engine,
        map: &'a Map,
        suggestions: &[Suggestion],
    ) -> Result<Self, EngineError> {
        let settled = suggestions.iter().filter_map(|it| it.settled.as_ref());
        let first = settled.filter_map(|settled| settled.position).min();
        let undone = first.map(|first| engine.undone_since(first)).transpose()?;
        Ok(Self { engine, map, undone: undone.unwrap_or_default() })
    }

    fn tell(&self, suggestion: &Suggestion) -> wire::Suggestion {
        let hindrance = match suggestion.settled {
            None => self.engine.check_suggestion(suggestion).err().map(|error| error.to_string()),
            Some(_) => None,
        };
        let records = suggested(suggestion, self.map);
        wire::Suggestion {
            id: suggestion.id,
            time: state::rfc3339(suggestion.time),
            author: suggestion.author.clone(),
            message: suggestion.message.clone(),
            made_at: suggestion.made_at.position,
            state: state_of(suggestion),
            settled: suggestion.settled.as_ref().map(|it| self.settled(it)),
            hindrance,
            records_shown: wire::Known { known: records.len(), of: records.len() },
            records,
        }
    }

    fn settled(&self, settled: &Settled) -> wire::Settled {
        let Settled { author, time, message, position } = settled;
        wire::Settled {
            time: state::rfc3339(*time),
            author: author.clone(),
            message: Some(message.clone()).filter(|message| !message.is_empty()),
            position: *position,
            undone: position.is_some_and(|position| self.undone.contains(&position)),
        }
    }
}
