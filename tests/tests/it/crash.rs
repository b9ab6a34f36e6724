//! Sudden ends: what was acknowledged is there, and nothing is there by half.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use serde_json::{Value, json};

use crate::batch::{numbered, records_on_map};
use crate::server::{agent, try_post};
use crate::trouble::{biggest_file, zero_in_the_middle};
use crate::world::World;

/// How many records a batch has.
const WHOLE: usize = 4;

/// What was posted to a map, over all rounds.
#[derive(Default)]
struct Posted {
    next: AtomicU64,
    acknowledged: Mutex<BTreeSet<u64>>,
}

/// Delays that are the same in every run (xorshift).
struct Delays(u64);

impl Delays {
    fn next(&mut self) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(5 + self.0 % 146)
    }
}

/// Serves, posts from two threads without a pause, and pulls the plug: after a delay, which begins
/// at once or when the first batch is acknowledged.
fn round(world: &World, posted: &Posted, delay: Duration, at_once: bool) {
    let mut server = world.serve();
    let url = server.url("/api/v1/changes");
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        for tell in [tell.clone(), tell] {
            scope.spawn(|| post_until_the_end(&url, posted, tell));
        }
        if !at_once {
            told.recv_timeout(Duration::from_secs(30)).expect("a batch is acknowledged");
        }
        std::thread::sleep(delay);
        server.kill();
    });
}

fn post_until_the_end(url: &str, posted: &Posted, tell: mpsc::Sender<u64>) {
    let agent = agent();
    loop {
        let number = posted.next.fetch_add(1, Ordering::Relaxed);
        match try_post(&agent, url, &[], &numbered(number)) {
            Ok(reply) => {
                assert_eq!(reply.status, 200, "{}", reply.text());
                posted.acknowledged.lock().unwrap().insert(number);
                // Only the first is waited for.
                let _ = tell.send(number);
            }
            Err(_) => return,
        }
    }
}

/// Opens the map again, checks its log, and holds it against what was posted.
fn compare(world: &World, posted: &Posted) -> Value {
    let verified = world.json(["verify"]);
    assert_eq!((&verified["sound"], &verified["problems"]), (&json!(true), &json!([])));
    let export = world.json(["export"]);
    let found = records_on_map(&export);
    let halves: Vec<_> = found.iter().filter(|(_, records)| **records != WHOLE).collect();
    assert!(halves.is_empty(), "applied by half: {halves:?}");
    let acknowledged = posted.acknowledged.lock().unwrap();
    let lost: Vec<_> = acknowledged.iter().filter(|number| !found.contains_key(number)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert_eq!(export["version"]["position"], found.len(), "every batch is one entry of the log");
    assert_eq!(verified["entries"], found.len());
    export
}

fn rounds() -> u64 {
    std::env::var("CRASH_ROUNDS").map_or(50, |rounds| rounds.parse().unwrap())
}

#[test]
fn a_sudden_end_loses_nothing_that_was_acknowledged_and_leaves_no_half() {
    let (world, posted, mut delays) = (World::new(), Posted::default(), Delays(0x5eed));
    for number in 0..rounds() {
        round(&world, &posted, delays.next(), number % 2 == 1);
        compare(&world, &posted);
    }
    let before = compare(&world, &posted);
    let acknowledged = posted.acknowledged.lock().unwrap().len();
    let unacknowledged = before["version"]["position"].as_u64().unwrap() - acknowledged as u64;
    eprintln!("{acknowledged} batches were acknowledged, {unacknowledged} came in without");
    assert!(acknowledged > 0, "no batch got through before the plug was pulled");
    zero_in_the_middle(&biggest_file(&world.data().join("sled")), 64);
    world.run(["repair"]).fine();
    assert_eq!(compare(&world, &posted), before);
}
