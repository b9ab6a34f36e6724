//! Tasks of the workspace: `cargo xtask run`, `cargo xtask test`, and what they are made of.
//!
//! Nothing is needed but cargo and Node 20: this program calls npm and finds a browser.

mod browser;
mod codegen;
mod made;
mod matching;
mod page;
mod process;
mod program;
mod realdata;
mod reference;
mod run;
mod server;
mod test;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "Tasks of the Waymark workspace")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the page and the program, and serve the guide on http://127.0.0.1:8420
    Run {
        /// Arguments for `waymark serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        serve: Vec<String>,
    },
    /// Run every test there is: formatting, lints, Rust, page, browser
    Test,
    /// Run the checks over real files that are not part of the project
    Realdata {
        /// The folder of the files: `guide/`, `grants/` and `formats/`
        folder: PathBuf,
    },
    /// Measure how well names are matched, on real ones that are not part of the project
    Matching {
        /// The folder of the files: `grants/donations.csv.gz`
        folder: PathBuf,
    },
    /// Hold every measure against networkx, igraph, scipy and others; needs Python 3
    Reference {
        /// A folder with `grants/aid_projects.csv.gz`, to measure that map too
        folder: Option<PathBuf>,
    },
    /// Make the page's types from the API document
    Codegen {
        /// Only say whether they are as they should be
        #[arg(long)]
        check: bool,
    },
    /// Make the pictures of the tour and the README anew
    Screenshots,
    /// Measure the network in a browser, on made-up maps of 5,000, 20,000 and 100,000 initiatives
    BenchPage,
    /// Write the tables of a made-up map, to see how large maps do
    Made {
        /// How many initiatives
        #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        initiatives: u32,
        /// The folder to write them into
        folder: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Args::parse().task {
        Task::Run { serve } => run::run(&serve),
        Task::Test => test::test(),
        Task::Realdata { folder } => realdata::realdata(&folder),
        Task::Matching { folder } => matching::matching(&folder),
        Task::Reference { folder } => reference::reference(folder.as_deref()),
        Task::Codegen { check } => codegen::codegen(check),
        Task::Screenshots => browser::screenshots(),
        Task::BenchPage => browser::bench(),
        Task::Made { initiatives, folder } => made::made(initiatives as usize, &folder),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_owned()
}
