//! How far numbers and first places would move if ties were missing.

use clap::Args as ClapArgs;
use waymark_analysis::SensitivityConfig;
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, names, print};

/// How much is taken to be missing.
#[derive(Debug, ClapArgs)]
pub(crate) struct Sensitivity {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// How many ties may be missing
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(crate) missing: u32,
}

/// How far numbers and first places would move if ties were missing.
pub(crate) fn sensitivity(args: &Args, sensitivity: &Sensitivity) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &sensitivity.asking)?;
    let missing = sensitivity.missing as usize;
    let config = SensitivityConfig { missing, ..SensitivityConfig::default() };
    let answer = answer::sensitivity(&ask, &config)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sheet(answer: &wire::Sensitivity) -> Sheet {
    let mut sheet = Sheet::new(&["number", "of", "#known", "#low", "#high", "if missing"]);
    for number in &answer.numbers {
        let text = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), short);
        sheet.row([
            number.name.clone(),
            names(&number.of),
            text(number.value),
            text(number.low),
            text(number.high),
            format!("{} {}", answer.missing, number.missing),
        ]);
    }
    sheet.above.push(format!(
        "Between what numbers lie if at most {} ties, or dates, are missing from the map.",
        answer.missing
    ));
    sheet.below.extend(answer.rankings.iter().map(|ranking| ranking.sentence.clone()));
    if !answer.not_ranked.is_empty() {
        let words: Vec<String> = answer.not_ranked.iter().map(|by| by.replace('_', " ")).collect();
        let words = words.join(", ");
        sheet.below.push(format!("Nothing is known that could be ranked by {words}."));
    }
    sheet.below.push(at_version(&answer.version));
    sheet
}

/// Whole numbers as they are, others to three places.
fn short(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.3}") }
}
