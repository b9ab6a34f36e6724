//! How many of many trials come true, when each has a probability of its own.
//!
//! It is what two rows share when each place of a matrix is filled independently: the sum over the
//! columns of q_ik·q_jk. Neal (2014), *The backbone of bipartite projections*; Hong (2013), *On
//! computing the distribution function for the Poisson binomial distribution*.
//!
//! **Exact** by dynamic programming over the trials. Counts above the one that is asked for are one
//! absorbing state, so both tails are sums of positive numbers and keep their relative precision
//! (about 12 digits) as far out as floating numbers go. Trials of equal probability are one binomial
//! step. Time is Σ min(trials of a group, s)·s over the groups for a count s.
//!
//! **Approximate** where that is more than [`EXACT_WORK`] steps: the saddle-point formula of
//! Lugannani & Rice (1980) with Daniels' (1987) correction for whole numbers, *Tail probability
//! approximations*. Its error is relative, also far out. From 4 standard deviations below
//! the mean (and counts above 0) to 8 above, it is below 1% of the tail for a variance above 1, below
//! 0.2% above 20, below 0.05% above 60 (where an exact distribution begins to take long), and below
//! 0.0001% above 500.

use crate::Tails;
use crate::binomial::binomial_point;
use crate::normal::{normal_density, normal_tail};

/// How many steps an exact distribution may take; beyond it, tails are approximated.
pub const EXACT_WORK: u64 = 1 << 17;

/// Below this exponent, the chance that nothing comes true is too small a number to begin with.
const SMALLEST_EXPONENT: f64 = -600.0;

/// The number of trials that come true, each with its own probability.
#[derive(Debug, Clone, PartialEq)]
pub struct PoissonBinomial {
    /// Trials that always come true.
    certain: u32,
    /// Probabilities between 0 and 1, ascending, and how many trials have them.
    groups: Vec<Group>,
    trials: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Group {
    probability: f64,
    trials: u32,
}

impl PoissonBinomial {
    /// Trials with these probabilities.
    ///
    /// ```
    /// use waymark_measures::PoissonBinomial;
    ///
    /// let two_coins = PoissonBinomial::of(&[0.5, 0.5]);
    /// assert_eq!(two_coins.tails(2).at_least, 0.25);
    /// ```
    pub fn of(probabilities: &[f64]) -> Self {
        Self::of_groups(probabilities.iter().map(|probability| (*probability, 1)))
    }

    /// Trials in groups: a probability, and how many trials have it.
    pub fn of_groups(groups: impl IntoIterator<Item = (f64, u32)>) -> Self {
        let mut given: Vec<(f64, u32)> = groups.into_iter().filter(|(p, _)| *p > 0.0).collect();
        given.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut certain = 0;
        let mut groups: Vec<Group> = Vec::with_capacity(given.len());
        for (probability, trials) in given {
            match groups.last_mut() {
                _ if probability >= 1.0 => certain += trials,
                Some(last) if last.probability == probability => last.trials += trials,
                _ => groups.push(Group { probability, trials }),
            }
        }
        let trials = groups.iter().map(|group| group.trials).sum();
        Self { certain, groups, trials }
    }

    /// How many come true on average.
    pub fn mean(&self) -> f64 {
        let groups = self.groups.iter();
        f64::from(self.certain)
            + groups.map(|group| f64::from(group.trials) * group.probability).sum::<f64>()
    }

    /// How much the number varies.
    pub fn variance(&self) -> f64 {
        let part = |group: &Group| group.probability * (1.0 - group.probability);
        self.groups.iter().map(|group| f64::from(group.trials) * part(group)).sum()
    }

    /// The chances that at least and at most so many come true: exact or approximate, as the size
    /// has it.
    pub fn tails(&self, count: u32) -> Tails {
        if self.is_exact(count) { self.exact_tails(count) } else { self.saddle_point_tails(count) }
    }

    /// Whether the tails at a count, and at all smaller counts, are exact.
    pub fn is_exact(&self, count: u32) -> bool {
        let states = u64::from(count.saturating_sub(self.certain)) + 2;
        let step = |group: &Group| u64::from(group.trials).min(states) * states;
        self.groups.iter().map(step).sum::<u64>() <= EXACT_WORK
    }

    /// The tails at a count by dynamic programming, whatever it takes.
    pub fn exact_tails(&self, count: u32) -> Tails {
        let Some(last) = count.checked_sub(self.certain) else { return Tails::BELOW_ALL };
        if last > self.trials {
            return Tails::ABOVE_ALL;
        }
        let states = self.states(last);
        let last = last as usize;
        Tails::new(states[last] + states[last + 1], states[..=last].iter().sum())
    }

    /// The tails at every count from 0 to `most` by dynamic programming, in one go.
    pub fn exact_tails_to(&self, most: u32) -> Vec<Tails> {
        let certain = self.certain.min(most + 1);
        let mut tails = vec![Tails::BELOW_ALL; certain as usize];
        if let Some(last) = most.checked_sub(self.certain) {
            let states = self.states(last);
            let mut at_most = 0.0;
            let mut at_least = vec![0.0; states.len()];
            at_least[states.len() - 1] = states[states.len() - 1];
            for state in (0..states.len() - 1).rev() {
                at_least[state] = at_least[state + 1] + states[state];
            }
            for (state, at_least) in states.iter().zip(at_least).take(last as usize + 1) {
                at_most += state;
                tails.push(Tails::new(at_least, at_most));
            }
        }
        tails
    }

    /// The chances that of the uncertain trials 0, 1, …, `last` come true, and more than that.
    fn states(&self, last: u32) -> Vec<f64> {
        let mut states = vec![0.0; last as usize + 2];
        states[0] = 1.0;
        for group in &self.groups {
            if group.trials <= last / 2 + 1 {
                (0..group.trials).for_each(|_| add_trial(&mut states, group.probability));
            } else {
                add_trials(&mut states, *group);
            }
        }
        states
    }

    /// The tails at a count by the saddle-point approximation.
    pub fn saddle_point_tails(&self, count: u32) -> Tails {
        let Some(uncertain) = count.checked_sub(self.certain) else { return Tails::BELOW_ALL };
        if uncertain > self.trials {
            return Tails::ABOVE_ALL;
        }
        let at_least = if uncertain == 0 { 1.0 } else { self.saddle(uncertain).at_least };
        let all = uncertain == self.trials;
        let at_most = if all { 1.0 } else { self.saddle(uncertain + 1).at_most };
        Tails::new(at_least, at_most)
    }

    /// The chances of `count` or more and of less than `count` uncertain trials.
    fn saddle(&self, count: u32) -> Tails {
        let target = f64::from(count) - 0.5;
        let tilt = self.tilt_to(target);
        let cumulants = self.cumulants(tilt);
        let spread = cumulants.second.sqrt();
        let skew = cumulants.third / (cumulants.second * spread);
        let deviance = 2.0 * (tilt * target - cumulants.zeroth);
        let w = deviance.max(0.0).sqrt().copysign(tilt);
        if (tilt * spread).abs() < 1e-4 {
            // 1/w − 1/u is 0/0 here; this is its limit.
            let at_least = 0.5 - normal_density(0.0) * (tilt * spread + skew / 6.0);
            return Tails::new(at_least, 1.0 - at_least);
        }
        let u = 2.0 * (tilt / 2.0).sinh() * spread;
        let correction = normal_density(w) * (1.0 / w - 1.0 / u);
        Tails::new(normal_tail(w) - correction, normal_tail(-w) + correction)
    }

    /// The exponential tilt that moves the mean to a target between 0 and all trials.
    fn tilt_to(&self, target: f64) -> f64 {
        let (mut low, mut high) = (-700.0, 700.0);
        let mut tilt = 0.0;
        for _ in 0..200 {
            let cumulants = self.cumulants(tilt);
            let excess = cumulants.first - target;
            if excess > 0.0 {
                high = tilt;
            } else {
                low = tilt;
            }
            let newton = tilt - excess / cumulants.second;
            let inside = newton > low && newton < high;
            let next = if inside { newton } else { f64::midpoint(low, high) };
            if (next - tilt).abs() <= 1e-14 * tilt.abs() || excess.abs() <= 1e-15 * target {
                break;
            }
            tilt = next;
        }
        tilt
    }

    /// The cumulant function and its derivatives at a tilt.
    fn cumulants(&self, tilt: f64) -> Cumulants {
        let mut sum = Cumulants::default();
        for Group { probability: q, trials } in &self.groups {
            let trials = f64::from(*trials);
            let rest = (1.0 - q) * (-tilt).exp();
            let tilted = q / (q + rest);
            let other = rest / (q + rest);
            // Near 0 the second keeps its digits; far above, it would overflow.
            let log = if tilt > 1.0 { tilt + (q + rest).ln() } else { (q * tilt.exp_m1()).ln_1p() };
            sum.zeroth += trials * log;
            sum.first += trials * tilted;
            sum.second += trials * tilted * other;
            sum.third += trials * tilted * other * (other - tilted);
        }
        sum
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Cumulants {
    zeroth: f64,
    first: f64,
    second: f64,
    third: f64,
}

/// One more trial. The last state is all counts above those that are told apart.
fn add_trial(states: &mut [f64], probability: f64) {
    let last = states.len() - 1;
    states[last] += states[last - 1] * probability;
    for state in (1..last).rev() {
        states[state] = states[state] * (1.0 - probability) + states[state - 1] * probability;
    }
    states[0] *= 1.0 - probability;
}

/// Many more trials of one probability.
fn add_trials(states: &mut [f64], group: Group) {
    let last = states.len() - 1;
    let points = points(group, last as u32 - 1);
    // How likely the group alone brings so many or more, for each distance to the last state.
    let mut beyond = tail(group, last as u32, &points);
    let mut absorbed = states[last] + states[0] * beyond;
    for (state, before) in states[..last].iter().enumerate().skip(1) {
        beyond += points.get(last - state).unwrap_or(&0.0);
        absorbed += before * beyond;
    }
    for state in (0..last).rev() {
        let terms = points.iter().take(state + 1).zip(states[..=state].iter().rev());
        states[state] = terms.map(|(point, before)| point * before).sum();
    }
    states[last] = absorbed;
}

/// The chances that 0, 1, …, `most` of a group come true; no more than it has trials.
fn points(group: Group, most: u32) -> Vec<f64> {
    let most = most.min(group.trials);
    let mut points = vec![0.0; most as usize + 1];
    let exponent = f64::from(group.trials) * (-group.probability).ln_1p();
    let mean = f64::from(group.trials) * group.probability;
    let anchor = if exponent > SMALLEST_EXPONENT { 0 } else { most.min(mean as u32) };
    points[anchor as usize] = binomial_point(anchor, group.trials, group.probability);
    for k in anchor..most {
        points[k as usize + 1] = points[k as usize] * ratio(group, k);
    }
    for k in (0..anchor).rev() {
        points[k as usize] = points[k as usize + 1] / ratio(group, k);
    }
    points
}

/// The chance of `from` or more of a group, given those of 0, 1, …, `from` − 1.
fn tail(group: Group, from: u32, points: &[f64]) -> f64 {
    if from > group.trials {
        return 0.0;
    }
    if f64::from(from) <= f64::from(group.trials) * group.probability {
        return 1.0 - points.iter().sum::<f64>();
    }
    let mut term = points[from as usize - 1] * ratio(group, from - 1);
    let mut sum = term;
    for k in from..group.trials {
        term *= ratio(group, k);
        sum += term;
        if term <= 1e-18 * sum {
            break;
        }
    }
    sum
}

/// The chance of k + 1 over the chance of k.
fn ratio(group: Group, k: u32) -> f64 {
    let odds = group.probability / (1.0 - group.probability);
    f64::from(group.trials - k) / f64::from(k + 1) * odds
}
