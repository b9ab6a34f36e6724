//! Measures against published numbers and against slow, obvious second versions.
#![allow(clippy::unwrap_used)] // A test that cannot go on should say where.

mod davis;
mod density;
mod independence;
mod karate;
mod networks;
mod nulls;
mod overlaps;
mod partners;
mod survival;
