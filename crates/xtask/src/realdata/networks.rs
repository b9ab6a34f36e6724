//! Network files of other projects: each is read with the counts that other programs find in it,
//! also where those refuse it, and reads the same after it was written in other formats.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, ensure};
use waymark_networks::{Limits, Network, NetworkFormat, read, read_as, write};

/// Formats that keep every node and edge of any network.
const WRITTEN: [NetworkFormat; 5] = [
    NetworkFormat::GraphMl,
    NetworkFormat::Gexf,
    NetworkFormat::Gml,
    NetworkFormat::CytoscapeJson,
    NetworkFormat::NodeLinkJson,
];

/// Checks every network file that `EXPECTED.csv` lists: a file, and what two programs say of it,
/// such as `6 nodes, 7 edges, undirected` or `ERR` with a reason.
pub(super) fn check(folder: &Path) -> anyhow::Result<()> {
    let mut list = csv::Reader::from_path(folder.join("EXPECTED.csv"))?;
    let mut files = 0;
    for line in list.records() {
        let line = line?;
        let file = line.get(0).context("a line without a file")?;
        let counts = line.iter().skip(1).find_map(counts);
        one(&folder.join(file), counts).with_context(|| file.to_owned())?;
        files += 1;
    }
    eprintln!("  {files} files");
    Ok(())
}

/// `6 nodes, 7 edges` as two numbers.
fn counts(text: &str) -> Option<(usize, usize)> {
    let (nodes, rest) = text.split_once(" nodes, ")?;
    let (edges, _) = rest.split_once(" edges")?;
    Some((nodes.parse().ok()?, edges.parse().ok()?))
}

fn one(path: &Path, expected: Option<(usize, usize)>) -> anyhow::Result<()> {
    let limits = Limits::default();
    let reading = read(File::open(path)?, &limits)?;
    let found = size(&reading.network);
    ensure!(expected.is_none_or(|expected| expected == found), "{found:?}, not {expected:?}");
    for format in WRITTEN {
        let mut bytes = Vec::new();
        write(&reading.network, format, &mut bytes)?;
        let again = read_as(format, bytes.as_slice(), &limits).context(format.name())?;
        ensure!(size(&again.network) == found, "as {}: {:?}", format.name(), size(&again.network));
    }
    Ok(())
}

fn size(network: &Network) -> (usize, usize) {
    (network.nodes().len(), network.edges().len())
}
