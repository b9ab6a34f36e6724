//! Portfolios: who holds what, and the statements behind it.
//!
//! Who holds nothing that is known has no row: what is not known takes part in no comparison, and
//! the coverage says of how many it is known.

use waymark_measures::Csr;
use waymark_model::{Confidence, EntityId, EntityKind, TermRef, TieId, TieKind};

use super::compared::{self, Between, By};
use super::{Holdings, OverlapConfig};
use crate::known::{Known, sorted};
use crate::rows::Support;
use crate::{AnalysisError, Frame};

/// Something that a portfolio consists of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A thing.
    Thing(EntityId),
    /// A term of a facet.
    Term(TermRef),
}

impl Item {
    /// The thing, if it is one.
    pub fn thing(&self) -> Option<&EntityId> {
        if let Self::Thing(id) = self { Some(id) } else { None }
    }

    /// The term, if it is one.
    pub fn term(&self) -> Option<&TermRef> {
        if let Self::Term(term) = self { Some(term) } else { None }
    }
}

/// A statement that a holder holds an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Behind {
    /// The tie that says so; a term is carried without one.
    pub(super) tie: Option<u32>,
    /// Whether no source says so.
    pub(super) inferred: bool,
}

/// Portfolios that are compared.
pub(super) struct Portfolios<'a> {
    pub(super) frame: &'a Frame,
    naming: Naming,
    pub(super) holdings: Holdings,
    /// For each one of the matrix, row by row, what says so.
    behind: Csr<Behind>,
    /// Of how many holders a portfolio is known.
    pub(super) holders: Known,
    /// Where items are seen through what a funder supports: of how much of that any is known.
    pub(super) through: Option<Known>,
}

/// What the numbers of items stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    Things,
    Wholes,
    Terms,
}

/// Holder, item, and a statement.
type Held = (u32, u32, Behind);

impl<'a> Portfolios<'a> {
    /// The portfolios that a comparison is about. O(n log n) in the statements.
    pub(super) fn of(frame: &'a Frame, config: &OverlapConfig) -> Result<Self, AnalysisError> {
        compared::check(frame, config.between, &config.by)?;
        let gathering = Gathering { frame, config };
        let (mut held, through) = gathering.held();
        held.sort_by_key(|(holder, item, behind)| (*holder, *item, behind.tie));
        let entries: Vec<(u32, u32)> =
            held.iter().map(|(holder, item, _)| (*holder, *item)).collect();
        let mut entry = 0;
        let behind = held.iter().enumerate().map(|(place, (_, _, behind))| {
            entry += u32::from(place > 0 && entries[place] != entries[place - 1]);
            (entry, *behind)
        });
        let behind: Vec<(u32, Behind)> = behind.collect();
        let rows = behind.last().map_or(0, |(last, _)| *last as usize + 1);
        let holdings = Holdings::of_entries(entries);
        Ok(Self {
            frame,
            naming: gathering.naming(),
            holders: Known { known: holdings.holders.len(), of: gathering.candidates() },
            through,
            behind: Csr::build(rows, &behind),
            holdings,
        })
    }

    /// The id of the holder of a row.
    pub(super) fn holder(&self, row: u32) -> EntityId {
        self.frame.id(self.holdings.holders[row as usize])
    }

    /// What a column stands for.
    pub(super) fn item(&self, column: u32) -> Item {
        let item = self.holdings.items[column as usize];
        match self.naming {
            Naming::Things => Item::Thing(self.frame.id(item)),
            Naming::Wholes => Item::Thing(self.frame.umbrella_ids[item as usize].clone()),
            Naming::Terms => Item::Term(self.frame.terms[item as usize].reference.clone()),
        }
    }

    /// The items of columns.
    pub(super) fn items(&self, columns: &[u32]) -> Vec<Item> {
        columns.iter().map(|column| self.item(*column)).collect()
    }

    /// The number of a one of the matrix, counted row by row.
    pub(super) fn entry(&self, row: u32, column: u32) -> Option<u32> {
        let place = self.holdings.matrix.rows.row(row).binary_search(&column).ok()?;
        Some((self.holdings.matrix.rows.range(row).start + place) as u32)
    }

    /// What is behind a one, by its number.
    pub(super) fn behind_entry(&self, entry: u32) -> &[Behind] {
        self.behind.row(entry)
    }

    /// What says that a row has a column.
    pub(super) fn behind(&self, row: u32, column: u32) -> &[Behind] {
        self.entry(row, column).map_or(&[], |entry| self.behind.row(entry))
    }

    /// The ties that say that a row has a column, in the order of ids.
    pub(super) fn ties(&self, row: u32, column: u32) -> Vec<TieId> {
        let ties = self.behind(row, column).iter().filter_map(|behind| behind.tie);
        sorted(ties.map(|tie| self.frame.ties[tie as usize].id.clone()).collect())
    }

    /// The ties behind all of it, each once, ascending; what rests on no tie has none.
    pub(super) fn all_ties(&self) -> Vec<u32> {
        let mut ties: Vec<u32> =
            self.behind.items().iter().filter_map(|behind| behind.tie).collect();
        ties.sort_unstable();
        ties.dedup();
        ties
    }

    /// Whether a row has a column by inference only.
    pub(super) fn is_inferred(&self, row: u32, column: u32) -> bool {
        self.behind(row, column).iter().all(|behind| behind.inferred)
    }
}

/// Gathers who holds what from the columns of a frame.
struct Gathering<'a> {
    frame: &'a Frame,
    config: &'a OverlapConfig,
}

impl Gathering<'_> {
    fn naming(&self) -> Naming {
        match (&self.config.by, self.config.wholes) {
            (By::Facet(_), _) => Naming::Terms,
            (By::Recipients, true) => Naming::Wholes,
            _ => Naming::Things,
        }
    }

    /// How many could have a portfolio.
    fn candidates(&self) -> usize {
        match self.config.between {
            Between::Funders => {
                let nodes = 0..self.frame.len() as u32;
                nodes.filter(|node| self.supports(*node).next().is_some()).count()
            }
            Between::Initiatives => self.frame.nodes_of(EntityKind::Initiative).count(),
            Between::Organizations => self.frame.nodes_of(EntityKind::Organization).count(),
        }
    }

    fn held(&self) -> (Vec<Held>, Option<Known>) {
        let mut held = Vec::with_capacity(self.frame.fundings.len());
        let mut through = Known::default();
        for node in 0..self.frame.len() as u32 {
            match self.config.between {
                Between::Funders => self.hold_of_funder(node, &mut held, &mut through),
                Between::Initiatives if self.frame.is(node, EntityKind::Initiative) => {
                    self.hold_of_initiative(node, &mut held);
                }
                Between::Organizations if self.frame.is(node, EntityKind::Organization) => {
                    self.hold_of_organization(node, &mut held);
                }
                Between::Initiatives | Between::Organizations => {}
            }
        }
        let direct = self.config.between != Between::Funders || self.config.by == By::Recipients;
        (held, (!direct).then_some(through))
    }

    fn hold_of_funder(&self, funder: u32, held: &mut Vec<Held>, through: &mut Known) {
        for support in self.supports(funder) {
            let behind = self.behind_funding(support.funding);
            if self.config.by == By::Recipients {
                let wholes = self.config.wholes;
                let to = support.other;
                let item = if wholes { self.frame.umbrella[to as usize] } else { to };
                held.push((funder, item, behind));
                continue;
            }
            let before = held.len();
            if self.config.by == By::Goals {
                held.extend(self.frame.goals_of.row(support.other).iter().map(|placement| {
                    let inferred = behind.inferred || placement.inferred;
                    (funder, placement.goal, Behind { inferred, ..behind })
                }));
            } else {
                let tie = self.frame.fundings[support.funding as usize].tie;
                let of_tie = self.frame.terms_of_tie.row(tie).iter();
                let carried = of_tie.chain(self.frame.terms_of.row(support.other));
                let carried = carried.filter(|carried| self.is_of_facet(carried.term));
                held.extend(carried.map(|carried| {
                    let inferred = behind.inferred || carried.inferred;
                    (funder, carried.term, Behind { inferred, ..behind })
                }));
            }
            through.of += 1;
            through.known += usize::from(held.len() > before);
        }
    }

    fn hold_of_initiative(&self, initiative: u32, held: &mut Vec<Held>) {
        match &self.config.by {
            By::Goals => self.hold_goals(initiative, held),
            By::Partners => self.hold_partners(initiative, held),
            By::Facet(_) => self.hold_terms(initiative, held),
            By::Recipients | By::Funders => {
                let supports = self.frame.supported_by.row(initiative).iter();
                let supports = supports.filter(|support| self.counts(support));
                held.extend(supports.map(|support| {
                    (initiative, support.other, self.behind_funding(support.funding))
                }));
            }
        }
    }

    fn hold_of_organization(&self, organization: u32, held: &mut Vec<Held>) {
        match &self.config.by {
            By::Facet(_) => self.hold_terms(organization, held),
            _ => self.hold_partners(organization, held),
        }
    }

    fn hold_goals(&self, initiative: u32, held: &mut Vec<Held>) {
        let steps = self.frame.steps.row(initiative).iter();
        let serves: Vec<(u32, u32)> = steps
            .filter(|step| self.frame.ties[step.tie as usize].kind == TieKind::Serves)
            .map(|step| (step.to, step.tie))
            .collect();
        for placement in self.frame.goals_of.row(initiative) {
            let direct = serves.iter().any(|(goal, _)| *goal == placement.goal);
            // A wider goal is served by the ties to the goals nested in it; which these are is not
            // in the frame, so it rests on all.
            let ties = serves.iter().filter(|(goal, _)| !direct || *goal == placement.goal);
            held.extend(ties.map(|(_, tie)| {
                let inferred = self.is_inferred(*tie);
                (initiative, placement.goal, Behind { tie: Some(*tie), inferred })
            }));
        }
    }

    /// Partners that are organizations; of an organization, initiatives too.
    fn hold_partners(&self, node: u32, held: &mut Vec<Held>) {
        let organizations_only = self.frame.is(node, EntityKind::Initiative);
        let steps = self.frame.steps.row(node).iter().filter(|step| {
            self.frame.ties[step.tie as usize].kind == TieKind::Partners
                && step.to != node
                && (!organizations_only || self.frame.is(step.to, EntityKind::Organization))
        });
        held.extend(steps.map(|step| {
            let inferred = self.is_inferred(step.tie);
            (node, step.to, Behind { tie: Some(step.tie), inferred })
        }));
    }

    fn hold_terms(&self, node: u32, held: &mut Vec<Held>) {
        let carried = self.frame.terms_of.row(node).iter();
        let carried = carried.filter(|carried| self.is_of_facet(carried.term));
        held.extend(
            carried.map(|carried| {
                (node, carried.term, Behind { tie: None, inferred: carried.inferred })
            }),
        );
    }

    fn supports(&self, funder: u32) -> impl Iterator<Item = &Support> {
        self.frame.supports.row(funder).iter().filter(|support| self.counts(support))
    }

    fn counts(&self, support: &Support) -> bool {
        self.config.regrants || !self.frame.fundings[support.funding as usize].regrant
    }

    fn behind_funding(&self, funding: u32) -> Behind {
        let tie = self.frame.fundings[funding as usize].tie;
        Behind { tie: Some(tie), inferred: self.is_inferred(tie) }
    }

    fn is_inferred(&self, tie: u32) -> bool {
        self.frame.ties[tie as usize].confidence == Confidence::Inferred
    }

    fn is_of_facet(&self, term: u32) -> bool {
        matches!(&self.config.by, By::Facet(facet)
            if self.frame.terms[term as usize].reference.facet == *facet)
    }
}
