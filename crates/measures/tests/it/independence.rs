use proptest::collection::vec;
use proptest::prelude::*;
use waymark_measures::{Independence, independence};

/// Ploog's counts of displays among six squirrel monkeys, who cannot display to themselves: the
/// example of quasi-independence of Bishop, Fienberg & Holland (1975) and Fienberg (1980).
const MONKEYS: [[usize; 6]; 6] = [
    [0, 1, 5, 8, 9, 0],
    [29, 0, 14, 46, 4, 0],
    [0, 0, 0, 0, 0, 0],
    [2, 3, 1, 0, 38, 2],
    [0, 0, 0, 0, 0, 1],
    [9, 25, 4, 6, 13, 0],
];

fn pearson(counts: &[Vec<usize>], table: &Independence) -> f64 {
    let cells = counts.iter().enumerate().flat_map(|(row, cells)| {
        cells.iter().enumerate().filter_map(move |(c, n)| table.residual(row, c, *n))
    });
    cells.map(|residual| residual * residual).sum()
}

#[test]
fn the_monkeys_of_the_book_are_far_from_quasi_independence() {
    let counts: Vec<Vec<usize>> = MONKEYS.iter().map(|row| row.to_vec()).collect();
    let table = independence(&counts, |row, column| row != column);
    assert_eq!(table.expected[1][1], None);
    // Fienberg gives X² = 168.05 and G² = 135.17 with 15 degrees of freedom.
    assert!((pearson(&counts, &table) - 168.05).abs() < 0.05, "{}", pearson(&counts, &table));
    let mut likelihood = 0.0;
    for (row, cells) in counts.iter().enumerate() {
        for (column, count) in cells.iter().enumerate().filter(|(_, count)| **count > 0) {
            let expected = table.expected[row][column].unwrap();
            likelihood += 2.0 * *count as f64 * (*count as f64 / expected).ln();
        }
    }
    assert!((likelihood - 135.17).abs() < 0.05, "{likelihood}");
}

#[test]
fn a_table_without_counts_expects_nothing_that_could_be_said() {
    let table = independence(&[vec![0, 0], vec![0, 0]], |_, _| true);
    assert!(table.expected.iter().flatten().all(Option::is_none));
    assert!(independence(&[], |_, _| true).expected.is_empty());
    let nowhere = independence(&[vec![3]], |_, _| false);
    assert_eq!(nowhere.expected, [[None]]);
}

#[test]
fn a_cell_where_nothing_is_expected_has_no_residual() {
    let table = independence(&[vec![2, 0], vec![1, 0]], |_, _| true);
    assert_eq!((table.expected[0][1], table.residual(0, 1, 0)), (Some(0.0), None));
}

fn sums(table: &[Vec<f64>]) -> (Vec<f64>, Vec<f64>) {
    let columns = (0..table[0].len()).map(|c| table.iter().map(|row| row[c]).sum());
    (table.iter().map(|row| row.iter().sum()).collect(), columns.collect())
}

proptest! {
    #[test]
    fn without_impossible_cells_the_fitting_gives_what_the_formula_gives(
        counts in vec(vec(0..9_usize, 4), 1..5),
    ) {
        prop_assume!(counts.iter().flatten().sum::<usize>() > 0);
        // One more row, impossible throughout, makes it fit and changes nothing.
        let mut more = counts.clone();
        more.push(vec![0; 4]);
        let (direct, fitted) = (
            independence(&counts, |_, _| true),
            independence(&more, |row, _| row < counts.len()),
        );
        for (row, cells) in direct.expected.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (one, other) = (cell.unwrap(), fitted.expected[row][column].unwrap());
                prop_assert!((one - other).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn fitted_tables_have_the_sums_of_the_counts_and_the_shape_of_a_product(
        counts in vec(vec(1..9_usize, 4), 4),
        gaps in vec((0..4_usize, 0..4_usize), 0..3),
    ) {
        let possible = |row: usize, column: usize| !gaps.contains(&(row, column));
        let table = independence(&counts, possible);
        prop_assume!(table.expected.iter().flatten().any(Option::is_some));
        let shown = |row: usize, column: usize| table.expected[row][column].unwrap_or(0.0);
        let fitted: Vec<Vec<f64>> =
            (0..4).map(|row| (0..4).map(|column| shown(row, column)).collect()).collect();
        let counted = |row: usize, column: usize| {
            if possible(row, column) { counts[row][column] as f64 } else { 0.0 }
        };
        let counted: Vec<Vec<f64>> =
            (0..4).map(|row| (0..4).map(|column| counted(row, column)).collect()).collect();
        let ((rows, columns), (rows_wanted, columns_wanted)) = (sums(&fitted), sums(&counted));
        for (sum, wanted) in rows.iter().chain(&columns).zip(rows_wanted.iter().chain(&columns_wanted)) {
            prop_assert!((sum - wanted).abs() < 1e-6);
        }
        // E_ij E_kl = E_il E_kj wherever all four are possible: there is no interaction.
        for (i, k) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
            for (j, l) in [(0, 1), (1, 2), (2, 3), (0, 3)] {
                if [(i, j), (k, l), (i, l), (k, j)].iter().all(|(r, c)| possible(*r, *c)) {
                    let (one, other) = (shown(i, j) * shown(k, l), shown(i, l) * shown(k, j));
                    prop_assert!((one - other).abs() < 1e-6 * one.max(1.0));
                }
            }
        }
    }
}
