//! Ties: rows of their own table, and those that the table of initiatives implies.
//!
//! What two tables say is one tie with two provenances. Rows with the same ends and verb but
//! another date or amount are ties of their own: two grants.

use rustc_hash::FxHashMap;
use waymark_model::{
    Confidence, Currency, Date, Decimal, EntityId, Facts, Funding, Map, Money, Provenance, Tie,
    TieDetails, TieId, TieKind,
};

use super::TableKind;
use super::context::{Context, RowOf, date_facts, each, noted, with_confidence};
use crate::merge::is_from_table;
use crate::names::tie_base;
use crate::table::Table;
use crate::value::{AMOUNT_EXPECTED, read_amount};
use crate::{Reading, RecordId, Refusal};

/// The ends of a tie and its verb: what makes two statements speak of the same relation.
type Relation = (EntityId, EntityId, String);

/// A tie that another table implies.
pub(crate) struct Derived {
    pub(crate) kind: TieKind,
    pub(crate) verb: &'static str,
    pub(crate) from: EntityId,
    pub(crate) to: EntityId,
    pub(crate) stated: Vec<Provenance>,
}

/// A row of the table of ties.
struct Statement {
    relation: Relation,
    kind: TieKind,
    /// The id the tie would have if it is new and the only one.
    wanted: String,
    date: Facts<Date>,
    amount: Facts<Money>,
    programme: Option<String>,
    regrant: bool,
    stated: Vec<Provenance>,
}

/// Puts a tie that another table implies, and tells its id.
pub(crate) fn derive(context: &mut Context<'_>, derived: Derived) -> TieId {
    let Derived { kind, verb, from, to, stated } = derived;
    let relation = (from.clone(), to.clone(), verb.to_owned());
    let known = on_map(context.draft.map, &relation, kind).next().map(|tie| tie.id.clone());
    let wanted = tie_base(&from, verb, &to);
    let id = known.unwrap_or_else(|| context.draft.free_tie(&wanted));
    let mut tie = Tie::plain(id.clone(), kind, from, to, stated[0].clone());
    tie.verb = Some(verb.into());
    tie.stated = stated;
    context.draft.tie(tie);
    context.derived.insert(relation, id.clone());
    id
}

pub(crate) fn read(context: &mut Context<'_>, tables: &[(usize, &Table)]) {
    let mut rows = Vec::new();
    for (place, table) in tables {
        for line in &table.rows {
            let row = RowOf { table, place: *place, kind: TableKind::Ties, line };
            let statement = row.check_cells().and_then(|()| statement(context, &row));
            rows.push((row, statement));
        }
    }
    let mut groups: FxHashMap<Relation, Vec<usize>> = FxHashMap::default();
    let mut order = Vec::new();
    for (index, (_, statement)) in rows.iter().enumerate() {
        let Ok(statement) = statement else { continue };
        let group = groups.entry(statement.relation.clone()).or_default();
        if group.is_empty() {
            order.push(statement.relation.clone());
        }
        group.push(index);
    }
    let mut ids: Vec<Option<TieId>> = vec![None; rows.len()];
    for relation in order {
        let group: Vec<(usize, &Statement)> = groups[&relation]
            .iter()
            .filter_map(|index| rows[*index].1.as_ref().ok().map(|it| (*index, it)))
            .collect();
        put_group(context, &relation, &group, &mut ids);
    }
    for ((row, statement), id) in rows.iter().zip(ids) {
        let said = match (statement, id) {
            (Ok(_), Some(id)) => Ok(vec![RecordId::Tie(id)]),
            (Ok(_), None) => Ok(Vec::new()),
            (Err(refusal), _) => Err(refusal.clone()),
        };
        context.row(row, summary(row), said);
    }
}

fn summary(row: &RowOf<'_>) -> String {
    let ends = format!("{} {} {}", row.get("from_id"), row.get("relation"), row.get("to_id"));
    let more: Vec<&str> = [row.get("amount_usd"), row.get("date")]
        .into_iter()
        .filter(|cell| !cell.is_empty())
        .collect();
    if more.is_empty() { ends } else { format!("{ends}, {}", more.join(", ")) }
}

fn statement(context: &mut Context<'_>, row: &RowOf<'_>) -> Result<Statement, Box<Refusal>> {
    let (from, from_kind) = end(context, row, "from_id")?;
    let (to, to_kind) = end(context, row, "to_id")?;
    if from == to {
        return Err(row.refuse("to_id", "is where the tie comes from", "another thing"));
    }
    let verb = row.need("relation", "a verb")?;
    let Some(words) = context.words.verbs.get(verb).cloned() else {
        let expected = "a relation of the mapping; a mapping file can add it under `verbs`";
        return Err(row.refuse("relation", "is not a known relation", expected));
    };
    let ((from, from_kind), (to, to_kind), wanted) = {
        let wanted = tie_base(&from, verb, &to);
        if words.reversed {
            ((to, to_kind), (from, from_kind), wanted)
        } else {
            ((from, from_kind), (to, to_kind), wanted)
        }
    };
    let fits = words.kind.may_join(from_kind, to_kind);
    let kind = if fits { words.kind } else { TieKind::Relates };
    check_cycle(context, row, kind, &from, &to)?;
    let date = row.date("date")?;
    let amount = row.dollars("amount_usd")?;
    let readings: Vec<Reading> =
        context.words.readings.iter().filter(|it| row.is(it)).cloned().collect();
    let money = money(row, kind, amount, &readings)?;
    let mut note = vec![row.get("detail").to_owned()];
    if let (None, Some(amount)) = (&money, amount) {
        note.push(format!("amount stated: {amount} USD"));
        let reason =
            format!("a `{}` tie has no amount; {amount} USD is kept as a note", kind.word());
        context.notice(row, "amount_usd", reason);
    }
    if words.reversed {
        note.push(format!("read from the other end of `{}`", summary(row)));
    }
    note.retain(|part| !part.is_empty());
    let stated = context.provenances(row)?;
    let stated = match context.words.inferred_details.iter().any(|it| it == row.get("detail")) {
        true => with_confidence(&stated, Confidence::Inferred),
        false => stated,
    };
    let date = match (date, words.date) {
        (None, Some(date)) => each(date, &noted(&stated, &format!("the date stands in `{verb}`"))),
        _ => date_facts(date, row.get("date"), &stated),
    };
    let programme = row.get("detail");
    let programme = context.words.programmes.iter().any(|it| it == programme).then_some(programme);
    let amount = match money {
        Some((money, Some(words))) => each(money, &noted(&stated, &words)),
        Some((money, None)) => each(money, &stated),
        None => Facts::unknown(),
    };
    if kind == TieKind::PartOf {
        context.within.add(&from, &to);
    }
    Ok(Statement {
        relation: (from, to, verb.to_owned()),
        kind,
        wanted,
        date,
        amount,
        programme: programme.map(str::to_owned),
        regrant: words.regrant || readings.iter().any(|reading| reading.regrant),
        stated: noted(&stated, &note.join("; ")),
    })
}

fn end(
    context: &mut Context<'_>,
    row: &RowOf<'_>,
    column: &str,
) -> Result<(EntityId, waymark_model::EntityKind), Box<Refusal>> {
    let code = row.need(column, "the code of a thing")?;
    context.resolve(code).ok_or_else(|| {
        let expected = "a code of the other tables, or of something on the map";
        row.refuse(column, "stands for nothing that is known", expected)
    })
}

/// The amount of a funding tie, and the words it stands in where it has no column of its own.
fn money(
    row: &RowOf<'_>,
    kind: TieKind,
    amount: Option<Decimal>,
    readings: &[Reading],
) -> Result<Option<(Money, Option<String>)>, Box<Refusal>> {
    if kind != TieKind::Funds {
        return Ok(None);
    }
    let pooled = readings.iter().any(|reading| reading.pooled);
    let dollars = |amount| Money { amount, currency: Currency::USD, pooled };
    if let Some(amount) = amount {
        return Ok(Some((dollars(amount), None)));
    }
    let Some(text) = readings.iter().find_map(|reading| reading.amount.as_ref()) else {
        return Ok(None);
    };
    match read_amount(text, None) {
        Ok((amount, _)) => Ok(Some((dollars(amount), Some(row.get("detail").to_owned())))),
        Err(reason) => {
            let reason = format!("is read by the mapping as `{text}`, which {reason}");
            Err(row.refuse("detail", &reason, AMOUNT_EXPECTED))
        }
    }
}

/// A part of itself cannot be applied, and would take the whole import with it.
fn check_cycle(
    context: &Context<'_>,
    row: &RowOf<'_>,
    kind: TieKind,
    from: &EntityId,
    to: &EntityId,
) -> Result<(), Box<Refusal>> {
    if kind != TieKind::PartOf {
        return Ok(());
    }
    if context.within.would_go_round(from, to) {
        let expected = "a whole that is not a part of its own part";
        return Err(row.refuse("to_id", "is already a part of the other", expected));
    }
    Ok(())
}

/// Puts all ties of one relation: those that the map has keep their ids.
fn put_group(
    context: &mut Context<'_>,
    relation: &Relation,
    group: &[(usize, &Statement)],
    ids: &mut [Option<TieId>],
) {
    let candidates: Vec<Tie> =
        on_map(context.draft.map, relation, group[0].1.kind).cloned().collect();
    let matched = match_to(&candidates, group);
    let derived = context.derived.get(relation).cloned();
    let mut put: Vec<(TieId, &Statement)> = Vec::new();
    for ((index, statement), known) in group.iter().zip(matched) {
        let same = put.iter().find(|(_, other)| same_content(other, statement));
        let id = match (same, known) {
            (Some((id, _)), _) => id.clone(),
            (None, Some(id)) => id,
            // The first row takes over what another table implied, unless another row has it.
            (None, None) => match &derived {
                Some(id) if put.iter().all(|(other, _)| other != id) => id.clone(),
                _ => context.draft.free_tie(&statement.wanted),
            },
        };
        add(context, &id, statement);
        put.push((id.clone(), statement));
        ids[*index] = Some(id);
    }
}

fn same_content(a: &Statement, b: &Statement) -> bool {
    values(&a.date).eq(values(&b.date))
        && values(&a.amount).eq(values(&b.amount))
        && a.programme == b.programme
}

fn values<T>(facts: &Facts<T>) -> impl Iterator<Item = &T> {
    facts.iter().map(|fact| &fact.value)
}

/// Which tie of the map each statement speaks of: first those that say the same, then those that
/// were read from this table before, in their order.
fn match_to(candidates: &[Tie], group: &[(usize, &Statement)]) -> Vec<Option<TieId>> {
    let mut free: Vec<&Tie> = candidates.iter().collect();
    let mut matched: Vec<Option<TieId>> = vec![None; group.len()];
    for (slot, (_, statement)) in matched.iter_mut().zip(group) {
        let position = free.iter().position(|tie| says(tie, statement));
        *slot = position.map(|position| free.remove(position).id.clone());
    }
    for slot in matched.iter_mut().filter(|slot| slot.is_none()) {
        let position = free.iter().position(|tie| is_open(tie));
        *slot = position.map(|position| free.remove(position).id.clone());
    }
    matched
}

fn says(tie: &Tie, statement: &Statement) -> bool {
    let unknown = Facts::unknown();
    let amount = tie.funding().map_or(&unknown, |funding| &funding.amount);
    values(&tie.date).eq(values(&statement.date)) && values(amount).eq(values(&statement.amount))
}

/// Whether a row may give a tie another date or amount: it was read from this table, or has none.
fn is_open(tie: &Tie) -> bool {
    let read = tie.stated.iter().any(|it| is_from_table(it, TableKind::Ties.word()));
    let bare = tie.date.is_empty() && tie.funding().is_none_or(|it| it.amount.is_empty());
    read || bare
}

/// The ties of the map that a relation may speak of, in the order of ids.
fn on_map<'m>(
    map: &'m Map,
    relation: &Relation,
    kind: TieKind,
) -> impl Iterator<Item = &'m Tie> + use<'m> {
    let (from, to, verb) = relation;
    let same = |tie: &&Tie| match &tie.verb {
        Some(other) => **other == **verb,
        None => tie.kind == kind,
    };
    let mut ties: Vec<&Tie> = map.ties_between(from, to).filter(same).collect();
    ties.sort_by(|a, b| a.id.cmp(&b.id));
    ties.into_iter()
}

/// Adds a statement to its tie in the draft, which it makes if it is the first.
fn add(context: &mut Context<'_>, id: &TieId, statement: &Statement) {
    if !context.draft.has_tie(id) {
        let (from, to, verb) = statement.relation.clone();
        let mut tie = Tie::plain(id.clone(), statement.kind, from, to, statement.stated[0].clone());
        tie.verb = Some(verb.into());
        tie.stated.clear();
        context.draft.tie(tie);
    }
    let Some(tie) = context.draft.tie_mut(id) else { return };
    for provenance in &statement.stated {
        if !tie.stated.contains(provenance) {
            tie.stated.push(provenance.clone());
        }
    }
    statement.date.iter().for_each(|fact| tie.date.add(fact.clone()));
    if let TieDetails::Funding(funding) = &mut tie.details {
        let funding: &mut Funding = funding;
        statement.amount.iter().for_each(|fact| funding.amount.add(fact.clone()));
        funding.programme = statement.programme.clone().or(funding.programme.take());
        funding.regrant |= statement.regrant;
    }
}
