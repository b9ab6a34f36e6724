//! Excel workbooks, cell by cell: calamine knows the format, and no table is ever laid out whole,
//! since one cell in the last corner of a sheet would make it seventeen thousand million large.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use super::format_code::Shown;
use super::{Sheet, SheetRows, cell};
use crate::{ReadConfig, ReadError};

/// The formats that stand for the currency of wherever the workbook is looked at.
const LOCAL_CURRENCY: [std::ops::RangeInclusive<u32>; 3] = [5..=8, 37..=40, 41..=44];

pub(super) fn sheets<'c>(
    file: &Arc<str>,
    bytes: &[u8],
    config: &'c ReadConfig<'c>,
) -> Result<Vec<Sheet<'c>>, ReadError> {
    let unreadable = |error: XlsxError| ReadError::Unreadable {
        file: file.to_string(),
        problem: format!("the workbook is damaged ({error})"),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let listed = workbook.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    for sheet in listed {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let mut rows = SheetRows::new(file, &sheet.name, config);
        let mut cells = match workbook.worksheet_cells_reader(&sheet.name) {
            Err(XlsxError::NotAWorksheet(_)) => continue,
            cells => cells.map_err(unreadable)?,
        };
        let shown: Vec<Shown> = cells.styles().iter().map(shown_by).collect();
        let whole = Shown::default();
        while let Some((found, style)) = cells.next_cell_with_style_id().map_err(unreadable)? {
            let (row, column) = found.get_position();
            let shown = shown.get(style).unwrap_or(&whole);
            rows.put(u64::from(row), u64::from(column), &text_of(found.get_value(), shown))?;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(Sheet { name: sheet.name, hidden, rows: rows.finish()? });
    }
    Ok(sheets)
}

fn shown_by(style: &Style) -> Shown {
    let Some(format) = &style.number_format else { return Shown::default() };
    let mut shown = Shown::by(&format.format_code);
    let local = |id: u32| LOCAL_CURRENCY.iter().any(|ids| ids.contains(&id));
    if format.format_id.is_some_and(local) {
        shown.currency = None;
    }
    shown
}

fn text_of(value: &DataRef<'_>, shown: &Shown) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => cell::number(*number, shown),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(moment) => moment_of(moment, shown),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn moment_of(moment: &ExcelDateTime, shown: &Shown) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return cell::number(moment.as_f64(), &Shown::default());
    }
    let second = if milli >= 500 { (second + 1).min(59) } else { second };
    cell::moment((year, month, day), (hour, minute, second), shown)
}
