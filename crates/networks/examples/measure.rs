//! Reads network files and says what they come to and how long it takes:
//! `cargo run --release -p waymark-networks --example measure -- network.gexf`.

use std::error::Error;
use std::fs::File;
use std::io::Write as _;
use std::time::Instant;

use waymark_networks::{Limits, read};

fn main() -> Result<(), Box<dyn Error>> {
    let out = &mut std::io::stdout().lock();
    for file in std::env::args().skip(1) {
        let bytes = File::open(&file)?;
        let length = bytes.metadata()?.len();
        let begun = Instant::now();
        let reading = read(bytes, &Limits::default());
        let seconds = begun.elapsed().as_secs_f64();
        let speed = length as f64 / 1e6 / seconds;
        match reading {
            Ok(reading) => {
                let (nodes, edges) = (reading.network.nodes().len(), reading.network.edges().len());
                let format = reading.format.name();
                writeln!(out, "{file}: {format}, {nodes} nodes, {edges} edges, {speed:.0} MB/s")?;
                for notice in &reading.notices {
                    writeln!(out, "  {notice}")?;
                }
            }
            Err(error) => writeln!(out, "{file}: {error}, {seconds:.2} s")?,
        }
    }
    Ok(())
}
