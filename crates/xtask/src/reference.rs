//! `cargo xtask reference`: every measure, and every network file that is written, against other
//! programs' answers.
//!
//! Python and the packages of `tests/reference/requirements.txt` go into an environment of their
//! own below `target/`. They make the cases, Waymark measures them, and they compare.

mod ours;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::Context;

use crate::process::{cargo, command, must, output};
use crate::program::Program;
use crate::root;

pub(crate) fn reference(data: Option<&Path>) -> anyhow::Result<()> {
    let python = python()?;
    let maps = maps(data)?;
    let folder = root().join("target/reference");
    let cases = output(command(&python, &["cases.py"], &scripts()))?;
    let cases_file = folder.join("cases.json");
    fs::write(&cases_file, &cases)?;
    let ours = ours::measure(&serde_json::from_slice(&cases)?)?;
    let ours_file = folder.join("ours.json");
    fs::write(&ours_file, serde_json::to_vec(&ours)?)?;
    let (cases_file, ours_file) = (cases_file.to_string_lossy(), ours_file.to_string_lossy());
    let maps = maps.to_string_lossy();
    must(command(&python, &["compare.py", &cases_file, &ours_file, &maps], &scripts()))?;
    networks(&python)
}

/// Asks the program about whole maps, and keeps what it says beside what it exports.
fn maps(data: Option<&Path>) -> anyhow::Result<PathBuf> {
    let folder = root().join("target/reference/maps");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let program = Program::build(data.is_some())?;
    ask(&program, &root().join("fixtures/guide"), &folder.join("the guide"))?;
    if let Some(data) = data {
        ask(&program, &data.join("grants/aid_projects.csv.gz"), &folder.join("aid projects"))?;
    }
    Ok(folder)
}

fn ask(program: &Program, file: &Path, answers: &Path) -> anyhow::Result<()> {
    const OVERLAP: &str = "overlap --any-time --null hypergeometric --limit 10000";
    let questions = [
        ("export", "export"),
        ("overlap", OVERLAP),
        ("centrality", "centrality --network initiatives --limit 10000"),
        ("communities", "communities --network initiatives"),
    ];
    let data = tempfile::tempdir()?;
    program.import(file, data.path())?;
    fs::create_dir_all(answers)?;
    for (name, question) in questions {
        let place = data.path().to_string_lossy();
        let mut words: Vec<&str> = question.split(' ').collect();
        words.extend(["--data", &place, "--format", "json"]);
        fs::write(answers.join(name).with_extension("json"), program.run(&words)?.to_string())?;
    }
    Ok(())
}

/// The network files that are written, read by networkx and igraph.
fn networks(python: &str) -> anyhow::Result<()> {
    let folder = root().join("target/reference/networks");
    let folder = folder.to_string_lossy();
    let example = ["run", "--quiet", "--locked", "--package", "waymark-networks", "--example"];
    must(cargo(&[&example[..], &["write_all", "--", &folder]].concat()))?;
    exports(Path::new(&*folder))?;
    must(command(python, &["networks.py", &folder], &scripts()))
}

/// The guide as every network that it can be taken out as.
fn exports(folder: &Path) -> anyhow::Result<()> {
    let program = Program::build(false)?;
    let data = tempfile::tempdir()?;
    program.import(&root().join("fixtures/guide"), data.path())?;
    let formats = program.run(&["export", "--list", "--data", &data.path().to_string_lossy()])?;
    for format in formats["formats"].as_array().context("`export --list` lists no formats")? {
        let word = |name: &str| format[name].as_str().unwrap_or_default();
        for mode in format["modes"].as_array().into_iter().flatten().filter_map(|m| m.as_str()) {
            let file = folder.join(format!("guide-{mode}.{}.{}", word("id"), word("extension")));
            let (file, data) = (file.to_string_lossy(), data.path().to_string_lossy());
            let words = ["export", "--data", &data, "--format", word("id"), "--mode", mode];
            let all = [&words[..], &["--output", &file]].concat();
            let mut export = command(&program.path.to_string_lossy(), &all, &root());
            // What the formats do not carry is told there; here it is compared.
            export.stderr(Stdio::null());
            must(export)?;
        }
    }
    Ok(())
}

fn scripts() -> PathBuf {
    root().join("tests/reference")
}

/// The Python that has the packages; made if it is not there, or was made for other packages.
fn python() -> anyhow::Result<String> {
    let folder = root().join("target/reference/python");
    let program = folder.join("bin/python").to_string_lossy().into_owned();
    let wanted = fs::read_to_string(scripts().join("requirements.txt"))?;
    let has = folder.join("requirements.txt");
    if fs::read_to_string(&has).is_ok_and(|has| has == wanted) {
        return Ok(program);
    }
    fs::create_dir_all(&folder)?;
    let place = folder.to_string_lossy();
    must(command("python3", &["-m", "venv", "--clear", &place], &root()))
        .context("Python 3 with its venv module is needed")?;
    let install = ["-m", "pip", "install", "--quiet", "--requirement", "requirements.txt"];
    must(command(&program, &install, &scripts()))?;
    fs::write(has, wanted)?;
    Ok(program)
}
