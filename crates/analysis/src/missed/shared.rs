//! What each initiative has that others may have too.

use std::collections::BTreeMap;

use waymark_measures::{Csr, newman_share};
use waymark_model::{Confidence, EntityKind, TieId, TieKind};

use super::{MOST_HOLDERS, MissedPair, MissedReason, SharedKind, SharedThing};
use crate::Frame;
use crate::known::{Known, sorted};
use crate::network::places;

/// Something that an initiative has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    kind: SharedKind,
    /// A goal, a funder or an organization by its number in the frame; a term by that of terms.
    number: u32,
}

/// That an initiative has something.
#[derive(Debug, Clone, Copy)]
struct Has {
    item: u32,
    inferred: bool,
}

/// Initiatives and what they have.
pub(super) struct Holders {
    /// The initiatives, ascending.
    pub(super) nodes: Vec<u32>,
    items: Vec<Item>,
    /// For each initiative what it has, ascending.
    has: Csr<Has>,
    /// For each item the rows of the initiatives that have it, ascending.
    holders: Csr<u32>,
    /// For each initiative its leads, ascending.
    leads: Csr<u32>,
}

impl Holders {
    pub(super) fn of(frame: &Frame) -> Self {
        let nodes: Vec<u32> = frame.nodes_of(EntityKind::Initiative).collect();
        let place = places(frame.len(), &nodes);
        let mut found = gathered(frame, &nodes, &place);
        // The surest statement comes first and stays.
        found.sort_unstable();
        found.dedup_by_key(|(row, item, _)| (*row, *item));
        let mut items: Vec<Item> = found.iter().map(|(_, item, _)| *item).collect();
        items.sort_unstable();
        items.dedup();
        let number = |item: &Item| items.partition_point(|other| other < item) as u32;
        let has: Vec<(u32, Has)> = found
            .iter()
            .map(|(row, item, inferred)| (*row, Has { item: number(item), inferred: *inferred }))
            .collect();
        let holders: Vec<(u32, u32)> = has.iter().map(|(row, has)| (has.item, *row)).collect();
        let leads = frame.ties.iter().filter(|tie| tie.kind == TieKind::Leads);
        let leads: Vec<(u32, u32)> = leads.map(|t| (place[t.to as usize], t.from)).collect();
        Self {
            has: Csr::build(nodes.len(), &has),
            holders: Csr::build(items.len(), &holders),
            leads: Csr::build(nodes.len(), &leads),
            nodes,
            items,
        }
    }

    /// Adds up what an initiative shares with each later one.
    pub(super) fn score_row(&self, a: u32, scores: &mut [f64], touched: &mut Vec<u32>) {
        for has in self.has.row(a) {
            let holders = self.holders.row(has.item);
            if holders.len() > MOST_HOLDERS {
                continue;
            }
            let share = newman_share(holders.len());
            for b in holders.iter().rev().take_while(|holder| **holder > a) {
                let score = &mut scores[*b as usize];
                if *score == 0.0 {
                    touched.push(*b);
                }
                *score += share;
            }
        }
    }

    /// Whether two initiatives have a lead in common.
    pub(super) fn one_lead(&self, a: u32, b: u32) -> bool {
        self.leads.row(a).iter().any(|lead| self.leads.row(b).contains(lead))
    }

    /// Of how many initiatives anything of a kind is known.
    pub(super) fn known(&self, kind: SharedKind) -> Known {
        Known::count(0..self.nodes.len() as u32, |row| self.knows(*row, kind))
    }

    fn knows(&self, row: u32, kind: SharedKind) -> bool {
        self.has.row(row).iter().any(|has| self.items[has.item as usize].kind == kind)
    }

    fn unknown(&self, row: u32) -> Vec<SharedKind> {
        SharedKind::ALL.into_iter().filter(|kind| !self.knows(row, *kind)).collect()
    }

    /// What too many have.
    pub(super) fn too_common(&self, frame: &Frame) -> Vec<SharedThing> {
        let common = (0..self.items.len() as u32)
            .filter(|item| self.holders.row(*item).len() > MOST_HOLDERS);
        common.map(|item| self.items[item as usize].thing(frame)).collect()
    }

    /// Two initiatives with all that they share.
    pub(super) fn describe(&self, frame: &Frame, a: u32, b: u32, score: f64) -> MissedPair {
        let of_b: BTreeMap<u32, bool> =
            self.has.row(b).iter().map(|has| (has.item, has.inferred)).collect();
        let (node_a, node_b) = (self.nodes[a as usize], self.nodes[b as usize]);
        let reason = |has: &Has| {
            let inferred = has.inferred || *of_b.get(&has.item)?;
            let holders = self.holders.row(has.item).len();
            let item = self.items[has.item as usize];
            (holders <= MOST_HOLDERS).then(|| MissedReason {
                shared: item.thing(frame),
                holders,
                weight: newman_share(holders),
                inferred,
                ties_a: item.ties(frame, node_a),
                ties_b: item.ties(frame, node_b),
            })
        };
        let reasons: Vec<MissedReason> = self.has.row(a).iter().filter_map(reason).collect();
        MissedPair {
            a: frame.id(node_a),
            b: frame.id(node_b),
            score,
            stated: reasons.iter().filter(|r| !r.inferred).fold(0.0, |sum, r| sum + r.weight),
            reasons,
            unknown_a: self.unknown(a),
            unknown_b: self.unknown(b),
        }
    }
}

impl Item {
    fn thing(self, frame: &Frame) -> SharedThing {
        match self.kind {
            SharedKind::Goal => SharedThing::Goal(frame.id(self.number)),
            SharedKind::Term => {
                SharedThing::Term(frame.terms[self.number as usize].reference.clone())
            }
            SharedKind::Funder => SharedThing::Funder(frame.id(self.number)),
            SharedKind::Organization => SharedThing::Organization(frame.id(self.number)),
        }
    }

    /// The ties by which an initiative has it.
    fn ties(self, frame: &Frame, node: u32) -> Vec<TieId> {
        if self.kind == SharedKind::Term {
            return Vec::new();
        }
        let counts = |tie: u32| {
            let row = &frame.ties[tie as usize];
            match self.kind {
                SharedKind::Goal => row.kind == TieKind::Serves,
                SharedKind::Funder => {
                    row.funding.is_some_and(|funding| frame.fundings[funding as usize].support)
                }
                SharedKind::Organization => works_with(row.kind),
                SharedKind::Term => false,
            }
        };
        let steps = frame.steps.row(node).iter();
        let between = steps.filter(|step| step.to == self.number && counts(step.tie));
        sorted(between.map(|step| frame.ties[step.tie as usize].id.clone()).collect())
    }
}

fn works_with(kind: TieKind) -> bool {
    matches!(kind, TieKind::Leads | TieKind::Partners)
}

/// That initiatives, by row, have items, and whether that is inferred; not yet each once.
fn gathered(frame: &Frame, nodes: &[u32], place: &[u32]) -> Vec<(u32, Item, bool)> {
    use SharedKind::{Funder, Goal, Organization, Term};
    let mut found = Vec::new();
    for (row, node) in (0..).zip(nodes) {
        let mut put = |kind, number, inferred| found.push((row, Item { kind, number }, inferred));
        frame.goals_of.row(*node).iter().for_each(|p| put(Goal, p.goal, p.inferred));
        frame.terms_of.row(*node).iter().for_each(|c| put(Term, c.term, c.inferred));
        for support in frame.supported_by.row(*node) {
            let tie = frame.fundings[support.funding as usize].tie;
            put(Funder, support.other, is_inferred(frame, tie));
        }
    }
    for (tie, number) in frame.ties.iter().zip(0..).filter(|(tie, _)| works_with(tie.kind)) {
        let row = place[tie.to as usize];
        if row != u32::MAX {
            let item = Item { kind: Organization, number: tie.from };
            found.push((row, item, is_inferred(frame, number)));
        }
    }
    found
}

fn is_inferred(frame: &Frame, tie: u32) -> bool {
    frame.ties[tie as usize].confidence == Confidence::Inferred
}
