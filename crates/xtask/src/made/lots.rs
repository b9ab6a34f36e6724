//! Lots that fall the same each time (SplitMix64, Steele, Lea and Flood 2014).

pub(super) struct Lots(u64);

impl Lots {
    pub(super) fn from(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another, each as likely.
    pub(super) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    /// A number below another; small ones are far more likely.
    pub(super) fn skewed(&mut self, end: usize) -> usize {
        // Two lots multiplied keep to whole numbers, which are the same on every machine.
        let (a, b) = (self.below(1 << 16), self.below(1 << 16));
        (a * b * end) >> 32
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
