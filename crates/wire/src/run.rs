//! How an answer was worked out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How an answer was worked out: with the version and the filter, all that it takes to work it out
/// again and come to the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Run {
    /// The parameters in the words of the API, those left to their defaults too.
    pub parameters: BTreeMap<String, String>,
    /// What was looked at, by sort: how many `funders`, `initiatives`, `pairs` …
    pub nodes: BTreeMap<String, usize>,
    /// The null model that chance was judged by; absent where chance plays no part.
    pub null: Option<String>,
    /// The seed of what was drawn by lot; absent where nothing was.
    pub seed: Option<u64>,
    /// How many samples were drawn; absent where nothing was.
    pub samples: Option<u64>,
}

impl Run {
    /// A run with parameters, each in the words of the API.
    pub fn with<V: ToString>(parameters: impl IntoIterator<Item = (&'static str, V)>) -> Self {
        let parameters = parameters.into_iter();
        let parameters = parameters.map(|(word, value)| (word.to_owned(), value.to_string()));
        Self { parameters: parameters.collect(), ..Self::default() }
    }

    /// Says how many of a sort were looked at.
    #[must_use]
    pub fn over(mut self, sort: &str, count: usize) -> Self {
        self.nodes.insert(sort.to_owned(), count);
        self
    }

    /// Says what chance was judged by.
    #[must_use]
    pub fn against(mut self, null: &str, seed: Option<u64>, samples: Option<u64>) -> Self {
        (self.null, self.seed, self.samples) = (Some(null.to_owned()), seed, samples);
        self
    }
}
