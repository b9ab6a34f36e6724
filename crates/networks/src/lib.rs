//! Network files as such: bytes to a [`Network`] and back.
//!
//! GraphML, GEXF, GML, Pajek, UCINET DL, the JSON of Cytoscape, networkx and Kumu, and tables of
//! nodes and edges, told apart by what stands in them and never by their name. A network is nodes
//! and edges with typed attributes, a direction for each edge, weights, labels, two modes, spans of
//! time, nodes inside of nodes, and how all that is drawn.
//!
//! The crate knows no map, no paths and no clock. What a reader meets and cannot keep is told in a
//! [`Notice`] with its place; what a format cannot carry is told in a [`Lost`]. What is not known
//! stays unknown: no value is ever made up, and none is read as 0 or as empty text.
//!
//! Left out on purpose: values of attributes that hold only for some time, edges of more than two
//! nodes, and all but the first graph of a file. They are told when they are met.
//!
//! ```
//! use waymark_networks::{Limits, NetworkFormat, read, write};
//!
//! let file = "*Vertices 2\n1 \"Lumina\"\n2 \"Registry\"\n*Arcs\n1 2 50000\n";
//! let reading = read(file.as_bytes(), &Limits::default())?;
//! assert_eq!(reading.format, NetworkFormat::Pajek);
//! assert_eq!(reading.network.edges()[0].weight, Some(50000.0));
//!
//! let mut graphml = Vec::new();
//! let lost = write(&reading.network, NetworkFormat::GraphMl, &mut graphml)?;
//! assert!(lost.is_empty());
//! assert_eq!(read(graphml.as_slice(), &Limits::default())?.network, reading.network);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod cytoscape;
mod error;
mod format;
mod gexf;
mod gml;
mod graphml;
mod habits;
mod json;
mod kumu;
mod limits;
mod lists;
mod look;
mod lost;
mod network;
mod node_link;
mod notice;
mod pajek;
mod place;
mod sheet;
mod text;
mod texts;
mod time;
mod ucinet;
mod value;
mod xml;

pub use error::{NetworkError, WriteError};
pub use format::{NetworkFormat, detect};
pub use limits::Limits;
pub use look::{Color, Look, Position};
pub use lost::{Carries, Lost};
pub use network::{BuildError, Direction, Edge, Mode, Network, Node};
pub use notice::{Example, Notice};
pub use place::Place;
pub use time::{Spell, TimeKind};
pub use value::{Value, Values};

use std::io::{Read, Write};

use build::Builder;
use notice::Notices;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What the file turned out to be.
    pub format: NetworkFormat,
    /// The network.
    pub network: Network,
    /// What the file says and the network does not, or says otherwise.
    pub notices: Vec<Notice>,
}

/// Reads a network file of whatever format.
///
/// # Errors
/// When the bytes are no network file that is known, are not well formed, or pass the limits.
pub fn read(input: impl Read, limits: &Limits) -> Result<Reading, NetworkError> {
    let bytes = text::read_all(input, limits)?;
    read_bytes(&bytes, None, limits)
}

/// Reads a network file of a known format.
///
/// # Errors
/// When the bytes are not well formed, pass the limits, or the format is only written.
pub fn read_as(
    format: NetworkFormat,
    input: impl Read,
    limits: &Limits,
) -> Result<Reading, NetworkError> {
    let bytes = text::read_all(input, limits)?;
    read_bytes(&bytes, Some(format), limits)
}

fn read_bytes(
    bytes: &[u8],
    format: Option<NetworkFormat>,
    limits: &Limits,
) -> Result<Reading, NetworkError> {
    let mut notices = Notices::default();
    let text = text::decode(bytes, limits, &mut notices)?;
    read_decoded(&text, format, limits, notices)
}

fn read_decoded(
    text: &str,
    format: Option<NetworkFormat>,
    limits: &Limits,
    notices: Notices,
) -> Result<Reading, NetworkError> {
    let unknown = || NetworkError::UnknownFormat { start: error::shown(text.trim_start()) };
    let format = format.or_else(|| format::detect_text(text)).ok_or_else(unknown)?;
    let mut builder = Builder::new(format, text, limits, notices);
    match format {
        NetworkFormat::GraphMl => graphml::read(&mut builder)?,
        NetworkFormat::Gexf => gexf::read(&mut builder)?,
        NetworkFormat::Gml => gml::read(&mut builder)?,
        NetworkFormat::Pajek => pajek::read(&mut builder)?,
        NetworkFormat::UcinetDl => ucinet::read(&mut builder)?,
        NetworkFormat::CytoscapeJson => cytoscape::read(&mut builder)?,
        NetworkFormat::NodeLinkJson => node_link::read(&mut builder)?,
        NetworkFormat::KumuJson => kumu::read(&mut builder)?,
        NetworkFormat::NodeList => lists::read_nodes(&mut builder)?,
        NetworkFormat::EdgeList => lists::read_edges(&mut builder)?,
        NetworkFormat::IncidenceMatrix => return Err(NetworkError::WrittenOnly(format)),
    }
    let (network, notices) = builder.finish();
    Ok(Reading { format, network, notices })
}

/// Reads a network file that is text already, whatever encoding it names.
///
/// # Errors
/// When the text is no network file that is known, is not well formed, or passes the limits.
pub fn read_text(text: &str, limits: &Limits) -> Result<Reading, NetworkError> {
    read_decoded(text, None, limits, Notices::default())
}

/// Reads a table of nodes and a table of edges into one network.
///
/// # Errors
/// When one of them lacks its columns, is not well formed, or passes the limits.
pub fn read_lists(
    nodes: impl Read,
    edges: impl Read,
    limits: &Limits,
) -> Result<Reading, NetworkError> {
    let mut notices = Notices::default();
    let (nodes, edges) = (text::read_all(nodes, limits)?, text::read_all(edges, limits)?);
    let nodes = text::decode(&nodes, limits, &mut notices)?;
    let edges = text::decode(&edges, limits, &mut notices)?;
    let mut builder = Builder::new(NetworkFormat::EdgeList, &edges, limits, notices);
    lists::read_both(&nodes, &mut builder)?;
    let format = builder.format;
    let (network, notices) = builder.finish();
    Ok(Reading { format, network, notices })
}

/// Writes a network, and says what of it the format cannot carry.
///
/// # Errors
/// When the bytes cannot be put, or an incidence matrix is asked of a network that has not two
/// modes.
pub fn write(
    network: &Network,
    format: NetworkFormat,
    out: &mut impl Write,
) -> Result<Vec<Lost>, WriteError> {
    Ok(match format {
        NetworkFormat::GraphMl => graphml::write(network, out)?,
        NetworkFormat::Gexf => gexf::write(network, out)?,
        NetworkFormat::Gml => gml::write(network, out)?,
        NetworkFormat::Pajek => pajek::write(network, out)?,
        NetworkFormat::UcinetDl => ucinet::write(network, out)?,
        NetworkFormat::CytoscapeJson => cytoscape::write(network, out)?,
        NetworkFormat::NodeLinkJson => node_link::write(network, out)?,
        NetworkFormat::KumuJson => kumu::write(network, out)?,
        NetworkFormat::NodeList => lists::write_nodes(network, out)?,
        NetworkFormat::EdgeList => lists::write_edges(network, out)?,
        NetworkFormat::IncidenceMatrix => lists::write_incidence(network, out)?,
    })
}

impl NetworkFormat {
    /// What of a network the format can carry.
    pub fn carries(self) -> Carries {
        match self {
            Self::GraphMl | Self::Gml | Self::CytoscapeJson | Self::NodeLinkJson => Carries::ALL,
            Self::Gexf => gexf::CARRIES,
            Self::Pajek => pajek::CARRIES,
            Self::UcinetDl => ucinet::CARRIES,
            Self::KumuJson => kumu::CARRIES,
            Self::NodeList => lists::NODES_CARRY,
            Self::EdgeList => lists::EDGES_CARRY,
            Self::IncidenceMatrix => Carries { modes: true, ..Carries::NOTHING },
        }
    }
}
