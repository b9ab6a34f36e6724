#![no_main]

use libfuzzer_sys::fuzz_target;
use waymark_networks::NetworkFormat;
use waymark_networks_fuzz::try_reader;

fuzz_target!(|bytes: &[u8]| try_reader(NetworkFormat::UcinetDl, bytes));
