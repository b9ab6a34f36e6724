//! Schoener's overlap: how alike two spread their money.
//!
//! Each side's amounts become shares of its own total; the overlap is Σ min(share of a, share of
//! b): 1 where both spread alike, however much each spends, 0 where nothing is shared. It is
//! 1 − the Bray–Curtis dissimilarity of the shares.
//!
//! An amount that is not known is not zero: an item that both hold, and of which one amount is
//! unknown, is left out on both sides, from the totals too. So is an item whose only holder's
//! amount is unknown. O(length of both lists).
//!
//! Schoener (1970), *Nonsynchronous spatial overlap of lizards in patchy habitats*.

/// What one side gives to an item: the item, and the amount where it is known. Never negative.
pub type Portion = (u32, Option<f64>);

/// Overlap of two spreads, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schoener {
    /// Σ min of the shares; nothing where one side has no known money to compare.
    pub overlap: Option<f64>,
    /// How many items both hold.
    pub shared: usize,
    /// Of these, of how many both amounts are known.
    pub known: usize,
}

/// Compares two spreads; both are by item, ascending, each item once. Shared items of which
/// `counts` says no stay in the totals, but are no overlap.
///
/// ```
/// use waymark_measures::schoener;
///
/// let a = [(0, Some(75.0)), (1, Some(25.0))];
/// let b = [(0, Some(1.0)), (2, Some(1.0)), (3, None)];
/// assert_eq!(schoener(&a, &b, |_| true).overlap, Some(0.5));
/// ```
pub fn schoener(a: &[Portion], b: &[Portion], counts: impl Fn(u32) -> bool) -> Schoener {
    let (mut total_a, mut total_b) = (0.0, 0.0);
    let mut both: Vec<(f64, f64)> = Vec::new();
    let (mut shared, mut known) = (0, 0);
    let (mut rest_a, mut rest_b) = (a, b);
    loop {
        match (rest_a, rest_b) {
            ([x, ..], [y, ..]) if x.0 == y.0 => {
                shared += 1;
                if let (Some(of_a), Some(of_b)) = (x.1, y.1) {
                    known += 1;
                    total_a += of_a;
                    total_b += of_b;
                    if counts(x.0) {
                        both.push((of_a, of_b));
                    }
                }
                (rest_a, rest_b) = (&rest_a[1..], &rest_b[1..]);
            }
            ([x, ..], [y, ..]) if x.0 > y.0 => {
                total_b += y.1.unwrap_or(0.0);
                rest_b = &rest_b[1..];
            }
            ([x, ..], _) => {
                total_a += x.1.unwrap_or(0.0);
                rest_a = &rest_a[1..];
            }
            ([], [y, ..]) => {
                total_b += y.1.unwrap_or(0.0);
                rest_b = &rest_b[1..];
            }
            ([], []) => break,
        }
    }
    let shares = both.iter().map(|(of_a, of_b)| (of_a / total_a).min(of_b / total_b));
    let comparable = total_a > 0.0 && total_b > 0.0 && (shared == 0 || known > 0);
    Schoener { overlap: comparable.then(|| shares.sum::<f64>().min(1.0)), shared, known }
}
