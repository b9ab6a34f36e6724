//! One state of the map with the answers already worked out from it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use waymark_analysis::{Filter, Frame};
use waymark_model::{EditionId, Map, Timestamp};
use waymark_store::Head;

use crate::{EngineError, SearchIndex};

/// How many answers a state keeps. An answer can be as large as the map, so a big map keeps fewer:
/// as many as come to so many records, but never less than [`FEWEST_ANSWERS`].
const MOST_ANSWERS: usize = 512;
const FEWEST_ANSWERS: usize = 16;
const RECORDS_ANSWERED: usize = 2_000_000;

/// Answers that were worked out, and when each was last asked for.
#[derive(Default)]
struct Answers {
    known: FxHashMap<String, (Arc<dyn Any + Send + Sync>, u64)>,
    asked: u64,
}

impl Answers {
    fn find(&mut self, question: &str) -> Option<Arc<dyn Any + Send + Sync>> {
        self.asked += 1;
        let (answer, asked) = self.known.get_mut(question)?;
        *asked = self.asked;
        Some(answer.clone())
    }

    /// Keeps an answer, in place of those that nobody asked for the longest.
    fn keep(&mut self, question: &str, answer: Arc<dyn Any + Send + Sync>, room: usize) {
        while self.known.len() >= room {
            let oldest = self.known.iter().min_by_key(|(_, (_, asked))| *asked);
            let Some(oldest) = oldest.map(|(question, _)| question.clone()) else { break };
            self.known.remove(&oldest);
        }
        self.known.insert(question.to_owned(), (answer, self.asked));
    }
}

/// A state of the map that does not change any more.
pub struct View {
    /// The map.
    pub map: Map,
    /// The log position and the hash of the log up to it.
    pub head: Head,
    /// When the last batch before it was made; `None` for the empty map.
    pub time: Option<Timestamp>,
    /// The edition it was asked for by, if it was.
    pub edition: Option<EditionId>,
    search: OnceLock<SearchIndex>,
    answers: Mutex<Answers>,
}

impl View {
    pub(crate) fn new(
        map: Map,
        head: Head,
        time: Option<Timestamp>,
        edition: Option<EditionId>,
    ) -> Self {
        Self { map, head, time, edition, search: OnceLock::new(), answers: Mutex::default() }
    }

    /// The answer to a question about this state: worked out once, then remembered.
    ///
    /// `question` must name the question and all its parameters. Two who ask at the same moment may
    /// both work it out; nobody waits for the other.
    ///
    /// # Errors
    /// Whatever `work_out` fails with; failures are not remembered.
    pub fn answer<T, E>(
        &self,
        question: &str,
        work_out: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<Arc<T>, E>
    where
        T: Send + Sync + 'static,
    {
        let known = self.answers.lock().find(question);
        if let Some(answer) = known.and_then(|answer| answer.downcast::<T>().ok()) {
            return Ok(answer);
        }
        let answer = Arc::new(work_out(self)?);
        let room = RECORDS_ANSWERED / self.records().max(1);
        let room = room.clamp(FEWEST_ANSWERS, MOST_ANSWERS);
        self.answers.lock().keep(question, answer.clone(), room);
        Ok(answer)
    }

    /// How many things and ties there are.
    pub(crate) fn records(&self) -> usize {
        self.map.entity_count() + self.map.tie_count()
    }

    /// The frozen columns that analyses run on, for a part of the map.
    ///
    /// # Errors
    /// When the filter names something that is not on the map.
    pub fn frame(&self, filter: &Filter) -> Result<Arc<Frame>, EngineError> {
        let question = format!("frame {filter:?}");
        Ok(self.answer(&question, |view| Frame::build(&view.map, filter))?)
    }

    /// The index of names, built when first asked for.
    pub fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::build(&self.map))
    }
}
