use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, Frame, Method, PartnerList, PartnerReasonKind, PartnerSort, Partners,
    PartnersConfig, Suggestion, Wanted, partners,
};
use waymark_model::{EntityKind, Map, TieKind};

use crate::maps::{any_map, drawn, frame, id, names};

fn ask(frame: &Frame, asker: &str, wanted: Wanted) -> PartnerList {
    let config = PartnersConfig { wanted: vec![wanted], ..PartnersConfig::default() };
    partners(frame, &id(asker), &config).unwrap().lists.remove(0)
}

fn suggested(list: &PartnerList) -> Vec<&str> {
    list.suggestions.iter().map(|suggestion| suggestion.id.as_str()).collect()
}

fn score(suggestion: &Suggestion, method: Method) -> f64 {
    suggestion.scores.iter().find(|(other, _)| *other == method).unwrap().1
}

#[test]
fn a_rare_neighbour_in_common_says_more_than_a_common_one() {
    let frame = drawn(
        "registry -serves-> transparency
         badges -serves-> transparency
         quality -serves-> transparency
         registry -serves-> records
         wallet -serves-> records",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    assert_eq!(suggested(&list), ["wallet", "badges", "quality"]);
    let wallet = &list.suggestions[0];
    assert_eq!((wallet.rank, wallet.similarity), (0.5, Some(0.5)));
    assert_eq!(score(wallet, Method::AdamicAdar), 1.0 / 2_f64.ln());
    assert_eq!(wallet.reasons[0].sentence, "Both work toward records.");
    assert_eq!(names(&wallet.paths[0].entities), ["registry", "records", "wallet"]);
}

#[test]
fn what_a_list_holds_follows_from_the_kind_and_the_roles_of_the_asker() {
    let frame = drawn(
        "lumina -funds-> registry
         organization lab
         lumina -funds-> lab",
    );
    let lists = |asker| {
        let answer = partners(&frame, &id(asker), &PartnersConfig::default()).unwrap();
        answer.lists.iter().map(|list| list.wanted).collect::<Vec<_>>()
    };
    use Wanted::{Cofunders, Funders, Initiatives, Organizations, Recipients};
    assert_eq!(lists("registry"), [Initiatives, Funders]);
    assert_eq!(lists("lumina"), [Cofunders, Recipients, Organizations]);
    assert_eq!(lists("lab"), [Funders, Organizations]);
}

#[test]
fn who_funds_alike_may_fund_alike_again_and_who_funds_already_is_not_suggested() {
    let frame = drawn(
        "lumina -funds-> registry
         walmart -funds-> registry
         walmart -funds-> badges
         walmart -funds-> registry @2020",
    );
    let list = ask(&frame, "lumina", Wanted::Recipients);
    assert_eq!(suggested(&list), ["badges"]);
    assert_eq!(list.suggestions[0].rank, 0.25);
    assert_eq!(list.tied, 1);
    let reason = &list.suggestions[0].reasons[0];
    assert_eq!(reason.kind, PartnerReasonKind::FundAlike);
    assert_eq!(reason.sentence, "walmart funds registry, as lumina does, and badges too.");
    assert_eq!(reason.ties.len(), 4);
    assert_eq!(
        names(&list.suggestions[0].paths[0].entities),
        ["lumina", "registry", "walmart", "badges"]
    );
    assert_eq!(suggested(&ask(&frame, "badges", Wanted::Funders)), ["lumina"]);
    assert!(ask(&frame, "registry", Wanted::Funders).suggestions.is_empty());
}

#[test]
fn cofunders_are_those_with_recipients_in_common() {
    let frame = drawn(
        "lumina -funds-> registry
         walmart -funds-> registry
         gates -funds-> other",
    );
    let list = ask(&frame, "lumina", Wanted::Cofunders);
    assert_eq!(suggested(&list), ["walmart"]);
    assert_eq!(list.suggestions[0].reasons[0].sentence, "Both fund registry.");
    assert_eq!(list.candidates.of, 2);
}

#[test]
fn parts_of_one_whole_and_who_is_tied_already_are_no_suggestions() {
    let frame = drawn(
        "registry -part_of-> engine
         schemas -part_of-> engine
         registry -serves-> transparency
         schemas -serves-> transparency
         badges -serves-> transparency
         quality -serves-> transparency
         registry -uses-> badges",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    assert_eq!(suggested(&list), ["quality"]);
    assert_eq!((list.kin, list.tied), (2, 1));
}

#[test]
fn a_request_and_a_refusal_join_nobody_and_are_asked_for_no_second_time() {
    let frame = drawn(
        "lumina -funds-> registry
         lumina -funds-> badges declined
         walmart -funds-> badges requested
         walmart -funds-> registry",
    );
    let list = ask(&frame, "badges", Wanted::Funders);
    assert!(list.suggestions.is_empty());
    assert_eq!(list.tied, 2);
    assert_eq!(list.missing[0].what, "funder");
}

#[test]
fn of_whom_nothing_is_known_nothing_can_be_suggested_and_that_is_said() {
    let frame = drawn(
        "initiative registry
         badges -serves-> transparency
         initiative quality",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    assert!(list.suggestions.is_empty());
    assert!(list.cannot.unwrap().contains("not to say that nobody suits"));
    let missing: Vec<&str> = list.missing.iter().map(|missing| missing.what).collect();
    assert_eq!(missing, ["goal", "term", "funder", "tie"]);
    assert_eq!((list.candidates.known, list.candidates.of), (1, 2));
    assert_eq!(ask(&frame, "badges", Wanted::Initiatives).cannot, None);
}

#[test]
fn where_no_funder_is_known_all_else_that_is_known_ranks_and_the_answer_says_so() {
    let frame = drawn(
        "registry -serves-> transparency
         badges -serves-> transparency
         lumina -funds-> badges",
    );
    let list = ask(&frame, "registry", Wanted::Funders);
    assert_eq!(list.ranked_by, PartnerSort::Method(Method::RandomWalkAll));
    assert!(list.why.contains("no funder of registry is known"), "{}", list.why);
    assert_eq!(suggested(&list), ["lumina"]);
    // What cannot be worked out is not there, rather than 0.
    let scores: Vec<Method> =
        list.suggestions[0].scores.iter().map(|(method, _)| *method).collect();
    assert_eq!(scores, [Method::RandomWalkAll, Method::Popularity]);
    let reason = &list.suggestions[0].reasons[0];
    assert_eq!(reason.kind, PartnerReasonKind::Way);
    assert_eq!(
        reason.sentence,
        "registry works toward transparency, badges works toward transparency, lumina funds badges."
    );
}

#[test]
fn an_unknown_amount_date_or_second_tie_is_not_zero_and_changes_no_score() {
    let without = "lumina -funds-> registry 100USD @2019
         walmart -funds-> registry 5USD @2018
         walmart -funds-> badges
         badges -serves-> goal-one";
    let with = format!("{without}\nlumina -funds-> registry\nwalmart -funds-> badges");
    let ranks = |text: &str| {
        let list = ask(&drawn(text), "lumina", Wanted::Recipients);
        list.suggestions.iter().map(|s| (s.id.clone(), s.scores.clone())).collect::<Vec<_>>()
    };
    assert_eq!(ranks(without), ranks(&with));
}

#[test]
fn complementary_are_the_same_goal_and_other_places() {
    let map = "registry -serves-> transparency
         badges -serves-> transparency
         quality -serves-> transparency
         wallet -serves-> records
         registry term place/indiana
         badges term place/ohio
         badges term place/indiana
         wallet term place/indiana";
    let list = ask(&drawn(map), "registry", Wanted::Initiatives);
    let of = |name: &str| list.suggestions.iter().find(|s| s.id.as_str() == name).unwrap();
    let badges = of("badges").complementarity.as_ref().unwrap();
    assert_eq!((badges.value, names(&badges.goals)), (0.5, vec!["transparency"]));
    assert_eq!(badges.facets[0].only_other[0].term.as_str(), "ohio");
    assert_eq!(of("quality").complementarity, None);
    let why = of("quality").complementarity_unknown.unwrap();
    assert_eq!(why, "there is no facet of which terms of both are known");
    let why = of("wallet").complementarity_unknown.unwrap();
    assert_eq!(why, "they have no known goal in common");

    let config = PartnersConfig {
        wanted: vec![Wanted::Initiatives],
        sort: Some(PartnerSort::Complementarity),
        ..PartnersConfig::default()
    };
    let by = partners(&drawn(map), &id("registry"), &config).unwrap();
    assert_eq!(suggested(&by.lists[0]), ["badges"]);
}

#[test]
fn what_was_inferred_is_said_to_be() {
    let frame = drawn(
        "registry -serves-> transparency inferred
         badges -serves-> transparency
         registry -serves-> records
         wallet -serves-> records",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    let inferred: Vec<bool> = list.suggestions.iter().map(|s| s.inferred).collect();
    assert_eq!((suggested(&list), inferred), (vec!["badges", "wallet"], vec![true, false]));
    assert_eq!(
        list.suggestions[0].reasons[0].sentence,
        "Both work toward transparency; no source states this, it was inferred."
    );
}

#[test]
fn shared_funders_introduce_and_goals_and_inferences_do_not() {
    let frame = drawn(
        "registry -serves-> transparency
         badges -serves-> transparency
         quality -serves-> transparency
         lumina -funds-> registry
         lumina -funds-> badges
         walmart -funds-> registry
         walmart -funds-> quality inferred",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    let of = |name: &str| list.suggestions.iter().find(|s| s.id.as_str() == name).unwrap();
    let badges = of("badges");
    assert_eq!(names(&badges.shared_funders), ["lumina"]);
    assert_eq!(badges.introductions[0].by.as_str(), "lumina");
    assert_eq!(
        badges.introductions[0].sentence,
        "lumina could introduce them: lumina funds registry, and lumina funds badges."
    );
    assert!(of("quality").introductions.is_empty());
}

#[test]
fn of_ways_of_one_length_the_confirmed_one_introduces_first() {
    let frame = drawn(
        "registry -serves-> transparency
         badges -serves-> transparency
         registry -uses-> alpha
         badges -uses-> alpha
         registry -coordinates-> zeta both
         zeta -coordinates-> badges both",
    );
    let list = ask(&frame, "registry", Wanted::Initiatives);
    let badges = list.suggestions.iter().find(|s| s.id.as_str() == "badges").unwrap();
    let by: Vec<&str> = badges.introductions.iter().map(|way| way.by.as_str()).collect();
    assert_eq!(by, ["zeta", "alpha"]);
    let confirmed = badges.introductions[0].confirmed;
    assert_eq!((confirmed.known, confirmed.of), (2, 2));
}

#[test]
fn nonsense_gets_a_clear_answer() {
    let frame = drawn("lumina -funds-> registry\nregistry -serves-> transparency");
    let ask = |asker: &str, config: PartnersConfig| partners(&frame, &id(asker), &config);
    let error = ask("nobody", PartnersConfig::default()).unwrap_err();
    assert_eq!(error.to_string(), "there is no entity `nobody` here");
    let error = ask("transparency", PartnersConfig::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`transparency` is not an initiative or an organization but goal"
    );
    let wanted = vec![Wanted::Cofunders];
    let error =
        ask("registry", PartnersConfig { wanted, ..PartnersConfig::default() }).unwrap_err();
    assert!(matches!(error, AnalysisError::Parameter { .. }), "{error}");
    let sort = Some(PartnerSort::Method(Method::PathThree));
    let wanted = vec![Wanted::Initiatives];
    let error = ask("registry", PartnersConfig { wanted, sort, ..PartnersConfig::default() });
    assert!(matches!(error, Err(AnalysisError::Parameter { .. })));
    let error = ask("registry", PartnersConfig { limit: 1001, ..PartnersConfig::default() });
    assert!(matches!(error, Err(AnalysisError::Parameter { .. })));
}

#[test]
fn words_are_read_as_they_are_written() {
    for wanted in Wanted::ALL {
        assert_eq!(Wanted::from_word(wanted.word()), Some(wanted));
        let own = PartnerSort::Method(wanted.own_method());
        assert_eq!(PartnerSort::from_word(own.word()), Some(own));
        assert!(wanted.has(own));
    }
    assert_eq!(PartnerSort::from_word("random"), None);
}

/// Everything that a thing of a random map is joined to: other things, and terms.
fn neighbors(map: &Map, thing: &str) -> Vec<String> {
    let of = id(thing);
    let joined = map.ties().filter(|tie| tie.kind != TieKind::Funds || tie.is_support());
    let touching = joined.filter(|tie| (tie.from == of) != (tie.to == of));
    let mut all: Vec<String> = touching.map(|tie| tie.other_end(&of).to_string()).collect();
    let terms = &map.entity(&of).unwrap().profile().terms;
    all.extend(terms.iter().map(|fact| format!("{}/{}", fact.value.facet, fact.value.term)));
    all.sort_unstable();
    all.dedup();
    all
}

fn holders(map: &Map, neighbor: &str) -> usize {
    if !neighbor.contains('/') {
        return neighbors(map, neighbor).len();
    }
    map.entities().filter(|e| neighbors(map, e.id().as_str()).iter().any(|n| n == neighbor)).count()
}

/// The resource allocation index, slowly.
fn slow_resource_allocation(map: &Map, a: &str, b: &str) -> f64 {
    let of_b = neighbors(map, b);
    let common = neighbors(map, a).into_iter().filter(|neighbor| of_b.contains(neighbor));
    common.map(|neighbor| 1.0 / holders(map, &neighbor) as f64).sum()
}

/// Ways of three discounted by degree, slowly.
fn slow_path_three(map: &Map, funder: &str, recipient: &str) -> f64 {
    let mut pairs: Vec<(&str, &str)> =
        map.ties().filter(|t| t.is_support()).map(|t| (t.from.as_str(), t.to.as_str())).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let funders_of = |to: &str| pairs.iter().filter(|pair| pair.1 == to).count() as f64;
    let funded_by = |from: &str| pairs.iter().filter(|pair| pair.0 == from).count() as f64;
    let mut sum = 0.0;
    for (_, middle) in pairs.iter().filter(|pair| pair.0 == funder) {
        for (other, _) in pairs.iter().filter(|pair| pair.1 == *middle && pair.0 != funder) {
            if pairs.contains(&(other, recipient)) {
                sum += 1.0 / (funders_of(middle) * funded_by(other));
            }
        }
    }
    sum
}

fn check_list(map: &Map, answer: &Partners, list: &PartnerList) -> Result<(), TestCaseError> {
    let asker = answer.asker.as_str();
    prop_assert!(list.suggestions.windows(2).all(|two| two[0].rank >= two[1].rank));
    for suggestion in &list.suggestions {
        let other = suggestion.id.as_str();
        prop_assert!(suggestion.rank > 0.0);
        prop_assert!(suggestion.scores.iter().all(|(_, value)| value.is_finite() && *value >= 0.0));
        prop_assert!(map.ties_between(&answer.asker, &suggestion.id).next().is_none());
        prop_assert!(map.umbrella_of(&answer.asker) != map.umbrella_of(&suggestion.id));
        let expected = match list.wanted {
            Wanted::Initiatives | Wanted::Organizations => {
                Some((Method::ResourceAllocation, slow_resource_allocation(map, asker, other)))
            }
            Wanted::Recipients => {
                Some((Method::PathThreeDiscounted, slow_path_three(map, asker, other)))
            }
            Wanted::Funders => {
                Some((Method::PathThreeDiscounted, slow_path_three(map, other, asker)))
            }
            Wanted::Cofunders => None,
        };
        if let Some((method, expected)) = expected
            && let Some((_, found)) = suggestion.scores.iter().find(|(other, _)| *other == method)
        {
            prop_assert!((found - expected).abs() < 1e-12, "{asker} {other} {found} {expected}");
        }
        let by_itself = list.ranked_by == PartnerSort::Method(list.wanted.own_method());
        if by_itself {
            let weights = suggestion.reasons.iter().filter_map(|reason| reason.weight);
            let told: f64 = weights.sum();
            prop_assert!((told - suggestion.rank).abs() < 1e-12, "{told} {}", suggestion.rank);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn suggestions_are_as_when_worked_out_slowly(map in any_map()) {
        let frame = frame(&map);
        let config = PartnersConfig {
            limit: 100,
            limit_reasons: 1000,
            ..PartnersConfig::default()
        };
        for entity in map.entities() {
            let wanted = match entity.kind() {
                EntityKind::Organization => Wanted::ALL.to_vec(),
                EntityKind::Initiative => {
                    vec![Wanted::Initiatives, Wanted::Funders, Wanted::Organizations]
                }
                _ => continue,
            };
            let config = PartnersConfig { wanted, ..config.clone() };
            let answer = partners(&frame, entity.id(), &config).unwrap();
            for list in &answer.lists {
                check_list(&map, &answer, list)?;
            }
        }
    }
}
