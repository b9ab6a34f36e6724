//! The questions, asked from outside: hand-checked sketches, and random maps against slow, obvious
//! second versions.
#![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

mod cells;
mod coordination;
mod davis;
mod exit;
mod filter;
mod gaps;
mod layout;
mod maps;
mod neighborhood;
mod overlap;
mod pace;
mod paths;
mod requests;
mod scale;
mod summary;
