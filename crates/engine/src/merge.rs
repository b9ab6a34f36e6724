//! Two things that are one become one, as one batch; and what people decided about who is who.
//!
//! What was said of the one that goes is said of the one that stays: nothing is thrown away but ties
//! that would join it to itself or say the very same twice, and that is told. Its id is retired, and
//! [`Map::became`](waymark_model::Map::became) tells where it went.

mod facts;
mod unmerge;

use std::collections::BTreeSet;

use waymark_model::{
    Change, ChangeError, Confidence, Entity, EntityId, EntityKind, FORMER_ID, Fact, Facts, Map,
    NOT_THE_SAME, Provenance, Source, SourceId, Tie, TieId, TieKind,
};

use crate::{Applied, Engine, EngineError, Note};

pub use unmerge::Unmerge;

/// The source of what people decided here.
const DECISIONS: &str = "decisions-on-this-map";

/// What a merge does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The changes, as one batch.
    pub changes: Vec<Change>,
    /// What stays.
    pub keep: EntityId,
    /// What goes.
    pub gone: EntityId,
    /// How many ties now belong to what stays.
    pub ties_moved: usize,
    /// Ties that said the same as one of what stays: their sources stand there now.
    pub ties_united: Vec<TieId>,
    /// Ties between the two, which would join a thing to itself.
    pub ties_dropped: Vec<TieId>,
    /// How many milestones moved.
    pub milestones_moved: usize,
    /// How many goals have what stays as their wider goal now.
    pub goals_moved: usize,
    /// Names that are now aliases of what stays.
    pub aliases: Vec<String>,
    /// How many facts what stays has more than before.
    pub facts_added: usize,
    /// What a person should know, in sentences.
    pub to_know: Vec<String>,
}

impl Engine {
    /// Merges `gone` into `keep`, as one batch.
    ///
    /// # Errors
    /// When there is no such thing, they are of two kinds or said to be two, or the batch cannot be
    /// applied or written.
    pub fn merge(
        &self,
        note: &Note,
        keep: &EntityId,
        gone: &EntityId,
        expected: Option<u64>,
    ) -> Result<(Merge, Applied), EngineError> {
        let mut writer = self.writer.lock();
        let merge = self.merge_of(keep, gone, &note.author)?;
        let changes = merge.changes.clone();
        let applied = self.apply_as(&mut writer, note, changes, None, expected)?;
        Ok((merge, applied))
    }

    /// What [`Engine::merge`] would do. Linear in what is said of the two, and in the number of
    /// goals.
    ///
    /// # Errors
    /// When there is no such thing, or they are of two kinds or said to be two.
    pub fn merge_of(
        &self,
        keep: &EntityId,
        gone: &EntityId,
        author: &str,
    ) -> Result<Merge, EngineError> {
        plan(&self.now().map, keep, gone, author)
    }

    /// The changes that say that two things are not the same, so that they are not proposed again.
    /// None where that is said already.
    ///
    /// # Errors
    /// When there is no such thing, or both are the same.
    pub fn distinction_of(
        &self,
        a: &EntityId,
        b: &EntityId,
        author: &str,
    ) -> Result<Vec<Change>, EngineError> {
        let now = self.now();
        let (one, other) = both(&now.map, a, b)?;
        if now.map.said_to_differ(a, b) {
            return Ok(Vec::new());
        }
        let mut changes = decisions_source(&now.map);
        for (entity, not) in [(one, b), (other, a)] {
            let mut entity = entity.clone();
            decide(&mut entity, NOT_THE_SAME, not, author);
            changes.push(Change::PutEntity(Box::new(entity)));
        }
        Ok(changes)
    }
}

fn there<'m>(map: &'m Map, id: &EntityId) -> Result<&'m Entity, EngineError> {
    let unknown = || EngineError::NoSuchThing { id: id.clone() };
    map.entity(id).ok_or_else(unknown)
}

/// Two different things of one kind.
fn both<'m>(
    map: &'m Map,
    a: &EntityId,
    b: &EntityId,
) -> Result<(&'m Entity, &'m Entity), EngineError> {
    let (one, other) = (there(map, a)?, there(map, b)?);
    if a == b {
        return Err(cannot(format!("`{a}` is one thing already")));
    }
    if one.kind() != other.kind() {
        let (is, is_other) = (one.kind().word(), other.kind().word());
        return Err(cannot(format!("`{a}` is of the kind {is}, `{b}` of the kind {is_other}")));
    }
    Ok((one, other))
}

fn cannot(reason: String) -> EngineError {
    EngineError::CannotMerge { reason }
}

fn decisions_id() -> SourceId {
    SourceId::parse(DECISIONS).expect("a constant id is well formed")
}

/// The source of decisions, where the map does not have it yet.
fn decisions_source(map: &Map) -> Vec<Change> {
    let id = decisions_id();
    match map.source(&id) {
        Some(_) => Vec::new(),
        None => {
            let source = Source::titled(id, "Decisions of those who keep this map");
            vec![Change::PutSource(Box::new(source))]
        }
    }
}

fn decide(entity: &mut Entity, heading: &str, id: &EntityId, author: &str) {
    let note = format!("decided by {author}").into();
    let reported = Provenance::new(decisions_id(), Confidence::Reported);
    let fact = Fact::new(id.to_string(), Provenance { note: Some(note), ..reported });
    let attributes = &mut entity.profile_mut().attributes;
    attributes.entry(heading.to_owned()).or_insert_with(Facts::unknown).add(fact);
}

fn plan(
    map: &Map,
    keep_id: &EntityId,
    gone_id: &EntityId,
    author: &str,
) -> Result<Merge, EngineError> {
    let (keep, gone) = both(map, keep_id, gone_id)?;
    if map.said_to_differ(keep_id, gone_id) {
        let reason = format!(
            "somebody decided that `{keep_id}` and `{gone_id}` are not the same: take that back first"
        );
        return Err(cannot(reason));
    }
    let poured = facts::poured(keep, gone);
    let mut merge = Merge {
        changes: decisions_source(map),
        keep: keep_id.clone(),
        gone: gone_id.clone(),
        ties_moved: 0,
        ties_united: Vec::new(),
        ties_dropped: Vec::new(),
        milestones_moved: 0,
        goals_moved: 0,
        aliases: poured.aliases,
        facts_added: poured.added,
        to_know: poured.to_know,
    };
    let mut both = poured.entity;
    decide(&mut both, FORMER_ID, gone_id, author);
    merge.changes.push(Change::PutEntity(Box::new(both)));
    merge.move_ties(map);
    for milestone in map.milestones_of(gone_id) {
        let mut moved = milestone.clone();
        moved.subject = keep_id.clone();
        merge.milestones_moved += 1;
        merge.changes.push(Change::PutMilestone(Box::new(moved)));
    }
    if gone.kind() == EntityKind::Goal {
        merge.move_goals(map);
    }
    merge.changes.push(Change::RemoveEntity(gone_id.clone()));
    Ok(merge)
}

impl Merge {
    fn move_ties(&mut self, map: &Map) {
        let own: BTreeSet<&TieId> = map.ties_of(&self.gone).map(|(_, tie)| &tie.id).collect();
        // Several ties of what goes may say the same as one of what stays.
        let mut united: Vec<Tie> = Vec::new();
        for tie in own.into_iter().filter_map(|id| map.tie(id)) {
            let mut moved = tie.clone();
            for end in [&mut moved.from, &mut moved.to] {
                if *end == self.gone {
                    *end = self.keep.clone();
                }
            }
            if moved.from == moved.to {
                self.ties_dropped.push(tie.id.clone());
                self.changes.push(Change::RemoveTie(tie.id.clone()));
                let kind = tie.kind.word();
                let id = &tie.id;
                self.to_know.push(format!(
                    "The tie `{id}` ({kind}) joined the two and is left out: it would join a thing \
                     to itself."
                ));
                continue;
            }
            let alike = united.iter().position(|it| says_the_same(it, &moved));
            let alike = alike.or_else(|| {
                let on_map = map.ties_between(&moved.from, &moved.to);
                let back = map.ties_between(&moved.to, &moved.from);
                let twin = on_map.chain(back).find(|it| says_the_same(it, &moved))?;
                united.push(twin.clone());
                Some(united.len() - 1)
            });
            match alike {
                Some(at) => {
                    for stated in &tie.stated {
                        if !united[at].stated.contains(stated) {
                            united[at].stated.push(stated.clone());
                        }
                    }
                    self.ties_united.push(tie.id.clone());
                    self.changes.push(Change::RemoveTie(tie.id.clone()));
                }
                None => {
                    self.ties_moved += 1;
                    self.changes.push(Change::PutTie(Box::new(moved)));
                }
            }
        }
        self.changes.extend(united.into_iter().map(|tie| Change::PutTie(Box::new(tie))));
        if !self.ties_united.is_empty() {
            let count = self.ties_united.len();
            self.to_know.push(format!(
                "{count} ties say the same as a tie of what stays, and are one with it: all sources \
                 are kept."
            ));
        }
    }

    fn move_goals(&mut self, map: &Map) {
        for goal in map.entities_of(EntityKind::Goal).filter_map(Entity::as_goal) {
            if goal.parent.as_ref() == Some(&self.gone) && goal.profile.id != self.keep {
                let mut moved = goal.clone();
                moved.parent = Some(self.keep.clone());
                self.goals_moved += 1;
                self.changes.push(Change::PutEntity(Box::new(Entity::Goal(moved))));
            }
        }
    }
}

/// Whether two ties say the very same, so that one is enough. Two grants may look alike and be two
/// all the same, so fundings never do.
fn says_the_same(a: &Tie, b: &Tie) -> bool {
    let straight = a.from == b.from && a.to == b.to;
    let ends = straight || (a.kind.is_symmetric() && a.from == b.to && a.to == b.from);
    ends && a.kind == b.kind
        && a.kind != TieKind::Funds
        // Seen from the other end, who declared it would be the other side.
        && (straight || a.declared.is_none())
        && a.verb == b.verb
        && a.date == b.date
        && a.terms == b.terms
        && a.declared == b.declared
        && a.details == b.details
}

/// Applies changes without those that others still need or that cannot be any more, and gives what
/// is left and why the others were left out.
pub(crate) fn that_can_be(
    map: &Map,
    mut changes: Vec<Change>,
) -> Result<(Vec<Change>, Vec<String>), EngineError> {
    let mut left_out = Vec::new();
    loop {
        let rejected = match map.clone().apply(&changes) {
            Ok(_) => return Ok((changes, left_out)),
            Err(rejected) => rejected,
        };
        let removed = changes.iter().position(|it| matches!(it, Change::RemoveSource(_)));
        match (&rejected.error, removed, &changes[rejected.index]) {
            (
                ChangeError::StillUsed { what: "source", .. }
                | ChangeError::Unknown { what: "source", .. },
                Some(removed),
                _,
            ) => drop(changes.remove(removed)),
            (_, _, Change::PutTie(tie)) => {
                left_out.push(format!(
                    "The tie `{}` cannot be put back where it was: {}.",
                    tie.id, rejected.error
                ));
                changes.remove(rejected.index);
            }
            _ => return Err(rejected.into()),
        }
    }
}
