//! What all tables of a guide share while they are read: codes, sources, rows, notices.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use waymark_model::{
    Change, Confidence, Currency, Date, Decimal, Entity, EntityId, EntityKind, Fact, Facts, Map,
    Profile, Provenance, TieId,
};

use super::TableKind;
use crate::draft::{Draft, RowDraft};
use crate::merge::table_locator;
use crate::names::{Names, id_slug};
use crate::table::{Line, Table};
use crate::value::{AMOUNT_EXPECTED, DATE_EXPECTED, Symbol, read_amount, read_date};
use crate::within::Within;
use crate::{GuideWords, Notice, RecordId, Refusal, Row, UsedColumn};

/// The attribute that keeps the guide's own code of a thing.
pub(crate) const CODE: &str = "guide-code";

pub(crate) struct Context<'m> {
    pub(crate) words: GuideWords,
    pub(crate) draft: Draft<'m>,
    pub(crate) names: Names<'m>,
    codes: FxHashMap<String, (EntityId, EntityKind)>,
    /// Where each code was given in this import.
    pub(crate) given: FxHashMap<String, (Arc<str>, u64)>,
    /// Ties that the table of initiatives implies, by their ends and verb.
    pub(crate) derived: FxHashMap<(EntityId, EntityId, String), TieId>,
    /// What is, and is to become, a part of what.
    pub(crate) within: Within<'m>,
    rows: Vec<((usize, u64), RowDraft)>,
    notices: Vec<Notice>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub(crate) struct RowOf<'t> {
    pub(crate) table: &'t Table,
    pub(crate) place: usize,
    pub(crate) kind: TableKind,
    pub(crate) line: &'t Line,
}

/// What a row comes to: its records, or why it is refused.
pub(crate) type Said = Result<Vec<RecordId>, Box<Refusal>>;

impl<'t> RowOf<'t> {
    pub(crate) fn get(&self, column: &str) -> &'t str {
        self.line.cell(self.table.column(column))
    }

    pub(crate) fn refuse(&self, column: &str, reason: &str, expected: &str) -> Box<Refusal> {
        Box::new(Refusal {
            column: Some(column.to_owned()),
            value: self.get(column).to_owned(),
            reason: reason.to_owned(),
            expected: expected.to_owned(),
        })
    }

    /// The value of a column that may not be blank.
    pub(crate) fn need(&self, column: &str, what: &str) -> Result<&'t str, Box<Refusal>> {
        match self.get(column) {
            "" => Err(self.refuse(column, "is blank", what)),
            value => Ok(value),
        }
    }

    /// The date in a column, and the words it was put in where they had to be changed.
    pub(crate) fn date(&self, column: &str) -> Result<Option<(Date, bool)>, Box<Refusal>> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        match read_date(cell, None) {
            Ok(read) => Ok(Some((read.date, read.reworded))),
            Err(reason) => Err(self.refuse(column, reason, DATE_EXPECTED)),
        }
    }

    /// The amount in a column of US dollars.
    pub(crate) fn dollars(&self, column: &str) -> Result<Option<Decimal>, Box<Refusal>> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let dollars = |symbol| match symbol {
            None | Some(Symbol::Dollar) => true,
            Some(Symbol::Certain(currency)) => currency == Currency::USD,
            Some(Symbol::Shared) => false,
        };
        match read_amount(cell, None) {
            Ok((amount, symbol)) if dollars(symbol) => Ok(Some(amount)),
            Ok(_) => Err(self.refuse(column, "is in another currency", "US dollars")),
            Err(reason) => Err(self.refuse(column, reason, AMOUNT_EXPECTED)),
        }
    }

    /// Whether every named column has the given value.
    pub(crate) fn is(&self, reading: &crate::Reading) -> bool {
        reading.table == self.kind.word()
            && reading.matches.iter().all(|(column, value)| self.get(column) == value)
    }

    /// A row has as many cells as there are columns, or one cannot tell which is which.
    pub(crate) fn check_cells(&self) -> Result<(), Box<Refusal>> {
        self.line.check(self.table.columns.len())
    }
}

impl<'m> Context<'m> {
    pub(crate) fn new(map: &'m Map, words: GuideWords) -> Self {
        let mut codes = FxHashMap::default();
        for entity in map.entities() {
            for fact in entity.profile().attributes.get(CODE).into_iter().flatten() {
                let value = (entity.id().clone(), entity.kind());
                codes.entry(fact.value.clone()).or_insert(value);
            }
        }
        Self {
            words,
            draft: Draft::new(map),
            names: Names::new(map),
            codes,
            given: FxHashMap::default(),
            derived: FxHashMap::default(),
            within: Within::of(map),
            rows: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Reads every row of some tables, and records what came of each.
    pub(crate) fn each_row<'t>(
        &mut self,
        tables: &[(usize, &'t Table)],
        kind: TableKind,
        mut read: impl FnMut(&mut Self, RowOf<'t>) -> Said,
        summary: impl Fn(&RowOf<'t>) -> String,
    ) {
        for (place, table) in tables {
            for line in &table.rows {
                let row = RowOf { table, place: *place, kind, line };
                let said = row.check_cells().and_then(|()| read(self, row));
                self.row(&row, summary(&row), said);
            }
        }
    }

    pub(crate) fn row(&mut self, row: &RowOf<'_>, summary: String, said: Said) {
        let (file, line) = (row.table.file.clone(), row.line.number);
        self.rows.push(((row.place, line), RowDraft { file, line, summary, said }));
    }

    pub(crate) fn notice(&mut self, row: &RowOf<'_>, column: &str, reason: String) {
        let column = (!column.is_empty()).then(|| column.into());
        let (file, line) = (row.table.file.clone(), Some(row.line.number));
        self.notices.push(Notice { file, line, column, reason });
    }

    /// Says which columns are not read.
    pub(crate) fn note_unread(&mut self, columns: &[UsedColumn]) {
        for column in columns.iter().filter(|column| column.used_as.is_none()) {
            self.notices.push(Notice {
                file: column.file.clone(),
                line: Some(1),
                column: Some(column.column.as_str().into()),
                reason: "this column is not read".to_owned(),
            });
        }
    }

    /// What a row's facts come from: one provenance for each source it names.
    pub(crate) fn provenances(&mut self, row: &RowOf<'_>) -> Result<Vec<Provenance>, Box<Refusal>> {
        let confidence = self.confidence(row)?;
        let locator = table_locator(row.kind.word(), row.line.number);
        let cell = row.get("source_url_or_repo_path");
        let places: Vec<&str> =
            cell.split(" ; ").map(str::trim).filter(|place| !place.is_empty()).collect();
        let mut sources = Vec::new();
        for place in places {
            sources.push(match self.words.no_source.get(place) {
                Some(title) => self.draft.sources.named(title, title),
                None => self.draft.sources.at(place),
            });
        }
        if sources.is_empty() {
            let file = row.table.file.to_string();
            sources.push(self.draft.sources.named(&file, &file));
        }
        let provenance = |source| Provenance {
            locator: Some(locator.clone()),
            ..Provenance::new(source, confidence)
        };
        Ok(sources.into_iter().map(provenance).collect())
    }

    fn confidence(&self, row: &RowOf<'_>) -> Result<Confidence, Box<Refusal>> {
        match row.get("confidence") {
            "" => Ok(Confidence::Reported),
            word => self.words.confidence.get(word).copied().ok_or_else(|| {
                let known: Vec<&str> = self.words.confidence.keys().map(String::as_str).collect();
                let expected = format!("one of `{}`", known.join("`, `"));
                row.refuse("confidence", "is not a word for how sure a fact is", &expected)
            }),
        }
    }

    /// The thing that a code stands for: in these tables, on the map, or implied.
    pub(crate) fn resolve(&mut self, code: &str) -> Option<(EntityId, EntityKind)> {
        if let Some(found) = self.codes.get(code) {
            return Some(found.clone());
        }
        if self.words.implied.contains_key(code) {
            return self.imply(code);
        }
        let id = EntityId::parse(code).ok()?;
        self.draft.map.entity(&id).map(|entity| (id.clone(), entity.kind()))
    }

    /// Makes a thing that rows refer to and that has no row of its own.
    fn imply(&mut self, code: &str) -> Option<(EntityId, EntityKind)> {
        let thing = self.words.implied.get(code)?.clone();
        let known = self.names.find(thing.kind, &thing.name);
        let id = known.or_else(|| self.names.fresh(thing.kind, &thing.name))?;
        if self.draft.map.entity(&id).is_none() {
            let source = self.draft.sources.at(&thing.source);
            let stated = [Provenance::new(source, Confidence::Reported)];
            let mut entity = empty(thing.kind, id.clone());
            let profile = entity.profile_mut();
            profile.name = facts(&thing.name, &stated);
            attribute(profile, CODE, code, &stated);
            self.draft.put_entity(entity);
        }
        self.codes.insert(code.to_owned(), (id.clone(), thing.kind));
        self.codes.get(code).cloned()
    }

    /// The id of a row's thing: that of its code on the map, that of its name, or a new one.
    pub(crate) fn declare(
        &mut self,
        row: &RowOf<'_>,
        code_column: &str,
        kind: EntityKind,
    ) -> Result<EntityId, Box<Refusal>> {
        let code = row.need(code_column, "the code that other tables use")?;
        let name = row.need("name", "a name")?;
        // Refused even where the code is known, so that a second reading refuses it as well.
        let unreadable = || {
            let expected = "a name with a letter or a digit that an id can have";
            row.refuse("name", "cannot be read as a name", expected)
        };
        id_slug(name).ok_or_else(unreadable)?;
        if let Some((file, line)) = self.given.get(code) {
            let reason = format!("is the code of the row at line {line} of `{file}` too");
            return Err(row.refuse(code_column, &reason, "every code once"));
        }
        let id = match self.codes.get(code) {
            Some((id, found)) if *found == kind => id.clone(),
            Some((id, found)) => {
                let reason = format!("is the {} `{id}` on the map", found.word());
                return Err(row.refuse(code_column, &reason, kind.word()));
            }
            None => self.id_by_name(name, kind).ok_or_else(unreadable)?,
        };
        self.codes.insert(code.to_owned(), (id.clone(), kind));
        self.given.insert(code.to_owned(), (row.table.file.clone(), row.line.number));
        Ok(id)
    }

    /// A thing of the map with this name, unless another code of the guide stands for it.
    fn id_by_name(&mut self, name: &str, kind: EntityKind) -> Option<EntityId> {
        let known = self.names.find(kind, name).filter(|id| {
            let entity = self.draft.map.entity(id);
            entity.is_some_and(|entity| !entity.profile().attributes.contains_key(CODE))
                && !self.codes.values().any(|(other, _)| other == id)
        });
        known.or_else(|| self.names.fresh(kind, name))
    }

    pub(crate) fn finish(self) -> (Vec<Change>, Vec<Row>, Vec<Notice>) {
        let mut rows = self.rows;
        rows.sort_by_key(|(place, _)| *place);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let (changes, rows) = self.draft.finish(rows);
        let mut notices = self.notices;
        notices.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        (changes, rows, notices)
    }
}

/// A thing of which nothing is known but its id.
pub(crate) fn empty(kind: EntityKind, id: EntityId) -> Entity {
    match kind {
        EntityKind::Organization => Entity::organization(id, Facts::unknown()),
        EntityKind::Initiative => Entity::initiative(id, Facts::unknown()),
        EntityKind::Goal => Entity::goal(id, Facts::unknown()),
        EntityKind::Publication => Entity::publication(id, Facts::unknown()),
    }
}

/// A text as every source of a row states it; unknown when it is blank.
pub(crate) fn facts(text: &str, stated: &[Provenance]) -> Facts<String> {
    if text.is_empty() {
        return Facts::unknown();
    }
    each(text.to_owned(), stated)
}

/// A value as every source of a row states it.
pub(crate) fn each<T: Clone + PartialEq>(value: T, stated: &[Provenance]) -> Facts<T> {
    stated.iter().map(|provenance| Fact::new(value.clone(), provenance.clone())).collect()
}

/// The same provenances with a note.
pub(crate) fn noted(stated: &[Provenance], note: &str) -> Vec<Provenance> {
    let noted = |provenance: &Provenance| Provenance {
        note: (!note.is_empty()).then(|| note.into()),
        ..provenance.clone()
    };
    stated.iter().map(noted).collect()
}

/// The same provenances with another confidence.
pub(crate) fn with_confidence(stated: &[Provenance], confidence: Confidence) -> Vec<Provenance> {
    stated.iter().map(|provenance| Provenance { confidence, ..provenance.clone() }).collect()
}

/// A date as every source states it, with the table's own words where they were changed.
pub(crate) fn date_facts(
    read: Option<(Date, bool)>,
    cell: &str,
    stated: &[Provenance],
) -> Facts<Date> {
    match read {
        None => Facts::unknown(),
        Some((date, false)) => each(date, stated),
        Some((date, true)) => each(date, &noted(stated, cell)),
    }
}

pub(crate) fn attribute(profile: &mut Profile, key: &str, value: &str, stated: &[Provenance]) {
    if !value.is_empty() {
        profile.attributes.insert(key.to_owned(), facts(value, stated));
    }
}
