//! Reading a table of needs: a parameter of a question, and no fact of the map.

use std::path::Path;

use anyhow::Context;
use waymark_analysis::Need;
use waymark_model::Decimal;

use crate::failure::Usage;

/// Reads a table of needs: columns `key` (or `goal`, or `term`), `need`, `source`, and `unit` if
/// there is one. Several sources are named together; units must agree, or shares mean nothing.
pub(crate) fn read(path: &Path) -> anyhow::Result<Need> {
    let file = path.display();
    let bytes = std::fs::read(path).with_context(|| format!("`{file}` cannot be read"))?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(&bytes[..]);
    let headers = reader.headers().with_context(|| format!("`{file}` is no table"))?.clone();
    let column = |names: &[&str]| {
        headers.iter().position(|header| names.iter().any(|name| header.eq_ignore_ascii_case(name)))
    };
    let missing = |what: &str| Usage(format!("`{file}` line 1 has no column `{what}`"));
    let key = column(&["key", "goal", "term"]).ok_or_else(|| missing("key"))?;
    let amount = column(&["need"]).ok_or_else(|| missing("need"))?;
    let source = column(&["source"]).ok_or_else(|| missing("source"))?;
    let unit = column(&["unit"]);
    let mut need = Need { source: String::new(), unit: None, amounts: Vec::new() };
    let (mut sources, mut units): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.with_context(|| format!("`{file}` cannot be read"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let number: Decimal = cell(amount).parse().map_err(|_| {
            let value = cell(amount);
            Usage(format!("`{file}` line {line}, need `{value}`: expected a number such as 1200"))
        })?;
        if cell(source).is_empty() {
            return Err(
                Usage(format!("`{file}` line {line}: a need has to have its source")).into()
            );
        }
        need.amounts.push((cell(key).to_owned(), number));
        add(&mut sources, cell(source));
        add(&mut units, unit.map_or("", cell));
    }
    if units.len() > 1 {
        let units = units.join("`, `");
        return Err(Usage(format!("`{file}` counts needs in `{units}`: expected one unit")).into());
    }
    need.source = sources.join("; ");
    need.unit = units.pop().filter(|unit| !unit.is_empty());
    Ok(need)
}

fn add(known: &mut Vec<String>, value: &str) {
    if !known.iter().any(|it| it == value) {
        known.push(value.to_owned());
    }
}
