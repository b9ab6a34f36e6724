//! Network files of other projects: each is read with the counts that other programs find in it,
//! also where those refuse it, and reads the same after it was written in other formats.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, ensure};
use waymark_networks::{Limits, Network, NetworkFormat, read, read_as, write};

use super::count;
use crate::program::Program;

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

/// Every such file comes in with the same counts, each node and edge with one outcome, and changes
/// nothing when it comes again.
pub(super) fn imports(program: &Program, folder: &Path) -> anyhow::Result<()> {
    let mut list = csv::Reader::from_path(folder.join("EXPECTED.csv"))?;
    for line in list.records() {
        let line = line?;
        let file = line.get(0).context("a line without a file")?;
        let expected = line.iter().skip(1).find_map(counts);
        imported(program, &folder.join(file), expected).with_context(|| file.to_owned())?;
    }
    Ok(())
}

fn imported(
    program: &Program,
    file: &Path,
    expected: Option<(usize, usize)>,
) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let report = program.import(file, data.path())?;
    let rows = count(&report, "rows")?;
    let all = expected.map(|(nodes, edges)| (nodes + edges) as u64);
    ensure!(all.is_none_or(|all| all == rows), "{rows} nodes and edges, not {all:?}");
    let outcomes = ["created", "matched", "changed", "refused"];
    let told: u64 =
        outcomes.iter().map(|outcome| count(&report, outcome)).sum::<anyhow::Result<u64>>()?;
    ensure!(told == rows, "{told} of {rows} nodes and edges have an outcome");
    let again = program.import(file, data.path())?;
    ensure!(count(&again, "changes")? == 0, "the second import changes something");
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
