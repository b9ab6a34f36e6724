//! Which tie each grant of a list is: by its own identifier, by what it says, or a new one.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use waymark_model::TieId;

use super::grant::refuse;
use super::known::{Content, Ends};
use super::list::{List, Placed, Refused};
use crate::GrantColumn;
use crate::names::{cut, id_slug, tie_base};
use crate::table::Line;
use crate::value::is_placeholder;

impl List<'_, '_, '_> {
    /// The id of the tie, where the grant has an identifier of its own.
    pub(super) fn own_id(&mut self, line: &Line) -> Refused<Option<TieId>> {
        let place = self.columns.get(GrantColumn::Identifier);
        let cell = line.cell(place);
        if cell.is_empty() || is_placeholder(cell) {
            return Ok(None);
        }
        let slug = id_slug(cell).map(|slug| format!("grant--{}--{slug}", self.source));
        let id = slug.and_then(|slug| TieId::parse(&slug).ok()).ok_or_else(|| {
            refuse(self.table, line, place, "cannot be read as an identifier", "letters and digits")
        })?;
        let reason = match self.identifiers.get(id.as_str()) {
            Some(other) => format!("identifies the grant at line {other} too"),
            None if self.draft.has_tie(&id) => "identifies a grant of another file too".to_owned(),
            None => return Ok(Some(id)),
        };
        Err(refuse(self.table, line, place, &reason, "an identifier of its own"))
    }

    /// The ties of each grant: those it has on the map, or new ones.
    pub(super) fn tie_ids(&mut self, placed: &[Refused<Placed>]) -> Vec<Vec<TieId>> {
        let mut ids: Vec<Vec<Option<TieId>>> = Vec::with_capacity(placed.len());
        let mut groups: FxHashMap<&Ends, Vec<(usize, usize)>> = FxHashMap::default();
        let mut order: Vec<&Ends> = Vec::new();
        for (index, placed) in placed.iter().enumerate() {
            let Ok(placed) = placed else {
                ids.push(Vec::new());
                continue;
            };
            if let Some(own) = &placed.ids {
                ids.push(own.iter().cloned().map(Some).collect());
                continue;
            }
            ids.push(vec![None; placed.ends.len()]);
            for (pair, ends) in placed.ends.iter().enumerate() {
                let group = groups.entry(ends).or_default();
                if group.is_empty() {
                    order.push(ends);
                }
                group.push((index, pair));
            }
        }
        for ends in order {
            let group = &groups[ends];
            let of = |index: usize| placed[index].as_ref().ok().map(|it| &it.content);
            let contents: Vec<&Content> =
                group.iter().filter_map(|(index, _)| of(*index)).collect();
            self.note_repeated(group, &contents);
            let matched = self.known.matched(ends, &contents);
            for ((index, pair), known) in group.iter().zip(matched) {
                ids[*index][*pair] = Some(known.unwrap_or_else(|| self.free_id(ends)));
            }
        }
        ids.into_iter().map(|ids| ids.into_iter().flatten().collect()).collect()
    }

    /// A list may name the same grant twice, or have two that look the same; nothing tells which.
    fn note_repeated(&mut self, group: &[(usize, usize)], contents: &[&Content]) {
        let mut first: FxHashMap<&Content, u64> = FxHashMap::default();
        for ((index, _), content) in group.iter().zip(contents) {
            let line = self.table.rows[*index].number;
            if let Some(earlier) = first.get(content) {
                let reason = format!("says the same as line {earlier}; both are kept as grants");
                self.notice(Some(line), None, reason);
            } else {
                first.insert(content, line);
            }
        }
    }

    /// A free id such as `a--funds--b--2`.
    fn free_id(&mut self, ends: &Ends) -> TieId {
        let number = self.numbers.entry(ends.clone()).or_default();
        let base = tie_base(&ends.0, "funds", &ends.1);
        loop {
            *number += 1;
            let mut text = base.clone();
            if *number > 1 {
                let _ = write!(text, "--{number}");
            }
            let id = TieId::parse(&text).expect("two slugs and a word are an id");
            if self.draft.map.tie(&id).is_none() && !self.draft.has_tie(&id) {
                return id;
            }
        }
    }
}

/// An id for each of several ties that one grant comes to: `a`, `a--2`, `a--3`.
pub(super) fn numbered(id: &TieId, count: usize) -> Vec<TieId> {
    let number = |number: usize| match number {
        1 => id.clone(),
        _ => TieId::parse(&format!("{}--{number}", cut(id.as_str(), 230)))
            .expect("an id and a number are an id"),
    };
    (1..=count).map(number).collect()
}
