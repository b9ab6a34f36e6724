//! A server with the guide, for tests of the page.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use anyhow::Context;

use crate::process::command;
use crate::root;

/// A running server; it is stopped when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) url: String,
    _data: tempfile::TempDir,
}

impl Server {
    /// Starts a server on a free port with files imported into a new map.
    pub(crate) fn start(waymark: &Path, first: &str) -> anyhow::Result<Self> {
        let data = tempfile::tempdir()?;
        let folder = data.path().join("map");
        let folder = folder.to_string_lossy();
        let mut arguments = vec!["serve", "--listen", "127.0.0.1:0", "--data", &folder];
        if !first.is_empty() {
            arguments.extend(["--first", first]);
        }
        let mut command = command(&waymark.to_string_lossy(), &arguments, &root());
        command.stdout(Stdio::piped()).env("RUST_LOG", "error");
        let mut child = command.spawn().context("the server cannot be started")?;
        let out = child.stdout.take().context("the server says nothing")?;
        let mut lines = BufReader::new(out).lines();
        let url = lines.find_map(|line| {
            line.ok()?.split_once(" at http://").map(|(_, address)| format!("http://{address}"))
        });
        let url = url.context("the server ended before it listened")?;
        // Whatever it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, url, _data: data })
    }

    /// Publishes the present state as an edition.
    pub(crate) fn publish(&self, id: &str, name: &str) -> anyhow::Result<()> {
        let edition = serde_json::json!({ "id": id, "name": name });
        ureq::post(format!("{}/api/v1/editions", self.url)).send_json(&edition)?;
        Ok(())
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
