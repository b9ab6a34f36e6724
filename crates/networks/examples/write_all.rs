//! Writes a few networks in every format that can hold them, and beside each what it says in plain
//! JSON, for other programs to be held against:
//! `cargo run -p waymark-networks --example write_all -- DIR`, then
//! `python tests/reference/networks.py DIR`.

use std::error::Error;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use serde_json::{Map, json};
use waymark_networks::{
    Color, Direction, Edge, Look, Mode, Network, NetworkFormat, Node, Position, Spell, Value, write,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("expected a folder to write to")?;
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let networks = [
        ("typed", typed()?),
        ("bare", bare()?),
        ("parallel", parallel()?),
        ("two_mode", two_mode()?),
    ];
    for (name, network) in networks {
        fs::write(folder.join(format!("{name}.truth.json")), truth(&network).to_string())?;
        for format in NetworkFormat::ALL {
            if format == NetworkFormat::IncidenceMatrix && !network.is_two_mode() {
                continue;
            }
            let file = format!("{name}.{}.{}", format.word(), format.extension());
            write(&network, format, &mut BufWriter::new(File::create(folder.join(file))?))?;
        }
    }
    Ok(())
}

/// What a network says, without any format.
fn truth(network: &Network) -> serde_json::Value {
    let value = |value: &Value| match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Truth(truth) => json!(truth),
        Value::List(items) => json!(items.iter().map(ToString::to_string).collect::<Vec<_>>()),
    };
    let id = |place: u32| network.nodes()[place as usize].id();
    let nodes = network.nodes().iter().map(|node| {
        let own = node.values.iter().map(|(name, own)| (name.to_string(), value(own)));
        json!({
            "id": node.id(), "label": node.title(), "has_label": node.label.is_some(),
            "mode": node.mode.map(|mode| u8::from(mode == Mode::Second)),
            "values": Map::from_iter(own),
        })
    });
    let edges = network.edges().iter().map(|edge| {
        let own = edge.values.iter().map(|(name, own)| (name.to_string(), value(own)));
        json!({
            "source": id(edge.from), "target": id(edge.to), "weight": edge.weight,
            "label": edge.label, "kind": edge.kind, "values": Map::from_iter(own),
        })
    });
    json!({
        "directed": network.direction() == Some(Direction::Directed),
        "nodes": nodes.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>(),
    })
}

/// Every type of value, values that are missing, and text that formats stumble over.
fn typed() -> Result<Network, Box<dyn Error>> {
    let mut network = Network::new();
    network.name = Some("Typed & “quoted”".to_owned());
    let texts =
        ["Café “Söhne” <&> 日本", "two\nlines", "it's \"so\"", "=1+1", "a, b; c\td", "100%"];
    for (number, text) in texts.into_iter().enumerate() {
        let mut node = Node::new(format!("n{number}"));
        node.label = (number > 0).then(|| format!("Label {number} é"));
        node.values.set("note", Value::Text(text.to_owned()));
        if number % 2 == 0 {
            node.values.set("staff", Value::Integer(number as i64 * 1_000 - 2_000));
            node.values.set("share", Value::Number(number as f64 / 3.0 + 1e-10));
        }
        if number % 3 == 0 {
            node.values.set("open", Value::Truth(number == 0));
        }
        let position = Position { x: number as f64 / 10.0, y: -0.5, z: Some(0.25) };
        node.look = Some(Box::new(Look {
            color: Some(Color::new(255, number as u8, 0)),
            position: Some(position),
            size: Some(4.5),
            shape: None,
        }));
        network.add_node(node)?;
    }
    for (from, to, weight) in
        [(0, 1, Some(2.5)), (1, 2, None), (2, 0, Some(1e-7)), (3, 3, Some(1.0))]
    {
        let mut edge = Edge::new(from, to, Direction::Directed);
        edge.weight = weight;
        edge.label = weight.map(|weight| format!("weighs \"{weight}\" é"));
        edge.values.set("since", Value::Integer(2_000 + i64::from(from)));
        network.add_edge(edge)?;
    }
    Ok(network)
}

/// Nodes and edges and nothing else; some nodes without edges.
fn bare() -> Result<Network, Box<dyn Error>> {
    let mut network = Network::new();
    for number in 0..8 {
        network.add_node(Node::new(format!("node-{number}")))?;
    }
    for (from, to) in [(0, 1), (1, 2), (2, 0), (4, 5)] {
        network.add_edge(Edge::new(from, to, Direction::Undirected))?;
    }
    Ok(network)
}

/// Several edges between the same nodes, of several kinds, each at its time.
fn parallel() -> Result<Network, Box<dyn Error>> {
    let mut network = Network::new();
    for id in ["lumina", "gates", "registry"] {
        let mut node = Node::new(id);
        node.spells = vec![Spell { start: Some("2000".to_owned()), end: None }];
        network.add_node(node)?;
    }
    let edges = [
        (0, 2, "funds", "2018"),
        (0, 2, "convenes", "2019-03"),
        (0, 2, "funds", "2020"),
        (1, 2, "funds", "2019"),
    ];
    for (number, (from, to, kind, start)) in edges.into_iter().enumerate() {
        let mut edge = Edge::new(from, to, Direction::Directed);
        edge.id = Some(format!("t{number}"));
        edge.kind = Some(kind.to_owned());
        edge.weight = Some(number as f64 + 0.5);
        edge.spells =
            vec![Spell { start: Some(start.to_owned()), end: Some("2021-12-31".to_owned()) }];
        network.add_edge(edge)?;
    }
    Ok(network)
}

/// Funders and what they fund.
fn two_mode() -> Result<Network, Box<dyn Error>> {
    let mut network = Network::new();
    for (id, mode) in [
        ("lumina", Mode::First),
        ("gates", Mode::First),
        ("registry", Mode::Second),
        ("badges", Mode::Second),
        ("maps", Mode::Second),
    ] {
        let mut node = Node::new(id);
        node.mode = Some(mode);
        network.add_node(node)?;
    }
    for (from, to) in [(0, 2), (0, 3), (1, 2)] {
        let weight = Some(f64::from(from) + 1.0);
        network.add_edge(Edge { weight, ..Edge::new(from, to, Direction::Undirected) })?;
    }
    Ok(network)
}
