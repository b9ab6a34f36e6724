//! Keeping the map: archives that are written, checked, put in place, and refused.

use crate::world::{World, run_on};

/// A guide's world and its archive.
fn archived() -> (World, String) {
    let world = World::with_guide();
    world.run(["edition", "first", "--date", "2019"]).fine();
    let archive = world.path("map.waymark").to_str().unwrap().to_owned();
    world.run(["backup", &archive]).fine();
    (world, archive)
}

#[test]
fn an_archive_put_in_place_elsewhere_is_the_same_map() {
    let (world, archive) = archived();
    let elsewhere = World::new();
    elsewhere.run(["restore", &archive]).fine();
    for question in ["export", "history", "verify", "edition"] {
        let there = elsewhere.run([question]).fine().stdout;
        assert_eq!(there, world.run([question]).fine().stdout, "{question}");
    }
    elsewhere.run(["undo", "1"]).fine();
}

#[test]
fn an_archive_is_not_put_over_another_map() {
    let (world, archive) = archived();
    let before = world.run(["export"]).fine().stdout;
    let folder = world.data();
    world.run(["restore", &archive]).ended(1).says(&[folder.to_str().unwrap(), "empty folder"]);
    assert_eq!(world.run(["export"]).fine().stdout, before);
}

#[test]
fn an_archive_is_not_put_among_files_of_something_else() {
    let (world, archive) = archived();
    let folder = world.path("letters");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("letter.txt"), "dear").unwrap();
    run_on(&folder, ["restore", &archive]).ended(1).says(&["empty folder"]);
    assert_eq!(std::fs::read_to_string(folder.join("letter.txt")).unwrap(), "dear");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn an_archive_cut_short_anywhere_is_refused_and_leaves_nothing() {
    let (world, archive) = archived();
    let whole = std::fs::read(&archive).unwrap();
    for length in [0, 5, whole.len() / 3, whole.len() - 40, whole.len() - 1] {
        let short = world.file("short.waymark", &whole[..length]);
        let elsewhere = World::new();
        elsewhere.run(["restore", &short]).ended(1).says(&["waymark: "]);
        elsewhere.run(["restore", &archive]).fine();
    }
}

#[test]
fn an_archive_with_one_byte_changed_is_refused() {
    let (world, archive) = archived();
    let whole = std::fs::read(&archive).unwrap();
    for at in [0, 12, whole.len() / 2, whole.len() - 3] {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x10;
        let damaged = world.file("damaged.waymark", damaged);
        World::new().run(["restore", &damaged]).ended(1);
    }
}

#[test]
fn an_archive_that_exists_is_not_written_over() {
    let (world, archive) = archived();
    let before = std::fs::read(&archive).unwrap();
    world.run(["backup", &archive]).ended(1).says(&["exists already"]);
    assert_eq!(std::fs::read(&archive).unwrap(), before);
}

#[test]
fn an_archive_that_cannot_be_written_is_told() {
    let world = World::with_guide();
    let nowhere = world.path("no/such/folder/map.waymark");
    world.run(["backup", nowhere.to_str().unwrap()]).ended(1).says(&["cannot be written"]);
    world.run(["restore", "nowhere.waymark"]).ended(1).says(&["`nowhere.waymark`"]);
}
