//! What is written is read back as it was, or told to be lost.

use proptest::prelude::*;
use waymark_networks::{Limits, Lost, Network, NetworkFormat, read_as, read_lists, write};

use crate::sample::{any_network, essence, everything};

/// Formats that hold nodes and edges in one file.
const WHOLE: [NetworkFormat; 8] = [
    NetworkFormat::GraphMl,
    NetworkFormat::Gexf,
    NetworkFormat::Gml,
    NetworkFormat::Pajek,
    NetworkFormat::UcinetDl,
    NetworkFormat::CytoscapeJson,
    NetworkFormat::NodeLinkJson,
    NetworkFormat::KumuJson,
];

fn there_and_back(network: &Network, format: NetworkFormat) -> (Network, Vec<Lost>) {
    let mut bytes = Vec::new();
    let lost = write(network, format, &mut bytes).unwrap();
    let reading = read_as(format, bytes.as_slice(), &Limits::default());
    let text = String::from_utf8_lossy(&bytes);
    (reading.unwrap_or_else(|error| panic!("{error}\n{text}")).network, lost)
}

fn lists_and_back(network: &Network) -> (Network, Vec<Lost>) {
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let mut lost = write(network, NetworkFormat::NodeList, &mut nodes).unwrap();
    lost.extend(write(network, NetworkFormat::EdgeList, &mut edges).unwrap());
    lost.retain(|lost| !lost.what.contains("the table of"));
    let read = read_lists(nodes.as_slice(), edges.as_slice(), &Limits::default()).unwrap();
    (read.network, lost)
}

#[test]
fn formats_that_carry_everything_bring_everything_back() {
    let network = everything();
    for format in
        [NetworkFormat::GraphMl, NetworkFormat::CytoscapeJson, NetworkFormat::NodeLinkJson]
    {
        let (back, lost) = there_and_back(&network, format);
        assert_eq!(lost, [], "{}", format.name());
        assert_eq!(essence(&back), essence(&network), "{}", format.name());
    }
}

#[test]
fn what_gexf_cannot_carry_is_the_name() {
    let mut network = everything();
    let (back, lost) = there_and_back(&network, NetworkFormat::Gexf);
    assert_eq!(lost.len(), 1, "{lost:?}");
    network.name = None;
    assert_eq!(essence(&back), essence(&network));
}

#[test]
fn what_gml_cannot_carry_is_that_values_are_true_or_false() {
    let lost = there_and_back(&everything(), NetworkFormat::Gml).1;
    assert_eq!(lost.len(), 1, "{lost:?}");
    assert_eq!(lost[0].to_string(), "that values are true or false (written as 1 and 0): 2");
}

#[test]
fn two_tables_bring_back_nodes_and_edges() {
    let mut network = everything();
    let (back, lost) = lists_and_back(&network);
    let told: Vec<&str> = lost.iter().map(|lost| lost.what.as_str()).collect();
    let whole = ["the network's name", "attributes of the whole network"];
    assert_eq!(told, [whole, whole].concat());
    network.name = None;
    network.values.remove("description");
    assert_eq!(essence(&back), essence(&network));
}

#[test]
fn pajek_and_ucinet_keep_two_modes_and_weights() {
    for format in [NetworkFormat::Pajek, NetworkFormat::UcinetDl] {
        let back = there_and_back(&everything(), format).0;
        assert!(back.is_two_mode());
        let weights: Vec<Option<f64>> = back.edges().iter().map(|edge| edge.weight).collect();
        assert_eq!(weights, [Some(50_000.5), None, Some(1.0)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_not_told_as_lost_comes_back(network in any_network()) {
        for format in WHOLE {
            let (back, lost) = there_and_back(&network, format);
            if lost.is_empty() {
                prop_assert_eq!(essence(&back), essence(&network), "{}", format.name());
            }
            prop_assert_eq!(back.nodes().len(), network.nodes().len());
        }
        let (back, lost) = lists_and_back(&network);
        if lost.is_empty() {
            prop_assert_eq!(essence(&back), essence(&network));
        }
    }

    #[test]
    fn nodes_and_edges_are_never_lost(network in any_network()) {
        for format in WHOLE {
            let back = there_and_back(&network, format).0;
            prop_assert_eq!(back.nodes().len(), network.nodes().len(), "{}", format.name());
            // UCINET writes what has no direction both ways.
            if format != NetworkFormat::UcinetDl {
                prop_assert_eq!(back.edges().len(), network.edges().len(), "{}", format.name());
            }
        }
        let back = lists_and_back(&network).0;
        let counts = (network.nodes().len(), network.edges().len());
        prop_assert_eq!((back.nodes().len(), back.edges().len()), counts);
    }
}
