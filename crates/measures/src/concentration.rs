//! Concentration: on how few something rests.
//!
//! The Herfindahl–Hirschman index is Σ p², p being the shares of the whole: 1 where one has all,
//! 1/n where n have the same. Its inverse is the effective number: as many equal ones would be as
//! concentrated. O(amounts).
//!
//! Herfindahl (1950), *Concentration in the steel industry*; Hirschman (1964), *The paternity of an
//! index*; as a number of equal ones: Laakso & Taagepera (1979), *"Effective" number of parties*.

/// How concentrated some amounts are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concentration {
    /// The Herfindahl–Hirschman index, above 0 and at most 1.
    pub herfindahl: f64,
    /// How many equal amounts would be as concentrated.
    pub effective_number: f64,
}

/// How concentrated some amounts are; nothing where they are not above zero in sum. Amounts that
/// are not known are left out by the caller, who says so; none is negative.
///
/// ```
/// let concentration = waymark_measures::concentration([2.0, 1.0, 1.0]).unwrap();
/// assert_eq!(concentration.herfindahl, 0.375);
/// assert_eq!(waymark_measures::concentration([]), None);
/// ```
pub fn concentration(amounts: impl IntoIterator<Item = f64>) -> Option<Concentration> {
    let amounts: Vec<f64> = amounts.into_iter().collect();
    let total: f64 = amounts.iter().sum();
    let usable = total > 0.0 && total.is_finite();
    usable.then(|| {
        let squares = amounts.iter().map(|amount| (amount / total).powi(2));
        let herfindahl = squares.sum::<f64>().min(1.0);
        Concentration { herfindahl, effective_number: 1.0 / herfindahl }
    })
}
