//! Whether initiatives that work toward the same goal are tied to one another.

mod chance;
mod links;
mod mixing;
mod same_goal;
mod structure;

use std::collections::BTreeMap;

use waymark_model::{Declared, EntityId, EntityKind, TieId, TieKind};

pub use self::chance::{
    COORDINATION_LEVEL, CoordinationChance, CoordinationChanceConfig, CoordinationVerdict,
    TiedByChance, coordination_chance,
};
pub(crate) use self::links::{Link, links_between_initiatives};
pub use self::mixing::{CoordinationMixing, Grouping, Mixing, coordination_mixing};
pub(crate) use self::same_goal::SameGoal;
pub use self::structure::{
    ArticulationPoint, Bridge, Broker, CoordinationStructure, Part, StructureConfig,
    coordination_structure,
};
use crate::groups::Groups;
use crate::known::{Known, Share};
use crate::{About, Frame};

/// What counts as coordination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoordinationConfig {
    /// The kinds of ties that count when they join two initiatives. `part_of` does not count by
    /// default: it says what a thing is, not with whom it works.
    pub kinds: Vec<TieKind>,
    /// At most so many tied pairs are listed.
    pub limit: usize,
}

impl CoordinationConfig {
    /// The kinds that count unless others are asked for.
    pub const KINDS: [TieKind; 7] = [
        TieKind::Coordinates,
        TieKind::Partners,
        TieKind::BuildsOn,
        TieKind::Uses,
        TieKind::SharesDataWith,
        TieKind::Succeeds,
        TieKind::Relates,
    ];
}

impl Default for CoordinationConfig {
    fn default() -> Self {
        Self { kinds: Self::KINDS.to_vec(), limit: 1000 }
    }
}

/// Pairs of initiatives with a goal in common.
///
/// Pairs within one whole (parts of one umbrella, or a part and its umbrella) are no strangers:
/// they are counted apart, as `kin`, and are in neither part of the ratio.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// Initiatives toward the goal.
    pub initiatives: usize,
    /// Pairs of strangers.
    pub pairs: usize,
    /// Pairs of strangers that are tied.
    pub tied: usize,
    /// Pairs within one whole.
    pub kin: usize,
    /// Pairs within one whole that are tied.
    pub kin_tied: usize,
}

impl PairCounts {
    /// Tied pairs of all pairs of strangers; none where there is no such pair.
    pub fn ratio(&self) -> Option<f64> {
        Share { count: self.tied, of: self.pairs }.ratio()
    }
}

/// Coordination toward one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalCoordination {
    /// The goal.
    pub goal: EntityId,
    /// Its pairs.
    pub counts: PairCounts,
    /// How many of its initiatives stand under it by inference only.
    pub inferred: usize,
}

/// Two initiatives that are tied, with the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TiedPair {
    /// The one whose id comes first.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// The ties between them.
    pub ties: Vec<TieId>,
    /// The goals they have in common; may be none.
    pub goals: Vec<EntityId>,
    /// Whether they are of one whole.
    pub kin: bool,
}

/// An organization that leads several initiatives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLead {
    /// The organization.
    pub lead: EntityId,
    /// What it leads.
    pub initiatives: Vec<EntityId>,
    /// How many pairs these make.
    pub pairs: usize,
    /// How many of the pairs are tied directly as well.
    pub tied: usize,
}

/// Who says that the ties exist. What nobody declared is unknown, not unconfirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// Ties that both sides declare.
    pub both: usize,
    /// Ties for which it is known who declares them, of all ties between initiatives.
    pub declared: Known,
}

impl Confirmation {
    /// Ties declared by both sides, of those for which it is known; none where it is known of none.
    pub fn ratio(&self) -> Option<f64> {
        Share { count: self.both, of: self.declared.known }.ratio()
    }
}

/// Whether initiatives coordinate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coordination {
    /// What it is about.
    pub about: About,
    /// What counted.
    pub config: CoordinationConfig,
    /// How many initiatives there are, and for how many a goal is known. Those without are in no
    /// same-goal pair.
    pub initiatives: Known,
    /// Ties between two initiatives that count.
    pub ties: usize,
    /// By goal, in the goals' own order.
    pub goals: Vec<GoalCoordination>,
    /// Pairs with any goal in common, each once.
    pub any_goal: PairCounts,
    /// All tied pairs, whether they have a goal in common or not.
    pub tied_pairs: Vec<TiedPair>,
    /// How many tied pairs there are, listed or not.
    pub total_tied_pairs: usize,
    /// Whether tied pairs were left out because of the limit.
    pub cut: bool,
    /// Initiatives that no tie joins to another initiative.
    pub isolates: Vec<EntityId>,
    /// Groups of two or more initiatives that ties hold together, the largest first.
    pub components: Vec<Vec<EntityId>>,
    /// Who declares the ties.
    pub confirmed: Confirmation,
    /// Initiatives of one lead: reported apart, since one body need not coordinate with itself.
    pub shared_leads: Vec<SharedLead>,
}

/// Measures coordination. O(ties + tied pairs × goals + (different sets of goals)²).
///
/// ```
/// use waymark_analysis::{CoordinationConfig, Filter, Frame, coordination};
/// use waymark_model::sketch;
///
/// let map = sketch("
///     registry -serves-> transparency
///     badges -serves-> transparency
///     quality -serves-> transparency
///     registry -shares_data_with-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let answer = coordination(&frame, &CoordinationConfig::default());
/// assert_eq!((answer.any_goal.tied, answer.any_goal.pairs), (1, 3));
/// assert_eq!(answer.isolates[0].as_str(), "quality");
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn coordination(frame: &Frame, config: &CoordinationConfig) -> Coordination {
    let links = links_between_initiatives(frame, &config.kinds);
    let same_goal = SameGoal::of(frame);
    let (isolates, components) = isolates_and_components(frame, &links);
    let listed = links.iter().take(config.limit);
    Coordination {
        about: frame.about.clone(),
        config: config.clone(),
        initiatives: initiatives_with_goal(frame),
        ties: links.iter().map(|link| link.ties.len()).sum(),
        goals: same_goal.by_goal(frame, &links),
        any_goal: same_goal.any_goal(frame, &links),
        tied_pairs: listed.map(|link| tied_pair(frame, link)).collect(),
        total_tied_pairs: links.len(),
        cut: links.len() > config.limit,
        isolates: frame.ids_of(&isolates),
        components: components.iter().map(|members| frame.ids_of(members)).collect(),
        confirmed: confirmation(frame, &links),
        shared_leads: shared_leads(frame, &links),
    }
}

pub(crate) fn initiatives_with_goal(frame: &Frame) -> Known {
    let initiatives = frame.nodes_of(EntityKind::Initiative);
    Known::count(initiatives, |node| !frame.goals_of.row(*node).is_empty())
}

/// The goals in their own order; those whose order is not known come last.
pub(crate) fn goals_in_order(frame: &Frame) -> Vec<u32> {
    let mut aims: Vec<(Option<u32>, u32)> =
        frame.aims.iter().map(|aim| (aim.order, aim.node)).collect();
    aims.sort_by_key(|(order, node)| (order.is_none(), *order, *node));
    aims.into_iter().map(|(_, goal)| goal).collect()
}

/// Initiatives without a link, and groups of linked ones, the largest first.
pub(crate) fn isolates_and_components(frame: &Frame, links: &[Link]) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut groups = Groups::apart(frame.len());
    for link in links {
        groups.join(link.a, link.b);
    }
    let groups = groups.of(frame.nodes_of(EntityKind::Initiative));
    let (alone, components): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.len() == 1);
    (alone.into_iter().flatten().collect(), components)
}

fn tied_pair(frame: &Frame, link: &Link) -> TiedPair {
    let goals_b = frame.goals_of.row(link.b);
    let shared = frame.goals_of.row(link.a).iter().map(|placement| placement.goal);
    let shared = shared.filter(|goal| goals_b.iter().any(|other| other.goal == *goal));
    TiedPair {
        a: frame.id(link.a),
        b: frame.id(link.b),
        ties: link.ties.iter().map(|tie| frame.ties[*tie as usize].id.clone()).collect(),
        goals: shared.map(|goal| frame.id(goal)).collect(),
        kin: frame.are_kin(link.a, link.b),
    }
}

pub(crate) fn confirmation(frame: &Frame, links: &[Link]) -> Confirmation {
    let ties = || links.iter().flat_map(|link| &link.ties);
    let declared = |tie: u32| frame.ties[tie as usize].declared;
    Confirmation {
        both: ties().filter(|tie| declared(**tie) == Some(Declared::ByBoth)).count(),
        declared: Known::count(ties(), |tie| declared(**tie).is_some()),
    }
}

fn shared_leads(frame: &Frame, links: &[Link]) -> Vec<SharedLead> {
    let mut led_by: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for tie in frame.ties.iter().filter(|tie| tie.kind == TieKind::Leads) {
        led_by.entry(tie.from).or_default().push(tie.to);
    }
    let sharing = led_by.into_iter().filter_map(|(lead, mut led)| {
        led.sort_unstable();
        led.dedup();
        (led.len() > 1).then_some((lead, led))
    });
    sharing
        .map(|(lead, led)| {
            let within = |node: u32| led.binary_search(&node).is_ok();
            SharedLead {
                lead: frame.id(lead),
                initiatives: frame.ids_of(&led),
                pairs: led.len() * (led.len() - 1) / 2,
                tied: links.iter().filter(|link| within(link.a) && within(link.b)).count(),
            }
        })
        .collect()
}
