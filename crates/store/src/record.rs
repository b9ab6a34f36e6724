//! The shapes of changes on disk, version 1.
//!
//! A record type is written for the disk alone and never changes once it is released: a new shape
//! is a new version. Every conversion names every field, so a field added to the model does not
//! compile here until it is decided how it is kept.

mod change;
mod date;
mod entity;
mod fact;
mod id;
mod tie;

use serde::{Deserialize, Serialize};

pub(crate) use change::ChangeRecord;
pub(crate) use entity::RetiredRecord;

/// The version of everything in this module.
pub(crate) const VERSION: u8 = 1;

/// Why bytes that arrived whole still say nothing that can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Nonsense(pub(crate) String);

impl std::fmt::Display for Nonsense {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Nonsense {
    fn value(what: &str, value: impl std::fmt::Display) -> Self {
        Self(format!("`{value}` is no {what}"))
    }
}

/// The disk shape of a model type. It borrows from the model when written and from the bytes when
/// read, so that no text is copied on the way.
pub(crate) trait Record<'a>: Serialize + Deserialize<'a> + Sized {
    type Model: 'a;

    fn of(model: &'a Self::Model) -> Self;

    fn read(self) -> Result<Self::Model, Nonsense>;
}

impl<'a, R: Record<'a>> Record<'a> for Vec<R> {
    type Model = Vec<R::Model>;

    fn of(model: &'a Self::Model) -> Self {
        model.iter().map(R::of).collect()
    }

    fn read(self) -> Result<Self::Model, Nonsense> {
        self.into_iter().map(R::read).collect()
    }
}

impl<'a, R: Record<'a>> Record<'a> for Option<R> {
    type Model = Option<R::Model>;

    fn of(model: &'a Self::Model) -> Self {
        model.as_ref().map(R::of)
    }

    fn read(self) -> Result<Self::Model, Nonsense> {
        self.map(R::read).transpose()
    }
}

/// A text, borrowed.
#[derive(Serialize, Deserialize)]
pub(crate) struct Text<'a>(&'a str);

impl<'a> Record<'a> for Text<'a> {
    type Model = String;

    fn of(model: &'a String) -> Self {
        Self(model)
    }

    fn read(self) -> Result<String, Nonsense> {
        Ok(self.0.to_owned())
    }
}

/// A boxed text, borrowed.
#[derive(Serialize, Deserialize)]
pub(crate) struct BoxedText<'a>(&'a str);

impl<'a> Record<'a> for BoxedText<'a> {
    type Model = Box<str>;

    fn of(model: &'a Box<str>) -> Self {
        Self(model)
    }

    fn read(self) -> Result<Box<str>, Nonsense> {
        Ok(self.0.into())
    }
}

/// A model enum without data, kept by its place in the list given here, which only ever grows at
/// its end.
macro_rules! choices {
    ($($(#[$attribute:meta])* $record:ident for $model:ident { $($variant:ident),* $(,)? })*) => {$(
        $(#[$attribute])*
        #[derive(serde::Serialize, serde::Deserialize)]
        pub(crate) enum $record { $($variant),* }

        impl<'a> $crate::record::Record<'a> for $record {
            type Model = waymark_model::$model;

            fn of(model: &'a Self::Model) -> Self {
                match model { $(waymark_model::$model::$variant => Self::$variant),* }
            }

            fn read(self) -> Result<Self::Model, $crate::record::Nonsense> {
                Ok(match self { $(Self::$variant => waymark_model::$model::$variant),* })
            }
        }
    )*};
}
use choices;
