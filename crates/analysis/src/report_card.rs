//! How good suggested partners are: what is held back of the map is guessed from the rest.
//!
//! Ties of a later time, or each tie in turn, are taken away; each method ranks who is not tied,
//! and the report card says how far up the ties that were taken away come. Only *new* ties count:
//! most grants repeat, and to guess a renewal is no art. Beside the methods stand popularity and
//! chance, and a method that is no better than popularity is said to be none.

mod hold_out;
mod initiatives;
mod judge;
mod recipients;
mod verdict;

use waymark_measures::{Interval, Watch};

use self::hold_out::choose_year;
use self::initiatives::NewTies;
use self::judge::judge;
use self::recipients::NewRecipients;
use crate::known::Known;
use crate::lots::{check_samples, check_seed};
use crate::partners::Method;
use crate::{About, AnalysisError, Frame};

/// What is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldOut {
    /// What began in a year or later. What has no known date stays, and is never guessed.
    Year(i32),
    /// Each tie in turn, the others stay.
    LeaveOneOut,
}

/// How to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportCardConfig {
    /// What is taken away; if it is not said, what began in the last years, where enough is dated,
    /// else each tie in turn.
    pub hold_out: Option<HoldOut>,
    /// How many of the first suggestions precision looks at; 1 to 1000.
    pub k: usize,
    /// How many samples the intervals are drawn from; 1 to 100,000.
    pub samples: usize,
    /// The seed of all that is drawn; at most [`MAXIMUM_SEED`](waymark_measures::MAXIMUM_SEED).
    pub seed: u64,
}

impl Default for ReportCardConfig {
    fn default() -> Self {
        Self { hold_out: None, k: 10, samples: 1000, seed: 1 }
    }
}

/// What is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Whom a funder funds next.
    Recipients,
    /// Which initiatives are tied to one another.
    Initiatives,
}

impl Task {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recipients => "recipients",
            Self::Initiatives => "initiatives",
        }
    }

    /// It as a question.
    pub fn question(self) -> &'static str {
        match self {
            Self::Recipients => "Whom does a funder fund next?",
            Self::Initiatives => "With whom does an initiative work next?",
        }
    }
}

/// A number with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// The number: the mean over all cases.
    pub value: f64,
    /// Where the middle 95 % of samples have it; none with fewer than two askers.
    pub interval: Option<Interval>,
}

/// The three numbers of a method, or their differences from popularity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marks<T> {
    /// How many of the first k were right.
    pub precision: T,
    /// The area under precision over recall.
    pub average_precision: T,
    /// How likely a tie taken away comes before a pair that is not tied.
    pub auc: T,
}

/// How a method compares with popularity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodVerdict {
    /// It is what the others are held against.
    Baseline,
    /// Better by all three numbers: the intervals of the differences are above 0.
    Better,
    /// Better by some, worse by none.
    PartlyBetter,
    /// Better by none, worse by none: it cannot be told from popularity.
    NoBetter,
    /// Better by some, worse by others.
    Mixed,
    /// Worse by some, better by none.
    Worse,
    /// With fewer than two askers nothing can be told.
    Untold,
}

/// The marks of a method.
#[derive(Debug, Clone, PartialEq)]
pub struct MethodMarks {
    /// The method.
    pub method: Method,
    /// Its numbers.
    pub marks: Marks<Measured>,
    /// How far they are above those of popularity: the interval of the paired differences.
    pub above_popularity: Option<Marks<Interval>>,
    /// What follows.
    pub verdict: MethodVerdict,
    /// The same as a sentence.
    pub sentence: String,
}

/// How many pairs there are to learn from and to guess. A pair is a funder and a recipient, or two
/// initiatives; several ties between the same two are one pair.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairNumbers {
    /// All pairs.
    pub all: usize,
    /// Pairs that stay; when each is left out in turn, all.
    pub train: usize,
    /// Of those that stay, pairs with a tie whose beginning is not known: they may be later.
    pub undated: usize,
    /// Pairs that are taken away and could be guessed: both ends are known by something that
    /// stays, and they are not parts of one whole.
    pub sought: usize,
    /// Pairs that are taken away and cannot be guessed: nothing else is known of one end.
    pub newcomers: usize,
    /// Later ties of pairs that were tied before: renewals, which do not count.
    pub renewals: usize,
}

/// How well one thing is guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskCard {
    /// What is guessed.
    pub task: Task,
    /// What was taken away.
    pub hold_out: HoldOut,
    /// Why that.
    pub why: String,
    /// How many pairs there are.
    pub pairs: PairNumbers,
    /// Of those who have a pair to be guessed, how many could be judged.
    pub askers: Known,
    /// Of all lists that could be ranked, how many were: more than 2000 are drawn from by lot.
    pub cases: Known,
    /// How many candidates a list has, on average.
    pub candidates: Option<f64>,
    /// The highest precision that any method could have, on average.
    pub attainable_precision: Option<f64>,
    /// The methods, the baselines last. Empty where nothing could be judged.
    pub methods: Vec<MethodMarks>,
    /// The outcome in a sentence.
    pub sentence: String,
}

/// How good suggested partners are.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportCard {
    /// What it is about.
    pub about: About,
    /// How it was judged.
    pub config: ReportCardConfig,
    /// Task by task.
    pub tasks: Vec<TaskCard>,
}

/// So many lists are ranked at most; of more, so many are drawn by lot.
pub(crate) const MOST_CASES: usize = 2000;

/// Judges the methods that suggest partners.
///
/// O(lists · (ways of three + ties · steps of a walk) + samples · askers), on all threads. The same
/// seed gives the same answer on any number of them.
///
/// # Errors
/// When a parameter is out of bounds, or nobody wants the answer any more.
///
/// ```
/// use waymark_analysis::{Filter, Frame, ReportCardConfig, report_card};
/// use waymark_measures::Unwatched;
/// use waymark_model::sketch;
///
/// let map = sketch("
///     lumina -funds-> registry
///     walmart -funds-> registry
///     walmart -funds-> badges
///     lumina -funds-> badges
///     lumina -funds-> quality
///     gates -funds-> quality
///     gates -funds-> badges
/// ");
/// let frame = Frame::build(&map, &Filter::default())?;
/// let card = report_card(&frame, &ReportCardConfig::default(), &Unwatched)?;
/// assert_eq!(card.tasks[0].pairs.sought, 7);
/// # Ok::<(), waymark_analysis::AnalysisError>(())
/// ```
pub fn report_card(
    frame: &Frame,
    config: &ReportCardConfig,
    watch: &dyn Watch,
) -> Result<ReportCard, AnalysisError> {
    check(config)?;
    let recipients = card(frame, config, watch, Task::Recipients)?;
    let initiatives = card(frame, config, watch, Task::Initiatives)?;
    Ok(ReportCard {
        about: frame.about.clone(),
        config: config.clone(),
        tasks: vec![recipients, initiatives],
    })
}

fn check(config: &ReportCardConfig) -> Result<(), AnalysisError> {
    if !(1..=1000).contains(&config.k) {
        let (value, expected) = (config.k.to_string(), "1 to 1000");
        return Err(AnalysisError::Parameter { what: "number of suggestions", value, expected });
    }
    check_samples(config.samples)?;
    check_seed(config.seed)
}

/// Judges one task: as asked; else by the last years, and where these leave too few to judge by,
/// by each tie in turn.
fn card(
    frame: &Frame,
    config: &ReportCardConfig,
    watch: &dyn Watch,
    task: Task,
) -> Result<TaskCard, AnalysisError> {
    let of = |hold_out, why: String| one(frame, config, watch, task, hold_out, why);
    if let Some(hold_out) = config.hold_out {
        return of(hold_out, "as asked".to_owned());
    }
    let Some(year) = choose_year(frame, task) else {
        let why = "too few ties have a date to hold back what is later".to_owned();
        return of(HoldOut::LeaveOneOut, why);
    };
    let later =
        of(HoldOut::Year(year), "a fifth of the dated pairs began then or later".to_owned())?;
    if later.askers.known >= FEWEST_ASKERS {
        return Ok(later);
    }
    let why = format!(
        "what began in {year} or later leaves {} to judge by, so each tie is left out in turn",
        later.askers.known
    );
    of(HoldOut::LeaveOneOut, why)
}

/// Fewer askers than this tell nothing about a hold-out that nobody asked for.
const FEWEST_ASKERS: usize = 5;

fn one(
    frame: &Frame,
    config: &ReportCardConfig,
    watch: &dyn Watch,
    task: Task,
    hold_out: HoldOut,
    why: String,
) -> Result<TaskCard, AnalysisError> {
    match task {
        Task::Recipients => {
            judge(&NewRecipients::of(frame, hold_out), config, watch, (task, hold_out, why))
        }
        Task::Initiatives => {
            judge(&NewTies::of(frame, hold_out), config, watch, (task, hold_out, why))
        }
    }
}
