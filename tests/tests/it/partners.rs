//! Partners and the report card, asked from outside, over the guide.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::world::World;

fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap()
}

#[test]
fn nobody_is_suggested_whom_the_asker_is_tied_to_and_every_tie_named_is_told() {
    let server = World::with_guide().serve();
    for asker in ["lumina-foundation", "walmart-walmart-foundation", "credential-registry"] {
        let near = server.get(&format!("/entities/{asker}/neighborhood?depth=1"));
        let tied: BTreeSet<&str> =
            items(&near, "nodes").iter().map(|node| node["id"].as_str().unwrap()).collect();
        let found = server.get(&format!("/analysis/partners/{asker}?limit=50"));
        assert_eq!(found["asker"]["id"], asker);
        for one in items(&found, "lists").iter().flat_map(|list| items(list, "suggestions")) {
            let id = one["partner"]["id"].as_str().unwrap();
            assert!(!tied.contains(id), "{asker} is tied to {id}");
            assert!(one["rank"].as_f64().unwrap() > 0.0, "{one}");
            assert!(!items(one, "reasons").is_empty(), "nothing speaks for {id}: {one}");
            for tie in items(one, "reasons").iter().flat_map(|reason| items(reason, "ties")) {
                assert!(found["ties"][tie.as_str().unwrap()].is_object(), "{tie}");
            }
        }
    }
}

#[test]
fn who_is_not_there_and_what_can_have_no_partners_are_told_apart() {
    let server = World::with_guide().serve();
    let ask = |path: &str| server.ask(&format!("/api/v1/analysis/partners/{path}"), &[]);
    ask("nobody").problem(404, "not_found");
    let goals = server.get("/goals");
    let goal = goals["items"][0]["id"].as_str().unwrap();
    ask(goal).problem(422, "other_kind");
    ask("credential-registry?for=cofunders").problem(422, "bad_parameter");
    ask("credential-registry?for=initiatives&sort=path_three").problem(422, "bad_parameter");
}

#[test]
fn the_report_card_says_of_each_method_how_it_stands_beside_popularity() {
    let world = World::with_guide();
    let args = ["partners", "--report-card", "--leave-one-out", "--samples", "100"];
    let card = world.json(args);
    assert_eq!(card, world.json(args));
    assert_eq!((&card["seed"], &card["samples"]), (&1.into(), &100.into()));
    for task in items(&card, "tasks") {
        assert!(!task["sentence"].as_str().unwrap().is_empty());
        let methods = items(task, "methods");
        for baseline in ["popularity", "random"] {
            assert!(methods.iter().any(|one| one["method"] == baseline), "{baseline}: {task}");
        }
        for one in methods {
            let is_baseline = one["verdict"] == "baseline";
            assert_eq!(one["auc"]["above_popularity"].is_null(), is_baseline, "{one}");
        }
    }
}

#[test]
fn how_to_judge_is_no_word_about_one_asker() {
    let world = World::with_guide();
    for words in [&["--year", "2019"][..], &["--leave-one-out"], &["--seed", "7"]] {
        let args = ["partners", "credential-registry"].iter().chain(words);
        world.run(args).ended(2);
    }
    world.run(["partners", "--report-card", "--limit", "3"]).ended(2);
    world.run(["partners"]).ended(2);
}
