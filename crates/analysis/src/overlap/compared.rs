//! What is compared with what.

use waymark_model::FacetId;

use crate::known::unknown_facet;
use crate::{AnalysisError, Frame};

/// Whose portfolios are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Between {
    /// Organizations that support something.
    #[default]
    Funders,
    /// Initiatives.
    Initiatives,
    /// Organizations, whatever they do.
    Organizations,
}

impl Between {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Funders, Self::Initiatives, Self::Organizations];

    /// The word for it, as used in the API and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Funders => "funders",
            Self::Initiatives => "initiatives",
            Self::Organizations => "organizations",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|between| between.word() == word)
    }

    /// What they are compared by unless something else is asked for.
    pub fn usual(self) -> By {
        match self {
            Self::Funders => By::Recipients,
            Self::Initiatives => By::Goals,
            Self::Organizations => By::Partners,
        }
    }
}

/// What a portfolio consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Whom a funder supports.
    #[default]
    Recipients,
    /// The goals of an initiative; of a funder, those of the initiatives it supports. A wider goal
    /// counts beside the one nested in it.
    Goals,
    /// Who supports an initiative.
    Funders,
    /// Who works with it as a partner.
    Partners,
    /// The terms of a facet that it carries; of a funder, those of its grants and of whom it
    /// supports. A wider term counts beside the narrower one.
    Facet(FacetId),
}

impl By {
    /// The word for it, as used in the API and the command line; a facet goes by its id.
    pub fn word(&self) -> &str {
        match self {
            Self::Recipients => "recipients",
            Self::Goals => "goals",
            Self::Funders => "funders",
            Self::Partners => "partners",
            Self::Facet(facet) => facet.as_str(),
        }
    }

    /// Reads the word; whatever else could be the id of a facet is one.
    pub fn from_word(word: &str) -> Option<Self> {
        let named = [Self::Recipients, Self::Goals, Self::Funders, Self::Partners];
        let named = named.into_iter().find(|by| by.word() == word);
        named.or_else(|| FacetId::parse(word).ok().map(Self::Facet))
    }
}

/// Whether a comparison makes sense on a frame.
pub(super) fn check(frame: &Frame, between: Between, by: &By) -> Result<(), AnalysisError> {
    let expected = match (between, by) {
        (_, By::Facet(facet)) if frame.facets.contains(facet) => return Ok(()),
        (_, By::Facet(facet)) => return Err(unknown_facet(facet)),
        (Between::Funders, By::Recipients | By::Goals)
        | (Between::Initiatives, By::Goals | By::Funders | By::Partners)
        | (Between::Organizations, By::Partners) => return Ok(()),
        (Between::Funders, _) => "`recipients`, `goals` or the id of a facet between funders",
        (Between::Initiatives, _) => {
            "`goals`, `funders`, `partners` or the id of a facet between initiatives"
        }
        (Between::Organizations, _) => "`partners` or the id of a facet between organizations",
    };
    let value = by.word().to_owned();
    Err(AnalysisError::Parameter { what: "way to compare", value, expected })
}
