//! Sums of amounts, each under a name that says what was added.

use waymark_analysis::AnalysisError;
use waymark_model::{MoneyKey, MoneyTotals, Tie};

use crate::table::{Cell, Record};

/// Says what fundings come to: a sum for each currency and status, never over several; how many
/// fundings are known, and of how many the amount is. What is passed on counts where it comes from.
pub(super) fn put_totals<'a>(
    record: &mut Record,
    verb: &str,
    fundings: impl Iterator<Item = &'a Tie>,
) -> Result<(), AnalysisError> {
    let mut totals = MoneyTotals::default();
    for tie in fundings {
        let Some(funding) = tie.funding().filter(|funding| !funding.regrant) else { continue };
        totals.add(funding.status.value().copied(), funding.amount.value())?;
    }
    record.put(format!("fundings_{verb}"), Cell::count(totals.known() + totals.unknown()));
    record.put(format!("fundings_{verb}_with_amount"), Cell::count(totals.known()));
    for (key, sum) in totals.sums() {
        record.put(name(verb, key), Cell::Number(sum.amount));
    }
    Ok(())
}

/// `received_usd_awarded`, or `given_eur_status_unknown_pooled`.
fn name(verb: &str, key: &MoneyKey) -> String {
    let currency = key.currency.code().to_lowercase();
    let status = key.status.map_or("status_unknown", |status| status.word());
    let pooled = if key.pooled { "_pooled" } else { "" };
    format!("{verb}_{currency}_{status}{pooled}")
}
