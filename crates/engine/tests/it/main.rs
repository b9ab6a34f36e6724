//! The engine, from outside: what changes a map, and what was, is and is found on it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod answers;
mod changing;
mod editions;
mod history;
mod import;
mod merging;
mod past;
mod search;
mod suggestions;
mod support;
mod undo;
