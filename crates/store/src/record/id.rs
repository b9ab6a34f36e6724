//! Ids, checked again when they are read.

use serde::{Deserialize, Serialize};

use super::{Nonsense, Record};

macro_rules! ids {
    ($($record:ident for $model:ident),* $(,)?) => {$(
        #[derive(Serialize, Deserialize)]
        pub(crate) struct $record<'a>(&'a str);

        impl<'a> Record<'a> for $record<'a> {
            type Model = waymark_model::$model;

            fn of(model: &'a Self::Model) -> Self {
                Self(model.as_str())
            }

            fn read(self) -> Result<Self::Model, Nonsense> {
                waymark_model::$model::parse(self.0).map_err(|error| Nonsense(error.to_string()))
            }
        }
    )*};
}

ids! {
    EntityIdRecord for EntityId,
    TieIdRecord for TieId,
    MilestoneIdRecord for MilestoneId,
    FacetIdRecord for FacetId,
    TermIdRecord for TermId,
    SourceIdRecord for SourceId,
    EditionIdRecord for EditionId,
}
