//! Nodes and links for pictures.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Confidence, EntityKind, TieKind, Version};

/// Positions of things, computed on the server with a seed, the same for everybody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Layout {
    /// The state of the map.
    pub version: Version,
    /// `one`: initiatives tied to initiatives; `two`: organizations, initiatives and goals.
    pub mode: String,
    /// The seed of the layout.
    pub seed: u64,
    /// The ids of the nodes.
    pub ids: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// Their kinds.
    pub kinds: Vec<EntityKind>,
    /// The index of the first goal each serves, in the list `goals`; absent is unknown.
    pub goal: Vec<Option<u32>>,
    /// Whether that placement was inferred and is no source's own.
    pub goal_inferred: Vec<bool>,
    /// The goals, as ids, in their order.
    pub goals: Vec<String>,
    /// The number of the community of each in this picture, 0 the largest; absent in none.
    pub community: Vec<Option<u32>>,
    /// The lowest stage that the latest reading of each allows; absent is unknown.
    pub stage_low: Vec<Option<u8>>,
    /// The highest.
    pub stage_high: Vec<Option<u8>>,
    /// How many links each has in this picture.
    pub degrees: Vec<u32>,
    /// Horizontal positions.
    pub x: Vec<f64>,
    /// Vertical positions.
    pub y: Vec<f64>,
    /// Links between node indices.
    pub links: Vec<Link>,
}

/// The communities of a map that is too large to be drawn thing by thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LayoutGroups {
    /// The state of the map.
    pub version: Version,
    /// `one`: initiatives tied to initiatives; `two`: organizations, initiatives and goals.
    pub mode: String,
    /// The seed of the layout.
    pub seed: u64,
    /// How many things there are.
    pub things: usize,
    /// The communities of two or more, the largest first; their numbers are those of `/layout`.
    pub groups: Vec<LayoutGroup>,
    /// What joins them.
    pub links: Vec<GroupLink>,
    /// How many things are in none: joined to nobody, as far as is known.
    pub alone: usize,
}

/// A community of a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LayoutGroup {
    /// How many things are in it.
    pub size: usize,
    /// How many initiatives.
    pub initiatives: usize,
    /// How many organizations.
    pub organizations: usize,
    /// How many pairs of its members are joined.
    pub within: usize,
    /// The best linked of its members.
    pub members: Vec<crate::EntityRef>,
    /// How many of all are listed.
    pub members_shown: crate::Known,
    /// Horizontal position.
    pub x: f64,
    /// Vertical position.
    pub y: f64,
}

/// What joins two communities of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupLink {
    /// The index of one.
    pub a: u32,
    /// The index of the other.
    pub b: u32,
    /// How many pairs of a member of each are joined.
    pub pairs: usize,
}

/// A link of a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Link {
    /// The index of one end.
    pub a: u32,
    /// The index of the other end.
    pub b: u32,
    /// How many ties it stands for.
    pub weight: u32,
    /// The kind of the first of them.
    pub kind: TieKind,
    /// The strongest confidence of them.
    pub confidence: Confidence,
}

/// Things around a thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Neighborhood {
    /// The state of the map.
    pub version: Version,
    /// The id of the thing in the middle.
    pub center: String,
    /// How many steps away things may be.
    pub depth: u32,
    /// The things, the one in the middle first, then by distance.
    pub nodes: Vec<NeighborhoodNode>,
    /// The ties between them.
    pub ties: Vec<GraphTie>,
    /// Whether there are more things than the limit allowed.
    pub cut: bool,
}

/// A thing and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NeighborhoodNode {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: String,
    /// Steps from the middle.
    pub distance: u32,
}

/// A tie by the ids of its ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GraphTie {
    /// Its id.
    pub id: String,
    /// What it says.
    pub kind: TieKind,
    /// Where it comes from.
    pub from: String,
    /// Where it goes to.
    pub to: String,
    /// The source's own word for it.
    pub verb: Option<String>,
    /// The strongest confidence with which it is stated.
    pub confidence: Confidence,
}

/// All nodes and ties of the map or a filtered part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Graph {
    /// The state of the map.
    pub version: Version,
    /// The things.
    pub nodes: Vec<crate::EntityRef>,
    /// The ties between them.
    pub ties: Vec<GraphTie>,
}
