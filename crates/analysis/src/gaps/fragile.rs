//! Cells that rest on little: one funder, one purse, or support that ends soon.

use std::collections::{BTreeMap, BTreeSet};

use waymark_measures::concentration;
use waymark_model::{Day, MoneyKey};

use crate::Frame;
use crate::known::Known;
use crate::lasting::{Lasting, a_year_after};
use crate::rows::FundingRow;

/// Above this Herfindahl–Hirschman index known money counts as concentrated: no two equal givers
/// come near it.
pub const CONCENTRATED: f64 = 0.5;

/// Why a cell is fragile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fragile {
    /// All known support comes from one funder, or from parts of one whole.
    OneFunder,
    /// The known money comes mostly from one: its index is above [`CONCENTRATED`].
    Concentrated,
    /// All known support has ended or ends within twelve months.
    Ending,
}

impl Fragile {
    /// All three.
    pub const ALL: [Self; 3] = [Self::OneFunder, Self::Concentrated, Self::Ending];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::OneFunder => "one_funder",
            Self::Concentrated => "concentrated",
            Self::Ending => "ending",
        }
    }
}

/// On how much a cell rests, as far as is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragility {
    /// Why it is fragile; none of the three is known to hold where this is empty.
    pub reasons: Vec<Fragile>,
    /// Known support.
    pub supports: usize,
    /// Givers, parts of one whole taken as one.
    pub givers: usize,
    /// Σ of the squared shares of the givers in the known money; none where no amount is known
    /// that can be added.
    pub herfindahl: Option<f64>,
    /// In which money: of all that may be added, that with the most amounts.
    pub money: Option<MoneyKey>,
    /// Of how much support the amount is known in that money. Re-grants pass on what others gave,
    /// and take no part.
    pub amounts: Known,
    /// Of how much support it is known when it ends, or that it has.
    pub ends: Known,
    /// The day on which the last of it ends, where that is known of all.
    pub last_end: Option<Day>,
}

/// On how much the support of some initiatives rests; nothing where none is known.
pub(super) fn fragility(frame: &Frame, nodes: &[u32], today: Option<Day>) -> Option<Fragility> {
    let supports = nodes.iter().flat_map(|node| frame.supported_by.row(*node));
    let rows: Vec<&FundingRow> =
        supports.map(|support| &frame.fundings[support.funding as usize]).collect();
    if rows.is_empty() {
        return None;
    }
    let giver = |row: &FundingRow| frame.umbrella[row.from as usize];
    let givers: BTreeSet<u32> = rows.iter().map(|row| giver(row)).collect();
    let own: Vec<&FundingRow> = rows.iter().copied().filter(|row| !row.regrant).collect();
    let money = most_amounts(own.iter().copied());
    let mut by_giver: BTreeMap<u32, f64> = BTreeMap::new();
    let mut known = 0;
    for row in &own {
        if let Some(amount) = money.and_then(|money| amount_in(row, money)) {
            *by_giver.entry(giver(row)).or_default() += amount;
            known += 1;
        }
    }
    let herfindahl = concentration(by_giver.into_values()).map(|found| found.herfindahl);
    let lasting: Vec<Lasting> = rows.iter().map(|row| Lasting::of(frame, row)).collect();
    let ends = Known::count(&lasting, |lasting| lasting.has_end());
    let last_end = last_end(&lasting);
    let ending = today.is_some_and(|today| {
        let soon = a_year_after(today);
        ends.unknown() == 0 && last_end.is_none_or(|end| end <= soon)
    });
    let concentrated = herfindahl.is_some_and(|index| index > CONCENTRATED);
    let holds = [givers.len() == 1, concentrated, ending];
    let reasons = Fragile::ALL.into_iter().zip(holds).filter(|(_, holds)| *holds);
    Some(Fragility {
        reasons: reasons.map(|(reason, _)| reason).collect(),
        supports: rows.len(),
        givers: givers.len(),
        herfindahl,
        money: money.filter(|_| herfindahl.is_some()),
        amounts: Known { known, of: own.len() },
        ends,
        last_end: last_end.filter(|_| ends.unknown() == 0),
    })
}

fn last_end(lasting: &[Lasting]) -> Option<Day> {
    let days = lasting.iter().filter_map(|lasting| match lasting {
        Lasting::Until(day) => Some(*day),
        _ => None,
    });
    days.max()
}

/// The code for amounts of which no source states the currency: they need not be of one.
const NO_CURRENCY: &str = "XXX";

/// The money in which the most amounts are known: one currency, one status, no pooled sums, which
/// belong to several givers at once.
pub(super) fn most_amounts<'a>(rows: impl Iterator<Item = &'a FundingRow>) -> Option<MoneyKey> {
    let mut counts: BTreeMap<MoneyKey, usize> = BTreeMap::new();
    for row in rows.filter(|row| row.support && !row.regrant) {
        if let Some(money) =
            row.amount.filter(|money| !money.pooled && money.currency.code() != NO_CURRENCY)
        {
            let key = MoneyKey { currency: money.currency, status: row.status, pooled: false };
            *counts.entry(key).or_default() += 1;
        }
    }
    // The first in order of those with the most.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(key, _)| key)
}

/// How much a funding gives in one money; nothing where that is not known. What was paid back is
/// no gift, and is left out.
pub(super) fn amount_in(row: &FundingRow, key: MoneyKey) -> Option<f64> {
    let money = row.amount.filter(|money| !money.pooled && money.currency == key.currency)?;
    let given = row.status == key.status && !money.amount.is_sign_negative();
    f64::try_from(money.amount).ok().filter(|_| given)
}
