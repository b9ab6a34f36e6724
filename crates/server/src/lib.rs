//! The HTTP API, its event stream and the embedded page.
