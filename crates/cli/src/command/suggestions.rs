//! What readers suggest, and deciding on it.

use clap::{Args as ClapArgs, Subcommand};
use waymark_engine::Engine;
use waymark_server::answer;
use waymark_server::words::Words;
use waymark_wire as wire;

use crate::args::Args;
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, UNKNOWN, at_version, print};

/// How many records of a suggestion its row names.
const NAMED: usize = 3;

/// Which suggestions are listed, or what is done with one.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Suggestions {
    #[command(subcommand)]
    what: Option<What>,
    /// In which state: waiting, accepted, declined or all [default: waiting]
    #[arg(long, value_name = "WORD")]
    state: Option<String>,
    /// At most so many [default: 100]
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what one would change, beside what the map says
    Show(Show),
    /// Apply one to the map, as one change
    Accept(Accept),
    /// Say no to one
    Decline(Decline),
}

#[derive(Debug, ClapArgs)]
struct Show {
    /// Its number
    id: u64,
}

#[derive(Debug, ClapArgs)]
struct Accept {
    /// Its number
    id: u64,
    /// Why, in words
    #[arg(long)]
    message: Option<String>,
    /// Say what would be changed, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Who decides
    #[arg(long)]
    author: Option<String>,
}

#[derive(Debug, ClapArgs)]
struct Decline {
    /// Its number
    id: u64,
    /// Why, in words, for whoever sent it
    #[arg(long)]
    message: String,
    /// Who decides
    #[arg(long)]
    author: Option<String>,
}

/// Lists suggestions, shows one, or decides on one.
pub(crate) fn suggestions(args: &Args, asked: &Suggestions) -> anyhow::Result<Outcome> {
    let Some(what) = &asked.what else { return list(args, asked) };
    let engine = open::existing(args)?;
    match what {
        What::Show(Show { id }) => {
            let answer = answer::suggestion(&engine, *id)?;
            print(args, &answer, || shown(&answer))?;
        }
        What::Accept(asked) => accept(args, &engine, asked)?,
        What::Decline(asked) => decline(args, &engine, asked)?,
    }
    Ok(Outcome::Fine)
}

fn list(args: &Args, asked: &Suggestions) -> anyhow::Result<Outcome> {
    let limit = asked.limit.map(|limit| ("limit".to_owned(), limit.to_string()));
    let state = asked.state.clone().map(|state| ("state".to_owned(), state));
    let question = answer::suggestions_question(&mut Words::new(limit.into_iter().chain(state)))?;
    let engine = open::existing(args)?;
    let answer = answer::suggestions(&engine, question)?;
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["#number", "time", "author", "state", "message", "changes"]);
        answer.items.iter().for_each(|item| sheet.row(row(item)));
        sheet.below.push(match answer.total {
            0 => "There are none.".to_owned(),
            total => format!("{} of {total} listed; {} wait.", answer.items.len(), answer.waiting),
        });
        if answer.waiting > 0 {
            sheet.below.push(
                "`waymark suggestions show N` shows what one would change, `… accept N` applies \
                 it, `… decline N --message WHY` says no."
                    .to_owned(),
            );
        }
        sheet.below.push(at_version(&answer.version));
        sheet
    })?;
    Ok(Outcome::Fine)
}

fn row(item: &wire::Suggestion) -> [String; 6] {
    let records = item.records.iter().take(NAMED);
    let changes = records.map(|it| format!("{} {}", word(it.change), it.record.name));
    let more = item.records_shown.of.saturating_sub(NAMED);
    let more = (more > 0).then(|| format!("and {more} more"));
    let hindered = item.hindrance.iter().map(|why| format!("cannot be accepted: {why}"));
    [
        item.id.to_string(),
        item.time.clone(),
        item.author.clone(),
        state(item),
        item.message.clone(),
        changes.chain(more).chain(hindered).collect::<Vec<_>>().join("; "),
    ]
}

fn word(change: wire::RecordChange) -> &'static str {
    match change {
        wire::RecordChange::Made => "makes",
        wire::RecordChange::Changed => "changes",
        wire::RecordChange::Removed => "removes",
    }
}

fn state(item: &wire::Suggestion) -> String {
    let Some(settled) = &item.settled else { return "waiting".to_owned() };
    match (settled.position, settled.undone) {
        (Some(position), false) => format!("accepted at position {position}"),
        (Some(position), true) => format!("accepted at position {position}, taken back since"),
        (None, _) => "declined".to_owned(),
    }
}

fn shown(item: &wire::Suggestion) -> Sheet {
    let mut sheet = Sheet::new(&["change", "record", "field", "before", "after"]);
    for record in &item.records {
        for field in &record.fields {
            sheet.row([
                word(record.change).to_owned(),
                record.record.name.clone(),
                field.field.clone(),
                said(&field.before, record.change == wire::RecordChange::Made),
                said(&field.after, record.change == wire::RecordChange::Removed),
            ]);
        }
    }
    let wire::Suggestion { id, time, author, message, .. } = item;
    sheet.above.push(format!("Suggestion {id} by {author}, {time}, {}: {message}", state(item)));
    if let Some(settled) = &item.settled {
        let why = settled.message.as_deref().map(|why| format!(": {why}")).unwrap_or_default();
        sheet.below.push(format!("Decided by {}, {}{why}", settled.author, settled.time));
    }
    sheet.below.extend(item.hindrance.iter().map(|why| format!("It cannot be accepted: {why}.")));
    sheet
}

/// Values in one cell. What a record does not say is unknown; what is no record says nothing.
fn said(values: &[wire::SuggestedValue], is_none: bool) -> String {
    match values {
        [] if is_none => "–".to_owned(),
        [] => UNKNOWN.to_owned(),
        values => values.iter().map(|it| it.value.as_str()).collect::<Vec<_>>().join("; "),
    }
}

fn accept(args: &Args, engine: &Engine, asked: &Accept) -> anyhow::Result<()> {
    let Accept { id, message, dry_run, author } = asked;
    let note = open::note(author.as_ref(), message.clone().unwrap_or_default());
    let (suggestion, applied) = match dry_run {
        true => engine.would_accept(*id, None)?,
        false => engine.accept(*id, &note, None)?,
    };
    let answer = answer::accepted(engine, &suggestion, &applied, *dry_run)?;
    print(args, &answer, || {
        let position = answer.version.position;
        let mut sheet = shown(&answer.suggestion);
        sheet.below.push(match dry_run {
            true => format!("Nothing was changed; {} changes would be made.", answer.changes),
            false => format!(
                "Suggestion {id} is on the map, at position {position}. `waymark undo {position}` \
                 takes it back."
            ),
        });
        sheet
    })
}

fn decline(args: &Args, engine: &Engine, asked: &Decline) -> anyhow::Result<()> {
    let Decline { id, message, author } = asked;
    if message.trim().is_empty() {
        return Err(Usage("--message: expected a reason, in words".to_owned()).into());
    }
    let suggestion = engine.decline(*id, &open::note(author.as_ref(), message.clone()))?;
    let answer = answer::told(engine, &suggestion)?;
    print(args, &answer, || Sheet {
        below: vec![format!("Suggestion {id} is declined; the map is as it was.")],
        ..Sheet::default()
    })
}
