//! How long things take when some are not over yet: the share that is still open after each time.
//!
//! S(t) = Π over the times up to t of (1 − ended / at risk). Who leaves unended at a time is at risk
//! at that time, and no longer after it. The variance is Greenwood's, S² Σ ended / (at risk · (at
//! risk − ended)); the interval holds on the scale log(−log S), so that it stays between 0 and 1.
//! Where nobody or everybody has ended Greenwood's variance says nothing, and no interval is given.
//!
//! Spells are taken as independent of each other, and leaving unended as telling nothing of when
//! the end would have come. O(n log n).
//!
//! E. L. Kaplan and P. Meier (1958), *Nonparametric estimation from incomplete observations*;
//! M. Greenwood (1926), *The natural duration of cancer*; J. D. Kalbfleisch and R. L. Prentice
//! (1980), *The Statistical Analysis of Failure Time Data*, for the interval.

/// The 0.975 quantile of the normal distribution: intervals are for 95%.
const QUANTILE: f64 = 1.959_963_984_540_054;
/// One half, with room for the rounding of products such as 3/4 · 2/3.
const HALF: f64 = 0.5 + 1e-12;

/// How long something went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Observation {
    /// How long it was seen.
    pub time: i64,
    /// Whether it ended then; otherwise nothing is known of it after that time.
    pub ended: bool,
}

/// What happens at one time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurvivalStep {
    /// The time.
    pub time: i64,
    /// How many are seen up to this time at least.
    pub at_risk: usize,
    /// How many end.
    pub ended: usize,
    /// How many leave unended.
    pub censored: usize,
    /// The share that goes on after this time.
    pub survival: f64,
    /// Its standard error (Greenwood 1926); none where all have ended.
    pub standard_error: Option<f64>,
    /// The interval that holds it with 95%; none where nobody or everybody has ended.
    pub interval: Option<(f64, f64)>,
}

/// A curve of survival.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survival {
    /// Every time at which somebody ends or leaves, in order.
    pub steps: Vec<SurvivalStep>,
    /// The first time after which at most half go on; none if more than half never ends.
    pub median: Option<i64>,
    /// The first times at which the lower and the upper limit of the interval are one half or less:
    /// the interval of the median (Brookmeyer & Crowley 1982). Either may never come.
    pub median_interval: (Option<i64>, Option<i64>),
}

/// The Kaplan–Meier curve of observations.
///
/// ```
/// use waymark_measures::{Observation, kaplan_meier};
///
/// let seen = [(2, true), (3, false), (5, true), (5, true)];
/// let curve = kaplan_meier(&seen.map(|(time, ended)| Observation { time, ended }));
/// assert_eq!(curve.steps[0].survival, 0.75);
/// assert_eq!(curve.median, Some(5));
/// ```
pub fn kaplan_meier(observations: &[Observation]) -> Survival {
    let mut ordered = observations.to_vec();
    ordered.sort_unstable();
    let (mut at_risk, mut survival, mut sum) = (ordered.len(), 1.0, 0.0);
    let mut curve = Survival::default();
    for together in ordered.chunk_by(|a, b| a.time == b.time) {
        let ended = together.iter().filter(|one| one.ended).count();
        let left = at_risk - ended;
        survival *= left as f64 / at_risk as f64;
        if left > 0 {
            sum += ended as f64 / (at_risk as f64 * left as f64);
        }
        let some_go_on = survival > 0.0;
        curve.steps.push(SurvivalStep {
            time: together[0].time,
            at_risk,
            ended,
            censored: together.len() - ended,
            survival,
            standard_error: some_go_on.then(|| survival * f64::sqrt(sum)),
            interval: (some_go_on && survival < 1.0).then(|| interval(survival, sum)),
        });
        at_risk -= together.len();
    }
    curve.median = first(&curve.steps, |step| step.survival <= HALF);
    let limit = |limit: fn((f64, f64)) -> f64| {
        first(&curve.steps, |step| step.interval.is_some_and(|both| limit(both) <= HALF))
    };
    curve.median_interval = (limit(|both| both.0), limit(|both| both.1));
    curve
}

/// The share that goes on after a time, and nothing else. O(n log n).
pub(crate) fn survival_after(observations: &mut [(i64, bool)], time: i64) -> f64 {
    // Who ends comes before who leaves at the same time.
    observations.sort_unstable_by_key(|(time, ended)| (*time, !ended));
    let (mut at_risk, mut survival) = (observations.len(), 1.0);
    for (_, ended) in observations.iter().take_while(|(when, _)| *when <= time) {
        if *ended {
            survival *= (at_risk - 1) as f64 / at_risk as f64;
        }
        at_risk -= 1;
    }
    survival
}

/// Whether at most half go on.
pub(crate) fn is_half(survival: f64) -> bool {
    survival <= HALF
}

fn interval(survival: f64, sum: f64) -> (f64, f64) {
    let (log, width) = (survival.ln(), QUANTILE * f64::sqrt(sum));
    let limit = |side: f64| f64::exp(-f64::exp(f64::ln(-log) + side * width / log));
    (limit(-1.0), limit(1.0))
}

fn first(steps: &[SurvivalStep], test: impl Fn(&SurvivalStep) -> bool) -> Option<i64> {
    steps.iter().find(|step| test(step)).map(|step| step.time)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weeks of remission of 21 children on 6-mercaptopurine; negative where it went on (Freireich
    /// and others 1963, *The effect of 6-mercaptopurine on the duration of steroid-induced
    /// remissions in acute leukemia*).
    const FREIREICH: [i64; 21] =
        [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

    fn seen(weeks: &[i64]) -> Vec<Observation> {
        weeks.iter().map(|w| Observation { time: w.abs(), ended: *w > 0 }).collect()
    }

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    /// The figures are those of lifelines 0.30.
    #[test]
    fn remissions_of_leukemia_come_out_as_published() {
        let curve = kaplan_meier(&seen(&FREIREICH));
        let drops: Vec<&SurvivalStep> = curve.steps.iter().filter(|s| s.ended > 0).collect();
        let expected = [
            (6, 21, 0.857_142_857_1, 0.619_717_955_3, 0.951_551_747_6),
            (7, 17, 0.806_722_689_1, 0.563_146_564_6, 0.922_809_019_2),
            (10, 15, 0.752_941_176_5, 0.503_199_510_8, 0.889_361_835_2),
            (13, 12, 0.690_196_078_4, 0.431_610_222_5, 0.849_065_963_3),
            (16, 11, 0.627_450_980_4, 0.367_510_856_0, 0.804_912_189_5),
            (22, 7, 0.537_815_126_1, 0.267_778_936_8, 0.746_790_717_6),
            (23, 6, 0.448_179_271_7, 0.188_052_006_0, 0.680_142_628_5),
        ];
        assert_eq!(drops.len(), expected.len());
        for (step, (time, at_risk, survival, low, high)) in drops.into_iter().zip(expected) {
            assert_eq!((step.time, step.at_risk), (time, at_risk));
            near(step.survival, survival);
            near(step.interval.unwrap().0, low);
            near(step.interval.unwrap().1, high);
        }
        near(curve.steps[0].standard_error.unwrap(), 0.076_360_354_9);
        assert_eq!((curve.median, curve.median_interval), (Some(23), (Some(13), None)));
    }

    #[test]
    fn no_interval_is_given_where_the_variance_says_nothing() {
        let curve = kaplan_meier(&seen(&[-1, 2, 2]));
        assert_eq!((curve.steps[0].survival, curve.steps[0].interval), (1.0, None));
        let last = curve.steps[1];
        assert_eq!((last.survival, last.standard_error, last.interval), (0.0, None, None));
        assert_eq!(curve.median, Some(2));
    }

    #[test]
    fn nothing_seen_gives_an_empty_curve() {
        assert_eq!(kaplan_meier(&[]), Survival::default());
    }
}
