//! The waymark program: thin. It reads its arguments, opens the map, asks, and prints.

mod args;
mod command;
mod failure;
mod open;
mod output;
mod watch;

use std::process::ExitCode;

use clap::Parser;

/// Importing and analysing allocate much and free it again from several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = args::Args::parse();
    match command::run(&args) {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => failure::report(&error),
    }
}
