//! From edges to ties.

use waymark_model::{
    Currency, Date, EntityId, EntityKind, Fact, Facts, Funding, Money, Tie, TieDetails, TieId,
    TieKind,
};
use waymark_networks::{Direction, Edge, Network, Spell, Value};

use super::kinds::is_named;
use super::{Reader, refuse};
use crate::names::tie_base;
use crate::value::read_amount;
use crate::{ReadTie, RecordId, Refusal};

/// Attributes that tell what an edge means, the most telling first.
const TELLING: [&str; 7] =
    ["relation", "relationship", "verb", "kind", "interaction", "predicate", "type"];

/// What an edge without a word is called in the id of its tie.
const UNNAMED: &str = "relates";

/// The ends of a tie, put in order.
struct Ends {
    from: (EntityId, EntityKind),
    to: (EntityId, EntityKind),
}

/// What an edge means.
struct Meaning {
    verb: Option<String>,
    kind: TieKind,
    reversed: bool,
    regrant: bool,
}

impl Reader<'_> {
    pub(super) fn edges(&mut self, network: &Network) -> Vec<ReadTie> {
        let mut read = Vec::with_capacity(network.edges().len());
        for (edge, number) in network.edges().iter().zip(1..) {
            let title = |place: u32| {
                network.nodes().get(place as usize).map(|it| it.title()).unwrap_or_default()
            };
            let id = |place: u32| {
                network.nodes().get(place as usize).map(|it| it.id().to_owned()).unwrap_or_default()
            };
            let mut meaning = self.meaning(edge);
            let said = self.edge(edge, &mut meaning, title(edge.to), number);
            let verb = meaning.verb.as_deref().unwrap_or(UNNAMED);
            let summary = format!("{} {verb} {}", title(edge.from), title(edge.to));
            read.push(ReadTie {
                from: id(edge.from),
                to: id(edge.to),
                kind: meaning.kind,
                verb: meaning.verb.clone(),
                record: said.as_ref().ok().cloned(),
            });
            self.row("edges", number, summary, said.map(|id| vec![RecordId::Tie(id)]));
        }
        read
    }

    fn meaning(&self, edge: &Edge) -> Meaning {
        let stated = TELLING.iter().find_map(|name| {
            let mut values = edge.values.iter().filter(|(other, _)| is_named(other, name));
            values.find_map(|(_, value)| value.as_text())
        });
        let verb = edge.kind.as_deref().or(stated).or(edge.label.as_deref());
        let verb = verb.map(str::trim).filter(|verb| !verb.is_empty());
        let words = verb.and_then(|verb| self.words.verbs.get(verb));
        let own = verb.and_then(|verb| TieKind::from_word(&verb.to_lowercase().replace(' ', "_")));
        Meaning {
            verb: verb.map(str::to_owned),
            kind: words.map(|words| words.kind).or(own).unwrap_or(TieKind::Relates),
            reversed: words.is_some_and(|words| words.reversed),
            regrant: words.is_some_and(|words| words.regrant),
        }
    }

    fn edge(
        &mut self,
        edge: &Edge,
        meaning: &mut Meaning,
        to_title: &str,
        number: u64,
    ) -> Result<TieId, Box<Refusal>> {
        let end = |place: u32, what: &str| {
            let thing = self.things.get(place as usize).cloned().flatten();
            let reason = "is a node that was refused";
            thing.ok_or_else(|| refuse(what, to_title, reason, "a node that can be read"))
        };
        let (first, second) = (end(edge.from, "source")?, end(edge.to, "target")?);
        if first.0 == second.0 {
            let reason = "is where the edge comes from";
            return Err(refuse("target", to_title, reason, "another thing"));
        }
        let ends = match meaning.reversed {
            true => Ends { from: second, to: first },
            false => Ends { from: first, to: second },
        };
        let (from, to) = (&ends.from.0, &ends.to.0);
        let fits = meaning.kind.may_join(ends.from.1, ends.to.1);
        let round = meaning.kind == TieKind::PartOf && self.within.would_go_round(from, to);
        if !fits || round {
            meaning.kind = TieKind::Relates;
        }
        if meaning.kind == TieKind::PartOf {
            self.within.add(from, to);
        }
        let verb = meaning.verb.as_deref().unwrap_or(UNNAMED);
        let id = self.tie_id(from, verb, to);
        let mut said = self.provenance("edge", number);
        let mut tie = Tie::plain(id.clone(), meaning.kind, from.clone(), to.clone(), said.clone());
        tie.verb = meaning.verb.as_deref().map(Into::into);
        let mut notes = Vec::new();
        match edge.direction {
            Direction::Undirected if !meaning.kind.is_symmetric() => {
                notes.push("not directed in the file".to_owned());
            }
            Direction::Mutual => notes.push("both ways in the file".to_owned()),
            _ => {}
        }
        if let Some(date) = date_of(&edge.spells) {
            tie.date = Facts::one(date, said.clone());
        } else if !edge.spells.is_empty() {
            notes.push(format!("time: {}", time_of(&edge.spells)));
        }
        let money = money_of(edge).filter(|_| meaning.kind == TieKind::Funds);
        let amount_told = money.is_some();
        if meaning.kind == TieKind::Funds {
            let amount = money.map(|money| Fact::new(money, said.clone()));
            tie.details = TieDetails::Funding(Box::new(Funding {
                amount: amount.into_iter().collect(),
                regrant: meaning.regrant,
                ..Funding::default()
            }));
        }
        notes.extend(edge.weight.map(|weight| format!("weight: {weight}")));
        let label = edge.label.as_deref().filter(|label| Some(*label) != meaning.verb.as_deref());
        notes.extend(label.map(|label| format!("label: {label}")));
        for (name, value) in edge.values.iter() {
            let money = amount_told && (is_named(name, "amount") || is_named(name, "currency"));
            let is_verb = value.as_text().is_some_and(|text| Some(text) == meaning.verb.as_deref());
            if !money && !is_verb {
                notes.push(format!("{name}: {value}"));
            }
        }
        let note = (!notes.is_empty()).then(|| notes.join("; ").into());
        said.note = note;
        tie.stated = vec![said];
        self.draft.tie(tie);
        Ok(id)
    }

    /// The id of an edge's tie: that which this source stated before, or a new one.
    fn tie_id(&mut self, from: &EntityId, verb: &str, to: &EntityId) -> TieId {
        let base = tie_base(from, verb, to);
        // However many edges join two nodes, each costs the same.
        let key = (from.clone(), verb.to_owned(), to.clone());
        let begin = self.ties.get(&key).map_or(1, |last| last + 1);
        let numbered = |number: u64| match number {
            1 => base.clone(),
            _ => format!("{base}--{number}"),
        };
        let own = |id: &TieId| {
            let on_map = self.draft.map.tie(id);
            let ours = on_map.is_none_or(|tie| {
                tie.from == *from
                    && tie.to == *to
                    && tie.stated.iter().any(|stated| stated.source == self.source)
            });
            ours && !self.draft.has_tie(id)
        };
        let ids = (begin..).filter_map(|it| Some((it, TieId::parse(&numbered(it)).ok()?)));
        let (number, id) =
            ids.into_iter().find(|(_, id)| own(id)).expect("there are more numbers than ties");
        self.ties.insert(key, number);
        id
    }
}

/// When an edge is there, where that is one span of the calendar.
fn date_of(spells: &[Spell]) -> Option<Date> {
    let [spell] = spells else { return None };
    match (spell.start.as_deref(), spell.end.as_deref()) {
        (Some(start), Some(end)) if start == end => Date::parse(start).ok(),
        (Some(start), Some(end)) => Date::parse(&format!("{start}/{end}")).ok(),
        (Some(start), None) => Date::parse(&format!("{start}/..")).ok(),
        _ => None,
    }
}

/// Spans of time in one line.
pub(super) fn time_of(spells: &[Spell]) -> String {
    let side = |moment: &Option<String>| moment.clone().unwrap_or_else(|| "..".to_owned());
    let spans = spells.iter().map(|spell| format!("{}/{}", side(&spell.start), side(&spell.end)));
    spans.collect::<Vec<_>>().join(", ")
}

/// How much, where an attribute says so; without a currency where none does.
fn money_of(edge: &Edge) -> Option<Money> {
    let value = |wanted: &str| {
        let mut values = edge.values.iter().filter(|(name, _)| is_named(name, wanted));
        values.next().map(|(_, value)| value)
    };
    let amount = match value("amount")? {
        Value::Text(text) => read_amount(text, None).ok()?.0,
        number => read_amount(&number.to_string(), Some(crate::DecimalMark::Point)).ok()?.0,
    };
    let code = value("currency").and_then(Value::as_text);
    let currency = code.and_then(Currency::from_code).or_else(|| Currency::from_code("XXX"))?;
    Some(Money { amount, currency, pooled: false })
}
