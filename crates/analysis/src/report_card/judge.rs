//! Ranks the lists of a task and measures how far up comes what was taken away.

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use waymark_measures::{Clusters, Progress, Random, Ranking, Resampled, Stopped, Watch};

use super::verdict::{of_method, of_task};
use super::{
    HoldOut, MOST_CASES, Marks, Measured, MethodMarks, MethodVerdict, PairNumbers,
    ReportCardConfig, Task, TaskCard,
};
use crate::AnalysisError;
use crate::known::Known;
use crate::partners::Method;

/// A list to be ranked: who asks, and what was taken away from it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) asker: u32,
    pub(super) sought: Vec<u32>,
    /// The one pair that is left out for this list only.
    pub(super) left_out: Option<(u32, u32)>,
}

/// What candidates score, method by method.
pub(super) struct ScoredCase {
    pub(super) candidates: Vec<u32>,
    pub(super) scores: Vec<Vec<f64>>,
}

/// Something to be guessed.
pub(super) trait Question: Sync {
    /// The methods that guess it, the baselines last.
    fn methods(&self) -> &[Method];
    /// The lists.
    fn cases(&self) -> &[Case];
    /// How many pairs there are to learn from and to guess.
    fn pairs(&self) -> PairNumbers;
    /// The candidates of a list, what is sought among them, and their scores by every method but
    /// chance, in the order of the methods.
    fn score(&self, case: &Case) -> ScoredCase;
}

/// The marks of one list.
struct Judged {
    values: Vec<f64>,
    candidates: f64,
    attainable: f64,
}

/// How many numbers each method gets.
const MARKS: usize = 3;

pub(super) fn judge(
    question: &dyn Question,
    config: &ReportCardConfig,
    watch: &dyn Watch,
    (task, hold_out, why): (Task, HoldOut, String),
) -> Result<TaskCard, AnalysisError> {
    let cases = drawn(question.cases(), config.seed);
    let judged = judge_all(question, &cases, config.k, watch)?;
    let askers = question.cases().iter().map(|case| case.asker).max().map_or(0, |most| most + 1);
    let mut clusters = Clusters::new(askers as usize, question.methods().len() * MARKS + 2);
    for (case, judged) in cases.iter().zip(&judged) {
        if let Some(judged) = judged {
            let mut values = judged.values.clone();
            values.extend([judged.candidates, judged.attainable]);
            clusters.add(case.asker, &values);
        }
    }
    let resampled = clusters.resample(config.samples, config.seed, watch)?;
    let methods = marks(question.methods(), &clusters, resampled.as_ref(), config.k);
    let rest = question.methods().len() * MARKS;
    let all: FxHashSet<u32> = question.cases().iter().map(|case| case.asker).collect();
    let ranked = judged.iter().flatten().count();
    let sentence = of_task(task, &methods, clusters.used());
    Ok(TaskCard {
        task,
        hold_out,
        why,
        pairs: question.pairs(),
        askers: Known { known: clusters.used(), of: all.len() },
        cases: Known { known: ranked, of: question.cases().len() },
        candidates: clusters.mean(rest),
        attainable_precision: clusters.mean(rest + 1),
        methods,
        sentence,
    })
}

/// The lists that are ranked: all, or so many drawn by lot.
fn drawn(cases: &[Case], seed: u64) -> Vec<Case> {
    if cases.len() <= MOST_CASES {
        return cases.to_vec();
    }
    let mut order: Vec<usize> = (0..cases.len()).collect();
    // The samples of the intervals have the first streams.
    Random::new(seed, u64::MAX).shuffle(&mut order);
    order.truncate(MOST_CASES);
    order.sort_unstable();
    order.into_iter().map(|place| cases[place].clone()).collect()
}

fn judge_all(
    question: &dyn Question,
    cases: &[Case],
    k: usize,
    watch: &dyn Watch,
) -> Result<Vec<Option<Judged>>, Stopped> {
    let progress = Progress::new(watch, "ranking what was left out", cases.len());
    let judged = cases.par_iter().map(|case| {
        let judged = judge_one(question, case, k);
        progress.one_done().map(|()| judged)
    });
    judged.collect()
}

fn judge_one(question: &dyn Question, case: &Case, k: usize) -> Option<Judged> {
    let scored = question.score(case);
    let others: Vec<u32> = scored
        .candidates
        .iter()
        .copied()
        .filter(|candidate| case.sought.binary_search(candidate).is_err())
        .collect();
    let sought = || case.sought.iter().filter(|one| scored.candidates.binary_search(one).is_ok());
    let mut values = Vec::new();
    let mut sizes = None;
    for method in 0..question.methods().len() {
        // Chance tells nobody apart.
        let scores = scored.scores.get(method);
        let score = |node: &u32| scores.map_or(0.0, |scores| scores[*node as usize]);
        let of_sought: Vec<f64> = sought().map(score).collect();
        let ranking = Ranking::of(&of_sought, others.iter().map(score))?;
        values.extend([ranking.precision_at(k), ranking.average_precision(), ranking.auc()]);
        sizes = Some((ranking.candidates() as f64, ranking.attainable_precision_at(k)));
    }
    let (candidates, attainable) = sizes?;
    Some(Judged { values, candidates, attainable })
}

fn marks(
    methods: &[Method],
    clusters: &Clusters,
    resampled: Option<&Resampled>,
    k: usize,
) -> Vec<MethodMarks> {
    let popularity = methods.iter().position(|method| *method == Method::Popularity);
    let first = popularity.unwrap_or(0) * MARKS;
    let each = methods.iter().enumerate().filter_map(|(place, method)| {
        let measured = |mark: usize| {
            let value = clusters.mean(place * MARKS + mark)?;
            let interval = resampled.map(|samples| samples.interval(place * MARKS + mark));
            Some(Measured { value, interval })
        };
        let marks =
            Marks { precision: measured(0)?, average_precision: measured(1)?, auc: measured(2)? };
        let above = resampled.map(|samples| {
            let above = |mark: usize| samples.difference(place * MARKS + mark, first + mark);
            Marks { precision: above(0), average_precision: above(1), auc: above(2) }
        });
        let above_popularity = above.filter(|_| !is_baseline(*method));
        let verdict = if is_baseline(*method) {
            MethodVerdict::Baseline
        } else {
            above_popularity.as_ref().map_or(MethodVerdict::Untold, MethodVerdict::of)
        };
        let sentence = of_method(*method, verdict, above_popularity.as_ref(), k);
        Some(MethodMarks { method: *method, marks, above_popularity, verdict, sentence })
    });
    each.collect()
}

fn is_baseline(method: Method) -> bool {
    matches!(method, Method::Popularity | Method::Random)
}
