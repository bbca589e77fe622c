//! A sheet of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) to a list of rows, as the spreadsheet
//! program shows it.

pub mod area;
mod eras;
mod heads;
mod open_document;
mod repeated;
mod sections;
mod sheet;
mod shown;
mod unseen;
mod values;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use self::area::Area;
use self::sheet::{Cells, Failure, Sheet};
use super::rows::Field;
use super::table::{Line, Table};
use crate::data::place::Place;
use crate::data::tree::{List, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::model::manifest::DataFile;

/// The endings of the names of workbooks.
pub const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Reads the sheet that the project chose, or the first; which row names the columns is found, or
/// said by the project.
///
/// A place in a workbook has no line of text: `line` is the row, `column` the column of the sheet.
pub fn parse(
    path: &Arc<str>,
    bytes: &[u8],
    file: &DataFile,
    limits: &Limits,
    findings: &mut Findings,
) -> Node {
    let place = Place::file(path);
    let Some(area) = area(file, findings) else {
        return Node::List(List { items: Vec::new(), place });
    };
    if bytes.trim_ascii_start().starts_with(b"<") {
        let message = "this file is a web page or XML under the name of a workbook";
        let finding = Diagnostic::new(codes::XLSX_UNREADABLE, place.clone(), message);
        findings.push(finding.help("open it in the spreadsheet program, and save it as .xlsx"));
        return Node::List(List { items: Vec::new(), place });
    }
    let bounded = bounded(path, bytes, limits).map_err(Failure::Unreadable);
    let read = bounded.and_then(|()| values::read(path, bytes, file, &area, limits));
    let items = match read {
        Ok(sheet) => {
            tell(path, &sheet, &area, findings);
            let mut cells = sheet.cells;
            let asked = file.header.and_then(|line| u32::try_from(line).ok()?.checked_sub(1));
            let guessed = heads::named(path, &mut cells, &sheet.spans, asked);
            let header = guessed.as_ref().map(|(row, _)| *row as usize + 1).or(file.header);
            findings.extend(guessed.map(|it| it.1));
            let of_head = DataFile { header, ..file.clone() };
            let mut rows = rows(path, cells, &area, &of_head, limits, findings);
            rows.iter_mut().for_each(|row| mark_numbers(row, &sheet.numbers, file));
            rows
        }
        Err(Failure::Unreadable(message)) => {
            findings.push(Diagnostic::new(codes::XLSX_UNREADABLE, place.clone(), message));
            Vec::new()
        }
        Err(Failure::NoSheet(sheets)) => {
            findings.push(no_sheet(path, file, &sheets));
            Vec::new()
        }
    };
    Node::List(List { items, place })
}

fn area(file: &DataFile, findings: &mut Findings) -> Option<Area> {
    let Some(range) = &file.range else { return Some(Area::all()) };
    let area = Area::parse(&range.text);
    if area.is_none() {
        let message = format!("“{}” is not a range of cells", range.text);
        let finding = Diagnostic::new(codes::WRONG_TYPE, range.place.clone(), message);
        findings.push(finding.help("write it as in the spreadsheet: range = \"A3:F40\""));
    }
    area
}

fn no_sheet(path: &str, file: &DataFile, sheets: &[String]) -> Diagnostic {
    let asked = file.sheet.as_ref();
    let place = asked.map_or_else(|| Place::file(path), |asked| asked.place.clone());
    let name = asked.map_or("", |asked| &asked.text);
    let message = format!("“{path}” has no sheet “{name}”");
    let known = sheets.iter().map(String::as_str);
    let help = diagnostic::suggestion(name, known)
        .unwrap_or_else(|| format!("its sheets: {}", sheets.join(", ")));
    Diagnostic::new(codes::UNKNOWN_SHEET, place, message).help(help)
}

/// A workbook is a ZIP archive: what it unpacks to must be within the limit for a file. The old
/// `.xls` is none.
fn bounded(path: &str, bytes: &[u8], limits: &Limits) -> Result<(), String> {
    if path.ends_with(".xls") && !bytes.starts_with(b"PK") {
        return Ok(());
    }
    let broken = |error: &dyn std::fmt::Display| format!("cannot read this workbook: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = limits.file_size;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let size = io::copy(&mut entry.take(left + 1), &mut io::sink());
        left = left.checked_sub(size.map_err(|error| broken(&error))?).ok_or_else(|| {
            format!("this workbook unpacks to more than {} bytes", limits.file_size)
        })?;
    }
    let shown = if path.ends_with(".ods") { repeated::bytes(bytes) } else { 0 };
    if shown > limits.file_size {
        return Err(format!(
            "the cells of this workbook show more than {} bytes",
            limits.file_size
        ));
    }
    Ok(())
}

fn rows(
    path: &Arc<str>,
    cells: Cells,
    area: &Area,
    file: &DataFile,
    limits: &Limits,
    findings: &mut Findings,
) -> Vec<Node> {
    let leftmost = cells.values().filter_map(|row| row.first_key_value()).map(|(at, _)| *at).min();
    let first = leftmost.unwrap_or(0).max(*area.columns.start());
    let mut table = Table::new(file, limits, findings).of_sheet(first as usize);
    for (row, cells) in cells {
        let fields = fields(path, row, cells, first);
        let line = row as usize + 1;
        if !table.push(Line { line, record: line, fields }) {
            break;
        }
    }
    table.finish()
}

/// Marks the cells that are numbers, which each language writes in its own way.
fn mark_numbers(node: &mut Node, numbers: &HashSet<(u32, u32)>, file: &DataFile) {
    match node {
        Node::Cell(cell) => {
            let place = cell.place();
            let at = (place.line.saturating_sub(1) as u32, place.column.saturating_sub(1) as u32);
            if numbers.contains(&at) {
                Arc::make_mut(&mut cell.origin).is_number = true;
            }
        }
        Node::Map(row) if !numbers.is_empty() => {
            let entries = Arc::make_mut(row).entries.iter_mut();
            let others = entries.filter(|(name, _)| !file.codes.contains(name));
            others.for_each(|(_, entry)| mark_numbers(&mut entry.node, numbers, file));
        }
        Node::Map(_) | Node::List(_) => {}
    }
}

/// The fields of a row from the first column to its last value.
fn fields(path: &Arc<str>, row: u32, mut cells: BTreeMap<u32, String>, first: u32) -> Vec<Field> {
    let last = cells.last_key_value().map_or(first, |(last, _)| *last);
    let field = |column: u32| {
        let text = cells.remove(&column).unwrap_or_default();
        Field { place: place(path, row, column, text.chars().count()), text }
    };
    (first..=last).map(field).collect()
}

fn place(path: &Arc<str>, row: u32, column: u32, length: usize) -> Place {
    Place::at(path, row as usize + 1, column as usize + 1).spanning(length)
}

/// What a person would have seen in the spreadsheet, or not have seen.
fn tell(path: &Arc<str>, sheet: &Sheet, area: &Area, findings: &mut Findings) {
    if !sheet.others.is_empty() {
        let message = format!(
            "this workbook has several sheets, and “{}” is read; the others: {}",
            sheet.name,
            sheet.others.join(", ")
        );
        let finding = Diagnostic::new(codes::SEVERAL_SHEETS, Place::file(path), message);
        findings.push(finding.help(format!("say which: sheet = \"{}\"", sheet.name)));
    }
    for (row, column, shown) in &sheet.errors {
        let message =
            format!("cell {} of “{}” shows {shown}", area::name(*row, *column), sheet.name);
        let place = place(path, *row, *column, shown.chars().count());
        findings.push(Diagnostic::new(codes::CELL_ERROR, place, message));
    }
    findings.extend(unsaved(path, sheet, area));
    findings.extend(struck(path, sheet, area));
    hidden(path, sheet, area, findings);
}

/// A finding for formulas that no program has worked out: they are told once.
fn unsaved(path: &Arc<str>, sheet: &Sheet, area: &Area) -> Option<Diagnostic> {
    let mut cells =
        sheet.unseen.unsaved.iter().filter(|(row, column)| area.contains(*row, *column));
    let (row, column) = *cells.next()?;
    let more = match cells.count() {
        0 => String::new(),
        more => format!(", and {more} others"),
    };
    let message = format!(
        "cell {} of “{}”{more}: a formula has no saved value, and is read as empty",
        area::name(row, column),
        sheet.name
    );
    let finding = Diagnostic::new(codes::CELL_ERROR, place(path, row, column, 1), message);
    Some(
        finding.help(
            "open the workbook in a spreadsheet program, which works formulas out, and save it",
        ),
    )
}

/// A finding for cells that are struck out, which are read as all others: they are told once.
fn struck(path: &Arc<str>, sheet: &Sheet, area: &Area) -> Option<Diagnostic> {
    let is_read = |(row, column): &&(u32, u32)| {
        let filled = sheet.cells.get(row).is_some_and(|cells| cells.contains_key(column));
        filled && area.contains(*row, *column)
    };
    let mut cells = sheet.unseen.struck.iter().filter(is_read);
    let (row, column) = *cells.next()?;
    let more = match cells.count() {
        0 => " is struck out, and is".to_string(),
        more => format!(" and {more} others are struck out, and are"),
    };
    let name = area::name(row, column);
    let message = format!("cell {name} of “{}”{more} read like the others", sheet.name);
    let finding = Diagnostic::new(codes::HIDDEN_CELLS, place(path, row, column, 1), message);
    Some(finding.help("delete what does not hold any more, or take the line through it away"))
}

fn hidden(path: &Arc<str>, sheet: &Sheet, area: &Area, findings: &mut Findings) {
    let in_area = |row: &&u32| area.rows.contains(&(**row).saturating_sub(1));
    let filled = |row: &&u32| sheet.cells.contains_key(&(**row).saturating_sub(1));
    let rows: Vec<u32> =
        sheet.unseen.hidden_rows.iter().filter(in_area).filter(filled).copied().collect();
    let used: BTreeSet<u32> = sheet.cells.values().flat_map(|row| row.keys().copied()).collect();
    let hidden = sheet.unseen.hidden_columns.iter().map(|column| column.saturating_sub(1));
    let columns: Vec<u32> = hidden.filter(|column| used.contains(column)).collect();
    let letters = columns.iter().map(|column| area::letters(*column)).collect::<Vec<_>>();
    let (letters, numbers) = (letters.join(", "), runs(&rows).join(", "));
    let message = match (rows.is_empty(), columns.is_empty()) {
        (true, true) => return,
        (false, true) => format!("hidden rows are read like others: {numbers}"),
        (true, false) => format!("hidden columns are read like others: {letters}"),
        (false, false) => {
            format!("hidden rows and columns are read like others: {numbers}; {letters}")
        }
    };
    let at = rows.first().map_or(0, |row| row - 1);
    let column = if rows.is_empty() { columns.first().copied().unwrap_or(0) } else { 0 };
    let finding = Diagnostic::new(codes::HIDDEN_CELLS, place(path, at, column, 1), message);
    findings.push(finding.help("delete them if they are not meant, or show them"));
}

/// Numbers in order, those that follow one another as `5–7`.
fn runs(numbers: &[u32]) -> Vec<String> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let name = |(first, last): (u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    runs.into_iter().map(name).collect()
}
