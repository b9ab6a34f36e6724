//! The rows of a frame's columns: what is kept of each record.

use waymark_model::{
    Confidence, Date, Declared, EditionId, EntityId, FundingStatus, MilestoneId, MilestoneStatus,
    Money, Stage, StageNature, StageReading, StageWhen, TermRef, TieId, TieKind,
};

/// A tie.
#[derive(Debug, Clone)]
pub(crate) struct TieRow {
    pub(crate) id: TieId,
    pub(crate) kind: TieKind,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) confidence: Confidence,
    pub(crate) declared: Option<Declared>,
    /// When it holds, if that is known.
    pub(crate) date: Option<Date>,
    /// Which funding it is, if it is one.
    pub(crate) funding: Option<u32>,
}

/// What a funding tie says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FundingRow {
    pub(crate) tie: u32,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) support: bool,
    pub(crate) regrant: bool,
    pub(crate) status: Option<FundingStatus>,
    pub(crate) amount: Option<Money>,
}

/// One step along a tie.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) to: u32,
    pub(crate) tie: u32,
}

/// Support as seen from one of its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Support {
    /// The other end.
    pub(crate) other: u32,
    pub(crate) funding: u32,
}

/// An initiative under a goal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placement {
    pub(crate) goal: u32,
    pub(crate) inferred: bool,
}

/// A thing that carries a term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Carried {
    pub(crate) term: u32,
    pub(crate) inferred: bool,
}

/// An initiative.
#[derive(Debug, Clone)]
pub(crate) struct Effort {
    pub(crate) node: u32,
    /// When it began.
    pub(crate) start: Option<Date>,
    /// When it ended or will end.
    pub(crate) end: Option<Date>,
    pub(crate) readings: Vec<Reading>,
}

/// A stage reading.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) when: StageWhen,
    pub(crate) low: Stage,
    pub(crate) high: Stage,
    pub(crate) nature: StageNature,
    pub(crate) edition: Option<EditionId>,
    pub(crate) inferred: bool,
}

impl Reading {
    pub(crate) fn of(reading: &StageReading) -> Self {
        Self {
            when: reading.when,
            low: reading.low,
            high: reading.high,
            nature: reading.nature,
            edition: reading.edition.clone(),
            inferred: reading.provenance.confidence == Confidence::Inferred,
        }
    }
}

/// A goal.
#[derive(Debug, Clone)]
pub(crate) struct Aim {
    pub(crate) node: u32,
    pub(crate) order: Option<u32>,
    /// The wider goal it is nested in.
    pub(crate) parent: Option<u32>,
    pub(crate) excludes: Vec<u32>,
    /// The first year in which an edition had it, if that is known of all its editions.
    pub(crate) first_year: Option<i32>,
}

/// A term of a facet.
#[derive(Debug, Clone)]
pub(crate) struct TermRow {
    pub(crate) reference: TermRef,
    pub(crate) name: Box<str>,
    /// The wider term it belongs to, by number.
    pub(crate) broader: Option<u32>,
}

/// A milestone.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) id: MilestoneId,
    pub(crate) subject: EntityId,
    pub(crate) node: u32,
    pub(crate) title: Box<str>,
    pub(crate) status: Option<MilestoneStatus>,
    pub(crate) due: Option<Date>,
    pub(crate) done: Option<Date>,
}
