use proptest::collection::btree_set;
use proptest::prelude::*;
use waymark_measures::{Incidence, cosine, density, proximities};

const ROWS: u32 = 6;
const COLUMNS: u32 = 5;

/// Straight from the formula, cell by cell.
fn slowly(held: &dyn Fn(u32, u32) -> bool, row: u32, column: u32) -> Option<f64> {
    let holders = |column: u32| (0..ROWS).filter(|row| held(*row, column)).count();
    let both = |a: u32, b: u32| (0..ROWS).filter(|row| held(*row, a) && held(*row, b)).count();
    let phi = |other: u32| {
        let both = both(column, other) as f64;
        if both == 0.0 {
            return 0.0;
        }
        (both / holders(column) as f64).min(both / holders(other) as f64)
    };
    let whole: f64 = (0..COLUMNS).map(phi).sum();
    let part: f64 = (0..COLUMNS).filter(|other| held(row, *other)).map(phi).sum();
    (whole > 0.0).then(|| part / whole)
}

#[test]
fn densities_are_those_of_the_published_program() {
    // As `ecomplexity` 0.5.3 for Python gives them (calc_discrete_proximity, calc_density).
    let matrix = Incidence::of(4, 3, &[(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (2, 2), (3, 2)]);
    let near = proximities(&matrix, 2);
    assert_eq!(near, [(1, 1.0 / 3.0), (2, 1.0)]);
    let found = density(&matrix, &near);
    let expected = [(0, 0.25), (1, 0.25), (2, 1.0), (3, 0.75)];
    for ((row, density), (row_expected, expected)) in found.iter().zip(expected) {
        assert_eq!(*row, row_expected);
        assert!((density - expected).abs() < 1e-12);
    }
}

#[test]
fn nothing_is_near_a_column_that_nobody_holds() {
    let matrix = Incidence::of(2, 2, &[(0, 0), (1, 0)]);
    assert!(proximities(&matrix, 1).is_empty());
    assert!(density(&matrix, &[]).is_empty());
}

#[test]
fn an_empty_list_is_like_none() {
    assert_eq!(cosine(&[(1, 2.0)], &[]), None);
    assert_eq!(cosine(&[(1, 2.0)], &[(2, 1.0)]), Some(0.0));
    assert!((cosine(&[(1, 2.0), (3, 4.0)], &[(1, 1.0), (3, 2.0)]).unwrap() - 1.0).abs() < 1e-12);
}

proptest! {
    #[test]
    fn densities_are_those_of_the_formula(
        entries in btree_set((0..ROWS, 0..COLUMNS), 0..20),
        column in 0..COLUMNS,
    ) {
        let listed: Vec<(u32, u32)> = entries.iter().copied().collect();
        let matrix = Incidence::of(ROWS as usize, COLUMNS as usize, &listed);
        let found = density(&matrix, &proximities(&matrix, column));
        let held = |row, column| entries.contains(&(row, column));
        for row in 0..ROWS {
            let expected = slowly(&held, row, column).unwrap_or(0.0);
            let density = found.iter().find(|(it, _)| *it == row).map_or(0.0, |(_, d)| *d);
            prop_assert!((density - expected).abs() < 1e-12);
        }
    }
}
