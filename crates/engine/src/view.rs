//! One state of the map with the answers already worked out from it.

use std::any::Any;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use waymark_analysis::{Filter, Frame};
use waymark_model::{EditionId, Map, Timestamp};
use waymark_store::Head;

use crate::{EngineError, SearchIndex};

/// How many answers a state keeps before it starts anew.
const ANSWERS: usize = 512;

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
    answers: Mutex<FxHashMap<String, Arc<dyn Any + Send + Sync>>>,
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
        let known = self.answers.lock().get(question).cloned();
        if let Some(answer) = known.and_then(|answer| answer.downcast::<T>().ok()) {
            return Ok(answer);
        }
        let answer = Arc::new(work_out(self)?);
        let mut answers = self.answers.lock();
        if answers.len() >= ANSWERS {
            answers.clear();
        }
        answers.insert(question.to_owned(), answer.clone());
        Ok(answer)
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
