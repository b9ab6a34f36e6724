//! The normal distribution, exact far out.

use std::f64::consts::TAU;

/// Below this the tail comes from a series around 0, above it from a fraction.
const NEAR: f64 = 3.0;

/// The height of the bell curve.
pub(crate) fn normal_density(x: f64) -> f64 {
    (-0.5 * x * x).exp() / TAU.sqrt()
}

/// The chance of x or more: about 13 digits, wherever floating numbers have them.
pub(crate) fn normal_tail(x: f64) -> f64 {
    if x < -NEAR {
        1.0 - normal_tail(-x)
    } else if x <= NEAR {
        0.5 - normal_density(x) * series(x)
    } else {
        normal_density(x) / fraction(x)
    }
}

/// x + x³/3 + x⁵/(3·5) + …
fn series(x: f64) -> f64 {
    let (mut sum, mut term) = (x, x);
    for odd in (3..).step_by(2) {
        term *= x * x / f64::from(odd);
        if sum + term == sum {
            break;
        }
        sum += term;
    }
    sum
}

/// x + 1/(x + 2/(x + 3/(x + …))): Laplace's continued fraction, from the inside out.
fn fraction(x: f64) -> f64 {
    (1..=150).rev().fold(x, |inner, k| x + f64::from(k) / inner)
}

#[cfg(test)]
mod tests {
    use super::normal_tail;

    /// Expected values: scipy 1.17, `norm.sf`.
    #[test]
    fn tails_keep_their_digits_far_out() {
        let expected = [
            (-5.0, 0.9999997133484281),
            (0.0, 0.5),
            (1.0, 0.15865525393145707),
            (2.9, 0.0018658133003840378),
            (3.1, 0.0009676032132183561),
            (10.0, 7.61985302416053e-24),
            (37.0, 5.725571222524532e-300),
        ];
        for (x, p) in expected {
            assert!((normal_tail(x) / p - 1.0).abs() < 1e-12, "{x}: {}", normal_tail(x));
        }
    }
}
