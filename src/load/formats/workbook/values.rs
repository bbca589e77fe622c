//! The values of a sheet, read by calamine, as texts by row and column.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, SheetVisible, Sheets, Xlsx};

use super::area::{self, Area};
use super::open_document::{self, Written};
use super::sheet::{Cells, Failure, Sheet, Span};
use super::shown::{Shown, shown};
use super::unseen::{self, Unseen};
use crate::model::limits::Limits;
use crate::model::manifest::DataFile;

/// More merged cells than any head has.
const MOST_SPANS: usize = 4096;

/// The longest number format in bytes, which is parsed for each cell; spreadsheet programs take 255 letters.
const LONGEST_FORMAT: usize = 1024;

type Bytes<'a> = Cursor<&'a [u8]>;

/// Reads the sheet that is asked for.
pub fn read(
    path: &str,
    bytes: &[u8],
    file: &DataFile,
    area: &Area,
    limits: &Limits,
) -> Result<Sheet, Failure> {
    let asked = file.sheet.as_ref().map(|asked| asked.text.as_str());
    let cursor = Cursor::new(bytes);
    // Whatever it is called, an archive is of this kind, but for two others.
    let is_other = path.ends_with(".xlsb") || path.ends_with(".ods");
    if bytes.starts_with(b"PK") && !is_other {
        let workbook = Xlsx::new(cursor).map_err(|error| unreadable(&error))?;
        return of_xlsx(workbook, bytes, asked, area, limits);
    }
    if bytes.starts_with(b"PK") && path.ends_with(".ods") {
        let workbook = Ods::new(cursor).map_err(|error| unreadable(&error))?;
        return of_other(Sheets::Ods(workbook), bytes, asked, area, limits);
    }
    let workbook: Sheets<Bytes> =
        calamine::open_workbook_auto_from_rs(cursor).map_err(|error| unreadable(&error))?;
    of_other(workbook, bytes, asked, area, limits)
}

fn unreadable(error: &dyn std::fmt::Display) -> Failure {
    Failure::Unreadable(format!("cannot read this workbook: {error}"))
}

/// The sheet that is asked for, or the first that is not hidden; with those from which it was chosen. Where the first
/// has nothing in it, the next that has takes its place.
fn choose(
    sheets: &[calamine::Sheet],
    asked: Option<&str>,
) -> Result<(String, Vec<String>), Failure> {
    let names = |sheets: &[&calamine::Sheet]| sheets.iter().map(|it| it.name.clone()).collect();
    if let Some(asked) = asked {
        let all: Vec<&calamine::Sheet> = sheets.iter().collect();
        return match sheets.iter().find(|sheet| sheet.name == asked) {
            Some(sheet) => Ok((sheet.name.clone(), Vec::new())),
            None => Err(Failure::NoSheet(names(&all))),
        };
    }
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let visible: Vec<&calamine::Sheet> = sheets.iter().filter(visible).collect();
    let first = visible.first().copied().or(sheets.first());
    let first = first.ok_or_else(|| Failure::Unreadable("this workbook has no sheet".into()))?;
    Ok((first.name.clone(), names(visible.get(1..).unwrap_or_default())))
}

fn of_xlsx(
    mut workbook: Xlsx<Bytes>,
    bytes: &[u8],
    asked: Option<&str>,
    within: &Area,
    limits: &Limits,
) -> Result<Sheet, Failure> {
    let (mut name, others) = choose(workbook.sheets_metadata(), asked)?;
    let filled = |workbook: &mut Xlsx<Bytes>, name: &str| {
        let mut cells = workbook.worksheet_cells_reader(name).ok()?;
        while let Some(cell) = cells.next_cell().ok()? {
            if !matches!(cell.get_value(), DataRef::Empty) {
                return Some(());
            }
        }
        None
    };
    let mut others: Vec<String> =
        others.into_iter().filter(|name| filled(&mut workbook, name).is_some()).collect();
    if !others.is_empty() && filled(&mut workbook, &name).is_none() {
        name = others.remove(0);
    }
    let merged = workbook.merge_cells_by_sheet_name(&name).unwrap_or_default();
    let mut unseen = unseen::read(bytes, &name);
    let since_1904 = workbook.has_1904_epoch();
    let mut filling = Filling::new(within, limits);
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(|error| unreadable(&error))?;
    while let Some((cell, style)) =
        reader.next_cell_with_style_id().map_err(|error| unreadable(&error))?
    {
        let (row, column) = cell.get_position();
        if let DataRef::Empty = cell.get_value() {
            continue;
        }
        let style = reader.styles().get(style);
        let format = style.and_then(|style| style.number_format.as_ref());
        if let Some(format) = format.filter(|it| it.format_code.len() > LONGEST_FORMAT) {
            return Err(Failure::Unreadable(format!(
                "cell {} has a number format of {} letters, more than any spreadsheet program takes",
                area::name(row, column),
                format.format_code.chars().count()
            )));
        }
        if style.and_then(|it| it.font.as_ref()).is_some_and(|font| font.strikethrough) {
            unseen.struck.push((row, column));
        }
        let mut shown = shown(cell.get_value(), format, since_1904);
        if let Some(raised) = unseen.raised.get(&(row, column)) {
            shown.text = raised.trim().to_string();
        }
        if !filling.add(row, column, shown) {
            break;
        }
    }
    filling.within_size()?;
    filling.spread(&merged);
    filling.within_size()?;
    let wide = merged.iter().filter(|it| it.end.1 > it.start.1).take(MOST_SPANS);
    let spans = wide.map(|it| Span { row: it.end.0, left: it.start.1, right: it.end.1 }).collect();
    Ok(Sheet { spans, ..filling.sheet(name, unseen, others) })
}

/// Of the other formats calamine gives values and dates, but no formats of numbers.
fn of_other(
    mut workbook: Sheets<Bytes>,
    bytes: &[u8],
    asked: Option<&str>,
    area: &Area,
    limits: &Limits,
) -> Result<Sheet, Failure> {
    let (mut name, mut others) = choose(workbook.sheets_metadata(), asked)?;
    let mut filled =
        |name: &str| workbook.worksheet_range(name).is_ok_and(|range| !range.is_empty());
    others.retain(|name| filled(name));
    if !others.is_empty() && !filled(&name) {
        name = others.remove(0);
    }
    let range = workbook.worksheet_range(&name).map_err(|error| unreadable(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let written = match workbook {
        Sheets::Ods(_) => open_document::read(bytes, &name),
        _ => Written::default(),
    };
    let mut filling = Filling::new(area, limits);
    for (row, column, value) in range.used_cells() {
        let (row, column) = (top + row as u32, left + column as u32);
        let is_error = matches!(value, Data::Error(_));
        let as_shown = match value {
            Data::Float(number) => written.number((row, column), *number),
            _ => written.raised.get(&(row, column)).map(|it| it.trim().to_string()),
        };
        let text = as_shown.unwrap_or_else(|| text(value));
        let is_number = matches!(value, Data::Float(_)) && text.contains('.');
        if !filling.add(row, column, Shown { text, is_error, is_number }) {
            break;
        }
    }
    filling.within_size()?;
    let unseen = Unseen { struck: written.struck, ..Unseen::default() };
    Ok(filling.sheet(name, unseen, others))
}

fn text(value: &Data) -> String {
    match value {
        Data::DateTime(day) => iso(day),
        Data::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_string(),
        Data::Float(number) => shown(&DataRef::Float(*number), None, false).text,
        other => other.to_string().trim().to_string(),
    }
}

/// A day, a time of day or both, as ISO 8601 writes them.
fn iso(day: &calamine::ExcelDateTime) -> String {
    let (year, month, date, hour, minute, second, _) = day.to_ymd_hms_milli();
    let days = format!("{year:04}-{month:02}-{date:02}");
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match day.as_f64() {
        serial if serial < 1.0 => time,
        serial if serial.fract() == 0.0 => days,
        _ => format!("{days} {time}"),
    }
}

/// No spreadsheet program has more columns and rows; a row is as wide as its last cell is far.
const MOST: (u32, u32) = (1 << 20, 1 << 14);

/// The cells of the area, as far as the limits allow.
struct Filling<'a> {
    area: &'a Area,
    limits: &'a Limits,
    cells: Cells,
    errors: Vec<(u32, u32, String)>,
    /// The cells that are numbers with decimals.
    numbers: HashSet<(u32, u32)>,
    filled: u64,
    /// The bytes of all texts: many cells may show one shared text.
    bytes: u64,
    /// A cell that no sheet has.
    outside: Option<(u32, u32)>,
}

impl<'a> Filling<'a> {
    fn new(area: &'a Area, limits: &'a Limits) -> Self {
        let (cells, errors) = (Cells::new(), Vec::new());
        let numbers = HashSet::new();
        Filling { area, limits, cells, errors, numbers, filled: 0, bytes: 0, outside: None }
    }

    /// Takes a cell; `false` when there are too many.
    fn add(&mut self, row: u32, column: u32, shown: Shown) -> bool {
        if !self.area.contains(row, column) || shown.text.is_empty() {
            return true;
        }
        if row >= MOST.0 || column >= MOST.1 {
            self.outside = Some((row, column));
            return false;
        }
        if shown.is_error {
            self.errors.push((row, column, shown.text.clone()));
        }
        if shown.is_number {
            self.numbers.insert((row, column));
        }
        self.bytes = self.bytes.saturating_add(shown.text.len() as u64);
        self.cells.entry(row).or_default().insert(column, shown.text);
        self.filled += 1;
        // The head, the rows allowed, and one that is told to be too many.
        self.cells.len() as u64 <= self.limits.rows.saturating_add(2)
            && self.filled <= self.limits.cells
            && self.bytes <= self.limits.file_size
    }

    /// What was read, as a sheet.
    fn sheet(self, name: String, unseen: Unseen, others: Vec<String>) -> Sheet {
        let Filling { cells, errors, numbers, .. } = self;
        Sheet { name, cells, errors, numbers, unseen, spans: Vec::new(), others }
    }

    /// That all cells are those of a sheet, and show together no more than a file may have.
    fn within_size(&self) -> Result<(), Failure> {
        if let Some((row, column)) = self.outside {
            let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
            return Err(Failure::Unreadable(format!(
                "a cell of this workbook says that it stands in row {row} and column {column}, where no sheet has one"
            )));
        }
        match self.bytes > self.limits.file_size {
            true => Err(Failure::Unreadable(format!(
                "the cells of this workbook show more than {} bytes",
                self.limits.file_size
            ))),
            false => Ok(()),
        }
    }

    /// A cell that was merged over several rows is the cell of each of them, where the rows have
    /// other values.
    fn spread(&mut self, merged: &[calamine::Dimensions]) {
        // Areas that lie over one another could each be as tall as the sheet.
        let mut left_over = self.limits.cells;
        for area in merged {
            let ((top, left), (bottom, _)) = (area.start, area.end);
            let text = self.cells.get(&top).and_then(|row| row.get(&left)).cloned();
            let Some(text) = text.filter(|_| bottom > top) else { continue };
            for (_, row) in self.cells.range_mut(top + 1..=bottom) {
                left_over = left_over.saturating_sub(1);
                self.bytes = self.bytes.saturating_add(text.len() as u64);
                if left_over == 0 || self.bytes > self.limits.file_size {
                    return;
                }
                row.entry(left).or_insert_with(|| text.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cells_together_show_no_more_than_a_file_may_have() {
        let limits = Limits { file_size: 1 << 20, ..Limits::default() };
        let area = Area::all();
        let mut filling = Filling::new(&area, &limits);
        let shown = || Shown { text: "x".repeat(1 << 18), is_error: false, is_number: false };
        let taken = (0..20_000).take_while(|row| filling.add(*row, 0, shown())).count();
        assert_eq!(taken, 4);
        assert!(filling.within_size().is_err());
    }

    #[test]
    fn a_cell_that_no_sheet_has_makes_no_row_of_its_width() {
        let (area, limits) = (Area::all(), Limits::default());
        for (row, column) in [(0, 3_082_581_824), (u32::MAX, 0), (MOST.0, 0), (0, MOST.1)] {
            let mut filling = Filling::new(&area, &limits);
            let shown = || Shown { text: "x".to_string(), is_error: false, is_number: false };
            assert!(filling.add(MOST.0 - 1, MOST.1 - 1, shown()) && filling.within_size().is_ok());
            assert!(!filling.add(row, column, shown()) && filling.within_size().is_err());
        }
    }
}
