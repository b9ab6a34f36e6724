//! A folder for a map, and the program run on it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use serde_json::Value;
use tempfile::TempDir;

use crate::binary::{waymark, workspace};
use crate::server::Server;

/// A folder of its own for one test; gone when the test is over.
pub(crate) struct World {
    folder: Arc<TempDir>,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().unwrap()) }
    }

    /// A world with the guide on its map.
    pub(crate) fn with_guide() -> Self {
        let world = Self::new();
        world.run(["import", guide_folder().to_str().unwrap(), "--author", "test"]).fine();
        world
    }

    /// A world with a map that has nothing on it.
    pub(crate) fn empty() -> Self {
        let world = Self::new();
        let header = world.file("empty.csv", "org_id,name,source_url_or_repo_path,confidence\n");
        world.run(["import", &header]).fine();
        world
    }

    /// Where the map lives.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("map")
    }

    /// A path beside the map.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the map.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs the program on the map to its end.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Ran {
        run_on(&self.data(), args)
    }

    /// What the program answers as JSON; it must go well.
    pub(crate) fn json<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Value {
        self.run(args).fine().json()
    }

    /// Everything on the map, but not which state of the log it is.
    pub(crate) fn content(&self) -> Value {
        records(self.json(["export"]))
    }

    /// Begins to serve the map on a free port.
    pub(crate) fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// The same with more options.
    pub(crate) fn serve_with(&self, options: &[&str]) -> Server {
        Server::start(self.folder.clone(), &self.data(), options)
    }
}

/// Runs the program on a map to its end.
pub(crate) fn run_on<S: AsRef<OsStr>>(data: &Path, args: impl IntoIterator<Item = S>) -> Ran {
    let mut command = Command::new(waymark());
    command.arg("--data").arg(data).args(args).env_remove("WAYMARK_DATA");
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The tables of the guide.
pub(crate) fn guide_folder() -> PathBuf {
    workspace().join("fixtures/guide")
}

/// The same without the version, which differs between two states that say the same.
pub(crate) fn without_version(mut answer: Value) -> Value {
    answer.as_object_mut().unwrap().remove("version");
    answer
}

/// The records of a whole map, from its document.
pub(crate) fn records(document: Value) -> Value {
    let mut records = without_version(document);
    let filter = records.as_object_mut().unwrap().remove("filter");
    assert_eq!(filter, Some(serde_json::json!({})), "nothing is left out");
    records
}

impl Ran {
    pub(crate) fn fine(self) -> Self {
        self.ended(0)
    }

    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The message has all of these words.
    pub(crate) fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is not said: {self:?}");
        }
        self
    }
}
