//! Trouble with the machine: folders, disks, ports, damage. Each has a message and a way out.

use std::net::TcpListener;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::binary::waymark;
use crate::world::{World, guide_folder};

/// The biggest file in a folder.
pub(crate) fn biggest_file(folder: &Path) -> PathBuf {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file());
    files.max_by_key(|path| path.metadata().unwrap().len()).unwrap()
}

/// Writes zeros over the bytes in the middle of what a file holds. The end of a file of sled's is
/// empty: it grows by whole segments.
pub(crate) fn zero_in_the_middle(path: &Path, bytes: usize) {
    let content = std::fs::read(path).unwrap();
    let held = content.iter().rposition(|byte| *byte != 0).unwrap();
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.write_all_at(&vec![0; bytes], (held - bytes) as u64 / 2).unwrap();
}

/// Runs a shell script in which mounts can be made that nobody else sees. `$BIN` is the program,
/// `$GUIDE` the guide, `$DISK` a folder to mount on, `$OUT` a folder to write to. Gives the folder,
/// or nothing where the system does not allow such mounts.
fn with_mounts(world: &World, script: &str) -> Option<PathBuf> {
    let (disk, out) = (world.path("disk"), world.path("out"));
    std::fs::create_dir(&disk).unwrap();
    std::fs::create_dir(&out).unwrap();
    let run = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-euc", script]);
        command.env("BIN", waymark()).env("GUIDE", guide_folder());
        command.env("DISK", &disk).env("OUT", &out).status()
    };
    let may = run("mount -t tmpfs -o size=64m tmpfs \"$DISK\"");
    if !may.is_ok_and(|status| status.success()) {
        eprintln!("skipped: this system does not let a test mount a disk of its own");
        return None;
    }
    assert!(run(script).unwrap().success(), "the script failed");
    Some(out)
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_second_program_on_the_same_folder_is_told_what_to_do() {
    let world = World::with_guide();
    let _server = world.serve();
    let said = ["in use", "A server may be running on it"];
    world.run(["summary"]).ended(1).says(&said).says(&[world.data().to_str().unwrap()]);
    world.run(["serve", "--listen", "127.0.0.1:0"]).ended(1).says(&said);
}

#[test]
fn a_port_in_use_is_named_with_the_option_that_gives_another() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = World::new().run(["serve", "--listen", &address]).ended(1);
    ran.says(&[&address, "in use", "--listen"]);
}

#[test]
fn nonsense_on_the_command_line_is_wrong_usage() {
    let world = World::with_guide();
    world.run(["frobnicate"]).ended(2).says(&["frobnicate"]);
    world.run(["summary", "--gaol", "x"]).ended(2).says(&["--gaol"]);
    world
        .run(["summary", "--as-of", "yesterday"])
        .ended(2)
        .says(&["`as_of=yesterday`", "expected"]);
    world.run(["summary", "--confidence", "sure"]).ended(2).says(&["`verified`"]);
    world.run(["summary", "--term", "one"]).ended(2).says(&["facet/term"]);
    world.run(["gaps", "--by", "No Facet"]).ended(2).says(&["`by=No Facet`", "`stage`", "facet"]);
    world.run(["search", "x", "--kind", "person"]).ended(2).says(&["expected organization"]);
    world.run(["edition", "No Id!"]).ended(2).says(&["No Id!"]);
    world.run(["overlap", "--limit", "0"]).ended(2).says(&["--limit"]);
    world.run(["serve", "--listen", "everywhere"]).ended(2).says(&["--listen"]);
}

#[test]
fn what_is_not_on_the_map_is_named() {
    let world = World::with_guide();
    world.run(["path", "nobody-at-all", "lumina-foundation"]).ended(1).says(&["`nobody-at-all`"]);
    world
        .run(["overlap", "lumina-foundation", "nobody-at-all"])
        .ended(1)
        .says(&["`nobody-at-all`"]);
    world.run(["history", "nobody-at-all"]).ended(1).says(&["`nobody-at-all`"]);
    world.run(["summary", "--edition", "2031"]).ended(1).says(&["no edition `2031`"]);
    world.run(["summary", "--as-of", "99"]).ended(1).says(&["99", "the log ends at 1"]);
    world.run(["undo", "99"]).ended(1).says(&["99", "the log ends at 1"]);
    world.run(["gaps", "--by", "colour"]).ended(1).says(&["no facet `colour`"]);
}

#[test]
fn an_edition_known_from_sources_only_is_told_from_one_on_record() {
    let world = World::with_guide();
    world.run(["summary", "--edition", "2019-01"]).ended(1).says(&["`2019-01`", "on record"]);
}

#[test]
fn damage_to_sled_is_told_and_repaired_and_nothing_is_lost() {
    let world = World::with_guide();
    world.run(["edition", "first"]).fine();
    let before = world.run(["export"]).fine().stdout;
    let history = world.json(["history"]);
    let file = biggest_file(&world.data().join("sled"));
    std::fs::write(&file, vec![0; file.metadata().unwrap().len() as usize]).unwrap();
    world.run(["summary"]).ended(1).says(&["`waymark repair`", "nothing is deleted"]);
    let repaired = world.json(["repair"]);
    assert_eq!(repaired["sound"], true);
    assert_ne!(repaired["kept_aside"], Value::Null, "what was damaged is kept: {repaired}");
    assert_eq!(world.run(["export"]).fine().stdout, before);
    assert_eq!(world.json(["history"]), history);
    let verified = world.json(["verify"]);
    assert_eq!((&verified["sound"], &verified["entries"]), (&json!(true), &json!(2)));
}

#[test]
fn damage_to_the_journal_is_told_and_repaired_from_the_log() {
    let world = World::with_guide();
    world.run(["edition", "first"]).fine();
    let before = world.run(["export"]).fine().stdout;
    zero_in_the_middle(&biggest_file(&world.data().join("journal")), 64);
    let verify = world.run(["verify"]);
    assert_eq!(verify.code, 1, "{verify:?}");
    assert!((verify.stdout + &verify.stderr).contains("journal"));
    world.run(["repair"]).fine();
    assert_eq!(world.json(["verify"])["sound"], true);
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

#[test]
fn repairing_what_is_not_damaged_changes_nothing() {
    let world = World::with_guide();
    let before = world.run(["export"]).fine().stdout;
    world.run(["repair"]).fine();
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

#[test]
fn a_full_disk_is_told_and_leaves_the_map_as_it_was() {
    let world = World::new();
    let script = r#"
        mount -t tmpfs -o size=64m tmpfs "$DISK"
        map="$BIN --data $DISK/map"
        $map import "$GUIDE/organizations.csv" > "$OUT/import"
        $map export > "$OUT/before"
        cat /dev/zero > "$DISK/filler" 2> "$OUT/filler" || true
        $map import "$GUIDE" > "$OUT/full" 2> "$OUT/message" && exit 9 || echo $? > "$OUT/code"
        rm "$DISK/filler"
        $map verify > "$OUT/verify"
        $map export > "$OUT/after"
        $map import "$GUIDE" > "$OUT/again""#;
    let Some(out) = with_mounts(&world, script) else { return };
    assert_eq!(read(&out, "code"), "1\n", "{}", read(&out, "message"));
    let message = read(&out, "message");
    assert!(message.contains("space") && message.contains("Nothing was changed"), "{message}");
    assert_eq!(read(&out, "after"), read(&out, "before"));
    let again: Value = serde_json::from_str(&read(&out, "again")).unwrap();
    assert_eq!(again["created"], 589 - 84);
}

#[test]
fn a_folder_that_cannot_be_written_is_told_with_the_option_for_another() {
    let world = World::new();
    let script = r#"
        mount -t tmpfs -o size=64m tmpfs "$DISK"
        map="$BIN --data $DISK/map"
        $map import "$GUIDE" > "$OUT/import"
        $map export > "$OUT/before"
        mount -o remount,ro "$DISK"
        $map import "$GUIDE" > "$OUT/full" 2> "$OUT/message" && exit 9 || echo $? > "$OUT/code"
        $map import "$GUIDE" --data "$DISK/new" 2> "$OUT/new" && exit 9
        mount -o remount,rw "$DISK"
        $map export > "$OUT/after""#;
    let Some(out) = with_mounts(&world, script) else { return };
    assert_eq!(read(&out, "code"), "1\n");
    for message in [read(&out, "message"), read(&out, "new")] {
        assert!(message.contains("--data DIR") && message.contains("written"), "{message}");
    }
    assert_eq!(read(&out, "after"), read(&out, "before"));
}

#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let world = World::with_guide();
    let full = std::fs::File::options().write(true).open("/dev/full");
    let Ok(full) = full else { return eprintln!("skipped: this system has no /dev/full") };
    let mut command = Command::new(waymark());
    command.arg("--data").arg(world.data()).arg("export").stdout(full);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
}
