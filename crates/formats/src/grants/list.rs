//! One list of grants, from rows to ties.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use waymark_model::{
    Confidence, EntityId, EntityKind, Fact, Funding, Locator, Money, Provenance, SourceId, TermRef,
    Tie, TieDetails, TieId, TieKind,
};

use super::columns::Columns;
use super::funder::{OnlyFunder, only_funder, stem_of};
use super::grant::{self, CurrencyFrom, Grant, Style, refuse};
use super::ids;
use super::known::{Content, Ends, Known};
use super::party::Party;
use crate::draft::{Draft, RowDraft};
use crate::names::Names;
use crate::table::{Line, Table};
use crate::value::is_placeholder;
use crate::{Asks, Basis, GrantColumn, Mapping, Notice, Question, ReadError, RecordId, Refusal};

/// Reads one table.
pub(crate) struct List<'t, 'd, 'm> {
    pub(super) table: &'t Table,
    pub(super) columns: &'t Columns,
    pub(super) style: Style,
    /// Who gives, where no column says so.
    pub(super) only_funder: Option<OnlyFunder>,
    facet: String,
    /// Whether names that are surely the same, but not written so, are kept apart.
    pub(super) exact_names: bool,
    pub(super) source: SourceId,
    pub(super) known: Known,
    pub(super) draft: &'d mut Draft<'m>,
    pub(super) names: &'d mut Names<'m>,
    /// Names as they are written, so that each is folded once.
    pub(super) seen: FxHashMap<(EntityKind, String), EntityId>,
    /// Of which things it is said already that another has the name that a row calls them by.
    pub(super) told: FxHashSet<(EntityId, EntityId)>,
    terms: FxHashMap<(bool, String), Option<TermRef>>,
    pub(super) identifiers: FxHashMap<String, u64>,
    pub(super) numbers: FxHashMap<Ends, u32>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) questions: Vec<Question>,
}

/// A grant whose ends are on the map or in the draft.
pub(super) struct Placed {
    /// From whom to whom; several where a row names several.
    pub(super) ends: Vec<Ends>,
    pub(super) content: Content,
    pub(super) date_words: Option<Box<str>>,
    /// Whether an end was concluded and not stated.
    pub(super) inferred: bool,
    pub(super) regrant: bool,
    /// The ties that the grant's own identifier names, one for each of the ends.
    pub(super) ids: Option<Vec<TieId>>,
}

pub(super) type Refused<T> = Result<T, Box<Refusal>>;

impl<'t, 'd, 'm> List<'t, 'd, 'm> {
    pub(crate) fn new(
        table: &'t Table,
        columns: &'t Columns,
        mapping: &Mapping,
        draft: &'d mut Draft<'m>,
        names: &'d mut Names<'m>,
    ) -> Result<Self, ReadError> {
        let only_funder = match columns.get(GrantColumn::Funder) {
            Some(_) => None,
            None => Some(only_funder(table, mapping)?),
        };
        let title = match table.source == table.file {
            true => table.file.rsplit(['/', '\\']).next().unwrap_or(&table.file),
            false => &table.file,
        };
        let source = draft.sources.named(stem_of(&table.source), title);
        draft.sources.describe(&source, &table.about);
        Ok(Self {
            table,
            columns,
            style: Style::of(table, columns, mapping),
            only_funder,
            exact_names: mapping.exact_names,
            facet: mapping.cause_facet.clone().unwrap_or_else(|| "cause".to_owned()),
            known: Known::from(draft.map, &source),
            source,
            draft,
            names,
            seen: FxHashMap::default(),
            told: FxHashSet::default(),
            terms: FxHashMap::default(),
            identifiers: FxHashMap::default(),
            numbers: FxHashMap::default(),
            notices: Vec::new(),
            questions: Vec::new(),
        })
    }

    /// Reads every row; each comes to a tie, or is refused.
    pub(crate) fn read(&mut self) -> Vec<RowDraft> {
        self.note_columns();
        let grants = self.grants();
        let placed = self.placed(grants);
        let ids = self.tie_ids(&placed);
        let table = self.table;
        let mut rows = Vec::with_capacity(placed.len());
        for ((line, placed), ids) in table.rows.iter().zip(placed).zip(ids) {
            let said = placed.map(|placed| {
                for (ends, id) in placed.ends.iter().zip(&ids) {
                    self.put(line, id, ends, &placed);
                }
                ids.into_iter().map(RecordId::Tie).collect()
            });
            let (file, summary) = (table.file.clone(), self.summary(line));
            rows.push(RowDraft { file, line: line.number, summary, said });
        }
        rows
    }

    pub(super) fn notice(&mut self, line: Option<u64>, place: Option<usize>, reason: String) {
        let column: Option<Arc<str>> = place.and_then(|it| self.table.columns.get(it)).cloned();
        self.notices.push(Notice { file: self.table.file.clone(), line, column, reason });
    }

    fn ask(&mut self, asks: Asks, taken: Option<String>) {
        self.questions.push(Question { file: self.table.file.clone(), asks, taken });
    }

    /// Says which columns are not read, and who gives if it is only known from the file's name.
    fn note_columns(&mut self) {
        for column in self.columns.used(self.table) {
            if column.used_as.is_none() && column.basis.is_none() {
                let place = self.table.column(&column.column);
                let reason = match column.column.as_str() {
                    "" => "a column without a name is not read",
                    _ => "this column is not read",
                };
                self.notice(Some(1), place, reason.to_owned());
            }
            if let (Some(Basis::Likely), Some(used_as)) = (column.basis, column.used_as) {
                let place = self.table.column(&column.column);
                let reason = format!(
                    "no usual name tells what `{}` is: it is taken for the {used_as} by what it \
                     looks like; name it in a mapping to be sure",
                    column.column
                );
                self.notice(Some(1), place, reason);
            }
        }
        let inferred = self.only_funder.as_ref().filter(|funder| funder.inferred);
        if let Some(name) = inferred.map(|funder| funder.name.clone()) {
            let reason = format!(
                "no column tells who gives; `{name}` is concluded from the name of the file, and \
                 every tie is marked as inferred: name the funder to be sure (`--funder \"Name\"`)"
            );
            self.notice(None, None, reason);
            self.ask(Asks::Funder, Some(name));
        }
    }

    /// What the cells of each row say.
    fn grants(&mut self) -> Vec<Refused<Grant>> {
        let (table, columns) = (self.table, self.columns);
        let mut told = [false; 2];
        let mut grants = Vec::with_capacity(table.rows.len());
        for line in &table.rows {
            let grant = grant::read(table, columns, &self.style, line);
            if let Ok(Grant { money: Some((_, from)), .. }) = &grant {
                told[0] |= *from == CurrencyFrom::DollarSign;
                told[1] |= *from == CurrencyFrom::Nothing;
            }
            if let Ok(Grant { status: None, .. }) = &grant {
                let place = columns.get(GrantColumn::Status);
                let reason =
                    format!("`{}` is no known status, and is taken as unknown", line.cell(place));
                self.notice(Some(line.number), place, reason);
            }
            grants.push(grant);
        }
        let place = columns.get(GrantColumn::Amount);
        if told[0] {
            let reason = "`$` is taken for US dollars, as nothing says otherwise";
            self.notice(None, place, reason.to_owned());
            self.ask(Asks::Currency, Some("USD".to_owned()));
        }
        if told[1] {
            let reason = "nothing tells the currency of the amounts: they are kept without one \
                          (XXX); name it to be sure (`--currency USD`)";
            self.notice(None, place, reason.to_owned());
            self.ask(Asks::Currency, None);
        }
        grants
    }

    /// Looks up both ends of each grant. Rows that do not name the recipient come last, so that
    /// their title can be held against the names of all others.
    fn placed(&mut self, grants: Vec<Refused<Grant>>) -> Vec<Refused<Placed>> {
        let recipient = self.recipient_column();
        let table = self.table;
        let names = |line: &Line| !line.cell(recipient).is_empty();
        let mut placed: Vec<Option<Refused<Placed>>> = Vec::new();
        let mut waiting = Vec::new();
        for (index, (line, grant)) in table.rows.iter().zip(grants).enumerate() {
            if names(line) || grant.is_err() {
                placed.push(Some(grant.and_then(|grant| self.place(line, grant))));
            } else {
                placed.push(None);
                waiting.push((index, line, grant));
            }
        }
        for (index, line, grant) in waiting {
            placed[index] = Some(grant.and_then(|grant| self.place(line, grant)));
        }
        placed.into_iter().flatten().collect()
    }

    pub(super) fn recipient_column(&self) -> Option<usize> {
        let recipient = self.columns.get(GrantColumn::Recipient);
        recipient.or(self.columns.get(GrantColumn::Initiative))
    }

    fn place(&mut self, line: &Line, grant: Grant) -> Refused<Placed> {
        let own = self.own_id(line)?;
        let (funders, recipients) = (self.funders(line)?, self.recipients(line)?);
        let ends = self.ends(line, &funders, &recipients)?;
        if let Some(identifier) = &own {
            self.identifiers.insert(identifier.to_string(), line.number);
        }
        let terms = self.terms(line);
        let Grant { money, date, date_words, status, programme, note } = grant;
        // An amount that several share is no one's alone.
        let shared = ends.len() > 1;
        let money = money.map(|(money, _)| Money { pooled: money.pooled || shared, ..money });
        let content = Content { money, date, terms, status, programme, note };
        let inferred = funders.iter().chain(&recipients).any(|party| party.inferred);
        let regrant = !line.cell(self.columns.regrant).is_empty() && self.columns.regrant.is_some();
        let ids = own.map(|own| ids::numbered(&own, ends.len()));
        Ok(Placed { ends, content, date_words, inferred, regrant, ids })
    }

    /// From whom to whom: everyone who gives to everyone who receives.
    fn ends(&mut self, line: &Line, funders: &[Party], recipients: &[Party]) -> Refused<Vec<Ends>> {
        let mut ends = Vec::new();
        for funder in funders {
            for recipient in recipients {
                let Some(pair) = self.pair(line, funder, recipient) else { continue };
                ends.extend(Some(pair).filter(|pair| !ends.contains(pair)));
            }
        }
        if ends.is_empty() {
            let (place, expected) = (self.recipient_column(), "another than who gives");
            return Err(refuse(self.table, line, place, "gives to itself", expected));
        }
        Ok(ends)
    }

    pub(super) fn provenance(&self, line: &Line, inferred: bool) -> Provenance {
        let confidence = if inferred { Confidence::Inferred } else { Confidence::Reported };
        let locator = Some(Locator::Line(line.number));
        Provenance { locator, ..Provenance::new(self.source.clone(), confidence) }
    }

    /// What a grant is for: its causes, several where a sign is between them, and its places.
    fn terms(&mut self, line: &Line) -> Vec<TermRef> {
        let columns = self.columns;
        let causes =
            columns.get(GrantColumn::Cause).into_iter().chain(columns.causes.iter().copied());
        let mut terms = Vec::new();
        for (place, is_place) in
            causes.map(|it| (it, false)).chain(columns.locations.iter().map(|it| (*it, true)))
        {
            for part in line.cell(Some(place)).split('|').map(str::trim) {
                let term = self.term(line, place, part, is_place);
                terms.extend(term.filter(|term| !terms.contains(term)));
            }
        }
        terms.sort();
        terms
    }

    fn term(&mut self, line: &Line, place: usize, part: &str, is_place: bool) -> Option<TermRef> {
        if part.is_empty() {
            return None;
        }
        let key = (is_place, part.to_owned());
        if let Some(term) = self.terms.get(&key).filter(|term| term.is_some()) {
            return term.clone();
        }
        let facet = if is_place { "place" } else { &self.facet };
        let term = match is_placeholder(part) {
            true => None,
            false => self.draft.term(facet, part),
        };
        if term.is_none() {
            let reason = format!("`{part}` is taken as unknown");
            self.notice(Some(line.number), Some(place), reason);
        }
        self.terms.insert(key, term.clone());
        term
    }

    fn put(&mut self, line: &Line, id: &TieId, (from, to): &Ends, placed: &Placed) {
        let Placed { content, date_words, inferred, regrant, .. } = placed;
        let said = self.provenance(line, false);
        let note = content.note.clone();
        let stated = Provenance { note, ..self.provenance(line, *inferred) };
        let (from, to) = (from.clone(), to.clone());
        let mut tie = Tie::plain(id.clone(), TieKind::Funds, from, to, stated);
        let date = Provenance { note: date_words.clone(), ..said.clone() };
        tie.date = content.date.map(|it| Fact::new(it, date)).into_iter().collect();
        tie.terms.extend(content.terms.iter().map(|term| Fact::new(term.clone(), said.clone())));
        let amount = content.money.map(|money| Fact::new(money, said.clone()));
        let status = content.status.map(|status| Fact::new(status, said));
        tie.details = TieDetails::Funding(Box::new(Funding {
            amount: amount.into_iter().collect(),
            status: status.into_iter().collect(),
            programme: content.programme.clone(),
            regrant: *regrant,
        }));
        self.draft.tie(tie);
    }

    /// What a row says, in short.
    fn summary(&self, line: &Line) -> String {
        let funder = match &self.only_funder {
            Some(only) => &only.name,
            None => line.cell(self.columns.get(GrantColumn::Funder)),
        };
        let mut summary = format!("{funder} funds {}", line.cell(self.recipient_column()));
        for column in [GrantColumn::Amount, GrantColumn::Currency, GrantColumn::Date] {
            let cell = line.cell(self.columns.get(column));
            if !cell.is_empty() {
                let between = if column == GrantColumn::Currency { " " } else { ", " };
                summary.push_str(between);
                summary.push_str(cell);
            }
        }
        summary
    }
}
