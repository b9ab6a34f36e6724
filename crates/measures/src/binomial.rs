//! Point probabilities of the binomial distribution that stay exact far out and for large numbers.
//!
//! ln n! of a million has seven digits before the point, so differences of such logarithms lose
//! them. The saddle-point expansion takes the large parts out by hand: Loader (2000), *Fast and
//! accurate computation of binomial probabilities*. Constant time; about 13 digits.

use std::f64::consts::TAU;

/// ln n! − (½ ln 2πn + n ln n − n), for n from 0 to 15 (0 is never asked for).
const STIRLING_ERRORS: [f64; 16] = [
    0.0,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_847_5,
    0.005_554_733_551_962_801,
];

/// The chance of so many of `trials`, each of which comes true with the same probability.
pub(crate) fn binomial_point(successes: u32, trials: u32, probability: f64) -> f64 {
    let (k, n) = (f64::from(successes), f64::from(trials));
    let rest = 1.0 - probability;
    match successes {
        _ if successes > trials => 0.0,
        _ if probability <= 0.0 => f64::from(u8::from(successes == 0)),
        _ if probability >= 1.0 => f64::from(u8::from(successes == trials)),
        0 => (n * (-probability).ln_1p()).exp(),
        _ if successes == trials => (n * probability.ln()).exp(),
        _ => {
            let errors = stirling_error(trials)
                - stirling_error(successes)
                - stirling_error(trials - successes);
            let deviances = deviance(k, n * probability) + deviance(n - k, n * rest);
            (errors - deviances).exp() * (n / (TAU * k * (n - k))).sqrt()
        }
    }
}

/// How far Stirling's formula is off for ln n!.
fn stirling_error(n: u32) -> f64 {
    if let Some(error) = STIRLING_ERRORS.get(n as usize) {
        return *error;
    }
    let n = f64::from(n);
    let square = n * n;
    let series = 1.0 / 1188.0 / square - 1.0 / 1680.0;
    let series = series / square + 1.0 / 1260.0;
    let series = series / square - 1.0 / 360.0;
    (series / square + 1.0 / 12.0) / n
}

/// x ln(x/m) + m − x without loss where x is near m.
fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() - difference;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut power = 2.0 * x * v;
    for odd in (3..).step_by(2) {
        power *= v * v;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_close(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{found} {expected}");
    }

    /// Exact values by Python's fractions.
    #[test]
    fn points_are_exact_near_and_far() {
        is_close(binomial_point(3, 10, 0.25), 0.250_282_287_597_656_25);
        is_close(binomial_point(7, 20, 0.5), 0.073_928_833_007_812_5);
        is_close(binomial_point(0, 1000, 0.001), 0.367_695_424_770_963_7);
        is_close(binomial_point(40, 40, 0.5), 9.094_947_017_729_282e-13);
        is_close(binomial_point(500, 1000, 0.5), 0.025_225_018_178_360_8);
    }

    #[test]
    fn what_cannot_be_has_no_chance_and_what_must_be_is_certain() {
        assert_eq!((binomial_point(3, 2, 0.5), binomial_point(0, 0, 0.5)), (0.0, 1.0));
        assert_eq!((binomial_point(0, 5, 0.0), binomial_point(5, 5, 1.0)), (1.0, 1.0));
    }

    #[test]
    fn points_sum_to_one() {
        for trials in [1, 15, 16, 17, 300] {
            let sum: f64 = (0..=trials).map(|k| binomial_point(k, trials, 0.3)).sum();
            assert!((sum - 1.0).abs() < 1e-13, "{trials}: {sum}");
        }
    }
}
