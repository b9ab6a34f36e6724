//! Editions, and what differs between two.

use waymark_engine::{Diff, View};
use waymark_model::Edition;
use waymark_wire as wire;

use super::history::record;
use super::{Ask, version_of};

/// How many differences an answer has at most.
const DIFFERENCES: usize = 5_000;

/// All editions known to a state, the newest first.
pub fn editions(ask: &Ask) -> wire::Editions {
    let mut editions: Vec<&Edition> = ask.map().editions().collect();
    editions.sort_by_key(|edition| {
        let date = edition.date.and_then(|date| date.latest());
        std::cmp::Reverse((edition.position, date, edition.id.clone()))
    });
    let rows = editions.into_iter().map(|edition| {
        let Edition { id, name, date, position, provenance } = edition;
        wire::Edition {
            id: id.to_string(),
            name: name.clone(),
            date: date.map(|date| date.to_string()),
            position: *position,
            provenance: provenance.into(),
            source: ask.map().source(&provenance.source).map(Into::into),
        }
    });
    wire::Editions { version: ask.version(), editions: rows.collect() }
}

/// What differs between two states.
pub fn diff(from: &View, to: &View) -> wire::Diff {
    let Diff { added, removed, changed } = Diff::between(&from.map, &to.map);
    let of = added.len() + removed.len() + changed.len();
    let mut left = DIFFERENCES;
    let mut take = |keys: Vec<waymark_engine::RecordKey>, map| {
        let taken: Vec<_> = keys.iter().take(left).map(|key| record(key, map)).collect();
        left -= taken.len();
        taken
    };
    wire::Diff {
        from: version_of(from),
        to: version_of(to),
        added: take(added, &to.map),
        removed: take(removed, &from.map),
        changed: take(changed, &to.map),
        shown: wire::Known { known: DIFFERENCES.min(of), of },
    }
}
