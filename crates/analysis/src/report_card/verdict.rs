//! What the marks say, in words.

use waymark_measures::Interval;

use super::{Marks, MethodMarks, MethodVerdict, Task};
use crate::partners::Method;

impl MethodVerdict {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Better => "better",
            Self::PartlyBetter => "partly_better",
            Self::NoBetter => "no_better",
            Self::Mixed => "mixed",
            Self::Worse => "worse",
            Self::Untold => "untold",
        }
    }

    /// The verdict on differences from popularity.
    pub(super) fn of(above: &Marks<Interval>) -> Self {
        let all = [above.precision, above.average_precision, above.auc];
        let better = all.iter().filter(|difference| difference.low > 0.0).count();
        let worse = all.iter().filter(|difference| difference.high < 0.0).count();
        match (better, worse) {
            (3, _) => Self::Better,
            (0, 0) => Self::NoBetter,
            (_, 0) => Self::PartlyBetter,
            (0, _) => Self::Worse,
            _ => Self::Mixed,
        }
    }
}

pub(super) fn of_method(
    method: Method,
    verdict: MethodVerdict,
    above: Option<&Marks<Interval>>,
    k: usize,
) -> String {
    let name = capital(method.name());
    let by =
        |test: fn(&Interval) -> bool| above.map_or_else(String::new, |above| named(above, k, test));
    let better = || by(|difference| difference.low > 0.0);
    let worse = || by(|difference| difference.high < 0.0);
    match verdict {
        MethodVerdict::Baseline => format!("{name} is what the others are held against."),
        MethodVerdict::Better => format!("{name}: better than popularity by all three numbers."),
        MethodVerdict::PartlyBetter => {
            format!("{name}: better than popularity by {}, not by the rest.", better())
        }
        MethodVerdict::NoBetter => format!("{name}: no better than popularity."),
        MethodVerdict::Mixed => {
            format!("{name}: better than popularity by {}, worse by {}.", better(), worse())
        }
        MethodVerdict::Worse => format!("{name}: worse than popularity by {}.", worse()),
        MethodVerdict::Untold => format!("{name}: too few ask to tell it from popularity."),
    }
}

/// The numbers of which something is true.
fn named(above: &Marks<Interval>, k: usize, test: fn(&Interval) -> bool) -> String {
    let marks = [
        (format!("precision at {k}"), above.precision),
        ("average precision".to_owned(), above.average_precision),
        ("AUC".to_owned(), above.auc),
    ];
    let named = marks.iter().filter(|(_, difference)| test(difference)).map(|(name, _)| &**name);
    named.collect::<Vec<_>>().join(" and ")
}

pub(super) fn of_task(task: Task, methods: &[MethodMarks], askers: usize) -> String {
    let who = match task {
        Task::Recipients => "funder",
        Task::Initiatives => "initiative",
    };
    if methods.is_empty() {
        return format!(
            "Nothing can be judged: no {who} has a new tie that the rest of the map could foretell."
        );
    }
    if askers < 2 {
        return format!("Only one {who} has a new tie to judge by: nothing can be told.");
    }
    let of = |verdict: MethodVerdict| {
        let names = methods.iter().filter(|one| one.verdict == verdict);
        names.map(|one| one.method.name()).collect::<Vec<_>>().join("; ")
    };
    let (better, partly) = (of(MethodVerdict::Better), of(MethodVerdict::PartlyBetter));
    let worse = of(MethodVerdict::Worse);
    let outcome = match (better.is_empty(), partly.is_empty()) {
        (false, _) => format!("Better than popularity, over {askers} {who}s: {better}."),
        (true, false) => {
            format!("Better than popularity by some numbers only, over {askers} {who}s: {partly}.")
        }
        (true, true) => format!(
            "No better than popularity: over {askers} {who}s, no method can be told to be better."
        ),
    };
    if worse.is_empty() { outcome } else { format!("{outcome} Worse than popularity: {worse}.") }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
