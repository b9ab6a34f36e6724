//! Pairs of rows against nulls in which p depends on the degrees and on what is shared only.
//!
//! Of fifty million pairs of ten thousand rows, all but a few are alike in these three, so each
//! sort of pair is tested once.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use waymark_measures::{
    Bicm, Hypergeometric, Incidence, PoissonBinomial, Progress, SharedCounts, Stopped, Tails, Watch,
};

use super::{Outlook, Tested};

/// All pairs of rows, by sort.
pub(super) struct Grouped {
    degrees: Degrees,
    null: Null,
    /// In the order of sorts.
    tested: Vec<(Sort, Tails, u64)>,
}

/// Which null it is.
enum Null {
    Hypergeometric { population: u32 },
    Sdsm(Bicm),
}

/// What a pair of rows needs to have in common with another to have the same p: the classes of its
/// rows, the smaller first, and how many items it shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Sort {
    classes: (u32, u32),
    shared: u32,
}

impl Grouped {
    pub(super) fn hypergeometric(matrix: &Incidence, watch: &dyn Watch) -> Result<Self, Stopped> {
        Self::test(matrix, Null::Hypergeometric { population: matrix.columns.rows() }, watch)
    }

    pub(super) fn sdsm(matrix: &Incidence, watch: &dyn Watch) -> Result<Self, Stopped> {
        Self::test(matrix, Null::Sdsm(Bicm::fit(matrix, watch)?), watch)
    }

    fn test(matrix: &Incidence, null: Null, watch: &dyn Watch) -> Result<Self, Stopped> {
        let degrees = Degrees::of(matrix);
        let sorts = degrees.census(matrix, watch)?;
        // Sorts of the same two classes have the same distribution, which is worked out once.
        let classes: Vec<&[(Sort, u64)]> = sorts.chunk_by(same_classes).collect();
        let progress = Progress::new(watch, "testing pairs", classes.len());
        let tested: Result<Vec<Vec<Tails>>, Stopped> = classes
            .par_iter()
            .map(|sorts| {
                progress.one_done()?;
                Ok(null.tails_of(&degrees, sorts))
            })
            .collect();
        let tails = tested?.into_iter().flatten();
        let tested = sorts.iter().zip(tails).map(|((sort, pairs), tails)| (*sort, tails, *pairs));
        Ok(Self { tested: tested.collect(), degrees, null })
    }
}

impl Tested for Grouped {
    fn groups(&self) -> Vec<(Tails, u64)> {
        self.tested.iter().map(|(_, tails, pairs)| (*tails, *pairs)).collect()
    }

    fn tails(&self, a: u32, b: u32, shared: u32) -> Tails {
        let sort = Sort { classes: self.degrees.classes(a, b), shared };
        let place = self.tested.binary_search_by_key(&sort, |(sort, ..)| *sort);
        let place = place.expect("every pair of rows was counted under its sort");
        self.tested[place].1
    }

    fn outlooks(&self, pairs: &[(u32, u32)]) -> Vec<Outlook> {
        let classes: Vec<(u32, u32)> =
            pairs.iter().map(|(a, b)| self.degrees.classes(*a, *b)).collect();
        let mut different = classes.clone();
        different.sort_unstable();
        different.dedup();
        let outlooks: Vec<Outlook> =
            different.par_iter().map(|classes| self.outlook(*classes)).collect();
        let of = |classes: &(u32, u32)| different.partition_point(|other| other < classes);
        classes.iter().map(|classes| outlooks[of(classes)]).collect()
    }

    fn converged(&self) -> Option<bool> {
        match &self.null {
            Null::Hypergeometric { .. } => None,
            Null::Sdsm(bicm) => Some(bicm.converged()),
        }
    }
}

impl Grouped {
    fn outlook(&self, classes: (u32, u32)) -> Outlook {
        let (first, second) = self.degrees.of_classes(classes);
        let (most, both) = (first.min(second), u64::from(first) + u64::from(second));
        let least = both.saturating_sub(u64::from(self.degrees.columns)) as u32;
        let limits = [least, most].map(|shared| (Sort { classes, shared }, 1));
        let tails = self.null.tails_of(&self.degrees, &limits);
        let smallest = Tails { at_least: tails[1].at_least, at_most: tails[0].at_most };
        Outlook { expected: self.null.mean(&self.degrees, classes), smallest }
    }
}

impl Null {
    /// The p values of pairs of the same two classes.
    fn tails_of(&self, degrees: &Degrees, sorts: &[(Sort, u64)]) -> Vec<Tails> {
        let classes = sorts[0].0.classes;
        match self {
            Self::Hypergeometric { population } => {
                let distribution = degrees.hypergeometric(*population, classes);
                sorts.iter().map(|(sort, _)| distribution.tails(sort.shared)).collect()
            }
            Self::Sdsm(bicm) => tails_at(&bicm.overlap_of_classes(classes.0, classes.1), sorts),
        }
    }

    fn mean(&self, degrees: &Degrees, classes: (u32, u32)) -> f64 {
        match self {
            Self::Hypergeometric { population } => {
                degrees.hypergeometric(*population, classes).mean()
            }
            Self::Sdsm(bicm) => bicm.overlap_of_classes(classes.0, classes.1).mean(),
        }
    }
}

/// The tails at what each sort shares; what is exact comes from one distribution.
fn tails_at(distribution: &PoissonBinomial, sorts: &[(Sort, u64)]) -> Vec<Tails> {
    let exact = sorts.iter().map(|(sort, _)| sort.shared).filter(|s| distribution.is_exact(*s));
    let exact = exact.max().map_or(Vec::new(), |most| distribution.exact_tails_to(most));
    let tails = |shared: u32| match exact.get(shared as usize) {
        Some(tails) => *tails,
        None => distribution.saddle_point_tails(shared),
    };
    sorts.iter().map(|(sort, _)| tails(sort.shared)).collect()
}

fn same_classes(one: &(Sort, u64), other: &(Sort, u64)) -> bool {
    one.0.classes == other.0.classes
}

/// Rows by degree, in the same classes as those of [`Bicm`].
struct Degrees {
    /// The class of each row: one for each degree, the highest first.
    class_of: Vec<u32>,
    degrees: Vec<u32>,
    sizes: Vec<u64>,
    columns: u32,
}

impl Degrees {
    fn of(matrix: &Incidence) -> Self {
        let rows = 0..matrix.rows.rows();
        let degree_of: Vec<u32> = rows.map(|row| matrix.rows.row(row).len() as u32).collect();
        let mut degrees = degree_of.clone();
        degrees.sort_unstable_by(|a, b| b.cmp(a));
        degrees.dedup();
        let mut sizes = vec![0; degrees.len()];
        let class_of = degree_of.iter().map(|degree| {
            let class = degrees.partition_point(|other| other > degree);
            sizes[class] += 1;
            class as u32
        });
        let class_of = class_of.collect();
        Self { class_of, degrees, sizes, columns: matrix.columns.rows() }
    }

    fn classes(&self, a: u32, b: u32) -> (u32, u32) {
        let (a, b) = (self.class_of[a as usize], self.class_of[b as usize]);
        (a.min(b), a.max(b))
    }

    fn of_classes(&self, classes: (u32, u32)) -> (u32, u32) {
        (self.degrees[classes.0 as usize], self.degrees[classes.1 as usize])
    }

    fn hypergeometric(&self, population: u32, classes: (u32, u32)) -> Hypergeometric {
        let (first, second) = self.of_classes(classes);
        Hypergeometric::new(population, first, second)
    }

    /// How many pairs of rows there are of each sort, in the order of sorts. Time is that of
    /// finding all pairs that share something; pairs that share nothing are what is left.
    fn census(&self, matrix: &Incidence, watch: &dyn Watch) -> Result<Vec<(Sort, u64)>, Stopped> {
        let mut pairs = self.count_sharing(matrix, watch)?;
        let mut left = self.all_pairs();
        for (sort, count) in &pairs {
            *left.get_mut(&sort.classes).expect("classes have rows") -= count;
        }
        let none = left.into_iter().filter(|(_, count)| *count > 0);
        pairs.extend(none.map(|(classes, count)| (Sort { classes, shared: 0 }, count)));
        let mut sorts: Vec<(Sort, u64)> = pairs.into_iter().collect();
        sorts.sort_unstable();
        Ok(sorts)
    }

    /// How many pairs there are of each two classes.
    fn all_pairs(&self) -> FxHashMap<(u32, u32), u64> {
        let mut pairs = FxHashMap::default();
        for (a, of_a) in self.sizes.iter().enumerate() {
            pairs.insert((a as u32, a as u32), of_a * (of_a - 1) / 2);
            for (b, of_b) in self.sizes.iter().enumerate().skip(a + 1) {
                pairs.insert((a as u32, b as u32), of_a * of_b);
            }
        }
        pairs
    }

    fn count_sharing(
        &self,
        matrix: &Incidence,
        watch: &dyn Watch,
    ) -> Result<FxHashMap<Sort, u64>, Stopped> {
        let rows = matrix.rows.rows();
        let progress = Progress::new(watch, "counting what pairs share", rows as usize);
        let empty = || (FxHashMap::default(), SharedCounts::new(rows));
        (0..rows)
            .into_par_iter()
            .try_fold(empty, |(mut sorts, mut counts), a| {
                for (b, shared) in counts.with_later_rows(matrix, a) {
                    *sorts.entry(Sort { classes: self.classes(a, b), shared }).or_insert(0) += 1;
                }
                progress.one_done()?;
                Ok((sorts, counts))
            })
            .map(|part| part.map(|(sorts, _)| sorts))
            .try_reduce(FxHashMap::default, |mut all, part| {
                for (sort, count) in part {
                    *all.entry(sort).or_insert(0) += count;
                }
                Ok(all)
            })
    }
}
