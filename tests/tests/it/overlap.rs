//! Overlap, held against a second computation: slow, plain, from the tables alone.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::binary::waymark;
use crate::files::rows;
use crate::world::{World, guide_folder};

/// A thing by its kind and name; an organization and its initiative may have one name.
type Thing = (String, String);

/// What each pair of funders shares, by their names in order, with the sizes of both portfolios.
type Pairs = BTreeMap<(String, String), (BTreeSet<Thing>, usize, usize)>;

/// Codes of the tables and what they stand for.
fn things() -> BTreeMap<String, Thing> {
    let read = |table: &str, code: &str, kind: &str| -> Vec<(String, Thing)> {
        let rows = rows(table).into_iter();
        rows.map(|row| (row[code].clone(), (kind.to_owned(), row["name"].clone()))).collect()
    };
    let organizations = read("organizations", "org_id", "organization");
    organizations.into_iter().chain(read("initiatives", "initiative_id", "initiative")).collect()
}

/// Who supports what: ties whose verb the mapping reads as funding, given by an organization.
fn portfolios() -> BTreeMap<String, BTreeSet<Thing>> {
    let mapping = std::fs::read(guide_folder().join("mapping.json")).unwrap();
    let mapping: Value = serde_json::from_slice(&mapping).unwrap();
    let things = things();
    let mut portfolios: BTreeMap<String, BTreeSet<Thing>> = BTreeMap::new();
    for row in rows("ties") {
        let (from, to) = (&things[&row["from_id"]], things.get(&row["to_id"]));
        let funds = mapping["verbs"][&row["relation"]]["kind"] == "funds";
        if funds && from.0 == "organization" {
            let portfolio = portfolios.entry(from.1.clone()).or_default();
            portfolio.insert(to.unwrap().clone());
        }
    }
    portfolios
}

fn slow_pairs() -> Pairs {
    let portfolios = portfolios();
    let mut pairs = Pairs::new();
    for (a, of_a) in &portfolios {
        for (b, of_b) in portfolios.iter().filter(|(b, _)| a < *b) {
            let shared: BTreeSet<Thing> = of_a.intersection(of_b).cloned().collect();
            if !shared.is_empty() {
                pairs.insert((a.clone(), b.clone()), (shared, of_a.len(), of_b.len()));
            }
        }
    }
    pairs
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn things_of(list: &Value) -> BTreeSet<Thing> {
    let list = list.as_array().unwrap();
    list.iter().map(|thing| (text(&thing["kind"]), text(&thing["name"]))).collect()
}

/// Numbers are read from text, which may cost the last digit.
#[track_caller]
fn same(number: &Value, expected: f64) {
    let number = number.as_f64().unwrap();
    assert!((number - expected).abs() < 1e-12, "{number} and {expected}");
}

#[test]
fn every_pair_is_as_a_slow_second_computation_has_it() {
    let overlap = World::with_guide().json(["overlap", "--format", "json"]);
    let expected = slow_pairs();
    let pairs = overlap["pairs"].as_array().unwrap();
    assert_eq!((pairs.len(), &overlap["pairs_shown"]["of"]), (expected.len(), &pairs.len().into()));
    for pair in pairs {
        let mut sides = [("a_name", "a_supports"), ("b_name", "b_supports")]
            .map(|(name, supports)| (text(&pair[name]), pair[supports].as_u64().unwrap() as usize));
        sides.sort();
        let [(a, of_a), (b, of_b)] = sides;
        let (shared, slow_a, slow_b) = &expected[&(a, b)];
        assert_eq!((of_a, of_b), (*slow_a, *slow_b), "{pair}");
        assert_eq!(&things_of(&pair["shared_with"]), shared, "{pair}");
        let count = shared.len() as f64;
        assert_eq!(pair["shared"], shared.len());
        same(&pair["jaccard"], count / (of_a + of_b - shared.len()) as f64);
        same(&pair["overlap_coefficient"], count / of_a.min(of_b) as f64);
    }
}

#[test]
fn funders_and_what_is_known_of_them_are_counted_as_in_the_tables() {
    let overlap = World::with_guide().json(["overlap"]);
    let portfolios = portfolios();
    let funders = overlap["funders"].as_array().unwrap();
    let degrees = funders
        .iter()
        .map(|each| (text(&each["funder"]["name"]), each["supports"].as_u64().unwrap() as usize));
    let expected = portfolios.iter().map(|(funder, things)| (funder.clone(), things.len()));
    assert_eq!(degrees.collect::<BTreeMap<_, _>>(), expected.collect());
    let supported: BTreeSet<&Thing> = portfolios.values().flatten().collect();
    assert_eq!(overlap["supported"], supported.len());
    let initiatives = supported.iter().filter(|(kind, _)| kind == "initiative").count();
    assert_eq!(overlap["initiatives_with_funder"]["known"], initiatives);
    assert_eq!(overlap["initiatives_with_funder"]["of"], 67);
}

#[test]
fn lumina_and_walmart_come_first_and_pairs_descend() {
    let overlap = World::with_guide().json(["overlap"]);
    let pairs = overlap["pairs"].as_array().unwrap();
    assert_eq!(pairs[0]["a"], "lumina-foundation");
    assert_eq!(pairs[0]["b"], "walmart-walmart-foundation");
    let rank = |pair: &Value| (pair["shared"].as_u64().unwrap(), pair["jaccard"].as_f64().unwrap());
    assert!(pairs.windows(2).all(|two| rank(&two[0]) >= rank(&two[1])));
}

#[test]
fn two_funders_side_by_side_say_what_the_list_says_of_them() {
    let world = World::with_guide();
    let pair = &world.json(["overlap"])["pairs"][0];
    let report = world.json(["overlap", "Lumina Foundation", "walmart-walmart-foundation"]);
    assert_eq!(things_of(&report["both"]), things_of(&pair["shared_with"]));
    assert_eq!(report["jaccard"], pair["jaccard"]);
    assert_eq!(report["overlap_coefficient"], pair["overlap_coefficient"]);
    let only = |side: &str| report[side].as_array().unwrap().len() as u64;
    let shared = pair["shared"].as_u64().unwrap();
    assert_eq!(only("only_a") + shared, pair["a_supports"].as_u64().unwrap());
    assert_eq!(only("only_b") + shared, pair["b_supports"].as_u64().unwrap());
}

#[test]
fn one_seed_gives_the_same_bytes_on_one_thread_and_on_two() {
    let world = World::with_guide();
    let asked = |threads: &str| {
        let mut command = Command::new(waymark());
        command.arg("--data").arg(world.data()).env("RAYON_NUM_THREADS", threads);
        command.args(["overlap", "--null", "fdsm", "--seed", "7", "--samples", "300"]);
        let output = command.args(["--sort", "p", "--format", "json"]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    assert!(asked("1") == asked("2"));
}

#[test]
fn chance_is_named_once_and_stands_beside_each_pair() {
    let args = ["overlap", "--null", "hypergeometric"];
    let overlap = World::with_guide().json(args);
    assert_eq!(overlap["null"], "hypergeometric");
    assert!(overlap["seed"].is_null() && overlap["samples"].is_null());
    let funders = overlap["funders"].as_array().unwrap().len();
    assert_eq!(overlap["chance"]["tests"], funders * (funders - 1) / 2);
    for pair in overlap["pairs"].as_array().unwrap() {
        let number = |name: &str| pair[name].as_f64().unwrap();
        assert!(number("p_more") <= number("q") && number("smallest_p") <= number("p_more"));
        assert!(pair["says"].as_str().unwrap().ends_with('.'), "{pair}");
    }
    let none = World::with_guide().json(["overlap", "--null", "none"]);
    assert!(none["chance"].is_null() && none["pairs"][0]["p_more"].is_null());
}

#[test]
fn what_makes_no_sense_is_answered_with_what_was_expected() {
    let world = World::with_guide();
    world.run(["overlap", "--by", "partners"]).ended(1).says(&["partners", "recipients"]);
    world.run(["overlap", "--null", "luck"]).ended(2).says(&["null=luck", "`hypergeometric`"]);
    let server = world.serve();
    let wrong = [
        ("/analysis/overlap?samples=1000000", "samples"),
        ("/analysis/overlap?seed=-1", "seed"),
        ("/analysis/overlap?between=stars", "between"),
        ("/analysis/overlap-sets?with_colour=red", "with_colour"),
        ("/analysis/intersections?of=lumina-foundation", "2 to 8"),
    ];
    for (path, word) in wrong {
        let answer = server.ask(&format!("/api/v1{path}"), &[]);
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains(word), "{path}: {}", answer.text());
    }
}
