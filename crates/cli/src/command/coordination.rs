//! Who is tied to whom, and who is not though much speaks for it.

use clap::Args as ClapArgs;
use waymark_analysis::{CoordinationChanceConfig, Grouping, MAXIMUM_SAMPLES, MissedConfig};
use waymark_measures::MAXIMUM_SEED;
use waymark_server::answer::{self, CoordinationQuestion};
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, known, print};

/// What coordination is held against.
#[derive(Debug, ClapArgs)]
pub(crate) struct Coordination {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// What groups initiatives for the E-I index: goal, lead, funder or the id of a facet
    /// [default: goal, lead and place]
    #[arg(long, value_name = "WORD")]
    pub(crate) group: Option<String>,
    /// What lots are drawn from
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=MAXIMUM_SEED))]
    pub(crate) seed: u64,
    /// How many samples are drawn [default: 1000]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(MAXIMUM_SAMPLES)))]
    pub(crate) samples: Option<u32>,
}

/// Who is tied to whom.
pub(crate) fn coordination(args: &Args, asked: &Coordination) -> anyhow::Result<Outcome> {
    let group = asked.group.as_ref().map(|word| {
        let expected = "expected goal, lead, funder or the id of a facet";
        Grouping::from_word(word).ok_or_else(|| Usage(format!("--group `{word}`: {expected}")))
    });
    let chance = CoordinationChanceConfig { seed: asked.seed, samples: asked.samples };
    let question = CoordinationQuestion { chance, group: group.transpose()? };
    let engine = open::existing(args)?;
    let answer = answer::coordination(&open::ask(&engine, &asked.asking)?, &question)?;
    print(args, &*answer, || coordination_sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn coordination_sheet(answer: &wire::Coordination) -> Sheet {
    let mut sheet = Sheet::new(&[
        "goal",
        "#initiatives",
        "#inferred",
        "#tied pairs",
        "#ratio",
        "#by chance",
        "#q",
        "verdict",
        "#pairs of one lead",
    ]);
    for goal in &answer.goals {
        let chance = goal.chance.as_ref();
        let number = |value: Option<f64>, none: &str| {
            value.map_or(none.to_owned(), |value| format!("{value:.3}"))
        };
        sheet.row([
            goal.goal.name.clone(),
            goal.initiatives.to_string(),
            goal.inferred.to_string(),
            known(&goal.pairs_tied),
            number(goal.ratio, "no pairs"),
            number(chance.and_then(|chance| chance.expected_ratio), ""),
            number(chance.map(|chance| chance.q), ""),
            chance.map_or("", |chance| verdict(chance.verdict)).to_owned(),
            goal.same_lead_pairs.to_string(),
        ]);
    }
    sheet.below.push(format!(
        "{} of {} initiatives have no known tie to another; {} groups are linked.",
        answer.isolates.len(),
        answer.initiatives,
        answer.components.len()
    ));
    sheet.below.push(format!(
        "{} pairs of strangers are tied; ties declared by both sides, where that is known: {}.",
        known(&answer.strangers_tied),
        known(&answer.confirmed)
    ));
    if let Some(chance) = &answer.any_goal.chance {
        sheet.below.push(format!("With any goal in common: {}", chance.sentence));
    }
    if let (Some(samples), Some(seed)) = (answer.run.samples, answer.run.seed) {
        sheet.below.push(format!(
            "By chance: {samples} times the ties dealt anew (seed {seed}), each initiative keeping \
             its number of ties; q is corrected for {} goals.",
            answer.goals_tested
        ));
    }
    let mixing = answer.external_internal.iter().map(|mixing| {
        let index = mixing.index.map_or(UNKNOWN.to_owned(), |index| format!("{index:.3}"));
        format!("By {} (E-I {index}): {}", mixing.group, mixing.sentence)
    });
    sheet.below.extend(mixing);
    sheet.below.extend(answer.brokers.iter().take(5).map(|broker| broker.sentence.clone()));
    sheet
}

fn verdict(verdict: wire::CoordinationVerdict) -> &'static str {
    match verdict {
        wire::CoordinationVerdict::More => "more than chance",
        wire::CoordinationVerdict::Less => "less than chance",
        wire::CoordinationVerdict::CannotBeTold => "cannot be told from chance",
    }
}

/// How much of missed coordination to tell.
#[derive(Debug, ClapArgs)]
pub(crate) struct Missed {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// At most so many pairs
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) limit: u32,
}

/// Who shares much and is not known to be tied.
pub(crate) fn missed(args: &Args, asked: &Missed) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let config = MissedConfig { limit: asked.limit as usize, ..MissedConfig::default() };
    let answer = answer::missed(&open::ask(&engine, &asked.asking)?, &config)?;
    print(args, &*answer, || {
        let mut sheet = Sheet::new(&["a", "b", "#score", "#stated", "reasons"]);
        for pair in &answer.pairs {
            let reasons: Vec<&str> =
                pair.reasons.iter().map(|reason| reason.sentence.as_str()).collect();
            sheet.row([
                pair.a.name.clone(),
                pair.b.name.clone(),
                format!("{:.3}", pair.score),
                format!("{:.3}", pair.score_stated),
                reasons.join(" "),
            ]);
        }
        sheet.below.push(format!(
            "{} pairs that share something and are not known to be tied are shown.",
            known(&answer.pairs_shown)
        ));
        sheet.below.push(format!(
            "Known: a goal of {} initiatives, a term of {}, a funder of {}, a lead or partner of {}.",
            known(&answer.with_goal),
            known(&answer.with_term),
            known(&answer.with_funder),
            known(&answer.with_organization)
        ));
        sheet
    })?;
    Ok(Outcome::Fine)
}
