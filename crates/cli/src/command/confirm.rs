//! Saying that values were checked.

use clap::Args as ClapArgs;
use waymark_engine::At;
use waymark_model::{Date, Map};
use waymark_server::answer::{self, Ask};
use waymark_server::{ApiError, day_of, now};
use waymark_wire as wire;

use crate::args::Args;
use crate::failure::Usage;
use crate::open;
use crate::output::{Outcome, Sheet, at_version, print};

/// What was checked.
#[derive(Debug, ClapArgs)]
pub(crate) struct Confirm {
    /// The thing, by id or name, or the id of a tie or a milestone
    #[arg(value_name = "THING")]
    what: String,
    /// What of it, as `waymark care` names it: name, website, amount, stated … [default: all that is
    /// stated of it]
    #[arg(value_name = "FIELD")]
    fields: Vec<String>,
    /// The value that is right, of several [default: the preferred one]
    #[arg(long, requires = "fields")]
    value: Option<String>,
    /// The date for which it holds (EDTF) [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Say what would be confirmed, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Who checked it
    #[arg(long)]
    author: Option<String>,
}

/// Confirms facts, all of them or none.
pub(crate) fn confirm(args: &Args, confirm: &Confirm) -> anyhow::Result<Outcome> {
    if confirm.value.is_some() && confirm.fields.len() > 1 {
        return Err(
            Usage("--value is of one FIELD: confirm the others by themselves".into()).into()
        );
    }
    let as_of = date_of(confirm)?;
    let engine = open::existing(args)?;
    let facts = facts_of(&Ask::new(&engine, &At::Now, Default::default(), None)?, confirm)?;
    let note = open::note(confirm.author.as_ref(), answer::confirmation_of(&facts));
    let work_out = |map: &Map| answer::confirmed(map, Some(&note.author), as_of, &facts);
    let applied = if confirm.dry_run {
        engine.dry_run(&work_out(&engine.now().map)?, None)?
    } else {
        engine.edit::<ApiError>(&note, None, work_out)?
    };
    let version = answer::version_of(&engine.now());
    let answer = wire::Applied { version, dry_run: confirm.dry_run, changes: applied.changes };
    print(args, &answer, || sheet(&facts, &answer, as_of))?;
    Ok(Outcome::Fine)
}

fn date_of(confirm: &Confirm) -> anyhow::Result<Date> {
    let Some(text) = &confirm.as_of else { return Ok(Date::day(day_of(now()))) };
    Ok(Date::parse(text).map_err(|error| Usage(format!("--as-of `{text}`: {error}")))?)
}

/// The values that are confirmed. A tie or a milestone has no name that it could be found by.
fn facts_of(ask: &Ask, confirm: &Confirm) -> anyhow::Result<Vec<wire::ConfirmedFact>> {
    let stated = match answer::stated_values(ask.map(), &confirm.what) {
        Some(stated) => stated,
        None => {
            let id = open::find(ask, &confirm.what)?;
            answer::stated_values(ask.map(), id.as_str()).unwrap_or_default()
        }
    };
    if confirm.fields.is_empty() {
        return Ok(stated);
    }
    let mut facts = Vec::new();
    for field in &confirm.fields {
        let of_field: Vec<_> = stated.iter().filter(|fact| fact.field == *field).collect();
        match (of_field.first(), &confirm.value) {
            (None, _) => anyhow::bail!(not_stated(&stated, &confirm.what, field)),
            (Some(first), Some(value)) => {
                facts.push(wire::ConfirmedFact { value: value.clone(), ..(*first).clone() });
            }
            (Some(_), None) => facts.extend(of_field.into_iter().cloned()),
        }
    }
    Ok(facts)
}

fn not_stated(stated: &[wire::ConfirmedFact], what: &str, field: &str) -> String {
    let mut fields: Vec<String> = stated.iter().map(|fact| format!("`{}`", fact.field)).collect();
    fields.dedup();
    format!("nothing is stated as `{field}` of `{what}`, but {}", fields.join(", "))
}

fn sheet(facts: &[wire::ConfirmedFact], answer: &wire::Applied, as_of: Date) -> Sheet {
    let mut sheet = Sheet::new(&["record", "id", "field", "value"]);
    for fact in facts {
        let wire::ConfirmedFact { record, id, field, value } = fact.clone();
        sheet.row([record, id, field, value]);
    }
    let count = match facts.len() {
        1 => "1 fact".to_owned(),
        several => format!("{several} facts"),
    };
    let position = answer.version.position;
    sheet.below.push(match answer.dry_run {
        true => format!("Nothing was changed; {count} would be verified as of {as_of}."),
        false => format!(
            "{count} verified as of {as_of}. `waymark undo {position}` takes it back, all at once."
        ),
    });
    sheet.below.push(at_version(&answer.version));
    sheet
}
