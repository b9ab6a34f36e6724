//! Saying what went wrong, and what to do about it.

use std::process::ExitCode;

use waymark_engine::EngineError;
use waymark_server::ApiError;
use waymark_server::words::WordError;
use waymark_store::StoreError;

/// The request makes no sense, as when clap refuses it.
const WRONG_USAGE: u8 = 2;
const FAILED: u8 = 1;

/// Prints an error with its causes and a hint, and gives the exit code it goes with.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    let mut said: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // Some errors speak with the voice of their cause.
        if said.last().is_none_or(|last| !last.contains(&text)) {
            said.push(text);
        }
    }
    eprintln!("waymark: {}", said.join(": "));
    if let Some(hint) = hint(error) {
        eprintln!("  {hint}");
    }
    ExitCode::from(if is_wrong_usage(error) { WRONG_USAGE } else { FAILED })
}

fn store_error(error: &anyhow::Error) -> Option<&StoreError> {
    error.chain().find_map(|cause| {
        let engine = cause.downcast_ref::<EngineError>();
        let in_engine = engine.and_then(|error| match error {
            EngineError::Store(error) => Some(error),
            _ => None,
        });
        let in_api = cause.downcast_ref::<ApiError>().and_then(|error| match error {
            ApiError::Engine(EngineError::Store(error)) => Some(error),
            _ => None,
        });
        cause.downcast_ref::<StoreError>().or(in_engine).or(in_api)
    })
}

fn hint(error: &anyhow::Error) -> Option<&'static str> {
    match store_error(error)? {
        StoreError::InUse { .. } => {
            Some("A server may be running on it: ask that one, or stop it first.")
        }
        StoreError::Corrupt { .. } => Some(
            "`waymark repair` mends it, the log from the journal or the other way round; nothing is deleted.",
        ),
        StoreError::NoSpace { .. } => Some("Nothing was changed. Free some space and try again."),
        StoreError::ReadOnly { .. } => Some("Give a folder that can be written with `--data DIR`."),
        StoreError::NotEmpty { .. } => Some("Give a new or empty folder with `--data DIR`."),
        StoreError::OtherVersion { .. } => {
            Some("It was written by another version of waymark: use that one.")
        }
        _ => None,
    }
}

fn is_wrong_usage(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let api = cause.downcast_ref::<ApiError>();
        cause.is::<WordError>() || cause.is::<Usage>() || matches!(api, Some(ApiError::Word(_)))
    })
}

/// A request that makes no sense.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}
