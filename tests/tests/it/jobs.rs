//! Long questions: worked out as jobs that say how far they are, and can be stopped.

use serde_json::{Value, json};

use crate::batch::newcomer;
use crate::server::{Reply, Server};
use crate::world::World;

const ASYNC: (&str, &str) = ("Prefer", "respond-async");

fn begin(server: &Server, path: &str) -> Reply {
    server.ask(&format!("/api/v1{path}"), &[ASYNC])
}

/// Follows a job until something holds of it.
fn follow(server: &Server, begun: &Reply, until: impl Fn(&Value) -> bool) -> Value {
    assert_eq!(begun.status, 202, "{}", begun.text());
    let location = begun.header("location").to_owned();
    loop {
        let job = server.ask(&location, &[]).json();
        if until(&job) || job["state"] != "running" {
            return job;
        }
        std::thread::yield_now();
    }
}

pub(crate) fn end(server: &Server, begun: &Reply) -> Value {
    follow(server, begun, |_| false)
}

#[test]
fn the_answer_of_a_job_has_an_address_that_goes_on_to_answer_the_same() {
    let world = World::with_guide();
    let server = world.serve();
    let question = "/analysis/overlap?null=fdsm&seed=7&samples=500";
    let begun = begin(&server, question);
    assert_eq!(begun.header("preference-applied"), "respond-async");
    let job = end(&server, &begun);
    assert_eq!((&job["state"], &job["problem"]), (&json!("done"), &Value::Null));

    let address = job["answer"].as_str().unwrap().to_owned();
    assert!(address.starts_with(&format!("/api/v1{question}&as_of=1&today=")), "{address}");
    let answer = server.ask(&address, &[]).fine();
    assert_eq!(answer.json(), server.get(question));

    server.post("/changes", &[], &newcomer("newcomer")).fine();
    assert_eq!(server.ask(&address, &[]).fine().text(), answer.text());
}

#[test]
fn a_long_question_says_how_far_it_is_and_can_be_stopped() {
    let server = World::with_guide().serve();
    let begun = begin(&server, "/analysis/overlap?null=fdsm&samples=100000");
    let draws =
        |job: &Value| job["step"] == "drawing matrices" && job["progress"].as_f64() > Some(0.0);
    let on_its_way = follow(&server, &begun, draws);
    assert_eq!(on_its_way["state"], "running", "{on_its_way}");
    assert!(on_its_way["progress"].as_f64() < Some(1.0), "{on_its_way}");

    let id = on_its_way["id"].as_str().unwrap();
    assert_eq!(server.delete(&format!("/jobs/{id}")).status, 202);
    let ended = end(&server, &begun);
    assert_eq!((&ended["state"], &ended["answer"]), (&json!("cancelled"), &Value::Null));
}

#[test]
fn a_question_that_makes_no_sense_is_refused_before_a_job_begins() {
    let server = World::with_guide().serve();
    begin(&server, "/analysis/overlap?null=luck").problem(400, "bad_query");
    begin(&server, "/analysis/overlap?edition=1999").problem(404, "unknown_edition");
}

#[test]
fn a_question_that_cannot_be_answered_fails_its_job_and_says_why() {
    let server = World::with_guide().serve();
    let job = end(&server, &begin(&server, "/analysis/partners/nobody"));
    assert_eq!(job["state"], "failed", "{job}");
    assert!(job["problem"]["detail"].as_str().unwrap().contains("`nobody`"), "{job}");
}
