//! Both tails of a distribution.

/// How likely a count is to come out so high, and so low. The count itself is in both, so the two
/// add up to more than 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// The chance of this count or a higher one.
    pub at_least: f64,
    /// The chance of this count or a lower one.
    pub at_most: f64,
}

impl Tails {
    /// A count that is below everything possible.
    pub(crate) const BELOW_ALL: Self = Self { at_least: 1.0, at_most: 0.0 };

    /// A count that is above everything possible.
    pub(crate) const ABOVE_ALL: Self = Self { at_least: 0.0, at_most: 1.0 };

    /// Tails with what rounding put outside of 0 to 1 put back.
    pub(crate) fn new(at_least: f64, at_most: f64) -> Self {
        Self { at_least: at_least.clamp(0.0, 1.0), at_most: at_most.clamp(0.0, 1.0) }
    }
}
