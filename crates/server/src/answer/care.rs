//! Which facts need a person.

use std::sync::Arc;

use waymark_analysis::{
    Care, CareConfig, CareItem, CareReason, CareRecord, StatedValue, care as look,
};
use waymark_engine::RecordKey;
use waymark_wire as wire;

use super::history::record;
use super::{Ask, SourceBook, known};
use crate::ApiError;
use crate::words::{WordError, Words, wrong};

/// The words that the question reads.
pub const CARE_WORDS: &str = "`reason`, `stale_after`, `limit`";

/// After how many months a fact is stale, unless it is said.
const STALE_AFTER: u32 = 24;

/// Which facts are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CareQuestion {
    /// The reasons; none given, all but that a fact is undated.
    pub reasons: Vec<CareReason>,
    /// After how many months without confirmation a fact is stale.
    pub stale_after: u32,
    /// How many are listed at most.
    pub limit: usize,
}

/// Takes the words of the question.
///
/// # Errors
/// When a value is none of those expected.
pub fn care_question(words: &mut Words) -> Result<CareQuestion, WordError> {
    let expected = CareReason::ALL.map(|reason| format!("`{}`", reason.word())).join(", ");
    let mut reasons = Vec::new();
    for word in words.all("reason") {
        let reason = CareReason::from_word(&word);
        reasons.push(reason.ok_or_else(|| wrong("reason", &word, &expected))?);
    }
    reasons.sort_unstable();
    reasons.dedup();
    let stale_after = words.number("stale_after", 1..=1_200)?;
    let stale_after = stale_after.map_or(STALE_AFTER, |months| months as u32);
    let limit = words.number("limit", 1..=1_000)?.map_or(100, |limit| limit as usize);
    Ok(CareQuestion { reasons, stale_after, limit })
}

/// Which facts need a person, those on which most depends first.
///
/// # Errors
/// When the filter names something that is not on the map.
pub fn care(ask: &Ask, question: &CareQuestion) -> Result<Arc<wire::Care>, ApiError> {
    ask.once(&format!("care {question:?}"), || {
        let CareQuestion { reasons, stale_after, limit } = question.clone();
        let words: Vec<&str> = reasons.iter().map(|reason| reason.word()).collect();
        let run = wire::Run::with([
            ("reason", words.join(",")),
            ("stale_after", stale_after.to_string()),
            ("limit", limit.to_string()),
            ("today", ask.today.to_string()),
        ]);
        let config = CareConfig { reasons, stale_after, today: ask.today, limit };
        let found = look(ask.map(), &*ask.frame()?, &config);
        let mut book = SourceBook::new(ask.map());
        let stated = found.items.iter().flat_map(|item| &item.stated);
        book.cite_all(stated.map(|it| &it.provenance));
        Ok(wire::Care {
            version: ask.version(),
            filter: ask.filter_words(),
            run: run.over("facts", found.facts),
            says: says(&found),
            facts: found.facts,
            needing: found.needing,
            counts: found.counts.iter().map(|(why, count)| counted(*why, *count)).collect(),
            dated: known(found.dated),
            items: found.items.iter().map(|it| item(ask, it)).collect(),
            items_shown: wire::Known { known: found.items.len(), of: found.matching },
            sources: book.sources,
        })
    })
}

fn counted(reason: CareReason, count: usize) -> wire::CareCount {
    wire::CareCount { reason: reason_of(reason), count }
}

fn says(found: &Care) -> String {
    if found.facts == 0 {
        return "Nothing is stated here yet.".to_owned();
    }
    let count = |reason| found.counts.iter().find(|it| it.0 == reason).map_or(0, |it| it.1);
    let months = found.config.stale_after;
    let stale = match found.dated.known {
        0 => String::new(),
        _ => format!(", {} not confirmed for {months} months", count(CareReason::Stale)),
    };
    let undated = match (found.dated.known, found.dated.unknown()) {
        (_, 0) => String::new(),
        (0, _) => " When they were stated is unknown of all: none can be called stale.".to_owned(),
        (_, some) => format!(" Of {some} it is unknown when they were stated."),
    };
    format!(
        "{} of {} facts need a person: {} in conflict, {} inferred, {} without a source that can \
         be looked up{stale}.{undated}",
        found.needing,
        found.facts,
        count(CareReason::Conflict),
        count(CareReason::Inferred),
        count(CareReason::Unsourced),
    )
}

fn item(ask: &Ask, item: &CareItem) -> wire::CareItem {
    wire::CareItem {
        record: record(&key(&item.record), ask.map()),
        about: ask.names(&item.about),
        field: item.field.clone(),
        stated: item.stated.iter().map(stated).collect(),
        why: item.why.iter().map(|reason| reason_of(*reason)).collect(),
        because: because(item),
        since: item.since.map(|since| since.day.to_string()),
        depends: item.depends,
    }
}

fn stated(it: &StatedValue) -> wire::StatedValue {
    wire::StatedValue { value: it.value.clone(), provenance: (&it.provenance).into() }
}

fn key(record: &CareRecord) -> RecordKey {
    match record {
        CareRecord::Thing(id) => RecordKey::Entity(id.clone()),
        CareRecord::Tie(id) => RecordKey::Tie(id.clone()),
        CareRecord::Milestone(id) => RecordKey::Milestone(id.clone()),
    }
}

fn reason_of(reason: CareReason) -> wire::CareReason {
    match reason {
        CareReason::Conflict => wire::CareReason::Conflict,
        CareReason::Inferred => wire::CareReason::Inferred,
        CareReason::Unsourced => wire::CareReason::Unsourced,
        CareReason::Stale => wire::CareReason::Stale,
        CareReason::Undated => wire::CareReason::Undated,
    }
}

/// Why a fact needs a person, in words.
fn because(item: &CareItem) -> String {
    let sentence = |reason: &CareReason| match (reason, item.since) {
        (CareReason::Conflict, _) => {
            "Different values are stated, and which is right was not settled.".to_owned()
        }
        (CareReason::Inferred, _) => {
            "No source states it: whoever made the map concluded it.".to_owned()
        }
        (CareReason::Unsourced, _) => {
            "It cannot be looked up: no source of it has an address or a publisher.".to_owned()
        }
        (CareReason::Stale, Some(since)) if since.published => {
            format!("Its newest source is of {}, and nothing confirms it since.", since.day)
        }
        (CareReason::Stale, Some(since)) => format!("It was last stated for {}.", since.day),
        (CareReason::Stale | CareReason::Undated, _) => "When it was stated is unknown.".to_owned(),
    };
    item.why.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
