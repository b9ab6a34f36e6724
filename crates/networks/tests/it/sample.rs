//! Networks to try things with.

use std::collections::BTreeMap;

use proptest::prelude::*;
use waymark_networks::{
    Color, Direction, Edge, Look, Mode, Network, Node, Position, Spell, Value, Values,
};

/// What a network says, whatever the order of its nodes, edges and attributes.
pub(crate) fn essence(network: &Network) -> (String, BTreeMap<String, String>, Vec<String>) {
    let id = |place: u32| network.nodes()[place as usize].id();
    let sorted = |values: &Values| {
        let all = values.iter().map(|(name, value)| (name.to_string(), format!("{value:?}")));
        format!("{:?}", all.collect::<BTreeMap<_, _>>())
    };
    let node = |node: &Node| {
        let parent = node.parent().map(id);
        let rest = (&node.label, node.mode, &node.spells, &node.look);
        (node.id().to_owned(), format!("{parent:?} {rest:?} {}", sorted(&node.values)))
    };
    let edge = |edge: &Edge| {
        // The ends of an edge without direction may stand either way round.
        let (mut from, mut to) = (id(edge.from), id(edge.to));
        if edge.direction != Direction::Directed && from > to {
            (from, to) = (to, from);
        }
        let texts = (&edge.id, &edge.label, &edge.kind);
        let rest = (edge.direction, edge.weight, &edge.spells, &edge.look);
        format!("{from:?} {to:?} {texts:?} {rest:?} {}", sorted(&edge.values))
    };
    let mut edges: Vec<String> = network.edges().iter().map(edge).collect();
    edges.sort();
    let whole = format!("{:?} {}", network.name, sorted(&network.values));
    (whole, network.nodes().iter().map(node).collect(), edges)
}

pub(crate) fn spell(start: Option<&str>, end: Option<&str>) -> Spell {
    Spell { start: start.map(str::to_owned), end: end.map(str::to_owned) }
}

/// A network with everything in it, in two modes.
pub(crate) fn everything() -> Network {
    let mut network = Network::new();
    network.name = Some("Learn & work, \"2019\"".to_owned());
    network.values.set("description", Value::Text("all\nof it".to_owned()));
    let mut lumina = Node::new("lumina");
    lumina.label = Some("Lumina “Foundation”, <Inc.> & Söhne\nzweite Zeile".to_owned());
    lumina.mode = Some(Mode::First);
    lumina.spells = vec![spell(Some("2000"), None)];
    lumina.look = Some(Box::new(Look {
        color: Some(Color::new(255, 0, 16)),
        position: Some(Position { x: 1.5, y: -2.25, z: Some(0.125) }),
        size: Some(10.0),
        shape: Some("square".to_owned()),
    }));
    lumina.values = Values::from_iter([
        ("employees", Value::Integer(42)),
        ("share", Value::Number(0.1)),
        ("open", Value::Truth(true)),
        ("note", Value::Text("=1+1, 'quoted' 100%".to_owned())),
    ]);
    let mut registry = Node::new("registry");
    registry.label = Some("Credential Registry".to_owned());
    registry.mode = Some(Mode::Second);
    registry.spells = vec![spell(Some("2015"), Some("2016")), spell(Some("2018"), None)];
    registry.values = Values::from_iter([("employees", Value::Integer(-3))]);
    let mut badges = Node::new("badges");
    badges.mode = Some(Mode::Second);
    badges.values = Values::from_iter([("open", Value::Truth(false))]);
    for node in [lumina, registry, badges] {
        network.add_node(node).unwrap();
    }
    network.set_parent(2, 1).unwrap();
    let mut funds = Edge::new(0, 1, Direction::Directed);
    funds.id = Some("t1".to_owned());
    funds.label = Some("funds".to_owned());
    funds.kind = Some("money".to_owned());
    funds.weight = Some(50_000.5);
    funds.spells = vec![spell(Some("2018-03"), Some("2019-06-30"))];
    funds.look = Some(Box::new(Look {
        color: Some(Color::new(0, 128, 255)),
        size: Some(2.0),
        ..Look::default()
    }));
    funds.values = Values::from_iter([("amount", Value::Integer(50_000))]);
    let again = Edge { label: None, ..Edge::new(0, 1, Direction::Directed) };
    let mut knows = Edge::new(2, 0, Direction::Directed);
    knows.weight = Some(1.0);
    for edge in [funds, again, knows] {
        network.add_edge(edge).unwrap();
    }
    network
}

/// Any network, small.
pub(crate) fn any_network() -> impl Strategy<Value = Network> {
    let nodes = prop::collection::vec(any_node(), 0..6);
    let edges = prop::collection::vec(any_edge(), 0..8);
    let whole = (prop::option::of(text()), any_values());
    (nodes, edges, whole, prop::collection::vec((0..6_u32, 0..6_u32), 0..3)).prop_map(
        |(nodes, edges, (name, values), parents)| {
            let mut network = Network::new();
            network.name = name.filter(|name| !name.is_empty());
            network.values = values;
            for node in nodes {
                // Ids that come twice are left out.
                let _ = network.add_node(node);
            }
            for edge in edges {
                let _ = network.add_edge(edge);
            }
            for (child, parent) in parents {
                let _ = network.set_parent(child, parent);
            }
            network
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c]{1,2}",
        "[a-zA-Z0-9é€ \"'&<>\\\\\n\r\t,;=:+@%*\\[\\]{}.|#-]{0,10}",
        "-?[0-9]{1,3}"
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-d]",
        1 => "label|weight|size|x|y|r|start|color|parent|id|key|bipartite|Type|Weight",
        1 => "[a-z é.:]{0,4}",
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => text().prop_map(Value::Text),
        2 => any::<i64>().prop_map(Value::Integer),
        2 => (-1e6..1e6).prop_map(Value::Number),
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(1e300)].prop_map(Value::Number),
        2 => any::<bool>().prop_map(Value::Truth),
        1 => prop::collection::vec(text().prop_map(Value::Text), 0..3).prop_map(Value::List),
    ]
}

fn any_values() -> impl Strategy<Value = Values> {
    // Mostly of the type that their name suggests, as in tables.
    let typed = name().prop_flat_map(|name| {
        let value = match name.as_str() {
            "a" => any::<i64>().prop_map(Value::Integer).boxed(),
            "b" => (-1e6..1e6).prop_map(Value::Number).boxed(),
            "c" => any::<bool>().prop_map(Value::Truth).boxed(),
            "d" => text().prop_map(Value::Text).boxed(),
            _ => any_value().boxed(),
        };
        value.prop_map(move |value| (name.clone(), value))
    });
    prop_oneof![
        2 => Just(Values::default()),
        1 => prop::collection::vec(typed, 0..4).prop_map(Values::from_iter),
    ]
}

fn any_spells() -> impl Strategy<Value = Vec<Spell>> {
    let end = || {
        let text = prop_oneof![
            Just("2019"),
            Just("2019-03"),
            Just("2019-03-07"),
            Just("5"),
            Just("2.5"),
            Just("2019~"),
        ];
        prop::option::of(text.prop_map(str::to_owned))
    };
    let spell = (end(), end()).prop_filter_map("open", |(start, end)| Spell::between(start, end));
    prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(spell, 0..3)]
}

fn any_look() -> impl Strategy<Value = Option<Box<Look>>> {
    let number = || -100.0..100.0;
    let color = (any::<[u8; 3]>(), prop::option::of(0.0..1.0))
        .prop_map(|([r, g, b], alpha)| Color { alpha, ..Color::new(r, g, b) });
    let position =
        (number(), number(), prop::option::of(number())).prop_map(|(x, y, z)| Position { x, y, z });
    let parts = (
        prop::option::of(color),
        prop::option::of(position),
        prop::option::of(number()),
        prop::option::of(text()),
    );
    let look = parts.prop_map(|(color, position, size, shape)| {
        Some(Box::new(Look { color, position, size, shape }))
    });
    prop_oneof![3 => Just(None), 1 => look]
}

fn any_node() -> impl Strategy<Value = Node> {
    let mode = prop_oneof![Just(None), Just(Some(Mode::First)), Just(Some(Mode::Second))];
    let parts = (text(), prop::option::of(text()), mode, any_spells(), any_look(), any_values());
    parts.prop_map(|(id, label, mode, spells, look, values)| {
        let mut node = Node::new(id);
        (node.label, node.mode, node.spells) = (label, mode, spells);
        (node.look, node.values) = (look, values);
        node
    })
}

fn any_edge() -> impl Strategy<Value = Edge> {
    let direction = prop_oneof![
        4 => Just(Direction::Undirected), 4 => Just(Direction::Directed), 1 => Just(Direction::Mutual),
    ];
    let texts = prop_oneof![
        2 => Just([None, None, None]),
        1 => [text(), text(), text()].prop_map(|texts| texts.map(Some)),
    ];
    let weight = prop_oneof![Just(None), Just(Some(1.0)), (-1e3..1e3).prop_map(Some)];
    let ends = (0..6_u32, 0..6_u32);
    let parts = (ends, direction, texts, weight, any_spells(), any_look(), any_values());
    parts.prop_map(|((from, to), direction, [id, label, kind], weight, spells, look, values)| {
        Edge { id, label, kind, weight, spells, look, values, ..Edge::new(from, to, direction) }
    })
}
