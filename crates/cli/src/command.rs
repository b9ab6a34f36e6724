//! The commands.

pub(crate) mod care;
pub(crate) mod cite;
pub(crate) mod confirm;
pub(crate) mod coordination;
pub(crate) mod duplicates;
pub(crate) mod exit;
pub(crate) mod export;
pub(crate) mod gaps;
mod import;
mod keep;
mod log;
mod need;
pub(crate) mod network;
pub(crate) mod overlap;
pub(crate) mod overlap_sets;
pub(crate) mod pace;
pub(crate) mod partners;
pub(crate) mod path;
pub(crate) mod repeated;
pub(crate) mod requests;
pub(crate) mod search;
pub(crate) mod sensitivity;
mod serve;
pub(crate) mod suggestions;
mod summary;

use clap::CommandFactory;

use crate::args::{Args, Command, Format};
use crate::failure::Usage;
use crate::output::Outcome;

/// Runs the command that was asked for.
pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    check_format(args)?;
    match &args.command {
        Command::Serve(serve) => serve::serve(args, serve),
        Command::Import(import) => import::import(args, import),
        Command::Export(asked) => export::export(args, asked),
        Command::Cite(asked) => cite::cite(args, asked),
        Command::Summary(asking) => summary::summary(args, asking),
        Command::Overlap(overlap) => overlap::overlap(args, overlap),
        Command::OverlapSets(sets) => overlap_sets::overlap_sets(args, sets),
        Command::Intersections(asked) => overlap_sets::intersections(args, asked),
        Command::Gaps(gaps) => gaps::gaps(args, gaps),
        Command::Exit(exit) => exit::exit(args, exit),
        Command::Requests(requests) => requests::requests(args, requests),
        Command::Care(asked) => care::care(args, asked),
        Command::Confirm(asked) => confirm::confirm(args, asked),
        Command::Suggestions(asked) => suggestions::suggestions(args, asked),
        Command::Coordination(asked) => coordination::coordination(args, asked),
        Command::Missed(asked) => coordination::missed(args, asked),
        Command::Centrality(asked) => network::centrality(args, asked),
        Command::Communities(asked) => network::communities(args, asked),
        Command::Partners(partners) => partners::partners(args, partners),
        Command::Pace(pace) => pace::pace(args, pace),
        Command::Sensitivity(sensitivity) => sensitivity::sensitivity(args, sensitivity),
        Command::Duplicates(asked) => duplicates::duplicates(args, asked),
        Command::Merge(asked) => duplicates::merge(args, asked),
        Command::Unmerge(asked) => duplicates::unmerge(args, asked),
        Command::RepeatedGrants(asked) => repeated::repeated_grants(args, asked),
        Command::Unite(asked) => repeated::unite(args, asked),
        Command::Distinct(asked) => duplicates::distinct(args, asked),
        Command::Search(search) => search::search(args, search),
        Command::Path(path) => path::path(args, path),
        Command::Edition(edition) => log::edition(args, edition),
        Command::Diff(diff) => log::diff(args, diff),
        Command::History(history) => log::history(args, history),
        Command::Undo(undo) => log::undo(args, undo),
        Command::Verify => keep::verify(args),
        Command::Repair => keep::repair(args),
        Command::Backup(backup) => keep::backup(args, backup),
        Command::Restore(restore) => keep::restore(args, restore),
        Command::Completions(completions) => {
            let mut command = Args::command();
            let mut out = std::io::stdout();
            clap_complete::generate(completions.shell, &mut command, "waymark", &mut out);
            Ok(Outcome::Fine)
        }
        Command::Openapi => {
            crate::output::say(&waymark_server::openapi().to_pretty_json()?)?;
            Ok(Outcome::Fine)
        }
    }
}

/// Formats of files are for exports only.
fn check_format(args: &Args) -> Result<(), Usage> {
    let is_file = |word: &&String| Format::from_word(word).is_none();
    match (&args.command, args.format.as_ref().filter(is_file)) {
        (Command::Export(_), _) | (_, None) => Ok(()),
        (_, Some(word)) => {
            Err(Usage(format!("--format `{word}`: answers are printed as table, json or csv")))
        }
    }
}
