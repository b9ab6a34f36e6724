//! Who is tied to whom.

use waymark_server::answer;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, known, print};

/// Who is tied to whom.
pub(crate) fn coordination(args: &Args, asking: &Asking) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let answer = answer::coordination(&open::ask(&engine, asking)?)?;
    print(args, &*answer, || {
        let mut sheet = Sheet::new(&[
            "goal",
            "#initiatives",
            "#inferred",
            "#tied pairs",
            "#ratio",
            "#pairs of one lead",
        ]);
        for goal in &answer.goals {
            sheet.row([
                goal.goal.name.clone(),
                goal.initiatives.to_string(),
                goal.inferred.to_string(),
                known(&goal.pairs_tied),
                goal.ratio.map_or("no pairs".to_owned(), |ratio| format!("{ratio:.3}")),
                goal.same_lead_pairs.to_string(),
            ]);
        }
        sheet.below.push(format!(
            "{} of {} initiatives have no known tie to another; {} groups are linked.",
            answer.isolates.len(),
            answer.initiatives,
            answer.components.len()
        ));
        sheet
    })?;
    Ok(Outcome::Fine)
}
