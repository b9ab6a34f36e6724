//! Where facts come from.

use crate::{Date, SourceId};

/// A document, page, file or person that states facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What it is called.
    pub title: String,
    /// Where it can be read, where it can.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// Under which licence its facts may be used.
    pub licence: Option<String>,
}

impl Source {
    /// A source of which only the title is known.
    pub fn titled(id: SourceId, title: impl Into<String>) -> Self {
        Self { id, title: title.into(), url: None, publisher: None, date: None, licence: None }
    }
}
