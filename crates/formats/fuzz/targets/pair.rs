//! Files that belong together: tables of a guide, a list of nodes and one of edges.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waymark_formats_fuzz::{hold, parts};

fuzz_target!(|bytes: &[u8]| hold(&parts(bytes)));
