//! Small maps in arrow notation, for examples and tests.

use crate::{
    Change, Confidence, Currency, Date, Declared, Entity, EntityId, EntityKind, Facet, FacetId,
    Fact, Facts, FundingStatus, Map, Milestone, MilestoneId, MilestoneStatus, Money, Provenance,
    Source, SourceId, Stage, StageNature, StageReading, StageWhen, Term, TermId, TermRef, Tie,
    TieDetails, TieId, TieKind,
};

/// Draws a small map from arrow notation; see [`try_sketch`] for the notation.
///
/// # Panics
/// When the notation is wrong: it is meant for examples and tests.
pub fn sketch(text: &str) -> Map {
    try_sketch(text).unwrap_or_else(|problem| panic!("{problem}"))
}

/// Draws a small map from arrow notation, one statement on a line:
///
/// ```text
/// lumina -funds-> registry            a tie; what its ends are follows from its kind
/// lumina -funds-> lab 100USD @2019 pledged inferred both
/// goal access Access for all          a thing of a kind, with a name
/// registry term place/indiana         a term; its facet is made
/// registry start 2016-12               when it began; `end` likewise
/// registry stage 2019 2/3 forecast    a stage reading
/// registry milestone met due=2019 done=2019-03
/// ```
///
/// Everything is `reported` by one source, `sketch`, unless a tie says otherwise.
///
/// # Errors
/// The line that could not be read, and why.
pub fn try_sketch(text: &str) -> Result<Map, String> {
    let mut map = Map::new();
    let source = Source::titled(source_id(), "sketch");
    put(&mut map, Change::PutSource(Box::new(source)))?;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() {
            statement(&mut map, line)
                .map_err(|problem| format!("line {}: `{line}`: {problem}", number + 1))?;
        }
    }
    Ok(map)
}

fn source_id() -> SourceId {
    SourceId::parse("sketch").expect("a constant id is well formed")
}

fn stated(confidence: Confidence) -> Provenance {
    Provenance::new(source_id(), confidence)
}

fn fact<T>(value: T) -> Fact<T> {
    Fact::new(value, stated(Confidence::Reported))
}

fn put(map: &mut Map, change: Change) -> Result<(), String> {
    map.apply(&[change]).map(drop).map_err(|rejected| rejected.error.to_string())
}

fn statement(map: &mut Map, line: &str) -> Result<(), String> {
    if let Some((left, right)) = line.split_once("->") {
        return arrow(map, left, right);
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        [kind, id, ..] if EntityKind::from_word(kind).is_some() => {
            let kind = EntityKind::from_word(kind).ok_or("no kind")?;
            let name = if words.len() > 2 { words[2..].join(" ") } else { id.to_owned() };
            put(map, Change::PutEntity(Box::new(thing(kind, id, &name)?)))
        }
        [id, "term", term] => add_term(map, id, term),
        [id, which @ ("start" | "end"), date] => add_span(map, id, which, date),
        [id, "stage", when, stages, ref rest @ ..] => add_stage(map, id, when, stages, rest),
        [id, "milestone", status, ref rest @ ..] => add_milestone(map, id, status, rest),
        _ => Err("no such statement".to_owned()),
    }
}

fn thing(kind: EntityKind, id: &str, name: &str) -> Result<Entity, String> {
    let id = EntityId::parse(id).map_err(|error| error.to_string())?;
    let name = Facts::one(name.to_owned(), stated(Confidence::Reported));
    Ok(match kind {
        EntityKind::Organization => Entity::organization(id, name),
        EntityKind::Initiative => Entity::initiative(id, name),
        EntityKind::Goal => Entity::goal(id, name),
        EntityKind::Publication => Entity::publication(id, name),
    })
}

fn arrow(map: &mut Map, left: &str, right: &str) -> Result<(), String> {
    let (from, kind) = left.rsplit_once(" -").ok_or("expected `a -kind-> b`")?;
    let kind = TieKind::from_word(kind.trim()).ok_or("no such kind of tie")?;
    let mut words = right.split_whitespace();
    let to = words.next().ok_or("expected `a -kind-> b`")?;
    let from = ensure(map, from.trim(), natural_ends(kind).0)?;
    let to = ensure(map, to, natural_ends(kind).1)?;
    let id = free_tie_id(map, &format!("{from}--{}--{to}", kind.word().replace('_', "-")))?;
    let mut tie = Tie::plain(id, kind, from, to, stated(Confidence::Reported));
    for word in words {
        tie_detail(&mut tie, word)?;
    }
    put(map, Change::PutTie(Box::new(tie)))
}

fn natural_ends(kind: TieKind) -> (EntityKind, EntityKind) {
    use EntityKind::{Goal, Initiative, Organization};
    match kind {
        TieKind::Funds | TieKind::Leads | TieKind::Partners => (Organization, Initiative),
        TieKind::Serves => (Initiative, Goal),
        TieKind::Affiliated => (Organization, Organization),
        _ => (Initiative, Initiative),
    }
}

fn ensure(map: &mut Map, id: &str, kind: EntityKind) -> Result<EntityId, String> {
    let parsed = EntityId::parse(id).map_err(|error| error.to_string())?;
    if map.entity(&parsed).is_none() {
        put(map, Change::PutEntity(Box::new(thing(kind, id, id)?)))?;
    }
    Ok(parsed)
}

fn free_tie_id(map: &Map, wanted: &str) -> Result<TieId, String> {
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    let free = names.find_map(|name| match TieId::parse(&name) {
        Ok(id) if map.tie(&id).is_some() => None,
        parsed => Some(parsed),
    });
    free.ok_or("no free id")?.map_err(|error| error.to_string())
}

fn tie_detail(tie: &mut Tie, word: &str) -> Result<(), String> {
    if let Some(date) = word.strip_prefix('@') {
        tie.date.add(fact(Date::parse(date).map_err(|error| error.to_string())?));
        return Ok(());
    }
    if let Some(confidence) = Confidence::from_word(word) {
        tie.stated[0].confidence = confidence;
        return Ok(());
    }
    if word == "both" {
        tie.declared = Some(Declared::ByBoth);
        return Ok(());
    }
    let TieDetails::Funding(funding) = &mut tie.details else {
        return Err(format!("`{word}` says nothing about this tie"));
    };
    if word == "regrant" {
        funding.regrant = true;
    } else if let Some(status) = FundingStatus::from_word(word) {
        funding.status.add(fact(status));
    } else {
        funding.amount.add(fact(money(word).ok_or_else(|| format!("`{word}` is no amount"))?));
    }
    Ok(())
}

fn money(word: &str) -> Option<Money> {
    let split = word.len().checked_sub(3)?;
    let currency = Currency::from_code(word.get(split..)?)?;
    Some(Money::single(word.get(..split)?.parse().ok()?, currency))
}

fn change_entity(
    map: &mut Map,
    id: &str,
    change: impl FnOnce(&mut Entity) -> Result<(), String>,
) -> Result<(), String> {
    let id = EntityId::parse(id).map_err(|error| error.to_string())?;
    let mut entity = map.entity(&id).ok_or("no such thing yet")?.clone();
    change(&mut entity)?;
    put(map, Change::PutEntity(Box::new(entity)))
}

fn add_term(map: &mut Map, id: &str, term: &str) -> Result<(), String> {
    let (facet, term) = term.split_once('/').ok_or("expected `facet/term`")?;
    let facet_id = FacetId::parse(facet).map_err(|error| error.to_string())?;
    let term_id = TermId::parse(term).map_err(|error| error.to_string())?;
    let empty = Facet { id: facet_id.clone(), name: facet.to_owned(), terms: [].into() };
    let mut facet = map.facet(&facet_id).cloned().unwrap_or(empty);
    let named = Term { name: term.to_owned(), broader: None };
    facet.terms.entry(term_id.clone()).or_insert(named);
    put(map, Change::PutFacet(Box::new(facet)))?;
    let reference = TermRef { facet: facet_id, term: term_id };
    change_entity(map, id, |entity| {
        entity.profile_mut().terms.push(fact(reference));
        Ok(())
    })
}

fn add_span(map: &mut Map, id: &str, which: &str, date: &str) -> Result<(), String> {
    let date = Date::parse(date).map_err(|error| error.to_string())?;
    change_entity(map, id, |entity| {
        let Entity::Initiative(initiative) = entity else {
            return Err("only an initiative begins and ends".to_owned());
        };
        let end = if which == "start" { &mut initiative.start } else { &mut initiative.end };
        end.add(fact(date));
        Ok(())
    })
}

fn add_stage(
    map: &mut Map,
    id: &str,
    when: &str,
    stages: &str,
    rest: &[&str],
) -> Result<(), String> {
    let stage = |text: &str| text.parse().ok().and_then(Stage::new).ok_or("no such stage");
    let (low, high) = stages.split_once('/').unwrap_or((stages, stages));
    let when = match when.strip_prefix('#') {
        Some(step) => StageWhen::Step(step.parse().map_err(|_| "no such step")?),
        None => StageWhen::Year(when.parse().map_err(|_| "no such year")?),
    };
    let nature = match rest {
        [] => StageNature::Reached,
        ["forecast"] => StageNature::Forecast,
        ["unknown"] => StageNature::Unknown,
        _ => return Err("expected `forecast`".to_owned()),
    };
    let reading = StageReading {
        when,
        low: stage(low)?,
        high: stage(high)?,
        nature,
        edition: None,
        provenance: stated(Confidence::Reported),
    };
    change_entity(map, id, |entity| {
        let Entity::Initiative(initiative) = entity else {
            return Err("only an initiative has stages".to_owned());
        };
        initiative.stages.push(reading);
        Ok(())
    })
}

fn add_milestone(map: &mut Map, id: &str, status: &str, rest: &[&str]) -> Result<(), String> {
    let subject = EntityId::parse(id).map_err(|error| error.to_string())?;
    let name = format!("{subject}--milestone-{}", map.milestones_of(&subject).count() + 1);
    let mut milestone = Milestone {
        id: MilestoneId::parse(&name).map_err(|error| error.to_string())?,
        subject,
        title: Facts::one(name, stated(Confidence::Reported)),
        due: Facts::unknown(),
        done: Facts::unknown(),
        status: Facts::unknown(),
        amount: Facts::unknown(),
    };
    if status != "unknown" {
        milestone.status.add(fact(MilestoneStatus::from_word(status).ok_or("no such status")?));
    }
    for word in rest {
        let (which, date) = word.split_once('=').ok_or("expected `due=` or `done=`")?;
        let date = Date::parse(date).map_err(|error| error.to_string())?;
        match which {
            "due" => milestone.due.add(fact(date)),
            "done" => milestone.done.add(fact(date)),
            _ => return Err("expected `due=` or `done=`".to_owned()),
        }
    }
    put(map, Change::PutMilestone(Box::new(milestone)))
}
