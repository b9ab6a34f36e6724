//! Writing the whole map.

use waymark_server::answer;

use crate::args::{self, Args, At};
use crate::open;
use crate::output::{Outcome, Sheet, print};

/// Writes the whole map.
pub(crate) fn export(args: &Args, at: &At) -> anyhow::Result<Outcome> {
    let engine = open::existing(args)?;
    let export = answer::export(&open::ask_whole(&engine, at)?);
    let json = Args { format: Some(args::Format::Json), ..copy(args) };
    print(&json, &export, Sheet::default)?;
    Ok(Outcome::Fine)
}

/// The arguments without the command: an export is JSON whatever else is asked for.
fn copy(args: &Args) -> Args {
    Args { data: args.data.clone(), format: args.format, command: args::Command::Verify }
}
