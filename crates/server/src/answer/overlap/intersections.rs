//! What several portfolios have in common, combination by combination.

use std::sync::Arc;

use waymark_analysis::{IntersectionsConfig, intersections as combine};
use waymark_engine::EngineError;
use waymark_wire as wire;

use super::{items_word, terms, things};
use crate::ApiError;
use crate::answer::{Ask, known};

/// What several portfolios have in common.
///
/// # Errors
/// When one that is named is not there, too many or too few are named, or the comparison makes no
/// sense.
pub fn intersections(
    ask: &Ask,
    config: &IntersectionsConfig,
) -> Result<Arc<wire::Intersections>, ApiError> {
    ask.once(&format!("intersections {config:?}"), || {
        let frame = ask.frame()?;
        let found = combine(&frame, config).map_err(EngineError::from)?;
        let of: Vec<String> = found.sets.iter().map(|set| set.holder.to_string()).collect();
        let run = wire::Run::with([
            ("of", of.join(",")),
            ("between", config.overlap.between.word().to_owned()),
            ("by", config.overlap.by.word().to_owned()),
            ("limit", config.limit_items.to_string()),
        ]);
        let sets = found
            .sets
            .iter()
            .map(|set| wire::SetSize { holder: ask.name(&set.holder), items: set.items });
        let combinations = found.combinations.iter().map(|each| wire::Combination {
            of: each.of.iter().map(ToString::to_string).collect(),
            exclusive: each.exclusive,
            at_least: each.at_least,
            things: things(ask, &each.items),
            terms: terms(&each.items),
        });
        let items = found.combinations.iter().map(|each| each.exclusive).sum();
        Ok(wire::Intersections {
            version: ask.version(),
            filter: ask.filter_words(),
            run: run
                .over(config.overlap.between.word(), found.sets.len())
                .over(items_word(&config.overlap), items),
            sets: sets.collect(),
            combinations: combinations.collect(),
            holders: known(found.holders),
        })
    })
}
