//! The command line and the API are two doors to the same answers.

use serde_json::Value;

use crate::world::World;

/// A question on the command line, and the same at an address.
const QUESTIONS: &[(&[&str], &str)] = &[
    (&["summary"], "/summary"),
    (&["summary", "--goal", "GOAL"], "/summary?goal=GOAL"),
    (&["summary", "--confidence", "reported"], "/summary?confidence=reported"),
    (&["overlap"], "/analysis/overlap"),
    (&["overlap", "--minimum", "2", "--limit", "3"], "/analysis/overlap?minimum=2&limit=3"),
    (
        &["overlap", "lumina-foundation", "walmart-walmart-foundation"],
        "/analysis/overlap/lumina-foundation/walmart-walmart-foundation",
    ),
    (
        &["overlap", "--between", "initiatives", "--by", "funders", "--null", "sdsm"],
        "/analysis/overlap?between=initiatives&by=funders&null=sdsm",
    ),
    (
        &["overlap", "--null", "fdsm", "--seed", "7", "--samples", "200", "--sort", "p"],
        "/analysis/overlap?null=fdsm&seed=7&samples=200&sort=p",
    ),
    (
        &["overlap-sets", "--funder", "lumina-foundation", "--with-goal", "GOAL", "--any-time"],
        "/analysis/overlap-sets?funder=lumina-foundation&with_goal=GOAL&any_time=true",
    ),
    (
        &["intersections", "lumina-foundation", "walmart-walmart-foundation", "--limit", "2"],
        "/analysis/intersections?of=lumina-foundation,walmart-walmart-foundation&limit=2",
    ),
    (&["gaps"], "/analysis/gaps"),
    (&["gaps", "--year", "2019"], "/analysis/gaps?year=2019"),
    (&["gaps", "--by", "lead-sort"], "/analysis/gaps?by=lead-sort"),
    (&["gaps", "--by", "funder-sort"], "/analysis/gaps?by=funder-sort"),
    (&["gaps", "--by", "guide-membership"], "/analysis/gaps?by=guide-membership"),
    (
        &["gaps", "--rows", "stage", "--threshold", "3", "--nearest", "1"],
        "/analysis/gaps?rows=stage&threshold=3&nearest=1",
    ),
    (&["exit"], "/analysis/exit"),
    (
        &["exit", "--without", "lumina-foundation", "--lapse", "2021", "--by", "lead-sort"],
        "/analysis/exit?without=lumina-foundation&lapse=2021&by=lead-sort",
    ),
    (&["requests", "--near", "2"], "/analysis/requests?near=2"),
    (&["care", "--today", "2026-11-23"], "/analysis/care?today=2026-11-23"),
    (
        &["care", "--reason", "undated", "--stale-after", "6", "--limit", "3", "--goal", "GOAL"],
        "/analysis/care?reason=undated&stale_after=6&limit=3&goal=GOAL",
    ),
    (&["coordination"], "/analysis/coordination"),
    (
        &["coordination", "--funder", "lumina-foundation"],
        "/analysis/coordination?funder=lumina-foundation",
    ),
    (
        &["coordination", "--group", "funder", "--seed", "7", "--samples", "99"],
        "/analysis/coordination?group=funder&seed=7&samples=99",
    ),
    (&["missed"], "/analysis/missed"),
    (&["missed", "--limit", "3"], "/analysis/missed?limit=3"),
    (&["duplicates"], "/analysis/duplicates"),
    (&["repeated-grants"], "/analysis/repeated-grants"),
    (
        &["repeated-grants", "--at-least", "0.1", "--limit", "3", "--seed", "7"],
        "/analysis/repeated-grants?at_least=0.1&limit=3&seed=7",
    ),
    (
        &[
            "duplicates",
            "--kind",
            "organization",
            "--at-least",
            "0.05",
            "--limit",
            "3",
            "--seed",
            "7",
        ],
        "/analysis/duplicates?kind=organization&at_least=0.05&limit=3&seed=7",
    ),
    (&["centrality"], "/analysis/centrality"),
    (
        &["centrality", "--network", "funders", "--sort", "constraint", "--limit", "5"],
        "/analysis/centrality?network=funders&sort=constraint&limit=5",
    ),
    (&["communities"], "/analysis/communities"),
    (
        &["communities", "--network", "all", "--resolution", "0.5", "--seeds", "4"],
        "/analysis/communities?network=all&resolution=0.5&seeds=4",
    ),
    (&["pace", "--today", "2019-06-30"], "/analysis/pace?today=2019-06-30"),
    (
        &["pace", "--today", "2019-06-30", "--from", "2018", "--to", "2019"],
        "/analysis/pace?today=2019-06-30&from=2018&to=2019",
    ),
    (
        &["pace", "--today", "2019-06-30", "--against", "now-on-record"],
        "/analysis/pace?today=2019-06-30&against=now-on-record",
    ),
    (
        &["pace", "--today", "2019-06-30", "--against", "0"],
        "/analysis/pace?today=2019-06-30&against=0",
    ),
    (&["sensitivity", "--today", "2019-06-30"], "/analysis/sensitivity?today=2019-06-30"),
    (
        &[
            "sensitivity",
            "--today",
            "2019-06-30",
            "--missing",
            "2",
            "--funder",
            "lumina-foundation",
        ],
        "/analysis/sensitivity?today=2019-06-30&missing=2&funder=lumina-foundation",
    ),
    (&["search", "credental", "engin"], "/search?q=credental%20engin"),
    (
        &["search", "lumina", "--kind", "organization", "--limit", "2"],
        "/search?q=lumina&kind=organization&limit=2",
    ),
    (
        &["path", "lumina-foundation", "microsoft-microsoft-philanthropies"],
        "/paths?start=lumina-foundation&end=microsoft-microsoft-philanthropies",
    ),
    (&["partners", "credential-registry"], "/analysis/partners/credential-registry"),
    (
        &["partners", "lumina-foundation", "--for", "cofunders,recipients", "--limit", "3"],
        "/analysis/partners/lumina-foundation?for=cofunders,recipients&limit=3",
    ),
    (
        &["partners", "--report-card", "--leave-one-out", "--seed", "7", "--samples", "50"],
        "/analysis/report-card?hold_out=leave-one-out&seed=7&samples=50",
    ),
    (&["partners", "--report-card", "--year", "2019"], "/analysis/report-card?year=2019"),
    (&["edition"], "/editions"),
    (&["history"], "/changes"),
    (&["history", "lumina-foundation"], "/entities/lumina-foundation/history"),
    (&["export"], "/exports/json"),
    (&["export", "--format", "json", "--goal", "GOAL"], "/exports/json?goal=GOAL"),
    (&["export", "--format", "node-link"], "/exports/node-link"),
    (
        &["export", "--format", "node-link", "--mode", "one", "--projection", "jaccard"],
        "/exports/node-link?mode=one&projection=jaccard",
    ),
    (&["export", "--list"], "/exports"),
    (
        &["cite", "--edition", "now-on-record", "--site", "https://map.example.org"],
        "/citation?edition=now-on-record&site=https://map.example.org",
    ),
    (
        &["cite", "--today", "2030-01-31", "--path", "/e/now/goals/GOAL", "--site", "http://a"],
        "/citation?today=2030-01-31&path=/e/now/goals/GOAL&site=http://a",
    ),
    (&["summary", "--edition", "now-on-record"], "/summary?edition=now-on-record"),
    (&["export", "--as-of", "1"], "/exports/json?as_of=1"),
    (&["diff", "now-on-record"], "/editions/now-on-record/diff/now"),
];

#[test]
fn every_question_has_one_answer_on_the_command_line_and_over_http() {
    let world = World::with_guide();
    world.run(["edition", "now-on-record", "--date", "2019-06"]).fine();
    let goal = world.json(["search", "transparency", "--kind", "goal"]);
    let goal = goal["hits"][0]["entity"]["id"].as_str().unwrap().to_owned();
    let said: Vec<Value> = QUESTIONS
        .iter()
        .map(|(args, _)| world.json(args.iter().map(|arg| arg.replace("GOAL", &goal))))
        .collect();
    let server = world.serve();
    for ((args, path), said) in QUESTIONS.iter().zip(said) {
        let answered = server.get(&path.replace("GOAL", &goal));
        assert!(said == answered, "{args:?} and {path} differ:\n{said:#}\n{answered:#}");
    }
}

#[test]
fn the_document_of_the_api_is_the_same_from_both() {
    let world = World::new();
    let printed = world.json(["openapi"]);
    assert_eq!(world.serve().ask("/api/openapi.json", &[]).fine().json(), printed);
}
