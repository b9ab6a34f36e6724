//! Who could introduce two that are not tied: the shortest ways over people who know each other.
//!
//! Only organizations and initiatives introduce: to share a goal or a publication is no
//! acquaintance. Only ties that a source states count. Of ways of one length, those come first
//! whose ties most are declared by both sides.

use std::collections::VecDeque;

use waymark_model::{Confidence, Declared, EntityId, EntityKind};

use super::words::{joins, surest_step, tie_words, ties_between};
use crate::known::Known;
use crate::{Frame, Path};

/// A way by which two could be introduced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Who would begin: the first on the way.
    pub by: EntityId,
    /// The way from the asker.
    pub path: Path,
    /// How many of its ties both sides declare, of those for which it is known who does.
    pub confirmed: Known,
    /// The same in words.
    pub sentence: String,
}

/// Longer ways introduce nobody.
const LONGEST: u32 = 4;
/// So many of the shortest ways are compared.
const COMPARED: usize = 64;
/// Not reached.
const FAR: u32 = u32::MAX;

/// How far everything is from the asker.
pub(super) struct Introductions<'a> {
    frame: &'a Frame,
    distance: Vec<u32>,
}

impl<'a> Introductions<'a> {
    pub(super) fn of(frame: &'a Frame, asker: u32) -> Self {
        let mut distance = vec![FAR; frame.len()];
        distance[asker as usize] = 0;
        let mut open = VecDeque::from([asker]);
        while let Some(node) = open.pop_front() {
            let next = distance[node as usize] + 1;
            if next > LONGEST {
                break;
            }
            for step in frame.steps.row(node) {
                let reached = &mut distance[step.to as usize];
                if *reached == FAR && introduces(frame, step.to) && is_stated(frame, step.tie) {
                    *reached = next;
                    open.push_back(step.to);
                }
            }
        }
        Self { frame, distance }
    }

    /// The best ways to a thing, at most so many.
    pub(super) fn to(&self, node: u32, limit: usize) -> Vec<Introduction> {
        if self.distance[node as usize] == FAR {
            return Vec::new();
        }
        let mut ways = Vec::new();
        self.back_from(node, &mut vec![node], &mut ways);
        let mut introductions: Vec<Introduction> =
            ways.iter().filter_map(|way| self.introduction(way)).collect();
        introductions.sort_by(|a, b| {
            let order = b.confirmed.known.cmp(&a.confirmed.known);
            order.then_with(|| a.path.entities.cmp(&b.path.entities))
        });
        introductions.truncate(limit);
        introductions
    }

    /// Walks back to the asker by every shortest way.
    fn back_from(&self, node: u32, way: &mut Vec<u32>, ways: &mut Vec<Vec<u32>>) {
        let distance = self.distance[node as usize];
        if distance == 0 {
            ways.push(way.iter().rev().copied().collect());
            return;
        }
        let mut last = None;
        for step in self.frame.steps.row(node) {
            let nearer = self.distance[step.to as usize] == distance - 1;
            if ways.len() == COMPARED || !nearer || last == Some(step.to) {
                continue;
            }
            if is_stated(self.frame, step.tie) {
                last = Some(step.to);
                way.push(step.to);
                self.back_from(step.to, way, ways);
                way.pop();
            }
        }
    }

    fn introduction(&self, way: &[u32]) -> Option<Introduction> {
        let frame = self.frame;
        let ties: Vec<Vec<u32>> = way
            .windows(2)
            .map(|ends| {
                let mut ties = ties_between(frame, ends[0], ends[1]);
                ties.retain(|tie| is_stated(frame, *tie));
                ties
            })
            .collect();
        let steps: Option<Vec<_>> =
            way.iter().zip(&ties).map(|(from, ties)| surest_step(frame, *from, ties)).collect();
        let declared = |ties: &Vec<u32>| {
            ties.iter()
                .filter_map(|tie| frame.ties[*tie as usize].declared)
                .max_by_key(|declared| *declared == Declared::ByBoth)
        };
        let declared: Vec<Declared> = ties.iter().filter_map(declared).collect();
        let confirmed = Known::count(&declared, |declared| **declared == Declared::ByBoth);
        let by = *way.get(1)?;
        let words: Vec<String> =
            ties.iter().filter_map(|ties| Some(tie_words(frame, *ties.first()?))).collect();
        let name = &frame.names[by as usize];
        let sentence = if way.len() == 3 {
            format!("{name} could introduce them: {}.", words.join(", and "))
        } else {
            format!("{name} could begin: {}.", words.join(", "))
        };
        let path = Path { entities: frame.ids_of(way), steps: steps? };
        Some(Introduction { by: frame.id(by), path, confirmed, sentence })
    }
}

fn introduces(frame: &Frame, node: u32) -> bool {
    matches!(frame.kinds[node as usize], EntityKind::Organization | EntityKind::Initiative)
}

fn is_stated(frame: &Frame, tie: u32) -> bool {
    frame.ties[tie as usize].confidence > Confidence::Inferred && joins(frame, tie)
}
