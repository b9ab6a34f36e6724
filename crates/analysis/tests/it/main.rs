//! The questions, asked from outside: hand-checked sketches, and random maps against slow, obvious
//! second versions.
#![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

mod care;
mod cells;
mod chance;
mod coordination;
mod coordination_chance;
mod davis;
mod exit;
mod filter;
mod gaps;
mod layout;
mod maps;
mod missed;
mod neighborhood;
mod networks;
mod overlap;
mod overlap_sets;
mod pace;
mod partners;
mod paths;
mod report_card;
mod requests;
mod scale;
mod sensitivity;
mod summary;
