//! Network files: nodes become things, edges become ties, and nothing is dropped unsaid.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use waymark_formats::{Format, Input, Mapping, Parsed, ReadConfig, read};
use waymark_model::{EntityKind, Map, TieKind};

use crate::{map_of, mapped, notices, outcomes, read_file, read_onto};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/formats/networks")
}

fn with(text: &str, map: &Map, mapping: Mapping) -> Parsed {
    let config = ReadConfig { mapping, ..ReadConfig::default() };
    read(vec![Input::new("field.net", text.as_bytes())], map, &config).unwrap()
}

#[test]
fn every_network_file_is_read_with_its_counts_and_again_without_a_change() {
    let list = std::fs::read_to_string(folder().join("expected.csv")).unwrap();
    let mut files = 0;
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let bytes = std::fs::read(folder().join(cells[0])).unwrap();
        let inputs = || vec![Input::new(cells[0], bytes.as_slice())];
        let parsed = read(inputs(), &Map::new(), &ReadConfig::default());
        let parsed = parsed.unwrap_or_else(|error| panic!("{}: {error}", cells[0]));
        assert_eq!(parsed.format, Format::Networks, "{}", cells[0]);
        let network = &parsed.networks[0];
        let found = [network.nodes.len().to_string(), network.ties.len().to_string()];
        assert_eq!(found, [cells[2], cells[3]], "{}", cells[0]);
        let rows = network.nodes.len() + network.ties.len();
        assert_eq!((parsed.rows.len(), parsed.detected[0].rows), (rows, rows), "{}", cells[0]);

        let map = map_of(&parsed);
        let recorded = network.nodes.iter().filter(|node| node.record.is_some()).count();
        assert_eq!(map.entities().count(), recorded, "{}", cells[0]);
        let again = read(inputs(), &map, &ReadConfig::default()).unwrap();
        assert_eq!(again.changes, [], "{}", cells[0]);
        files += 1;
    }
    assert!(files > 10, "{files} files");
}

#[test]
fn lists_of_nodes_and_edges_are_one_network() {
    let bytes = |name: &str| std::fs::read(folder().join(name)).unwrap();
    let (nodes, edges) = (bytes("nodes.csv"), bytes("edges.csv"));
    let inputs = vec![Input::new("n.csv", nodes.as_slice()), Input::new("e.csv", edges.as_slice())];
    let parsed = read(inputs, &Map::new(), &ReadConfig::default()).unwrap();
    assert_eq!(parsed.networks.len(), 1);
    assert!(!parsed.networks[0].nodes.is_empty() && !parsed.networks[0].ties.is_empty());
}

#[test]
fn kinds_words_and_amounts_are_read_and_what_has_no_place_stays_as_a_note() {
    let text = "graph [ directed 1\n\
        node [ id 1 label \"Lumina\" kind \"Foundation\" founded 2000 ]\n\
        node [ id 2 label \"Registry\" kind \"project\" ]\n\
        node [ id 3 label \"Openness\" kind \"goal\" ]\n\
        edge [ source 1 target 2 relation \"funds\" amount 500 currency \"EUR\" colour \"red\" ]\n\
        edge [ source 2 target 3 relation \"serves\" ]\n\
        edge [ source 3 target 1 relation \"funds\" ]\n\
        edge [ source 3 target 3 relation \"serves\" ] ]\n";
    let parsed = read_file("field.gml", text.as_bytes()).unwrap();
    let kinds: Vec<EntityKind> = parsed.networks[0].nodes.iter().map(|node| node.kind).collect();
    assert_eq!(kinds, [EntityKind::Organization, EntityKind::Initiative, EntityKind::Goal]);
    let map = map_of(&parsed);
    let tie = |kind: TieKind| map.ties().find(|tie| tie.kind == kind).unwrap();
    let funding = tie(TieKind::Funds).funding().unwrap();
    assert_eq!(funding.amount.value().unwrap().to_string(), "500 EUR");
    assert_eq!(tie(TieKind::Funds).stated[0].note.as_deref(), Some("colour: red"));
    assert_eq!(tie(TieKind::Serves).to.as_str(), "openness");
    // A goal funds nobody: the word is kept, and the kind is none of its own.
    assert_eq!(tie(TieKind::Relates).verb.as_deref(), Some("funds"));
    assert!(outcomes(&parsed)[6].contains("is where the edge comes from"), "{parsed:?}");
    let lumina = map.entities().find(|entity| entity.name() == "Lumina").unwrap();
    assert_eq!(lumina.profile().attributes["founded"].value().unwrap(), "2000");
}

#[test]
fn what_nothing_tells_is_said_and_a_mapping_can_tell_it() {
    let text = "*Vertices 2\n1 \"Bee House\"\n2 \"Apple House\"\n*Arcs\n1 2 3\n";
    let parsed = with(text, &Map::new(), Mapping::default());
    assert!(notices(&parsed).join("\n").contains("nothing tells what 2 nodes are"));
    let map = map_of(&parsed);
    let tie = map.ties().next().unwrap();
    assert_eq!((tie.kind, tie.verb.as_deref()), (TieKind::Relates, None));
    assert_eq!(tie.stated[0].note.as_deref(), Some("weight: 3"));

    let mut mapping = Mapping::default();
    mapping.read_json("m.json", r#"{"node_kind": "initiative", "kinds": {"x": "goal"}}"#).unwrap();
    let mut again = Mapping::default();
    again.read_json("m.json", &mapping.to_json()).unwrap();
    assert_eq!(again, mapping);
    let parsed = with(text, &Map::new(), mapping);
    assert!(map_of(&parsed).entities().all(|entity| entity.kind() == EntityKind::Initiative));
    assert_eq!(notices(&parsed), Vec::<String>::new());
}

#[test]
fn numbers_are_no_names_that_two_files_share() {
    let text = "*Vertices 2\n*Edges\n1 2\n";
    let first = with(text, &Map::new(), Mapping::default());
    let map = map_of(&first);
    let other = read(vec![Input::new("b.net", text.as_bytes())], &map, &ReadConfig::default());
    assert_eq!(other.unwrap().tally().created, 3);
}

#[test]
fn the_two_sheets_of_a_kumu_workbook_are_one_network() {
    let bytes = std::fs::read(folder().join("../kumu.xlsx")).unwrap();
    let parsed = read_file("kumu.xlsx", &bytes).unwrap();
    assert_eq!(parsed.format, Format::Networks);
    let network = &parsed.networks[0];
    assert_eq!((network.nodes.len(), network.ties.len(), parsed.rows.len()), (3, 2, 5));
    let map = map_of(&parsed);
    let mut kinds: Vec<(&str, EntityKind)> =
        map.entities().map(|entity| (entity.name(), entity.kind())).collect();
    kinds.sort_unstable();
    let expected = [
        ("Credential Engine", EntityKind::Organization),
        ("Credential Registry", EntityKind::Initiative),
        ("Lumina Foundation", EntityKind::Organization),
    ];
    assert_eq!(kinds, expected);
    let mut ties: Vec<TieKind> = map.ties().map(|tie| tie.kind).collect();
    ties.sort_unstable();
    assert_eq!(ties, [TieKind::Funds, TieKind::Leads]);
    let again = read(vec![Input::new("kumu.xlsx", bytes.as_slice())], &map, &ReadConfig::default());
    assert_eq!(again.unwrap().changes, []);
}

#[test]
fn a_list_of_elements_as_kumu_has_them_belongs_to_the_list_of_connections() {
    let elements = "Label,Type,Description,Tags\nLumina Foundation,Funder,Gives,jobs|skills\n\
                    Credential Registry,Project,,\n";
    let connections = "From,To,Type\nLumina Foundation,Credential Registry,funds\n";
    let (map, parsed) = mapped(&[elements, connections]);
    assert_eq!((parsed.format, parsed.rows.len()), (Format::Networks, 3));
    let kinds: Vec<(&str, EntityKind)> =
        map.entities().map(|entity| (entity.name(), entity.kind())).collect();
    let expected = [
        ("Credential Registry", EntityKind::Initiative),
        ("Lumina Foundation", EntityKind::Organization),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(map.ties().map(|tie| tie.kind).collect::<Vec<_>>(), [TieKind::Funds]);
    let again = read_onto(&map, &[elements, connections]).unwrap();
    assert_eq!(again.changes, []);
}

/// A number behind each name must not be looked for from the beginning each time.
#[test]
fn thousands_of_nodes_of_one_name_and_edges_between_two_are_read_in_seconds() {
    const COUNT: u64 = 20_000;
    let mut text = String::from("{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}");
    for number in 0..COUNT {
        write!(text, ", {{\"id\": {number}, \"label\": \"Unknown\"}}").unwrap();
    }
    text.push_str("], \"links\": [");
    let edges = vec!["{\"source\": \"a\", \"target\": \"b\"}"; 20_000];
    text.push_str(&edges.join(", "));
    text.push_str("]}");
    let begin = Instant::now();
    let parsed = read_file("network.json", text.as_bytes()).unwrap();
    assert_eq!(parsed.tally().created, 40_002);
    let took = begin.elapsed();
    assert!(took < Duration::from_secs(60), "it took {took:?}");
}

#[test]
fn a_node_whose_id_is_but_spaces_and_whose_name_is_a_number_is_known_again() {
    let nodes = "Id,Label,kind\n    ,3,organization\n  ,3,organization\n";
    let (map, parsed) = crate::mapped(&[nodes]);
    assert_eq!((parsed.tally().created, map.entities().count()), (2, 2));
    assert_eq!(crate::read_onto(&map, &[nodes]).unwrap().changes, []);
}
