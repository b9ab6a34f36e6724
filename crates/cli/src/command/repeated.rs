//! Grants that two sources tell, and making one tie of two.

use clap::Args as ClapArgs;
use waymark_model::TieId;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use super::duplicates::Deciding;
use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// What is looked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct RepeatedGrants {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// With at least this probability, from 0 to 1 [default: 0.5]
    #[arg(long, value_name = "P")]
    pub(crate) at_least: Option<String>,
    /// At most so many pairs [default: 100]
    #[arg(long)]
    pub(crate) limit: Option<String>,
    /// What lots are drawn from [default: 1]
    #[arg(long)]
    pub(crate) seed: Option<String>,
}

/// What is made one.
#[derive(Debug, ClapArgs)]
pub(crate) struct Unite {
    /// The ids of the tie that stays and of the one that goes into it
    #[arg(num_args = 2, value_names = ["KEEP", "GONE"], required_unless_present = "sure", conflicts_with = "sure")]
    pub(crate) ties: Vec<String>,
    /// All pairs that `waymark repeated-grants` calls sure
    #[arg(long)]
    pub(crate) sure: bool,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
}

/// Grants that two sources may both tell.
pub(crate) fn repeated_grants(args: &Args, asked: &RepeatedGrants) -> anyhow::Result<Outcome> {
    let words = [("at_least", &asked.at_least), ("limit", &asked.limit), ("seed", &asked.seed)];
    let words = words.into_iter().filter_map(|(word, value)| Some((word, value.as_ref()?)));
    let words = words.map(|(word, value)| (word.to_owned(), value.clone()));
    let config = answer::repeated_config(&mut Words::new(words))?;
    let engine = open::existing(args)?;
    let answer = answer::repeated_grants(&open::ask(&engine, &asked.asking)?, &config)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sheet(answer: &wire::RepeatedGrants) -> Sheet {
    let mut sheet =
        Sheet::new(&["from", "to", "keep", "unite", "#probability", "verdict", "evidence"]);
    for pair in &answer.pairs {
        let verdict = match pair.verdict {
            wire::DuplicateVerdict::Sure => "sure",
            wire::DuplicateVerdict::Doubtful => "doubtful",
        };
        let told = pair.evidence.iter().filter(|it| it.field != "prior");
        let told: Vec<String> =
            told.map(|it| format!("{} ({:+.1})", it.sentence, it.weight)).collect();
        sheet.row([
            pair.from.id.clone(),
            pair.to.id.clone(),
            pair.a.id.clone(),
            pair.b.id.clone(),
            format!("{:.3}", pair.probability),
            verdict.to_owned(),
            told.join(" "),
        ]);
    }
    for it in &answer.between {
        sheet.below.push(format!(
            "`{}` and `{}` share {} grants for sure, and {} perhaps.",
            it.a, it.b, it.sure, it.doubtful
        ));
    }
    let wire::Known { known, of } = answer.pairs_shown;
    sheet.below.push(format!(
        "{known} of {of} pairs, of {} grants; {} pairs from two sources were compared.",
        answer.grants, answer.pairs_compared
    ));
    if answer.sure > 0 {
        sheet.below.push(format!(
            "Their money is counted twice. `waymark unite --sure` makes the {} sure pairs one, \
             `waymark unite KEEP GONE` any two.",
            answer.sure
        ));
    }
    sheet
}

/// Makes one tie of two, or of all sure pairs.
pub(crate) fn unite(args: &Args, asked: &Unite) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let pairs = match asked.sure {
        true => engine.surely_repeated(),
        false => asked.ties.chunks(2).map(two).collect::<Result<_, Usage>>()?,
    };
    let dry_run = asked.deciding.dry_run;
    let message = format!("{} grants told twice made one", pairs.len());
    let note = open::note(asked.deciding.author.as_ref(), message);
    let union = if dry_run || pairs.is_empty() {
        let union = engine.union_of(&pairs)?;
        engine.dry_run(&union.changes, None)?;
        union
    } else {
        engine.unite(&note, &pairs, None)?.0
    };
    let answer = answer::united(&engine.now(), &union, dry_run);
    print(args, &answer, || {
        let mut below: Vec<String> = Vec::new();
        if !answer.in_conflict.is_empty() {
            below.push(format!(
                "Of {} ties the sources say different things now, such as `{}`: both are kept; \
                 `waymark care` lists them.",
                answer.in_conflict.len(),
                answer.in_conflict[0]
            ));
        }
        below.push(match (answer.united, dry_run) {
            (0, _) => "No two grants are surely one.".to_owned(),
            (united, true) => format!("Nothing was changed; {united} ties would go into others."),
            (united, false) => format!(
                "{united} ties went into others, with all their sources. `waymark undo {}` takes \
                 it back.",
                answer.version.position
            ),
        });
        Sheet { below, ..Sheet::default() }
    })?;
    Ok(Outcome::Fine)
}

fn two(ids: &[String]) -> Result<(TieId, TieId), Usage> {
    let id = |text: &String| TieId::parse(text).map_err(|error| Usage(error.to_string()));
    match ids {
        [keep, gone] => Ok((id(keep)?, id(gone)?)),
        _ => Err(Usage("expected the ids of two ties".to_owned())),
    }
}
