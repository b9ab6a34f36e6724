//! What every target does with its bytes.

use waymark_networks::{Limits, NetworkFormat, detect, read_as, write};

/// Reads bytes as a format; what can be read can be written in every format, and read again in its
/// own with the same number of nodes.
pub fn try_reader(format: NetworkFormat, bytes: &[u8]) {
    // A few bytes may declare any number of nodes. Writing millions in every format takes longer than
    // a target may, and shows nothing that thousands do not.
    let limits = Limits { max_nodes: 20_000, ..Limits::default() };
    let _ = detect(bytes);
    let Ok(reading) = read_as(format, bytes, &limits) else { return };
    for each in NetworkFormat::ALL {
        let mut written = Vec::new();
        let lost = write(&reading.network, each, &mut written);
        if each != format || lost.is_err() {
            continue;
        }
        // A list of edges has only the nodes that edges join.
        if let Ok(again) = read_as(format, written.as_slice(), &limits)
            && format != NetworkFormat::EdgeList
        {
            assert_eq!(again.network.nodes().len(), reading.network.nodes().len());
        }
    }
}
