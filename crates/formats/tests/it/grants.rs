//! Lists of grants.

use waymark_formats::{GrantColumn, Input, Mapping, ReadConfig, read};
use waymark_model::{Confidence, Currency, EntityId, EntityKind, FundingStatus, Map, TieId};

use crate::{mapped, notices, outcomes, read_onto, read_with};

const HEAD: &str = "funder,recipient,goal_or_cause,amount,currency,date\n";
const SMALL: &str = include_str!("../../../../fixtures/grants/small.csv");

fn grants(rows: &str) -> String {
    format!("{HEAD}{rows}")
}

/// The amounts and dates of all ties, in the order of ids.
fn said(map: &Map) -> Vec<String> {
    let text = |tie: &waymark_model::Tie| {
        let funding = tie.funding().unwrap();
        let amount = funding.amount.value().map_or("unknown".to_owned(), ToString::to_string);
        let date = tie.date.value().map_or("unknown".to_owned(), ToString::to_string);
        format!("{amount}, {date}")
    };
    map.ties().map(text).collect()
}

fn one(row: &str) -> String {
    let (map, parsed) = mapped(&[&grants(row)]);
    said(&map).pop().unwrap_or_else(|| outcomes(&parsed)[0].clone())
}

#[test]
fn a_grant_is_a_funding_from_an_organization_to_another_with_its_cause() {
    let (map, parsed) = mapped(&[&grants("Lumina,Registry,Transparency,50000,USD,2019-03-01\n")]);
    let tie = map.tie(&TieId::parse("lumina--funds--registry").unwrap()).unwrap();
    assert_eq!(said(&map), ["50000 USD, 2019-03-01"]);
    assert_eq!(tie.funding().unwrap().status.value(), Some(&FundingStatus::Awarded));
    assert_eq!(tie.terms[0].value.facet.as_str(), "cause");
    assert_eq!(tie.terms[0].value.term.as_str(), "transparency");
    assert_eq!(tie.confidence(), Confidence::Reported);
    assert_eq!(parsed.rows[0].summary, "Lumina funds Registry, 50000 USD, 2019-03-01");
}

#[test]
fn every_row_of_a_list_has_one_outcome_and_the_sum_is_the_number_of_rows() {
    let (map, parsed) = mapped(&[SMALL]);
    assert_eq!(parsed.rows.len(), SMALL.trim_end().lines().count() - 1);
    assert_eq!(parsed.tally().rows(), parsed.rows.len());
    assert_eq!(parsed.tally().created, map.tie_count());
    assert_eq!(parsed.tally().refused, 2);
}

#[test]
fn reading_a_list_again_changes_nothing() {
    let (mut map, parsed) = mapped(&[SMALL]);
    let again = read_onto(&map, &[SMALL]).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.tally().matched, parsed.tally().created);
    let undo = {
        let mut fresh = Map::new();
        fresh.apply(&parsed.changes).unwrap()
    };
    map.apply(&undo).unwrap();
    assert_eq!(map, Map::new());
}

#[test]
fn a_corrected_row_changes_its_grant_and_a_new_row_above_it_changes_nothing() {
    let (mut map, _) = mapped(&[&grants("A,B,,5,USD,2019\nA,B,,6,USD,2020\nA,C,,7,USD,2020\n")]);
    let corrected = grants("A,D,,1,USD,2018\nA,B,,5,USD,2019\nA,B,,66,USD,2020\nA,C,,7,USD,2020\n");
    let parsed = read_onto(&map, &[&corrected]).unwrap();
    assert_eq!(outcomes(&parsed), ["created", "matched", "changed", "matched"]);
    map.apply(&parsed.changes).unwrap();
    assert_eq!(map.tie_count(), 4);
    assert!(said(&map).contains(&"66 USD, 2020".to_owned()));
}

#[test]
fn a_grant_of_another_year_is_no_correction_of_the_last() {
    let (mut map, _) = mapped(&[&grants("A,B,,5,USD,2019\n")]);
    let parsed = read_onto(&map, &[&grants("A,B,,6,USD,2020\n")]).unwrap();
    map.apply(&parsed.changes).unwrap();
    assert_eq!(said(&map), ["5 USD, 2019", "6 USD, 2020"]);
}

#[test]
fn rows_that_say_the_same_are_two_grants_and_it_is_said() {
    let rows = "A,B,,5,USD,2019\nA,B,,5,USD,2019\n";
    let (map, parsed) = mapped(&[&grants(rows)]);
    assert_eq!(map.tie_count(), 2);
    assert_eq!(notices(&parsed), ["3: says the same as line 2; both are kept as grants"]);
}

#[test]
fn amounts_are_read_with_their_currency_and_unknown_is_not_zero() {
    assert_eq!(one("A,B,,\"1.234,56\",EUR,\n"), "1234.56 EUR, unknown");
    assert_eq!(one("A,B,,\"$484,000\",,\n"), "484000 USD, unknown");
    assert_eq!(one("A,B,,$5,CAD,\n"), "5 CAD, unknown");
    assert_eq!(one("A,B,,-500,USD,\n"), "-500 USD, unknown");
    assert_eq!(one("A,B,,,USD,\n"), "unknown, unknown");
    assert_eq!(one("A,B,,5,,\n"), "5 XXX, unknown");
    assert!(one("A,B,,€5,USD,\n").contains("`€5` is not in USD"));
    assert!(one("A,B,,5,dollars,\n").contains("`dollars` is no currency"));
    assert!(one("A,B,,USD 5 m,,\n").contains("is not a number"));
}

#[test]
fn an_amount_that_several_give_together_is_pooled() {
    let (map, _) = mapped(&["funder,initiative,amount_usd,n_donors\nA,P,9,2\nB,P,9,2\nA,Q,5,1\n"]);
    let pooled: Vec<bool> =
        map.ties().map(|tie| tie.funding().unwrap().amount.value().unwrap().pooled).collect();
    assert_eq!(pooled, [true, false, true]);
}

#[test]
fn the_reading_tells_how_far_it_has_come() {
    let last = std::cell::Cell::new((0, 0));
    let tell = |progress: waymark_formats::Progress<'_>| last.set((progress.rows, progress.bytes));
    let config = ReadConfig { progress: Some(&tell), ..ReadConfig::default() };
    read(vec![Input::new("a.csv", SMALL.as_bytes())], &Map::new(), &config).unwrap();
    assert_eq!(last.get(), (9, SMALL.len() as u64));
}

#[test]
fn what_is_assumed_about_the_currency_is_said_once() {
    let rows = "A,B,,$5,,\nA,C,,$6,,\nA,D,,7,,\n";
    let (_, parsed) = mapped(&[&grants(rows)]);
    let said = notices(&parsed);
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("`$` is taken for US dollars") && said[1].contains("(XXX)"));
    let mapping = Mapping { currency: Some(Currency::USD), ..Mapping::default() };
    let parsed = read_with(&Map::new(), &[&grants(rows)], mapping).unwrap();
    assert_eq!(parsed.notices, []);
}

#[test]
fn a_date_is_as_precise_as_the_list_says() {
    let date = |cell: &str, precision: &str| {
        let text = format!("funder,recipient,date,date_precision\nA,B,{cell},{precision}\n");
        said(&mapped(&[&text]).0)[0].clone()
    };
    assert_eq!(date("2016-01-01", "year"), "unknown, 2016");
    assert_eq!(date("2017-04-01", "quarter"), "unknown, 2017-34");
    assert_eq!(date("2007-01-01", "month"), "unknown, 2007-01");
    assert_eq!(date("2014-01-01", "multi-year"), "unknown, 2014/");
    assert_eq!(date("2018-05-16", "day"), "unknown, 2018-05-16");
    assert_eq!(date("October 2024", ""), "unknown, 2024-10");
    assert!(one("A,B,,,,2019-21\n").contains("may be a season or the last of two years"));
    assert!(one("A,B,,,,soon\n").contains("column `date`: `soon` is not a date"));
}

#[test]
fn words_for_unknown_are_unknown_and_said() {
    let (map, parsed) = mapped(&[&grants("A,B,FIXME,5,USD,2019\n")]);
    assert_eq!(map.ties().next().unwrap().terms, []);
    assert_eq!(notices(&parsed), ["2: `FIXME` is taken as unknown"]);
    assert!(one("A,FIXME,,5,USD,\n").contains("is a word for what is not known"));
}

#[test]
fn names_that_fold_to_the_same_are_one_organization() {
    let rows = "Lumina Foundation,B,,1,USD,\nLUMINA  FOUNDATION,C,,2,USD,\n";
    let (map, _) = mapped(&[&grants(rows)]);
    assert_eq!(map.counts().entities[&EntityKind::Organization], 3);
}

#[test]
fn an_organization_is_found_by_its_identifier_whatever_it_is_called() {
    let text = "funder,recipient,ein\nA,Bee Society,12-3\nA,The Bee Soc.,12-3\n";
    let (map, _) = mapped(&[text]);
    assert_eq!(map.entity_count(), 2);
    let bee = map.entity(&EntityId::parse("bee-society").unwrap()).unwrap();
    assert_eq!(bee.as_organization().unwrap().identifiers[0].value.scheme, "ein");
}

#[test]
fn an_identifier_of_the_grant_makes_it_the_same_grant_whatever_else_changes() {
    let text = "identifier,funder,recipient,amount\nG/1,A,B,5\n";
    let (mut map, _) = mapped(&[text]);
    let parsed = read_onto(&map, &["identifier,funder,recipient,amount\nG/1,A,C,6\n"]).unwrap();
    map.apply(&parsed.changes).unwrap();
    assert_eq!((map.tie_count(), outcomes(&parsed)), (1, vec!["changed".to_owned()]));
    let twice = mapped(&["identifier,funder,recipient\nG1,A,B\nG1,A,C\n"]).1;
    assert!(outcomes(&twice)[1].contains("identifies the grant at line 2 too"));
}

#[test]
fn a_column_of_initiatives_makes_the_receiver_an_initiative() {
    let (map, _) = mapped(&["funder,initiative,amount\nA,Registry,5\n"]);
    assert_eq!(map.counts().entities[&EntityKind::Initiative], 1);
}

#[test]
fn who_gives_to_itself_is_refused_and_leaves_nothing_behind() {
    let (map, parsed) = mapped(&[&grants("A Fund,a fund,,5,USD,\n")]);
    assert!(outcomes(&parsed)[0].contains("gives to itself"));
    assert_eq!(map.entity_count(), 0);
}

fn read_as(name: &str, text: &str, mapping: Mapping) -> waymark_formats::Parsed {
    let config = ReadConfig { mapping, ..ReadConfig::default() };
    read(vec![Input::new(name, text.as_bytes())], &Map::new(), &config).unwrap()
}

#[test]
fn without_a_column_for_it_the_funder_is_named_or_concluded_from_the_file() {
    let text = "Organization Name,Amount\nLangsikt,\"$484,000\"\n";
    let confidence = |parsed: &waymark_formats::Parsed| {
        let mut map = Map::new();
        map.apply(&parsed.changes).unwrap();
        let tie = map.ties().next().unwrap();
        (tie.from.to_string(), tie.confidence())
    };
    let concluded = read_as("open_phil.csv", text, Mapping::default());
    assert_eq!(confidence(&concluded), ("open-phil".into(), Confidence::Inferred));
    assert!(concluded.notices[0].reason.contains("--funder"));
    let mapping = Mapping { funder: Some("Open Philanthropy".into()), ..Mapping::default() };
    let named = read_as("open_phil.csv", text, mapping);
    assert_eq!(confidence(&named), ("open-philanthropy".into(), Confidence::Reported));
}

#[test]
fn a_blank_receiver_is_taken_from_the_title_only_if_it_is_known() {
    let text = "funder,Grant,Organization Name\n\
        A,Bee Society — Honey,\n\
        A,Jo Doe — Studies,\n\
        A,Bee Society — Hives,Bee Society\n";
    let (map, parsed) = mapped(&[text]);
    assert_eq!((map.tie_count(), parsed.tally().refused), (2, 1));
    assert!(outcomes(&parsed)[1].contains("`Jo Doe — Studies` names no known organization"));
    let confidences: Vec<_> = map.ties().map(|tie| tie.confidence()).collect();
    assert!(confidences.contains(&Confidence::Inferred));
}

#[test]
fn usual_names_in_any_order_with_any_delimiter_are_understood() {
    let text = "\u{feff}Award Date;Amount Awarded;Recipient Org:Name;Funding Org:Name;Currency\n\
        2013-01-18;2266,50;Children's Choir;Council;GBP\n";
    let (map, parsed) = mapped(&[text]);
    assert_eq!(said(&map), ["2266.5 GBP, 2013-01-18"]);
    let used: Vec<_> = parsed.columns.iter().map(|column| column.used_as.unwrap()).collect();
    assert_eq!(used, ["date", "amount", "recipient", "funder", "currency"]);
    let tabs = mapped(&["donor\tgrantee\tamount_usd\nA\tB\t5\n"]).0;
    assert_eq!(said(&tabs), ["5 USD, unknown"]);
}

#[test]
fn a_mapping_names_the_columns_and_what_is_not_read_is_said() {
    let columns = [(GrantColumn::Funder, "who"), (GrantColumn::Recipient, "whom")];
    let columns = columns.map(|(column, name)| (column, name.to_owned())).into();
    let mapping = Mapping { columns, ..Mapping::default() };
    let parsed = read_with(&Map::new(), &["who,whom,shoe size\nA,B,44\n"], mapping).unwrap();
    assert_eq!(parsed.tally().created, 1);
    assert_eq!(notices(&parsed), ["1: this column is not read"]);
    let file = r#"{"columns": {"funder": "who", "recipient": "whom"}, "currency": "EUR"}"#;
    assert_eq!(mapped(&[file, "who,whom\nA,B\n"]).0.tie_count(), 1);
}

#[test]
fn a_status_that_is_told_is_kept_and_an_unknown_one_is_said() {
    let text = "funder,recipient,status\nA,B,Paid\nA,C,completed\nA,D,Suspended\n";
    let (map, parsed) = mapped(&[text]);
    let status = |tie: &waymark_model::Tie| tie.funding().unwrap().status.value().copied();
    let status: Vec<_> = map.ties().map(status).collect();
    assert_eq!(status, [Some(FundingStatus::Paid), Some(FundingStatus::Closed), None]);
    assert!(notices(&parsed)[0].contains("`Suspended` is no known status"));
}
