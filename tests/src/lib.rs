//! Black-box tests of the waymark binary live in `tests/`.
