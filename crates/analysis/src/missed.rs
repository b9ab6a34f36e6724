//! Missed coordination: who shares much and is not known to be tied.

mod shared;

use std::cmp::Ordering;

use rayon::prelude::*;
use waymark_measures::{Progress, Stopped, Watch};
use waymark_model::{EntityId, TermRef, TieId, TieKind};

use self::shared::Holders;
use crate::coordination::{CoordinationConfig, links_between_initiatives};
use crate::first::{First, Ranked};
use crate::known::Known;
use crate::{About, AnalysisError, Frame};

/// What more initiatives have than this is too common to look for pairs among those who have it.
pub const MOST_HOLDERS: usize = 2000;

/// How to look for missed coordination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedConfig {
    /// The kinds of tie that count as coordination.
    pub kinds: Vec<TieKind>,
    /// At most so many pairs are listed.
    pub limit: usize,
}

impl Default for MissedConfig {
    fn default() -> Self {
        Self { kinds: CoordinationConfig::KINDS.to_vec(), limit: 100 }
    }
}

/// What two initiatives may have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SharedKind {
    /// A goal that both serve.
    Goal,
    /// A term that both carry: similar work, the same place, the same people.
    Term,
    /// A funder that supports both.
    Funder,
    /// An organization that works with both: leads the one and partners with the other, or
    /// partners with both.
    Organization,
}

impl SharedKind {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Term, Self::Funder, Self::Organization];

    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Term => "term",
            Self::Funder => "funder",
            Self::Organization => "organization",
        }
    }
}

/// A thing that two initiatives have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharedThing {
    /// A goal.
    Goal(EntityId),
    /// A term.
    Term(TermRef),
    /// A funder.
    Funder(EntityId),
    /// An organization that works with both.
    Organization(EntityId),
}

impl SharedThing {
    /// Which kind it is.
    pub fn kind(&self) -> SharedKind {
        match self {
            Self::Goal(_) => SharedKind::Goal,
            Self::Term(_) => SharedKind::Term,
            Self::Funder(_) => SharedKind::Funder,
            Self::Organization(_) => SharedKind::Organization,
        }
    }
}

/// Why two initiatives might coordinate.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedReason {
    /// What they have in common.
    pub shared: SharedThing,
    /// How many initiatives have it.
    pub holders: usize,
    /// What it adds to the score: 1/(holders − 1).
    pub weight: f64,
    /// Whether that either has it is inferred, and stated by no source.
    pub inferred: bool,
    /// The ties by which `a` has it; none for terms and wider goals.
    pub ties_a: Vec<TieId>,
    /// The ties by which `b` has it.
    pub ties_b: Vec<TieId>,
}

/// Two initiatives that share something and are not known to be tied.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedPair {
    /// The one whose id comes first.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// Σ 1/(holders − 1) over what they share: what few have counts for more.
    pub score: f64,
    /// The same over what sources state, without what is inferred.
    pub stated: f64,
    /// What they share: goals, terms, funders, organizations, in the order of ids within each.
    pub reasons: Vec<MissedReason>,
    /// Of which kinds nothing is known for `a`: they may share more than is known.
    pub unknown_a: Vec<SharedKind>,
    /// Of which kinds nothing is known for `b`.
    pub unknown_b: Vec<SharedKind>,
}

/// Missed coordination.
#[derive(Debug, Clone, PartialEq)]
pub struct Missed {
    /// What it is about.
    pub about: About,
    /// How it was looked for.
    pub config: MissedConfig,
    /// Of the initiatives, for how many anything of each kind is known. What is not known is not
    /// "not shared": such pairs may be missing here, or stand too low.
    pub known: Vec<(SharedKind, Known)>,
    /// The pairs, those with the highest score first.
    pub pairs: Vec<MissedPair>,
    /// How many pairs of strangers share something and are not known to be tied.
    pub total: usize,
    /// Whether pairs were left out because of the limit.
    pub cut: bool,
    /// Pairs with a lead in common: left out, since one body need not coordinate with itself.
    pub one_lead: usize,
    /// What more than [`MOST_HOLDERS`] initiatives have: it is no reason here.
    pub too_common: Vec<SharedThing>,
}

/// Ranks the pairs of initiatives that share a goal, a term, a funder or an organization that works
/// with them, and are not known to be tied: by Σ 1/(h − 1) over what they share, h being how many
/// initiatives have it. Newman (2001), *Scientific collaboration networks II*; to share what
/// everybody has says nothing.
///
/// Parts of one whole are no strangers and make no pair; pairs with the same lead are counted apart.
/// Time goes with Σ h² over what is shared, of which no h is above [`MOST_HOLDERS`].
///
/// # Errors
/// When nobody wants the rest.
///
/// ```
/// use waymark_analysis::{Filter, Frame, MissedConfig, missed};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     registry -serves-> transparency
///     badges -serves-> transparency
///     lumina -funds-> registry
///     lumina -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = missed(&frame, &MissedConfig::default(), &Unwatched)?;
/// assert_eq!((answer.pairs[0].score, answer.pairs[0].reasons.len()), (2.0, 2));
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn missed(
    frame: &Frame,
    config: &MissedConfig,
    watch: &dyn Watch,
) -> Result<Missed, AnalysisError> {
    let holders = Holders::of(frame);
    let tied: Vec<(u32, u32)> =
        links_between_initiatives(frame, &config.kinds).iter().map(|l| (l.a, l.b)).collect();
    let found = look(frame, &holders, &tied, config.limit, watch)?;
    let describe = |pair: &Candidate| holders.describe(frame, pair.a, pair.b, pair.score);
    let (total, one_lead) = (found.seen(), found.aside());
    let pairs: Vec<MissedPair> = found.into_sorted().iter().map(describe).collect();
    Ok(Missed {
        about: frame.about.clone(),
        config: config.clone(),
        known: SharedKind::ALL.map(|kind| (kind, holders.known(kind))).to_vec(),
        cut: pairs.len() < total,
        pairs,
        total,
        one_lead,
        too_common: holders.too_common(frame),
    })
}

/// A pair while it is being ranked; its initiatives by their rows among the holders.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) score: f64,
}

impl Ranked for Candidate {
    type By = ();

    fn compare(&self, other: &Self, (): ()) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score.then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}

fn look(
    frame: &Frame,
    holders: &Holders,
    tied: &[(u32, u32)],
    limit: usize,
    watch: &dyn Watch,
) -> Result<First<Candidate>, Stopped> {
    let rows = holders.nodes.len();
    let progress = Progress::new(watch, "comparing initiatives", rows);
    let empty = || (First::new(limit, ()), vec![0.0; rows], Vec::new());
    let parts: Vec<First<Candidate>> = (0..rows as u32)
        .into_par_iter()
        .try_fold(empty, |(mut first, mut scores, mut touched), a| {
            progress.one_done()?;
            holders.score_row(a, &mut scores, &mut touched);
            for b in touched.drain(..) {
                let score = std::mem::take(&mut scores[b as usize]);
                let (node_a, node_b) = (holders.nodes[a as usize], holders.nodes[b as usize]);
                if frame.are_kin(node_a, node_b) || tied.binary_search(&(node_a, node_b)).is_ok() {
                    continue;
                }
                if holders.one_lead(a, b) {
                    first.set_aside(1);
                } else {
                    first.push(Candidate { a, b, score });
                }
            }
            Ok((first, scores, touched))
        })
        .map(|part| part.map(|(first, ..)| first))
        .collect::<Result<_, Stopped>>()?;
    Ok(parts.into_iter().fold(First::new(limit, ()), First::merge))
}
