//! What funders share, if funding is missing.

use std::collections::BTreeSet;

use waymark_measures::Watch;
use waymark_model::{EntityId, EntityKind};

use super::funding::{could_receive, recipients};
use super::{Headline, Measure, MissingSort, Ranking, RankingBy, SensitivityConfig, named, place};
use crate::{AnalysisError, Frame, Item, Overlap, OverlapConfig, overlap};

/// So many pairs, those that share the most, are tried for the first place.
const PAIRS: usize = 1000;
/// Pairs that share nothing are all tried where there are no more organizations than this.
/// Otherwise those among so many with the largest portfolios are.
const ORGANIZATIONS: usize = 150;

/// Pairs of organizations and what they share.
pub(super) struct Overlaps<'a> {
    frame: &'a Frame,
    /// The first pairs by what they share, as the overlap question gives them.
    listed: Overlap,
    /// How many could be supported.
    could_receive: usize,
}

/// Two organizations, and what missing ties could do for them.
struct Two {
    nodes: [u32; 2],
    /// What both support at the same time.
    shared: Vec<u32>,
    /// What either supports, ascending.
    held: [Vec<u32>; 2],
}

/// By how much a pair is to gain on another, and what that takes.
struct Chase {
    /// What one tie would make a gain: who is to support whom.
    single: Vec<(u32, u32)>,
    /// What two ties would make a gain, as far as it is already supported by nobody of the two.
    double: usize,
}

impl Chase {
    /// How many ties it takes to gain so much; nothing where no number does.
    fn cost(&self, gain: usize) -> Option<usize> {
        let single = self.single.len();
        match gain {
            gain if gain <= single => Some(gain),
            gain if gain <= single + self.double => Some(2 * gain - single),
            _ => None,
        }
    }
}

impl<'a> Overlaps<'a> {
    pub(super) fn of(frame: &'a Frame, watch: &dyn Watch) -> Result<Self, AnalysisError> {
        let config =
            OverlapConfig { limit: PAIRS, limit_shared: usize::MAX, ..OverlapConfig::default() };
        let listed = overlap(frame, &config, watch)?;
        Ok(Self { frame, listed, could_receive: could_receive(frame).count() })
    }

    /// What the first pairs share, and the Jaccard index of it.
    pub(super) fn numbers(&self, config: &SensitivityConfig) -> Vec<Headline> {
        let first = self.listed.pairs.iter().take(config.pairs);
        first.flat_map(|pair| self.ranges(&self.two(pair), config.missing)).collect()
    }

    fn ranges(&self, two: &Two, missing: usize) -> [Headline; 2] {
        let shared = two.shared.len();
        let of = self.ids(two);
        let chase = self.chase(two, None);
        // One tie makes a gain where one of the two holds it, two where neither does.
        let single = chase.single.len();
        let by_one = missing.min(single);
        let by_two = ((missing - by_one) / 2).min(chase.double);
        let most = shared + by_one + by_two;
        // What both hold, but never at the same time, counts twice until it is shared.
        let either = two.held.iter().map(Vec::len).sum::<usize>() - shared;
        let union = union_of(two);
        let meeting = missing.min(either - union);
        let free = (self.could_receive - union).min(missing);
        let ratio = |part: usize, whole: usize| part as f64 / whole as f64;
        let number = |measure, value, low, high| Headline {
            measure,
            of: of.clone(),
            missing: MissingSort::Funding,
            value: Some(value),
            range: Some((low, high)),
        };
        let now = ratio(shared, either);
        let (least, greatest) =
            (ratio(shared, either + free), ratio(most, either - meeting + by_two));
        [
            number(Measure::Shared, shared as f64, shared as f64, most as f64),
            number(Measure::Jaccard, now, least, greatest),
        ]
    }

    /// Pairs of organizations by what they share.
    pub(super) fn ranking(&self, config: &SensitivityConfig) -> Option<Ranking> {
        let first = self.two(self.listed.pairs.first()?);
        let most = first.shared.len();
        let mut level: Option<usize> = None;
        let mut best: Option<(usize, Two, Chase)> = None;
        let mut try_pair = |two: Two, best: &mut Option<(usize, Two, Chase)>| {
            let chase = self.chase(&two, Some(&first));
            let gain = most - two.shared.len();
            if let Some(cost) = chase.cost(gain) {
                level = Some(level.map_or(cost, |known| known.min(cost)));
            }
            let Some(cost) = chase.cost(gain + 1) else { return };
            if best.as_ref().is_none_or(|(known, ..)| cost < *known) {
                *best = Some((cost, two, chase));
            }
        };
        // A pair that shares so much cannot be ahead with fewer ties than it lacks.
        let lacks = |shared: usize| most - shared + 1;
        let is_settled = |best: &Option<(usize, Two, Chase)>, shared: usize| {
            best.as_ref().is_some_and(|(cost, ..)| *cost <= lacks(shared))
        };
        for pair in &self.listed.pairs[1..] {
            if is_settled(&best, pair.shared) {
                break;
            }
            try_pair(self.two(pair), &mut best);
        }
        let tried: BTreeSet<[&EntityId; 2]> =
            self.listed.pairs.iter().map(|pair| [&pair.a, &pair.b]).collect();
        let is_whole = self.listed.pairs.len() == self.listed.total_pairs;
        let last = self.listed.pairs.last().map_or(0, |pair| pair.shared);
        let unlisted = if is_whole { 0 } else { last };
        let mut exact = is_settled(&best, unlisted);
        if !exact && is_whole {
            let (organizations, are_all) = self.largest();
            for pair in pairs_of(&organizations) {
                let ids = pair.map(|node| &self.frame.ids[node as usize]);
                if !tried.contains(&ids) && !is_settled(&best, 0) {
                    try_pair(self.apart(pair), &mut best);
                }
            }
            exact = are_all || is_settled(&best, 0);
        }
        let ties = best
            .iter()
            .flat_map(|(_, two, chase)| self.missing(two, chase, &first, lacks(two.shared.len())));
        Some(Ranking {
            by: RankingBy::SharedRecipients,
            ties: named(self.frame, ties.take(config.ties)),
            first: place(self.ids(&first), most as f64),
            level,
            flips: best.as_ref().map(|(cost, ..)| *cost),
            challenger: best
                .as_ref()
                .map(|(_, two, _)| place(self.ids(two), two.shared.len() as f64)),
            exact,
        })
    }

    fn ids(&self, two: &Two) -> Vec<EntityId> {
        self.frame.ids_of(&two.nodes)
    }

    fn two(&self, pair: &crate::Pair) -> Two {
        let node = |id: &EntityId| self.number(id);
        let mut two = self.apart([node(&pair.a), node(&pair.b)]);
        two.shared = pair.shared_with.iter().filter_map(Item::thing).map(node).collect();
        two
    }

    /// Two that share nothing at the same time.
    fn apart(&self, nodes: [u32; 2]) -> Two {
        let held = nodes.map(|node| recipients(self.frame, node));
        Two { nodes, shared: Vec::new(), held }
    }

    fn number(&self, id: &EntityId) -> u32 {
        self.frame.ids.binary_search(id).expect("an overlap is between things of the frame") as u32
    }

    /// The organizations with the largest portfolios, in the order of ids, and whether these are all.
    fn largest(&self) -> (Vec<u32>, bool) {
        let mut all: Vec<u32> = self.frame.nodes_of(EntityKind::Organization).collect();
        let are_all = all.len() <= ORGANIZATIONS;
        all.sort_by_key(|node| (std::cmp::Reverse(self.frame.supports.row(*node).len()), *node));
        all.truncate(ORGANIZATIONS);
        all.sort_unstable();
        (all, are_all)
    }

    /// What ties could do for two organizations; where they are to gain on others, without being
    /// of use to these too.
    fn chase(&self, two: &Two, others: Option<&Two>) -> Chase {
        let [c, d] = two.nodes;
        let rivals = Rivals::of(two, others);
        let mut single = Vec::new();
        let is_free = |node: u32| node != c && node != d;
        for (holder, other) in [(0, 1), (1, 0)] {
            let lacking = two.nodes[other];
            for item in two.held[holder].iter().filter(|item| is_free(**item)) {
                let has_it = two.held[other].binary_search(item).is_ok();
                if !has_it && !rivals.gain(lacking, *item) {
                    single.push((lacking, *item));
                } else if has_it && holder == 0 && two.shared.binary_search(item).is_err() {
                    // Both have it, but never at the same time: a tie of the one that is no rival.
                    single.push((if rivals.is_one(c) { d } else { c }, *item));
                }
            }
        }
        single.sort_unstable();
        let taken = union_of(two) - held_by_either(two, &two.nodes);
        let among = self.could_receive - 2 - taken;
        Chase { single, double: among - rivals.taken(two) }
    }

    /// The ties with which two organizations gain so much.
    fn missing(&self, two: &Two, chase: &Chase, first: &Two, gain: usize) -> Vec<(u32, u32)> {
        let mut ties: Vec<(u32, u32)> = chase.single.iter().take(gain).copied().collect();
        let rivals = Rivals::of(two, Some(first));
        let is_free = |item: &u32| {
            !two.nodes.contains(item)
                && two.held.iter().all(|held| held.binary_search(item).is_err())
                && !two.nodes.iter().any(|node| rivals.gain(*node, *item))
        };
        let free = could_receive(self.frame).filter(is_free).take(gain - ties.len());
        ties.extend(free.flat_map(|item| two.nodes.map(|node| (node, item))));
        ties
    }
}

/// What a tie of one of two organizations would do for two others, of whom it may be one as well.
struct Rivals<'a> {
    /// The organization that is one of both pairs.
    one: Option<u32>,
    /// What its partner in the other pair holds.
    held: &'a [u32],
}

impl<'a> Rivals<'a> {
    fn of(two: &Two, others: Option<&'a Two>) -> Self {
        let none = Self { one: None, held: &[] };
        let Some(others) = others else { return none };
        let place = others.nodes.iter().position(|node| two.nodes.contains(node));
        place.map_or(none, |place| Self {
            one: Some(others.nodes[place]),
            held: &others.held[1 - place],
        })
    }

    fn is_one(&self, node: u32) -> bool {
        self.one == Some(node)
    }

    /// Whether the other pair would gain as much by a tie to an item that is new to an organization.
    fn gain(&self, node: u32, item: u32) -> bool {
        self.is_one(node) && self.held.binary_search(&item).is_ok()
    }

    /// How many of the items that are new to two organizations the others would gain too.
    fn taken(&self, two: &Two) -> usize {
        let is_new = |item: &&u32| {
            !two.nodes.contains(item)
                && two.held.iter().all(|held| held.binary_search(item).is_err())
        };
        self.held.iter().filter(is_new).count()
    }
}

fn union_of(two: &Two) -> usize {
    let [a, b] = &two.held;
    let both = a.iter().filter(|item| b.binary_search(item).is_ok()).count();
    a.len() + b.len() - both
}

/// How many of some things either of two organizations holds.
fn held_by_either(two: &Two, things: &[u32]) -> usize {
    let is_held = |thing: &&u32| two.held.iter().any(|held| held.binary_search(thing).is_ok());
    things.iter().filter(is_held).count()
}

fn pairs_of(nodes: &[u32]) -> impl Iterator<Item = [u32; 2]> {
    nodes.iter().enumerate().flat_map(|(place, a)| nodes[place + 1..].iter().map(|b| [*a, *b]))
}
