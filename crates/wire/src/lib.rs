//! The JSON shapes of Waymark: what the HTTP API answers, what the command line prints with
//! `--format json`, and what the OpenAPI document and the page's types are generated from.
//!
//! Shapes here are the contract with the outside and change only on purpose; the model and the
//! analyses may change freely, since every conversion is written out field by field. The crate
//! knows no HTTP, no engine and no store.
//!
//! Conventions: ids and dates (EDTF) are strings, amounts are decimal strings so that no digit is
//! lost, an absent or `null` value is *unknown* and never zero, and a share is always given as how
//! many are known of how many.
//!
//! ```
//! use waymark_model::{sketch, EntityId};
//!
//! let map = sketch("lumina -funds-> registry 100USD");
//! let tie = map.ties().next().unwrap();
//! let json = serde_json::to_value(waymark_wire::Tie::from_model(&map, tie))?;
//! assert_eq!(json["kind"], "funds");
//! assert_eq!(json["funding"]["amount"][0]["value"]["amount"], "100");
//! # Ok::<(), serde_json::Error>(())
//! ```

mod care;
mod change;
mod coordination;
mod duplicates;
mod edition;
mod entity;
mod exit;
mod export;
mod fact;
mod gaps;
mod graph;
mod history;
mod import;
mod job;
mod list;
mod missed;
mod network;
mod overlap;
mod pace;
mod pack;
mod partners;
mod path;
mod problem;
mod repeated;
mod report_card;
mod requests;
mod rows;
mod run;
mod search;
mod sensitivity;
mod server;
mod suggestion;
mod summary;
mod tie;
mod words;

pub use care::*;
pub use change::*;
pub use coordination::*;
pub use duplicates::*;
pub use edition::*;
pub use entity::*;
pub use exit::*;
pub use export::*;
pub use fact::*;
pub use gaps::*;
pub use graph::*;
pub use history::*;
pub use import::*;
pub use job::*;
pub use list::*;
pub use missed::*;
pub use network::*;
pub use overlap::*;
pub use pace::*;
pub use pack::*;
pub use partners::*;
pub use path::*;
pub use problem::*;
pub use repeated::*;
pub use report_card::*;
pub use requests::*;
pub use rows::*;
pub use run::*;
pub use search::*;
pub use sensitivity::*;
pub use server::*;
pub use suggestion::*;
pub use summary::*;
pub use tie::*;
pub use words::*;
