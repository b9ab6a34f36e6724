//! The formats, and for whom each is.

use waymark_networks::NetworkFormat;
use waymark_wire as wire;

use crate::Mode;

/// As what a part of a map is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A network, in a format for networks.
    Network(NetworkFormat),
    /// A table, as CSV.
    Table(TableKind),
    /// All tables in one workbook.
    Xlsx,
    /// Everything, as one document.
    Json,
    /// What schema.org and CTDL have words for, as linked data.
    JsonLd,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Initiatives.
    Initiatives,
    /// Organizations.
    Organizations,
    /// Goals.
    Goals,
    /// Publications.
    Publications,
    /// Ties.
    Ties,
    /// Milestones.
    Milestones,
    /// Sources.
    Sources,
}

impl TableKind {
    /// All tables.
    pub const ALL: [Self; 7] = [
        Self::Initiatives,
        Self::Organizations,
        Self::Goals,
        Self::Publications,
        Self::Ties,
        Self::Milestones,
        Self::Sources,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Initiatives => "initiatives",
            Self::Organizations => "organizations",
            Self::Goals => "goals",
            Self::Publications => "publications",
            Self::Ties => "ties",
            Self::Milestones => "milestones",
            Self::Sources => "sources",
        }
    }
}

impl Format {
    /// The table of edges, as Gephi reads it.
    #[expect(non_upper_case_globals, reason = "reads as the variants beside it")]
    pub const Edges: Self = Self::Network(NetworkFormat::EdgeList);

    /// All formats: networks, tables, documents.
    pub const ALL: [Self; 21] = [
        Self::Network(NetworkFormat::NodeList),
        Self::Network(NetworkFormat::EdgeList),
        Self::Network(NetworkFormat::GraphMl),
        Self::Network(NetworkFormat::Gexf),
        Self::Network(NetworkFormat::Gml),
        Self::Network(NetworkFormat::Pajek),
        Self::Network(NetworkFormat::UcinetDl),
        Self::Network(NetworkFormat::CytoscapeJson),
        Self::Network(NetworkFormat::NodeLinkJson),
        Self::Network(NetworkFormat::KumuJson),
        Self::Network(NetworkFormat::IncidenceMatrix),
        Self::Table(TableKind::Initiatives),
        Self::Table(TableKind::Organizations),
        Self::Table(TableKind::Goals),
        Self::Table(TableKind::Publications),
        Self::Table(TableKind::Ties),
        Self::Table(TableKind::Milestones),
        Self::Table(TableKind::Sources),
        Self::Xlsx,
        Self::Json,
        Self::JsonLd,
    ];

    /// The word for it, in addresses and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Network(NetworkFormat::UcinetDl) => "ucinet-dl",
            Self::Network(format) => format.word(),
            Self::Table(table) => table.word(),
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::JsonLd => "json-ld",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }

    /// The format for networks, if it is one.
    pub fn network(self) -> Option<NetworkFormat> {
        if let Self::Network(format) = self { Some(format) } else { None }
    }

    /// The modes that a network can be written in.
    pub fn modes(self) -> &'static [Mode] {
        match self {
            Self::Network(NetworkFormat::IncidenceMatrix) => &[Mode::Two],
            Self::Network(_) => &Mode::ALL,
            Self::Table(_) | Self::Xlsx | Self::Json | Self::JsonLd => &[],
        }
    }

    /// How names of files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Network(format) => format.extension(),
            Self::Table(_) => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::JsonLd => "jsonld",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Network(format) => format.media_type(),
            Self::Table(_) => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The format as the list of formats has it.
    pub fn about(self) -> wire::ExportFormat {
        let (name, about, read_by) = self.words();
        wire::ExportFormat {
            id: self.word().to_owned(),
            name: name.to_owned(),
            extension: self.extension().to_owned(),
            media_type: self.media_type().to_owned(),
            about: about.to_owned(),
            networks: self.network().is_some(),
            modes: self.modes().iter().map(|mode| mode.word().to_owned()).collect(),
            read_by: read_by.iter().map(|program| (*program).to_owned()).collect(),
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Self::Network(format) => network_words(format),
            Self::Table(table) => table_words(table),
            Self::Xlsx => (
                "Excel workbook",
                "All tables as sheets of one workbook, for a spreadsheet.",
                &["Excel", "LibreOffice", "Numbers", "R", "pandas"],
            ),
            Self::Json => (
                "JSON document",
                "Everything with every fact and its source, for programs; nothing is lost.",
                &["any program that reads JSON"],
            ),
            Self::JsonLd => (
                "JSON-LD",
                "Linked data in the terms of schema.org and CTDL, for catalogues and triple stores.",
                &["rdflib", "Apache Jena", "GraphDB"],
            ),
        }
    }
}

fn network_words(format: NetworkFormat) -> (&'static str, &'static str, &'static [&'static str]) {
    use NetworkFormat as N;
    let about: (&str, &[&str]) = match format {
        N::NodeList => (
            "The nodes of a network as a table, for Gephi's data laboratory and for spreadsheets.",
            &["Gephi", "Cytoscape", "R", "pandas", "Excel"],
        ),
        N::EdgeList => (
            "The edges of a network as a table, for Gephi's data laboratory and for spreadsheets.",
            &["Gephi", "Cytoscape", "R", "pandas", "Excel"],
        ),
        N::GraphMl => (
            "A network with all attributes, for nearly every program about networks.",
            &["Gephi", "yEd", "Cytoscape", "visone", "networkx", "igraph"],
        ),
        N::Gexf => (
            "A network with attributes, dates and a colour for each goal, for Gephi.",
            &["Gephi", "Gephi Lite", "networkx", "sigma.js"],
        ),
        N::Gml => (
            "A network with attributes in plain text, for igraph and yEd.",
            &["igraph", "networkx", "yEd", "Cytoscape", "Gephi"],
        ),
        N::Pajek => (
            "A network by the names of its nodes, of one or two modes, for Pajek.",
            &["Pajek", "UCINET", "igraph", "visone"],
        ),
        N::UcinetDl => (
            "A network by the ids of its nodes, of one or two modes, for UCINET.",
            &["UCINET", "NetDraw", "igraph", "Gephi"],
        ),
        N::CytoscapeJson => (
            "A network with all attributes, for Cytoscape and pages with cytoscape.js.",
            &["Cytoscape", "cytoscape.js", "networkx"],
        ),
        N::NodeLinkJson => (
            "A network as lists of nodes and links, for networkx and pages with D3.",
            &["networkx", "D3"],
        ),
        N::KumuJson => ("A network as a blueprint, for a map in Kumu.", &["Kumu"]),
        N::IncidenceMatrix => (
            "A row for each of one side, a column for each of the other, for matrix programs.",
            &["R", "UCINET", "pandas", "Excel"],
        ),
        _ => ("A network.", &[]),
    };
    let name = match format {
        N::NodeList => "Nodes (CSV)",
        N::EdgeList => "Edges (CSV)",
        N::IncidenceMatrix => "Incidence matrix (CSV)",
        other => other.name(),
    };
    (name, about.0, about.1)
}

fn table_words(table: TableKind) -> (&'static str, &'static str, &'static [&'static str]) {
    let (name, about) = match table {
        TableKind::Initiatives => (
            "Initiatives (CSV)",
            "A row for each initiative with its goals, leads, funders and stage, for a spreadsheet.",
        ),
        TableKind::Organizations => (
            "Organizations (CSV)",
            "A row for each organization with its roles and what it gives, for a spreadsheet.",
        ),
        TableKind::Goals => ("Goals (CSV)", "A row for each goal, for a spreadsheet."),
        TableKind::Publications => {
            ("Publications (CSV)", "A row for each published work, for a spreadsheet.")
        }
        TableKind::Ties => (
            "Ties (CSV)",
            "A row for each tie with its date, amount and confidence, for a spreadsheet.",
        ),
        TableKind::Milestones => {
            ("Milestones (CSV)", "A row for each milestone with its dates, for a spreadsheet.")
        }
        TableKind::Sources => {
            ("Sources (CSV)", "A row for each source with its licence, for a spreadsheet.")
        }
    };
    (name, about, &["Excel", "LibreOffice", "R", "pandas"])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use waymark_networks::NetworkFormat;

    use super::Format;

    #[test]
    fn every_format_has_a_word_of_its_own_and_says_for_whom_it_is() {
        let words: BTreeSet<&str> = Format::ALL.map(Format::word).into_iter().collect();
        assert_eq!(words.len(), Format::ALL.len());
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
            let about = format.about();
            assert!(about.about.ends_with('.') && !about.read_by.is_empty(), "{about:?}");
        }
    }

    #[test]
    fn every_format_for_networks_is_written() {
        for network in NetworkFormat::ALL {
            assert!(Format::ALL.contains(&Format::Network(network)), "{}", network.name());
        }
    }
}
