//! What must hold of any files, whatever is in them.

use waymark_formats::{Input, Limits, Outcome, ReadConfig, look, read};
use waymark_model::Map;

/// Small limits, so that nothing takes long.
const LIMITS: Limits = Limits {
    max_row_bytes: 1 << 16,
    max_columns: 200,
    max_rows: 5_000,
    max_cells: 50_000,
    max_bytes_uncompressed: 1 << 20,
    max_packing: 250,
    max_files: 20,
    max_depth: 40,
};

/// Reads files that belong together. They are refused as a whole, or every row in them has an
/// outcome, what they say can be applied, and reading them again changes nothing.
///
/// # Panics
/// When a reader breaks one of these promises.
pub fn hold(files: &[&[u8]]) {
    let config = ReadConfig { limits: LIMITS, ..ReadConfig::default() };
    let names = ["lumina-grants.csv", "more.csv", "and more.csv"];
    let inputs = || {
        let files = names.iter().zip(files);
        files.map(|(name, bytes)| Input::new(*name, *bytes)).collect::<Vec<_>>()
    };
    let _ = look(inputs(), &config);
    let mut map = Map::new();
    let Ok(first) = read(inputs(), &map, &config) else { return };

    let rows: usize = first.detected.iter().map(|detected| detected.rows).sum();
    assert_eq!(first.rows.len(), rows, "every row that was found has an outcome");
    for row in &first.rows {
        let is_refused = matches!(row.outcome, Outcome::Refused(_));
        assert_eq!(
            is_refused,
            row.records.is_empty(),
            "a row is refused, or says something: {row:?}"
        );
    }
    map.apply(&first.changes).expect("what was read can be applied");

    let again = read(inputs(), &map, &config).expect("what was read can be read again");
    assert_eq!(again.changes, [], "reading again changes nothing");
    assert_eq!(again.tally().refused, first.tally().refused, "what was refused is refused again");
    assert_eq!(again.tally().matched + again.tally().refused, rows, "and the rest is known");
}
