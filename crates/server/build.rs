//! Rebuilds the crate when the built page changes: its files have new names each time, which the
//! embedding alone would not notice.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
