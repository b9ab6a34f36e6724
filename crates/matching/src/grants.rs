//! Grants that two sources tell, each in its own words: the same two, and how near money and time
//! are.
//!
//! A pair is weighed as names are (Fellegi & Sunter 1969, *A theory for record linkage*): how often
//! one grant told twice looks so, against how often two grants of the same funder do, which is
//! counted on the map. Before anything is compared, half of what the source with fewer grants tells
//! between the two is expected to be told by the other as well.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use waymark_measures::{Progress, Random, Stopped, Watch};
use waymark_model::{EntityId, Map, Money, SourceId, Tie, TieId, TieKind};

use crate::evidence::{Evidence, Field};
use crate::find::{SURE_AT, Verdict, probability};

/// Of the grants of the source that tells fewer, so many are expected in the other too.
const TOLD_BY_BOTH: f64 = 0.5;

/// Of fewer grants the whole map tells how alike two are.
const FEWEST_TO_COUNT: usize = 30;

/// So many pairs of a funder's grants are drawn.
const LOTS: usize = 2_000;

/// Between two with more grants than this only those with the same amount or month are compared.
const MOST_AT_ONCE: usize = 300;

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RepeatedConfig {
    /// Pairs with at least this probability are told.
    pub at_least: f64,
    /// So many pairs at most.
    pub limit: usize,
    /// What the lots are drawn from.
    pub seed: u64,
}

impl Default for RepeatedConfig {
    fn default() -> Self {
        Self { at_least: 0.5, limit: 100, seed: 1 }
    }
}

/// Two grants that may be one, told by two sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Repeated {
    /// The one whose source comes first.
    pub a: TieId,
    /// The other.
    pub b: TieId,
    /// How probable it is that they are one.
    pub probability: f64,
    /// The logarithm to base 2 of its odds.
    pub weight: f64,
    /// What is concluded.
    pub verdict: Verdict,
    /// What speaks for it and against it, the prior first.
    pub evidence: Vec<Evidence>,
}

/// How many grants two sources share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Between {
    /// The sources, in their order.
    pub sources: (SourceId, SourceId),
    /// How many grants are surely told by both.
    pub sure: usize,
    /// How many more are perhaps.
    pub doubtful: usize,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RepeatedGrants {
    /// The pairs, the most probable first.
    pub pairs: Vec<Repeated>,
    /// How many pairs are probable enough; the first of them are in `pairs`.
    pub total: usize,
    /// How many of all pairs are sure.
    pub sure: usize,
    /// The same for every two sources, those that share most first.
    pub between: Vec<Between>,
    /// How many grants there are.
    pub grants: usize,
    /// How many pairs were compared.
    pub compared: usize,
}

/// A grant as it is compared.
struct Grant<'m> {
    tie: &'m Tie,
    sources: BTreeSet<&'m SourceId>,
    money: Option<Money>,
    /// Its first and its last possible day.
    days: Option<(i64, i64)>,
}

impl<'m> Grant<'m> {
    fn of(tie: &'m Tie) -> Self {
        let amount = tie.funding().and_then(|funding| funding.amount.value());
        let date = tie.date.value();
        let days = date.and_then(|date| date.earliest().zip(date.latest()));
        Self {
            tie,
            sources: tie.stated.iter().map(|stated| &stated.source).collect(),
            money: amount.copied(),
            days: days.map(|(first, last)| (first.number(), last.number())),
        }
    }

    /// Asked for and refused money is another thing than money that was given.
    fn is_support(&self) -> bool {
        let status = self.tie.funding().and_then(|funding| funding.status.value());
        status.is_none_or(|status| status.is_support())
    }

    fn may_be(&self, other: &Self) -> bool {
        self.is_support() == other.is_support() && self.sources.is_disjoint(&other.sources)
    }
}

/// How near two amounts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Amounts {
    Same,
    /// Less than two in a hundred apart: one is rounded.
    Near,
    Different,
}

impl Amounts {
    fn of(a: &Grant<'_>, b: &Grant<'_>) -> Option<Self> {
        let (one, other) = a.money.zip(b.money)?;
        if one.currency != other.currency {
            return None;
        }
        let (small, large) = (one.amount.min(other.amount), one.amount.max(other.amount));
        Some(if small == large {
            Self::Same
        } else if (large - small).checked_mul(50.into()).is_some_and(|gap| gap < large) {
            Self::Near
        } else {
            Self::Different
        })
    }

    /// How often one grant told twice looks so (m).
    fn of_one(self) -> f64 {
        match self {
            Self::Same => 0.85,
            Self::Near => 0.06,
            Self::Different => 0.09,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Near => "near",
            Self::Different => "different",
        }
    }
}

/// How near two dates are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dates {
    /// The same day or month.
    Same,
    /// One is known no better than by its year, and the other may be in it.
    MayBe,
    WithinQuarter,
    WithinYear,
    Further,
}

impl Dates {
    fn of(a: &Grant<'_>, b: &Grant<'_>) -> Option<Self> {
        let ((first, last), (other_first, other_last)) = a.days.zip(b.days)?;
        let gap = (first - other_last).max(other_first - last).max(0);
        Some(match gap {
            0 if is_wide(a) || is_wide(b) => Self::MayBe,
            0 => Self::Same,
            1..=92 => Self::WithinQuarter,
            93..=366 => Self::WithinYear,
            _ => Self::Further,
        })
    }

    fn of_one(self) -> f64 {
        match self {
            Self::Same => 0.70,
            Self::MayBe => 0.90,
            Self::WithinQuarter => 0.18,
            Self::WithinYear => 0.08,
            Self::Further => 0.04,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::MayBe => "may_be_same",
            Self::WithinQuarter => "within_quarter",
            Self::WithinYear => "within_year",
            Self::Further => "further",
        }
    }
}

fn is_wide(grant: &Grant<'_>) -> bool {
    grant.days.is_some_and(|(first, last)| last - first > 31)
}

/// How often two grants of one funder look alike, though they are two (u).
#[derive(Default)]
struct Chance {
    amounts: BTreeMap<Amounts, f64>,
    /// Apart by whether one of the dates is no better known than by its year.
    dates: BTreeMap<(bool, Dates), f64>,
    of_amounts: f64,
    of_dates: [f64; 2],
}

impl Chance {
    /// Counted over pairs of grants to different recipients.
    fn of(grants: &[&Grant<'_>], seed: u64) -> Self {
        let mut chance = Self::default();
        let Ok(bound) = u32::try_from(grants.len()) else { return chance };
        let mut random = Random::new(seed, u64::from(bound));
        for _ in 0..if bound > 1 { LOTS } else { 0 } {
            let (a, b) =
                (grants[random.below(bound) as usize], grants[random.below(bound) as usize]);
            if a.tie.to == b.tie.to {
                continue;
            }
            if let Some(amounts) = Amounts::of(a, b) {
                *chance.amounts.entry(amounts).or_default() += 1.0;
                chance.of_amounts += 1.0;
            }
            if let Some(dates) = Dates::of(a, b) {
                let wide = is_wide(a) || is_wide(b);
                *chance.dates.entry((wide, dates)).or_default() += 1.0;
                chance.of_dates[usize::from(wide)] += 1.0;
            }
        }
        chance
    }

    /// What was never drawn is taken for as rare as one in the draws, and never for less than one in
    /// 500.
    fn share(times: Option<&f64>, of: f64) -> f64 {
        ((times.copied().unwrap_or(0.0) + 0.5) / (of + 1.0)).clamp(0.002, 1.0)
    }

    fn amount(&self, amounts: Amounts) -> f64 {
        Self::share(self.amounts.get(&amounts), self.of_amounts)
    }

    fn date(&self, wide: bool, dates: Dates) -> f64 {
        Self::share(self.dates.get(&(wide, dates)), self.of_dates[usize::from(wide)])
    }
}

/// Finds grants that two sources may both tell: `funds` ties between the same two, from sources that
/// have no tie in common. Each grant is at most once paired with a grant of another source.
///
/// O(n) keys for n grants, then O(1) for each pair that is compared; between two with more than 300
/// grants only those of the same amount or month are.
///
/// # Errors
/// When nobody waits for the answer any more.
pub fn repeated_grants(
    map: &Map,
    config: &RepeatedConfig,
    wanted: &(dyn Fn(&Tie) -> bool + Sync),
    watch: &dyn Watch,
) -> Result<RepeatedGrants, Stopped> {
    let grants: Vec<Grant<'_>> =
        map.ties_of_kind(TieKind::Funds).filter(|tie| wanted(tie)).map(Grant::of).collect();
    let mut between: BTreeMap<(&EntityId, &EntityId), Vec<&Grant<'_>>> = BTreeMap::new();
    let mut by_funder: BTreeMap<&EntityId, Vec<&Grant<'_>>> = BTreeMap::new();
    for grant in &grants {
        between.entry((&grant.tie.from, &grant.tie.to)).or_default().push(grant);
        by_funder.entry(&grant.tie.from).or_default().push(grant);
    }
    // A block whose grants all come from the same sources has nothing to compare.
    let blocks: Vec<Vec<&Grant<'_>>> = between
        .into_values()
        .filter(|block| block.iter().any(|it| it.sources != block[0].sources))
        .collect();
    let all = Chance::of(&grants.iter().collect::<Vec<_>>(), config.seed);
    let asked: BTreeSet<&EntityId> = blocks.iter().map(|block| &block[0].tie.from).collect();
    let chances: BTreeMap<&EntityId, Chance> = asked
        .into_par_iter()
        .filter(|funder| by_funder[*funder].len() >= FEWEST_TO_COUNT)
        .map(|funder| (funder, Chance::of(&by_funder[funder], config.seed)))
        .collect();
    let progress = Progress::new(watch, "comparing grants", blocks.len());
    let found: Vec<(usize, Vec<Repeated>)> = blocks
        .par_iter()
        .map(|block| {
            progress.one_done()?;
            let chance = chances.get(&block[0].tie.from).unwrap_or(&all);
            Ok(in_block(block, chance, config.at_least))
        })
        .collect::<Result<_, Stopped>>()?;
    let compared = found.iter().map(|(compared, _)| compared).sum();
    let mut pairs: Vec<Repeated> = found.into_iter().flat_map(|(_, pairs)| pairs).collect();
    pairs.sort_by(in_order);
    let (total, sure) =
        (pairs.len(), pairs.iter().filter(|it| it.verdict == Verdict::Sure).count());
    let between = shared(map, &pairs);
    pairs.truncate(config.limit);
    Ok(RepeatedGrants { pairs, total, sure, between, grants: grants.len(), compared })
}

fn in_order(one: &Repeated, other: &Repeated) -> std::cmp::Ordering {
    let order = other.weight.total_cmp(&one.weight);
    order.then_with(|| (&one.a, &one.b).cmp(&(&other.a, &other.b)))
}

/// What is compared of the grants between two, and the likely pairs, each grant once with each
/// other source.
fn in_block(block: &[&Grant<'_>], chance: &Chance, at_least: f64) -> (usize, Vec<Repeated>) {
    let candidates = candidates(block);
    // A grant that was united counts for each of its sources, so that uniting some makes no others
    // likelier.
    let mut told: FxHashMap<&SourceId, usize> = FxHashMap::default();
    for source in block.iter().flat_map(|grant| &grant.sources) {
        *told.entry(source).or_default() += 1;
    }
    let tells = |grant: &Grant<'_>| grant.sources.iter().map(|it| told[it]).max().unwrap_or(1);
    let mut likely: Vec<(usize, usize, Repeated)> = Vec::new();
    for &(a, b) in &candidates {
        let (one, other) = (block[a], block[b]);
        let (one, other) = if one.sources <= other.sources { (one, other) } else { (other, one) };
        let evidence = evidence(one, other, (tells(one), tells(other)), chance);
        let weight: f64 = evidence.iter().map(|it| it.weight).sum();
        let probability = probability(weight);
        // Where nothing is known of both, nothing speaks for it.
        if evidence.len() > 1 && probability >= at_least {
            let verdict = if probability >= SURE_AT { Verdict::Sure } else { Verdict::Doubtful };
            let (one, other) = (one.tie.id.clone(), other.tie.id.clone());
            likely.push((
                a,
                b,
                Repeated { a: one, b: other, probability, weight, verdict, evidence },
            ));
        }
    }
    likely.sort_by(|one, other| in_order(&one.2, &other.2));
    let mut taken: FxHashSet<(usize, &BTreeSet<&SourceId>)> = FxHashSet::default();
    let mut pairs = Vec::new();
    for (a, b, pair) in likely {
        let keys = [(a, &block[b].sources), (b, &block[a].sources)];
        if !keys.iter().any(|key| taken.contains(key)) {
            taken.extend(keys);
            pairs.push(pair);
        }
    }
    (candidates.len(), pairs)
}

/// The pairs of a block that are compared.
fn candidates(block: &[&Grant<'_>]) -> Vec<(usize, usize)> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if block.len() <= MOST_AT_ONCE {
        groups.push((0..block.len()).collect());
    } else {
        let mut by_key: BTreeMap<(bool, i128), Vec<usize>> = BTreeMap::new();
        for (at, grant) in block.iter().enumerate() {
            if let Some(money) = grant.money {
                let normal = money.amount.normalize();
                let key = normal.mantissa() * 31 + i128::from(normal.scale());
                by_key.entry((true, key)).or_default().push(at);
            }
            if let Some((first, _)) = grant.days {
                by_key.entry((false, i128::from(first / 31))).or_default().push(at);
            }
        }
        groups.extend(by_key.into_values().filter(|group| group.len() <= MOST_AT_ONCE));
    }
    let mut pairs = Vec::new();
    for group in groups {
        for (at, a) in group.iter().enumerate() {
            let others = group[at + 1..].iter().filter(|b| block[*a].may_be(block[**b]));
            pairs.extend(others.map(|b| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn evidence(
    a: &Grant<'_>,
    b: &Grant<'_>,
    (tells_a, tells_b): (usize, usize),
    chance: &Chance,
) -> Vec<Evidence> {
    let (fewer, more) = (tells_a.min(tells_b), tells_a.max(tells_b));
    let prior = TOLD_BY_BOTH / more as f64;
    let sentence = format!(
        "Between these two one source tells {fewer} and the other {more}; half of the fewer may be \
         told by both."
    );
    let odds = prior / (1.0 - prior);
    let mut all = vec![Evidence::new(Field::Prior, "prior", odds.log2(), sentence)];
    if let (Some(amounts), Some((one, other))) = (Amounts::of(a, b), a.money.zip(b.money)) {
        let weight = (amounts.of_one() / chance.amount(amounts)).log2();
        let sentence = match amounts {
            Amounts::Same => format!("Both are of {one}."),
            Amounts::Near => format!("{one} and {other} are less than two in a hundred apart."),
            Amounts::Different => format!("Their amounts differ: {one} and {other}."),
        };
        all.push(Evidence::new(Field::Amount, amounts.word(), weight, sentence));
    }
    if let Some(dates) = Dates::of(a, b) {
        let wide = is_wide(a) || is_wide(b);
        let weight = (dates.of_one() / chance.date(wide, dates)).log2();
        let written =
            |grant: &Grant<'_>| grant.tie.date.value().map(ToString::to_string).unwrap_or_default();
        let (one, other) = (written(a), written(b));
        let sentence = match dates {
            Dates::Same if one == other => format!("Both are of {one}."),
            Dates::Same | Dates::MayBe => format!("{one} and {other} may be the same day."),
            Dates::WithinQuarter => format!("{one} and {other} are within three months."),
            Dates::WithinYear => format!("{one} and {other} are within a year."),
            Dates::Further => format!("{one} and {other} are more than a year apart."),
        };
        all.push(Evidence::new(Field::Date, dates.word(), weight, sentence));
    }
    all
}

/// How many grants every two sources share.
fn shared(map: &Map, pairs: &[Repeated]) -> Vec<Between> {
    let mut between: BTreeMap<(SourceId, SourceId), (usize, usize)> = BTreeMap::new();
    let sources = |id: &TieId| {
        let stated = map.tie(id).into_iter().flat_map(|tie| &tie.stated);
        stated.map(|it| it.source.clone()).collect::<BTreeSet<_>>()
    };
    for pair in pairs {
        for a in sources(&pair.a) {
            for b in sources(&pair.b) {
                let key = if a <= b { (a.clone(), b) } else { (b, a.clone()) };
                let (sure, doubtful) = between.entry(key).or_default();
                *(if pair.verdict == Verdict::Sure { sure } else { doubtful }) += 1;
            }
        }
    }
    let told = |(sources, (sure, doubtful))| Between { sources, sure, doubtful };
    let mut all: Vec<Between> = between.into_iter().map(told).collect();
    all.sort_by_key(|it| std::cmp::Reverse((it.sure, it.doubtful)));
    all
}

#[cfg(test)]
mod tests {
    use waymark_measures::Unwatched;
    use waymark_model::sketch;

    use super::*;

    fn found(map: &Map) -> RepeatedGrants {
        repeated_grants(map, &RepeatedConfig::default(), &|_| true, &Unwatched).unwrap()
    }

    #[test]
    fn a_map_without_grants_repeats_none() {
        assert_eq!(found(&Map::new()), RepeatedGrants::default());
        let map = sketch("lumina -funds-> bees");
        assert_eq!(found(&map).grants, 1);
    }
}
