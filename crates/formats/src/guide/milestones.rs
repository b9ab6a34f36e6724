//! Milestones, and the printed editions that some of them tell of.

use rustc_hash::FxHashMap;
use waymark_model::{
    Confidence, Currency, Edition, EditionId, Entity, EntityId, EntityKind, Facts, Map, Milestone,
    MilestoneId, MilestoneStatus, Money, Provenance,
};

use super::TableKind;
use super::context::{Context, RowOf, date_facts, each, empty, noted, with_confidence};
use crate::merge::{self, is_from_table};
use crate::names::{cut, id_slug};
use crate::table::Table;
use crate::value::{AMOUNT_EXPECTED, read_amount};
use crate::{RecordId, Refusal};

/// Reads the editions first, since goals and stage readings refer to them.
pub(crate) fn read_editions(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    for row in rows(tables) {
        let is_of = |words: &&crate::EditionWords| {
            words.subject == row.get("subject_id") && row.get("event").starts_with(&words.event)
        };
        let Some(words) = context.words.editions.iter().find(is_of).cloned() else { continue };
        let (Ok(stated), Ok(date)) = (context.provenances(&row), row.date("date")) else {
            continue;
        };
        let Ok(id) = EditionId::parse(&words.id) else { continue };
        let date = date_facts(date, row.get("date"), &stated);
        let provenance = match date.preferred() {
            Some(fact) => fact.provenance.clone(),
            None => stated[0].clone(),
        };
        let (name, date) = (words.name, date.value().copied());
        let edition = Edition { id, name, date, position: None, provenance };
        context.draft.edition(unless_known(context.draft.map, edition));
    }
}

/// The edition of the map where it says the same; a published one is never touched.
fn unless_known(map: &Map, edition: Edition) -> Edition {
    let Some(known) = map.edition(&edition.id) else { return edition };
    let says = |it: &Edition| {
        let Provenance { source, confidence, note, .. } = it.provenance.clone();
        (it.name.clone(), it.date, source, confidence, note)
    };
    if known.position.is_some() || says(known) == says(&edition) { known.clone() } else { edition }
}

pub(crate) fn read(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    let mut free = Free::default();
    let mut read = Vec::new();
    for row in rows(tables) {
        let milestone = row.check_cells().and_then(|()| milestone(context, &row));
        read.push((row, milestone));
    }
    // What says the same goes first, so that a corrected row does not take the place of another.
    let all = [Closeness::Whole, Closeness::Same, Closeness::Title, Closeness::Date];
    for closeness in all {
        for (_, milestone) in &mut read {
            let Ok((milestone, id @ None)) = milestone else { continue };
            *id = known(context.draft.map, milestone, closeness, &mut free);
        }
    }
    for (row, milestone) in read {
        let said = milestone.map(|(mut milestone, known)| {
            milestone.id = known.unwrap_or_else(|| free_id(context, &milestone));
            let id = milestone.id.clone();
            context.draft.milestone(milestone);
            vec![RecordId::Milestone(id)]
        });
        let summary = format!("{}: {}", row.get("subject_id"), row.get("event"));
        context.row(&row, summary, said);
    }
}

fn rows<'t>(tables: &[(usize, &'t Table)]) -> Vec<RowOf<'t>> {
    let rows = tables.iter().flat_map(|(place, table)| {
        let row = |line| RowOf { table, place: *place, kind: TableKind::Milestones, line };
        table.rows.iter().map(row)
    });
    rows.collect()
}

/// A milestone whose id is not known yet.
type Nameless = (Milestone, Option<MilestoneId>);

fn milestone(context: &mut Context<'_>, row: &RowOf<'_>) -> Result<Nameless, Box<Refusal>> {
    let code = row.need("subject_id", "the code of a thing")?;
    let (subject, kind) = context.resolve(code).ok_or_else(|| {
        let expected = "a code of the other tables, or of something on the map";
        row.refuse("subject_id", "stands for nothing that is known", expected)
    })?;
    let event = row.need("event", "what happened")?;
    let date = row.date("date")?;
    let stated = context.provenances(row)?;
    let amount = amount(context, row, &stated)?;
    let date = date_facts(date, row.get("date"), &stated);
    let planned = context.words.planned.iter().any(|words| event.contains(words.as_str()));
    let status = if planned { MilestoneStatus::Planned } else { MilestoneStatus::Met };
    let (due, done) =
        if planned { (date.clone(), Facts::unknown()) } else { (Facts::unknown(), date.clone()) };
    if context.words.readings.iter().any(|reading| reading.also_start && row.is(reading)) {
        add_start(context, &subject, kind, &date);
    }
    let placeholder = MilestoneId::parse("new").expect("a word is an id");
    let milestone = Milestone {
        id: placeholder,
        subject,
        title: each(event.to_owned(), &stated),
        due,
        done,
        status: each(status, &stated),
        amount,
    };
    Ok((milestone, None))
}

fn amount(
    context: &Context<'_>,
    row: &RowOf<'_>,
    stated: &[Provenance],
) -> Result<Facts<Money>, Box<Refusal>> {
    let readings = context.words.readings.iter().filter(|reading| row.is(reading));
    let pooled = readings.clone().any(|reading| reading.pooled);
    let dollars = |amount| Money { amount, currency: Currency::USD, pooled };
    let mut facts = match row.dollars("amount_usd")? {
        Some(amount) => each(dollars(amount), stated),
        None => Facts::unknown(),
    };
    for (text, reason) in readings.filter_map(|it| Some((it.other_amount.as_ref()?, &it.reason))) {
        let (other, _) = read_amount(text, None).map_err(|problem| {
            let problem = format!("is read by the mapping as `{text}`, which {problem}");
            row.refuse("event", &problem, AMOUNT_EXPECTED)
        })?;
        // The row repeats what is said elsewhere, so this is not what its source states.
        let stated = noted(&with_confidence(stated, Confidence::Inferred), reason);
        each(dollars(other), &stated).iter().for_each(|fact| facts.add(fact.clone()));
    }
    Ok(facts)
}

/// Puts a date of the beginning beside those that are stated elsewhere.
fn add_start(
    context: &mut Context<'_>,
    subject: &EntityId,
    kind: EntityKind,
    date: &Facts<waymark_model::Date>,
) {
    if kind != EntityKind::Initiative {
        return;
    }
    if context.draft.entity_mut(subject).is_none() {
        context.draft.put_entity(empty(kind, subject.clone()));
    }
    if let Some(Entity::Initiative(initiative)) = context.draft.entity_mut(subject) {
        date.iter().for_each(|fact| initiative.start.add(fact.clone()));
    }
}

/// How alike a row and a milestone of the map are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closeness {
    /// In everything, also in where it is stated.
    Whole,
    Same,
    Title,
    Date,
}

/// The milestones of a thing that no row speaks of yet, so that of thousands that are alike each is
/// looked at once.
type Free<'m> = FxHashMap<EntityId, Vec<&'m Milestone>>;

/// The milestone of the map that a row speaks of, which is no longer free then.
fn known<'m>(
    map: &'m Map,
    milestone: &Milestone,
    closeness: Closeness,
    free: &mut Free<'m>,
) -> Option<MilestoneId> {
    let subject = &milestone.subject;
    let free = free.entry(subject.clone()).or_insert_with(|| map.milestones_of(subject).collect());
    let found = free.iter().position(|known| {
        let title = known.title.value() == milestone.title.value();
        let date = known.done.value().or(known.due.value())
            == milestone.done.value().or(milestone.due.value());
        // Two events may share a date, so a new title only replaces one of this table.
        let read = known
            .title
            .iter()
            .any(|fact| is_from_table(&fact.provenance, TableKind::Milestones.word()));
        match closeness {
            Closeness::Whole => title && date && merge::milestone(known, milestone) == **known,
            Closeness::Same => title && date,
            Closeness::Title => title,
            Closeness::Date => date && read,
        }
    });
    found.map(|at| free.remove(at).id.clone())
}

fn free_id(context: &mut Context<'_>, milestone: &Milestone) -> MilestoneId {
    let title = milestone.title.value().and_then(|title| id_slug(title));
    let base = format!(
        "{}--{}",
        cut(milestone.subject.as_str(), 120),
        title.as_deref().unwrap_or("event")
    );
    context.draft.free_milestone(&base)
}
