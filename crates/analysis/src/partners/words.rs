//! Ties in words.

use waymark_model::{Confidence, TieId, TieKind};

use crate::{Frame, PathStep};

/// What a tie says: `Lumina funds Credential Registry`.
pub(crate) fn tie_words(frame: &Frame, tie: u32) -> String {
    let row = &frame.ties[tie as usize];
    let (from, to) = (&frame.names[row.from as usize], &frame.names[row.to as usize]);
    format!("{from} {} {to}", verb(row.kind))
}

fn verb(kind: TieKind) -> &'static str {
    match kind {
        TieKind::Funds => "funds",
        TieKind::Leads => "leads",
        TieKind::Partners => "works with",
        TieKind::Serves => "works toward",
        TieKind::PartOf => "is part of",
        TieKind::BuildsOn => "builds on",
        TieKind::Uses => "uses",
        TieKind::Succeeds => "comes after",
        TieKind::SharesDataWith => "shares data with",
        TieKind::Affiliated => "is affiliated with",
        TieKind::Coordinates => "coordinates with",
        TieKind::Relates => "is tied to",
    }
}

/// The ties between two things that join them: not what was only asked for, or declined.
pub(super) fn ties_between(frame: &Frame, a: u32, b: u32) -> Vec<u32> {
    let steps = frame.steps.row(a);
    let first = steps.partition_point(|step| step.to < b);
    let mut ties: Vec<u32> = steps[first..]
        .iter()
        .take_while(|step| step.to == b)
        .map(|step| step.tie)
        .filter(|tie| joins(frame, *tie))
        .collect();
    ties.sort_unstable();
    ties.dedup();
    ties
}

/// Whether a tie joins its ends: a funding that was only asked for or was declined does not.
pub(super) fn joins(frame: &Frame, tie: u32) -> bool {
    let funding = frame.ties[tie as usize].funding;
    funding.is_none_or(|funding| frame.fundings[funding as usize].support)
}

/// The tie that says it most surely, as a step from a thing.
pub(super) fn surest_step(frame: &Frame, from: u32, ties: &[u32]) -> Option<PathStep> {
    let surest = |tie: &&u32| (std::cmp::Reverse(frame.ties[**tie as usize].confidence), **tie);
    let row = &frame.ties[*ties.iter().min_by_key(surest)? as usize];
    Some(PathStep {
        tie: row.id.clone(),
        forward: row.from == from,
        inferred: row.confidence == Confidence::Inferred,
    })
}

/// Whether ties rest on inference only.
pub(super) fn all_inferred(frame: &Frame, ties: &[u32]) -> bool {
    ties.iter().all(|tie| frame.ties[*tie as usize].confidence == Confidence::Inferred)
}

/// The number of a tie in the frame.
pub(super) fn tie_number(frame: &Frame, id: &TieId) -> Option<u32> {
    frame.ties.binary_search_by(|tie| tie.id.cmp(id)).ok().map(|place| place as u32)
}
