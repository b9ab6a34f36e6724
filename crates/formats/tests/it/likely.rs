//! Tables that nobody mapped: what columns look like, said, saved and used again.

use waymark_formats::{Asks, Basis, GrantColumn, Input, Mapping, ReadConfig, look, read};
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

#[test]
fn what_a_file_does_not_tell_is_asked() {
    let asked = |name: &str, text: &str| -> Vec<(Asks, Option<String>)> {
        let questions = read_file(name, text.as_bytes()).unwrap().questions;
        questions.into_iter().map(|it| (it.asks, it.taken)).collect()
    };
    let (funder, dollars) = (Some("Meadow Fund".to_owned()), Some("USD".to_owned()));
    assert_eq!(
        asked("meadow_fund.csv", "recipient,amount\nA,5\n"),
        [(Asks::Funder, funder), (Asks::Currency, None)]
    );
    assert_eq!(asked("x.csv", "funder,recipient,amount\nA,B,$5\n"), [(Asks::Currency, dollars)]);
    assert_eq!(asked("x.csv", "funder,recipient,amount,currency\nA,B,5,EUR\n"), []);
}

#[test]
fn columns_show_the_first_different_values_that_stand_in_them() {
    let text = "funder,recipient\nA,B\nA,\nA,\"C\nD\"\nA,E\nA,F\n";
    let parsed = read_file("a.csv", text.as_bytes()).unwrap();
    let samples: Vec<_> = parsed.columns.iter().map(|it| it.samples.join("; ")).collect();
    assert_eq!(samples, ["A", "B; C D; E"]);
}

#[test]
fn a_column_that_is_to_be_ignored_is_not_read_whatever_it_looks_like() {
    let mut mapping = Mapping::default();
    mapping.read_json("m.json", r#"{"ignore": ["how MUCH"]}"#).unwrap();
    let parsed = read_with(&Map::new(), &[STRANGE], mapping.clone()).unwrap();
    let column = parsed.columns.iter().find(|it| it.column == "How much").unwrap();
    assert_eq!((column.used_as, column.basis), (None, Some(Basis::Mapping)));
    assert!(fundings(&map_of(&parsed)).iter().all(|it| it.contains("unknown")));

    let mut again = Mapping::default();
    again.read_json("m.json", &parsed.mapping().to_json()).unwrap();
    assert_eq!(again.ignore, mapping.ignore);
    again.read_json("more.json", r#"{"columns": {"amount": "How much"}}"#).unwrap();
    assert!(again.ignore.is_empty(), "what is said last counts");
}

#[test]
fn a_mapping_need_not_fit_every_file_but_one() {
    let other = "Grantee,Funder\nB,C\n";
    let mut mapping = Mapping::default();
    mapping.read_json("m.json", r#"{"columns": {"recipient": "Our grantee"}}"#).unwrap();
    let parsed = read_with(&Map::new(), &[STRANGE, other], mapping.clone()).unwrap();
    assert_eq!(parsed.tally().created, 3);
    assert_eq!(parsed.mapping().columns[&GrantColumn::Recipient], "Our grantee");
    let error = read_with(&Map::new(), &[other], mapping).unwrap_err();
    assert!(error.to_string().contains("no column `Our grantee`"), "{error}");
}

#[test]
fn a_table_that_nothing_tells_of_can_be_looked_at_and_then_mapped() {
    let text = "Empf\u{e4}nger;Geber;Betrag\nKinderhilfe;Stiftung A;1.500,50\n";
    let inputs = || vec![Input::new("liste.csv", text.as_bytes())];
    assert!(read(inputs(), &Map::new(), &ReadConfig::default()).is_err());
    let looks = look(inputs(), &ReadConfig::default()).unwrap();
    assert_eq!((looks.len(), looks[0].format, looks[0].detected.delimiter), (1, None, Some(';')));
    assert_eq!(looks[0].columns[2].samples, ["1.500,50"]);

    let mut config = ReadConfig::default();
    let said = r#"{"columns": {"recipient": "Empf\u00e4nger", "funder": "Geber"}}"#;
    config.mapping.read_json("m.json", said).unwrap();
    let parsed = read(inputs(), &Map::new(), &config).unwrap();
    assert_eq!(fundings(&map_of(&parsed)), ["stiftung-a > kinderhilfe: 1500.5 XXX, unknown"]);
}
