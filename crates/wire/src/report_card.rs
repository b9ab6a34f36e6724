//! How good suggested partners are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Known, PartnerMethod, Run, Version};

/// How good suggested partners are: what is held back of the map is guessed from the rest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCard {
    /// The state of the map.
    pub version: Version,
    /// The filter, in its canonical order.
    pub filter: BTreeMap<String, String>,
    /// How it was worked out.
    #[serde(flatten)]
    pub run: Run,
    /// Task by task.
    pub tasks: Vec<ReportCardTask>,
}

/// What is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportCardTaskKind {
    /// Whom a funder funds next.
    Recipients,
    /// Which initiatives are tied to one another.
    Initiatives,
}

/// What is taken away, to be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReportCardHoldOut {
    /// What began in a year or later.
    Year,
    /// Each tie in turn.
    LeaveOneOut,
}

/// How well one thing is guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCardTask {
    /// What is guessed.
    pub task: ReportCardTaskKind,
    /// The same as a question.
    pub question: String,
    /// What was taken away.
    pub hold_out: ReportCardHoldOut,
    /// From which year on, where it was by year.
    pub year: Option<i32>,
    /// Why that was taken away.
    pub why: String,
    /// How many pairs there are to learn from and to guess.
    pub pairs: ReportCardPairs,
    /// Of those who have a pair to be guessed, how many could be judged.
    pub askers: Known,
    /// Of all lists that could be ranked, how many were; of more than 2000, so many are drawn.
    pub lists: Known,
    /// How many candidates a list has, on average; absent where nothing was ranked.
    pub candidates: Option<f64>,
    /// The highest precision at k that any method could have, on average.
    pub attainable_precision: Option<f64>,
    /// The methods, the baselines last. Empty where nothing could be judged.
    pub methods: Vec<ReportCardMethod>,
    /// The outcome in words.
    pub sentence: String,
}

/// How many pairs there are. Several ties between the same two are one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReportCardPairs {
    /// All pairs.
    pub all: usize,
    /// Pairs that stay; when each is left out in turn, all.
    pub train: usize,
    /// Of these, pairs with a tie whose beginning is not known: they may be later, and are never
    /// guessed.
    pub undated: usize,
    /// New pairs that could be guessed.
    pub sought: usize,
    /// New pairs that cannot be: nothing else is known of one end.
    pub newcomers: usize,
    /// Later ties of pairs that were tied before: renewals, which do not count.
    pub renewals: usize,
}

/// How a method compares with popularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportCardVerdict {
    /// It is what the others are held against.
    Baseline,
    /// Better by all three numbers.
    Better,
    /// Better by some, worse by none.
    PartlyBetter,
    /// It cannot be told from popularity.
    NoBetter,
    /// Better by some, worse by others.
    Mixed,
    /// Worse by some, better by none.
    Worse,
    /// Too few ask to tell.
    Untold,
}

/// The marks of a method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCardMethod {
    /// The method.
    pub method: PartnerMethod,
    /// Its name.
    pub name: String,
    /// How many of the first k were right, of k.
    pub precision: ReportCardMark,
    /// The area under precision over recall (average precision).
    pub pr_auc: ReportCardMark,
    /// How likely what was taken away comes before a pair that is not tied.
    pub auc: ReportCardMark,
    /// What follows.
    pub verdict: ReportCardVerdict,
    /// The same in words.
    pub sentence: String,
}

/// A number with the interval in which the middle 95 % of samples have it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ReportCardMark {
    /// The number: the mean over all lists.
    pub value: f64,
    /// Its interval; absent with fewer than two askers.
    pub interval: Option<[f64; 2]>,
    /// The interval of how far it is above popularity, drawn in pairs; absent for the baselines.
    pub above_popularity: Option<[f64; 2]>,
}
