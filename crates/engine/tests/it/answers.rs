//! Answers that a state remembers.

use std::convert::Infallible;
use std::sync::Arc;

use waymark_engine::View;

use crate::support::{drawn, engine};

fn ask(view: &View, question: u32) -> Arc<u32> {
    let Ok(answer) = view.answer(&question.to_string(), |_| Ok::<_, Infallible>(question));
    answer
}

#[test]
fn an_answer_is_worked_out_once() {
    let view = drawn("organization lumina").now();
    let first = ask(&view, 1);
    assert!(Arc::ptr_eq(&first, &ask(&view, 1)));
    let again = view.answer("1", |_| -> Result<u32, Infallible> { panic!("it is known") });
    assert_eq!(again, Ok(first));
}

#[test]
fn a_failure_is_not_remembered() {
    let view = engine().now();
    assert_eq!(view.answer("1", |_| Err::<u32, _>("no")), Err("no"));
    assert_eq!(*ask(&view, 1), 1);
}

#[test]
fn of_many_answers_those_asked_for_lately_are_kept() {
    let view = engine().now();
    let often = ask(&view, 0);
    let once = ask(&view, 1);
    for question in 2..2_000 {
        ask(&view, question);
        assert!(Arc::ptr_eq(&often, &ask(&view, 0)));
    }
    assert!(!Arc::ptr_eq(&once, &ask(&view, 1)));
    assert_eq!(Arc::strong_count(&once), 1);
}
