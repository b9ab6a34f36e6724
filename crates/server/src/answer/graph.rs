//! Nodes and links for pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    Filter, Frame, LayoutConfig, LayoutMode, NeighborhoodConfig, drawn_communities, layout as draw,
    neighborhood as look_around,
};
use waymark_engine::EngineError;
use waymark_model::{Confidence, EntityId, EntityKind, Tie, TieKind};
use waymark_wire as wire;

use super::{Ask, is_inferred};
use crate::ApiError;

/// All nodes and ties of the part that is asked about.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn graph(ask: &Ask) -> Result<Arc<wire::Graph>, ApiError> {
    ask.once("graph", || {
        let frame = ask.frame()?;
        let map = ask.map();
        Ok(wire::Graph {
            version: ask.version(),
            nodes: ask.names(frame.entities()),
            ties: frame.ties().filter_map(|id| map.tie(id)).map(graph_tie).collect(),
        })
    })
}

fn graph_tie(tie: &Tie) -> wire::GraphTie {
    wire::GraphTie {
        id: tie.id.to_string(),
        kind: tie.kind.into(),
        from: tie.from.to_string(),
        to: tie.to.to_string(),
        verb: tie.verb.as_deref().map(str::to_owned),
        confidence: tie.confidence().into(),
    }
}

/// What is near a thing, at most two ties away.
///
/// # Errors
/// When there is no such thing, or the depth is more than 2.
pub fn neighborhood(
    ask: &Ask,
    id: &EntityId,
    config: &NeighborhoodConfig,
) -> Result<wire::Neighborhood, ApiError> {
    ask.thing(id)?;
    let map = ask.map();
    let near = look_around(map, id, config).map_err(EngineError::from)?;
    let nodes = near.entities.iter().map(|neighbor| {
        let wire::EntityRef { id, kind, name } = ask.name(&neighbor.id);
        wire::NeighborhoodNode { id, kind, name, distance: neighbor.depth as u32 }
    });
    Ok(wire::Neighborhood {
        version: ask.version(),
        center: id.to_string(),
        depth: config.depth as u32,
        nodes: nodes.collect(),
        ties: near.ties.iter().filter_map(|id| map.tie(id)).map(graph_tie).collect(),
        cut: near.cut,
    })
}

/// Positions of things. In mode `one` initiatives, joined by the ties between them; in mode `two`
/// organizations, initiatives and goals, joined by all ties.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn layout(ask: &Ask, one_mode: bool, seed: u64) -> Result<Arc<wire::Layout>, ApiError> {
    ask.once(&format!("layout {one_mode} {seed}"), || {
        let kinds = if one_mode { vec![EntityKind::Initiative] } else { Vec::new() };
        let filter = Filter { kinds, ..ask.words.filter(ask.map())? };
        let frame = ask.view.frame(&filter)?;
        let config = LayoutConfig { mode: LayoutMode::TwoMode, seed, ..LayoutConfig::default() };
        let drawing = draw(&frame, &config).map_err(EngineError::from)?;
        let groups = drawn_communities(&drawing, seed, ask.watch()).map_err(EngineError::from)?;
        Ok(wire::Layout { community: groups, ..picture(ask, &frame, &drawing, one_mode) })
    })
}

fn picture(
    ask: &Ask,
    frame: &Frame,
    drawing: &waymark_analysis::Layout,
    one_mode: bool,
) -> wire::Layout {
    let ids: Vec<&EntityId> = drawing.nodes.iter().map(|node| &node.id).collect();
    let goals = super::summary::goals_in_order(ask);
    let place: BTreeMap<&EntityId, u32> =
        goals.iter().enumerate().map(|(at, id)| (*id, at as u32)).collect();
    let mut degrees = vec![0; ids.len()];
    for link in &drawing.links {
        degrees[link.source as usize] += 1;
        degrees[link.target as usize] += 1;
    }
    let links = drawing.links.iter().map(|link| {
        let (a, b) = (ids[link.source as usize], ids[link.target as usize]);
        wire::Link {
            a: link.source,
            b: link.target,
            weight: link.weight,
            kind: link.kinds.first().copied().unwrap_or(TieKind::Relates).into(),
            confidence: strongest(ask, a, b).into(),
        }
    });
    let placements: Vec<_> = ids.iter().map(|id| first_goal(ask, id, &place)).collect();
    let names = ids.iter().map(|id| frame.name(id).unwrap_or(id.as_str()).to_owned());
    wire::Layout {
        version: ask.version(),
        mode: if one_mode { "one" } else { "two" }.to_owned(),
        seed: drawing.config.seed,
        ids: ids.iter().map(ToString::to_string).collect(),
        names: names.collect(),
        kinds: ids.iter().map(|id| ask.name(id).kind).collect(),
        goal: placements.iter().map(|placement| placement.map(|(goal, _)| goal)).collect(),
        goal_inferred: placements
            .iter()
            .map(|placement| placement.is_some_and(|(_, i)| i))
            .collect(),
        goals: goals.iter().map(ToString::to_string).collect(),
        community: vec![None; ids.len()],
        degrees,
        x: drawing.nodes.iter().map(|node| node.x).collect(),
        y: drawing.nodes.iter().map(|node| node.y).collect(),
        links: links.collect(),
    }
}

/// The first goal that a thing serves, and whether that was inferred; a goal is its own.
fn first_goal(ask: &Ask, id: &EntityId, place: &BTreeMap<&EntityId, u32>) -> Option<(u32, bool)> {
    if let Some(own) = place.get(id) {
        return Some((*own, false));
    }
    let map = ask.map();
    let served = map.ties_from(id).filter(|tie| tie.kind == TieKind::Serves);
    let (first, goal) = served.filter_map(|tie| Some((*place.get(&tie.to)?, &tie.to))).min()?;
    Some((first, is_inferred(map, id, goal)))
}

fn strongest(ask: &Ask, a: &EntityId, b: &EntityId) -> Confidence {
    let map = ask.map();
    let ties = map.ties_between(a, b).chain(map.ties_between(b, a));
    ties.map(Tie::confidence).max().unwrap_or(Confidence::Inferred)
}
