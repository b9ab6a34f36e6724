//! Two filtered sets against each other.

use std::sync::Arc;

use waymark_analysis::{Item, OverlapConfig, SetPart, overlap_sets as compare};
use waymark_engine::EngineError;
use waymark_wire as wire;

use super::{SetsQuestion, items_word, terms, things};
use crate::ApiError;
use crate::answer::{Ask, known};

/// What the set that the filter selects and a second one have in common.
///
/// # Errors
/// When one of the filters names something that is not on the map, or the comparison makes no
/// sense.
pub fn overlap_sets(
    ask: &Ask,
    question: &SetsQuestion,
) -> Result<Arc<wire::OverlapSets>, ApiError> {
    ask.once(&format!("overlap sets {question:?}"), || {
        let SetsQuestion { with, config } = question;
        let (a, b) = (ask.frame()?, ask.view.frame(&with.filter(ask.map())?)?);
        let found = compare(&a, &b, config).map_err(EngineError::from)?;
        let holders = |part: &SetPart<_>| SetPart {
            a_total: part.a_total,
            b_total: part.b_total,
            only_a: as_items(&part.only_a),
            both: as_items(&part.both),
            apart: as_items(&part.apart),
            only_b: as_items(&part.only_b),
            jaccard: part.jaccard,
            overlap_coefficient: part.overlap_coefficient,
        };
        let run = wire::Run::with([
            ("between", config.between.word().to_owned()),
            ("by", config.by.word().to_owned()),
            ("any_time", config.any_time.to_string()),
            ("limit", config.limit.to_string()),
        ]);
        let either =
            |part: &SetPart<Item>| part.a_total + part.b_total - part.both.len() - part.apart.len();
        let of_holders = holders(&found.holders);
        Ok(wire::OverlapSets {
            version: ask.version(),
            filter: ask.filter_words(),
            with_filter: with.canonical(),
            run: run
                .over(config.between.word(), either(&of_holders))
                .over(items_word(config), either(&found.items)),
            holders: parts(ask, &of_holders, config),
            items: parts(ask, &found.items, config),
            a_known: known(found.a_known),
            b_known: known(found.b_known),
        })
    })
}

fn as_items(ids: &[waymark_model::EntityId]) -> Vec<Item> {
    ids.iter().cloned().map(Item::Thing).collect()
}

fn parts(ask: &Ask, part: &SetPart<Item>, config: &OverlapConfig) -> wire::SetParts {
    let list = |items: &[Item]| {
        let shown = &items[..items.len().min(config.limit)];
        wire::SetList { count: items.len(), things: things(ask, shown), terms: terms(shown) }
    };
    wire::SetParts {
        a_total: part.a_total,
        b_total: part.b_total,
        jaccard: part.jaccard,
        overlap_coefficient: part.overlap_coefficient,
        only_a: list(&part.only_a),
        both: list(&part.both),
        apart: list(&part.apart),
        only_b: list(&part.only_b),
    }
}
