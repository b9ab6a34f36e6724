//! Where funders overlap.

use std::sync::Arc;

use waymark_analysis::{Item, OverlapConfig, overlap as compare, overlap_pair};
use waymark_engine::EngineError;
use waymark_model::EntityId;
use waymark_wire as wire;

use super::{Ask, SourceBook, known};
use crate::ApiError;

/// Pairs of funders by what both support.
///
/// # Errors
/// When the filter names something that is not on the map, or a parameter makes no sense.
pub fn overlap(ask: &Ask, config: &OverlapConfig) -> Result<Arc<wire::Overlap>, ApiError> {
    ask.once(&format!("overlap {config:?}"), || {
        let frame = ask.frame()?;
        let compared = compare(&frame, config, ask.watch()).map_err(EngineError::from)?;
        let pairs: Vec<wire::OverlapPair> =
            compared.pairs.iter().map(|pair| overlap_pair_row(ask, pair)).collect();
        let funders = compared.holders.iter().map(|degree| wire::FunderDegree {
            funder: ask.name(&degree.holder),
            supports: degree.items,
        });
        Ok(wire::Overlap {
            version: ask.version(),
            filter: ask.filter_words(),
            funders: funders.collect(),
            supported: compared.items,
            initiatives_with_funder: known(compared.coverage.initiatives),
            pairs_shown: wire::Known { known: pairs.len(), of: compared.total_pairs },
            pairs,
        })
    })
}

fn overlap_pair_row(ask: &Ask, pair: &waymark_analysis::Pair) -> wire::OverlapPair {
    wire::OverlapPair {
        a: pair.a.to_string(),
        b: pair.b.to_string(),
        a_name: ask.name(&pair.a).name,
        b_name: ask.name(&pair.b).name,
        shared: pair.shared,
        jaccard: pair.jaccard,
        overlap_coefficient: pair.overlap_coefficient,
        a_supports: pair.a_total,
        b_supports: pair.b_total,
        shared_with: ask.names(pair.shared_with.iter().filter_map(Item::thing)),
    }
}

/// Two funders side by side, with the ties and sources behind it.
///
/// # Errors
/// When one of them is not an organization on the map.
pub fn pair_report(
    ask: &Ask,
    a: &EntityId,
    b: &EntityId,
) -> Result<Arc<wire::PairReport>, ApiError> {
    ask.once(&format!("pair {a} {b}"), || {
        ask.thing(a)?;
        ask.thing(b)?;
        let frame = ask.frame()?;
        let detail = overlap_pair(&frame, a, b, &OverlapConfig::default(), ask.watch());
        let detail = detail.map_err(EngineError::from)?;
        let map = ask.map();
        let mut book = SourceBook::new(map);
        let mut ties = Vec::new();
        let ids = detail.both.iter().flat_map(|shared| shared.ties_a.iter().chain(&shared.ties_b));
        for tie in ids.filter_map(|id| map.tie(id)) {
            book.cite_tie(tie);
            ties.push(wire::Tie::from_model(map, tie));
        }
        Ok(wire::PairReport {
            version: ask.version(),
            a: ask.name(a),
            b: ask.name(b),
            only_a: ask.names(detail.only_a.iter().filter_map(Item::thing)),
            both: ask.names(detail.both.iter().filter_map(|shared| shared.item.thing())),
            only_b: ask.names(detail.only_b.iter().filter_map(Item::thing)),
            jaccard: detail.jaccard,
            overlap_coefficient: detail.overlap_coefficient,
            ties,
            sources: book.sources,
        })
    })
}
