//! The tables of the guide.

use waymark_model::{
    Confidence, EntityId, EntityKind, Map, MilestoneId, StageNature, StageWhen, TieId, TieKind,
};

use crate::{mapped, notices, outcomes, read_onto};

const ORGANIZATIONS: &str = include_str!("../../../../fixtures/guide/organizations.csv");
const INITIATIVES: &str = include_str!("../../../../fixtures/guide/initiatives.csv");
const GOALS: &str = include_str!("../../../../fixtures/guide/goals.csv");
const MILESTONES: &str = include_str!("../../../../fixtures/guide/milestones.csv");
const TIES: &str = include_str!("../../../../fixtures/guide/ties.csv");
const ALL: [&str; 5] = [TIES, MILESTONES, GOALS, INITIATIVES, ORGANIZATIONS];

fn id(text: &str) -> EntityId {
    EntityId::parse(text).unwrap()
}

fn tie<'m>(map: &'m Map, text: &str) -> &'m waymark_model::Tie {
    map.tie(&TieId::parse(text).unwrap()).unwrap_or_else(|| panic!("no tie `{text}`"))
}

#[test]
fn the_guide_comes_whole_onto_the_map() {
    let (map, parsed) = mapped(&ALL);
    let counts = map.counts();
    assert_eq!(counts.entities[&EntityKind::Organization], 84);
    assert_eq!(counts.entities[&EntityKind::Initiative], 67);
    assert_eq!(counts.entities[&EntityKind::Goal], 7);
    assert_eq!(counts.entities[&EntityKind::Publication], 1);
    assert_eq!(counts.milestones, 121);
    assert_eq!(map.tie_count(), 310);
    assert_eq!(counts.ties[&TieKind::Funds], 59);
    assert_eq!(map.editions().count(), 3);
    let tally = parsed.tally();
    assert_eq!((tally.created, tally.rows()), (84 + 67 + 7 + 121 + 310, 589));
    assert_eq!(parsed.rows.len(), 589);
}

#[test]
fn placements_that_were_inferred_stay_inferred() {
    let (map, _) = mapped(&ALL);
    let serves: Vec<_> = map.ties_of_kind(TieKind::Serves).collect();
    let inferred = serves.iter().filter(|tie| tie.confidence() == Confidence::Inferred);
    assert_eq!((serves.len(), inferred.count()), (66, 47));
}

#[test]
fn reading_the_guide_again_changes_nothing() {
    let (map, _) = mapped(&ALL);
    let again = read_onto(&map, &ALL).unwrap();
    assert_eq!(again.changes, []);
    assert_eq!(again.tally().matched, 589);
}

#[test]
fn an_import_can_be_taken_back() {
    let mut map = Map::new();
    let parsed = read_onto(&map, &ALL).unwrap();
    let undo = map.apply(&parsed.changes).unwrap();
    map.apply(&undo).unwrap();
    assert_eq!(map, Map::new());
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let (map, _) = mapped(&ALL);
    let (other, _) = mapped(&[ORGANIZATIONS, GOALS, INITIATIVES, MILESTONES, TIES]);
    assert_eq!(map, other);
}

#[test]
fn tables_may_be_read_one_after_the_other() {
    let (mut map, _) = mapped(&[ORGANIZATIONS]);
    for table in [GOALS, INITIATIVES, MILESTONES, TIES] {
        let parsed = read_onto(&map, &[table]).unwrap();
        assert_eq!(parsed.tally().refused, 0);
        map.apply(&parsed.changes).unwrap();
    }
    let counts = map.counts();
    assert_eq!((map.tie_count(), counts.milestones), (310, 121));
    let again = read_onto(&map, &[TIES]).unwrap();
    assert_eq!((again.changes.len(), again.tally().matched), (0, 310));
}

#[test]
fn a_corrected_table_changes_what_was_corrected() {
    let (mut map, _) = mapped(&ALL);
    let corrected = TIES.replace("369000,study grant", "370000,study grant");
    let parsed = read_onto(&map, &[&corrected]).unwrap();
    assert_eq!((parsed.changes.len(), parsed.tally().changed, parsed.tally().matched), (1, 1, 309));
    map.apply(&parsed.changes).unwrap();
    let amounts = &tie(&map, "lumina-foundation--funds--credential-transparency-initiative");
    let amounts = &amounts.funding().unwrap().amount;
    assert_eq!((amounts.len(), amounts.value().unwrap().to_string()), (1, "370000 USD".into()));
}

#[test]
fn a_row_put_in_further_up_changes_nothing_else() {
    let (map, _) = mapped(&ALL);
    let row = "LUM,partners_with,DCC,,,,https://example.org/,verified";
    let longer = TIES.replacen("verified\n", &format!("verified\n{row}\n"), 1);
    let parsed = read_onto(&map, &[&longer]).unwrap();
    assert_eq!((parsed.tally().created, parsed.tally().matched), (1, 310));
    assert_eq!(parsed.changes.len(), 2, "a source and a tie");
}

#[test]
fn one_name_for_two_things_gives_two_readable_ids() {
    let (map, _) = mapped(&ALL);
    let kind = |text| map.entity(&id(text)).unwrap().kind();
    assert_eq!(kind("credential-engine"), EntityKind::Organization);
    assert_eq!(kind("credential-engine-initiative"), EntityKind::Initiative);
    let code = &map.entity(&id("lumina-foundation")).unwrap().profile().attributes["guide-code"];
    assert_eq!(code.value().unwrap(), "LUM");
}

#[test]
fn what_two_tables_say_is_one_tie_with_two_provenances() {
    let (map, _) = mapped(&ALL);
    let leads = tie(&map, "credential-engine--leads--credential-registry");
    assert_eq!(leads.stated.len(), 2);
    assert_eq!(leads.verb.as_deref(), Some("leads"));
}

#[test]
fn the_same_ends_with_another_date_are_two_ties() {
    let (map, _) = mapped(&ALL);
    let (lumina, record) =
        (id("lumina-foundation"), id("comprehensive-learner-record-aacrao-naspa"));
    let dates = map.ties_between(&lumina, &record).map(|tie| tie.date.value().unwrap().to_string());
    let mut dates: Vec<String> = dates.collect();
    dates.sort();
    assert_eq!(dates, ["2015", "2017"]);
}

#[test]
fn a_verb_that_reads_backwards_is_turned_round() {
    let (map, _) = mapped(&ALL);
    let tie = tie(
        &map,
        "credential-transparency-initiative--predecessor-of--credential-engine-initiative",
    );
    assert_eq!(tie.kind, TieKind::Succeeds);
    assert_eq!(tie.from, id("credential-engine-initiative"));
    assert_eq!(tie.to, id("credential-transparency-initiative"));
}

#[test]
fn a_package_is_pooled_and_its_parts_are_passed_on() {
    let (map, _) = mapped(&ALL);
    let package = tie(&map, "lumina-foundation--funds--us-chamber-of-commerce-foundation");
    let amount = package.funding().unwrap().amount.value().unwrap();
    assert!(amount.pooled && amount.to_string() == "6300000 USD");
    let chamber = &package.to;
    let parts: Vec<_> = map.ties_from(chamber).filter(|tie| tie.kind == TieKind::Funds).collect();
    assert!(parts.len() == 2 && parts.iter().all(|tie| tie.funding().unwrap().regrant));
}

#[test]
fn a_verb_that_does_not_fit_its_ends_relates_and_keeps_its_amount_as_a_note() {
    let (map, parsed) = mapped(&ALL);
    let mut awards = map.ties().filter(|tie| tie.verb.as_deref() == Some("awards"));
    let award = awards.next().unwrap();
    assert_eq!(award.kind, TieKind::Relates);
    assert!(award.stated[0].note.as_deref().unwrap().contains("1450000 USD"));
    assert!(notices(&parsed).iter().any(|notice| notice.contains("1450000 USD")));
}

#[test]
fn stages_have_years_only_where_the_table_has_them() {
    let (map, _) = mapped(&ALL);
    let stages = |text| map.entity(&id(text)).unwrap().as_initiative().unwrap().stages.clone();
    let registry = stages("credential-registry");
    assert_eq!(registry.len(), 9);
    assert_eq!(registry[0].when, StageWhen::Before(2018));
    assert_eq!(registry[2].nature, StageNature::Reached);
    assert_eq!(registry[3].nature, StageNature::Forecast);
    assert!(registry.iter().all(|it| it.edition.as_ref().unwrap().as_str() == "2019-mid"));
    let d4ad = stages("data-for-the-american-dream-d4ad");
    assert_eq!(d4ad[2].when, StageWhen::Step(3));
    let mut with_years = map.entities_of(EntityKind::Initiative).filter(|entity| {
        let mut stages = entity.as_initiative().unwrap().stages.iter();
        stages.any(|it| !matches!(it.when, StageWhen::Step(_)))
    });
    assert_eq!(with_years.by_ref().count(), 5);
}

#[test]
fn twenty_of_the_guides_efforts_are_confirmed() {
    let (map, _) = mapped(&ALL);
    let confirmed = map.entities_of(EntityKind::Initiative).filter(|entity| {
        let mut terms = entity.profile().terms.iter();
        terms.any(|it| {
            it.value.facet.as_str() == "guide-membership" && it.value.term.as_str() == "confirmed"
        })
    });
    assert_eq!(confirmed.count(), 20);
}

#[test]
fn words_for_dates_become_edtf_and_stay_as_a_note() {
    let (map, _) = mapped(&ALL);
    let start = &map.entity(&id("tee-up-the-skills")).unwrap().as_initiative().unwrap().start;
    let fact = start.preferred().unwrap();
    assert_eq!(fact.value.to_string(), "2018-23");
    assert_eq!(fact.provenance.note.as_deref(), Some("2018 fall"));
    let third = map.editions().last().unwrap();
    assert_eq!(
        (third.id.as_str(), third.date.unwrap().to_string()),
        ("2019-mid", "2019-38~".into())
    );
    assert_eq!(third.position, None);
}

#[test]
fn values_that_contradict_each_other_stay_side_by_side() {
    let (map, _) = mapped(&ALL);
    let network = map.entity(&id("non-degree-credentials-research-network-ncrn")).unwrap();
    let start = &network.as_initiative().unwrap().start;
    assert!(start.in_conflict(), "{start:?}");
    let amounts = map.milestones().find(|it| it.amount.in_conflict()).unwrap();
    let amounts: Vec<String> = amounts.amount.iter().map(|it| it.value.to_string()).collect();
    assert_eq!(amounts, ["1700000 USD", "1270000 USD"]);
}

#[test]
fn a_planned_end_is_due_and_not_done() {
    let (map, _) = mapped(&ALL);
    let planned = MilestoneId::parse("open-badge-publisher--badge-publisher-planned-end").unwrap();
    let planned = map.milestone(&planned).unwrap();
    assert_eq!(planned.due.value().unwrap().to_string(), "2022-12-31");
    assert!(planned.done.is_empty());
}

#[test]
fn two_addresses_in_a_cell_are_two_sources() {
    let (map, _) = mapped(&ALL);
    let count = map.entity(&id("counting-us-postsecondary-and-secondary-credentials"));
    assert_eq!(count.unwrap().profile().name.len(), 2);
    assert!(map.sources().all(|source| !source.title.contains(" ; ")));
}

#[test]
fn what_a_column_cannot_hold_is_kept_and_said() {
    let (map, parsed) = mapped(&ALL);
    let campaign = map.entity(&id("connecting-credentials")).unwrap();
    assert!(campaign.profile().attributes.contains_key("stage_1to5_by_year"));
    let said = notices(&parsed);
    assert!(said.iter().any(|notice| notice.contains("ended: campaign concluded")));
    let ended = map.entity(&id("credential-transparency-initiative")).unwrap();
    assert_eq!(ended.as_initiative().unwrap().end.value().unwrap().to_string(), "2017-09");
}

#[test]
fn a_tie_with_an_unknown_code_is_refused_and_the_others_are_read() {
    let (map, _) = mapped(&ALL);
    let ties = "from_id,relation,to_id\nLUM,funds,NOBODY\nLUM,partners_with,DCC\n";
    let parsed = read_onto(&map, &[ties]).unwrap();
    let outcomes = outcomes(&parsed);
    assert!(outcomes[0].starts_with("column `to_id`: `NOBODY` stands for nothing"));
    assert_eq!(outcomes[1], "created");
}

#[test]
fn a_code_given_twice_is_refused_the_second_time() {
    let twice = "org_id,name\nA,Alpha\nA,Beta\n";
    let (map, parsed) = mapped(&[twice]);
    assert_eq!(map.entity_count(), 1);
    assert!(outcomes(&parsed)[1].contains("the row at line 2"));
}

#[test]
fn a_part_of_its_own_part_is_refused() {
    let initiatives = "initiative_id,name\nA,Alpha\nB,Beta\n";
    let ties = "from_id,relation,to_id\nA,part_of,B\nB,part_of,A\n";
    let (map, parsed) = mapped(&[initiatives, ties]);
    assert_eq!((map.tie_count(), parsed.tally().refused), (1, 1));
}

#[test]
fn a_mapping_file_can_say_what_a_verb_means() {
    let organizations = "org_id,name\nA,Alpha\nB,Beta\n";
    let ties = "from_id,relation,to_id\nA,befriends,B\n";
    let mapping = r#"{"verbs": {"befriends": {"kind": "partners", "reason": "so they say"}}}"#;
    let (map, _) = mapped(&[organizations, mapping, ties]);
    assert_eq!(map.ties_of_kind(TieKind::Partners).count(), 1);
    let (_, refused) = mapped(&[organizations, ties]);
    assert!(outcomes(&refused)[2].contains("`befriends` is not a known relation"));
}

#[test]
fn what_looks_like_a_formula_is_text() {
    let (map, _) = mapped(&["org_id,name\nA,\"=HYPERLINK(\"\"x\"\")\"\n"]);
    assert_eq!(map.entities().next().unwrap().name(), "=HYPERLINK(\"x\")");
}

#[test]
fn an_organization_that_is_already_on_the_map_is_matched_by_its_name() {
    let (mut map, _) = mapped(&["funder,recipient\nLUMINA FOUNDATION,Somebody\n"]);
    let parsed = read_onto(&map, &[ORGANIZATIONS]).unwrap();
    map.apply(&parsed.changes).unwrap();
    assert_eq!(map.counts().entities[&EntityKind::Organization], 85);
    assert_eq!(parsed.tally().changed, 1);
}

#[test]
fn milestones_that_differ_by_their_source_alone_are_each_known_again() {
    let organizations = "org_id,name\nA,Alliance\n";
    let mut milestones =
        "subject_id,date,event,amount_usd,source_url_or_repo_path,confidence\n".to_owned();
    for source in ["a", "b", "b", "b", "b", "b", "b", "b", "b", "b", "b", "c"] {
        milestones += &format!("A,2020,It met,,https://example.org/{source},verified\n");
    }
    let (map, _) = mapped(&[organizations, &milestones]);
    let again = read_onto(&map, &[organizations, &milestones]).unwrap();
    assert_eq!(again.changes, []);
}

#[test]
fn an_address_of_which_nothing_can_be_read_is_its_own_title() {
    let (map, _) = mapped(&["org_id,name,source_url_or_repo_path\nA,Alpha,https://\n"]);
    assert_eq!(map.sources().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["https://"]);
}
