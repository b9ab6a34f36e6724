//! What would lose its known support if funders left or grants lapsed.
//!
//! Only direct support is looked at: a recipient is *lost* when it had known support and none of
//! it remains. Of whom no support was known before, nothing can be lost, and nothing is said.

mod places;
mod ranking;

use std::collections::BTreeSet;

use waymark_model::{Day, EntityId, EntityKind, MilestoneId, MilestoneStatus};

pub use self::places::{ExitCell, ExitGoal, Supported};
pub use self::ranking::ExitFunder;

use crate::known::Known;
use crate::lasting::Lasting;
use crate::rows::FundingRow;
use crate::{About, AnalysisError, Axis, Frame, FundingTotals};

/// Who leaves and what lapses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitConfig {
    /// The funders that leave.
    pub without: Vec<EntityId>,
    /// All support that is known to end before this day lapses. What is of unknown end stays.
    pub lapse: Option<Day>,
    /// The rows of the table whose cells are looked at.
    pub rows: Axis,
    /// Its columns.
    pub columns: Axis,
    /// At most so many recipients are listed, and as many milestones, cells and funders.
    pub limit: usize,
}

impl Default for ExitConfig {
    fn default() -> Self {
        Self {
            without: Vec::new(),
            lapse: None,
            rows: Axis::Goal,
            columns: Axis::Stage { year: None },
            limit: 1_000,
        }
    }
}

/// What is left of a recipient's support.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Nothing that is known.
    Lost,
    /// Some, of so many funders.
    Still {
        /// How many funders are left.
        funders: usize,
    },
}

/// A recipient that loses some or all of its known support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitRecipient {
    /// Who.
    pub recipient: EntityId,
    /// What is left.
    pub fate: Fate,
    /// The funders whose support goes, all or a part of it.
    pub loses: Vec<EntityId>,
    /// The funders that are left.
    pub keeps: Vec<EntityId>,
    /// Of the support that stays, of how much it is known when it ends.
    pub ends: Known,
}

/// A planned milestone of a recipient that loses all known support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitMilestone {
    /// The milestone.
    pub milestone: MilestoneId,
    /// Whose it is.
    pub subject: EntityId,
    /// What is planned.
    pub title: String,
}

/// How it stands with recipients of a kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FateCounts {
    /// Lose all known support.
    pub lost: usize,
    /// Lose some of it.
    pub weakened: usize,
    /// Lose none.
    pub untouched: usize,
    /// Had none that was known: they may have some, and may lose it.
    pub unknown: usize,
}

/// What would lose its known support.
#[derive(Debug, Clone, PartialEq)]
pub struct Exit {
    /// What it is about.
    pub about: About,
    /// Who leaves and what lapses.
    pub config: ExitConfig,
    /// Support that is known before.
    pub supports: usize,
    /// Of this, what goes because its giver leaves.
    pub left: usize,
    /// What goes because it ends before the day, although its giver stays.
    pub lapsed: usize,
    /// Of all support, of how much it is known when it ends: the rest cannot lapse here.
    pub ends: Known,
    /// The funders that leave and are not known to support anything.
    pub not_funders: Vec<EntityId>,
    /// Other parts of the same wholes as those who leave, which stay and support something.
    pub kin: Vec<EntityId>,
    /// How it stands with the initiatives.
    pub initiatives: FateCounts,
    /// How it stands with the organizations that are supported. Of how many more support is
    /// unknown is not counted: most organizations are no recipients.
    pub organizations: FateCounts,
    /// Who loses something: first those that lose all, each group in the order of ids.
    pub recipients: Vec<ExitRecipient>,
    /// How many lose something, listed or not.
    pub recipients_in_all: usize,
    /// The goals, by what of their support stays.
    pub goals: Vec<ExitGoal>,
    /// The cells of the table that lose something.
    pub cells: Vec<ExitCell>,
    /// How many cells lose something, listed or not.
    pub cells_in_all: usize,
    /// Planned milestones of those that lose all.
    pub milestones: Vec<ExitMilestone>,
    /// How many such milestones there are, listed or not.
    pub milestones_in_all: usize,
    /// What is known of the money that goes.
    pub money: FundingTotals,
    /// Whose exit would take the most of what stays: funders, the heaviest loss first.
    pub funders: Vec<ExitFunder>,
    /// How many funders there are, listed or not.
    pub funders_in_all: usize,
}

/// Plays through that funders leave and grants lapse. Without either, it says whose exit would
/// take the most. Linear in the support, apart from the table.
///
/// # Errors
/// When one who leaves is no organization of the frame, an axis is not there, or amounts are too
/// large.
///
/// ```
/// use waymark_analysis::{Exit, ExitConfig, Fate, Filter, Frame, exit};
/// use waymark_model::{EntityId, sketch};
///
/// let map = sketch("
///     lumina -funds-> registry
///     lumina -funds-> badges
///     walmart -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let without = vec![EntityId::parse("lumina")?];
/// let answer = exit(&frame, &ExitConfig { without, ..ExitConfig::default() })?;
/// assert_eq!(answer.recipients[0].recipient.as_str(), "registry");
/// assert_eq!(answer.recipients[0].fate, Fate::Lost);
/// assert_eq!(answer.recipients[1].fate, Fate::Still { funders: 1 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn exit(frame: &Frame, config: &ExitConfig) -> Result<Exit, AnalysisError> {
    let leaving = leaving(frame, config)?;
    let support = Support::of(frame, config, &leaving);
    let recipients = affected(&support);
    let lost: Vec<u32> = support.recipients().filter(|node| support.is_lost(*node)).collect();
    let milestones = planned(frame, &lost);
    let places = places::places(&support, config)?;
    let funders = ranking::ranking(&support);
    let gone = frame.fundings.iter().zip(&support.goes).filter(|(_, goes)| goes.is_some());
    let cut = config.limit;
    Ok(Exit {
        about: frame.about.clone(),
        config: ExitConfig {
            rows: places.rows.clone(),
            columns: places.columns.clone(),
            ..config.clone()
        },
        supports: frame.fundings.iter().filter(|row| row.support).count(),
        left: support.count(Goes::Left),
        lapsed: support.count(Goes::Lapsed),
        ends: Known::count(frame.fundings.iter().filter(|row| row.support), |row| {
            Lasting::of(frame, row).has_end()
        }),
        not_funders: frame.ids_of(&without(&leaving, |node| frame.supports.row(*node).is_empty())),
        kin: frame.ids_of(&kin(frame, &leaving)),
        initiatives: support.counts(EntityKind::Initiative),
        organizations: FateCounts { unknown: 0, ..support.counts(EntityKind::Organization) },
        recipients_in_all: recipients.len(),
        recipients: recipients.into_iter().take(cut).collect(),
        goals: places.goals,
        cells_in_all: places.cells.len(),
        cells: places.cells.into_iter().take(cut).collect(),
        milestones_in_all: milestones.len(),
        milestones: milestones.into_iter().take(cut).collect(),
        money: FundingTotals::of(gone.map(|(row, _)| row))?,
        funders_in_all: funders.len(),
        funders: funders.into_iter().take(cut).collect(),
    })
}

/// Why support goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goes {
    /// Its giver leaves.
    Left,
    /// It ends.
    Lapsed,
}

/// The support, and what of it goes.
struct Support<'a> {
    frame: &'a Frame,
    /// For each funding why it goes, if it does.
    goes: Vec<Option<Goes>>,
}

impl<'a> Support<'a> {
    fn of(frame: &'a Frame, config: &ExitConfig, leaving: &BTreeSet<u32>) -> Self {
        let goes = |row: &FundingRow| {
            let lapses =
                || config.lapse.is_some_and(|day| Lasting::of(frame, row).ends_before(day));
            match row.support {
                true if leaving.contains(&row.from) => Some(Goes::Left),
                true if lapses() => Some(Goes::Lapsed),
                _ => None,
            }
        };
        Self { frame, goes: frame.fundings.iter().map(goes).collect() }
    }

    fn count(&self, why: Goes) -> usize {
        self.goes.iter().filter(|goes| **goes == Some(why)).count()
    }

    /// The funders of a thing whose support goes, or stays.
    fn funders(&self, node: u32, staying: bool) -> BTreeSet<u32> {
        let supports = self.frame.supported_by.row(node).iter();
        let meant =
            supports.filter(|support| self.goes[support.funding as usize].is_none() == staying);
        meant.map(|support| support.other).collect()
    }

    /// The things that have known support.
    fn recipients(&self) -> impl Iterator<Item = u32> {
        let nodes = 0..self.frame.len() as u32;
        nodes.filter(|node| !self.frame.supported_by.row(*node).is_empty())
    }

    fn is_supported(&self, node: u32) -> bool {
        !self.frame.supported_by.row(node).is_empty()
    }

    fn stays_supported(&self, node: u32) -> bool {
        let mut supports = self.frame.supported_by.row(node).iter();
        supports.any(|support| self.goes[support.funding as usize].is_none())
    }

    fn is_lost(&self, node: u32) -> bool {
        self.is_supported(node) && !self.stays_supported(node)
    }

    fn counts(&self, kind: EntityKind) -> FateCounts {
        let mut counts = FateCounts::default();
        for node in self.frame.nodes_of(kind) {
            let supports = self.frame.supported_by.row(node);
            let goes =
                |support: &crate::rows::Support| self.goes[support.funding as usize].is_some();
            let gone = supports.iter().filter(|support| goes(support)).count();
            *match (gone, supports.len()) {
                (_, 0) => &mut counts.unknown,
                (0, _) => &mut counts.untouched,
                (gone, all) if gone == all => &mut counts.lost,
                _ => &mut counts.weakened,
            } += 1;
        }
        counts
    }
}

fn leaving(frame: &Frame, config: &ExitConfig) -> Result<BTreeSet<u32>, AnalysisError> {
    config.without.iter().map(|id| frame.organization(id)).collect()
}

fn without(nodes: &BTreeSet<u32>, keep: impl Fn(&u32) -> bool) -> Vec<u32> {
    nodes.iter().copied().filter(keep).collect()
}

/// Funders that stay and are parts of the same whole as one who leaves.
fn kin(frame: &Frame, leaving: &BTreeSet<u32>) -> Vec<u32> {
    let wholes: BTreeSet<u32> = leaving.iter().map(|node| frame.umbrella[*node as usize]).collect();
    let stays = |node: &u32| {
        wholes.contains(&frame.umbrella[*node as usize])
            && !leaving.contains(node)
            && !frame.supports.row(*node).is_empty()
    };
    frame.nodes_of(EntityKind::Organization).filter(stays).collect()
}

fn affected(support: &Support<'_>) -> Vec<ExitRecipient> {
    let frame = support.frame;
    let recipient = |node: u32| {
        let loses = support.funders(node, false);
        if loses.is_empty() {
            return None;
        }
        let keeps = support.funders(node, true);
        let stays = frame.supported_by.row(node).iter().map(|support| support.funding as usize);
        let stays = stays.filter(|funding| support.goes[*funding].is_none());
        Some(ExitRecipient {
            recipient: frame.id(node),
            fate: match keeps.len() {
                0 => Fate::Lost,
                funders => Fate::Still { funders },
            },
            loses: loses.into_iter().map(|funder| frame.id(funder)).collect(),
            keeps: keeps.into_iter().map(|funder| frame.id(funder)).collect(),
            ends: Known::count(stays, |row| Lasting::of(frame, &frame.fundings[*row]).has_end()),
        })
    };
    let mut recipients: Vec<ExitRecipient> = support.recipients().filter_map(recipient).collect();
    recipients.sort_by_key(|recipient| recipient.fate != Fate::Lost);
    recipients
}

fn planned(frame: &Frame, lost: &[u32]) -> Vec<ExitMilestone> {
    let planned = frame.events.iter().filter(|event| {
        event.status == Some(MilestoneStatus::Planned) && lost.binary_search(&event.node).is_ok()
    });
    let milestone = |event: &crate::rows::Event| ExitMilestone {
        milestone: event.id.clone(),
        subject: event.subject.clone(),
        title: event.title.to_string(),
    };
    planned.map(milestone).collect()
}
