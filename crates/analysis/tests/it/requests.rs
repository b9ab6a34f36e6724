use proptest::prelude::*;
use waymark_analysis::{RankedBy, RequestOutcome, Requests, RequestsConfig, requests};

use crate::maps::{any_map, drawn, frame, names};

fn asked(text: &str) -> Requests {
    requests(&drawn(text), &RequestsConfig::default())
}

fn near(answer: &Requests) -> Vec<&str> {
    answer.requests[0].near.iter().map(|near| near.funder.as_str()).collect()
}

const FIELD: &str = "
    lab -serves-> access
    lab term place/ohio
    lumina -funds-> lab requested 50USD @2019-03
    gates -funds-> lab declined
    ford -funds-> lab
    badges -serves-> access
    badges term place/ohio
    walmart -funds-> badges
    ford -funds-> badges
    schools -serves-> quality
    strada -funds-> schools
    strada -funds-> badges
    lumina -funds-> badges
    gates -funds-> badges
    other -funds-> schools
";

#[test]
fn whom_it_asked_and_what_came_of_it_stand_side_by_side() {
    let answer = asked(FIELD);
    let request = &answer.requests[0];
    assert_eq!((request.asker.as_str(), answer.askers, answer.requested_ties), ("lab", 1, 1));
    let outcomes: Vec<(&str, RequestOutcome)> =
        request.asked.iter().map(|asked| (asked.funder.as_str(), asked.outcome)).collect();
    assert_eq!(outcomes, [("gates", RequestOutcome::Declined), ("lumina", RequestOutcome::Open)]);
    let tie = &request.asked[1].ties[0];
    assert_eq!(tie.date.unwrap().to_string(), "2019-03");
    assert_eq!(tie.amount.unwrap().to_string(), "50 USD");
    assert_eq!(names(&request.supporters), ["ford"]);
}

#[test]
fn near_funders_were_neither_asked_nor_declined_nor_support_already() {
    let answer = asked(FIELD);
    assert_eq!(near(&answer), ["walmart", "strada"]);
    let walmart = &answer.requests[0].near[0];
    assert!((walmart.nearness.similarity.unwrap() - 1.0).abs() < 1e-12);
    assert_eq!((walmart.goals[0].0.as_str(), walmart.goals[0].1), ("access", 1));
    assert_eq!(walmart.terms[0].0.term.as_str(), "ohio");
    assert_eq!(names(&walmart.cofunded), ["badges"]);
    assert_eq!((walmart.profiled.known, walmart.profiled.of), (1, 1));
    // Both goals of what strada supports, and the place of one: 2 of the √2·√3.
    let strada = &answer.requests[0].near[1];
    assert!((strada.nearness.similarity.unwrap() - 2.0 / 6f64.sqrt()).abs() < 1e-12);
}

#[test]
fn parts_of_the_same_whole_are_no_strangers_to_ask() {
    let text = format!("{FIELD}\nlab -part_of-> house\nwalmart -part_of-> house");
    assert_eq!(near(&asked(&text)), ["strada"]);
}

#[test]
fn support_by_another_tie_is_said_and_is_no_answer_that_was_made_up() {
    let answer = asked("lumina -funds-> lab requested\nlumina -funds-> lab awarded");
    assert_eq!(answer.requests[0].asked[0].outcome, RequestOutcome::Supports);
}

#[test]
fn where_nothing_is_known_of_who_asks_nothing_is_near_and_it_says_so() {
    let answer = asked("lumina -funds-> lab requested\nwalmart -funds-> badges");
    assert_eq!(answer.requests[0].ranked_by, None);
    assert!(answer.requests[0].near.is_empty());
    assert_eq!(answer.requests[0].asked[0].nearness.similarity, None);
    let supported = asked(
        "lumina -funds-> lab requested\nford -funds-> lab\nford -funds-> badges\nwalmart -funds-> badges",
    );
    assert_eq!(supported.requests[0].ranked_by, Some(RankedBy::Density));
    assert_eq!(near(&supported), ["walmart"]);
    let nearness = &supported.requests[0].near[0].nearness;
    assert_eq!((nearness.similarity, nearness.density), (None, Some(1.0 / 3.0)));
}

#[test]
fn no_requests_are_known_where_no_status_says_so() {
    let answer = asked("lumina -funds-> lab\nwalmart -funds-> lab declined");
    assert_eq!((answer.askers, answer.requested_ties), (0, 0));
    assert_eq!((answer.status.known, answer.status.of), (1, 2));
    assert_eq!(asked("").funders, 0);
}

#[test]
fn a_list_that_is_cut_says_so() {
    let text = "x -funds-> a requested\nx -funds-> b requested";
    let config = RequestsConfig { limit: 1, near: 0 };
    let answer = requests(&drawn(text), &config);
    assert_eq!((answer.requests.len(), answer.askers), (1, 2));
}

#[test]
fn a_recipient_of_which_nothing_is_known_changes_no_similarity() {
    let (one, more) = (asked(FIELD), asked(&format!("{FIELD}\nwalmart -funds-> mystery")));
    let nearness = |answer: &Requests| answer.requests[0].near[0].nearness.similarity;
    assert_eq!(nearness(&one), nearness(&more));
    assert_eq!(more.requests[0].near[0].profiled.of, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_near_funder_was_asked_or_supports_and_every_number_is_one(map in any_map()) {
        let answer = requests(&frame(&map), &RequestsConfig { near: 99, limit: 99 });
        for request in &answer.requests {
            for near in &request.near {
                let asked = request.asked.iter().any(|asked| asked.funder == near.funder);
                prop_assert!(!asked && !request.supporters.contains(&near.funder));
                prop_assert!(map.umbrella_of(&near.funder) != map.umbrella_of(&request.asker));
                let numbers = [near.nearness.similarity, near.nearness.density];
                let sound = |number: f64| (0.0..=1.0).contains(&number);
                prop_assert!(numbers.into_iter().flatten().all(sound));
            }
        }
    }
}
