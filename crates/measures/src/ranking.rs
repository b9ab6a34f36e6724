//! How well scores put what is sought before what is not.
//!
//! - **AUC**: how likely something sought scores above something not sought, ties counting half.
//!   Hanley & McNeil (1982), *The meaning and use of the area under a ROC curve*.
//! - **Average precision**, the area under the curve of precision over recall: Σ (R_n − R_n−1)·P_n
//!   over the different scores. Among many candidates it says more than AUC, since it asks what
//!   stands at the top. Davis & Goadrich (2006), *The relationship between precision-recall and ROC
//!   curves*.
//! - **Precision at k**: how many of the first k are sought, of k; of all candidates, where there
//!   are fewer. Equal scores at the border count by how likely each is among the first k, when it
//!   is left to chance which of them come first.
//!
//! All three are exact for equal scores, so that a method that tells nothing apart gets what chance
//! gets: 0.5, and the share of what is sought. O(candidates · log sought).

/// Where what is sought stands among all candidates.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The different scores of what is sought, the highest first.
    groups: Vec<Group>,
    sought: usize,
    others: usize,
}

/// What is sought and has one score.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    score: f64,
    sought: usize,
    /// Others with the same score.
    level: usize,
    /// Others with a higher one.
    above: usize,
}

impl Ranking {
    /// The ranking of what is sought among others, by their scores. None where nothing is sought,
    /// or nothing else is there: then there is nothing to tell apart.
    ///
    /// Scores are numbers of at least 0. Those that differ by rounding only count as equal.
    ///
    /// ```
    /// use waymark_measures::Ranking;
    ///
    /// let ranking = Ranking::of(&[3.0, 1.0], [2.0, 1.0, 0.0]).unwrap();
    /// assert_eq!(ranking.auc(), 0.75);
    /// assert_eq!(ranking.precision_at(1), 1.0);
    /// assert_eq!(ranking.average_precision(), 0.75);
    /// ```
    pub fn of(sought: &[f64], others: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut groups = groups(sought);
        // Others that stand before each group, but not before the one above it.
        let mut before = vec![0_usize; groups.len() + 1];
        let mut count = 0;
        for score in others {
            let score = rounded(score);
            count += 1;
            let place = groups.partition_point(|group| group.score > score);
            match groups.get_mut(place) {
                Some(group) if group.score == score => group.level += 1,
                _ => before[place] += 1,
            }
        }
        let mut above = 0;
        for (group, before) in groups.iter_mut().zip(before) {
            group.above = above + before;
            above = group.above + group.level;
        }
        let there_are_both = !sought.is_empty() && count > 0;
        there_are_both.then_some(Self { groups, sought: sought.len(), others: count })
    }

    /// How likely something sought scores above something not sought.
    pub fn auc(&self) -> f64 {
        let won = |group: &Group| {
            let below = self.others - group.above - group.level;
            group.sought as f64 * (below as f64 + 0.5 * group.level as f64)
        };
        self.groups.iter().map(won).sum::<f64>() / (self.sought as f64 * self.others as f64)
    }

    /// The area under the curve of precision over recall.
    pub fn average_precision(&self) -> f64 {
        let (mut found, mut sum) = (0, 0.0);
        for group in &self.groups {
            found += group.sought;
            let seen = found + group.above + group.level;
            sum += group.sought as f64 * (found as f64 / seen as f64);
        }
        sum / self.sought as f64
    }

    /// How many of the first k are sought, of k. k must not be 0.
    pub fn precision_at(&self, k: usize) -> f64 {
        let k = k.min(self.sought + self.others);
        let (mut found, mut hits) = (0, 0.0);
        for group in &self.groups {
            let left = k.saturating_sub(found + group.above);
            let level = group.sought + group.level;
            hits += group.sought as f64 * (left as f64 / level as f64).min(1.0);
            found += group.sought;
        }
        hits / k as f64
    }

    /// The highest precision at k that any scores could have.
    pub fn attainable_precision_at(&self, k: usize) -> f64 {
        let k = k.min(self.sought + self.others);
        self.sought.min(k) as f64 / k as f64
    }

    /// How much is sought.
    pub fn sought(&self) -> usize {
        self.sought
    }

    /// How many candidates there are, sought or not.
    pub fn candidates(&self) -> usize {
        self.sought + self.others
    }
}

fn groups(sought: &[f64]) -> Vec<Group> {
    let mut scores: Vec<f64> = sought.iter().map(|score| rounded(*score)).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let same = scores.chunk_by(|a, b| a == b);
    same.map(|same| Group { score: same[0], sought: same.len(), level: 0, above: 0 }).collect()
}

/// The nearest number of 32 binary digits: sums of the same parts in another order are equal.
fn rounded(score: f64) -> f64 {
    const LOST: u64 = 1 << 21;
    debug_assert!(score >= 0.0 && score.is_finite(), "`{score}` is no score");
    f64::from_bits((score.to_bits() + LOST / 2) & !(LOST - 1))
}
