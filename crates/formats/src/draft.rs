//! Records as the files state them, gathered before they are laid over the map.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use waymark_model::{
    Change, Edition, Entity, EntityId, Facet, FacetId, Map, Milestone, MilestoneId, Term, TermId,
    TermRef, Tie, TieId, fold_name, slug_of,
};

use crate::sources::Sources;
use crate::{Outcome, RecordId, Refusal, Row, merge};

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Created,
    Changed,
    Matched,
}

/// Everything the files state. Each record is put at most once.
pub(crate) struct Draft<'m> {
    pub(crate) map: &'m Map,
    pub(crate) sources: Sources,
    facets: BTreeMap<FacetId, Facet>,
    editions: Vec<Edition>,
    entities: Vec<Entity>,
    entity_at: FxHashMap<EntityId, usize>,
    ties: Vec<Tie>,
    tie_at: FxHashMap<TieId, usize>,
    milestones: Vec<Milestone>,
    milestone_at: FxHashMap<MilestoneId, usize>,
    /// For ids that were asked for again, the first number behind them that may be free.
    tie_numbers: FxHashMap<String, u64>,
    milestone_numbers: FxHashMap<String, u64>,
    spelled: FxHashMap<EntityId, Spelled>,
}

/// The names of a thing, folded once each, and how many of its record's are among them.
#[derive(Default)]
struct Spelled {
    folded: FxHashSet<String>,
    names: usize,
    aliases: usize,
}

/// A row that is read, before it is known what became of its records.
pub(crate) struct RowDraft {
    pub(crate) file: Arc<str>,
    pub(crate) line: u64,
    pub(crate) summary: String,
    pub(crate) said: Result<Vec<RecordId>, Box<Refusal>>,
}

impl<'m> Draft<'m> {
    pub(crate) fn new(map: &'m Map) -> Self {
        Self {
            map,
            sources: Sources::new(map),
            facets: BTreeMap::new(),
            editions: Vec::new(),
            entities: Vec::new(),
            entity_at: FxHashMap::default(),
            ties: Vec::new(),
            tie_at: FxHashMap::default(),
            milestones: Vec::new(),
            milestone_at: FxHashMap::default(),
            tie_numbers: FxHashMap::default(),
            milestone_numbers: FxHashMap::default(),
            spelled: FxHashMap::default(),
        }
    }

    /// The term of a facet with this name; both are made where they are missing. `None` when a
    /// name has no letter or digit.
    pub(crate) fn term(&mut self, facet_name: &str, term_name: &str) -> Option<TermRef> {
        let facet = FacetId::parse(&slug_of(facet_name)?).ok()?;
        let term = TermId::parse(&slug_of(term_name)?).ok()?;
        let entry = self.facets.entry(facet.clone()).or_insert_with(|| {
            let empty =
                || Facet { id: facet.clone(), name: facet_name.to_owned(), terms: BTreeMap::new() };
            self.map.facet(&facet).cloned().unwrap_or_else(empty)
        });
        let named = || Term { name: term_name.to_owned(), broader: None };
        entry.terms.entry(term.clone()).or_insert_with(named);
        Some(TermRef { facet, term })
    }

    /// Puts an edition; the first statement about it counts.
    pub(crate) fn edition(&mut self, edition: Edition) {
        if !self.editions.iter().any(|other| other.id == edition.id) {
            self.editions.push(edition);
        }
    }

    pub(crate) fn put_entity(&mut self, entity: Entity) {
        self.entity_at.insert(entity.id().clone(), self.entities.len());
        self.entities.push(entity);
    }

    pub(crate) fn entity(&self, id: &EntityId) -> Option<&Entity> {
        self.entity_at.get(id).map(|index| &self.entities[*index])
    }

    pub(crate) fn entity_mut(&mut self, id: &EntityId) -> Option<&mut Entity> {
        self.entity_at.get(id).map(|index| &mut self.entities[*index])
    }

    /// Whether a thing has a name on the map or in the draft, however it is spelled.
    pub(crate) fn is_named(&mut self, id: &EntityId, name: &str) -> bool {
        let map = self.map;
        let spelled = self.spelled.entry(id.clone()).or_insert_with(|| {
            let profile = map.entity(id).map(Entity::profile);
            let names = profile.into_iter().flat_map(|it| it.name.iter().chain(&it.aliases));
            let folded = names.map(|fact| fold_name(&fact.value)).collect();
            Spelled { folded, ..Spelled::default() }
        });
        if let Some(at) = self.entity_at.get(id) {
            let profile = self.entities[*at].profile();
            let names = profile.name.iter().skip(spelled.names);
            let new = names.chain(profile.aliases.iter().skip(spelled.aliases));
            spelled.folded.extend(new.map(|fact| fold_name(&fact.value)));
            (spelled.names, spelled.aliases) = (profile.name.iter().len(), profile.aliases.len());
        }
        spelled.folded.contains(&fold_name(name))
    }

    /// A free id such as `a--funds--b--2`. However many are asked for, each costs the same.
    pub(crate) fn free_tie(&mut self, base: &str) -> TieId {
        let begin = self.tie_numbers.get(base).copied().unwrap_or(1);
        let free = |id: &TieId| self.map.tie(id).is_none() && !self.has_tie(id);
        let ids = (begin..)
            .filter_map(|number| Some((number, TieId::parse(&numbered(base, number)).ok()?)));
        let found = ids.into_iter().find(|(_, id)| free(id));
        let (number, id) = found.expect("there are more numbers than ties");
        self.tie_numbers.insert(base.to_owned(), number);
        id
    }

    /// The same for a milestone.
    pub(crate) fn free_milestone(&mut self, base: &str) -> MilestoneId {
        let begin = self.milestone_numbers.get(base).copied().unwrap_or(1);
        let free = |id: &MilestoneId| self.map.milestone(id).is_none() && !self.has_milestone(id);
        let ids = (begin..)
            .filter_map(|number| Some((number, MilestoneId::parse(&numbered(base, number)).ok()?)));
        let found = ids.into_iter().find(|(_, id)| free(id));
        let (number, id) = found.expect("there are more numbers than milestones");
        self.milestone_numbers.insert(base.to_owned(), number);
        id
    }

    pub(crate) fn has_tie(&self, id: &TieId) -> bool {
        self.tie_at.contains_key(id)
    }

    pub(crate) fn tie(&mut self, tie: Tie) {
        self.tie_at.insert(tie.id.clone(), self.ties.len());
        self.ties.push(tie);
    }

    pub(crate) fn tie_mut(&mut self, id: &TieId) -> Option<&mut Tie> {
        self.tie_at.get(id).map(|index| &mut self.ties[*index])
    }

    pub(crate) fn has_milestone(&self, id: &MilestoneId) -> bool {
        self.milestone_at.contains_key(id)
    }

    pub(crate) fn milestone(&mut self, milestone: Milestone) {
        self.milestone_at.insert(milestone.id.clone(), self.milestones.len());
        self.milestones.push(milestone);
    }

    /// Lays everything over the map: the changes in an order that can be applied, and the rows
    /// with what became of them.
    pub(crate) fn finish(self, rows: Vec<RowDraft>) -> (Vec<Change>, Vec<Row>) {
        let map = self.map;
        let mut changes: Vec<Change> =
            self.sources.into_new().into_iter().map(|it| Change::PutSource(Box::new(it))).collect();
        for edition in self.editions {
            if map.edition(&edition.id) != Some(&edition) {
                changes.push(Change::PutEdition(Box::new(edition)));
            }
        }
        for (id, facet) in self.facets {
            if map.facet(&id) != Some(&facet) {
                changes.push(Change::PutFacet(Box::new(facet)));
            }
        }
        let mut fates = FxHashMap::default();
        for entity in self.entities {
            let id = RecordId::Entity(entity.id().clone());
            let before = map.entity(entity.id());
            let (fate, entity) = laid_over(before, entity, merge::entity);
            fates.insert(id, fate);
            changes.extend(entity.map(|it| Change::PutEntity(Box::new(it))));
        }
        for tie in self.ties {
            let id = RecordId::Tie(tie.id.clone());
            let (fate, tie) = laid_over(map.tie(&tie.id), tie, merge::tie);
            fates.insert(id, fate);
            changes.extend(tie.map(|it| Change::PutTie(Box::new(it))));
        }
        for milestone in self.milestones {
            let id = RecordId::Milestone(milestone.id.clone());
            let before = map.milestone(&milestone.id);
            let (fate, milestone) = laid_over(before, milestone, merge::milestone);
            fates.insert(id, fate);
            changes.extend(milestone.map(|it| Change::PutMilestone(Box::new(it))));
        }
        // A source or a facet that nothing refers to says nothing about the field.
        let idle = |change: &Change| matches!(change, Change::PutSource(_) | Change::PutFacet(_));
        if changes.iter().all(idle) {
            changes.clear();
        }
        (changes, finish_rows(rows, &fates))
    }
}

/// An id, or from the second on one with the number behind it.
fn numbered(base: &str, number: u64) -> String {
    if number > 1 { format!("{base}--{number}") } else { base.to_owned() }
}

fn laid_over<T: PartialEq>(
    before: Option<&T>,
    stated: T,
    merge: impl Fn(&T, &T) -> T,
) -> (Fate, Option<T>) {
    let Some(before) = before else { return (Fate::Created, Some(stated)) };
    let merged = merge(before, &stated);
    if merged == *before { (Fate::Matched, None) } else { (Fate::Changed, Some(merged)) }
}

/// Says of each row what became of it: by its main record, and by those that no other row speaks
/// of.
fn finish_rows(rows: Vec<RowDraft>, fates: &FxHashMap<RecordId, Fate>) -> Vec<Row> {
    let mut times: FxHashMap<RecordId, u32> = FxHashMap::default();
    for record in rows.iter().flat_map(|row| row.said.iter().flatten()) {
        *times.entry(record.clone()).or_default() += 1;
    }
    let mut created = FxHashSet::default();
    let rows = rows.into_iter().map(|row| {
        let (outcome, records) = match row.said {
            Err(refusal) => (Outcome::Refused(refusal), Vec::new()),
            Ok(records) => (outcome_of(&records, fates, &times, &mut created), records),
        };
        Row { file: row.file, line: row.line, outcome, summary: row.summary, records }
    });
    rows.collect()
}

fn outcome_of(
    records: &[RecordId],
    fates: &FxHashMap<RecordId, Fate>,
    times: &FxHashMap<RecordId, u32>,
    created: &mut FxHashSet<RecordId>,
) -> Outcome {
    let fate = |record| fates.get(record).copied().unwrap_or(Fate::Matched);
    let Some(main) = records.first() else { return Outcome::Matched };
    match fate(main) {
        // A second row about a record that is new adds to it, and creates nothing.
        Fate::Created if created.insert(main.clone()) => Outcome::Created,
        Fate::Created => Outcome::Matched,
        Fate::Changed => Outcome::Changed,
        Fate::Matched => {
            let own = |record: &&RecordId| times.get(*record) == Some(&1);
            let touched = records.iter().skip(1).filter(own).any(|it| fate(it) != Fate::Matched);
            if touched { Outcome::Changed } else { Outcome::Matched }
        }
    }
}
