//! Files that are too much are refused before they take memory or time.

use waymark_networks::{Limits, NetworkError, NetworkFormat, read, read_as};

use crate::read as read_text;

fn refusal(text: &str) -> String {
    read_text(text).unwrap_err().to_string()
}

#[test]
fn entities_are_never_expanded() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE graphml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>\n\
                <graphml><graph edgedefault=\"directed\"><node id=\"x\"><data key=\"k\">&b;</data></node></graph></graphml>";
    assert_eq!(
        refusal(bomb),
        "GraphML, line 3 column 67: found `&b;`, expected a character: entities are never expanded"
    );
    let in_attribute = bomb.replace("id=\"x\"", "id=\"&b;\"");
    assert!(refusal(&in_attribute).contains("expected no entities but those of XML itself"));
}

#[test]
fn huge_counts_are_refused_without_taking_memory() {
    assert_eq!(
        refusal("*Vertices 4000000000\n1 \"a\"\n"),
        "the number of nodes at line 1 column 1 is more than the limit of 1000000"
    );
    assert!(refusal("dl n=4000000000\ndata:\n1 2").contains("more than the limit of 1000000"));
    assert!(refusal("*Vertices 2\n*Edges\n1 4000000000\n").contains("at line 3 column 3"));
    assert!(refusal("dl n=2 format=edgelist1 data:\n1 99999999").contains("number of a node"));
}

#[test]
fn what_is_too_deep_is_refused() {
    let json = format!("{{\"nodes\": [{}", "[".repeat(100_000));
    let error = read_as(NetworkFormat::NodeLinkJson, json.as_bytes(), &Limits::default());
    assert!(error.unwrap_err().to_string().starts_with("the depth of lists and objects"));
    let xml = format!("<gexf>{}", "<graph>".repeat(100_000));
    assert!(refusal(&xml).starts_with("the depth of elements at line 1"));
    let gml = format!("graph [ {}", "a [ ".repeat(100_000));
    assert!(refusal(&gml).starts_with("the depth of lists at line 1"));
}

#[test]
fn every_limit_is_told_with_its_place() {
    let limits = Limits {
        max_bytes: 300,
        max_nodes: 3,
        max_edges: 3,
        max_values: 12,
        max_names: 2,
        max_depth: 4,
        max_text: 20,
    };
    let cases = [
        ("Source,Target\na,b\nc,d\n", "the number of nodes at line 3 of the edge list"),
        ("Source,Target\na,b\na,b\na,b\na,b\n", "the number of edges at line 5 of the edge list"),
        ("Id,a,b,c\nx,1,2,3\n", "the number of different attributes at line 1 of the node list"),
        (r#"{"nodes": [1,2,3,4,5,6,7,8,9,1,2,3,4,5], "links": []}"#, "the number of values"),
        (
            "Id\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
            "the length of a value at line 2 of the node list",
        ),
    ];
    for (text, expected) in cases {
        let error = read(text.as_bytes(), &limits).unwrap_err();
        assert!(matches!(error, NetworkError::TooLarge { .. }), "{text}: {error}");
        assert!(error.to_string().starts_with(expected), "{text}: {error}");
    }
    let long = format!("Source,Target\n{}", "a,b\n".repeat(100));
    let error = read(long.as_bytes(), &limits).unwrap_err();
    assert_eq!(error.to_string(), "the file at the file is more than the limit of 300");
}

#[test]
fn a_reader_without_end_is_not_read_to_its_end() {
    let limits = Limits { max_bytes: 1_000, ..Limits::default() };
    assert!(read(std::io::repeat(b'a'), &limits).is_err());
}
