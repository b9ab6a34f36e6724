//! The values that random records are made of.

use proptest::prelude::*;

use crate::{
    Certainty, Confidence, Currency, Date, Day, Decimal, Declared, EditionId, Endpoint, EntityId,
    EntityKind, FacetId, Fact, Facts, Identifier, Locator, Money, Part, Point, Provenance,
    SourceId, Stage, StageNature, StageReading, StageWhen, TermId, TermRef,
};

pub(super) const SOURCES: [&str; 3] = ["guide", "grants", "städte"];
pub(super) const FACETS: [&str; 2] = ["cause", "place"];
pub(super) const TERMS: [&str; 4] = ["a", "b", "c", "d"];
pub(super) const EDITIONS: [&str; 2] = ["2019-01", "2019-03"];
const ENTITIES: [&str; 10] = ["o1", "o2", "o3", "i1", "i2", "i3", "i4", "g1", "g2", "p1"];

/// Each id of the pool is always the same sort of thing.
pub(super) fn kind_of(id: &EntityId) -> EntityKind {
    match id.as_str().as_bytes().first() {
        Some(b'o') => EntityKind::Organization,
        Some(b'i') => EntityKind::Initiative,
        Some(b'g') => EntityKind::Goal,
        _ => EntityKind::Publication,
    }
}

pub(super) fn entity_id() -> impl Strategy<Value = EntityId> {
    proptest::sample::select(&ENTITIES[..])
        .prop_map(|id| EntityId::parse(id).expect("a constant id is well formed"))
}

pub(super) fn edition_id() -> impl Strategy<Value = EditionId> {
    proptest::sample::select(&EDITIONS[..])
        .prop_map(|id| EditionId::parse(id).expect("a constant id is well formed"))
}

fn source_id() -> impl Strategy<Value = SourceId> {
    proptest::sample::select(&SOURCES[..])
        .prop_map(|id| SourceId::parse(id).expect("a constant id is well formed"))
}

pub(super) fn term_ref() -> impl Strategy<Value = TermRef> {
    let facet = proptest::sample::select(&FACETS[..]);
    (facet, proptest::sample::select(&TERMS[..])).prop_map(|(facet, term)| TermRef {
        facet: FacetId::parse(facet).expect("a constant id is well formed"),
        term: TermId::parse(term).expect("a constant id is well formed"),
    })
}

/// A text with something in it, now and then with letters of other scripts or a line break.
pub(super) fn text() -> BoxedStrategy<String> {
    prop_oneof![
        8 => "[a-zA-Z0-9][a-zA-Z0-9 .,&’-]{0,20}",
        1 => "[à-ÿ北京\u{1F30D}]{1,6}",
        1 => Just("two\nlines, \"quoted\"".to_owned()),
    ]
    .boxed()
}

pub(super) fn provenance() -> BoxedStrategy<Provenance> {
    let locator = prop_oneof![
        any::<u64>().prop_map(Locator::Line),
        text().prop_map(|text| Locator::Text(text.into())),
    ];
    (
        source_id(),
        proptest::sample::select(&Confidence::ALL[..]),
        proptest::option::of(date()),
        proptest::option::of(locator),
        proptest::option::weighted(0.2, text().prop_map(String::into_boxed_str)),
    )
        .prop_map(|(source, confidence, as_of, locator, note)| Provenance {
            source,
            confidence,
            as_of,
            locator,
            note,
        })
        .boxed()
}

pub(super) fn fact<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Fact<T>> {
    (value, provenance()).prop_map(|(value, provenance)| Fact::new(value, provenance))
}

/// Nothing, one fact, or several that may contradict each other.
pub(super) fn facts<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Facts<T>> {
    proptest::collection::vec(fact(value), 0..3).prop_map(|facts| facts.into_iter().collect())
}

/// One fact or several.
pub(super) fn known<T: std::fmt::Debug>(
    value: impl Strategy<Value = T>,
) -> impl Strategy<Value = Facts<T>> {
    proptest::collection::vec(fact(value), 1..3).prop_map(|facts| facts.into_iter().collect())
}

pub(super) fn facts_of_text() -> BoxedStrategy<Facts<String>> {
    facts(text()).boxed()
}

fn point() -> impl Strategy<Value = Point> {
    let certainty = prop_oneof![
        4 => Just(Certainty::Exact),
        1 => Just(Certainty::Uncertain),
        1 => Just(Certainty::Approximate),
        1 => Just(Certainty::Both),
    ];
    let part = prop_oneof![
        Just(Part::Decade),
        Just(Part::Year),
        prop_oneof![21..=24_u8, 33..=41_u8].prop_map(Part::Grouping),
        (1..=12_u8).prop_map(Part::Month),
        (1..=12_u8, 1..=31_u8).prop_map(|(month, day)| Part::Day(month, day)),
    ];
    (1900..2100_i32, part, certainty)
        .prop_filter("a day that exists", |(year, part, _)| match part {
            Part::Day(month, day) => Day::new(*year, *month, *day).is_some(),
            _ => true,
        })
        .prop_map(|(year, part, certainty)| {
            let year = if part == Part::Decade { year / 10 * 10 } else { year };
            Point { year, part, certainty }
        })
}

pub(super) fn date() -> BoxedStrategy<Date> {
    let end = || {
        prop_oneof![
            2 => point().prop_map(Endpoint::At),
            1 => Just(Endpoint::Open),
            1 => Just(Endpoint::Unknown),
        ]
    };
    let interval = (point(), end(), any::<bool>()).prop_map(|(point, end, first)| {
        let at = Endpoint::At(point);
        match end {
            Endpoint::At(other) if other.latest() < point.earliest() => Date::Between(end, at),
            Endpoint::At(_) => Date::Between(at, end),
            _ if first => Date::Between(at, end),
            _ => Date::Between(end, at),
        }
    });
    prop_oneof![3 => point().prop_map(Date::At), 1 => interval].boxed()
}

fn decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (-9_000_000..900_000_000_i64, 0..4_u32),
        1 => (any::<i64>(), 0..=Decimal::MAX_SCALE),
    ]
    .prop_map(|(number, scale)| Decimal::new(number, scale))
}

pub(super) fn weight() -> impl Strategy<Value = Decimal> {
    (0..=100_i64).prop_map(|percent| Decimal::new(percent, 2))
}

pub(super) fn money() -> impl Strategy<Value = Money> {
    let currency = proptest::sample::select(&["USD", "EUR", "CHF"][..])
        .prop_map(|code| Currency::from_code(code).expect("a constant code is a currency"));
    (decimal(), currency, any::<bool>()).prop_map(|(amount, currency, pooled)| Money {
        amount,
        currency,
        pooled,
    })
}

pub(super) fn identifier() -> impl Strategy<Value = Identifier> {
    (proptest::sample::select(&["ein", "ror", "wikidata"][..]), text())
        .prop_map(|(scheme, value)| Identifier { scheme: scheme.to_owned(), value })
}

pub(super) fn declared() -> impl Strategy<Value = Declared> {
    proptest::sample::select(&Declared::ALL[..])
}

pub(super) fn stage_reading() -> impl Strategy<Value = StageReading> {
    let when = prop_oneof![
        (1990..2030_i32).prop_map(StageWhen::Before),
        (1990..2030_i32).prop_map(StageWhen::Year),
        (1..9_u32).prop_map(StageWhen::Step),
    ];
    let stage = || proptest::sample::select(&Stage::ALL[..]);
    let nature = proptest::sample::select(&StageNature::ALL[..]);
    (when, stage(), stage(), nature, proptest::option::of(edition_id()), provenance()).prop_map(
        |(when, one, other, nature, edition, provenance)| StageReading {
            when,
            low: one.min(other),
            high: one.max(other),
            nature,
            edition,
            provenance,
        },
    )
}
