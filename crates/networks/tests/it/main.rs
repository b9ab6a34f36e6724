//! Networks through the doors of the crate: read, written, limited, and thrown dirt at.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod dirt;
mod fixtures;
mod limits;
mod reading;
mod round_trip;
mod sample;
mod writing;

use waymark_networks::{Limits, NetworkError, Reading};

/// Reads text with the usual limits.
fn read(text: &str) -> Result<Reading, NetworkError> {
    waymark_networks::read(text.as_bytes(), &Limits::default())
}
