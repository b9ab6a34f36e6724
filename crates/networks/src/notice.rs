//! What a reader met and could not keep as it was.

use std::collections::HashMap;
use std::fmt;

use crate::Place;
use crate::error::shown;
use crate::place::Spot;

/// How many places a notice names.
const EXAMPLES: usize = 5;

/// Something that a file says and a network does not, or says otherwise: how often, and the first
/// places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What there is to know.
    pub what: &'static str,
    /// How often it was met.
    pub count: u64,
    /// The first few times.
    pub examples: Vec<Example>,
}

/// A place where a notice applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Where.
    pub place: Place,
    /// What stands there.
    pub value: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if self.count > 1 {
            write!(f, " ({} times)", self.count)?;
        }
        match self.examples.first() {
            Some(Example { place, value }) => write!(f, ": `{value}` at {place}"),
            None => Ok(()),
        }
    }
}

/// Collects notices, each sort in one.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    order: Vec<Sort>,
    places: HashMap<&'static str, usize>,
}

/// A notice whose places are not spelled out yet.
#[derive(Debug)]
struct Sort {
    what: &'static str,
    count: u64,
    examples: Vec<(Spot, String)>,
}

impl Notices {
    pub(crate) fn add(&mut self, what: &'static str, value: &str, spot: Spot) {
        let place = *self.places.entry(what).or_insert_with(|| {
            self.order.push(Sort { what, count: 0, examples: Vec::new() });
            self.order.len() - 1
        });
        let sort = &mut self.order[place];
        sort.count += 1;
        if sort.examples.len() < EXAMPLES {
            sort.examples.push((spot, shown(value)));
        }
    }

    pub(crate) fn finish(self, text: &str) -> Vec<Notice> {
        let spell_out = |(spot, value): (Spot, String)| Example { place: spot.place(text), value };
        let notice = |Sort { what, count, examples }| Notice {
            what,
            count,
            examples: Vec::into_iter(examples).map(spell_out).collect(),
        };
        self.order.into_iter().map(notice).collect()
    }
}
