//! Where funders overlap.

use clap::Args as ClapArgs;
use waymark_analysis::OverlapConfig;
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, known, names, print};

/// Which portfolios are compared, and how.
#[derive(Debug, ClapArgs)]
pub(crate) struct Overlap {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Two organizations to lay side by side; without them, all pairs
    #[arg(value_name = "ORGANIZATION", num_args = 2)]
    pub(crate) pair: Vec<String>,
    /// Only pairs that share at least so many
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) minimum: u32,
    /// At most so many pairs
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
}

/// Where funders overlap, or two side by side.
pub(crate) fn overlap(args: &Args, overlap: &Overlap) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &overlap.asking)?;
    if let [a, b] = &overlap.pair[..] {
        let report = answer::pair_report(&ask, &find(&ask, a)?, &find(&ask, b)?)?;
        print(args, &*report, || pair_sheet(&report))?;
        return Ok(Outcome::Fine);
    }
    let config = OverlapConfig {
        minimum_shared: overlap.minimum as usize,
        limit: overlap.limit as usize,
        ..OverlapConfig::default()
    };
    let answer = answer::overlap(&ask, &config)?;
    print(args, &*answer, || {
        let mut sheet =
            Sheet::new(&["a", "b", "#shared", "#jaccard", "#overlap_coefficient", "shared_with"]);
        for pair in &answer.pairs {
            sheet.row([
                pair.a_name.clone(),
                pair.b_name.clone(),
                pair.shared.to_string(),
                format!("{:.3}", pair.jaccard),
                format!("{:.3}", pair.overlap_coefficient),
                names(&pair.shared_with),
            ]);
        }
        sheet.below.push(format!(
            "{} pairs of {} funders share at least one; a funder is known for {} initiatives.",
            answer.pairs_shown.of,
            answer.funders.len(),
            known(&answer.initiatives_with_funder)
        ));
        sheet.below.push(at_version(&answer.version));
        sheet
    })?;
    Ok(Outcome::Fine)
}

fn pair_sheet(report: &wire::PairReport) -> Sheet {
    let mut sheet = Sheet::new(&["supported by", "what"]);
    let lists = [
        (format!("only {}", report.a.name), &report.only_a),
        ("both".to_owned(), &report.both),
        (format!("only {}", report.b.name), &report.only_b),
    ];
    for (by, things) in lists {
        for thing in things {
            sheet.row([by.clone(), thing.name.clone()]);
        }
    }
    let number = |value: Option<f64>| value.map_or(UNKNOWN.to_owned(), |v| format!("{v:.3}"));
    sheet.below.push(format!(
        "Jaccard {}, overlap coefficient {}.",
        number(report.jaccard),
        number(report.overlap_coefficient)
    ));
    sheet
}
