//! IATI activities, version 1 and 2.

use waymark_formats::{Format, Input, ReadConfig, read};
use waymark_model::{EntityId, EntityKind, Map, TieKind};

use crate::{map_of, notices, outcomes, read_file};

const ONE: &str = include_str!("../../../../fixtures/formats/iati-1.xml");
const TWO: &str = include_str!("../../../../fixtures/formats/iati-2.xml");

fn two() -> Map {
    map_of(&read_file("ours.xml", TWO.as_bytes()).unwrap())
}

/// The ties to an initiative, with their money.
fn ties(map: &Map, initiative: &str) -> Vec<String> {
    let id = EntityId::parse(initiative).unwrap();
    let text = |tie: &waymark_model::Tie| {
        let start =
            format!("{} {} {}", tie.from, tie.kind.word(), tie.verb.as_deref().unwrap_or(""));
        let Some(funding) = tie.funding() else { return start };
        let money = funding.amount.value().map_or("unknown".to_owned(), |money| {
            format!("{money}{}", if money.pooled { " pooled" } else { "" })
        });
        let status = funding.status.value().map_or("unknown", |status| status.word());
        let date = tie.date.value().map(ToString::to_string).unwrap_or_default();
        let regrant = if funding.regrant { ", regrant" } else { "" };
        format!("{start}: {money} {status} {date}{regrant}")
    };
    let mut ties: Vec<String> = map.ties().filter(|tie| tie.to == id).map(text).collect();
    ties.sort();
    ties
}

#[test]
fn an_activity_is_an_initiative_with_its_dates_places_and_sectors() {
    let map = two();
    let bees = map.entity(&EntityId::parse("bees-and-honey").unwrap()).unwrap();
    let initiative = bees.as_initiative().unwrap();
    assert_eq!(initiative.start.value().unwrap().to_string(), "2018-09-01");
    assert_eq!(initiative.end.preferred().unwrap().provenance.note.as_deref(), Some("planned"));
    let terms: Vec<String> = bees
        .profile()
        .terms
        .iter()
        .map(|it| {
            format!(
                "{}:{} {}",
                it.value.facet,
                it.value.term,
                it.provenance.note.as_deref().unwrap_or("")
            )
        })
        .collect();
    assert_eq!(
        terms,
        [
            "place:ng recipient-country NG",
            "sector:agriculture sector 31120, 60%",
            "sector:pollination sector 99"
        ]
    );
    let attribute = |key: &str| bees.profile().attributes[key].value().unwrap().as_str();
    assert_eq!(attribute("iati-identifier"), "XM-1-BEES");
    assert_eq!(attribute("activity-status"), "Implementation");
    assert_eq!(attribute("reported-by"), "Agency One");
}

#[test]
fn commitments_payments_and_budgets_are_never_added_to_one_another() {
    let map = two();
    assert_eq!(
        ties(&map, "bees-and-honey"),
        [
            "agency-one funds funding: 7500.5 USD awarded 2018-09-01/2019-09-01",
            "bee-society leads implementing",
            "honey-cooperative partners receives",
        ]
    );
    let funding = map.ties().find(|tie| tie.kind == TieKind::Funds).unwrap();
    assert_eq!(
        funding.stated[0].note.as_deref(),
        Some("committed 7500.5 USD; spent 1200 USD; budgeted 9000 USD")
    );
}

#[test]
fn what_several_give_together_is_pooled_and_currencies_stay_apart() {
    let map = two();
    assert_eq!(
        ties(&map, "bees-and-honey-2"),
        [
            "agency-one funds funding: 70 GBP pooled paid 2019-01-01",
            "orchard-fund funds funding: 30 EUR paid 2019-01-01",
            "orchard-fund funds funding: 70 GBP pooled paid 2019-01-01",
        ]
    );
}

#[test]
fn money_that_is_passed_on_is_a_regrant() {
    let map = two();
    assert_eq!(
        ties(&map, "passed-on"),
        [
            "agency-one funds funding: 100 USD awarded 2019-01-01",
            "go-between funds funding: 90 USD paid 2019-02-01, regrant",
            "go-between partners accountable",
        ]
    );
}

#[test]
fn every_activity_transaction_and_budget_has_an_outcome() {
    let parsed = read_file("ours.xml", TWO.as_bytes()).unwrap();
    assert_eq!(parsed.format, Format::Activities);
    assert_eq!(parsed.rows.len(), 4 + 10);
    let refused: Vec<String> =
        parsed.refused().map(|(row, it)| format!("{}: {it}", row.line)).collect();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(
        refused[0]
            .starts_with("26: column `transaction-type`: `6` is no type that tells of funding")
    );
    assert!(refused[1].contains("names nobody who gives"), "{}", refused[1]);
    assert!(notices(&parsed).iter().any(|it| it.contains("`policy-marker` is not read")));
}

#[test]
fn activities_are_known_again_by_their_identifier() {
    let map = two();
    let again = |text: &str| {
        read(vec![Input::new("ours.xml", text.as_bytes())], &map, &ReadConfig::default()).unwrap()
    };
    assert_eq!(again(TWO).changes, []);
    let corrected = again(&TWO.replace("<value>5000</value>", "<value>6000</value>"));
    assert_eq!(corrected.changes.len(), 1);
    let renamed =
        again(&TWO.replace("<narrative>Lost</narrative>", "<narrative>Found</narrative>"));
    assert!(renamed.changes.len() == 1, "{:?}", renamed.changes);
}

#[test]
fn version_1_says_the_same_in_its_own_words() {
    let parsed = read_file("old.xml", ONE.as_bytes()).unwrap();
    let map = map_of(&parsed);
    assert_eq!(
        ties(&map, "wells"),
        [
            "agency-one funds funding: 2694511.28646 USD awarded 2012-01-01",
            "water-trust leads implementing",
        ]
    );
    assert_eq!(parsed.rows.len(), 3);
    assert_eq!(map.counts().entities[&EntityKind::Organization], 2);
}

#[test]
fn an_identifier_given_twice_is_refused() {
    let text = TWO.replace("XM-1-PONDS", "XM-1-BEES");
    let parsed = read_file("ours.xml", text.as_bytes()).unwrap();
    assert!(
        outcomes(&parsed).iter().any(|it| it.contains("identifies the activity at line 3 too"))
    );
}

#[test]
fn broken_and_malicious_xml_is_refused() {
    let refused = |text: &str| read_file("a.xml", text.as_bytes()).unwrap_err().to_string();
    let cut = TWO.find("<policy-marker").unwrap();
    assert!(refused(&TWO[..cut]).contains("the XML ends within an element"));
    assert!(refused(&TWO[..cut + 5]).contains("not well formed"));
    let entity = "<!DOCTYPE a [<!ENTITY x \"y\">]><iati-activities><iati-activity><title>&x;</title></iati-activity></iati-activities>";
    assert!(refused(entity).contains("uses the entity `&x;`"));
    let deep = format!("<iati-activities>{}", "<a>".repeat(1000));
    assert!(refused(&deep).contains("the depth of the XML"));
    assert!(refused("<iati-organisations/>").contains("a list of IATI organisations"));
    assert!(refused("<iati-activities><a></b></iati-activities>").contains("not well formed"));
}
