//! `cargo xtask run`: from a fresh clone to the guide in the browser.

use crate::process::{build_waymark, command, must};
use crate::{page, root};

pub(crate) fn run(serve: &[String]) -> anyhow::Result<()> {
    page::install()?;
    page::build()?;
    let waymark = build_waymark(true)?;
    let mut arguments = vec!["serve", "--first", "fixtures/guide"];
    let data = root().join("data");
    let data = data.to_string_lossy();
    if !serve.iter().any(|argument| argument.starts_with("--data")) {
        arguments.extend(["--data", &data]);
    }
    arguments.extend(serve.iter().map(String::as_str));
    must(command(&waymark.to_string_lossy(), &arguments, &root()))
}
