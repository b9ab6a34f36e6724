//! What files say in each format, in small.

use waymark_networks::{Direction, Limits, Mode, Network, Value, read};

use crate::fixtures::folder;
use crate::read as read_text;

fn file(name: &str) -> Network {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    read(bytes.as_slice(), &Limits::default()).unwrap().network
}

fn refusal(text: &str) -> String {
    read_text(text).unwrap_err().to_string()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn yed_says_labels_and_places_in_its_drawings() {
    let network = file("yed.graphml");
    let node = network.node("n0").unwrap();
    let look = node.look.as_ref().unwrap();
    assert_eq!(node.label.as_deref(), Some("Lumina & friends"));
    assert_eq!((look.position.unwrap().y, look.size), (-20.5, Some(120.0)));
    assert_eq!(node.values.get("url"), Some(&text("https://example.org/?a=1&b=2")));
    let inside = network.node("n1::n0").unwrap();
    assert_eq!(inside.parent(), network.place("n1"));
}

#[test]
fn graphml_keeps_types_and_what_is_not_of_its_type() {
    let network = file("gephi.graphml");
    let [a, b, c] = ["a", "b", "c"].map(|id| network.node(id).unwrap());
    assert_eq!(a.values.get("Employees"), Some(&text("many")));
    assert_eq!(b.values.get("Employees"), Some(&Value::Integer(1)), "the default of the file");
    assert_eq!(a.values.get("open"), Some(&Value::Truth(true)));
    assert_eq!(b.values.get("open"), None);
    assert_eq!(a.look.as_ref().unwrap().color.unwrap().to_string(), "#010203");
    assert_eq!(c.values.get("Employees"), Some(&Value::Integer(1)));
    let directions: Vec<Direction> = network.edges().iter().map(|edge| edge.direction).collect();
    assert_eq!(directions, [Direction::Undirected, Direction::Directed]);
}

#[test]
fn gexf_says_when_things_are_there() {
    let network = file("dynamic.gexf");
    let spell = &network.node("a").unwrap().spells[0];
    assert_eq!(
        (spell.start.as_deref(), spell.end.as_deref()),
        (Some("2016-01-01"), Some("2019-06-30"))
    );
    assert_eq!(network.node("b").unwrap().spells[1].end, None);
    assert_eq!(network.node("b1").unwrap().parent(), network.place("b"));
    assert_eq!(network.node("c").unwrap().parent(), network.place("b"));
    assert_eq!(network.edges()[2].direction, Direction::Mutual);
    let tags = network.node("a").unwrap().values.get("tags");
    assert_eq!(tags, Some(&Value::List(vec![text("x"), text("y z")])));
    assert_eq!(network.values.get("description"), Some(&text("Funders <over time>")));
}

#[test]
fn gexf_moments_are_spans_that_begin_and_end_there() {
    let network = file("timestamps.gexf");
    let spans = |id: &str| network.node(id).unwrap().spells.len();
    assert_eq!((spans("1"), spans("2"), spans("3")), (1, 2, 2));
    let kinds: Vec<_> = network.edges().iter().map(|edge| edge.kind.as_deref()).collect();
    assert_eq!(kinds, [Some("knows"), Some("funds")]);
}

#[test]
fn gml_keys_that_come_twice_are_lists() {
    let network = file("newman.gml");
    let node = network.node("11").unwrap();
    assert_eq!(node.values.get("tag"), Some(&Value::List(vec![text("a"), text("b")])));
    assert_eq!(node.look.as_ref().unwrap().position.unwrap().y, 20.5);
    assert_eq!(network.node("10").unwrap().title(), "Valjean & Café");
    assert_eq!(network.edges()[0].weight, Some(15.0));
}

#[test]
fn pajek_says_relations_times_and_partitions() {
    let network = file("classic.net");
    let bob = network.node("Bob").unwrap();
    assert_eq!(bob.spells.len(), 2);
    assert_eq!(bob.values.get("Sector"), Some(&Value::Integer(2)));
    assert_eq!(network.node("Ann Lee").unwrap().values.get("ic"), Some(&text("Red")));
    let first = &network.edges()[0];
    let told = (first.kind.as_deref(), first.label.as_deref(), first.weight);
    assert_eq!(told, (Some("funds"), Some("gives to"), Some(2.5)));
    assert_eq!(network.edges()[1].weight, None, "no weight is not a weight of 1");
    assert_eq!(network.edges()[2].kind.as_deref(), Some("knows"));
    assert!(network.node("4").is_some(), "a vertex without a line is a vertex");
}

#[test]
fn labels_that_come_twice_are_not_ids() {
    let network = file("two_mode.net");
    assert!(network.is_two_mode());
    assert_eq!(network.node("3").unwrap().label.as_deref(), Some("Registry"));
    assert_eq!(network.node("Lumina").unwrap().mode, Some(Mode::First));
}

#[test]
fn a_matrix_of_ucinet_may_have_several_relations() {
    let network = file("fullmatrix.dl");
    assert!(network.node("Bob Lee").is_some());
    let kinds: Vec<_> = network.edges().iter().map(|edge| edge.kind.as_deref()).collect();
    assert_eq!(kinds, [Some("funds"), Some("funds"), Some("knows"), Some("knows"), Some("knows")]);
}

#[test]
fn a_half_matrix_has_edges_without_direction() {
    let network = file("lowerhalf.dl");
    assert_eq!(network.direction(), Some(Direction::Undirected));
    assert_eq!(network.edges()[1].weight, Some(2.0));
}

#[test]
fn unknown_is_neither_zero_nor_empty() {
    let network = file("flat.cyjs");
    let node = network.node("a").unwrap();
    assert_eq!(node.values.get("missing"), None);
    assert_eq!(node.values.get("style.note"), Some(&text("x")));
    assert_eq!(node.values.get("size"), Some(&Value::Integer(3)), "no size of a drawing");
    assert_eq!(network.edges()[1].weight, None);
    assert_eq!(file("nodes.csv").node("gates").unwrap().values.get("Share"), None);
}

#[test]
fn links_may_name_nodes_by_their_place() {
    let network = file("d3.json");
    let ends: Vec<(u32, u32)> = network.edges().iter().map(|edge| (edge.from, edge.to)).collect();
    assert_eq!(ends, [(1, 0), (2, 0)]);
    assert_eq!(network.nodes()[1].id(), "Napoleon");
}

#[test]
fn kumu_names_elements_by_id_or_label() {
    let network = file("blueprint.json");
    let edges = network.edges();
    assert_eq!((edges[0].to, edges[1].from), (1, 1));
    assert_eq!(edges[0].direction, Direction::Mutual);
    assert_eq!(edges[1].to, network.place("elem-3").unwrap());
    assert_eq!(network.nodes()[0].values.get("type"), Some(&text("Letter")));
}

#[test]
fn cells_are_of_the_type_of_their_column() {
    let network = file("nodes.csv");
    let lumina = &network.node("lumina").unwrap().values;
    assert_eq!(lumina.get("Postcode"), Some(&text("01234")));
    assert_eq!(lumina.get("Founded"), Some(&Value::Integer(2000)));
    assert_eq!(lumina.get("Share"), Some(&Value::Number(0.5)));
    assert_eq!(lumina.get("Open"), Some(&Value::Truth(true)));
}

#[test]
fn what_is_wrong_is_told_with_place_value_and_what_was_expected() {
    let cases = [
        ("hello", "this is no network file that is known: it begins with `hello`, expected"),
        ("<gexf></gexf>", "GEXF, the file: found `no graph`, expected an element <graph>"),
        (
            "<graphml><graph edgedefault='directed'>\n<edge source='a'/></graph></graphml>",
            "GraphML, line 2 column 1: found `<edge> without `target``, expected the attribute `target`",
        ),
        (
            "*Vertices 2\n*Edges\n1 x\n",
            "Pajek, line 3 column 3: found `x`, expected the number of a vertex",
        ),
        ("graph [\n  node [ label \"x\" ]\n]", "GML, line 2 column 3: found `node without `id``"),
        ("graph [ a b ]", "GML, line 1 column 11: found `b`, expected a number"),
        ("dl n=2\ndata:\n0 1\nx 0\n", "UCINET DL, line 4 column 1: found `x`, expected a number"),
        (
            "dl n=2 format=cube data:",
            "UCINET DL, line 1 column 15: found `cube`, expected `fullmatrix`",
        ),
        (
            r#"{"nodes": [{"id": 1}], "links": [{"source": 1}]}"#,
            "node-link JSON, `links[0]`: found `nothing`, expected the id of a node as `target`",
        ),
        (
            "{\"nodes\": [],\n \"links\": [}",
            "node-link JSON, line 2 column 12: found `expected value",
        ),
    ];
    for (text, expected) in cases {
        let refusal = refusal(text);
        assert!(refusal.starts_with(expected), "{refusal}");
    }
}
