//! Who a row names: what is joined, what is told of it, and what is kept apart.

use proptest::prelude::*;
use waymark_formats::{Mapping, Parsed};
use waymark_model::{EntityId, Map};

use crate::{mapped, notices, read_onto, read_with};

/// Enough to meet names that are alike and identifiers that contradict them.
const CASES: u32 = 150;
const HEAD: &str = "funder,recipient,recipient ein,amount,currency\n";

fn grants(rows: &[&str]) -> String {
    format!("{HEAD}{}\n", rows.join("\n"))
}

/// Each organization with its names.
fn names(map: &Map) -> Vec<String> {
    let all = |entity: &waymark_model::Entity| {
        let profile = entity.profile();
        let names = profile.name.iter().chain(&profile.aliases).map(|fact| fact.value.as_str());
        names.collect::<Vec<_>>().join(" = ")
    };
    map.entities().map(all).collect()
}

/// What was taken for another name, as it is told.
fn taken(parsed: &Parsed) -> Vec<String> {
    notices(parsed).into_iter().filter(|notice| notice.contains("is taken for")).collect()
}

#[test]
fn a_name_that_is_surely_the_same_is_joined_kept_as_an_alias_and_told() {
    let list = grants(&["Ford,Acme,,1,USD", "Ford,\"The Acme, Inc.\",,2,USD"]);
    let (map, parsed) = mapped(&[&list]);
    assert_eq!(names(&map), ["Acme = The Acme, Inc.", "Ford"]);
    assert_eq!(
        taken(&parsed),
        [
            "3: `The Acme, Inc.` is taken for `Acme`: they differ by `The`, the legal form `inc` only"
        ]
    );
    let again = read_onto(&map, &[&list]).unwrap();
    assert_eq!((again.changes.len(), taken(&again).len()), (0, 0));
}

#[test]
fn a_mapping_keeps_names_apart_that_are_not_written_the_same() {
    let list = grants(&["Ford,Acme,,1,USD", "Ford,Acme Inc.,,2,USD"]);
    let mut mapping = Mapping::default();
    mapping.read_json("mapping.json", r#"{"exact_names": true}"#).unwrap();
    let parsed = read_with(&Map::new(), &[&list], mapping.clone()).unwrap();
    let mut map = Map::new();
    map.apply(&parsed.changes).unwrap();
    assert_eq!(names(&map), ["Acme", "Acme Inc.", "Ford"]);
    assert!(parsed.mapping().to_json().contains("\"exact_names\": true"));
    assert_eq!(read_with(&map, &[&list], mapping.clone()).unwrap().changes, []);
    let refused = mapping.read_json("mapping.json", r#"{"exact_names": "yes"}"#).unwrap_err();
    assert!(refused.to_string().contains("`exact_names` is `\"yes\"`: expected true or false"));
}

#[test]
fn what_may_be_one_of_two_is_neither() {
    let two = grants(&["Ford,Acme Inc,,1,USD", "Ford,Acme LLC,,2,USD", "Ford,Acme,,3,USD"]);
    let (map, parsed) = mapped(&[&two]);
    assert_eq!(names(&map), ["Acme", "Acme Inc", "Acme LLC", "Ford"]);
    assert_eq!(taken(&parsed), [""; 0]);
}

#[test]
fn a_known_legal_form_is_not_taken_for_another() {
    let list = grants(&["Ford,Acme,,1,USD", "Ford,Acme Inc,,2,USD", "Ford,Acme LLC,,3,USD"]);
    assert_eq!(names(&mapped(&[&list]).0), ["Acme = Acme Inc", "Acme LLC", "Ford"]);
}

#[test]
fn another_number_in_the_same_register_is_another_body_whatever_its_name() {
    let list = grants(&[
        "Ford,St Mary's Church,11-1111111,1,USD",
        "Ford,St Mary's Church,22-2222222,2,USD",
        "Ford,\"St Mary's Church, Inc.\",33-3333333,3,USD",
        "Ford,Saint Mary,111111111,4,USD",
    ]);
    let (map, _) = mapped(&[&list]);
    assert_eq!(
        names(&map),
        ["Ford", "St Mary's Church = Saint Mary", "St Mary's Church", "St Mary's Church, Inc."]
    );
    assert_eq!(read_onto(&map, &[&list]).unwrap().changes, []);
}

#[test]
fn the_same_body_may_stand_in_two_registers() {
    let head = "Identifier,Currency,Amount Awarded,Award Date,Title,Description,\
                Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name\n";
    let rows = ["GB-CHC-77", "GB-COH-99", "GB-CHC-78"]
        .map(|id| format!("360G-{id},GBP,10,2020-01-01,T,D,{id},Bees Trust,GB-CHC-1,Ford\n"));
    let (map, _) = mapped(&[&format!("{head}{}", rows.concat())]);
    assert_eq!(names(&map), ["Bees Trust", "Bees Trust", "Ford"]);
}

#[test]
fn a_row_that_ties_two_names_knows_them_as_two() {
    let list = grants(&[
        "Acme,Acme Inc,,1,USD",
        "Acme,ACME!,,2,USD",
        "Bee,Bee Two,1,3,USD",
        "Bee Two,Three,1,4,USD",
    ]);
    let (map, parsed) = mapped(&[&list]);
    assert_eq!(names(&map), ["Acme", "Acme Inc", "Bee", "Bee Two"]);
    let refused = [2, 4].map(|line| parsed.rows.iter().find(|row| row.line == line + 1).unwrap());
    for row in refused {
        let waymark_formats::Outcome::Refused(refusal) = &row.outcome else { panic!("{row:?}") };
        assert!(refusal.to_string().contains("gives to itself"), "{refusal}");
    }
}

#[test]
fn activities_join_what_is_surely_the_same_too() {
    let activity = |number: u32, name: &str| {
        format!(
            "<iati-activity><iati-identifier>A-{number}</iati-identifier>\
             <title><narrative>Work {number}</narrative></title>\
             <participating-org role=\"1\"><narrative>{name}</narrative></participating-org>\
             </iati-activity>"
        )
    };
    let document = format!(
        "<iati-activities version=\"2.03\">{}{}</iati-activities>",
        activity(1, "Ford Foundation"),
        activity(2, "The Ford Fdn")
    );
    let (map, parsed) = mapped(&[&document]);
    let ford = map.entity(&EntityId::parse("ford-foundation").unwrap()).unwrap();
    assert_eq!(ford.profile().aliases[0].value, "The Ford Fdn");
    assert!(taken(&parsed)[0].ends_with("they differ by `The`, `fdn` for `foundation` only"));
    assert_eq!(read_onto(&map, &[&document]).unwrap().changes, []);
}

/// Names of few words, so that many are alike.
fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["Acme", "Bee", "Univ", "University", "St", "(AB)"]);
    let words = prop::collection::vec(word, 1..3).prop_map(|words| words.join(" "));
    let around =
        prop::sample::select(vec!["{}", "The {}", "{} Inc.", "{} LLC", "{} Co. Inc", "{}!"]);
    (words, around).prop_map(|(words, around)| around.replace("{}", &words))
}

fn list() -> impl Strategy<Value = String> {
    let ein = prop::sample::select(vec!["", "", "", "1", "2", "0-2", "3"]);
    let row = (name(), name(), ein).prop_map(|(from, to, ein)| format!("{from},{to},{ein},1,USD"));
    prop::collection::vec(row, 1..12).prop_map(|rows| format!("{HEAD}{}\n", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn whoever_is_joined_reading_again_changes_nothing(first in list(), second in list()) {
        let (mut map, _) = mapped(&[&first]);
        prop_assert_eq!(read_onto(&map, &[&first]).unwrap().changes, []);
        // The same names in another file are known, too.
        let other = second.replace("1,USD", "2,USD");
        let config = waymark_formats::ReadConfig::default();
        let read = |map: &Map| {
            let input = waymark_formats::Input::new("other.csv", other.as_bytes());
            waymark_formats::read(vec![input], map, &config).unwrap()
        };
        let parsed = read(&map);
        map.apply(&parsed.changes).unwrap();
        prop_assert_eq!(read(&map).changes, []);
    }
}
