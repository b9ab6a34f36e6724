//! Whether those who share a goal are tied more, or less, than their numbers of ties make likely.

use waymark_measures::{BenjaminiHochberg, Graph, STEPS_PER_EDGE, Watch, rewired};
use waymark_model::EntityId;

use super::{CoordinationConfig, SameGoal, links_between_initiatives};
use crate::lots::{check_samples, check_seed};
use crate::{About, AnalysisError, Frame};

/// The level at which a goal is told from chance, after correction for the number of goals.
pub const COORDINATION_LEVEL: f64 = 0.05;

/// How many samples are drawn unless a number is asked for.
const USUAL_SAMPLES: u32 = 1000;

/// Over so many swaps, all samples together, there are fewer samples than usual; but never less
/// than a hundred.
const USUAL_SWAPS: usize = 2_000_000_000;

/// How chance is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoordinationChanceConfig {
    /// What lots are drawn from.
    pub seed: u64,
    /// How many samples, 1 to 100 000; without it 1000, or fewer where there are very many ties.
    pub samples: Option<u32>,
}

impl Default for CoordinationChanceConfig {
    fn default() -> Self {
        Self { seed: 1, samples: None }
    }
}

impl CoordinationChanceConfig {
    pub(super) fn check(&self) -> Result<(), AnalysisError> {
        check_seed(self.seed)?;
        self.samples.map_or(Ok(()), |samples| check_samples(samples as usize))
    }

    /// How many samples to draw of so many ties.
    pub(super) fn samples(&self, ties: usize) -> u32 {
        let affordable = USUAL_SWAPS / (STEPS_PER_EDGE * ties).max(1);
        let usual = u32::try_from(affordable).unwrap_or(USUAL_SAMPLES).clamp(100, USUAL_SAMPLES);
        self.samples.unwrap_or(usual)
    }
}

/// What can be said of ties among those who share a goal. That nothing can be said is not that
/// nothing is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoordinationVerdict {
    /// They are tied more than chance would have it.
    More,
    /// They are tied less than chance would have it.
    Less,
    /// It may or may not be chance.
    CannotBeTold,
}

impl CoordinationVerdict {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::More, Self::Less, Self::CannotBeTold];

    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::CannotBeTold => "cannot_be_told",
        }
    }
}

/// Tied pairs held against ties dealt anew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TiedByChance {
    /// How many pairs of strangers are tied.
    pub tied: usize,
    /// How many there are on average when ties are dealt anew.
    pub expected: f64,
    /// In 95 of 100 samples there are at least so many …
    pub low: usize,
    /// … and at most so many.
    pub high: usize,
    /// How many standard deviations above the expected; none where all samples have as many.
    pub z: Option<f64>,
    /// How often there are at least as many.
    pub p_more: f64,
    /// How often there are at most as many.
    pub p_less: f64,
    /// Both ways, corrected for the number of goals that were tested.
    pub q: f64,
    /// What can be said.
    pub verdict: CoordinationVerdict,
}

/// Coordination held against chance.
#[derive(Debug, Clone, PartialEq)]
pub struct CoordinationChance {
    /// What it is about.
    pub about: About,
    /// How chance was held against.
    pub config: CoordinationChanceConfig,
    /// How many samples were drawn.
    pub samples: u32,
    /// How many pairs of strangers are tied: these ties were dealt anew.
    pub ties: usize,
    /// For each goal, in the goals' own order; none where it has no pair of strangers, or where no
    /// strangers are tied at all.
    pub goals: Vec<(EntityId, Option<TiedByChance>)>,
    /// For pairs with any goal in common. It is no test among those of the goals, and its `q` is
    /// not corrected for their number.
    pub any_goal: Option<TiedByChance>,
    /// How many goals were tested.
    pub tests: usize,
}

/// Deals the ties between strangers anew, many times, and counts how many join two that share a
/// goal: every initiative keeps its number of ties, and parts of one whole stay untied, as they are
/// no strangers. So a goal whose initiatives have many ties to everybody is not taken for one whose
/// initiatives seek each other. See [`rewired`].
///
/// # Errors
/// When the seed is too large, the samples are too many, or nobody wants the rest.
pub fn coordination_chance(
    frame: &Frame,
    config: &CoordinationChanceConfig,
    watch: &dyn Watch,
) -> Result<CoordinationChance, AnalysisError> {
    config.check()?;
    let links = links_between_initiatives(frame, &CoordinationConfig::KINDS);
    let strangers = links.iter().filter(|link| !frame.are_kin(link.a, link.b));
    let ties: Vec<(u32, u32)> = strangers.map(|link| (link.a, link.b)).collect();
    let graph = Graph::unweighted(frame.len(), &ties);
    let samples = config.samples(ties.len());
    let goals = Goals::of(frame);
    let may_join = |a: u32, b: u32| !frame.are_kin(a, b);
    let count = |ties: &[(u32, u32)]| goals.count(ties);
    let drawn = rewired(&graph, may_join, (config.seed, samples), count, watch)?;
    let observed = goals.count(&ties);
    let same_goal = SameGoal::of(frame);
    let has_pairs = |place: usize| match goals.in_order.get(place) {
        Some(goal) => same_goal.goal(frame, &links, *goal).counts.pairs > 0,
        None => same_goal.any_goal(frame, &links).pairs > 0,
    };
    let held = |place: usize| {
        let sampled: Vec<u32> = drawn.iter().map(|counts| counts[place]).collect();
        (!ties.is_empty() && has_pairs(place)).then(|| held_against(observed[place], sampled))
    };
    let mut by_goal: Vec<Option<TiedByChance>> = (0..goals.in_order.len()).map(held).collect();
    let tests = by_goal.iter().flatten().count();
    correct(by_goal.iter_mut().flatten().collect());
    let mut any_goal = held(goals.in_order.len());
    correct(any_goal.iter_mut().collect());
    Ok(CoordinationChance {
        about: frame.about.clone(),
        config: *config,
        samples,
        ties: ties.len(),
        goals: goals.in_order.iter().map(|goal| frame.id(*goal)).zip(by_goal).collect(),
        any_goal,
        tests,
    })
}

/// For each initiative its goals, by their places in the goals' own order.
struct Goals {
    in_order: Vec<u32>,
    of: Vec<Vec<u32>>,
}

impl Goals {
    fn of(frame: &Frame) -> Self {
        let in_order = super::goals_in_order(frame);
        let mut of = vec![Vec::new(); frame.len()];
        for effort in &frame.efforts {
            let placements = frame.goals_of.row(effort.node).iter();
            let place = |goal: u32| in_order.iter().position(|other| *other == goal);
            let places = placements.filter_map(|placement| place(placement.goal));
            of[effort.node as usize] = places.map(|place| place as u32).collect();
        }
        Self { in_order, of }
    }

    /// How many of some ties join two that share each goal; last, any goal.
    fn count(&self, ties: &[(u32, u32)]) -> Vec<u32> {
        let mut counts = vec![0; self.in_order.len() + 1];
        for (a, b) in ties {
            let mut any = false;
            for goal in &self.of[*a as usize] {
                if self.of[*b as usize].contains(goal) {
                    counts[*goal as usize] += 1;
                    any = true;
                }
            }
            counts[self.in_order.len()] += u32::from(any);
        }
        counts
    }
}

fn held_against(tied: u32, mut sampled: Vec<u32>) -> TiedByChance {
    sampled.sort_unstable();
    let drawn = sampled.len() as f64;
    let mean = sampled.iter().map(|count| f64::from(*count)).sum::<f64>() / drawn;
    let squares = sampled.iter().map(|count| (f64::from(*count) - mean).powi(2)).sum::<f64>();
    let deviation = (squares / (drawn - 1.0).max(1.0)).sqrt();
    // What was observed is one of the ways it could have come: it is counted among the samples.
    let share = |count: usize| (count + 1) as f64 / (sampled.len() + 1) as f64;
    let below = sampled.partition_point(|count| *count < tied);
    let up_to = sampled.partition_point(|count| *count <= tied);
    let at = |share: f64| sampled[((drawn - 1.0) * share).round() as usize] as usize;
    TiedByChance {
        tied: tied as usize,
        expected: mean,
        low: at(0.025),
        high: at(0.975),
        z: (deviation > 0.0).then(|| (f64::from(tied) - mean) / deviation),
        p_more: share(sampled.len() - below),
        p_less: share(up_to),
        q: 1.0,
        verdict: CoordinationVerdict::CannotBeTold,
    }
}

/// Corrects for the number of tests, and judges.
fn correct(tests: Vec<&mut TiedByChance>) {
    let both_ways = |test: &TiedByChance| (2.0 * test.p_more.min(test.p_less)).min(1.0);
    let values: Vec<(f64, u64)> = tests.iter().map(|test| (both_ways(test), 1)).collect();
    let family = BenjaminiHochberg::new(tests.len() as u64, COORDINATION_LEVEL, values);
    for test in tests {
        test.q = family.q(both_ways(test));
        test.verdict = if test.q > COORDINATION_LEVEL {
            CoordinationVerdict::CannotBeTold
        } else if test.p_more < test.p_less {
            CoordinationVerdict::More
        } else {
            CoordinationVerdict::Less
        };
    }
}
