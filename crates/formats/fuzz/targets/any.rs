//! One file of any format: by what stands in it the reader is chosen.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waymark_formats_fuzz::hold;

fuzz_target!(|bytes: &[u8]| hold(&[bytes]));
