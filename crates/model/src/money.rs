//! Money that cannot be added wrongly: there is no `+` between two amounts, only
//! [`MoneyTotals`], which keeps apart what does not add up.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;

use crate::FundingStatus;

/// A currency of ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self(iso_currency::Currency::USD);

    /// Reads a three-letter code such as `USD`, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(&code.to_ascii_uppercase()).map(Self)
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

/// An amount as a source states it: a number, its currency, and whether several share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The number, exact; negative for a refund.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
    /// Whether the amount is one sum that several givers or takers share, so that it may not be
    /// added to single amounts.
    pub pooled: bool,
}

impl Money {
    /// An amount of one giver to one taker.
    pub fn single(amount: Decimal, currency: Currency) -> Self {
        Self { amount, currency, pooled: false }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount.normalize(), self.currency.code())
    }
}

/// What may be added to one another: the same currency, the same status, both single or both
/// pooled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MoneyKey {
    /// The currency.
    pub currency: Currency,
    /// The status of the funding, where stated.
    pub status: Option<FundingStatus>,
    /// Whether these are pooled amounts.
    pub pooled: bool,
}

/// A sum of amounts that may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneySum {
    /// The sum.
    pub amount: Decimal,
    /// How many amounts it is made of.
    pub count: usize,
}

/// Why amounts could not be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The sum has more digits than can be kept exactly.
    #[error("the sum of amounts in `{currency}` is too large to be exact")]
    TooLarge {
        /// The currency of the sum.
        currency: &'static str,
    },
}

/// Totals by what may be added, and how many amounts are unknown.
///
/// ```
/// use waymark_model::{Currency, FundingStatus, Money, MoneyTotals};
///
/// let mut totals = MoneyTotals::default();
/// let paid = Some(FundingStatus::Paid);
/// totals.add(paid, Some(&Money::single(100.into(), Currency::USD)))?;
/// totals.add(paid, Some(&Money::single(5.into(), Currency::from_code("EUR").unwrap())))?;
/// totals.add(paid, None)?;
/// assert_eq!(totals.sums().count(), 2);
/// assert_eq!((totals.known(), totals.unknown()), (2, 1));
/// # Ok::<(), waymark_model::MoneyError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoneyTotals {
    sums: BTreeMap<MoneyKey, MoneySum>,
    unknown: usize,
}

impl MoneyTotals {
    /// Counts one funding: its amount goes to the sum it belongs to, an absent one is unknown.
    ///
    /// # Errors
    /// When the sum would no longer be exact; the totals are then as before.
    pub fn add(
        &mut self,
        status: Option<FundingStatus>,
        money: Option<&Money>,
    ) -> Result<(), MoneyError> {
        let Some(money) = money else {
            self.unknown += 1;
            return Ok(());
        };
        let key = MoneyKey { currency: money.currency, status, pooled: money.pooled };
        let sum = self.sums.entry(key).or_insert(MoneySum { amount: Decimal::ZERO, count: 0 });
        let amount = sum.amount.checked_add(money.amount);
        sum.amount = amount.ok_or(MoneyError::TooLarge { currency: money.currency.code() })?;
        sum.count += 1;
        Ok(())
    }

    /// The sums, in a stable order.
    pub fn sums(&self) -> impl Iterator<Item = (&MoneyKey, &MoneySum)> {
        self.sums.iter()
    }

    /// How many amounts are known.
    pub fn known(&self) -> usize {
        self.sums.values().map(|sum| sum.count).sum()
    }

    /// How many amounts are unknown.
    pub fn unknown(&self) -> usize {
        self.unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(amount: i64) -> Money {
        Money::single(amount.into(), Currency::USD)
    }

    #[test]
    fn pooled_pledged_and_awarded_amounts_stay_apart() {
        let mut totals = MoneyTotals::default();
        totals.add(Some(FundingStatus::Awarded), Some(&usd(10))).unwrap();
        totals.add(Some(FundingStatus::Awarded), Some(&usd(-4))).unwrap();
        totals.add(Some(FundingStatus::Pledged), Some(&usd(7))).unwrap();
        totals.add(Some(FundingStatus::Awarded), Some(&Money { pooled: true, ..usd(9) })).unwrap();
        let sums: Vec<_> =
            totals.sums().map(|(_, sum)| (sum.amount.to_string(), sum.count)).collect();
        assert_eq!(sums, [("7".into(), 1), ("6".into(), 2), ("9".into(), 1)]);
    }

    #[test]
    fn a_sum_that_would_not_be_exact_is_refused() {
        let mut totals = MoneyTotals::default();
        let huge = Money::single(Decimal::MAX, Currency::USD);
        totals.add(None, Some(&huge)).unwrap();
        assert!(totals.add(None, Some(&huge)).is_err());
        assert_eq!(totals.known(), 1);
    }
}
