//! Nodes and links for pictures.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{
    DrawnGroup, Filter, Frame, GroupLink, LayoutConfig, LayoutMode, NeighborhoodConfig,
    draw_groups, drawn_communities, layout as draw, neighborhood as look_around,
};
use waymark_engine::EngineError;
use waymark_model::{Confidence, Entity, EntityId, EntityKind, Tie, TieKind};
use waymark_wire as wire;

use super::lists::latest_stage;
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
        let frame = ask.view.frame(&drawn(ask, one_mode)?)?;
        let config = LayoutConfig { mode: LayoutMode::TwoMode, seed, ..LayoutConfig::default() };
        let drawing = draw(&frame, &config).map_err(EngineError::from)?;
        let groups = drawn_communities(&drawing, seed, ask.watch()).map_err(EngineError::from)?;
        Ok(wire::Layout { community: groups, ..picture(ask, &frame, &drawing, one_mode) })
    })
}

/// What is drawn in a mode.
fn drawn(ask: &Ask, one_mode: bool) -> Result<Filter, ApiError> {
    let kinds = if one_mode { vec![EntityKind::Initiative] } else { Vec::new() };
    Ok(Filter { kinds, ..ask.words.filter(ask.map())? })
}

/// The communities of what is drawn in a mode.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn layout_groups(
    ask: &Ask,
    one_mode: bool,
    seed: u64,
) -> Result<Arc<wire::LayoutGroups>, ApiError> {
    ask.once(&format!("layout groups {one_mode} {seed}"), || {
        let frame = ask.view.frame(&drawn(ask, one_mode)?)?;
        let config = LayoutConfig { mode: LayoutMode::TwoMode, seed, ..LayoutConfig::default() };
        let drawing = draw_groups(&frame, &config, ask.watch()).map_err(EngineError::from)?;
        Ok(wire::LayoutGroups {
            version: ask.version(),
            mode: mode_word(one_mode).to_owned(),
            seed,
            things: drawing.things,
            groups: drawing.groups.iter().map(|group| layout_group(ask, group)).collect(),
            links: drawing.links.iter().map(group_link).collect(),
            alone: drawing.alone,
        })
    })
}

fn mode_word(one_mode: bool) -> &'static str {
    if one_mode { "one" } else { "two" }
}

fn layout_group(ask: &Ask, group: &DrawnGroup) -> wire::LayoutGroup {
    const LISTED: usize = 10;
    let size = group.members.len();
    let of_kind = |kind: EntityKind| {
        let kinds = group.members.iter().filter_map(|id| ask.map().entity(id).map(Entity::kind));
        kinds.filter(|each| *each == kind).count()
    };
    wire::LayoutGroup {
        size,
        initiatives: of_kind(EntityKind::Initiative),
        organizations: of_kind(EntityKind::Organization),
        within: group.within,
        members: ask.names(group.members.iter().take(LISTED)),
        members_shown: wire::Known { known: size.min(LISTED), of: size },
        x: group.x,
        y: group.y,
    }
}

fn group_link(link: &GroupLink) -> wire::GroupLink {
    wire::GroupLink { a: link.source, b: link.target, pairs: link.pairs }
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
    let stages: Vec<_> = ids.iter().map(|id| stage(ask, id)).collect();
    let names = ids.iter().map(|id| frame.name(id).unwrap_or(id.as_str()).to_owned());
    wire::Layout {
        version: ask.version(),
        mode: mode_word(one_mode).to_owned(),
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
        stage_low: stages.iter().map(|stage| stage.map(|(low, _)| low)).collect(),
        stage_high: stages.iter().map(|stage| stage.map(|(_, high)| high)).collect(),
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

/// The stage of an initiative as its row in the directory has it.
fn stage(ask: &Ask, id: &EntityId) -> Option<(u8, u8)> {
    let Entity::Initiative(initiative) = ask.map().entity(id)? else { return None };
    latest_stage(initiative).map(|stage| (stage.low, stage.high))
}

fn strongest(ask: &Ask, a: &EntityId, b: &EntityId) -> Confidence {
    let map = ask.map();
    let ties = map.ties_between(a, b).chain(map.ties_between(b, a));
    ties.map(Tie::confidence).max().unwrap_or(Confidence::Inferred)
}
