//! Where the program is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The program under test: what `WAYMARK_BIN` names, else that of this build.
pub(crate) fn waymark() -> &'static Path {
    static FOUND: OnceLock<PathBuf> = OnceLock::new();
    FOUND.get_or_init(|| std::env::var_os("WAYMARK_BIN").map_or_else(of_this_build, PathBuf::from))
}

/// The workspace's folder.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A test lies in `target/PROFILE/deps`, the program in `target/PROFILE`. Cargo is asked every
/// time, so that nobody tests the program of yesterday; if nothing changed, that takes a moment.
fn of_this_build() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "-q", "-p", "waymark"]).current_dir(workspace());
    build.env("CARGO_TARGET_DIR", profile.parent().unwrap());
    if profile.ends_with("release") {
        build.arg("--release");
    }
    assert!(build.status().unwrap().success(), "the program cannot be built");
    profile.join(format!("waymark{}", std::env::consts::EXE_SUFFIX))
}
