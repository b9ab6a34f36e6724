//! Tests of the page in a real browser.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::page::npm;
use crate::process::{build_waymark, command, must};
use crate::server::Server;
use crate::{made, page, root};

/// Names under which Chromium goes.
const NAMES: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const HELP: &str = "the browser tests need Chromium: install it (on Debian `apt-get install \
                    chromium`), or say where it is with CHROMIUM=/path/to/chromium";

/// How many initiatives the large map of the browser tests has.
const LARGE: usize = 5_000;

/// Runs the browser tests against the guide, an empty map and a large one.
pub(crate) fn test() -> anyhow::Result<()> {
    drive(&[])
}

/// Measures how much work the network is for a browser, on made-up maps of three sizes.
pub(crate) fn bench() -> anyhow::Result<()> {
    page::install()?;
    page::build()?;
    let chromium = chromium()?;
    let waymark = build_waymark(true)?;
    for initiatives in [LARGE, 20_000, 100_000] {
        let tables = tempfile::tempdir()?;
        made::made(initiatives, tables.path())?;
        let server = Server::start(&waymark, &tables.path().to_string_lossy())?;
        let mut bench = npm(&["run", "bench", "--", &server.url]);
        bench.env("CHROMIUM", &chromium);
        must(bench)?;
    }
    Ok(())
}

/// Makes the pictures of the tour anew: the test that holds the tour to the page takes them.
pub(crate) fn screenshots() -> anyhow::Result<()> {
    page::install()?;
    page::build()?;
    drive(&["tests/tour.spec.ts"])?;
    let (made, kept) = (root().join("target/pictures/tour"), root().join("docs/tour"));
    std::fs::create_dir_all(&kept)?;
    for picture in std::fs::read_dir(made)? {
        let picture = picture?;
        std::fs::copy(picture.path(), kept.join(picture.file_name()))?;
    }
    Ok(())
}

/// Runs the tests of the page, or those of the files that are named.
fn drive(files: &[&str]) -> anyhow::Result<()> {
    let chromium = chromium()?;
    let waymark = build_waymark(false)?;
    let guide = Server::start(&waymark, "fixtures/guide")?;
    guide.publish("2026-11", "November 2026")?;
    let empty = Server::start(&waymark, "")?;
    let tables = tempfile::tempdir()?;
    made::made(LARGE, tables.path())?;
    let large = Server::start(&waymark, &tables.path().to_string_lossy())?;
    let mut tests = npm(&[&["run", "test:browser", "--"], files].concat());
    tests.env("WAYMARK_URL", &guide.url).env("WAYMARK_EMPTY_URL", &empty.url);
    tests.env("WAYMARK_LARGE_URL", &large.url).env("CHROMIUM", &chromium);
    tests.env("WAYMARK_PICTURES", root().join("target/pictures"));
    must(tests)
}

fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(given) = std::env::var_os("CHROMIUM") {
        return Ok(given.into());
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if !may_install() {
        bail!(HELP);
    }
    eprintln!("xtask: there is no Chromium; Debian's is installed now");
    must(command("apt-get", &["update", "-qq"], &root()))?;
    let mut install = command(
        "apt-get",
        &["install", "-y", "-qq", "--no-install-recommends", "chromium"],
        &root(),
    );
    install.env("DEBIAN_FRONTEND", "noninteractive");
    must(install)?;
    find().map_or_else(|| bail!(HELP), Ok)
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |at| at.join(name)));
    places.into_iter().find(|place| place.is_file())
}

/// Whether this is root on a Debian, where installing asks nobody.
fn may_install() -> bool {
    let root = std::fs::metadata("/proc/self").is_ok_and(|own| owner(&own) == Some(0));
    root && Path::new("/usr/bin/apt-get").is_file()
}

#[cfg(unix)]
fn owner(file: &std::fs::Metadata) -> Option<u32> {
    Some(std::os::unix::fs::MetadataExt::uid(file))
}

#[cfg(not(unix))]
fn owner(_: &std::fs::Metadata) -> Option<u32> {
    None
}
