//! Things by name.

use waymark_engine::Search;
use waymark_wire as wire;

use super::Ask;

/// Finds things by name, the best first.
pub fn search(ask: &Ask, search: &Search<'_>) -> wire::SearchAnswer {
    let (hits, total) = ask.view.search_index().find(search);
    let hits = hits.into_iter().map(|hit| wire::SearchHit {
        entity: ask.name(&hit.id),
        ties: ask.map().degree(&hit.id),
        matched: hit.matched,
        score: (hit.score * 1e4).round() / 1e4,
    });
    wire::SearchAnswer {
        version: ask.version(),
        query: search.query.to_owned(),
        hits: hits.collect(),
        total,
    }
}
