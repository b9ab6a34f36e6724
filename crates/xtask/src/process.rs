//! Running other programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// A command within a folder of the workspace.
pub(crate) fn command(program: &str, arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder);
    command
}

/// Runs a command; it must succeed.
pub(crate) fn must(mut command: Command) -> anyhow::Result<()> {
    let shown = shown(&command);
    let status = command.status().with_context(|| format!("`{shown}` cannot be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs a command that must succeed, and gives what it prints.
pub(crate) fn output(mut command: Command) -> anyhow::Result<Vec<u8>> {
    let shown = shown(&command);
    let done = command.stderr(Stdio::inherit()).output();
    let done = done.with_context(|| format!("`{shown}` cannot be started"))?;
    if !done.status.success() {
        bail!("`{shown}` failed ({})", done.status);
    }
    Ok(done.stdout)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The cargo that runs this program.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&cargo, arguments, &crate::root())
}

/// Builds the program in a profile and says where it is.
pub(crate) fn build_waymark(release: bool) -> anyhow::Result<PathBuf> {
    let mut arguments = vec!["build", "--locked", "--package", "waymark", "--message-format"];
    arguments.push("json-render-diagnostics");
    if release {
        arguments.push("--release");
    }
    let messages = String::from_utf8(output(cargo(&arguments))?)?;
    let mut built = messages.lines().rev().filter_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let waymark = message["target"]["name"] == "waymark";
        waymark.then(|| message["executable"].as_str().map(PathBuf::from))?
    });
    built.next().context("cargo did not say where the program is")
}
