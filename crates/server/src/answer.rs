//! Questions to the engine, answered in the shapes of the wire. The HTTP routes and the command
//! line both answer from here, so that they cannot differ.

mod axes;
mod care;
mod citation;
mod confirm;
mod coordination;
mod duplicates;
mod edition;
mod entity;
mod exit;
mod export;
mod gaps;
mod graph;
mod history;
mod import;
mod lists;
mod missed;
mod network;
mod overlap;
mod pace;
mod pack;
mod partners;
mod path;
mod repeated;
mod requests;
mod search;
mod sensitivity;
mod suggested;
mod suggestions;
mod summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::Frame;
use waymark_engine::{At, Engine, EngineError, View};
use waymark_measures::{Unwatched, Watch};
use waymark_model::{Confidence, Day, EntityId, Map, Provenance, Tie, TieKind};
use waymark_wire as wire;

use crate::words::{FilterWords, StateWord, WordError};
use crate::{ApiError, state};

pub use axes::Axes;
pub use care::{CARE_WORDS, CareQuestion, care, care_question};
pub use citation::{CITATION_WORDS, CitationQuestion, citation, citation_question};
pub use confirm::{confirmation_of, confirmed, stated_values};
pub use coordination::{CoordinationQuestion, coordination, coordination_question};
pub use duplicates::{DUPLICATES_WORDS, duplicates, duplicates_config, merged, unmerged};
pub use edition::{diff, editions};
pub use entity::entity;
pub use exit::{ExitQuestion, exit};
pub(crate) use export::unwritable;
pub use export::{
    EXPORT_WORDS, export, export_choice, export_format, export_formats, export_preview, with_export,
};
pub use gaps::{GapsQuestion, gaps};
pub use graph::{graph, layout, layout_groups, neighborhood};
pub use history::{entity_history, history};
pub use import::{import_looks, import_report, import_targets};
pub use lists::{
    ListConfig, MilestoneQuestion, facets, goals, initiatives, milestones, organizations, sources,
    ties,
};
pub use missed::{missed, missed_config};
pub use network::{centrality, centrality_config, communities, communities_config};
pub use overlap::{
    INTERSECTIONS_WORDS, OVERLAP_WORDS, PAIR_WORDS, PairQuestion, SETS_WORDS, SetsQuestion,
    intersections, intersections_config, overlap, overlap_config, overlap_sets, pair_question,
    pair_report, sets_question,
};
pub use pace::pace;
pub use pack::{Pack, pack, pack_manifest, with_pack};
pub use partners::{partners, report_card};
pub use path::paths;
pub use repeated::{REPEATED_WORDS, repeated_config, repeated_grants, united};
pub use requests::{REQUESTS_WORDS, requests, requests_config};
pub use search::search;
pub use sensitivity::sensitivity;
pub use suggestions::{
    SUGGESTIONS_WORDS, SuggestionsQuestion, accepted, sent, suggestion, suggestions,
    suggestions_question, told,
};
pub use summary::summary;

/// A state of the map, the part of it that is asked about, and the day of asking.
pub struct Ask {
    /// The state.
    pub view: Arc<View>,
    /// The part.
    pub words: FilterWords,
    /// The day that due dates are held against.
    pub today: Day,
    watch: Arc<dyn Watch + Send + Sync>,
}

impl Ask {
    /// Finds the state that is meant.
    ///
    /// Without a day, a past state is asked about as of the day of its last batch, so that its
    /// answers never change; the present state as of today.
    ///
    /// # Errors
    /// When there is no such state.
    pub fn new(
        engine: &Engine,
        at: &At,
        words: FilterWords,
        today: Option<Day>,
    ) -> Result<Self, ApiError> {
        let view = engine.view(at)?;
        let moment = if *at == At::Now { None } else { view.time };
        let today = today.unwrap_or_else(|| state::day_of(moment.unwrap_or_else(state::now)));
        Ok(Self { view, words, today, watch: Arc::new(Unwatched) })
    }

    /// The same about the day of the last change, whatever day it is: the same state gives the same
    /// answers for ever.
    #[must_use]
    pub fn of_its_day(mut self) -> Self {
        self.today = self.view.time.map_or(self.today, state::day_of);
        self
    }

    /// The same, asked of a state before this one.
    ///
    /// # Errors
    /// When there is no such state, or it comes after this one.
    pub fn before(&self, engine: &Engine, state: &StateWord) -> Result<Self, ApiError> {
        let view = match (engine.view(&state.at), &state.otherwise) {
            (Err(EngineError::NoSuchEdition { .. }), Some(at)) => engine.view(at)?,
            (view, _) => view?,
        };
        if view.head.position > self.view.head.position {
            let position = self.view.head.position;
            let expected = format!("a state up to position {position}, which is asked about");
            let (word, value) = (state.word.clone(), state.value.clone());
            return Err(WordError { word, value, expected }.into());
        }
        let (words, watch) = (self.words.clone(), self.watch.clone());
        Ok(Self { view, words, today: self.today, watch })
    }

    /// The same, asked by somebody who wants to know how far the work is, and may stop it.
    #[must_use]
    pub fn watched_by(mut self, watch: Arc<dyn Watch + Send + Sync>) -> Self {
        self.watch = watch;
        self
    }

    /// Who waits for the answer.
    pub fn watch(&self) -> &dyn Watch {
        &*self.watch
    }

    /// The map.
    pub fn map(&self) -> &Map {
        &self.view.map
    }

    /// The state as every answer names it.
    pub fn version(&self) -> wire::Version {
        version_of(&self.view)
    }

    fn filter_words(&self) -> BTreeMap<String, String> {
        self.words.canonical()
    }

    fn frame(&self) -> Result<Arc<Frame>, ApiError> {
        Ok(self.view.frame(&self.words.filter(self.map())?)?)
    }

    /// Works a question out once for each state.
    fn once<T: Send + Sync + 'static>(
        &self,
        question: &str,
        work_out: impl FnOnce() -> Result<T, ApiError>,
    ) -> Result<Arc<T>, ApiError> {
        let question = format!("{question} {:?} {}", self.words, self.today);
        self.view.answer(&question, |_| work_out())
    }

    fn name(&self, id: &EntityId) -> wire::EntityRef {
        wire::EntityRef::of(self.map(), id)
    }

    fn names<'a>(&self, ids: impl IntoIterator<Item = &'a EntityId>) -> Vec<wire::EntityRef> {
        ids.into_iter().map(|id| self.name(id)).collect()
    }

    /// The thing with this id.
    fn thing(&self, id: &EntityId) -> Result<&waymark_model::Entity, ApiError> {
        self.map().entity(id).ok_or_else(|| self.not_there(id, Vec::new()))
    }

    /// Why a thing is not in this state: it was merged into another, or it never was there.
    fn not_there(&self, id: &EntityId, present_in: Vec<String>) -> ApiError {
        match self.map().became(id) {
            Some(became) => {
                let became = Box::new(self.name(became.id()));
                ApiError::Merged { id: id.to_string(), became }
            }
            None => ApiError::NotFound { what: "thing", id: id.to_string(), present_in },
        }
    }
}

/// A state as every answer names it.
pub fn version_of(view: &View) -> wire::Version {
    wire::Version {
        position: view.head.position,
        hash: view.head.hash.to_string(),
        edition: view.edition.as_ref().map(ToString::to_string),
    }
}

fn known(known: waymark_analysis::Known) -> wire::Known {
    let waymark_analysis::Known { known, of } = known;
    wire::Known { known, of }
}

/// Whether an initiative stands under a goal by inference only.
fn is_inferred(map: &Map, initiative: &EntityId, goal: &EntityId) -> bool {
    let serves = |tie: &&Tie| tie.kind == TieKind::Serves;
    let placements = map.ties_between(initiative, goal).filter(serves);
    placements.map(Tie::confidence).max() == Some(Confidence::Inferred)
}

/// Gathers the sources that an answer names.
struct SourceBook<'a> {
    map: &'a Map,
    sources: BTreeMap<String, wire::Source>,
}

impl<'a> SourceBook<'a> {
    fn new(map: &'a Map) -> Self {
        Self { map, sources: BTreeMap::new() }
    }

    fn cite(&mut self, provenance: &Provenance) {
        if let Some(source) = self.map.source(&provenance.source) {
            self.sources.entry(source.id.to_string()).or_insert_with(|| source.into());
        }
    }

    fn cite_all<'p>(&mut self, provenances: impl IntoIterator<Item = &'p Provenance>) {
        provenances.into_iter().for_each(|provenance| self.cite(provenance));
    }

    fn cite_tie(&mut self, tie: &Tie) {
        self.cite_all(tie.provenances());
    }
}
