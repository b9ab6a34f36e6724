//! Tables that nobody mapped: what columns look like, said, saved and used again.

use waymark_formats::{Basis, GrantColumn, Input, Mapping, ReadConfig, read};
use waymark_model::Map;

use crate::{fundings, map_of, notices, read_file, read_with};

const STRANGE: &str = "Ref,Our grantee,The foundation,How much,When it was,Money\n\
    1,Bee Society,Meadow Fund,\"2,266.50\",2019-01-18,GBP\n\
    2,Apple Trust,Meadow Fund,\"1,000.00\",2019-02-03,GBP\n";

fn used(text: &str) -> Vec<(String, Option<&'static str>, Option<Basis>)> {
    let parsed = read_file("a.csv", text.as_bytes()).unwrap();
    parsed.columns.into_iter().map(|it| (it.column, it.used_as, it.basis)).collect()
}

#[test]
fn columns_are_suggested_by_telling_words_and_by_what_stands_in_them() {
    let likely = Some(Basis::Likely);
    let used = used(STRANGE);
    let used: Vec<_> =
        used.iter().map(|(name, what, basis)| (name.as_str(), *what, *basis)).collect();
    assert_eq!(
        used,
        [
            ("Ref", None, None),
            ("Our grantee", Some("recipient"), likely),
            ("The foundation", Some("funder"), likely),
            ("How much", Some("amount"), likely),
            ("When it was", Some("date"), likely),
            ("Money", Some("currency"), likely),
        ]
    );
    let parsed = read_file("a.csv", STRANGE.as_bytes()).unwrap();
    assert!(
        fundings(&map_of(&parsed))
            .contains(&"meadow-fund > bee-society: 2266.5 GBP, 2019-01-18".into())
    );
    assert!(
        notices(&parsed)
            .join("\n")
            .contains("no usual name tells what `How much` is: it is taken for the amount")
    );
}

#[test]
fn numbers_of_things_and_ids_are_no_amounts() {
    let amounts = |text: &str| {
        used(text).into_iter().find(|(_, what, _)| *what == Some("amount")).map(|it| it.0)
    };
    assert_eq!(amounts("funder,recipient,people\nA,B,12\nA,C,7\n"), None);
    assert_eq!(amounts("funder,recipient,grant id\nA,B,1200\nA,C,7000\n"), None);
    assert_eq!(amounts("funder,recipient,x,y\nA,B,$5,$6\n"), None);
    assert_eq!(amounts("funder,recipient,x\nA,B,$5\n").as_deref(), Some("x"));
}

#[test]
fn the_mapping_that_was_used_is_written_down_and_reads_the_same() {
    let parsed = read_file("a.csv", STRANGE.as_bytes()).unwrap();
    let text = parsed.mappings[0].mapping.to_json();
    assert!(text.contains("\"recipient\": \"Our grantee\""), "{text}");
    let again = read(
        vec![Input::new("m.json", text.as_bytes()), Input::new("a.csv", STRANGE.as_bytes())],
        &map_of(&parsed),
        &ReadConfig::default(),
    )
    .unwrap();
    assert_eq!(again.changes, []);
    assert!(again.columns.iter().all(|it| it.basis.is_none_or(|basis| basis == Basis::Mapping)));
}

#[test]
fn a_mapping_goes_before_every_suggestion() {
    let columns = [(GrantColumn::Recipient, "Ref".to_owned())].into();
    let mapping = Mapping { columns, ..Mapping::default() };
    let parsed = read_with(&Map::new(), &[STRANGE], mapping).unwrap();
    assert!(map_of(&parsed).entities().any(|entity| entity.name() == "2"));
}

#[test]
fn every_word_of_a_mapping_comes_back() {
    let text = r#"{"columns": {"funder": "who"}, "currency": "EUR", "decimal_mark": ",",
        "delimiter": ";", "funder": "Meadow Fund", "cause_facet": "sector",
        "verbs": {"backs": {"kind": "funds", "reason": "it does", "date": "2019"}},
        "confidence": {"sure": "verified"},
        "implied": {"X": {"kind": "organization", "name": "Ex", "source": "a book"}}}"#;
    let mut mapping = Mapping::default();
    mapping.read_json("m.json", text).unwrap();
    let mut again = Mapping::default();
    again.read_json("m.json", &mapping.to_json()).unwrap();
    assert_eq!(again, mapping);
    assert_eq!(Mapping::default().to_json(), "{}\n");
}
