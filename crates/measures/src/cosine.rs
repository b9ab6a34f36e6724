//! How alike two lists of weights are, whatever their lengths.
//!
//! cos(a, b) = Σ a_k b_k / (√Σ a_k² √Σ b_k²): 1 for the same proportions, 0 where nothing is in
//! common. Salton & McGill (1983), *Introduction to Modern Information Retrieval*. O(entries).
//! Limits: it knows nothing of how common an entry is, and an empty list is like none.

/// The cosine of two lists of weights by entry, each ascending by entry. None where one of them
/// weighs nothing: an empty list is unlike nothing, it is unknown.
///
/// ```
/// use waymark_measures::cosine;
///
/// let similarity = cosine(&[(0, 1.0), (2, 1.0)], &[(0, 3.0), (1, 4.0)]).unwrap();
/// assert!((similarity - 3.0 / (2f64.sqrt() * 5.0)).abs() < 1e-12);
/// assert_eq!(cosine(&[], &[(0, 1.0)]), None);
/// ```
pub fn cosine(a: &[(u32, f64)], b: &[(u32, f64)]) -> Option<f64> {
    let (long_a, long_b) = (length(a), length(b));
    if long_a <= 0.0 || long_b <= 0.0 {
        return None;
    }
    let (mut a, mut b, mut product) = (a, b, 0.0);
    while let ([(x, weight_a), rest_a @ ..], [(y, weight_b), rest_b @ ..]) = (a, b) {
        if x == y {
            product += weight_a * weight_b;
        }
        if x <= y {
            a = rest_a;
        }
        if y <= x {
            b = rest_b;
        }
    }
    Some((product / (long_a * long_b)).clamp(-1.0, 1.0))
}

fn length(weights: &[(u32, f64)]) -> f64 {
    weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
}
