//! Random maps, for property tests: [`change`], [`history`] and [`map`] are `proptest` strategies.
//!
//! Ids come from small pools, so that records are replaced, removed and come back. Whatever the
//! model can hold occurs: unknown amounts, several currencies, shared sums, intervals with open
//! ends, parts of parts, facts in conflict.

mod value;

use proptest::prelude::*;

use crate::{
    Change, Coordination, CoordinationLevel, Edition, EditionId, Entity, EntityId, EntityKind,
    Facet, FacetId, Funding, FundingStatus, Goal, Initiative, Map, Milestone, MilestoneId,
    MilestoneStatus, Organization, Profile, Publication, Service, Source, SourceId, Term, TermId,
    Tie, TieDetails, TieId, TieKind,
};
use value::{
    date, declared, edition_id, entity_id, fact, facts, facts_of_text, identifier, kind_of, known,
    money, provenance, stage_reading, term_ref, text, weight,
};

/// One random change. Alone it may well be refused: see [`history`].
pub fn change() -> BoxedStrategy<Change> {
    prop_oneof![
        6 => entity().prop_map(|entity| Change::PutEntity(Box::new(entity))),
        8 => tie().prop_map(|tie| Change::PutTie(Box::new(tie))),
        3 => milestone().prop_map(|milestone| Change::PutMilestone(Box::new(milestone))),
        1 => source().prop_map(|source| Change::PutSource(Box::new(source))),
        1 => facet().prop_map(|facet| Change::PutFacet(Box::new(facet))),
        1 => edition().prop_map(|edition| Change::PutEdition(Box::new(edition))),
        3 => removal(),
    ]
    .boxed()
}

/// Batches of changes, each of which can be applied to what those before it made of an empty map.
/// The first makes sources, facets and editions for the others.
pub fn history(
    batches: impl Into<proptest::collection::SizeRange>,
    changes: impl Into<proptest::collection::SizeRange>,
) -> impl Strategy<Value = Vec<Vec<Change>>> {
    let changes = proptest::collection::vec(change(), changes);
    let batches = proptest::collection::vec(changes, batches);
    (groundwork(), batches).prop_map(|(groundwork, batches)| {
        let mut map = Map::new();
        let candidates = std::iter::once(groundwork).chain(batches);
        candidates.map(|candidate| apply_what_can_be(&mut map, candidate)).collect()
    })
}

/// A random map.
pub fn map() -> impl Strategy<Value = Map> {
    history(1..4, 0..24).prop_map(|batches| {
        let mut map = Map::new();
        for batch in &batches {
            map.apply(batch).expect("a history can be applied");
        }
        map
    })
}

/// Applies changes without those that are refused, and gives the ones that were applied.
fn apply_what_can_be(map: &mut Map, mut changes: Vec<Change>) -> Vec<Change> {
    while let Err(rejected) = map.apply(&changes) {
        changes.remove(rejected.index);
    }
    changes
}

/// Everything that the other records refer to.
fn groundwork() -> impl Strategy<Value = Vec<Change>> {
    let sources = value::SOURCES.map(|id| {
        let id = SourceId::parse(id).expect("a constant id is well formed");
        source_with(id).prop_map(|source| Change::PutSource(Box::new(source)))
    });
    let facets = value::FACETS.map(|id| {
        let terms = value::TERMS.map(|term| {
            let term = TermId::parse(term).expect("a constant id is well formed");
            (term, Term { name: "a term".to_owned(), broader: None })
        });
        let id = FacetId::parse(id).expect("a constant id is well formed");
        let facet = Facet { id, name: "a facet".to_owned(), terms: terms.into() };
        Change::PutFacet(Box::new(facet))
    });
    let editions = value::EDITIONS.map(|id| {
        let id = EditionId::parse(id).expect("a constant id is well formed");
        edition_with(id).prop_map(|edition| Change::PutEdition(Box::new(edition)))
    });
    (sources, editions).prop_map(move |(sources, editions)| {
        sources.into_iter().chain(facets.clone()).chain(editions).collect()
    })
}

fn entity() -> impl Strategy<Value = Entity> {
    let profile = profile();
    (profile, organization_parts(), initiative_parts(), goal_parts()).prop_map(
        |(profile, (sort, identifiers), (start, end, stages), (order, parent, terms, editions))| {
            match kind_of(&profile.id) {
                EntityKind::Organization => {
                    Entity::Organization(Organization { profile, sort, identifiers })
                }
                EntityKind::Initiative => {
                    Entity::Initiative(Initiative { profile, start, end, stages })
                }
                EntityKind::Goal => {
                    Entity::Goal(Goal { profile, order, parent, editions, excludes: terms })
                }
                EntityKind::Publication => Entity::Publication(Publication { profile }),
            }
        },
    )
}

fn organization_parts()
-> impl Strategy<Value = (crate::Facts<String>, Vec<crate::Fact<crate::Identifier>>)> {
    (facts_of_text(), proptest::collection::vec(fact(identifier()), 0..2))
}

fn initiative_parts() -> impl Strategy<
    Value = (crate::Facts<crate::Date>, crate::Facts<crate::Date>, Vec<crate::StageReading>),
> {
    (facts(date()), facts(date()), proptest::collection::vec(stage_reading(), 0..3))
}

type GoalParts = (
    crate::Facts<u32>,
    Option<EntityId>,
    Vec<crate::Fact<crate::TermRef>>,
    Vec<crate::Fact<EditionId>>,
);

fn goal_parts() -> impl Strategy<Value = GoalParts> {
    (
        facts(0..9_u32),
        proptest::option::of(entity_id()),
        proptest::collection::vec(fact(term_ref()), 0..2),
        proptest::collection::vec(fact(edition_id()), 0..2),
    )
}

fn profile() -> impl Strategy<Value = Profile> {
    let attribute = (text(), facts_of_text());
    (
        entity_id(),
        // Mostly the same name for the same id, so that a removed thing may come back.
        proptest::option::weighted(0.2, known(text())),
        provenance(),
        proptest::collection::vec(fact(text()), 0..2),
        facts_of_text(),
        facts_of_text(),
        proptest::collection::vec(fact(term_ref()), 0..3),
        proptest::collection::btree_map(attribute.0, attribute.1, 0..2),
    )
        .prop_map(|(id, name, stated, aliases, description, website, terms, attributes)| {
            let usual = crate::Facts::one(format!("Thing {id}"), stated);
            let name = name.unwrap_or(usual);
            Profile { id, name, aliases, description, website, terms, attributes }
        })
}

fn tie() -> impl Strategy<Value = Tie> {
    let ends = (proptest::sample::select(&TieKind::ALL[..]), entity_id(), entity_id());
    let ends = ends.prop_filter("a tie joins what it may join", |(kind, from, to)| {
        from != to && kind.may_join(kind_of(from), kind_of(to))
    });
    (
        (ends, 0..3_u8),
        proptest::option::of(text().prop_map(String::into_boxed_str)),
        facts(date()),
        proptest::collection::vec(fact(term_ref()), 0..2),
        proptest::option::of(declared()),
        (funding(), service(), coordination()),
        proptest::collection::vec(provenance(), 1..3),
    )
        .prop_map(
            |(((kind, from, to), number), verb, date, terms, declared, details, stated)| {
                let id = format!("{}--{number}", kind.word().replace('_', "-"));
                let (funding, service, coordination) = details;
                let details = match kind {
                    TieKind::Funds => TieDetails::Funding(Box::new(funding)),
                    TieKind::Serves => TieDetails::Service(service),
                    TieKind::Coordinates => TieDetails::Coordination(coordination),
                    _ => TieDetails::Plain,
                };
                let id = TieId::parse(&id).expect("a word and a number make an id");
                Tie { id, kind, from, to, verb, date, terms, declared, details, stated }
            },
        )
}

fn funding() -> impl Strategy<Value = Funding> {
    (
        facts(money()),
        facts(proptest::sample::select(&FundingStatus::ALL[..])),
        proptest::option::of(text()),
        any::<bool>(),
    )
        .prop_map(|(amount, status, programme, regrant)| Funding {
            amount,
            status,
            programme,
            regrant,
        })
}

fn service() -> impl Strategy<Value = Service> {
    (proptest::option::of(weight()), any::<Option<bool>>())
        .prop_map(|(weight, primary)| Service { weight, primary })
}

fn coordination() -> impl Strategy<Value = Coordination> {
    proptest::option::of(proptest::sample::select(&CoordinationLevel::ALL[..]))
        .prop_map(|level| Coordination { level })
}

fn milestone() -> impl Strategy<Value = Milestone> {
    (
        0..4_u8,
        entity_id(),
        known(text()),
        (facts(date()), facts(date())),
        facts(proptest::sample::select(&MilestoneStatus::ALL[..])),
        facts(money()),
    )
        .prop_map(|(number, subject, title, (due, done), status, amount)| {
            let id = MilestoneId::parse(&format!("m{number}")).expect("a number makes an id");
            Milestone { id, subject, title, due, done, status, amount }
        })
}

fn source() -> impl Strategy<Value = Source> {
    proptest::sample::select(&value::SOURCES[..])
        .prop_flat_map(|id| source_with(SourceId::parse(id).expect("a constant id is well formed")))
}

fn source_with(id: SourceId) -> impl Strategy<Value = Source> {
    let maybe = || proptest::option::of(text());
    (text(), maybe(), maybe(), proptest::option::of(date()), maybe()).prop_map(
        move |(title, url, publisher, date, licence)| Source {
            id: id.clone(),
            title,
            url,
            publisher,
            date,
            licence,
        },
    )
}

/// A facet with some of the terms, the second of them narrower than the first.
fn facet() -> impl Strategy<Value = Facet> {
    let id = proptest::sample::select(&value::FACETS[..]);
    let terms = proptest::sample::subsequence(&value::TERMS[..], 1..=value::TERMS.len());
    (id, terms, text(), any::<bool>()).prop_map(|(id, terms, name, nested)| {
        let ids: Vec<TermId> = terms
            .iter()
            .map(|term| TermId::parse(term).expect("a constant id is well formed"))
            .collect();
        let broader = |index| (nested && index == 1).then(|| ids[0].clone());
        let terms = ids.iter().enumerate();
        let terms = terms
            .map(|(index, id)| (id.clone(), Term { name: name.clone(), broader: broader(index) }));
        let id = FacetId::parse(id).expect("a constant id is well formed");
        Facet { id, terms: terms.collect(), name: name.clone() }
    })
}

fn edition() -> impl Strategy<Value = Edition> {
    edition_id().prop_flat_map(edition_with)
}

fn edition_with(id: EditionId) -> impl Strategy<Value = Edition> {
    (text(), proptest::option::of(date()), any::<Option<u64>>(), provenance()).prop_map(
        move |(name, date, position, provenance)| Edition {
            id: id.clone(),
            name,
            date,
            position,
            provenance,
        },
    )
}

fn removal() -> impl Strategy<Value = Change> {
    let tie = (proptest::sample::select(&TieKind::ALL[..]), 0..3_u8).prop_map(|(kind, number)| {
        let id = format!("{}--{number}", kind.word().replace('_', "-"));
        Change::RemoveTie(TieId::parse(&id).expect("a word and a number make an id"))
    });
    let milestone = (0..4_u8).prop_map(|number| {
        let id = MilestoneId::parse(&format!("m{number}")).expect("a number makes an id");
        Change::RemoveMilestone(id)
    });
    let source = proptest::sample::select(&value::SOURCES[..]).prop_map(|id| {
        Change::RemoveSource(SourceId::parse(id).expect("a constant id is well formed"))
    });
    let facet = proptest::sample::select(&value::FACETS[..]).prop_map(|id| {
        Change::RemoveFacet(FacetId::parse(id).expect("a constant id is well formed"))
    });
    prop_oneof![
        4 => entity_id().prop_map(Change::RemoveEntity),
        4 => tie,
        2 => milestone,
        1 => source,
        1 => facet,
        1 => edition_id().prop_map(Change::RemoveEdition),
    ]
}
