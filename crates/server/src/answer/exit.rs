//! What would lose its known support.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_analysis::{Exit as Played, ExitConfig, Fate, Supported, exit as play};
use waymark_engine::EngineError;
use waymark_model::{Date, Day, EntityId};
use waymark_wire as wire;

use super::axes::{self, Axes};
use super::{Ask, known};
use crate::ApiError;
use crate::words::{WordError, Words};

/// Who leaves and what lapses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExitQuestion {
    /// The funders that leave.
    pub without: Vec<EntityId>,
    /// All support known to end before this day lapses.
    pub lapse: Option<Day>,
    /// The table whose cells are looked at.
    pub axes: Axes,
    /// At most so many of each list.
    pub limit: usize,
}

impl ExitQuestion {
    /// The words that it reads.
    pub const WORDS: &str = "`without`, `lapse`, `rows`, `by`, `year`, `limit`";

    /// Takes its words.
    ///
    /// # Errors
    /// When a value is none of those expected.
    pub fn read(words: &mut Words) -> Result<Self, WordError> {
        let without = words.all("without").into_iter().map(|value| {
            EntityId::parse(&value).map_err(|_| WordError {
                word: "without".to_owned(),
                value,
                expected: "ids of organizations such as `lumina`".to_owned(),
            })
        });
        let mut without: Vec<EntityId> = without.collect::<Result<_, _>>()?;
        without.sort_unstable();
        without.dedup();
        let lapse = words.read("lapse", "a date such as 2020 or 2020-06-30", |value| {
            Date::parse(value).ok().and_then(|date| date.earliest())
        })?;
        let limit = words.number("limit", 1..=10_000)?.unwrap_or(1_000) as usize;
        Ok(Self { without, lapse, axes: Axes::read(words)?, limit })
    }
}

/// What would lose its known support if funders left or grants lapsed.
///
/// # Errors
/// When one who leaves is no organization here, or the filter or a facet is not on the map.
pub fn exit(ask: &Ask, question: &ExitQuestion) -> Result<Arc<wire::Exit>, ApiError> {
    ask.once(&format!("exit {question:?}"), || {
        let frame = ask.frame()?;
        let config = ExitConfig {
            without: question.without.clone(),
            lapse: question.lapse,
            rows: question.axes.rows.clone(),
            columns: question.axes.columns.clone(),
            limit: question.limit,
        };
        let played = play(&frame, &config).map_err(EngineError::from)?;
        Ok(told(ask, question, &played))
    })
}

fn told(ask: &Ask, question: &ExitQuestion, played: &Played) -> wire::Exit {
    let shown = |shown: usize, of: usize| wire::Known { known: shown, of };
    let (rows, columns) = (&played.config.rows, &played.config.columns);
    wire::Exit {
        version: ask.version(),
        filter: ask.filter_words(),
        run: run(question, played),
        without: ask.names(&question.without),
        lapse: question.lapse.map(|day| day.to_string()),
        supports: played.supports,
        left: played.left,
        lapsed: played.lapsed,
        ends: known(played.ends),
        not_funders: ask.names(&played.not_funders),
        kin: ask.names(&played.kin),
        initiatives: fates(played.initiatives),
        organizations: fates(played.organizations),
        recipients: played.recipients.iter().map(|it| recipient(ask, it)).collect(),
        recipients_shown: shown(played.recipients.len(), played.recipients_in_all),
        goals: played.goals.iter().map(|it| goal(ask, it)).collect(),
        rows_by: axes::word(rows),
        by: axes::word(columns),
        year: Axes::year(rows, columns),
        cells: played.cells.iter().map(cell).collect(),
        cells_shown: shown(played.cells.len(), played.cells_in_all),
        milestones: played.milestones.iter().map(|it| milestone(ask, it)).collect(),
        milestones_shown: shown(played.milestones.len(), played.milestones_in_all),
        money: (&played.money.support).into(),
        money_regranted: (&played.money.regrants).into(),
        funders: played.funders.iter().map(|it| funder(ask, it)).collect(),
        funders_shown: shown(played.funders.len(), played.funders_in_all),
    }
}

/// The question in the words of the API.
fn run(question: &ExitQuestion, played: &Played) -> wire::Run {
    let (rows, columns) = (&played.config.rows, &played.config.columns);
    let mut words: BTreeMap<&'static str, String> = [
        ("rows", axes::word(rows)),
        ("by", axes::word(columns)),
        ("limit", question.limit.to_string()),
    ]
    .into();
    if !question.without.is_empty() {
        let ids: Vec<String> = question.without.iter().map(ToString::to_string).collect();
        words.insert("without", ids.join(","));
    }
    words.extend(question.lapse.map(|day| ("lapse", day.to_string())));
    words.extend(Axes::year(rows, columns).map(|year| ("year", year.to_string())));
    let initiatives = played.initiatives;
    let all = initiatives.lost + initiatives.weakened + initiatives.untouched + initiatives.unknown;
    wire::Run::with(words)
        .over("initiatives", all)
        .over("support_ties", played.supports)
        .over("funders", played.funders_in_all)
}

fn fates(counts: waymark_analysis::FateCounts) -> wire::FateCounts {
    let waymark_analysis::FateCounts { lost, weakened, untouched, unknown } = counts;
    wire::FateCounts { lost, weakened, untouched, unknown }
}

fn recipient(ask: &Ask, it: &waymark_analysis::ExitRecipient) -> wire::ExitRecipient {
    wire::ExitRecipient {
        recipient: ask.name(&it.recipient),
        fate: match it.fate {
            Fate::Lost => wire::Fate::Lost,
            Fate::Still { .. } => wire::Fate::StillSupported,
        },
        loses: ask.names(&it.loses),
        keeps: ask.names(&it.keeps),
        ends: known(it.ends),
    }
}

fn goal(ask: &Ask, it: &waymark_analysis::ExitGoal) -> wire::ExitGoal {
    let Supported { initiatives, before, after } = it.supported;
    wire::ExitGoal {
        goal: ask.name(&it.goal),
        initiatives,
        supported_before: before,
        supported_after: after,
        lost: it.supported.is_lost(),
    }
}

fn cell(it: &waymark_analysis::ExitCell) -> wire::ExitCell {
    let Supported { initiatives, before, after } = it.supported;
    wire::ExitCell {
        row: axes::id(&it.row),
        row_name: it.row_name.clone(),
        column: axes::id(&it.column),
        column_name: it.column_name.clone(),
        initiatives,
        supported_before: before,
        supported_after: after,
        lost: it.supported.is_lost(),
    }
}

fn milestone(ask: &Ask, it: &waymark_analysis::ExitMilestone) -> wire::ExitMilestone {
    wire::ExitMilestone {
        id: it.milestone.to_string(),
        subject: ask.name(&it.subject),
        title: it.title.clone(),
    }
}

fn funder(ask: &Ask, it: &waymark_analysis::ExitFunder) -> wire::ExitFunder {
    wire::ExitFunder {
        funder: ask.name(&it.funder),
        recipients: it.recipients,
        initiatives_lost: it.initiatives,
        organizations_lost: it.organizations,
        goals_lost: ask.names(&it.goals),
        milestones_at_risk: it.milestones,
    }
}
