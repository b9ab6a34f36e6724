//! 360Giving, as a package and as a spreadsheet.

use waymark_model::{EntityId, EntityKind, Map, TieId};

use crate::{fundings, map_of, outcomes, read_file};

const PACKAGE: &str = include_str!("../../../../fixtures/formats/grants.json");
const SHEET: &str = include_str!("../../../../fixtures/formats/grants.csv");

fn package() -> Map {
    map_of(&read_file("grants.json", PACKAGE.as_bytes()).unwrap())
}

#[test]
fn a_package_tells_who_gave_what_to_whom_when_and_for_what() {
    let map = package();
    assert!(fundings(&map).contains(&"meadow-fund > bee-society: 2266 GBP, 2019-01-18".into()));
    let id = TieId::parse("grant--grants--360g-meadow-1").unwrap();
    let tie = map.tie(&id).unwrap();
    assert_eq!(tie.funding().unwrap().programme.as_deref(), Some("Small grants"));
    let terms: Vec<String> =
        tie.terms.iter().map(|it| format!("{}:{}", it.value.facet, it.value.term)).collect();
    assert_eq!(terms, ["cause:education", "cause:nature", "place:trafford"]);
    let note = tie.stated[0].note.as_deref().unwrap();
    assert!(note.starts_with("Bees in schools; description: Hives for twelve schools"), "{note}");
    let source = map.sources().next().unwrap();
    assert_eq!(source.title, "Grants of the Meadow Fund");
    assert_eq!(source.licence.as_deref(), Some("https://creativecommons.org/licenses/by/4.0/"));
}

#[test]
fn organizations_keep_their_identifiers_and_their_other_names() {
    let map = package();
    let bee = map.entity(&EntityId::parse("bee-society").unwrap()).unwrap();
    let identifiers: Vec<String> = bee
        .as_organization()
        .unwrap()
        .identifiers
        .iter()
        .map(|it| format!("{}:{}", it.value.scheme, it.value.value))
        .collect();
    assert_eq!(identifiers, ["org-id:GB-CHC-1", "charity-number:1"]);
    assert_eq!(bee.profile().aliases[0].value, "The Bee Society of Hale");
    assert_eq!(bee.profile().attributes["postal-code"].value().unwrap(), "M1 1AA");
    assert_eq!(map.counts().entities[&EntityKind::Organization], 4);
}

#[test]
fn a_grant_of_several_to_several_is_one_sum_that_they_share() {
    let map = package();
    let shared = map.ties().filter(|tie| tie.id.as_str().contains("meadow-3"));
    let shared: Vec<(String, bool)> = shared
        .map(|tie| (tie.id.to_string(), tie.funding().unwrap().amount.value().unwrap().pooled))
        .collect();
    assert_eq!(shared.len(), 4);
    assert!(shared.iter().all(|(_, pooled)| *pooled));
    assert!(shared.iter().any(|(id, _)| id == "grant--grants--360g-meadow-3--4"));
}

#[test]
fn a_person_who_receives_is_not_put_on_the_map() {
    let parsed = read_file("grants.json", PACKAGE.as_bytes()).unwrap();
    assert_eq!((parsed.tally().created, parsed.tally().refused), (3, 1));
    assert!(outcomes(&parsed)[3].contains("is a person, and persons are not put on the map"));
}

#[test]
fn the_spreadsheet_of_the_same_grants_changes_nothing() {
    let map = package();
    let again = waymark_formats::read(
        vec![waymark_formats::Input::new("grants.csv", SHEET.as_bytes())],
        &map,
        &waymark_formats::ReadConfig::default(),
    )
    .unwrap();
    assert_eq!(again.changes, []);
    assert_eq!((again.tally().matched, again.tally().refused), (3, 1));
}

#[test]
fn a_corrected_name_of_an_organization_changes_only_it() {
    let map = package();
    let corrected = PACKAGE.replace("Apple Trust", "Apple and Pear Trust");
    let parsed = waymark_formats::read(
        vec![waymark_formats::Input::new("grants.json", corrected.as_bytes())],
        &map,
        &waymark_formats::ReadConfig::default(),
    )
    .unwrap();
    assert_eq!(parsed.changes.len(), 1);
}

#[test]
fn parts_on_sheets_of_their_own_are_joined_to_their_grants() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheets: [(&str, &[&[&str]]); 3] = [
        (
            "grants",
            &[
                &[
                    "Identifier",
                    "Amount Awarded",
                    "Currency",
                    "Award Date",
                    "Funding Org:Name",
                    "Recipient Org:Identifier",
                    "Recipient Org:Name",
                ],
                &["G1", "9000", "GBP", "2019-03-01", "Meadow Fund", "", ""],
                &["G2", "100", "GBP", "2019-04-01", "Meadow Fund", "GB-CHC-1", "Bee Society"],
            ],
        ),
        (
            "Recipient Org",
            &[
                &[
                    "Identifier",
                    "Recipient Org:Identifier",
                    "Recipient Org:Name",
                    "Recipient Org:City",
                ],
                &["G1", "GB-CHC-1", "Bee Society", "Hale"],
                &["G1", "GB-CHC-2", "Apple Trust", "Sale"],
                &["G2", "GB-CHC-1", "Bee Society", "Hale"],
                &["G9", "GB-CHC-3", "Nobody", ""],
            ],
        ),
        ("Classifications", &[&["Identifier", "Classifications:Title"], &["G2", "Nature"]]),
    ];
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
    let parsed = read_file("ours.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!((parsed.rows.len(), parsed.tally().created), (2, 2));
    let map = map_of(&parsed);
    assert_eq!(
        fundings(&map),
        [
            "meadow-fund > bee-society: 9000 GBP, 2019-03-01",
            "meadow-fund > apple-trust: 9000 GBP, 2019-03-01",
            "meadow-fund > bee-society: 100 GBP, 2019-04-01",
        ]
    );
    let told: Vec<&str> = parsed.notices.iter().map(|it| it.reason.as_str()).collect();
    assert!(told.contains(&"no grant has the identifier `G9`"), "{told:?}");
    assert!(told.iter().any(|it| it.starts_with("the 3 rows of this sheet add to the grants")));
}
