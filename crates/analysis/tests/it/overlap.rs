use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use waymark_analysis::{
    AnalysisError, Between, By, Item, LeadVerdict, MoneyCompared, NullConfig, NullModel, Overlap,
    OverlapConfig, OverlapSort, PairDetail, overlap, overlap_pair,
};
use waymark_measures::Unwatched;
use waymark_model::{Currency, Date, Endpoint, EntityId, FacetId, Map, Tie};

use crate::maps::{any_map, drawn, frame, id};

const FEW: &str = "
    lumina -funds-> registry
    lumina -funds-> badges
    lumina -funds-> lab
    walmart -funds-> registry
    walmart -funds-> badges
    walmart -funds-> quality declined
    joyce -funds-> lab
";

fn compared(text: &str, config: &OverlapConfig) -> Overlap {
    overlap(&drawn(text), config, &Unwatched).unwrap()
}

fn side_by_side(text: &str, config: &OverlapConfig) -> PairDetail {
    overlap_pair(&drawn(text), &id("lumina"), &id("walmart"), config, &Unwatched).unwrap()
}

fn plain() -> OverlapConfig {
    OverlapConfig::default()
}

/// Items as words: the ids of things, the ids of terms.
fn words(items: &[Item]) -> Vec<&str> {
    let word = |item: &'_ Item| match item {
        Item::Thing(id) => id.as_str().to_owned(),
        Item::Term(term) => term.term.as_str().to_owned(),
    };
    items.iter().map(|item| &*word(item).leak()).collect()
}

#[test]
fn evelyn_and_laura_share_six_events() {
    let answer = overlap(&frame(&crate::davis::map()), &plain(), &Unwatched).unwrap();
    let pair = answer.pairs.iter().find(|p| (p.a.as_str(), p.b.as_str()) == ("evelyn", "laura"));
    let pair = pair.unwrap();
    assert_eq!(pair.shared, 6);
    assert!((pair.jaccard - 0.666667).abs() < 1e-6);
    assert!((pair.overlap_coefficient - 0.857143).abs() < 1e-6);
    assert!((pair.newman - 1.562637).abs() < 1e-6);
    assert_eq!((answer.holders.len(), answer.items), (18, 14));
}

#[test]
fn olivia_and_flora_went_to_the_same_events() {
    let config = OverlapConfig { sort: OverlapSort::Jaccard, ..plain() };
    let answer = overlap(&frame(&crate::davis::map()), &config, &Unwatched).unwrap();
    assert_eq!((answer.pairs[0].a.as_str(), answer.pairs[0].b.as_str()), ("flora", "olivia"));
    assert_eq!(answer.pairs[0].jaccard, 1.0);
}

#[test]
fn chance_stands_beside_each_pair_and_sorts_them_where_asked() {
    let null = NullConfig { model: NullModel::Hypergeometric, ..NullConfig::default() };
    let config = OverlapConfig { sort: OverlapSort::P, null, limit: 20, ..plain() };
    let answer = overlap(&frame(&crate::davis::map()), &config, &Unwatched).unwrap();
    let p: Vec<f64> = answer.pairs.iter().map(|pair| pair.chance.unwrap().p_more).collect();
    assert!(p.is_sorted());
    assert_eq!(p.iter().filter(|p| **p < 0.05).count(), 17);
    let chances = answer.chances.unwrap();
    assert_eq!((chances.tests, chances.before_correction.more), (153, 17));
    let none = OverlapConfig { null: plain().null, ..config };
    let refused = overlap(&frame(&crate::davis::map()), &none, &Unwatched);
    assert!(matches!(refused, Err(AnalysisError::Parameter { what: "way to sort", .. })));
}

#[test]
fn what_is_shared_is_named() {
    let answer = compared(FEW, &plain());
    assert_eq!(answer.total_pairs, 2);
    assert_eq!(words(&answer.pairs[0].shared_with), ["badges", "registry"]);
    assert_eq!((answer.pairs[0].a_total, answer.pairs[0].b_total), (3, 2));
}

#[test]
fn a_declined_request_is_no_support() {
    let answer = compared(FEW, &plain());
    assert_eq!((answer.coverage.support_ties, answer.coverage.not_support), (6, 1));
    assert_eq!((answer.coverage.initiatives.known, answer.coverage.initiatives.of), (3, 4));
}

#[test]
fn a_list_that_is_cut_says_so() {
    let config = OverlapConfig { limit: 1, limit_shared: 1, ..plain() };
    let answer = compared(FEW, &config);
    assert!(answer.cut);
    assert_eq!((answer.pairs.len(), answer.total_pairs), (1, 2));
    assert_eq!((answer.pairs[0].shared, answer.pairs[0].shared_with.len()), (2, 1));
    let config = OverlapConfig { limit: 0, ..config };
    assert!(compared(FEW, &config).pairs.is_empty());
}

#[test]
fn parts_of_one_whole_count_once_where_asked() {
    let text = "initiative whole
         one -part_of-> whole
         two -part_of-> whole
         lumina -funds-> one
         lumina -funds-> two
         walmart -funds-> one
         walmart -funds-> two";
    let shared = |wholes| compared(text, &OverlapConfig { wholes, ..plain() }).pairs[0].shared;
    assert_eq!((shared(false), shared(true)), (2, 1));
}

#[test]
fn two_grants_to_one_recipient_are_one_recipient() {
    let answer = compared(
        "lumina -funds-> registry 5USD
         lumina -funds-> registry 7USD
         walmart -funds-> registry",
        &plain(),
    );
    assert_eq!((answer.pairs[0].shared, answer.pairs[0].jaccard), (1, 1.0));
}

const IN_TURN: &str = "
    lumina -funds-> registry @2016/2018
    walmart -funds-> registry @2019/2021
    lumina -funds-> badges @2016/2018
    walmart -funds-> badges @2018-06-01
    lumina -funds-> lab
    walmart -funds-> lab @2019/2021
";

#[test]
fn support_that_cannot_have_been_at_the_same_time_is_not_shared() {
    let answer = compared(IN_TURN, &plain());
    let pair = &answer.pairs[0];
    assert_eq!(words(&pair.shared_with), ["badges", "lab"]);
    assert_eq!((pair.shared, pair.shared_any_time, answer.coverage.apart_in_time), (2, 3, 1));
    assert_eq!((pair.jaccard, pair.overlap_coefficient), (2.0 / 3.0, 2.0 / 3.0));
    let whenever = compared(IN_TURN, &OverlapConfig { any_time: true, ..plain() });
    assert_eq!((whenever.pairs[0].shared, whenever.coverage.apart_in_time), (3, 0));
}

#[test]
fn it_is_said_how_many_ties_have_a_date_and_how_many_an_end() {
    let coverage = compared(IN_TURN, &plain()).coverage;
    assert_eq!((coverage.dated.known, coverage.dated.of), (5, 6));
    assert_eq!((coverage.ended.known, coverage.ended.of), (4, 6));
}

#[test]
fn two_awards_of_different_years_are_shared() {
    let text = "lumina -funds-> registry @2016\nwalmart -funds-> registry @2019-05-01";
    assert_eq!(compared(text, &plain()).pairs[0].shared, 1);
}

#[test]
fn chance_is_judged_of_what_is_shared_whenever() {
    let null = NullConfig { model: NullModel::Sdsm, ..NullConfig::default() };
    let answer = compared(IN_TURN, &OverlapConfig { null, ..plain() });
    let pair = &answer.pairs[0];
    assert_eq!((pair.shared, pair.chance.unwrap().shared), (2, 3));
}

#[test]
fn money_is_compared_in_one_currency_and_where_it_is_known() {
    let text = "lumina -funds-> registry 75USD
         lumina -funds-> badges 25USD
         lumina -funds-> lab
         walmart -funds-> registry 1USD
         walmart -funds-> badges 3USD
         walmart -funds-> lab 900USD
         walmart -funds-> other 8EUR";
    let answer = compared(text, &plain());
    let money = answer.pairs[0].money.unwrap();
    assert_eq!(money.overlap, Some(0.5));
    assert_eq!((money.shared.known, money.shared.of), (2, 3));
    let of = answer.money.unwrap();
    assert_eq!((of.currency.code(), of.amounts.known, of.amounts.of), ("USD", 5, 7));
    let euro = OverlapConfig { currency: Currency::from_code("EUR"), ..plain() };
    assert_eq!(compared(text, &euro).pairs[0].money.unwrap().overlap, None);
}

#[test]
fn refunds_and_pledges_are_no_part_of_what_was_awarded() {
    let text = "lumina -funds-> registry 60USD awarded
         lumina -funds-> registry -50USD awarded
         lumina -funds-> badges 40USD awarded
         walmart -funds-> registry 6USD awarded
         walmart -funds-> badges 4USD awarded
         walmart -funds-> lab 900USD pledged";
    let answer = compared(text, &plain());
    assert_eq!(answer.pairs[0].money.unwrap().overlap, Some(1.0));
    assert_eq!(answer.money.unwrap().refunds, 1);
}

#[test]
fn initiatives_are_compared_by_goals_and_those_without_one_are_in_no_pair() {
    let config = OverlapConfig { between: Between::Initiatives, by: By::Goals, ..plain() };
    let text = "goal access
        goal quality
        registry -serves-> access inferred
        registry -serves-> quality
        badges -serves-> access
        initiative lab";
    let answer = compared(text, &config);
    let pair = &answer.pairs[0];
    assert_eq!((answer.pairs.len(), words(&pair.shared_with)), (1, vec!["access"]));
    assert_eq!((pair.shared, pair.shared_inferred, pair.jaccard), (1, 1, 0.5));
    assert_eq!((answer.coverage.holders.known, answer.coverage.holders.of), (2, 3));
    assert_eq!(pair.money, None);
}

#[test]
fn initiatives_are_compared_by_terms_funders_and_partners() {
    let text = "lumina -funds-> registry 5USD
        lumina -funds-> badges 7USD
        ce -partners-> registry
        ce -partners-> badges
        registry term place/indiana
        badges term place/indiana
        badges term place/ohio";
    let by = |by| compared(text, &OverlapConfig { between: Between::Initiatives, by, ..plain() });
    let facet = By::Facet(FacetId::parse("place").unwrap());
    assert_eq!(words(&by(facet).pairs[0].shared_with), ["indiana"]);
    assert_eq!(words(&by(By::Partners).pairs[0].shared_with), ["ce"]);
    let funders = by(By::Funders);
    assert_eq!(funders.pairs[0].money.unwrap().overlap, Some(1.0));
}

#[test]
fn funders_are_compared_by_the_goals_of_what_they_support() {
    let text = "goal access
        registry -serves-> access
        badges -serves-> access
        lumina -funds-> registry
        lumina -funds-> lab
        walmart -funds-> badges";
    let answer = compared(text, &OverlapConfig { by: By::Goals, ..plain() });
    assert_eq!(words(&answer.pairs[0].shared_with), ["access"]);
    let through = answer.coverage.through.unwrap();
    assert_eq!((through.known, through.of), (2, 3));
}

#[test]
fn organizations_are_compared_by_their_partners() {
    let text = "organization ce\norganization lumina\norganization walmart
        lumina -partners-> ce
        ce -partners-> walmart";
    let config = OverlapConfig { between: Between::Organizations, by: By::Partners, ..plain() };
    let answer = compared(text, &config);
    assert_eq!((answer.pairs[0].a.as_str(), answer.pairs[0].b.as_str()), ("lumina", "walmart"));
    assert_eq!((answer.coverage.holders.known, answer.coverage.holders.of), (3, 3));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let refused = |config| overlap(&drawn(FEW), &config, &Unwatched).unwrap_err();
    let recipients = OverlapConfig { between: Between::Initiatives, ..plain() };
    assert_eq!(
        refused(recipients).to_string(),
        "`recipients` is no way to compare: expected `goals`, `funders`, `partners` or the id of a \
         facet between initiatives"
    );
    let nowhere = By::Facet(FacetId::parse("nowhere").unwrap());
    let unknown = refused(OverlapConfig { by: nowhere, ..plain() });
    assert!(matches!(unknown, AnalysisError::Unknown { what: "facet", .. }));
    let seed = NullConfig { model: NullModel::Fdsm, seed: u64::MAX, samples: None };
    let seed = refused(OverlapConfig { null: seed, ..plain() });
    assert!(matches!(seed, AnalysisError::Parameter { what: "seed", .. }));
}

#[test]
fn an_empty_map_and_one_funder_have_no_pairs() {
    let null = NullConfig::default();
    for text in ["", "lumina -funds-> registry"] {
        let answer = compared(text, &OverlapConfig { null, ..plain() });
        assert_eq!((answer.pairs.len(), answer.total_pairs, answer.cut), (0, 0, false));
    }
}

#[test]
fn parts_of_one_whole_are_no_strangers() {
    let answer = compared(
        "organization bank
         organization foundation
         foundation -part_of-> bank
         foundation -funds-> registry
         bank -funds-> registry
         lumina -funds-> registry",
        &plain(),
    );
    let kin: Vec<bool> = answer.pairs.iter().map(|pair| pair.kin).collect();
    assert_eq!(kin, [true, false, false]);
}

#[test]
fn two_portfolios_side_by_side() {
    let detail = side_by_side(FEW, &plain());
    assert_eq!(words(&detail.only_a), ["lab"]);
    assert_eq!(detail.both.len(), 2);
    assert_eq!(detail.both[0].ties_b[0].as_str(), "walmart--funds--badges");
    assert!(detail.only_b.is_empty());
    assert_eq!(detail.overlap_coefficient, Some(1.0));
    assert_eq!((detail.of_a.total, detail.of_b.total), (3, 2));
}

#[test]
fn an_unknown_portfolio_has_no_jaccard() {
    let frame = drawn("organization lumina\norganization walmart\ninitiative registry");
    let ask = |b| overlap_pair(&frame, &id("lumina"), &id(b), &plain(), &Unwatched);
    let detail = ask("walmart").unwrap();
    assert_eq!((detail.jaccard, detail.newman, detail.money), (None, None, None));
    assert_eq!(detail.of_a.spread.ties, None);
    assert!(matches!(ask("nobody"), Err(AnalysisError::Unknown { what: "organization", .. })));
    assert!(matches!(ask("registry"), Err(AnalysisError::OtherKind { .. })));
}

#[test]
fn what_was_held_in_turn_stands_apart() {
    let detail = side_by_side(IN_TURN, &plain());
    let items: Vec<Item> = detail.apart.iter().map(|shared| shared.item.clone()).collect();
    assert_eq!(words(&items), ["registry"]);
    assert_eq!(detail.jaccard, Some(2.0 / 3.0));
}

#[test]
fn who_came_first_is_told_where_both_dates_are_known() {
    let null = NullConfig { model: NullModel::Sdsm, seed: 3, samples: Some(2000) };
    let lead = side_by_side(IN_TURN, &OverlapConfig { null, ..plain() }).lead.unwrap();
    assert_eq!((lead.dated.known, lead.dated.of), (2, 3));
    assert_eq!(words(&lead.a_first), ["badges", "registry"]);
    let chance = lead.chance.unwrap();
    // Both of lumina's dates are before each of walmart's, however they are dealt.
    assert_eq!((chance.expected, chance.p_a_first), (2.0, 1.0));
    assert_eq!(chance.verdict, LeadVerdict::CannotBeTold);
}

#[test]
fn a_side_has_its_goals_and_its_spread() {
    let text = "goal access
        registry -serves-> access inferred
        badges -serves-> access
        lumina -funds-> registry 30USD
        lumina -funds-> registry 30USD
        lumina -funds-> badges 20USD
        lumina -funds-> lab
        walmart -funds-> badges";
    let side = side_by_side(text, &plain()).of_a;
    let goal = &side.goals.goals[0];
    assert_eq!((goal.goal.as_str(), goal.initiatives, goal.inferred), ("access", 2, 1));
    assert_eq!((side.goals.initiatives.known, side.goals.initiatives.of), (2, 3));
    assert_eq!(side.spread.ties.unwrap().herfindahl, 0.375);
    assert_eq!(side.spread.money.unwrap().herfindahl, 0.625);
    let amounts = side.spread.amounts.unwrap();
    assert_eq!((amounts.known, amounts.of), (2, 3));
}

#[test]
fn a_pair_in_detail_says_of_chance_what_the_list_says() {
    let map = crate::davis::map();
    let null = NullConfig { model: NullModel::Fdsm, seed: 7, samples: Some(500) };
    let config = OverlapConfig { null, ..plain() };
    let answer = overlap(&frame(&map), &config, &Unwatched).unwrap();
    let pair = &answer.pairs[0];
    let detail = overlap_pair(&frame(&map), &pair.a, &pair.b, &config, &Unwatched).unwrap();
    assert_eq!(detail.chances.unwrap().pairs[0], pair.chance.unwrap());
}

/// What each funder supports, straight from the map.
fn portfolios(map: &Map) -> BTreeMap<&EntityId, BTreeMap<&EntityId, Vec<&Tie>>> {
    let mut portfolios: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for tie in map.ties().filter(|tie| tie.is_support()) {
        portfolios.entry(&tie.from).or_default().entry(&tie.to).or_default().push(tie);
    }
    portfolios
}

/// Whether two ties may have held on one day; a single date is only the beginning.
fn may_meet(a: &Tie, b: &Tie) -> bool {
    let lasting = |tie: &Tie| {
        tie.date.value().map(|date| match date {
            Date::At(point) => Date::Between(Endpoint::At(*point), Endpoint::Unknown),
            Date::Between(..) => *date,
        })
    };
    lasting(a).zip(lasting(b)).is_none_or(|(a, b)| a.may_meet(&b))
}

/// What some ties give together in a sort of money, if all of it is known.
fn amount(ties: &[&Tie], of: &MoneyCompared) -> Option<f64> {
    let own = ties.iter().filter_map(|tie| tie.funding()).filter(|funding| !funding.regrant);
    let amounts: Option<Vec<f64>> = own
        .map(|funding| {
            let money = funding.amount.value()?;
            let sort = (Some(money.currency), funding.status.value().copied());
            let amount = money.amount.to_string().parse().unwrap();
            (sort == (Some(of.currency), of.status)).then_some(amount)
        })
        .collect();
    amounts.filter(|amounts| !amounts.is_empty()).map(|amounts| amounts.iter().sum())
}

fn any_time() -> impl Strategy<Value = bool> {
    proptest::bool::ANY
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn overlap_is_the_intersection_of_portfolios(
        map in any_map(),
        minimum in 1..3_usize,
        any_time in any_time(),
    ) {
        let config = OverlapConfig { minimum_shared: minimum, any_time, ..plain() };
        let answer = overlap(&frame(&map), &config, &Unwatched).unwrap();
        let portfolios = portfolios(&map);
        let mut expected = BTreeMap::new();
        for (a, of_a) in &portfolios {
            for (b, of_b) in portfolios.range::<&EntityId, _>(a..).skip(1) {
                let shared: Vec<Item> = of_a
                    .iter()
                    .filter(|(to, ties)| of_b.get(*to).is_some_and(|others| {
                        any_time || ties.iter().any(|a| others.iter().any(|b| may_meet(a, b)))
                    }))
                    .map(|(to, _)| Item::Thing((*to).clone()))
                    .collect();
                let either: BTreeSet<_> = of_a.keys().chain(of_b.keys()).collect();
                if shared.len() >= minimum {
                    let jaccard = shared.len() as f64 / either.len() as f64;
                    expected.insert(((*a).clone(), (*b).clone()), (shared, jaccard));
                }
            }
        }
        let found: BTreeMap<_, _> = answer
            .pairs
            .iter()
            .map(|p| ((p.a.clone(), p.b.clone()), (p.shared_with.clone(), p.jaccard)))
            .collect();
        prop_assert_eq!(found, expected);
        let keys: Vec<_> = answer.pairs.iter().map(|p| (p.shared, p.jaccard, &p.a, &p.b)).collect();
        for pair in keys.windows(2) {
            let (first, second) = (pair[0], pair[1]);
            let measures = (second.0, second.1).partial_cmp(&(first.0, first.1)).unwrap();
            prop_assert!(measures.then((first.2, first.3).cmp(&(second.2, second.3))).is_lt());
        }
        let holders: BTreeMap<_, _> = answer.holders.iter().map(|f| (&f.holder, f.items)).collect();
        prop_assert_eq!(holders, portfolios.iter().map(|(f, r)| (*f, r.len())).collect());
    }

    #[test]
    fn a_limit_keeps_the_first_pairs(
        map in any_map(),
        limit in 0..5_usize,
        sort in 0..OverlapSort::ALL.len(),
    ) {
        let null = NullConfig { model: NullModel::Hypergeometric, ..NullConfig::default() };
        let whole = OverlapConfig { sort: OverlapSort::ALL[sort], null, ..plain() };
        let cut = OverlapConfig { limit, ..whole.clone() };
        let whole = overlap(&frame(&map), &whole, &Unwatched).unwrap();
        let cut = overlap(&frame(&map), &cut, &Unwatched).unwrap();
        prop_assert_eq!(&cut.pairs[..], &whole.pairs[..limit.min(whole.pairs.len())]);
        prop_assert_eq!(cut.total_pairs, whole.total_pairs);
        let rank = |pair: &waymark_analysis::Pair| match OverlapSort::ALL[sort] {
            OverlapSort::Shared => pair.shared as f64,
            OverlapSort::Jaccard => pair.jaccard,
            OverlapSort::OverlapCoefficient => pair.overlap_coefficient,
            OverlapSort::Newman => pair.newman,
            OverlapSort::Money => pair.money.and_then(|money| money.overlap).unwrap_or(-1.0),
            OverlapSort::P => -pair.chance.unwrap().p_more,
        };
        prop_assert!(whole.pairs.is_sorted_by(|a, b| rank(a) >= rank(b)));
    }

    #[test]
    fn a_pair_in_detail_agrees_with_the_list(map in any_map()) {
        let frame = frame(&map);
        for pair in overlap(&frame, &plain(), &Unwatched).unwrap().pairs {
            let detail = overlap_pair(&frame, &pair.a, &pair.b, &plain(), &Unwatched).unwrap();
            let both: Vec<Item> = detail.both.iter().map(|s| s.item.clone()).collect();
            prop_assert_eq!(&both, &pair.shared_with);
            let shared = both.len() + detail.apart.len();
            prop_assert_eq!(shared, pair.shared_any_time);
            prop_assert_eq!(detail.only_a.len() + shared, pair.a_total);
            prop_assert_eq!(detail.only_b.len() + shared, pair.b_total);
            prop_assert_eq!(detail.jaccard, Some(pair.jaccard));
            prop_assert_eq!(detail.newman, Some(pair.newman));
            prop_assert_eq!(detail.money, pair.money);
            prop_assert_eq!(detail.kin, pair.kin);
        }
    }

    #[test]
    fn every_comparison_has_an_answer_without_nonsense(map in any_map()) {
        let frame = frame(&map);
        let place = By::Facet(FacetId::parse("place").unwrap());
        for between in Between::ALL {
            for by in [By::Recipients, By::Goals, By::Funders, By::Partners, place.clone()] {
                let null = NullConfig { model: NullModel::Sdsm, ..NullConfig::default() };
                let config = OverlapConfig { between, by, null, ..plain() };
                let Ok(answer) = overlap(&frame, &config, &Unwatched) else { continue };
                let known = answer.coverage.holders;
                prop_assert!(known.known == answer.holders.len() && known.known <= known.of);
                for pair in &answer.pairs {
                    let chance = pair.chance.unwrap();
                    let shares = [pair.jaccard, pair.overlap_coefficient, chance.p_more, chance.q_more];
                    prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{:?}", pair);
                    prop_assert!(pair.newman.is_finite() && pair.shared <= pair.shared_any_time);
                }
            }
        }
    }

    #[test]
    fn an_item_whose_amount_is_unknown_is_no_item_of_money_at_all(map in any_map()) {
        let answer = overlap(&frame(&map), &plain(), &Unwatched).unwrap();
        let portfolios = portfolios(&map);
        for pair in &answer.pairs {
            let (Some(money), Some(of)) = (pair.money, answer.money) else { continue };
            let (a, b) = (&portfolios[&pair.a], &portfolios[&pair.b]);
            let of_a = a.iter().map(|(item, ties)| (*item, amount(ties, &of)));
            let of_b = b.iter().map(|(item, ties)| (*item, amount(ties, &of)));
            let (of_a, of_b): (BTreeMap<_, _>, BTreeMap<_, _>) = (of_a.collect(), of_b.collect());
            let unknown = |item: &&EntityId| {
                of_a.get(*item) == Some(&None) || of_b.get(*item) == Some(&None)
            };
            let either: BTreeSet<&EntityId> = of_a.keys().chain(of_b.keys()).copied().collect();
            let known: Vec<&EntityId> = either.into_iter().filter(|item| !unknown(item)).collect();
            let given = |side: &BTreeMap<&EntityId, Option<f64>>, item| {
                side.get(item).copied().flatten().unwrap_or(0.0)
            };
            let total = |side| known.iter().map(|item| given(side, *item)).sum::<f64>();
            let shared = pair.shared_with.iter().filter_map(Item::thing);
            let least = shared.filter(|item| !unknown(item)).map(|item| {
                (given(&of_a, item) / total(&of_a)).min(given(&of_b, item) / total(&of_b))
            });
            let least: f64 = least.sum();
            prop_assert_eq!(money.shared.of, pair.shared_any_time);
            if let Some(overlap) = money.overlap {
                prop_assert!((overlap - least).abs() < 1e-9, "{:?} {}", pair, least);
            } else {
                let comparable = total(&of_a) > 0.0 && total(&of_b) > 0.0;
                prop_assert!(!comparable || money.shared.known == 0);
            }
        }
    }
}
