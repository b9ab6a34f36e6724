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
    /// How many links each has in this picture.
    pub degrees: Vec<u32>,
    /// Horizontal positions.
    pub x: Vec<f64>,
    /// Vertical positions.
    pub y: Vec<f64>,
    /// Links between node indices.
    pub links: Vec<Link>,
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
