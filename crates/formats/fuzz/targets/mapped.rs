//! A mapping file beside a list of grants.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waymark_formats_fuzz::hold;

const GRANTS: &[u8] = b"who,gets,how much,when,why\n\
    Lumina,Credential Engine,\"1.000,50\",2020,jobs\nLumina,,5,,\nLumina,C,x,2021-05,skills | jobs\n";

fuzz_target!(|bytes: &[u8]| hold(&[bytes, GRANTS]));
