//! JSON-LD: nodes become things, links become ties.

use waymark_formats::{Form, Format, Input, ReadConfig, read};
use waymark_model::{Entity, EntityId, EntityKind, Map, TieId, TieKind};

use crate::{map_of, notices, outcomes, read_file};

const FIELD: &str = include_str!("../../../../fixtures/formats/field.jsonld");

fn entity<'m>(map: &'m Map, id: &str) -> &'m Entity {
    map.entity(&EntityId::parse(id).unwrap()).unwrap_or_else(|| panic!("no `{id}`"))
}

#[test]
fn nodes_are_things_in_the_terms_of_both_vocabularies() {
    let parsed = read_file("field.jsonld", FIELD.as_bytes()).unwrap();
    assert_eq!((parsed.format, parsed.detected[0].form), (Format::Linked, Form::JsonLd));
    let map = map_of(&parsed);
    let mut things: Vec<(&str, EntityKind)> =
        map.entities().map(|it| (it.name(), it.kind())).collect();
    things.sort_unstable();
    let expected = [
        ("Access", EntityKind::Goal),
        ("Another College", EntityKind::Organization),
        ("Bridge", EntityKind::Initiative),
        ("Data Work", EntityKind::Initiative),
        ("Fund", EntityKind::Organization),
        ("Open College", EntityKind::Organization),
    ];
    assert_eq!(things, expected);
    let fund = entity(&map, "fund").profile();
    assert_eq!(fund.aliases.len(), 2);
    assert_eq!(fund.name.preferred().unwrap().provenance.source.as_str(), "report");
    let college = entity(&map, "open-college").as_organization().unwrap();
    assert_eq!(college.identifiers[0].value.scheme, "ctid");
    assert_eq!(college.profile.website.value().unwrap(), "https://college.example.org");
    let terms = |id: &str| entity(&map, id).profile().terms.len();
    assert_eq!((terms("fund"), terms("bridge")), (2, 1));
    let source = map.sources().find(|source| source.id.as_str() == "report").unwrap();
    assert_eq!((source.title.as_str(), source.publisher.as_deref()), ("A report", Some("Fund")));
}

#[test]
fn links_are_ties_and_what_leads_nowhere_is_told() {
    let parsed = read_file("field.jsonld", FIELD.as_bytes()).unwrap();
    let map = map_of(&parsed);
    let mut ties: Vec<(&str, TieKind, &str)> =
        map.ties().map(|tie| (tie.from.as_str(), tie.kind, tie.to.as_str())).collect();
    ties.sort_unstable();
    let expected = [
        ("another-college", TieKind::Partners, "data-work"),
        ("bridge", TieKind::Serves, "access"),
        ("fund", TieKind::Funds, "bridge"),
        ("fund", TieKind::Leads, "bridge"),
        ("open-college", TieKind::Leads, "data-work"),
        ("open-college", TieKind::Partners, "bridge"),
    ];
    assert_eq!(ties, expected);
    let gift = map.tie(&TieId::parse("gift").unwrap()).unwrap();
    assert_eq!(gift.funding().unwrap().amount.value().unwrap().to_string(), "1000.5 EUR");
    let milestone = map.milestones().next().unwrap();
    assert!(milestone.due.is_empty() && milestone.done.value().is_some());
    let refused: Vec<String> = outcomes(&parsed).into_iter().filter(|it| it != "created").collect();
    assert_eq!(
        refused,
        [
            "column `fundedItem`: `#nowhere` is nothing that was read: expected a node that can be \
             read",
            "column `@type`: `Person` is a type that no map has a place for: expected an \
             organization, a project, a credential, a work, a defined term, a grant or an event",
            "`\"no node\"` is no object: expected an object",
        ]
    );
    let notices = notices(&parsed).join("\n");
    assert!(notices.contains("`#nowhere` is no thing that was read"), "{notices}");
    assert!(notices.contains("1 credentials are taken for initiatives"), "{notices}");
    assert!(notices.contains("`fein` is not read (it stands there 1 times)"), "{notices}");
}

#[test]
fn a_corrected_document_changes_what_was_corrected() {
    let map = map_of(&read_file("field.jsonld", FIELD.as_bytes()).unwrap());
    let onto = |text: &str, map: &Map| {
        let inputs = vec![Input::new("field.jsonld", text.as_bytes())];
        read(inputs, map, &ReadConfig::default()).unwrap()
    };
    assert_eq!(onto(FIELD, &map).changes, []);
    let corrected = FIELD.replace("What it says", "What it is").replace("1000.5", "1000.75");
    let corrected = corrected.replace("\"Bridge\"", "\"Broad Bridge\"");
    let again = onto(&corrected, &map);
    assert_eq!((again.tally().changed, again.tally().created), (3, 0));
    let mut changed = map.clone();
    changed.apply(&again.changes).unwrap();
    assert_eq!(entity(&changed, "bridge").name(), "Broad Bridge");
    assert_eq!(changed.entities().count(), map.entities().count());
    assert_eq!(changed.tie_count(), map.tie_count());
    assert_eq!(onto(&corrected, &changed).changes, []);
}
