//! Black-box tests of the waymark binary live in `tests/`.
//!
//! They know nothing of the crates inside: they run the program, ask it over HTTP, and read what
//! it writes. `WAYMARK_BIN` names the binary; without it, the one of this build is taken, and
//! built first where it is missing.
