//! Building the page.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::process::{command, must, output};
use crate::root;

/// The oldest Node that the page's tools run on.
const NODE: u32 = 20;

/// A command of npm within the page's folder.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    command(npm, arguments, &root().join("web"))
}

/// Installs what the page is built with, if it is not there or not as it was locked.
pub(crate) fn install() -> anyhow::Result<()> {
    check_node()?;
    let web = root().join("web");
    let wanted = std::fs::read(web.join("package-lock.json")).context("no package-lock.json")?;
    let stamp = web.join("node_modules/.installed-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    must(npm(&["ci", "--no-audit", "--no-fund"]))?;
    Ok(std::fs::write(stamp, wanted)?)
}

/// Builds the page into `web/dist`, from where the program takes it in.
pub(crate) fn build() -> anyhow::Result<()> {
    must(npm(&["run", "build"]))
}

fn check_node() -> anyhow::Result<()> {
    let help = "Node 20 or newer is needed: see https://nodejs.org";
    let version = output(command("node", &["--version"], Path::new("."))).context(help)?;
    let version = String::from_utf8_lossy(&version).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next();
    let major: u32 = major.and_then(|major| major.parse().ok()).unwrap_or(0);
    if major < NODE {
        bail!("{help}; this is {version}");
    }
    Ok(())
}
