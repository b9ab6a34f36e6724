//! Larger maps: that counts hold and lists stay bounded there too.

use waymark_analysis::{Filter, Frame, NullConfig, NullModel, OverlapConfig, overlap};
use waymark_measures::Unwatched;
use waymark_model::{
    Change, Confidence, Entity, Facts, Map, Provenance, Source, SourceId, Tie, TieId, TieKind,
};

use crate::maps::id;

/// A map of funders and recipients in which funder `f` supports every recipient divisible by
/// `f + 1`.
fn divisors(funders: usize, recipients: usize) -> Map {
    let source = SourceId::parse("source").unwrap();
    let stated = Provenance::new(source.clone(), Confidence::Reported);
    let named = |text: &str| Facts::one(text.to_owned(), stated.clone());
    let mut changes = vec![Change::PutSource(Box::new(Source::titled(source, "source")))];
    let mut put = |name: &str| {
        let entity = Entity::organization(id(name), named(name));
        changes.push(Change::PutEntity(Box::new(entity)));
    };
    (0..funders).for_each(|f| put(&format!("f{f}")));
    (1..=recipients).for_each(|r| put(&format!("r{r}")));
    for f in 0..funders {
        for r in (1..=recipients).filter(|r| r % (f + 1) == 0) {
            let tie = TieId::parse(&format!("f{f}-r{r}")).unwrap();
            let (from, to) = (id(&format!("f{f}")), id(&format!("r{r}")));
            let tie = Tie::plain(tie, TieKind::Funds, from, to, stated.clone());
            changes.push(Change::PutTie(Box::new(tie)));
        }
    }
    let mut map = Map::new();
    map.apply(&changes).unwrap();
    map
}

#[test]
fn shared_recipients_are_the_common_multiples() {
    let frame = Frame::build(&divisors(40, 2000), &Filter::default()).unwrap();
    let config = OverlapConfig { limit: 2000, limit_shared: 0, ..OverlapConfig::default() };
    let answer = overlap(&frame, &config, &Unwatched).unwrap();
    assert_eq!(answer.total_pairs, 40 * 39 / 2);
    let divisor = |id: &waymark_model::EntityId| id.as_str()[1..].parse::<usize>().unwrap() + 1;
    let greatest_common = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    for pair in &answer.pairs {
        let (a, b) = (divisor(&pair.a), divisor(&pair.b));
        assert_eq!(pair.shared, 2000 / (a * b / greatest_common(a, b)), "{a} {b}");
    }
    assert_eq!(answer.holders[0].items, 2000);
}

#[test]
fn one_thread_and_two_find_the_same_pairs_in_the_same_order() {
    let frame = Frame::build(&divisors(60, 500), &Filter::default()).unwrap();
    let null = NullConfig { model: NullModel::Fdsm, seed: 7, samples: Some(60) };
    let config = OverlapConfig { limit: 700, null, ..OverlapConfig::default() };
    let on_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| overlap(&frame, &config, &Unwatched)).unwrap()
    };
    assert_eq!(on_threads(1), on_threads(2));
}
