//! The HTTP API of a map, its event stream, and the page inside the binary.
//!
//! [`answer`] turns questions into the shapes of the wire, for the routes and for the command line
//! alike; the routes only read the query, ask, and send. This is the only crate that knows actix.
//!
//! What is left out: accounts. A server listens on the loopback unless told otherwise, and is then
//! read-only unless told otherwise again.

pub mod answer;
mod citing;
mod embed;
mod error;
mod guard;
mod jobs;
mod page;
mod reply;
mod routes;
mod sending;
mod serve;
mod state;
pub mod words;

pub use embed::{EmbedOrigin, EmbedOriginError};
pub use error::ApiError;
pub use routes::openapi;
pub use serve::{Bound, ServeConfig, ServeError, bind};
pub use state::{State, day_of, now};
