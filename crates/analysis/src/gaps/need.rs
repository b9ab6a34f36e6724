//! Where money goes against where it is needed.
//!
//! Who asks brings a table of needs, with its source: it is a parameter of the question and no
//! fact of the map. The location quotient is (share of the money)/(share of the need): below 1 a
//! line gets less than its part. Both shares are of the lines whose need is known. An initiative
//! in several lines counts whole in each.

use waymark_model::{Decimal, MoneyKey};

use super::axis::Bins;
use super::fragile::{amount_in, most_amounts};
use super::{Line, LineKey};
use crate::known::Known;
use crate::{AnalysisError, Frame};

/// How much is needed where, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Who says so.
    pub source: String,
    /// What it is counted in, the same for all: people, jobs, dollars.
    pub unit: Option<String>,
    /// Lines and their need.
    pub amounts: Vec<(String, Decimal)>,
}

/// Which lines of the table the needs are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedSide {
    /// The rows.
    Rows,
    /// The columns.
    Columns,
}

/// What stands for the money that goes somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedBasis {
    /// Money, known at least in part wherever there is any initiative.
    Money,
    /// The number of initiatives, since for some line no amount is known.
    Initiatives,
}

impl NeedBasis {
    /// The word for it, as used in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Initiatives => "initiatives",
        }
    }
}

/// A line, its need and what it gets.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedLine {
    /// What it stands for.
    pub key: LineKey,
    /// What it is called.
    pub name: String,
    /// Its need, if it is in the table of needs.
    pub need: Option<Decimal>,
    /// Its part of all needs that are known.
    pub need_share: Option<f64>,
    /// Initiatives known to be in it.
    pub initiatives: usize,
    /// Its part of the initiatives; none where it has none known and may have some.
    pub initiatives_share: Option<f64>,
    /// Of how much of its support the amount is known in the money that is compared.
    pub amounts: Known,
    /// Its part of the known money; none where no amount of it is known.
    pub money_share: Option<f64>,
    /// Share of money, or of initiatives, by share of need.
    pub quotient: Option<f64>,
}

/// Where money goes against where it is needed.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedAdjusted {
    /// The needs that were asked with.
    pub need: Need,
    /// Which lines they are of.
    pub side: NeedSide,
    /// What is compared.
    pub basis: NeedBasis,
    /// In which money; none where no amount is known that can be added.
    pub money: Option<MoneyKey>,
    /// All lines of that side.
    pub lines: Vec<NeedLine>,
}

/// The rows and columns of a table.
pub(super) struct Sides<'a> {
    pub(super) rows: (&'a [Line], &'a Bins),
    pub(super) columns: (&'a [Line], &'a Bins),
}

pub(super) fn adjusted(
    frame: &Frame,
    need: &Need,
    sides: &Sides<'_>,
) -> Result<NeedAdjusted, AnalysisError> {
    check(need)?;
    let (side, needs) = match (needs(need, sides.rows.0), needs(need, sides.columns.0)) {
        (Ok(needs), _) => (NeedSide::Rows, needs),
        (Err(_), Ok(needs)) => (NeedSide::Columns, needs),
        (Err(key), Err(_)) => {
            return Err(AnalysisError::Unknown { what: "row or column", id: key });
        }
    };
    let (lines, bins) = match side {
        NeedSide::Rows => sides.rows,
        NeedSide::Columns => sides.columns,
    };
    let money = most_amounts(frame.fundings.iter());
    let unplaced = bins.members.iter().any(|member| !member.is_known());
    let gets: Vec<Gets> =
        (0..lines.len()).map(|line| Gets::of(frame, bins, line, money, unplaced)).collect();
    let basis = basis(&gets, &needs);
    let totals = Totals::of(&gets, &needs);
    let line = |((line, gets), need): ((&Line, &Gets), &Option<Decimal>)| {
        totals.line(line, gets, *need, basis)
    };
    Ok(NeedAdjusted {
        need: need.clone(),
        side,
        basis,
        money,
        lines: lines.iter().zip(&gets).zip(&needs).map(line).collect(),
    })
}

fn check(need: &Need) -> Result<(), AnalysisError> {
    let wrong = |value: String, expected| {
        Err(AnalysisError::Parameter { what: "table of needs", value, expected })
    };
    if need.source.trim().is_empty() {
        return wrong(String::new(), "its source: who says that so much is needed");
    }
    if need.amounts.is_empty() {
        return wrong(String::new(), "at least one row or column with its need");
    }
    for (place, (key, amount)) in need.amounts.iter().enumerate() {
        if amount.is_sign_negative() {
            return wrong(format!("{key}:{amount}"), "needs that are not below 0");
        }
        if need.amounts[..place].iter().any(|(earlier, _)| earlier == key) {
            return wrong(key.clone(), "each row or column only once");
        }
    }
    Ok(())
}

/// For each line its need; or the first key that is none of the lines, or is given twice.
fn needs(need: &Need, lines: &[Line]) -> Result<Vec<Option<Decimal>>, String> {
    let mut needs = vec![None; lines.len()];
    for (key, amount) in &need.amounts {
        let named = |line: &Line| line.key.id() == *key || line.key.whole_id() == *key;
        let line = lines.iter().position(named).ok_or_else(|| key.clone())?;
        if needs[line].replace(*amount).is_some() {
            return Err(key.clone());
        }
    }
    Ok(needs)
}

/// What a line gets.
struct Gets {
    initiatives: usize,
    /// Whether it is known to have no others.
    known: bool,
    money: f64,
    amounts: Known,
}

impl Gets {
    fn of(
        frame: &Frame,
        bins: &Bins,
        line: usize,
        money: Option<MoneyKey>,
        unplaced: bool,
    ) -> Self {
        let efforts = frame.efforts.iter().zip(&bins.members);
        let inside: Vec<u32> =
            efforts.filter(|(_, it)| it.is_in(line)).map(|(effort, _)| effort.node).collect();
        let supports = inside.iter().flat_map(|node| frame.supported_by.row(*node));
        let rows = supports.map(|support| &frame.fundings[support.funding as usize]);
        let mut gets = Self {
            initiatives: inside.len(),
            known: !unplaced && !bins.members.iter().any(|member| member.may_be_in(line)),
            money: 0.0,
            amounts: Known::default(),
        };
        for row in rows.filter(|row| !row.regrant) {
            gets.amounts.of += 1;
            if let Some(amount) = money.and_then(|money| amount_in(row, money)) {
                gets.amounts.known += 1;
                gets.money += amount;
            }
        }
        gets
    }

    fn known_initiatives(&self) -> Option<f64> {
        (self.initiatives > 0 || self.known).then_some(self.initiatives as f64)
    }

    fn known_money(&self) -> Option<f64> {
        let nothing = self.initiatives == 0 && self.known;
        (self.amounts.known > 0 || nothing).then_some(self.money)
    }
}

/// Money, if some is known wherever there is an initiative and anywhere at all.
fn basis(gets: &[Gets], needs: &[Option<Decimal>]) -> NeedBasis {
    let lines = || gets.iter().zip(needs).filter(|(_, need)| need.is_some()).map(|(gets, _)| gets);
    let everywhere = lines().filter(|it| it.initiatives > 0).all(|it| it.amounts.known > 0);
    match everywhere && lines().any(|it| it.money > 0.0) {
        true => NeedBasis::Money,
        false => NeedBasis::Initiatives,
    }
}

/// Sums over the lines whose need is known.
struct Totals {
    need: f64,
    initiatives: f64,
    money: f64,
}

impl Totals {
    fn of(gets: &[Gets], needs: &[Option<Decimal>]) -> Self {
        let mut totals = Self { need: 0.0, initiatives: 0.0, money: 0.0 };
        for (gets, need) in gets.iter().zip(needs) {
            if let Some(need) = need.and_then(number) {
                totals.need += need;
                totals.initiatives += gets.initiatives as f64;
                totals.money += gets.money;
            }
        }
        totals
    }

    fn line(&self, line: &Line, gets: &Gets, need: Option<Decimal>, basis: NeedBasis) -> NeedLine {
        let share = |part: Option<f64>, whole: f64| {
            part.filter(|_| need.is_some() && whole > 0.0).map(|part| part / whole)
        };
        let need_share = share(need.and_then(number), self.need);
        let initiatives_share = share(gets.known_initiatives(), self.initiatives);
        let money_share = share(gets.known_money(), self.money);
        let gets_share = match basis {
            NeedBasis::Money => money_share,
            NeedBasis::Initiatives => initiatives_share,
        };
        let quotient = gets_share.zip(need_share.filter(|share| *share > 0.0));
        NeedLine {
            key: line.key.clone(),
            name: line.name.clone(),
            need,
            need_share,
            initiatives: gets.initiatives,
            initiatives_share,
            amounts: gets.amounts,
            money_share,
            quotient: quotient.map(|(gets, needs)| gets / needs),
        }
    }
}

fn number(amount: Decimal) -> Option<f64> {
    f64::try_from(amount).ok()
}
