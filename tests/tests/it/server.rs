//! The program while it serves, and requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use ureq::Agent;

use crate::binary::waymark;

/// A server of its own for one test; killed when the test is over.
pub(crate) struct Server {
    child: Child,
    /// The folder stays for as long as it is served.
    _folder: Arc<TempDir>,
    /// Kept open, so that what the server prints later has somewhere to go.
    stdout: BufReader<ChildStdout>,
    /// `127.0.0.1:PORT`.
    pub(crate) address: String,
    agent: Agent,
}

/// What a server answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Server {
    pub(crate) fn start(folder: Arc<TempDir>, data: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(waymark());
        command.arg("--data").arg(data).args(["serve", "--listen", "127.0.0.1:0"]).args(options);
        command.env("RUST_LOG", "off").env_remove("WAYMARK_DATA");
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let read = stdout.read_line(&mut said).unwrap();
            assert!(read > 0, "the server ended early: {said}");
            if let Some((_, address)) = said.trim_end().rsplit_once("http://") {
                break address.to_owned();
            }
        };
        Self { child, _folder: folder, stdout, address, agent: agent() }
    }

    /// The next line that it prints.
    pub(crate) fn says(&mut self) -> String {
        let mut said = String::new();
        self.stdout.read_line(&mut said).unwrap();
        said.trim_end().to_owned()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Asks and takes whatever comes.
    pub(crate) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = self.agent.get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Reply::of(request.call().unwrap())
    }

    /// Reads from the API; it must go well.
    pub(crate) fn get(&self, path: &str) -> Value {
        let reply = self.ask(&format!("/api/v1{path}"), &[]);
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    }

    /// Posts JSON to the API and takes whatever comes.
    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        try_post(&self.agent, &self.url(&format!("/api/v1{path}")), headers, body).unwrap()
    }

    /// Posts bytes to the API and takes whatever comes.
    pub(crate) fn post_bytes(&self, path: &str, content_type: &str, body: &[u8]) -> Reply {
        let request = self.agent.post(self.url(&format!("/api/v1{path}")));
        Reply::of(request.header("Content-Type", content_type).send(body).unwrap())
    }

    /// Deletes within the API and takes whatever comes.
    pub(crate) fn delete(&self, path: &str) -> Reply {
        Reply::of(self.agent.delete(self.url(&format!("/api/v1{path}"))).call().unwrap())
    }

    /// Sends a request as it is written, header by header, and reads what comes until the end.
    pub(crate) fn raw(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// A bare connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends a signal, such as `TERM`.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([&format!("-{name}"), &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Ends it as if the power failed.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until it has ended by itself.
    pub(crate) fn ended_within(&mut self, limit: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < limit, "the server has not ended in {limit:?}");
            std::thread::yield_now();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client for which a refusal is an answer like any other.
pub(crate) fn agent() -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    config.timeout_global(Some(Duration::from_secs(60))).build().into()
}

/// Posts JSON; an error is one of the connection.
pub(crate) fn try_post(
    agent: &Agent,
    url: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Result<Reply, ureq::Error> {
    let mut request = agent.post(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Reply::read(request.send_json(body)?)
}

impl Reply {
    fn of(response: ureq::http::Response<ureq::Body>) -> Self {
        Self::read(response).unwrap()
    }

    fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Self, ureq::Error> {
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Ok(Self {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: response.body_mut().with_config().limit(1 << 30).read_to_vec()?,
        })
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(each, _)| each == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// It went well.
    pub(crate) fn fine(self) -> Self {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text());
        self
    }

    /// It is a problem of this status and code, and can be found again in the log.
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        assert!(problem["detail"].is_string() && problem["title"].is_string(), "{problem}");
        assert!(problem["request_id"].as_str().is_some_and(|id| !id.is_empty()), "{problem}");
        problem
    }
}
