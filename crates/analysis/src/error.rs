//! Why a question cannot be answered.

use waymark_measures::Stopped;
use waymark_model::{EntityId, MoneyError};

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnalysisError {
    /// The question names something that is not on the map, or not among what the filter selects.
    #[error("there is no {what} `{id}` here")]
    Unknown {
        /// Sort of record.
        what: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// The question names a thing of a kind it cannot be about.
    #[error("`{id}` is not {expected} but {is}")]
    OtherKind {
        /// The thing.
        id: EntityId,
        /// What it is.
        is: &'static str,
        /// What was expected.
        expected: &'static str,
    },
    /// A parameter has a value that makes no sense.
    #[error("`{value}` is no {what}: expected {expected}")]
    Parameter {
        /// The parameter.
        what: &'static str,
        /// Its value.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Nobody wants the answer any more.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// Amounts cannot be added exactly.
    #[error(transparent)]
    Money(#[from] MoneyError),
}
