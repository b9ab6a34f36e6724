//! The formats, and how they are told apart.

mod detect;

pub use detect::detect;
pub(crate) use detect::detect_text;

/// A format of network files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NetworkFormat {
    /// GraphML 1.0, with the attributes that Gephi and yEd write.
    GraphMl,
    /// GEXF 1.1, 1.2 and 1.3; written as 1.3.
    Gexf,
    /// GML.
    Gml,
    /// Pajek's `.net` and, for one network, `.paj`.
    Pajek,
    /// UCINET's data language.
    UcinetDl,
    /// The JSON of Cytoscape and cytoscape.js.
    CytoscapeJson,
    /// The JSON of networkx and D3: lists of nodes and of links.
    NodeLinkJson,
    /// Kumu's blueprints.
    KumuJson,
    /// A table of nodes.
    NodeList,
    /// A table of edges.
    EdgeList,
    /// A table with a row for each node of one side and a column for each of the other; written
    /// only.
    IncidenceMatrix,
}

impl NetworkFormat {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::GraphMl,
        Self::Gexf,
        Self::Gml,
        Self::Pajek,
        Self::UcinetDl,
        Self::CytoscapeJson,
        Self::NodeLinkJson,
        Self::KumuJson,
        Self::NodeList,
        Self::EdgeList,
        Self::IncidenceMatrix,
    ];

    /// The name, as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "GraphML",
            Self::Gexf => "GEXF",
            Self::Gml => "GML",
            Self::Pajek => "Pajek",
            Self::UcinetDl => "UCINET DL",
            Self::CytoscapeJson => "Cytoscape JSON",
            Self::NodeLinkJson => "node-link JSON",
            Self::KumuJson => "Kumu JSON",
            Self::NodeList => "node list",
            Self::EdgeList => "edge list",
            Self::IncidenceMatrix => "incidence matrix",
        }
    }

    /// A word for addresses and command lines.
    pub fn word(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Gml => "gml",
            Self::Pajek => "pajek",
            Self::UcinetDl => "ucinet",
            Self::CytoscapeJson => "cytoscape",
            Self::NodeLinkJson => "node-link",
            Self::KumuJson => "kumu",
            Self::NodeList => "nodes",
            Self::EdgeList => "edges",
            Self::IncidenceMatrix => "incidence",
        }
    }

    /// How names of files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Gml => "gml",
            Self::Pajek => "net",
            Self::UcinetDl => "dl",
            Self::CytoscapeJson => "cyjs",
            Self::NodeLinkJson | Self::KumuJson => "json",
            Self::NodeList | Self::EdgeList | Self::IncidenceMatrix => "csv",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GraphMl => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Gml | Self::Pajek | Self::UcinetDl => "text/plain; charset=utf-8",
            Self::CytoscapeJson | Self::NodeLinkJson | Self::KumuJson => "application/json",
            Self::NodeList | Self::EdgeList | Self::IncidenceMatrix => "text/csv; charset=utf-8",
        }
    }

    /// Whether files of this format are read; all are written.
    pub fn is_read(self) -> bool {
        self != Self::IncidenceMatrix
    }
}
