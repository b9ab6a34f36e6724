//! OpenDocument workbooks, cell by cell.
//!
//! Read here and not by calamine, which lays every sheet out whole, repeated rows and all, and does
//! not tell the currency of an amount.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::format_code::Shown;
use super::{Sheet, SheetRows, cell};
use crate::open::part;
use crate::xml::{Piece, Xml};
use crate::{ReadConfig, ReadError};

pub(super) fn sheets<'c>(
    file: &Arc<str>,
    bytes: &[u8],
    config: &'c ReadConfig<'c>,
) -> Result<Vec<Sheet<'c>>, ReadError> {
    let content = String::from_utf8(part(file, bytes, "content.xml")?);
    let content = content.map_err(|error| ReadError::Unreadable {
        file: file.to_string(),
        problem: format!("the workbook is damaged ({error})"),
    })?;
    let mut xml = Xml::new(file, &content, config.limits.max_depth);
    let mut hidden_styles = Vec::new();
    let mut style = String::new();
    let mut sheets = Vec::new();
    while let Some(piece) = xml.next()? {
        let Piece::Open(start) = piece else { continue };
        match start.name().as_ref() {
            "style:style" => style = xml.attribute(&start, "style:name")?.unwrap_or_default(),
            "style:table-properties" => {
                let display = xml.attribute(&start, "table:display")?;
                hidden_styles.extend((display.as_deref() == Some("false")).then(|| style.clone()));
            }
            "table:table" => {
                let name = xml.attribute(&start, "table:name")?.unwrap_or_default();
                let style = xml.attribute(&start, "table:style-name")?.unwrap_or_default();
                let hidden = hidden_styles.contains(&style);
                let rows = SheetRows::new(file, &name, config);
                sheets.push(Sheet { name, hidden, rows: table(&mut xml, rows, config)? });
                limit_sheets(file, sheets.len(), config)?;
            }
            _ => {}
        }
    }
    Ok(sheets)
}

fn limit_sheets(file: &str, sheets: usize, config: &ReadConfig<'_>) -> Result<(), ReadError> {
    let limit = config.limits.max_files;
    if sheets <= limit {
        return Ok(());
    }
    let what = "the number of sheets";
    Err(ReadError::TooLarge { file: file.to_owned(), what, line: 1, limit: limit as u64 })
}

/// The rows of one table, up to its end.
fn table<'c>(
    xml: &mut Xml<'_>,
    mut rows: SheetRows<'c>,
    config: &ReadConfig<'_>,
) -> Result<crate::table::Gathered<'c>, ReadError> {
    let mut row = 0;
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(start) if start.name().as_ref() == "table:table-row" => {
                let repeated = repeats(xml, &start, "table:number-rows-repeated")?;
                let cells = cells(xml, config)?;
                // Blank rows are repeated to the end of the sheet; others are said once each.
                let times = if cells.is_empty() { 0 } else { repeated };
                for again in 0..times {
                    for (column, text) in &cells {
                        rows.put(row + again, *column, text)?;
                    }
                }
                row += repeated;
            }
            // A table may stand in a cell of another; it is no sheet.
            Piece::Close(name) if name == "table:table" => break,
            _ => {}
        }
    }
    rows.finish()
}

/// The cells of one row that hold something, up to its end.
fn cells(xml: &mut Xml<'_>, config: &ReadConfig<'_>) -> Result<Vec<(u64, String)>, ReadError> {
    let (mut cells, mut column) = (Vec::new(), 0);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(start) if is_cell(&start) => {
                let repeated = repeats(xml, &start, "table:number-columns-repeated")?;
                let stated = stated(xml, &start)?;
                let written = written(xml)?;
                let text = stated.unwrap_or(written);
                if !text.is_empty() {
                    // One more than may be is enough to be refused.
                    let times = repeated.min(config.limits.max_columns + 1);
                    cells.extend((0..times).map(|again| (column + again, text.clone())));
                }
                column += repeated;
            }
            Piece::Close(name) if name == "table:table-row" => break,
            _ => {}
        }
    }
    Ok(cells)
}

fn is_cell(start: &BytesStart<'_>) -> bool {
    matches!(start.name().as_ref(), "table:table-cell" | "table:covered-table-cell")
}

fn repeats(xml: &Xml<'_>, start: &BytesStart<'_>, name: &str) -> Result<u64, ReadError> {
    let repeated = xml.attribute(start, name)?;
    Ok(repeated.and_then(|it| it.parse::<u32>().ok()).map_or(1, |it| u64::from(it).max(1)))
}

/// The value that a cell states beside its text, unless it is a text.
fn stated(xml: &Xml<'_>, start: &BytesStart<'_>) -> Result<Option<String>, ReadError> {
    let get = |name: &str| xml.attribute(start, name);
    let Some(kind) = get("office:value-type")? else { return Ok(None) };
    let shown = match kind.as_str() {
        "float" => Shown::default(),
        "percentage" => Shown { percent: true, ..Shown::default() },
        "currency" => Shown { currency: get("office:currency")?, ..Shown::default() },
        "date" => return Ok(get("office:date-value")?.map(|date| day_of(&date))),
        "boolean" => return get("office:boolean-value"),
        _ => return Ok(None),
    };
    let number: Option<f64> = get("office:value")?.and_then(|it| it.parse().ok());
    Ok(number.map(|number| cell::number(number, &shown)))
}

/// A date without a midnight behind it.
fn day_of(date: &str) -> String {
    date.strip_suffix("T00:00:00").unwrap_or(date).to_owned()
}

/// The paragraphs of a cell, up to its end; remarks beside it are not part of what it says.
fn written(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let (mut text, mut depth, mut remark) = (String::new(), 0_usize, None);
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Open(start) => {
                depth += 1;
                match start.name().as_ref() {
                    "office:annotation" if remark.is_none() => remark = Some(depth),
                    "text:p" if remark.is_none() && !text.is_empty() => text.push('\n'),
                    "text:s" | "text:tab" | "text:line-break" if remark.is_none() => text.push(' '),
                    _ => {}
                }
            }
            Piece::Text(piece) if remark.is_none() && depth > 0 => text.push_str(&piece),
            Piece::Text(_) => {}
            Piece::Close(_) if depth == 0 => break,
            Piece::Close(_) => {
                if remark == Some(depth) {
                    remark = None;
                }
                depth -= 1;
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_needs_no_midnight() {
        assert_eq!(day_of("2013-01-18T00:00:00"), "2013-01-18");
        assert_eq!(day_of("2013-01-18"), "2013-01-18");
    }
}
