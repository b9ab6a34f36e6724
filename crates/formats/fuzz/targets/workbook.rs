//! What stands in a workbook.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waymark_formats_fuzz::{hold, workbook};

fuzz_target!(|bytes: &[u8]| hold(&[&workbook(bytes)]));
