//! Totals of funding.

use waymark_model::{MoneyError, MoneyTotals};

use crate::Frame;
use crate::rows::FundingRow;

/// What is known of the money of some funding ties. Amounts are added only where they add up, and
/// what a re-grant passes on is not counted twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FundingTotals {
    /// Support, by what may be added, with how many amounts are known and unknown.
    pub support: MoneyTotals,
    /// Re-granted support, which other ties count already.
    pub regrants: MoneyTotals,
    /// Funding that was only asked for, or declined.
    pub not_support: MoneyTotals,
}

impl FundingTotals {
    pub(crate) fn of<'a>(
        rows: impl IntoIterator<Item = &'a FundingRow>,
    ) -> Result<Self, MoneyError> {
        let mut money = Self::default();
        for row in rows {
            let totals = match (row.support, row.regrant) {
                (false, _) => &mut money.not_support,
                (true, true) => &mut money.regrants,
                (true, false) => &mut money.support,
            };
            totals.add(row.status, row.amount.as_ref())?;
        }
        Ok(money)
    }

    /// The money that supports some things.
    pub(crate) fn to(
        frame: &Frame,
        nodes: impl IntoIterator<Item = u32>,
    ) -> Result<Self, MoneyError> {
        let supports = nodes.into_iter().flat_map(|node| frame.supported_by.row(node));
        Self::of(supports.map(|support| &frame.fundings[support.funding as usize]))
    }
}
