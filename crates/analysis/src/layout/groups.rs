//! A map that is too large to be drawn thing by thing: its communities, and what joins them.

use std::collections::BTreeMap;

use waymark_measures::Watch;
use waymark_model::EntityId;

use super::network::Network;
use super::simulate::simulate;
use super::{LayoutConfig, normalize};
use crate::communities::communities_among;
use crate::{About, AnalysisError, Frame};

/// A community and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnGroup {
    /// Who is in it, the best linked first.
    pub members: Vec<EntityId>,
    /// How many pairs of members are joined.
    pub within: usize,
    /// From left to right, within -500 to 500.
    pub x: f64,
    /// From top to bottom, within -500 to 500.
    pub y: f64,
}

/// Two communities with members that are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupLink {
    /// The place of one in the list of groups.
    pub source: u32,
    /// The place of the other, which comes later.
    pub target: u32,
    /// How many pairs of a member of each are joined.
    pub pairs: usize,
}

/// Where to draw communities.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupsDrawing {
    /// What it is about.
    pub about: About,
    /// How it was drawn.
    pub config: LayoutConfig,
    /// How many things there are.
    pub things: usize,
    /// The communities of two or more, the largest first.
    pub groups: Vec<DrawnGroup>,
    /// What joins them, in their order.
    pub links: Vec<GroupLink>,
    /// How many things are in none: joined to nobody, as far as is known.
    pub alone: usize,
}

/// Draws the communities of a network. Each keeps near the few that it is most joined to: drawn by
/// all that joins them, large communities would lie in one heap.
///
/// The communities are those of [`drawn_communities`](crate::drawn_communities) with the same seed.
///
/// # Errors
/// When nobody wants the rest.
///
/// ```
/// use waymark_analysis::{Filter, Frame, LayoutConfig, draw_groups};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     a -uses-> b
///     b -uses-> c
///     x -uses-> y
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let drawing = draw_groups(&frame, &LayoutConfig::default(), &Unwatched)?;
/// assert_eq!(drawing.groups.len(), 2);
/// assert_eq!(drawing.groups[0].members[0].as_str(), "b");
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn draw_groups(
    frame: &Frame,
    config: &LayoutConfig,
    watch: &dyn Watch,
) -> Result<GroupsDrawing, AnalysisError> {
    let network = Network::of(frame, config)?;
    let joined: Vec<(u32, u32)> =
        network.links.iter().map(|link| (link.source, link.target)).collect();
    let things = network.ids.len();
    let found = communities_among(things, &joined, config.seed, watch)?;
    let mut groups = members(&network, &found.groups, found.count);
    let links = between(&joined, &found.groups, &mut groups);
    let springs = strongest(&links, groups.len());
    let places = simulate(groups.len(), &springs, config.seed, config.iterations);
    for (group, [x, y]) in groups.iter_mut().zip(places) {
        (group.x, group.y) = (x, y);
    }
    let mut drawn: Vec<[&mut f64; 2]> =
        groups.iter_mut().map(|group| [&mut group.x, &mut group.y]).collect();
    normalize(&mut drawn);
    let alone = things - groups.iter().map(|group| group.members.len()).sum::<usize>();
    Ok(GroupsDrawing { about: frame.about.clone(), config: *config, things, groups, links, alone })
}

/// The communities with their members, the best linked first, then by id.
fn members(network: &Network, group_of: &[u32], count: usize) -> Vec<DrawnGroup> {
    let mut degrees = vec![0_u32; network.ids.len()];
    for link in &network.links {
        degrees[link.source as usize] += 1;
        degrees[link.target as usize] += 1;
    }
    let mut order: Vec<usize> = (0..network.ids.len()).collect();
    order.sort_by_key(|node| (std::cmp::Reverse(degrees[*node]), *node));
    let empty = || DrawnGroup { members: Vec::new(), within: 0, x: 0.0, y: 0.0 };
    let mut groups: Vec<DrawnGroup> = (0..count).map(|_| empty()).collect();
    for node in order {
        if let Some(group) = groups.get_mut(group_of[node] as usize) {
            group.members.push(network.ids[node].clone());
        }
    }
    groups
}

/// How many pairs join each two communities; those within one are counted there.
fn between(joined: &[(u32, u32)], group_of: &[u32], groups: &mut [DrawnGroup]) -> Vec<GroupLink> {
    let mut pairs: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (a, b) in joined {
        let (a, b) = (group_of[*a as usize], group_of[*b as usize]);
        if a == b {
            groups[a as usize].within += 1;
        } else {
            *pairs.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    pairs.into_iter().map(|((source, target), pairs)| GroupLink { source, target, pairs }).collect()
}

/// For each community those few that it is most joined to.
fn strongest(links: &[GroupLink], groups: usize) -> Vec<(u32, u32)> {
    const FEW: usize = 3;
    let mut by_weight: Vec<&GroupLink> = links.iter().collect();
    by_weight.sort_by_key(|link| (std::cmp::Reverse(link.pairs), link.source, link.target));
    let mut taken = vec![0; groups];
    let mut springs: Vec<(u32, u32)> = Vec::new();
    for link in by_weight {
        let (a, b) = (link.source as usize, link.target as usize);
        if taken[a] < FEW || taken[b] < FEW {
            taken[a] += 1;
            taken[b] += 1;
            springs.push((link.source, link.target));
        }
    }
    springs.sort_unstable();
    springs
}
