//! Encodings, delimiters, decimal marks and titles above a table: found out and said.

use waymark_formats::{DecimalMark, Form, Input, Mapping, ReadConfig, read};
use waymark_model::Map;

use crate::{fundings, map_of, notices, read_file};

fn said(bytes: &[u8]) -> Vec<String> {
    fundings(&map_of(&read_file("a.csv", bytes).unwrap()))
}

fn utf_16(text: &str, big: bool) -> Vec<u8> {
    let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn text_in_any_encoding_is_read_and_a_guess_is_said() {
    let text = "funder,recipient\nÉcole Café,Žižkov\n";
    let expected = ["ecole-cafe > zizkov: unknown, unknown"];
    assert_eq!(said(text.as_bytes()), expected);
    assert_eq!(said(format!("\u{feff}{text}").as_bytes()), expected);
    assert_eq!(said(&utf_16(&format!("\u{feff}{text}"), false)), expected);
    assert_eq!(said(&utf_16(&format!("\u{feff}{text}"), true)), expected);
    assert_eq!(said(&utf_16(text, false)), expected);

    let latin = b"funder,recipient\nFondation H\xf4pital,Caf\xe9 des \xe9l\xe8ves\n";
    let parsed = read_file("a.csv", latin).unwrap();
    assert_eq!(parsed.detected[0].encoding, Some("windows-1252"));
    assert!(notices(&parsed)[0].contains("is read as windows-1252 by what it looks like"));
    assert_eq!(map_of(&parsed).entities().next().unwrap().name(), "Café des élèves");
}

#[test]
fn the_delimiter_is_found_and_said() {
    for (text, sign) in [
        ("funder;recipient;amount\nA;B;2266,50\n", ';'),
        ("funder|recipient|amount\nA|B|2,266.50\n", '|'),
        ("funder\trecipient\tamount\nA\tB\t2266.50\n", '\t'),
        ("sep=^\nfunder^recipient^amount\nA^B^2266.5\n", '^'),
        ("funder,recipient,amount\nA,B,2266.5\n", ','),
    ] {
        let parsed = read_file("a.csv", text.as_bytes()).unwrap();
        let detected = &parsed.detected[0];
        assert_eq!((detected.form, detected.delimiter), (Form::Delimited, Some(sign)));
        assert_eq!(fundings(&map_of(&parsed)), ["a > b: 2266.5 XXX, unknown"], "{text}");
    }
}

#[test]
fn a_delimiter_that_nobody_would_guess_is_named_by_the_mapping() {
    let mut mapping = Mapping::default();
    mapping.read_json("m.json", r#"{"delimiter": "/"}"#).unwrap();
    let config = ReadConfig { mapping, ..ReadConfig::default() };
    let text: &[u8] = b"funder/recipient\nA, Inc./B, Inc.\n";
    let parsed = read(vec![Input::new("a.csv", text)], &Map::new(), &config).unwrap();
    assert_eq!(parsed.tally().created, 1);
}

#[test]
fn the_decimal_mark_of_the_amounts_is_said() {
    let mark = |text: &str| read_file("a.csv", text.as_bytes()).unwrap().detected[0].decimal_mark;
    assert_eq!(mark("funder;recipient;amount\nA;B;1.234\nA;C;12,5\n"), Some(DecimalMark::Comma));
    assert_eq!(mark("funder;recipient;amount\nA;B;12.5\n"), Some(DecimalMark::Point));
    assert_eq!(mark("funder;recipient;amount\nA;B;12\n"), None);
}

#[test]
fn what_stands_above_the_column_names_is_told() {
    let text = "Our grants of 2019,,\nas of March,,\n\nfunder,recipient,amount\nA,B,5\n";
    let parsed = read_file("a.csv", text.as_bytes()).unwrap();
    assert_eq!((parsed.rows.len(), parsed.rows[0].line), (1, 5));
    let notices = notices(&parsed);
    assert!(notices[0].starts_with("1: `Our grants of 2019` stands above the column names"));
    assert!(notices[1].starts_with("2: `as of March`"));
}

#[test]
fn a_midnight_is_how_software_writes_a_day() {
    let date = |cell: &str| {
        let text = format!("funder,recipient,date\nA,B,{cell}\n");
        let map = map_of(&read_file("a.csv", text.as_bytes()).unwrap());
        let date = map.ties().next().unwrap().date.preferred().unwrap().clone();
        (date.value.to_string(), date.provenance.note.is_some())
    };
    assert_eq!(date("2013-01-18T00:00:00+00:00"), ("2013-01-18".into(), false));
    assert_eq!(date("2013-01-18T12:00:00Z"), ("2013-01-18".into(), true));
}
