//! How two things are connected.

use std::sync::Arc;

use waymark_analysis::{PathsConfig, paths as find};
use waymark_engine::EngineError;
use waymark_model::EntityId;
use waymark_wire as wire;

use super::{Ask, SourceBook};
use crate::ApiError;

/// The shortest ways from one thing to another, with the evidence for each step.
///
/// # Errors
/// When one of them is not on the map.
pub fn paths(
    ask: &Ask,
    from: &EntityId,
    to: &EntityId,
    config: &PathsConfig,
) -> Result<Arc<wire::Paths>, ApiError> {
    ask.once(&format!("paths {from} {to} {config:?}"), || {
        ask.thing(from)?;
        ask.thing(to)?;
        let frame = ask.frame()?;
        let found = find(&frame, from, to, config).map_err(EngineError::from)?;
        let mut book = SourceBook::new(ask.map());
        let ways = found.paths.iter().map(|path| way(ask, path, &mut book)).collect();
        Ok(wire::Paths {
            version: ask.version(),
            from: ask.name(from),
            to: ask.name(to),
            paths: ways,
            cut: found.cut,
            sources: book.sources,
        })
    })
}

fn way(ask: &Ask, path: &waymark_analysis::Path, book: &mut SourceBook<'_>) -> wire::Path {
    let map = ask.map();
    let stations = path.entities.windows(2).zip(&path.steps);
    let steps = stations.filter_map(|(ends, step)| {
        let tie = map.tie(&step.tie)?;
        book.cite_tie(tie);
        Some(wire::PathStep {
            from: ask.name(&ends[0]),
            to: ask.name(&ends[1]),
            tie: wire::Tie::from_model(map, tie),
            forward: step.forward,
        })
    });
    wire::Path { steps: steps.collect() }
}
