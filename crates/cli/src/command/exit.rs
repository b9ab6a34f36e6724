//! What would lose its known support.

use clap::Args as ClapArgs;
use waymark_server::answer::{self, ExitQuestion};
use waymark_server::words::Words;
use waymark_wire as wire;

use super::gaps::Axes;
use crate::args::{Args, Asking};
use crate::open::{self, find};
use crate::output::{Outcome, Sheet, at_version, known, names, print};

/// Who leaves and what lapses.
#[derive(Debug, ClapArgs)]
pub(crate) struct Exit {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// An organization that leaves; may be given several times
    #[arg(long, value_name = "ORGANIZATION")]
    without: Vec<String>,
    /// Support known to end before this date lapses
    #[arg(long, value_name = "DATE")]
    lapse: Option<String>,
    #[command(flatten)]
    axes: Axes,
    /// At most so many of each list [default: 1000]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// What would lose its known support if funders left or grants lapsed.
pub(crate) fn exit(args: &Args, exit: &Exit) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let ask = open::ask(&engine, &exit.asking)?;
    let leaving = exit.without.iter().map(|name| Ok(("without", find(&ask, name)?.to_string())));
    let mut words: Vec<(&str, String)> = leaving.collect::<anyhow::Result<_>>()?;
    words.extend(exit.lapse.clone().map(|lapse| ("lapse", lapse)));
    words.extend(exit.limit.map(|limit| ("limit", limit.to_string())));
    let words = words.into_iter().map(|(word, value)| (word.to_owned(), value));
    let question = ExitQuestion::read(&mut Words::new(words.chain(exit.axes.pairs())))?;
    let answer = answer::exit(&ask, &question)?;
    let plays = !answer.without.is_empty() || answer.lapse.is_some();
    print(args, &*answer, || if plays { played(&answer) } else { ranking(&answer) })?;
    Ok(Outcome::Fine)
}

fn played(exit: &wire::Exit) -> Sheet {
    let mut sheet = Sheet::new(&["kind", "what", "known support", "loses", "keeps"]);
    for it in &exit.recipients {
        sheet.row([
            kind(it.recipient.kind).to_owned(),
            it.recipient.name.clone(),
            match it.fate {
                wire::Fate::Lost => "lost".to_owned(),
                wire::Fate::StillSupported => format!("still by {}", it.keeps.len()),
            },
            names(&it.loses),
            names(&it.keeps),
        ]);
    }
    let lost = |lost: bool, before: usize, after: usize| match lost {
        true => "lost".to_owned(),
        false => format!("of {after} initiatives of {before}"),
    };
    for it in exit.goals.iter().filter(|it| it.supported_after < it.supported_before) {
        let supported = lost(it.lost, it.supported_before, it.supported_after);
        let nothing = String::new;
        sheet.row(["goal".to_owned(), it.goal.name.clone(), supported, nothing(), nothing()]);
    }
    for it in &exit.milestones {
        let of = format!("{}: {}", it.subject.name, it.title);
        sheet.row(["milestone".to_owned(), of, "lost".to_owned(), String::new(), String::new()]);
    }
    let wire::FateCounts { lost, weakened, untouched, unknown } = exit.initiatives;
    sheet.below.push(format!(
        "Initiatives: {lost} lose all known support, {weakened} some, {untouched} none; \
         of {unknown} none was known before."
    ));
    sheet.below.push(format!(
        "{} of {} support ties go: {} with who leaves, {} lapse; an end is known of {}.",
        exit.left + exit.lapsed,
        exit.supports,
        exit.left,
        exit.lapsed,
        known(&exit.ends)
    ));
    let sums: Vec<String> = exit.money.sums.iter().map(sum).collect();
    let sums = if sums.is_empty() { "none known".to_owned() } else { sums.join("; ") };
    sheet.below.push(format!(
        "Money that goes, re-grants apart: {sums}; the amount is known of {} ties.",
        known(&exit.money.amounts)
    ));
    sheet.below.push(at_version(&exit.version));
    sheet
}

/// A sum with what keeps it apart from the others.
fn sum(sum: &wire::MoneySum) -> String {
    let status = sum.status.map_or("status unknown", |status| match status {
        wire::FundingStatus::Requested => "requested",
        wire::FundingStatus::Pledged => "pledged",
        wire::FundingStatus::Awarded => "awarded",
        wire::FundingStatus::Paid => "paid",
        wire::FundingStatus::Declined => "declined",
        wire::FundingStatus::Closed => "closed",
    });
    let pooled = if sum.pooled { ", shared by several" } else { "" };
    format!("{} {} ({status}{pooled})", sum.amount, sum.currency)
}

fn kind(kind: wire::EntityKind) -> &'static str {
    match kind {
        wire::EntityKind::Organization => "organization",
        wire::EntityKind::Initiative => "initiative",
        wire::EntityKind::Goal => "goal",
        wire::EntityKind::Publication => "publication",
    }
}

fn ranking(exit: &wire::Exit) -> Sheet {
    let mut sheet = Sheet::new(&[
        "funder",
        "#initiatives lost",
        "#organizations lost",
        "#supports",
        "#planned milestones",
        "goals lost",
    ]);
    for it in &exit.funders {
        sheet.row([
            it.funder.name.clone(),
            it.initiatives_lost.to_string(),
            it.organizations_lost.to_string(),
            it.recipients.to_string(),
            it.milestones_at_risk.to_string(),
            names(&it.goals_lost),
        ]);
    }
    sheet.above.push("Who would lose all known support if a funder left, it alone.".to_owned());
    sheet.below.push(format!(
        "No support is known of {} initiatives: they cannot be seen to lose any.",
        exit.initiatives.unknown
    ));
    sheet.below.push(at_version(&exit.version));
    sheet
}
