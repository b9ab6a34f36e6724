//! What was changed: history, undo, editions, differences.

use waymark_engine::{At, Engine};
use waymark_model::{Date, EditionId, EntityId};
use waymark_server::answer;
use waymark_wire as wire;

use crate::args::{Args, Diff, Edition, History, Undo};
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// Lists what was changed.
pub(crate) fn history(args: &Args, history: &History) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    if let Some(id) = &history.id {
        return history_of(args, &engine, id);
    }
    let ask = answer::Ask::new(&engine, &At::Now, Default::default(), None)?;
    let answer = answer::history(&engine, &ask, u64::MAX, history.limit as usize)?;
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["#position", "time", "author", "#changes", "message"]);
        answer.entries.iter().for_each(|entry| sheet.row(entry_row(entry)));
        if answer.entries.is_empty() {
            sheet.below.push("Nothing was changed yet.".to_owned());
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}

fn history_of(args: &Args, engine: &Engine, id: &str) -> anyhow::Result<Outcome> {
    let parsed = EntityId::parse(id).map_err(|error| Usage(error.to_string()))?;
    let ask = answer::Ask::new(engine, &At::Now, Default::default(), None)?;
    let answer = answer::entity_history(engine, &ask, &parsed)?;
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["#position", "time", "author", "#changes", "message"]);
        answer.entries.iter().for_each(|entry| sheet.row(entry_row(&entry.entry)));
        sheet
    })?;
    Ok(Outcome::Fine)
}

fn entry_row(entry: &wire::HistoryEntry) -> [String; 5] {
    let position = entry.position.to_string();
    let changes = entry.changes.to_string();
    [position, entry.time.clone(), entry.author.clone(), changes, entry.message.clone()]
}

/// Takes a change back.
pub(crate) fn undo(args: &Args, undo: &Undo) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let end = engine.now().head.position;
    if end == 0 {
        anyhow::bail!("nothing was changed yet, so there is nothing to take back");
    }
    let position = undo.position.unwrap_or(end);
    let applied = if undo.dry_run {
        engine.dry_run(&engine.inverse_of(position)?, None)?
    } else {
        let note = open::note(undo.author.as_ref(), format!("undo of {position}"));
        engine.undo(&note, position, None)?
    };
    let answer = wire::Applied {
        version: answer::version_of(&engine.now()),
        dry_run: undo.dry_run,
        changes: applied.changes,
    };
    print(args, &answer, || {
        let said = if undo.dry_run {
            format!("Nothing was changed; {} changes would take {position} back.", applied.changes)
        } else {
            format!(
                "Position {position} was taken back by {} changes, now at position {}. \
                 `waymark undo` takes the undo back.",
                applied.changes, answer.version.position
            )
        };
        Sheet { below: vec![said], ..Sheet::default() }
    })?;
    Ok(Outcome::Fine)
}

/// Lists editions, or publishes one.
pub(crate) fn edition(args: &Args, edition: &Edition) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    if let Some(id) = &edition.publish {
        let parsed = EditionId::parse(id).map_err(|error| Usage(error.to_string()))?;
        let read = |date: &String| Date::parse(date).map_err(|error| Usage(error.to_string()));
        let date = edition.date.as_ref().map(read).transpose()?;
        let name = edition.name.clone().unwrap_or_else(|| id.clone());
        let note = open::note(edition.author.as_ref(), format!("edition {id} published"));
        engine.publish(&note, parsed, name, date, None)?;
    }
    let ask = answer::Ask::new(&engine, &At::Now, Default::default(), None)?;
    let answer = answer::editions(&ask);
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["id", "name", "date", "state"]);
        for edition in &answer.editions {
            let state = match edition.position {
                Some(position) => format!("position {position}"),
                None => "not on record: known from its sources".to_owned(),
            };
            let date = edition.date.clone().unwrap_or_else(|| "unknown".to_owned());
            sheet.row([edition.id.clone(), edition.name.clone(), date, state]);
        }
        if answer.editions.is_empty() {
            sheet.below.push("There is no edition yet: `waymark edition ID` publishes one.".into());
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}

/// Tells what differs between two states.
pub(crate) fn diff(args: &Args, diff: &Diff) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let view = |name: &str| -> anyhow::Result<_> {
        let at = if name == "now" {
            At::Now
        } else {
            At::Edition(EditionId::parse(name).map_err(|error| Usage(error.to_string()))?)
        };
        Ok(engine.view(&at)?)
    };
    let answer = answer::diff(&*view(&diff.from)?, &*view(&diff.to)?);
    print(args, &answer, || {
        let mut sheet = Sheet::new(&["change", "record", "id", "name"]);
        let lists =
            [("added", &answer.added), ("removed", &answer.removed), ("changed", &answer.changed)];
        for (change, records) in lists {
            for record in records {
                let wire::RecordRef { record, id, name } = record.clone();
                sheet.row([change.to_owned(), record, id, name]);
            }
        }
        if answer.shown.of == 0 {
            sheet.below.push("The two say the same.".to_owned());
        }
        sheet
    })?;
    Ok(Outcome::Fine)
}
