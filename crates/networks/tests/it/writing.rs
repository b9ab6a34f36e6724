//! What the files look like that are written.

use waymark_networks::{
    Direction, Edge, Limits, Mode, Network, NetworkFormat, Node, Value, WriteError, read_lists,
    write,
};

use crate::read;
use crate::sample::everything;

fn written(network: &Network, format: NetworkFormat) -> String {
    let mut bytes = Vec::new();
    write(network, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn formulas_are_neutral_in_tables() {
    let mut network = Network::new();
    let mut node = Node::new("=cmd()");
    node.values.set("note", Value::Text("@SUM(A1)".to_owned()));
    node.values.set("change", Value::Integer(-5));
    network.add_node(node).unwrap();
    let table = written(&network, NetworkFormat::NodeList);
    assert_eq!(table, "Id,Label,note,change\n'=cmd(),,'@SUM(A1),-5\n");
    let edges: &[u8] = b"Source,Target\n";
    let back = read_lists(table.as_bytes(), edges, &Limits::default()).unwrap().network;
    assert_eq!(back, network);
}

#[test]
fn nodes_that_differ_by_what_xml_cannot_hold_stay_two() {
    let mut network = Network::new();
    for id in ["\u{13}", "\u{1e}"] {
        network.add_node(Node::new(id)).unwrap();
    }
    for format in [NetworkFormat::Gexf, NetworkFormat::GraphMl] {
        let back = read(&written(&network, format)).unwrap();
        let ids: Vec<&str> = back.network.nodes().iter().map(Node::id).collect();
        assert_eq!(ids, ["␓", "␞"]);
    }
}

#[test]
fn an_incidence_matrix_counts_the_edges_between_the_sides() {
    let matrix = written(&everything(), NetworkFormat::IncidenceMatrix);
    assert_eq!(matrix, ",registry,badges\nlumina,2,1\n");
}

#[test]
fn an_incidence_matrix_needs_two_modes() {
    let mut network = Network::new();
    network.add_node(Node::new("a")).unwrap();
    let error = write(&network, NetworkFormat::IncidenceMatrix, &mut Vec::new()).unwrap_err();
    assert!(matches!(&error, WriteError::NotTwoMode { id, .. } if id == "a"));
}

#[test]
fn labels_that_several_nodes_share_give_way_to_ids() {
    let mut network = Network::new();
    for id in ["a", "b"] {
        let mut node = Node::new(id);
        node.label = Some("Registry".to_owned());
        network.add_node(node).unwrap();
    }
    assert_eq!(written(&network, NetworkFormat::Pajek), "*Vertices 2\n1 \"a\"\n2 \"b\"\n");
    let gml = written(&network, NetworkFormat::Gml);
    assert!(gml.contains("label \"a\"") && gml.contains("caption \"Registry\""));
}

#[test]
fn ucinet_gets_edges_without_direction_both_ways() {
    let mut network = Network::new();
    for id in ["a b", "a_b", "c"] {
        network.add_node(Node::new(id)).unwrap();
    }
    let edge = Edge { weight: Some(2.0), ..Edge::new(0, 2, Direction::Undirected) };
    network.add_edge(edge).unwrap();
    let expected = "dl n=3\nformat=edgelist1\nlabels:\na_b_2\na_b\nc\ndata:\n1 3 2.0\n3 1 2.0\n";
    assert_eq!(written(&network, NetworkFormat::UcinetDl), expected);
}

#[test]
fn two_modes_are_written_with_the_first_before_the_second() {
    let mut network = Network::new();
    for (id, mode) in [("event", Mode::Second), ("actor", Mode::First)] {
        let mut node = Node::new(id);
        node.mode = Some(mode);
        network.add_node(node).unwrap();
    }
    network.add_edge(Edge::new(0, 1, Direction::Undirected)).unwrap();
    let expected = "*Vertices 2 1\n1 \"actor\"\n2 \"event\"\n*Edges\n2 1\n";
    assert_eq!(written(&network, NetworkFormat::Pajek), expected);
}

#[test]
fn names_that_hold_other_marks_between_cells_do_not_part_them() {
    let mut network = Network::new();
    let mut node = Node::new("a");
    node.values.set("x;y;z;w", Value::Text("b".to_owned()));
    network.add_node(node).unwrap();
    let table = written(&network, NetworkFormat::NodeList);
    assert_eq!(read(&table).unwrap().network, network);
}

#[test]
fn ids_that_are_words_of_ucinet_do_not_end_the_labels() {
    let mut network = Network::new();
    for id in ["column", "labels", "data", "last"] {
        network.add_node(Node::new(id)).unwrap();
    }
    let ids = read(&written(&network, NetworkFormat::UcinetDl)).unwrap().network;
    let ids: Vec<&str> = ids.nodes().iter().map(Node::id).collect();
    assert_eq!(ids, ["column_", "labels_", "data_", "last"]);
}

#[test]
fn ids_that_come_to_the_same_name_take_no_longer_for_being_many() {
    let mut network = Network::new();
    for number in 0..60_000_u32 {
        let id = (0..16).map(|bit| if number >> bit & 1 == 0 { ' ' } else { ',' });
        network.add_node(Node::new(id.collect::<String>())).unwrap();
    }
    let back = read(&written(&network, NetworkFormat::UcinetDl)).unwrap().network;
    assert_eq!(back.nodes().len(), 60_000);
}
