//! Measures against published numbers and against slow, obvious second versions.

mod density;
mod independence;
