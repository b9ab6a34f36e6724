//! Two portfolios side by side.

use waymark_measures::{LeadLag, LeadLagConfig, Moment, Watch, lead_lag, newman, surely_before};
use waymark_model::{EntityId, EntityKind, TieId};

use super::chance::chance;
use super::profile::{GoalProfile, Spread};
use super::spells::beginning;
use super::{
    Between, Chances, Compared, DEFAULT_SAMPLES, Item, MoneyCompared, MoneyOverlap, NullModel,
    OverlapConfig, Portfolios, SIGNIFICANCE_LEVEL,
};
use crate::known::Known;
use crate::{About, AnalysisError, Frame};

/// An item that both hold, with the ties that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWith {
    /// The item: of funders, the recipient.
    pub item: Item,
    /// The ties by which `a` holds it; with `wholes`, those to any part. A term is held without.
    pub ties_a: Vec<TieId>,
    /// The ties by which `b` holds it.
    pub ties_b: Vec<TieId>,
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// How many items it is known to hold.
    pub total: usize,
    /// Its goals.
    pub goals: GoalProfile,
    /// How its portfolio is spread over its items.
    pub spread: Spread,
}

/// What can be said of who came first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadVerdict {
    /// `a` comes first more often than its calendar explains.
    AFirst,
    /// `b` does.
    BFirst,
    /// The order may be chance.
    CannotBeTold,
}

impl LeadVerdict {
    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::AFirst => "a_first",
            Self::BFirst => "b_first",
            Self::CannotBeTold => "cannot_be_told",
        }
    }
}

/// Who came first to what both hold, whenever they held it.
#[derive(Debug, Clone, PartialEq)]
pub struct PairLead {
    /// Of how many shared items both beginnings are known.
    pub dated: Known,
    /// The items to which `a` came first.
    pub a_first: Vec<Item>,
    /// The items to which `b` came first.
    pub b_first: Vec<Item>,
    /// The items to which both may have come at the same time.
    pub undecided: Vec<Item>,
    /// How that compares with shuffled dates; nothing where no null was asked for, or no shared
    /// item is dated.
    pub chance: Option<LeadChance>,
}

/// How an order compares with dates that are dealt anew among each holder's own items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadChance {
    /// How many more items `a` comes first to than `b`, on average, when dates are dealt anew.
    pub expected: f64,
    /// How often dates dealt anew put `a` ahead by as much or more.
    pub p_a_first: f64,
    /// How often they put `b` ahead by as much or more.
    pub p_b_first: f64,
    /// What lots were drawn from.
    pub seed: u64,
    /// How often dates were dealt.
    pub samples: u32,
    /// What follows, each direction at half the level.
    pub verdict: LeadVerdict,
}

/// What two hold, apart and together. One of whom nothing is known has an empty portfolio here, and
/// that is unknown rather than none.
#[derive(Debug, Clone, PartialEq)]
pub struct PairDetail {
    /// What it is about.
    pub about: About,
    /// How portfolios were compared; limits and sort do not apply.
    pub config: OverlapConfig,
    /// One.
    pub a: EntityId,
    /// The other.
    pub b: EntityId,
    /// What only `a` holds.
    pub only_a: Vec<Item>,
    /// What both hold: at the same time, unless asked for whenever.
    pub both: Vec<SharedWith>,
    /// What both hold, but cannot have held at the same time.
    pub apart: Vec<SharedWith>,
    /// What only `b` holds.
    pub only_b: Vec<Item>,
    /// Shared, of all that either holds; nothing where neither is known to hold anything.
    pub jaccard: Option<f64>,
    /// Shared, of all that the smaller holds; nothing where that is nothing.
    pub overlap_coefficient: Option<f64>,
    /// Σ 1/(holders − 1) over what they share (Newman 2001); nothing where a portfolio is unknown.
    pub newman: Option<f64>,
    /// How alike they spread their money; nothing where portfolios are not made of funding, no
    /// amount is known, or a portfolio is unknown.
    pub money: Option<MoneyOverlap>,
    /// Which money was compared, if any could be.
    pub money_compared: Option<MoneyCompared>,
    /// Whether both are parts of one whole, and so no strangers.
    pub kin: bool,
    /// What one side does.
    pub of_a: Side,
    /// What the other does.
    pub of_b: Side,
    /// Who came first; nothing where they share nothing.
    pub lead: Option<PairLead>,
    /// How what they share compares with chance; nothing where no null was asked for, or a
    /// portfolio is unknown.
    pub chances: Option<Chances>,
}

/// Lays two portfolios side by side.
///
/// # Errors
/// When one of the two is not in the frame or of another kind, when the comparison makes no sense,
/// when the null is asked for what it cannot do, or when nobody wants the answer any more.
pub fn overlap_pair(
    frame: &Frame,
    a: &EntityId,
    b: &EntityId,
    config: &OverlapConfig,
    watch: &dyn Watch,
) -> Result<PairDetail, AnalysisError> {
    let nodes = (holder(frame, a, config.between)?, holder(frame, b, config.between)?);
    let compared = Compared::of(frame, config)?;
    let holdings = &compared.portfolios.holdings;
    let matrix = &holdings.matrix;
    let rows = (holdings.row_of(nodes.0), holdings.row_of(nodes.1));
    let columns = Columns::of(&compared, rows);
    let side = |node, row: Option<u32>| Side {
        total: row.map_or(0, |row| matrix.rows.row(row).len()),
        goals: GoalProfile::of(frame, node, config.between),
        spread: Spread::of(&compared.portfolios, compared.purse.as_ref(), row),
    };
    let (of_a, of_b) = (side(nodes.0, rows.0), side(nodes.1, rows.1));
    let both = columns.both.len();
    let of = |whole: usize| (whole > 0).then(|| both as f64 / whole as f64);
    let known = rows.0.zip(rows.1);
    let money = |(a, b)| {
        let purse = compared.purse.as_ref()?;
        Some(purse.overlap(a, b, |column| compared.meets(a, b, column)))
    };
    let strangers = known.filter(|(a, b)| a != b);
    Ok(PairDetail {
        about: frame.about.clone(),
        config: config.clone(),
        a: a.clone(),
        b: b.clone(),
        jaccard: of(of_a.total + of_b.total - both - columns.apart.len()),
        overlap_coefficient: of(of_a.total.min(of_b.total)),
        newman: known.map(|_| newman(matrix, columns.both.iter().copied())),
        money: known.and_then(money),
        money_compared: compared.purse.as_ref().map(|purse| purse.compared),
        kin: frame.are_kin(nodes.0, nodes.1),
        of_a,
        of_b,
        lead: match known {
            Some(rows) => lead(&compared, rows, watch)?,
            None => None,
        },
        chances: match strangers {
            Some(rows) => chance(matrix, &[rows], &config.null, watch)?,
            None => None,
        },
        both: compared.shared_with(rows, &columns.both),
        apart: compared.shared_with(rows, &columns.apart),
        only_a: compared.portfolios.items(&columns.only_a),
        only_b: compared.portfolios.items(&columns.only_b),
    })
}

/// The number of one who could be compared.
pub(super) fn holder(frame: &Frame, id: &EntityId, between: Between) -> Result<u32, AnalysisError> {
    let kind = match between {
        Between::Funders | Between::Organizations => return frame.organization(id),
        Between::Initiatives => EntityKind::Initiative,
    };
    let node = frame.node(kind.word(), id)?;
    if frame.is(node, kind) {
        return Ok(node);
    }
    let is = frame.kinds[node as usize].word();
    Err(AnalysisError::OtherKind { id: id.clone(), is, expected: kind.word() })
}

/// The columns of two rows.
#[derive(Default)]
struct Columns {
    only_a: Vec<u32>,
    both: Vec<u32>,
    apart: Vec<u32>,
    only_b: Vec<u32>,
}

impl Columns {
    fn of(compared: &Compared<'_>, rows: (Option<u32>, Option<u32>)) -> Self {
        let matrix = &compared.portfolios.holdings.matrix;
        let of = |row: Option<u32>| row.map_or(&[][..], |row| matrix.rows.row(row));
        let only = |one: &[u32], other: &[u32]| {
            one.iter().copied().filter(|column| other.binary_search(column).is_err()).collect()
        };
        let (of_a, of_b) = (of(rows.0), of(rows.1));
        let (mut both, mut apart) = (Vec::new(), Vec::new());
        if let (Some(a), Some(b)) = rows {
            (both, apart) = matrix.shared(a, b).partition(|column| compared.meets(a, b, *column));
        }
        Self { only_a: only(of_a, of_b), both, apart, only_b: only(of_b, of_a) }
    }
}

impl Compared<'_> {
    fn shared_with(&self, rows: (Option<u32>, Option<u32>), columns: &[u32]) -> Vec<SharedWith> {
        let (Some(a), Some(b)) = rows else { return Vec::new() };
        let portfolios = &self.portfolios;
        let shared = columns.iter().map(|column| SharedWith {
            item: portfolios.item(*column),
            ties_a: portfolios.ties(a, *column),
            ties_b: portfolios.ties(b, *column),
        });
        shared.collect()
    }
}

/// Who came first to the shared items, and how that compares with shuffled dates.
fn lead(
    compared: &Compared<'_>,
    (a, b): (u32, u32),
    watch: &dyn Watch,
) -> Result<Option<PairLead>, AnalysisError> {
    let portfolios = &compared.portfolios;
    let shared: Vec<u32> = portfolios.holdings.matrix.shared(a, b).collect();
    if shared.is_empty() || a == b {
        return Ok(None);
    }
    let (of_a, of_b) = (dated(portfolios, a), dated(portfolios, b));
    let began = |items: &[(u32, Moment)], column: u32| {
        items.binary_search_by_key(&column, |(item, _)| *item).ok().map(|at| items[at].1)
    };
    let mut lead = PairLead {
        dated: Known { known: 0, of: shared.len() },
        a_first: Vec::new(),
        b_first: Vec::new(),
        undecided: Vec::new(),
        chance: None,
    };
    for column in shared {
        let Some((x, y)) = began(&of_a, column).zip(began(&of_b, column)) else { continue };
        lead.dated.known += 1;
        let list = match (surely_before(x, y), surely_before(y, x)) {
            (true, _) => &mut lead.a_first,
            (_, true) => &mut lead.b_first,
            _ => &mut lead.undecided,
        };
        list.push(portfolios.item(column));
    }
    if compared.config.null.model != NullModel::None {
        lead.chance = lead_chance(compared, &of_a, &of_b, watch)?;
    }
    Ok(Some(lead))
}

fn lead_chance(
    compared: &Compared<'_>,
    of_a: &[(u32, Moment)],
    of_b: &[(u32, Moment)],
    watch: &dyn Watch,
) -> Result<Option<LeadChance>, AnalysisError> {
    let seed = compared.config.null.seed;
    let samples = compared.config.null.samples.unwrap_or(DEFAULT_SAMPLES);
    let found = lead_lag(of_a, of_b, &LeadLagConfig { seed, samples }, watch)?;
    Ok(found.map(|LeadLag { expected, p_a_first, p_b_first, .. }| {
        let verdict = if p_a_first <= SIGNIFICANCE_LEVEL / 2.0 {
            LeadVerdict::AFirst
        } else if p_b_first <= SIGNIFICANCE_LEVEL / 2.0 {
            LeadVerdict::BFirst
        } else {
            LeadVerdict::CannotBeTold
        };
        LeadChance { expected, p_a_first, p_b_first, seed, samples, verdict }
    }))
}

/// When a row came to each of its columns, where that is known of all that is behind it: an undated
/// tie may be earlier than the dated ones.
fn dated(portfolios: &Portfolios<'_>, row: u32) -> Vec<(u32, Moment)> {
    let columns = portfolios.holdings.matrix.rows.row(row).iter();
    let came = |column: &u32| {
        let frame = portfolios.frame;
        let behind = portfolios.behind(row, *column).iter();
        let began: Option<Vec<Moment>> = behind
            .map(|behind| beginning(frame.ties[behind.tie? as usize].date.as_ref()))
            .collect();
        let began = began?;
        let earliest = began.iter().map(|moment| moment.earliest).min()?;
        let latest = began.iter().map(|moment| moment.latest).min()?;
        Some((*column, Moment { earliest, latest }))
    };
    columns.filter_map(came).collect()
}
