//! Gaps, exits and requests: what only shows in the whole program.

use serde_json::{Value, json};

use crate::world::World;

fn list<'a>(value: &'a Value, field: &str) -> &'a Vec<Value> {
    value[field].as_array().unwrap()
}

#[test]
fn a_table_turned_round_says_the_same_of_every_cell() {
    let server = World::with_guide().serve();
    let table = server.get("/analysis/gaps?rows=goal&by=guide-membership");
    let turned = server.get("/analysis/gaps?rows=guide-membership&by=goal");
    assert_eq!(
        (&table["rows_by"], &turned["rows_by"]),
        (&json!("goal"), &json!("guide-membership"))
    );
    assert_eq!(turned["rows"][0]["goal"], Value::Null);
    for (at, row) in list(&table, "rows").iter().enumerate() {
        assert_eq!(row["id"], turned["columns"][at]["id"]);
        for (across, cell) in list(row, "cells").iter().enumerate() {
            let other = &turned["rows"][across]["cells"][at];
            for field in ["initiatives", "expected", "residual", "fragility", "activity", "money"] {
                let ids = |cell: &Value| -> Vec<Value> {
                    let members = cell[field].as_array().into_iter().flatten();
                    members.map(|member| member["id"].clone()).collect()
                };
                match field {
                    "initiatives" => assert_eq!(ids(cell), ids(other)),
                    "expected" | "residual" => {
                        let number = |cell: &Value| cell[field].as_f64();
                        let apart = number(cell).zip(number(other)).map(|(a, b)| (a - b).abs());
                        assert!(apart.is_none_or(|apart| apart < 1e-9));
                    }
                    _ => assert_eq!(cell[field], other[field], "{field}"),
                }
            }
        }
    }
}

#[test]
fn an_empty_cell_names_who_is_near_and_why() {
    let table = World::with_guide().serve().get("/analysis/gaps?by=lead-sort&nearest=2");
    let cells = list(&table, "rows").iter().flat_map(|row| list(row, "cells"));
    let nearest: Vec<&Value> =
        cells.map(|cell| &cell["nearest"]).filter(|it| !it.is_null()).collect();
    let organizations = || nearest.iter().flat_map(|it| list(it, "organizations"));
    assert!(organizations().count() > 0);
    for near in organizations() {
        let density = near["density"].as_f64().unwrap();
        assert!(density > 0.0 && density <= 1.0 && !list(near, "because").is_empty(), "{near}");
    }
    assert!(nearest.iter().all(|it| list(it, "organizations").len() <= 2));
}

#[test]
fn needs_are_asked_with_a_file_or_with_words_and_always_with_their_source() {
    let world = World::with_guide();
    let goals = world.json(["gaps"]);
    let ids: Vec<&str> =
        list(&goals, "rows").iter().map(|row| row["id"].as_str().unwrap()).collect();
    let rows = format!("{},300,Census 2018,people\n{},100,Census 2018,people\n", ids[0], ids[1]);
    let file = world.file("need.csv", format!("key,need,source,unit\n{rows}"));
    let said = world.json(["gaps", "--need", &file]);
    assert_eq!(said["need"]["source"], "Census 2018");
    let shares: Vec<&Value> =
        list(&said["need"], "lines").iter().map(|line| &line["need_share"]).collect();
    assert_eq!((shares[0], shares[1], shares[2]), (&json!(0.75), &json!(0.25), &Value::Null));
    for (content, of) in [
        ("key,need,unit\na,1,people\n", "source"),
        ("key,need,source\na,much,Census\n", "line 2"),
        ("key,need,source\na,1,\n", "source"),
        ("key,need,source,unit\na,1,S,people\nb,1,S,jobs\n", "unit"),
    ] {
        let file = world.file("wrong.csv", content);
        let ran = world.run(["gaps", "--need", &file]).ended(2);
        assert!(ran.stderr.contains(of), "{ran:?}");
    }
    let server = world.serve();
    let words =
        format!("need={}:300,{}:100&need_source=Census%202018&need_unit=people", ids[0], ids[1]);
    assert_eq!(server.get(&format!("/analysis/gaps?{words}")), said);
    for wrong in
        ["need=a:1", "need=a&need_source=S", "need_source=S", "threshold=0", "rows=No%20Facet"]
    {
        server.ask(&format!("/api/v1/analysis/gaps?{wrong}"), &[]).problem(400, "bad_query");
    }
    let nowhere = "/api/v1/analysis/gaps?need=nowhere:1&need_source=S";
    server.ask(nowhere, &[]).problem(404, "unknown_record");
    server.ask("/api/v1/analysis/gaps?rows=goal&by=goal", &[]).problem(422, "bad_parameter");
}

#[test]
fn the_ranking_of_exits_says_what_each_exit_takes() {
    let server = World::with_guide().serve();
    let ranking = server.get("/analysis/exit");
    assert!(list(&ranking, "recipients").is_empty());
    for funder in list(&ranking, "funders").iter().take(3) {
        let id = funder["id"].as_str().unwrap();
        let exit = server.get(&format!("/analysis/exit?without={id}"));
        assert_eq!(exit["initiatives"]["lost"], funder["initiatives_lost"], "{id}");
        let lost = list(&exit, "recipients").iter().filter(|it| it["fate"] == "lost");
        let organizations = exit["organizations"]["lost"].as_u64().unwrap();
        let initiatives = exit["initiatives"]["lost"].as_u64().unwrap();
        assert_eq!(lost.count() as u64, organizations + initiatives);
        assert_eq!(exit["parameters"]["without"], id);
    }
    for (path, status, code) in [
        ("without=nobody", 404, "unknown_record"),
        ("without=No%20Id", 400, "bad_query"),
        ("lapse=soon", 400, "bad_query"),
    ] {
        server.ask(&format!("/api/v1/analysis/exit?{path}"), &[]).problem(status, code);
    }
}

#[test]
fn that_no_requests_are_known_is_said() {
    let world = World::with_guide();
    let said = world.json(["requests"]);
    assert!(list(&said, "requests").is_empty());
    assert!(
        said["says"].as_str().unwrap().starts_with("No requests for funds are known"),
        "{said}"
    );
    let table = world.run(["requests", "--format", "table"]).fine();
    assert!(table.stdout.contains("No requests for funds are known"), "{table:?}");
}

#[test]
fn who_asked_a_funder_is_matched_with_those_it_did_not_ask() {
    let world = World::new();
    let grants = world.file(
        "grants.csv",
        "funder,recipient,amount,currency,status\n\
         Ford,Lab,10,USD,awarded\n\
         Ford,Badges,10,USD,awarded\n\
         Walmart,Badges,20,USD,awarded\n\
         Lumina,Lab,50,USD,requested\n\
         Gates,Lab,50,USD,declined\n",
    );
    world.run(["import", &grants]).fine();
    let said = world.json(["requests"]);
    let request = &said["requests"][0];
    assert_eq!((&request["id"], &said["requested_ties"]), (&json!("lab"), &json!(1)));
    let outcomes: Vec<(&str, &str)> = list(request, "asked")
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(outcomes, [("gates", "declined"), ("lumina", "open")]);
    let near: Vec<&Value> = list(request, "near").iter().map(|it| &it["id"]).collect();
    assert_eq!(near, ["walmart"]);
    assert_eq!(world.serve().get("/analysis/requests"), said);
}
