//! Checks over real files that are not part of the project: nothing is dropped unsaid, and the
//! program keeps within its limits. Times are printed, never judged: machines differ.

mod networks;

use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use crate::process::command;
use crate::program::Program;
use crate::root;
use crate::server::Server;

/// How often each request is sent.
const REQUESTS: usize = 200;

pub(crate) fn realdata(folder: &Path) -> anyhow::Result<()> {
    let folder = folder.canonicalize().with_context(|| format!("no `{}`", folder.display()))?;
    let program = Program::build(true)?;
    let mut passed = 0;
    for (name, check) in CHECKS {
        let began = Instant::now();
        check(&program, &folder).with_context(|| format!("{name} failed"))?;
        eprintln!("realdata: {name}: well, after {:.1} s", began.elapsed().as_secs_f64());
        passed += 1;
    }
    writeln!(std::io::stdout(), "{passed} passed, 0 failed")?;
    Ok(())
}

type Check = (&'static str, fn(&Program, &Path) -> anyhow::Result<()>);

const CHECKS: [Check; 9] = [
    ("network files of other projects", |_, folder| networks::check(&folder.join("formats"))),
    ("the same network files as imports", |program, folder| {
        networks::imports(program, &folder.join("formats"))
    }),
    ("the guide's tables are those of the fixture", guide),
    ("a hundred grants", |program, folder| {
        grants(program, &folder.join("grants/ai_safety_100.csv"), 100)
    }),
    ("grants with dollar signs, months in words and blanks", |program, folder| {
        grants(program, &folder.join("grants/open_phil.csv"), 2_364)
    }),
    ("the same grants as CSV, JSON and XLSX", trafford),
    ("grants that two lists tell", told_twice),
    ("24,151 projects with several funders", |program, folder| {
        grants(program, &folder.join("grants/aid_projects.csv.gz"), 24_151)
    }),
    ("96,370 dirty grants, durably, and requests over them", donations),
];

fn count(answer: &Value, field: &str) -> anyhow::Result<u64> {
    let value = &answer[field];
    let listed = value.as_array().map(|list| list.len() as u64);
    value.as_u64().or(listed).with_context(|| format!("no `{field}` in the answer"))
}

/// Every row has one outcome.
fn accounted(report: &Value, rows: u64) -> anyhow::Result<()> {
    let outcomes = ["created", "matched", "changed", "refused"];
    let counted: u64 =
        outcomes.iter().map(|outcome| count(report, outcome)).sum::<anyhow::Result<u64>>()?;
    ensure!(count(report, "rows")? == counted, "{counted} rows have an outcome");
    ensure!(counted == rows, "{counted} rows were read, {rows} expected");
    for outcome in outcomes {
        eprint!("  {outcome} {}", count(report, outcome)?);
    }
    eprintln!();
    Ok(())
}

fn guide(program: &Program, folder: &Path) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let (theirs, ours) = (data.path().join("theirs"), data.path().join("ours"));
    accounted(&program.import(&folder.join("guide"), &theirs)?, 589)?;
    program.import(&root().join("fixtures/guide"), &ours)?;
    let without_version = |data: &Path| -> anyhow::Result<Value> {
        let mut export = program.ask("export", data)?;
        export["version"] = Value::Null;
        Ok(export)
    };
    ensure!(without_version(&theirs)? == without_version(&ours)?, "they differ");
    let summary = program.ask("summary", &ours)?;
    let expected = [("organizations", 84), ("initiatives", 67), ("goals", 7), ("milestones", 121)];
    for (what, rows) in expected {
        ensure!(count(&summary, what)? == rows, "{what} are not {rows}");
    }
    let ties: u64 =
        summary["ties"].as_object().into_iter().flatten().filter_map(|t| t.1.as_u64()).sum();
    ensure!(ties == 310, "{ties} ties");
    Ok(())
}

fn grants(program: &Program, file: &Path, rows: u64) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    accounted(&program.import(file, data.path())?, rows)?;
    let again = program.import(file, data.path())?;
    ensure!(count(&again, "changes")? == 0, "a second import changed something");
    Ok(())
}

/// Two lists share grants: how many is told, and united they change nothing when read again.
fn told_twice(program: &Program, folder: &Path) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let import = |list: &str| {
        let (list, data) = (folder.join("grants").join(list), data.path());
        let (list, data) = (list.to_string_lossy(), data.to_string_lossy());
        let asked = ["import", &list, "--funder", "Open Philanthropy", "--currency", "USD"];
        let asked = asked.into_iter().chain(["--data", &data, "--format", "json"]);
        program.run(&asked.collect::<Vec<_>>())
    };
    let lists = ["donations.csv.gz", "open_phil.csv"];
    for list in lists {
        import(list)?;
    }
    let found = program.ask("repeated-grants", data.path())?;
    let (sure, all) = (count(&found, "sure")?, count(&found["pairs_shown"], "of")?);
    eprintln!(
        "  {sure} for sure, {} perhaps; twice: {}",
        all - sure,
        found["counted_twice"]["sums"]
    );
    ensure!(sure > 700, "{sure} grants are surely told by both");
    let folder = data.path().to_string_lossy();
    program.run(&["unite", "--sure", "--data", &folder, "--format", "json"])?;
    let left = count(&program.ask("repeated-grants", data.path())?, "sure")?;
    // What is united changes a little how alike the others are by chance.
    ensure!(left * 100 < sure, "{left} grants are still told twice");
    for list in lists {
        ensure!(count(&import(list)?, "changes")? == 0, "`{list}` changed something");
    }
    Ok(())
}

/// The three files of the same grants give the same map, and any of them over another changes
/// nothing.
fn trafford(program: &Program, folder: &Path) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let mut maps = Vec::new();
    for ending in ["csv", "json", "xlsx"] {
        let file = folder.join(format!("grants/trafford/trafford_grants_2021-04.{ending}"));
        let own = data.path().join(ending);
        accounted(&program.import(&file, &own)?, 366)?;
        maps.push(said(program.ask("export", &own)?));
        let over = program.import(&file, &data.path().join("csv"))?;
        ensure!(count(&over, "changes")? == 0, "`{ending}` over `csv` changed something");
    }
    ensure!(maps[0] == maps[1], "CSV and JSON differ");
    ensure!(maps[0] == maps[2], "CSV and XLSX differ");
    Ok(())
}

/// What a map says, wherever in a file it stands: without lines, and without the sources, whose
/// titles are the names of the files.
fn said(mut export: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.remove("locator");
                object.remove("line");
                object.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    export["version"] = Value::Null;
    export["sources"] = Value::Null;
    strip(&mut export);
    export
}

fn donations(program: &Program, folder: &Path) -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let file = folder.join("grants/donations.csv.gz");
    let began = Instant::now();
    let mut importing = command(
        &program.path.to_string_lossy(),
        &["import", &file.to_string_lossy(), "--format", "json", "--data"],
        &root(),
    );
    importing.arg(data.path()).stdout(Stdio::piped());
    let child = importing.spawn()?;
    let watched = watch_memory(child.id());
    let done = child.wait_with_output()?;
    let seconds = began.elapsed().as_secs_f64();
    accounted(&serde_json::from_slice(&done.stdout)?, 96_370)?;
    let peak = watched.join().unwrap_or_default();
    eprintln!("  imported in {seconds:.1} s, {} MB at most", peak >> 20);
    ensure!(peak < 1 << 30, "importing took {} MB", peak >> 20);
    let server = Server::start(&program.path, &file.to_string_lossy())?;
    requests(&server)
}

/// The largest memory a process had, read from the system until the process is gone.
fn watch_memory(process: u32) -> std::thread::JoinHandle<u64> {
    std::thread::spawn(move || {
        let mut peak = 0;
        while let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/status")) {
            let Some(kilobytes) = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))
            else {
                break;
            };
            let number = kilobytes.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0);
            peak = peak.max(number << 10);
            std::thread::sleep(Duration::from_millis(20));
        }
        peak
    })
}

/// Sends each sort of request many times and prints the median.
fn requests(server: &Server) -> anyhow::Result<()> {
    let agent = ureq::Agent::new_with_defaults();
    let page: Value = agent
        .get(format!("{}/api/v1/organizations?limit=200", server.url))
        .call()?
        .body_mut()
        .read_json()?;
    let ids: Vec<&str> = page["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["id"].as_str())
        .collect();
    let names: Vec<&str> = page["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row["name"].as_str()?.split(' ').next())
        .collect();
    if ids.is_empty() || names.is_empty() {
        bail!("the server knows no organizations");
    }
    let sorts: [(&str, &dyn Fn(usize) -> String); 3] = [
        ("a thing", &|n| format!("entities/{}", ids[n % ids.len()])),
        ("what is near it", &|n| format!("entities/{}/neighborhood", ids[n % ids.len()])),
        ("a search", &|n| {
            let letters = names[n % names.len()].chars();
            let word: String = letters.filter(char::is_ascii_alphanumeric).collect();
            format!("search?q={word}")
        }),
    ];
    for (what, path) in sorts {
        let mut times = Vec::with_capacity(REQUESTS);
        for n in 0..REQUESTS {
            let began = Instant::now();
            let url = format!("{}/api/v1/{}", server.url, path(n));
            agent.get(&url).call().with_context(|| url.clone())?.body_mut().read_to_string()?;
            times.push(began.elapsed());
        }
        times.sort();
        eprintln!(
            "  {what}: {:.2} ms at the median, {:.2} ms at the 99th of 100",
            times[REQUESTS / 2].as_secs_f64() * 1e3,
            times[REQUESTS * 99 / 100].as_secs_f64() * 1e3
        );
    }
    let memory = std::fs::read_to_string(format!("/proc/{}/status", server.id()))?;
    if let Some(line) = memory.lines().find(|line| line.starts_with("VmRSS")) {
        eprintln!("  the server: {line}");
    }
    Ok(())
}
