//! Where to draw things: a seeded force layout, as d3-force computes it.

mod groups;
mod network;
mod pack;
mod random;
mod simulate;
mod tree;

use rayon::prelude::*;
use waymark_model::{EntityId, TieKind};

use crate::groups::Groups;
use crate::{About, AnalysisError, Frame};

pub use self::groups::{DrawnGroup, GroupLink, GroupsDrawing, draw_groups};
use self::network::Network;
use self::random::mix;

/// Which network to draw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LayoutMode {
    /// All things, joined by their ties.
    #[default]
    TwoMode,
    /// Funders alone, joined where they support the same recipients.
    Funders,
    /// Recipients alone, joined where the same funders support them.
    Recipients,
}

impl LayoutMode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::TwoMode, Self::Funders, Self::Recipients];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::TwoMode => "two_mode",
            Self::Funders => "funders",
            Self::Recipients => "recipients",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// How to draw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutConfig {
    /// Which network.
    pub mode: LayoutMode,
    /// Another seed gives another drawing; the same seed, the same.
    pub seed: u64,
    /// How many ticks the forces work; 300 come to rest.
    pub iterations: usize,
    /// At most so many links of a one-mode network, the strongest first.
    pub limit_links: usize,
}

impl Default for LayoutConfig {
    fn default() -> Self {
        Self { mode: LayoutMode::TwoMode, seed: 1, iterations: 300, limit_links: 20_000 }
    }
}

/// A thing and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutNode {
    /// The thing.
    pub id: EntityId,
    /// From left to right, within -500 to 500.
    pub x: f64,
    /// From top to bottom, within -500 to 500.
    pub y: f64,
}

/// Two things that are joined, by their places in the list of nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutLink {
    /// The one that comes first in the list.
    pub source: u32,
    /// The other.
    pub target: u32,
    /// How many ties join them, or how much they share.
    pub weight: u32,
    /// The kinds of the ties; none in a one-mode network.
    pub kinds: Vec<TieKind>,
}

/// Where to draw things.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// What it is about.
    pub about: About,
    /// How it was drawn.
    pub config: LayoutConfig,
    /// The things in the order of ids. The drawing is centred on 0; its longer side is 1000, or
    /// less where little is to be drawn.
    pub nodes: Vec<LayoutNode>,
    /// What joins them, in the order of the nodes.
    pub links: Vec<LayoutLink>,
    /// How many connected groups there are, single things among them.
    pub components: usize,
    /// Whether links were left out because of the limit.
    pub cut: bool,
}

/// Draws a network: springs along links, repulsion between all (Barnes and Hut 1986, θ = 0.9),
/// each connected group by itself, the groups then packed side by side.
///
/// The same bytes come out on any number of threads. O(iterations × n log n).
///
/// # Errors
/// When more iterations are asked for than 10 000.
///
/// ```
/// use waymark_analysis::{Filter, Frame, LayoutConfig, layout};
/// use waymark_model::sketch;
///
/// let frame = Frame::build(&sketch("lumina -funds-> registry"), &Filter::default())?;
/// let drawing = layout(&frame, &LayoutConfig::default())?;
/// assert_eq!(drawing.nodes.len(), 2);
/// assert_eq!(drawing, layout(&frame, &LayoutConfig::default())?);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn layout(frame: &Frame, config: &LayoutConfig) -> Result<Layout, AnalysisError> {
    const MOST: usize = 10_000;
    if config.iterations > MOST {
        return Err(AnalysisError::Parameter {
            what: "number of iterations",
            value: config.iterations.to_string(),
            expected: "at most 10000",
        });
    }
    let network = Network::of(frame, config)?;
    let groups = components(&network);
    let drawn: Vec<Vec<[f64; 2]>> =
        groups.par_iter().map(|group| draw(&network, group, config)).collect();
    let places = pack::pack(&drawn);
    let mut nodes: Vec<LayoutNode> =
        network.ids.into_iter().map(|id| LayoutNode { id, x: 0.0, y: 0.0 }).collect();
    for (group, places) in groups.iter().zip(places) {
        for (node, [x, y]) in group.iter().zip(places) {
            (nodes[*node as usize].x, nodes[*node as usize].y) = (x, y);
        }
    }
    let mut drawn: Vec<[&mut f64; 2]> =
        nodes.iter_mut().map(|node| [&mut node.x, &mut node.y]).collect();
    normalize(&mut drawn);
    Ok(Layout {
        about: frame.about.clone(),
        config: *config,
        nodes,
        links: network.links,
        components: groups.len(),
        cut: network.cut,
    })
}

fn components(network: &Network) -> Vec<Vec<u32>> {
    let mut groups = Groups::apart(network.ids.len());
    for link in &network.links {
        groups.join(link.source, link.target);
    }
    groups.of(0..network.ids.len() as u32)
}

/// Places one connected group.
fn draw(network: &Network, group: &[u32], config: &LayoutConfig) -> Vec<[f64; 2]> {
    if group.len() == 1 {
        return vec![[0.0, 0.0]];
    }
    let place = |node: u32| group.binary_search(&node).ok().map(|place| place as u32);
    let links = group.iter().flat_map(|node| network.links_from(*node));
    let links: Vec<(u32, u32)> =
        links.filter_map(|link| place(link.source).zip(place(link.target))).collect();
    let seed = mix(config.seed ^ mix(u64::from(group[0])));
    simulate::simulate(group.len(), &links, seed, config.iterations)
}

/// Centres the drawing, scales its longer side to 1000 and rounds to hundredths.
fn normalize(places: &mut [[&mut f64; 2]]) {
    const SIDE: f64 = 1000.0;
    /// A drawing of few things is not blown up beyond this.
    const LARGEST_SCALE: f64 = 10.0;
    let bounds = |axis: usize| {
        let values = || places.iter().map(|place| *place[axis]);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let (left, right) = bounds(0);
    let (top, bottom) = bounds(1);
    let longest = (right - left).max(bottom - top);
    let scale = if longest > 0.0 { (SIDE / longest).min(LARGEST_SCALE) } else { 1.0 };
    // Adding 0 turns -0 into 0, so that equal places are equal bytes.
    let round = |value: f64| (value * 100.0).round() / 100.0 + 0.0;
    for [x, y] in places {
        **x = round((**x - (left + right) / 2.0) * scale);
        **y = round((**y - (top + bottom) / 2.0) * scale);
    }
}
