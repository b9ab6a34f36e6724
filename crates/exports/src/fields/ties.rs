//! Ties and milestones.

use waymark_model::{Coordination, EntityId, Funding, Milestone, Money, Service, Tie, TieDetails};

use super::{sources, terms};
use crate::Part;
use crate::table::{Cell, Record};

/// The columns of the table of ties.
pub(crate) const TIE_COLUMNS: &[&str] = &[
    "id",
    "kind",
    "from",
    "from_name",
    "to",
    "to_name",
    "verb",
    "date",
    "amount",
    "currency",
    "pooled",
    "status",
    "programme",
    "regrant",
    "share",
    "primary",
    "level",
    "declared",
    "terms",
    "confidence",
    "sources",
];

/// The columns of the table of milestones.
pub(crate) const MILESTONE_COLUMNS: &[&str] = &[
    "id",
    "subject",
    "subject_name",
    "title",
    "due",
    "done",
    "status",
    "amount",
    "currency",
    "pooled",
    "confidence",
    "sources",
];

/// What is written of a tie.
pub(crate) fn tie(part: &Part<'_>, tie: &Tie) -> Record {
    let Tie { id, kind, from, to, verb, date, terms: carried, declared, details, stated: _ } = tie;
    let mut record = Record::default();
    record.put("id", Cell::text(id.as_str()));
    record.put("kind", Cell::text(kind.word()));
    record.put("from", Cell::text(from.as_str()));
    record.put("from_name", name(part, from));
    record.put("to", Cell::text(to.as_str()));
    record.put("to_name", name(part, to));
    record.put("verb", Cell::shown(verb.as_deref()));
    record.put("date", Cell::shown(date.value()));
    match details {
        TieDetails::Funding(funding) => self::funding(funding, &mut record),
        TieDetails::Service(Service { weight, primary }) => {
            record.put("share", weight.map_or(Cell::Unknown, Cell::Number));
            record.put("primary", primary.map_or(Cell::Unknown, Cell::Truth));
        }
        TieDetails::Coordination(Coordination { level }) => {
            record.put("level", Cell::shown(level.map(|level| level.word())));
        }
        TieDetails::Plain => {}
    }
    record.put("declared", Cell::shown(declared.map(|by| by.word())));
    record.put("terms", terms(carried));
    record.put("confidence", Cell::text(tie.confidence().word()));
    record.put("sources", sources(tie.provenances()));
    record
}

fn funding(funding: &Funding, record: &mut Record) {
    let Funding { amount, status, programme, regrant } = funding;
    put_money(amount.value(), record);
    record.put("status", Cell::shown(status.value().map(|status| status.word())));
    record.put("programme", Cell::shown(programme.as_ref()));
    record.put("regrant", Cell::Truth(*regrant));
}

fn put_money(money: Option<&Money>, record: &mut Record) {
    let Some(Money { amount, currency, pooled }) = money else { return };
    record.put("amount", Cell::Number(*amount));
    record.put("currency", Cell::text(currency.code()));
    record.put("pooled", Cell::Truth(*pooled));
}

/// What is written of a milestone.
pub(crate) fn milestone(part: &Part<'_>, milestone: &Milestone) -> Record {
    let Milestone { id, subject, title, due, done, status, amount } = milestone;
    let mut record = Record::default();
    record.put("id", Cell::text(id.as_str()));
    record.put("subject", Cell::text(subject.as_str()));
    record.put("subject_name", name(part, subject));
    record.put("title", Cell::shown(title.value()));
    record.put("due", Cell::shown(due.value()));
    record.put("done", Cell::shown(done.value()));
    record.put("status", Cell::shown(status.value().map(|status| status.word())));
    put_money(amount.value(), &mut record);
    let confidence = title.preferred().map(|fact| fact.provenance.confidence.word());
    record.put("confidence", Cell::shown(confidence));
    record.put("sources", sources(milestone.provenances()));
    record
}

fn name(part: &Part<'_>, id: &EntityId) -> Cell {
    Cell::shown(part.map.entity(id).map(|entity| entity.name()))
}
