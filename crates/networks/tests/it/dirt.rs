//! No bytes make a reader panic, and what it reads it can write.

use proptest::prelude::*;
use waymark_networks::{Limits, NetworkFormat, detect, read, read_as, write};

use crate::fixtures::{expected, folder};

/// Small limits, so that nothing takes long.
const LIMITS: Limits = Limits {
    max_bytes: 1 << 16,
    max_nodes: 1_000,
    max_edges: 5_000,
    max_values: 20_000,
    max_names: 200,
    max_depth: 50,
    max_text: 10_000,
};

fn files() -> Vec<(NetworkFormat, Vec<u8>)> {
    let format =
        |word: &str| NetworkFormat::ALL.into_iter().find(|format| format.word() == word).unwrap();
    let file = |[file, word, ..]: [String; 5]| {
        (format(&word), std::fs::read(folder().join(file)).unwrap())
    };
    expected().into_iter().map(file).collect()
}

/// A change of some bytes: cut out, doubled, overwritten, or replaced by what confuses.
#[derive(Debug, Clone)]
enum Change {
    Cut(usize, usize),
    Double(usize, usize),
    Set(usize, u8),
    Insert(usize, &'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let confusing = prop::sample::select(vec![
        "\"",
        "<",
        ">",
        "&",
        "&x;",
        "&#0;",
        "[",
        "]",
        "{",
        "}",
        "*",
        "*Vertices 99999999999\n",
        "\n",
        "\r",
        "\u{feff}",
        "\0",
        "é",
        "-1",
        "1e999",
        "NaN",
        "null",
        ":",
        ",",
        "'",
        "<!--",
        "]]>",
        "<![CDATA[",
        "n=99999999999",
        "data:",
        "labels:",
        "%",
        "#",
        "\\",
        "\\u12",
        "!",
        "<graph>",
        "</node>",
        "18446744073709551616",
    ]);
    prop_oneof![
        (any::<usize>(), 0..200_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<usize>(), 0..200_usize).prop_map(|(at, length)| Change::Double(at, length)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<usize>(), confusing).prop_map(|(at, text)| Change::Insert(at, text)),
    ]
}

fn apply(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let size = bytes.len().max(1);
        match change {
            Change::Cut(at, length) => {
                let end = (at % size + length).min(bytes.len());
                bytes.drain((at % size).min(end)..end);
            }
            Change::Double(at, length) => {
                let end = (at % size + length).min(bytes.len());
                let piece = bytes[(at % size).min(end)..end].to_vec();
                bytes.splice(end..end, piece);
            }
            Change::Set(at, byte) => {
                if let Some(place) = bytes.get_mut(at % size) {
                    *place = *byte;
                }
            }
            Change::Insert(at, text) => {
                let at = (at % size).min(bytes.len());
                bytes.splice(at..at, text.bytes());
            }
        }
    }
    bytes
}

/// Reads bytes as every format, and writes what was read as every format.
fn try_all(bytes: &[u8], format: NetworkFormat) {
    let _ = detect(bytes);
    let readings = [read(bytes, &LIMITS), read_as(format, bytes, &LIMITS)];
    for reading in readings.into_iter().flatten() {
        assert!(reading.network.nodes().len() <= 1_000);
        for format in NetworkFormat::ALL {
            let _ = write(&reading.network, format, &mut Vec::new());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_a_file_makes_a_reader_panic(changes in prop::collection::vec(change(), 1..6)) {
        for (format, bytes) in files() {
            try_all(&apply(bytes, &changes), format);
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in NetworkFormat::ALL {
            try_all(&bytes, format);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "(dl|n=|data:|labels:|\\*Vertices|\\*Edges|\\*Matrix|graph|node|\\[|\\]|id|[0-9]{1,2}|\"|<a|</|/>|>|<graphml>|<gexf>|[{}:,]|Source,Target|\n| ){0,40}") {
        for format in NetworkFormat::ALL {
            try_all(text.as_bytes(), format);
        }
    }
}
