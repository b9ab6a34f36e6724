//! `cargo xtask test`: every test there is, cheapest first.

use std::time::Instant;

use crate::page::{self, npm};
use crate::process::{cargo, must};
use crate::{browser, codegen};

type Step = (&'static str, fn() -> anyhow::Result<()>);

/// The steps in order. The page comes before the program, which takes it in.
const STEPS: [Step; 11] = [
    ("the formatting of Rust", || must(cargo(&["fmt", "--all", "--check"]))),
    ("the page's tools", page::install),
    ("the page's formatting and lints", || must(npm(&["run", "lint"]))),
    ("the page's types", || must(npm(&["run", "check"]))),
    ("the page's own tests", || must(npm(&["test"]))),
    ("the page itself", page::build),
    ("the lints of Rust", || {
        let lint = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        must(cargo(&lint))
    }),
    ("the documentation of Rust", document),
    ("the page's types against the API", || codegen::codegen(true)),
    ("the tests of Rust", || must(cargo(&["test", "--locked", "--workspace"]))),
    ("the page in a browser", browser::test),
];

pub(crate) fn test() -> anyhow::Result<()> {
    let began = Instant::now();
    for (number, (what, step)) in STEPS.iter().enumerate() {
        eprintln!("\nxtask: {} of {}: {what}", number + 1, STEPS.len());
        let step_began = Instant::now();
        step()?;
        eprintln!("xtask: {what}: well, after {} s", step_began.elapsed().as_secs());
    }
    eprintln!("\nxtask: all {} steps are well, after {} s", STEPS.len(), began.elapsed().as_secs());
    Ok(())
}

fn document() -> anyhow::Result<()> {
    let mut doc = cargo(&["doc", "--locked", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    must(doc)
}
