//! JSON in its shapes.

use waymark_formats::{Form, ReadError};

use crate::{fundings, map_of, notices, outcomes, read_file};

fn said(text: &str) -> Vec<String> {
    fundings(&map_of(&read_file("a.json", text.as_bytes()).unwrap()))
}

#[test]
fn an_array_an_object_with_an_array_and_lines_of_objects_are_all_records() {
    let expected = ["a > b: 5 USD, 2019", "a > c: unknown, unknown"];
    let one = r#"{"funder": "A", "recipient": "B", "amount": 5, "currency": "USD", "date": 2019}"#;
    let two = r#"{"recipient": "C", "funder": "A", "amount": null}"#;
    assert_eq!(said(&format!("[{one}, {two}]")), expected);
    assert_eq!(said(&format!("{{\"page\": 1, \"grants\": [{one}, {two}]}}")), expected);
    assert_eq!(said(&format!("{{\"data\": {{\"items\": [{one}, {two}]}}}}")), expected);
    assert_eq!(said(&format!("{one}\n\n{two}\n")), expected);
    let lines = read_file("a.json", format!("{one}\n{two}\n").as_bytes()).unwrap();
    assert_eq!(lines.detected[0].form, Form::JsonLines);
}

#[test]
fn numbers_are_exact_and_a_point_is_a_point() {
    let amount = |number: &str| {
        let text = format!(r#"[{{"funder": "A", "recipient": "B", "amount": {number}}}]"#);
        said(&text).pop().unwrap()
    };
    assert_eq!(amount("1.234"), "a > b: 1.234 XXX, unknown");
    assert_eq!(amount("2.5e6"), "a > b: 2500000 XXX, unknown");
    assert_eq!(amount("12345678901234567890.12"), "a > b: 12345678901234567890.12 XXX, unknown");
    assert_eq!(amount("\"$1,234.50\""), "a > b: 1234.5 USD, unknown");
}

#[test]
fn rows_are_named_by_their_line_or_counted_where_several_stand_on_one() {
    let text = "[\n {\"funder\": \"A\",\n  \"recipient\": \"B\"},\n {\"funder\": \"A\", \"recipient\": \"\"}\n]";
    let parsed = read_file("a.json", text.as_bytes()).unwrap();
    let lines: Vec<u64> = parsed.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 4]);
    let parsed = read_file("a.json", text.replace('\n', " ").as_bytes()).unwrap();
    let lines: Vec<u64> = parsed.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [1, 2]);
    assert!(notices(&parsed)[0].contains("they are counted instead"));
}

#[test]
fn what_is_no_record_is_refused_and_the_others_are_read() {
    let good = r#"{"funder": "A", "recipient": "B"}"#;
    let parsed = read_file("a.json", format!("[{good}, 5, {good}]").as_bytes()).unwrap();
    assert_eq!((parsed.tally().created, parsed.tally().refused), (2, 1));
    assert!(outcomes(&parsed)[1].starts_with("`5` is no object"));
    let lines = format!("{good}\n{{\"funder\": \n{good}\n");
    let parsed = read_file("a.json", lines.as_bytes()).unwrap();
    assert_eq!((parsed.tally().created, parsed.tally().refused), (2, 1));
}

#[test]
fn plain_lists_are_one_cell_of_several_causes() {
    let text = r#"[{"funder": "A", "recipient": "B", "cause": ["Bees", "Honey"]}]"#;
    let map = map_of(&read_file("a.json", text.as_bytes()).unwrap());
    let terms: Vec<String> =
        map.ties().flat_map(|tie| &tie.terms).map(|it| it.value.term.to_string()).collect();
    assert_eq!(terms, ["bees", "honey"]);
}

#[test]
fn the_tables_of_a_guide_may_come_as_json() {
    let text = r#"{"organizations": [{"org_id": "O1", "name": "Lumina"}],
        "initiatives": [{"initiative_id": "I1", "name": "Registry"}],
        "ties": [{"from_id": "O1", "relation": "funds", "to_id": "I1"}]}"#;
    let parsed = read_file("guide.json", text.as_bytes()).unwrap();
    assert_eq!((map_of(&parsed).tie_count(), parsed.tally().created), (1, 3));
    assert_eq!(&*parsed.rows[2].file, "guide.json: ties");
}

#[test]
fn deep_wide_and_broken_json_is_refused() {
    let refused = |text: String| read_file("a.json", text.as_bytes()).unwrap_err();
    let deep = format!("[{{\"a\": {}1{}}}]", "[{\"b\":".repeat(500), "}]".repeat(500));
    let parsed = read_file(
        "a.json",
        format!("[{{\"recipient\": \"B\", \"funder\": \"A\"}}, {}]", &deep[1..deep.len() - 1])
            .as_bytes(),
    );
    assert!(outcomes(&parsed.unwrap())[1].contains("nests too deep"));
    let wide: String = (0..1_100).map(|number| format!("\"c{number}\": 1,")).collect();
    let error = refused(format!("[{{{wide} \"d\": 1}}]"));
    assert!(error.to_string().contains("the number of columns"), "{error}");
    let error = refused("[{\"funder\": \"A\", ".to_owned());
    assert!(matches!(error, ReadError::CutOff { .. }), "{error}");
    let error = refused("{\"a\": 1} x".to_owned());
    assert!(error.to_string().contains("it is no JSON"), "{error}");
    let brackets = "[".repeat(1_000_000);
    assert!(read_file("a.json", format!("[{{\"a\": {brackets}").as_bytes()).is_err());
}

#[test]
fn nested_and_joined_names_are_usual_names() {
    let text = r#"[{"funder": {"name": "A"}, "recipient": [{"name": "B", "city": "Hale"}],
        "grantAmount": 5, "awardDate": "2019-03", "currencyCode": "USD"}]"#;
    assert_eq!(said(text), ["a > b: 5 USD, 2019-03"]);
}
