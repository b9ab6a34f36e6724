//! Measures against published numbers and against slow, obvious second versions.

mod davis;
mod density;
mod independence;
mod overlaps;
mod partners;
