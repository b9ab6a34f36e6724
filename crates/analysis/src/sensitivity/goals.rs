//! Goals, if placements of initiatives or ties between them are missing.

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::EntityKind;

use super::links::Links;
use super::{
    Headline, Measure, MissingSort, Ranking, RankingBy, SensitivityConfig, count, named, place,
};
use crate::Frame;
use crate::coordination::{PairCounts, SameGoal};

/// The goals with the initiatives toward them.
pub(super) struct Goals<'a> {
    frame: &'a Frame,
    links: &'a Links,
    goals: Vec<Served>,
    /// Pairs with any goal in common.
    any: PairCounts,
}

/// A goal and the initiatives toward it.
struct Served {
    goal: u32,
    /// Ascending.
    initiatives: Vec<u32>,
    pairs: Pairs,
}

/// Pairs of strangers among some initiatives.
#[derive(Clone, Copy)]
struct Pairs {
    all: usize,
    tied: usize,
}

/// A goal that may come to be ahead of the first.
struct Chaser<'a> {
    goal: &'a Served,
    level: Option<usize>,
    flips: Option<usize>,
}

impl<'a> Goals<'a> {
    pub(super) fn of(frame: &'a Frame, links: &'a Links) -> Self {
        let mut served: BTreeMap<u32, Vec<u32>> =
            frame.nodes_of(EntityKind::Goal).map(|goal| (goal, Vec::new())).collect();
        for effort in &frame.efforts {
            for placement in frame.goals_of.row(effort.node) {
                served.entry(placement.goal).or_default().push(effort.node);
            }
        }
        let goals = served.into_iter().map(|(goal, initiatives)| {
            let pairs = Pairs::among(frame, links, &initiatives);
            Served { goal, initiatives, pairs }
        });
        let any = SameGoal::of(frame).any_goal(frame, &links.links);
        Self { frame, links, goals: goals.collect(), any }
    }

    pub(super) fn numbers(&self, missing: usize) -> Vec<Headline> {
        let frame = self.frame;
        let lacking = |node: &u32| frame.goals_of.row(*node).is_empty();
        let lacking = frame.nodes_of(EntityKind::Initiative).filter(lacking).count();
        let fewer = if self.goals.is_empty() { 0 } else { missing.min(lacking) };
        let without = Measure::WithoutGoal;
        let without = count(without, MissingSort::Placements, lacking, lacking - fewer, lacking);
        let any = Pairs { all: self.any.pairs, tied: self.any.tied };
        let ratio = |of: Vec<u32>, pairs: Pairs| Headline {
            measure: Measure::CoordinationRatio,
            of: frame.ids_of(&of),
            missing: MissingSort::Links,
            value: pairs.ratio(pairs.tied),
            range: pairs.ratio(pairs.tied).zip(pairs.ratio(pairs.all.min(pairs.tied + missing))),
        };
        let by_goal = self.goals.iter().map(|served| ratio(vec![served.goal], served.pairs));
        [without, ratio(Vec::new(), any)].into_iter().chain(by_goal).collect()
    }

    /// Goals by how many initiatives serve them.
    pub(super) fn ranking_by_initiatives(&self, config: &SensitivityConfig) -> Option<Ranking> {
        let mut ordered: Vec<&Served> = self.goals.iter().collect();
        ordered.sort_by_key(|served| std::cmp::Reverse(served.initiatives.len()));
        let (first, others) = ordered.split_first()?;
        let most = first.initiatives.len();
        if most == 0 {
            return None;
        }
        let value = |served: &Served| served.initiatives.len() as f64;
        let chasers: Vec<Chaser<'_>> = others
            .iter()
            .map(|goal| {
                let (free, gap) = (self.free(goal, first).count(), most - goal.initiatives.len());
                let within = |ties: usize| (ties <= free).then_some(ties);
                Chaser { goal, level: within(gap), flips: within(gap + 1) }
            })
            .collect();
        let best = best(&chasers);
        let ties = best.iter().flat_map(|(goal, ties)| {
            let free = self.free(goal, first).take(*ties);
            free.map(|initiative| (initiative, goal.goal))
        });
        Some(Ranking {
            by: RankingBy::Initiatives,
            first: place(vec![self.frame.id(first.goal)], value(first)),
            level: chasers.iter().filter_map(|chaser| chaser.level).min(),
            flips: best.map(|(_, ties)| ties),
            challenger: best.map(|(goal, _)| place(vec![self.frame.id(goal.goal)], value(goal))),
            ties: named(self.frame, ties.take(config.ties)),
            exact: true,
        })
    }

    /// Initiatives that could serve a goal too and would not be new to another by it.
    fn free<'b>(&'b self, goal: &'b Served, other: &'b Served) -> impl Iterator<Item = u32> + 'b {
        let is_within = self.wider(goal.goal).any(|wider| wider == other.goal);
        let initiatives = self.frame.efforts.iter().map(|effort| effort.node);
        initiatives.filter(move |initiative| {
            !goal.has(*initiative) && (!is_within || other.has(*initiative))
        })
    }

    /// The wider goals that a goal is nested in, without itself.
    fn wider(&self, goal: u32) -> impl Iterator<Item = u32> {
        let parent = |goal: u32| {
            let place = self.frame.aims.binary_search_by_key(&goal, |aim| aim.node).ok()?;
            self.frame.aims[place].parent
        };
        std::iter::successors(parent(goal), move |goal| parent(*goal))
    }

    /// Goals by the share of their pairs that are tied.
    pub(super) fn ranking_by_ratio(&self, config: &SensitivityConfig) -> Option<Ranking> {
        let with_pairs = self.goals.iter().filter(|served| served.pairs.all > 0);
        let mut ordered: Vec<&Served> = with_pairs.collect();
        ordered.sort_by(|a, b| b.pairs.compare(a.pairs));
        let (first, others) = ordered.split_first()?;
        let chasers: Vec<Chaser<'_>> = others
            .iter()
            .map(|goal| {
                let common = Pairs::among(self.frame, self.links, &goal.common(first));
                let ties = |more| goal.pairs.ties_to_pass(first.pairs, common, more);
                Chaser { goal, level: ties(0), flips: ties(1) }
            })
            .collect();
        let best = best(&chasers);
        let value = |served: &Served| served.pairs.ratio(served.pairs.tied).unwrap_or_default();
        let ties = best.map(|(goal, ties)| self.untied(goal, first, ties.min(config.ties)));
        Some(Ranking {
            by: RankingBy::CoordinationRatio,
            first: place(vec![self.frame.id(first.goal)], value(first)),
            level: chasers.iter().filter_map(|chaser| chaser.level).min(),
            flips: best.map(|(_, ties)| ties),
            challenger: best.map(|(goal, _)| place(vec![self.frame.id(goal.goal)], value(goal))),
            ties: named(self.frame, ties.unwrap_or_default()),
            exact: true,
        })
    }

    /// The first pairs toward a goal that could be tied, those that do not also count for another
    /// goal before those that do.
    fn untied(&self, goal: &Served, other: &Served, count: usize) -> Vec<(u32, u32)> {
        let tied: BTreeSet<(u32, u32)> =
            self.links.links.iter().map(|link| (link.a, link.b)).collect();
        let pairs = || {
            let members = &goal.initiatives;
            let all = members
                .iter()
                .enumerate()
                .flat_map(|(place, a)| members[place + 1..].iter().map(move |b| (*a, *b)));
            all.filter(|(a, b)| !self.frame.are_kin(*a, *b) && !tied.contains(&(*a, *b)))
        };
        let counts_for_both = |pair: &(u32, u32)| other.has(pair.0) && other.has(pair.1);
        let one = pairs().filter(|pair| !counts_for_both(pair));
        one.chain(pairs().filter(counts_for_both)).take(count).collect()
    }
}

/// The goal that fewest ties put ahead, the earlier one among equals, and how many ties.
fn best<'a>(chasers: &[Chaser<'a>]) -> Option<(&'a Served, usize)> {
    let possible = chasers.iter().filter_map(|chaser| Some((chaser.goal, chaser.flips?)));
    possible.min_by_key(|(_, ties)| *ties)
}

impl Served {
    fn has(&self, initiative: u32) -> bool {
        self.initiatives.binary_search(&initiative).is_ok()
    }

    /// The initiatives toward both of two goals.
    fn common(&self, other: &Self) -> Vec<u32> {
        self.initiatives.iter().copied().filter(|initiative| other.has(*initiative)).collect()
    }
}

impl Pairs {
    fn among(frame: &Frame, links: &Links, initiatives: &[u32]) -> Self {
        let pairs_among = |count: usize| count * count.saturating_sub(1) / 2;
        let mut by_whole: BTreeMap<u32, usize> = BTreeMap::new();
        for initiative in initiatives {
            *by_whole.entry(frame.umbrella[*initiative as usize]).or_default() += 1;
        }
        let kin: usize = by_whole.values().map(|count| pairs_among(*count)).sum();
        let has = |node: u32| initiatives.binary_search(&node).is_ok();
        let tied = links
            .links
            .iter()
            .filter(|link| has(link.a) && has(link.b) && !frame.are_kin(link.a, link.b));
        Self { all: pairs_among(initiatives.len()) - kin, tied: tied.count() }
    }

    fn untied(self) -> usize {
        self.all - self.tied
    }

    fn ratio(self, tied: usize) -> Option<f64> {
        (self.all > 0).then(|| tied as f64 / self.all as f64)
    }

    /// By ratio, exactly.
    fn compare(self, other: Self) -> std::cmp::Ordering {
        let product = |tied: usize, all: usize| tied as u128 * all as u128;
        product(self.tied, other.all).cmp(&product(other.tied, self.all))
    }

    /// How many ties between these pairs bring their ratio level with that of others that are
    /// ahead, or `more` than level. Each tie of a pair that is not among the others gains 1/all; each
    /// of one that is, and so in common, gains 1/all − 1/all of the others, if that is any gain.
    fn ties_to_pass(self, others: Self, common: Self, more: usize) -> Option<usize> {
        let (own, theirs) = (self.all as u128, others.all as u128);
        // Both ratios times both numbers of pairs: whole numbers.
        let behind = others.tied as u128 * own - self.tied as u128 * theirs;
        let needed = |behind: u128, gain: u128| match more {
            0 => behind.div_ceil(gain),
            _ => behind / gain + 1,
        };
        let alone = (self.untied() - common.untied()) as u128;
        let ties = needed(behind, theirs);
        if ties <= alone {
            return usize::try_from(ties).ok();
        }
        let gain = theirs.checked_sub(own).filter(|gain| *gain > 0)?;
        let in_common = needed(behind - alone * theirs, gain);
        let ties = (in_common <= common.untied() as u128).then_some(alone + in_common)?;
        usize::try_from(ties).ok()
    }
}
