//! Which of many tests still stand when it is counted how many were made.
//!
//! Of m tests in which nothing is to be found, m/20 come out below 0.05. Benjamini & Hochberg
//! (1995), *Controlling the false discovery rate*: with p₍₁₎ ≤ … ≤ p₍ₘ₎ the q value of the k-th is
//! min over j ≥ k of p₍ⱼ₎·m/j, and of all tests with q ≤ 0.05 at most about one in twenty is there
//! by chance alone.
//!
//! **The family is all tests that could have been looked at.** When pairs of rows are tested, a
//! pair that shares nothing is a test too; to leave it out because it came out as nothing would
//! make m small after the fact. Tests are given as groups of equal p values, because at scale there
//! are millions of them with few values; what is not given explicitly still counts in m, as p = 1.
//!
//! O(groups · log groups) to build, O(log groups) to ask.

/// The p values of a family of tests, corrected for their number.
#[derive(Debug, Clone, PartialEq)]
pub struct BenjaminiHochberg {
    tests: u64,
    level: f64,
    /// Different p values, ascending, with how many tests are at or below each.
    steps: Vec<Step>,
    /// How many pass at the level.
    passing: u64,
    /// For k above `passing`, ascending: the p at which one more test would make k that pass.
    reaches: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    p: f64,
    /// Tests with this p or a smaller one.
    rank: u64,
    q: f64,
}

impl BenjaminiHochberg {
    /// A family of `tests`, of which some are given as p value and how many have it; the others
    /// have p = 1. A test passes when its q is at most `level`.
    ///
    /// ```
    /// use waymark_measures::BenjaminiHochberg;
    ///
    /// let family = BenjaminiHochberg::new(4, 0.05, [(0.01, 1), (0.02, 1), (0.5, 1)]);
    /// assert_eq!((family.q(0.01), family.q(0.5)), (0.04, 2.0 / 3.0));
    /// assert_eq!(family.passing(), 2);
    /// ```
    pub fn new(tests: u64, level: f64, groups: impl IntoIterator<Item = (f64, u64)>) -> Self {
        let steps = steps(tests, groups);
        let passing = steps.iter().rfind(|step| step.q <= level).map_or(0, |step| step.rank);
        let mut family = Self { tests, level, steps, passing, reaches: Vec::new() };
        family.reaches = family.find_reaches();
        family
    }

    /// How many tests the family has.
    pub fn tests(&self) -> u64 {
        self.tests
    }

    /// The level at which tests pass.
    pub fn level(&self) -> f64 {
        self.level
    }

    /// How many tests pass after the correction.
    pub fn passing(&self) -> u64 {
        self.passing
    }

    /// How many tests are below the level before the correction.
    pub fn below_level(&self) -> u64 {
        let below = self.steps.partition_point(|step| step.p < self.level);
        below.checked_sub(1).map_or(0, |last| self.steps[last].rank)
    }

    /// The q value of a test of the family; of a p that no test has, that of the next higher one.
    pub fn q(&self, p: f64) -> f64 {
        let place = self.steps.partition_point(|step| step.p < p);
        self.steps.get(place).map_or(1.0, |step| step.q)
    }

    /// What a test would have had to reach to pass, the others being as they are: it passes with
    /// this p or a smaller one. `p` is what it has now. A test whose smallest possible p is above
    /// this cannot pass, whatever is observed.
    pub fn within_reach(&self, p: f64) -> f64 {
        if self.q(p) <= self.level {
            return self.bound(self.passing);
        }
        // Below its own p, the test is one more than those that are counted there.
        let place = self.reaches.partition_point(|reach| *reach < p);
        place.checked_sub(1).map_or(0.0, |place| self.reaches[place])
    }

    /// The largest p with which the k-th smallest passes.
    fn bound(&self, k: u64) -> f64 {
        self.level * k as f64 / self.tests as f64
    }

    /// The bounds of those k for which exactly k − 1 tests are at or below their bound: a test
    /// that comes to it from above is the k-th.
    fn find_reaches(&self) -> Vec<f64> {
        let before = std::iter::once((0, f64::NEG_INFINITY));
        let counts: Vec<(u64, f64)> =
            before.chain(self.steps.iter().map(|step| (step.rank, step.p))).collect();
        let above = self.steps.iter().map(|step| step.p).chain(std::iter::once(f64::INFINITY));
        counts
            .iter()
            .zip(above)
            .filter(|((rank, _), _)| *rank >= self.passing && *rank < self.tests)
            .map(|((rank, p), next)| (*p, self.bound(rank + 1), next))
            .filter(|(p, bound, next)| p <= bound && bound < next)
            .map(|(_, bound, _)| bound)
            .collect()
    }
}

/// Different p values with their ranks and q values.
fn steps(tests: u64, groups: impl IntoIterator<Item = (f64, u64)>) -> Vec<Step> {
    let mut groups: Vec<(f64, u64)> = groups.into_iter().filter(|(_, count)| *count > 0).collect();
    groups.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut steps: Vec<Step> = Vec::new();
    let mut rank = 0;
    for (p, count) in groups {
        rank += count;
        match steps.last_mut() {
            Some(last) if last.p == p => last.rank = rank,
            _ => steps.push(Step { p, rank, q: 1.0 }),
        }
    }
    let mut q = 1.0_f64;
    for step in steps.iter_mut().rev() {
        // In this order, the last of all tests keeps its p to the last digit.
        q = q.min(step.p * (tests as f64 / step.rank as f64));
        step.q = q;
    }
    steps
}
