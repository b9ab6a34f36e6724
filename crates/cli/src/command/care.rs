//! Which facts need a person.

use clap::Args as ClapArgs;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, print};

/// Which facts are listed.
#[derive(Debug, ClapArgs)]
pub(crate) struct Care {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Why: conflict, inferred, unsourced, stale, undated; may be given again [default: all but
    /// undated]
    #[arg(long, value_name = "WORD")]
    reason: Vec<String>,
    /// After how many months without confirmation a fact is stale [default: 24]
    #[arg(long, value_name = "MONTHS")]
    stale_after: Option<u32>,
    /// At most so many [default: 100]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// Which facts need a person, those on which most depends first.
pub(crate) fn care(args: &Args, care: &Care) -> anyhow::Result<Outcome> {
    let numbers = [("stale_after", care.stale_after), ("limit", care.limit)].into_iter();
    let numbers = numbers.filter_map(|(word, n)| Some((word.to_owned(), n?.to_string())));
    let reasons = care.reason.iter().map(|reason| ("reason".to_owned(), reason.clone()));
    let question = answer::care_question(&mut Words::new(numbers.chain(reasons)))?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &care.asking)?;
    let answer = answer::care(&ask, &question)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sheet(care: &wire::Care) -> Sheet {
    let columns = ["record", "field", "value", "others", "since", "#ties", "why"];
    let mut sheet = Sheet::new(&columns);
    for item in &care.items {
        let value = item.stated.first().map_or("", |it| it.value.as_str());
        let mut others: Vec<&str> = item.stated.iter().map(|it| it.value.as_str()).collect();
        others.retain(|other| *other != value);
        sheet.row([
            item.record.name.clone(),
            item.field.clone(),
            value.to_owned(),
            others.join("; "),
            item.since.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            item.depends.to_string(),
            item.because.clone(),
        ]);
    }
    sheet.below.push(care.says.clone());
    sheet.below.push(format!("{} listed.", known(&care.items_shown)));
    sheet.below.push(at_version(&care.version));
    sheet
}
