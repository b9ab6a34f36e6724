//! Who asks for funds.

use clap::Args as ClapArgs;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, print};

/// How much is said about requests.
#[derive(Debug, ClapArgs)]
pub(crate) struct Requests {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// How many near funders for each who asks [default: 5]
    #[arg(long, value_name = "N")]
    near: Option<u32>,
    /// At most so many who ask [default: 100]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// Who asks for funds, whom they asked, and which funders are near.
pub(crate) fn requests(args: &Args, requests: &Requests) -> anyhow::Result<Outcome> {
    let words = [("near", requests.near), ("limit", requests.limit)].into_iter();
    let words = words.filter_map(|(word, n)| Some((word.to_owned(), n?.to_string())));
    let config = answer::requests_config(&mut Words::new(words))?;
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &requests.asking)?;
    let answer = answer::requests(&ask, &config)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sheet(requests: &wire::Requests) -> Sheet {
    let columns = ["asks", "funder", "was asked", "#similarity", "#density", "why"];
    let mut sheet = Sheet::new(&columns);
    let number = |number: Option<f64>| number.map_or(UNKNOWN.to_owned(), |n| format!("{n:.2}"));
    for request in &requests.requests {
        for it in &request.asked {
            let outcome = match it.outcome {
                wire::RequestOutcome::Open => "yes, no answer known",
                wire::RequestOutcome::Declined => "yes, declined",
                wire::RequestOutcome::Supports => "yes, supports it",
            };
            sheet.row([
                request.asker.name.clone(),
                it.funder.name.clone(),
                outcome.to_owned(),
                number(it.similarity),
                number(it.density),
                String::new(),
            ]);
        }
        for it in &request.near {
            sheet.row([
                request.asker.name.clone(),
                it.funder.name.clone(),
                "no".to_owned(),
                number(it.similarity),
                number(it.density),
                it.because.clone(),
            ]);
        }
        if request.ranked_by.is_none() {
            sheet.below.push(format!(
                "Of {} no goal, term or supporter is known: no funder can be near to it.",
                request.asker.name
            ));
        }
    }
    sheet.below.push(requests.says.clone());
    sheet.below.push(at_version(&requests.version));
    sheet
}
