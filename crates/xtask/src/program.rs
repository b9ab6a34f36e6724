//! The program itself, run on a map.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::ensure;
use serde_json::Value;

use crate::process::{build_waymark, command};
use crate::root;

/// The program, built to be run.
pub(crate) struct Program {
    /// Where it is.
    pub(crate) path: PathBuf,
}

impl Program {
    /// Builds it.
    pub(crate) fn build(release: bool) -> anyhow::Result<Self> {
        Ok(Self { path: build_waymark(release)? })
    }

    /// Runs it; exit code 3 means that it finished and some rows were refused.
    pub(crate) fn run(&self, arguments: &[&str]) -> anyhow::Result<Value> {
        let mut command = command(&self.path.to_string_lossy(), arguments, &root());
        let done = command.stderr(Stdio::inherit()).output()?;
        ensure!(
            matches!(done.status.code(), Some(0 | 3)),
            "`waymark {}` ended with {}",
            arguments.join(" "),
            done.status
        );
        Ok(serde_json::from_slice(&done.stdout)?)
    }

    /// Imports a file or folder into a map.
    pub(crate) fn import(&self, file: &Path, data: &Path) -> anyhow::Result<Value> {
        let (file, data) = (file.to_string_lossy(), data.to_string_lossy());
        self.run(&["import", &file, "--data", &data, "--format", "json"])
    }

    /// Asks a question about a map.
    pub(crate) fn ask(&self, question: &str, data: &Path) -> anyhow::Result<Value> {
        self.run(&[question, "--data", &data.to_string_lossy(), "--format", "json"])
    }
}
