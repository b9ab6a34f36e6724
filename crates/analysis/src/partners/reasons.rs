//! What speaks for a suggestion: as data, as sentences, and as ways with the ties behind them.

use waymark_measures::ways_of_three;
use waymark_model::{EntityId, EntityKind, TermRef, TieId, TieKind};

use super::scores::Scores;
use super::words::{all_inferred, joins, surest_step, tie_number, tie_words, ties_between};
use super::{SupportNetwork, Wanted};
use crate::{Frame, Path, PathStep, PathsConfig, paths};

/// What sort of thing speaks for a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerReasonKind {
    /// Both work toward a goal.
    SharedGoal,
    /// Both carry a term.
    SharedTerm,
    /// Both are supported by an organization.
    SharedFunder,
    /// Both are led by an organization.
    SharedLead,
    /// Both support the same.
    SharedRecipient,
    /// Both are tied to the same in another way.
    SharedTie,
    /// A funder of the one funds as the other does, or would.
    FundAlike,
    /// They are joined by a longer way.
    Way,
}

/// What a reason is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A thing.
    Entity(EntityId),
    /// A term.
    Term(TermRef),
}

/// One thing that speaks for a suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerReason {
    /// What sort of reason it is.
    pub kind: PartnerReasonKind,
    /// What both have; for `FundAlike` what the two funders both support.
    pub about: Subject,
    /// For `FundAlike`, the funder in between.
    pub through: Option<EntityId>,
    /// The ties behind it.
    pub ties: Vec<TieId>,
    /// Its part in the score: resource allocation, or ways of three discounted by degree. None
    /// where it has no part of its own.
    pub weight: Option<f64>,
    /// Whether a step of it is stated by no source.
    pub inferred: bool,
    /// The same in words.
    pub sentence: String,
}

impl PartnerReasonKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::SharedGoal => "shared_goal",
            Self::SharedTerm => "shared_term",
            Self::SharedFunder => "shared_funder",
            Self::SharedLead => "shared_lead",
            Self::SharedRecipient => "shared_recipient",
            Self::SharedTie => "shared_tie",
            Self::FundAlike => "fund_alike",
            Self::Way => "way",
        }
    }
}

/// What speaks for a suggestion.
#[derive(Default)]
pub(super) struct Evidence {
    pub(super) reasons: Vec<PartnerReason>,
    pub(super) paths: Vec<Path>,
}

/// Everything that speaks for a suggestion, the weightiest first.
pub(super) fn reasons(known: &Scores<'_>, node: u32, wanted: Wanted) -> Evidence {
    let evidence = match wanted {
        Wanted::Initiatives | Wanted::Organizations => in_common(known, node),
        Wanted::Cofunders => recipients_in_common(known, node),
        Wanted::Recipients => fund_alike(known.frame, &known.support, known.asker, node, true),
        Wanted::Funders => fund_alike(known.frame, &known.support, node, known.asker, false),
    };
    if evidence.reasons.is_empty() { longer_ways(known, node) } else { evidence }
}

/// Neighbours in common, among all that is known.
fn in_common(known: &Scores<'_>, node: u32) -> Evidence {
    let (frame, graph) = (known.frame, &known.all);
    let middle = graph.neighbors.row(known.asker).iter().map(|middle| middle.to);
    let middle = middle.filter(|middle| graph.joins(*middle, node));
    let weighed = middle.map(|middle| (middle, 1.0 / graph.degree(middle) as f64));
    shared(frame, known.asker, node, weighed.collect())
}

/// Recipients in common.
fn recipients_in_common(known: &Scores<'_>, node: u32) -> Evidence {
    let support = &known.support;
    let rows = support.row(known.asker).zip(support.row(node));
    let columns = rows.map(|(a, b)| support.matrix.shared(a, b)).into_iter().flatten();
    let weight = |column: u32| 1.0 / support.matrix.columns.row(column).len() as f64;
    let weighed = columns.map(|c| (support.recipients[c as usize], weight(c)));
    shared(known.frame, known.asker, node, weighed.collect())
}

fn shared(frame: &Frame, asker: u32, node: u32, mut middles: Vec<(u32, f64)>) -> Evidence {
    middles.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.cmp(b)));
    let mut evidence = Evidence::default();
    for (middle, weight) in middles {
        if middle as usize >= frame.len() {
            evidence.reasons.push(shared_term(frame, asker, node, middle, weight));
            continue;
        }
        evidence.reasons.push(shared_thing(frame, asker, node, middle, weight));
        evidence.paths.extend(path(frame, &[asker, middle, node]));
    }
    evidence
}

fn shared_term(frame: &Frame, asker: u32, node: u32, middle: u32, weight: f64) -> PartnerReason {
    let number = middle - frame.len() as u32;
    let term = &frame.terms[number as usize];
    let carried = |node: u32| frame.terms_of.row(node).iter().find(|held| held.term == number);
    let inferred = [asker, node].into_iter().filter_map(carried).any(|held| held.inferred);
    PartnerReason {
        kind: PartnerReasonKind::SharedTerm,
        about: Subject::Term(term.reference.clone()),
        through: None,
        ties: Vec::new(),
        weight: Some(weight),
        inferred,
        sentence: said(format!("both carry {} ({})", term.name, term.reference.facet), inferred),
    }
}

fn shared_thing(frame: &Frame, asker: u32, node: u32, middle: u32, weight: f64) -> PartnerReason {
    let (mine, theirs) = (ties_between(frame, asker, middle), ties_between(frame, node, middle));
    let kind = kind_of(frame, middle, &mine, &theirs);
    let name = &frame.names[middle as usize];
    let sentence = match kind {
        PartnerReasonKind::SharedGoal => format!("both work toward {name}"),
        PartnerReasonKind::SharedFunder => format!("{name} funds both"),
        PartnerReasonKind::SharedLead => format!("{name} leads both"),
        PartnerReasonKind::SharedRecipient => format!("both fund {name}"),
        _ => {
            let first = [mine.first(), theirs.first()].into_iter().flatten();
            first.map(|tie| tie_words(frame, *tie)).collect::<Vec<_>>().join(", and ")
        }
    };
    let inferred =
        is_inferred(frame, asker, middle, &mine) || is_inferred(frame, node, middle, &theirs);
    PartnerReason {
        kind,
        about: Subject::Entity(frame.id(middle)),
        through: None,
        ties: ids(frame, mine.iter().chain(&theirs)),
        weight: Some(weight),
        inferred,
        sentence: said(sentence, inferred),
    }
}

fn kind_of(frame: &Frame, middle: u32, mine: &[u32], theirs: &[u32]) -> PartnerReasonKind {
    let all_are = |kind: TieKind, out: bool| {
        let any = |ties: &[u32]| {
            ties.iter()
                .map(|tie| &frame.ties[*tie as usize])
                .any(|tie| tie.kind == kind && (if out { tie.from } else { tie.to }) == middle)
        };
        any(mine) && any(theirs)
    };
    match () {
        () if frame.is(middle, EntityKind::Goal) => PartnerReasonKind::SharedGoal,
        () if all_are(TieKind::Funds, true) => PartnerReasonKind::SharedFunder,
        () if all_are(TieKind::Leads, true) => PartnerReasonKind::SharedLead,
        () if all_are(TieKind::Funds, false) => PartnerReasonKind::SharedRecipient,
        () => PartnerReasonKind::SharedTie,
    }
}

/// Whether a thing is joined to another by inference only; to a wider goal it has no tie.
fn is_inferred(frame: &Frame, node: u32, middle: u32, ties: &[u32]) -> bool {
    if ties.is_empty() {
        let placed = frame.goals_of.row(node).iter().find(|placed| placed.goal == middle);
        return placed.is_some_and(|placed| placed.inferred);
    }
    all_inferred(frame, ties)
}

/// Ways of three from a funder to a recipient, told from the asker's side.
fn fund_alike(
    frame: &Frame,
    support: &SupportNetwork,
    funder: u32,
    recipient: u32,
    from_funder: bool,
) -> Evidence {
    let Some((row, column)) = support.row(funder).zip(support.column(recipient)) else {
        return Evidence::default();
    };
    let mut evidence = Evidence::default();
    let discount = waymark_measures::Discount::Degree;
    for way in ways_of_three(&support.matrix, row, column, discount) {
        let middle = support.recipients[way.column as usize];
        let other = support.funders[way.row as usize];
        let mut nodes = [funder, middle, other, recipient];
        if !from_funder {
            nodes.reverse();
        }
        let ties: Vec<Vec<u32>> =
            nodes.windows(2).map(|ends| support_between(frame, ends[0], ends[1])).collect();
        let name = |node: u32| &frame.names[node as usize];
        let (a, b, c, d) = (name(funder), name(middle), name(other), name(recipient));
        let inferred = ties.iter().any(|ties| all_inferred(frame, ties));
        let sentence = if from_funder {
            format!("{c} funds {b}, as {a} does, and {d} too")
        } else {
            format!("{c} funds {d} and {b}, and {a} funds {b} too")
        };
        evidence.reasons.push(PartnerReason {
            kind: PartnerReasonKind::FundAlike,
            about: Subject::Entity(frame.id(middle)),
            through: Some(frame.id(other)),
            ties: ids(frame, ties.iter().flatten()),
            weight: Some(way.weight),
            inferred,
            sentence: said(sentence, inferred),
        });
        let stations = nodes.iter().zip(&ties);
        let steps: Option<Vec<_>> =
            stations.map(|(from, ties)| surest_step(frame, *from, ties)).collect();
        evidence.paths.extend(steps.map(|steps| Path { entities: frame.ids_of(&nodes), steps }));
    }
    evidence
}

/// The ties of support between a funder and a recipient, whichever comes first.
fn support_between(frame: &Frame, a: u32, b: u32) -> Vec<u32> {
    let mut ties = ties_between(frame, a, b);
    ties.retain(|tie| frame.ties[*tie as usize].funding.is_some());
    ties
}

/// The shortest ways, where nothing nearer joins the two.
fn longer_ways(known: &Scores<'_>, node: u32) -> Evidence {
    let frame = known.frame;
    let config = PathsConfig {
        max_paths: 3,
        max_length: 4,
        through_goals: true,
        max_steps: 20_000,
        ..PathsConfig::default()
    };
    let (from, to) = (frame.id(known.asker), frame.id(node));
    let mut found = paths(frame, &from, &to, &config).map(|found| found.paths).unwrap_or_default();
    let is_joined =
        |step: &PathStep| tie_number(frame, &step.tie).is_some_and(|tie| joins(frame, tie));
    found.retain(|path| path.steps.iter().all(is_joined));
    let reason = |path: &Path| {
        let between = path.entities.get(1)?.clone();
        let inferred = path.steps.iter().any(|step| step.inferred);
        let ties = path.steps.iter().filter_map(|step| tie_number(frame, &step.tie));
        let words: Vec<String> = ties.map(|tie| tie_words(frame, tie)).collect();
        Some(PartnerReason {
            kind: PartnerReasonKind::Way,
            about: Subject::Entity(between),
            through: None,
            ties: path.steps.iter().map(|step| step.tie.clone()).collect(),
            weight: None,
            inferred,
            sentence: said(words.join(", "), inferred),
        })
    };
    Evidence { reasons: found.iter().filter_map(reason).collect(), paths: found }
}

/// The way over some nodes, if there is a tie for each step.
fn path(frame: &Frame, nodes: &[u32]) -> Option<Path> {
    let steps: Option<Vec<_>> = nodes
        .windows(2)
        .map(|ends| surest_step(frame, ends[0], &ties_between(frame, ends[0], ends[1])))
        .collect();
    Some(Path { entities: frame.ids_of(nodes), steps: steps? })
}

fn ids<'a>(frame: &Frame, ties: impl Iterator<Item = &'a u32>) -> Vec<TieId> {
    crate::known::sorted(ties.map(|tie| frame.ties[*tie as usize].id.clone()).collect())
}

/// A sentence that says so where no source states it.
fn said(words: String, inferred: bool) -> String {
    let mut letters = words.chars();
    // A name keeps its own first letter; only the words that begin with `both` are raised.
    let words = match letters.next() {
        Some('b') if words.starts_with("both ") => format!("B{}", letters.as_str()),
        _ => words,
    };
    if inferred {
        format!("{words}; no source states this, it was inferred.")
    } else {
        format!("{words}.")
    }
}
