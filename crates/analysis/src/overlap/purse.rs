//! The money in portfolios: amounts that may be laid side by side.
//!
//! One currency, one status, single amounts (not sums that several share): of all such sorts the
//! one that most support ties are of, or most of the currency that is asked for. Re-grants pass on
//! what another tie counts, and are left out. A negative amount is a refund: it is left out and
//! counted. An item of which a holder's amount is not fully known in this sort has no amount here.

use std::collections::BTreeMap;

use waymark_measures::{Portion, Schoener, schoener};
use waymark_model::{Currency, Decimal, FundingStatus, MoneyError, MoneyKey};

use super::{Between, By, OverlapConfig, Portfolios};
use crate::known::Known;
use crate::rows::FundingRow;
use crate::{AnalysisError, Frame};

/// The code of a currency that no source states: amounts in it may be in any, so none is compared.
const UNSTATED: &str = "XXX";

/// Which money was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyCompared {
    /// The currency; never more than one.
    pub currency: Currency,
    /// The status of the funding, where stated: what was pledged is not added to what was paid.
    pub status: Option<FundingStatus>,
    /// Of how many support ties the amount is known and of this sort.
    pub amounts: Known,
    /// How many of the others are refunds of this sort.
    pub refunds: usize,
}

/// How alike two spread their money, and what that rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyOverlap {
    /// Σ min of the shares (Schoener 1970); nothing where a side has no known money to compare.
    pub overlap: Option<f64>,
    /// Of how many shared items both amounts are known.
    pub shared: Known,
}

/// The amounts that each holder gives to, or gets for, each of its items.
pub(super) struct Purse {
    pub(super) compared: MoneyCompared,
    portions: Vec<Vec<Portion>>,
}

impl Purse {
    /// The money of portfolios that are made of funding; nothing where no amount is known.
    pub(super) fn of(
        portfolios: &Portfolios<'_>,
        config: &OverlapConfig,
    ) -> Result<Option<Self>, AnalysisError> {
        let funding = matches!(
            (config.between, &config.by),
            (Between::Funders, By::Recipients) | (Between::Initiatives, By::Funders)
        );
        let frame = portfolios.frame;
        let Some(key) = commonest(frame, config.currency).filter(|_| funding) else {
            return Ok(None);
        };
        let support = || frame.fundings.iter().filter(|row| row.support && !row.regrant);
        let compared = MoneyCompared {
            currency: key.currency,
            status: key.status,
            amounts: Known::count(support(), |row| amount(row, key).is_some()),
            refunds: support().filter(|row| is_refund(row, key)).count(),
        };
        let rows = 0..portfolios.holdings.matrix.rows.rows();
        let portions = rows.map(|row| portions(portfolios, row, key));
        Ok(Some(Self { compared, portions: portions.collect::<Result<_, _>>()? }))
    }

    /// How alike two rows spread their money over their items.
    pub(super) fn overlap(&self, a: u32, b: u32, counts: impl Fn(u32) -> bool) -> MoneyOverlap {
        let (a, b) = (&self.portions[a as usize], &self.portions[b as usize]);
        let Schoener { overlap, shared, known } = schoener(a, b, counts);
        MoneyOverlap { overlap, shared: Known { known, of: shared } }
    }

    /// The amounts of a row.
    pub(super) fn portions(&self, row: u32) -> &[Portion] {
        &self.portions[row as usize]
    }
}

/// The sort of money that most support ties are of; of equally common ones the first in order.
fn commonest(frame: &Frame, currency: Option<Currency>) -> Option<MoneyKey> {
    let mut counts: BTreeMap<MoneyKey, usize> = BTreeMap::new();
    for row in frame.fundings.iter().filter(|row| row.support && !row.regrant) {
        let Some(money) = row.amount else { continue };
        let wanted = currency.is_none_or(|currency| currency == money.currency);
        let stated = money.currency.code() != UNSTATED;
        if wanted && stated && !money.pooled && !money.amount.is_sign_negative() {
            let key = MoneyKey { currency: money.currency, status: row.status, pooled: false };
            *counts.entry(key).or_default() += 1;
        }
    }
    let most = counts.values().max().copied()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(key, _)| key)
}

fn is_of(row: &FundingRow, key: MoneyKey) -> bool {
    row.amount.is_some_and(|money| {
        (money.currency, row.status, money.pooled) == (key.currency, key.status, key.pooled)
    })
}

fn is_refund(row: &FundingRow, key: MoneyKey) -> bool {
    is_of(row, key) && row.amount.is_some_and(|money| money.amount.is_sign_negative())
}

/// What a tie gives, if that is known and of the sort.
fn amount(row: &FundingRow, key: MoneyKey) -> Option<Decimal> {
    row.amount.filter(|_| is_of(row, key) && !is_refund(row, key)).map(|money| money.amount)
}

fn portions(
    portfolios: &Portfolios<'_>,
    row: u32,
    key: MoneyKey,
) -> Result<Vec<Portion>, AnalysisError> {
    let columns = portfolios.holdings.matrix.rows.row(row).iter();
    let entries = portfolios.holdings.matrix.rows.range(row);
    columns
        .zip(entries)
        .map(|(column, entry)| Ok((*column, portion(portfolios, entry as u32, key)?)))
        .collect()
}

/// The sum of what is behind a one of the matrix, if all of it is known.
fn portion(
    portfolios: &Portfolios<'_>,
    entry: u32,
    key: MoneyKey,
) -> Result<Option<f64>, MoneyError> {
    let frame = portfolios.frame;
    let ties = portfolios.behind_entry(entry).iter().filter_map(|behind| behind.tie);
    let rows = ties.filter_map(|tie| frame.ties[tie as usize].funding);
    let rows = rows.map(|funding| &frame.fundings[funding as usize]).filter(|row| !row.regrant);
    let mut sum: Option<Decimal> = None;
    for row in rows.filter(|row| !is_refund(row, key)) {
        let Some(amount) = amount(row, key) else { return Ok(None) };
        let total = sum.unwrap_or_default().checked_add(amount);
        sum = Some(total.ok_or(MoneyError::TooLarge { currency: key.currency.code() })?);
    }
    Ok(sum.and_then(|sum| f64::try_from(sum).ok()))
}
