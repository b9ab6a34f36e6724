//! Who is who: what may be one thing, and deciding it.

use clap::Args as ClapArgs;
use waymark_model::EntityId;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::{Args, Asking};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// What is looked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct Duplicates {
    #[command(flatten)]
    pub(crate) asking: Asking,
    /// Only organization, initiative, goal or publication; may be given again
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
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
pub(crate) struct Merge {
    /// The id of what stays
    pub(crate) keep: String,
    /// The id of what goes: all that is said of it is said of what stays
    pub(crate) gone: String,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
}

/// What is made two again.
#[derive(Debug, ClapArgs)]
pub(crate) struct Unmerge {
    /// The position of the merge in the log, as `waymark history` shows it
    pub(crate) position: u64,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
}

/// What is said to be two.
#[derive(Debug, ClapArgs)]
pub(crate) struct Distinct {
    /// The id of the one
    pub(crate) a: String,
    /// The id of the other
    pub(crate) b: String,
    #[command(flatten)]
    pub(crate) deciding: Deciding,
}

/// Who decides, and whether it is only looked at.
#[derive(Debug, ClapArgs)]
pub(crate) struct Deciding {
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Who decides it
    #[arg(long)]
    pub(crate) author: Option<String>,
}

/// Pairs of things that may be one.
pub(crate) fn duplicates(args: &Args, asked: &Duplicates) -> anyhow::Result<Outcome> {
    let kinds = asked.kind.iter().map(|kind| ("kind", kind));
    let others = [("at_least", &asked.at_least), ("limit", &asked.limit), ("seed", &asked.seed)];
    let others = others.into_iter().filter_map(|(word, value)| Some((word, value.as_ref()?)));
    let words = kinds.chain(others).map(|(word, value)| (word.to_owned(), value.clone()));
    let config = answer::duplicates_config(&mut Words::new(words))?;
    let engine = open::existing(args)?;
    let answer = answer::duplicates(&open::ask(&engine, &asked.asking)?, &config)?;
    print(args, &*answer, || sheet(&answer))?;
    Ok(Outcome::Fine)
}

fn sheet(answer: &wire::Duplicates) -> Sheet {
    let mut sheet = Sheet::new(&[
        "keep",
        "merge",
        "#probability",
        "verdict",
        "#ties kept",
        "#ties",
        "evidence",
    ]);
    for pair in &answer.pairs {
        let verdict = match pair.verdict {
            wire::DuplicateVerdict::Sure => "sure",
            wire::DuplicateVerdict::Doubtful => "doubtful",
        };
        let told = pair.evidence.iter().filter(|it| it.field != "prior");
        let told: Vec<String> =
            told.map(|it| format!("{} ({:+.1})", it.sentence, it.weight)).collect();
        sheet.row([
            pair.a.id.clone(),
            pair.b.id.clone(),
            format!("{:.3}", pair.probability),
            verdict.to_owned(),
            pair.ties_a.to_string(),
            pair.ties_b.to_string(),
            told.join(" "),
        ]);
    }
    let wire::Known { known, of } = answer.pairs_shown;
    sheet.below.push(format!(
        "{known} of {of} pairs, of {} things; {} pairs were compared, {} left out as decided.",
        answer.things, answer.pairs_compared, answer.settled
    ));
    if of > 0 {
        sheet.below.push(
            "`waymark merge KEEP GONE` makes two one, `waymark distinct A B` says that they are two."
                .to_owned(),
        );
    }
    sheet
}

/// Makes two things one.
pub(crate) fn merge(args: &Args, asked: &Merge) -> anyhow::Result<Outcome> {
    let (keep, gone) = (id(&asked.keep)?, id(&asked.gone)?);
    let engine = open::existing(args)?;
    let before = engine.now();
    let dry_run = asked.deciding.dry_run;
    let note = open::note(asked.deciding.author.as_ref(), format!("merge of {gone} into {keep}"));
    let merge = if dry_run {
        let merge = engine.merge_of(&keep, &gone, &note.author)?;
        engine.dry_run(&merge.changes, None)?;
        merge
    } else {
        engine.merge(&note, &keep, &gone, None)?.0
    };
    let answer = answer::merged(&before.map, &engine.now(), &merge, dry_run);
    print(args, &answer, || {
        let mut below = answer.to_know.clone();
        below.push(match dry_run {
            true => format!("Nothing was changed; {} changes would be made.", answer.changes),
            false => format!(
                "`{gone}` is `{keep}` now: {} ties and {} facts moved. `waymark unmerge {}` takes \
                 them apart.",
                answer.ties_moved, answer.facts_added, answer.version.position
            ),
        });
        Sheet { below, ..Sheet::default() }
    })?;
    Ok(Outcome::Fine)
}

/// Takes a merge apart.
pub(crate) fn unmerge(args: &Args, asked: &Unmerge) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let dry_run = asked.deciding.dry_run;
    let message = format!("merge at {} taken apart", asked.position);
    let note = open::note(asked.deciding.author.as_ref(), message);
    let unmerge = if dry_run {
        let unmerge = engine.unmerge_of(asked.position)?;
        engine.dry_run(&unmerge.changes, None)?;
        unmerge
    } else {
        engine.unmerge(&note, asked.position, None)?.0
    };
    let answer = answer::unmerged(&engine.now(), &unmerge, dry_run);
    print(args, &answer, || {
        let mut below = answer.to_know.clone();
        below.push(match dry_run {
            true => format!("Nothing was changed; {} changes would be made.", answer.changes),
            false => format!(
                "`{}` is back, with {} ties; now at position {}.",
                answer.gone.id, answer.ties_back, answer.version.position
            ),
        });
        Sheet { below, ..Sheet::default() }
    })?;
    Ok(Outcome::Fine)
}

/// Says that two things are not the same.
pub(crate) fn distinct(args: &Args, asked: &Distinct) -> anyhow::Result<Outcome> {
    let (a, b) = (id(&asked.a)?, id(&asked.b)?);
    let engine = open::existing(args)?;
    let dry_run = asked.deciding.dry_run;
    let note = open::note(asked.deciding.author.as_ref(), format!("{a} and {b} are not the same"));
    let changes = engine.distinction_of(&a, &b, &note.author)?;
    let applied = match dry_run {
        true => engine.dry_run(&changes, None)?,
        false => engine.apply(&note, changes, None)?,
    };
    let version = answer::version_of(&engine.now());
    let answer = wire::Applied { version, dry_run, changes: applied.changes };
    print(args, &answer, || {
        let said = match (dry_run, applied.changes) {
            (_, 0) => format!("It is known already that `{a}` and `{b}` are not the same."),
            (true, changes) => format!("Nothing was changed; {changes} changes would be made."),
            (false, _) => format!("`{a}` and `{b}` are not proposed as one any more."),
        };
        Sheet { below: vec![said], ..Sheet::default() }
    })?;
    Ok(Outcome::Fine)
}

fn id(text: &str) -> Result<EntityId, Usage> {
    EntityId::parse(text).map_err(|error| Usage(error.to_string()))
}
