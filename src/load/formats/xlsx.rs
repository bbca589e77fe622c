//! The first sheet of an XLSX workbook to a list of rows; numbers are read as the sheet stores them.

use std::collections::BTreeMap;
use std::io;
use std::io::{Cursor, Read};
use std::sync::Arc;

use calamine::{Reader, Xlsx};

use super::rows::{Field, Header, row_map, too_large, too_many};
use crate::data::place::Place;
use crate::data::tree::{List, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;

/// The filled cells of a sheet: row, column, text, all from 0. A sheet with one cell in its far
/// corner is as small as it looks.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Reads the first sheet; the first row that has anything names the columns.
///
/// A place in a workbook has no line of text: `line` is the row, `column` the column of the sheet.
pub fn parse(path: &Arc<str>, bytes: &[u8], limits: &Limits, findings: &mut Findings) -> Node {
    let place = Place::file(path);
    let mut items = Vec::new();
    match bounded(bytes, limits).and_then(|()| first_sheet(bytes, limits)) {
        Ok(cells) => rows(path, cells, limits, findings, &mut items),
        Err(message) => {
            findings.push(Diagnostic::new(codes::XLSX_UNREADABLE, place.clone(), message))
        }
    }
    Node::List(List { items, place })
}

fn rows(
    path: &Arc<str>,
    mut cells: Cells,
    limits: &Limits,
    findings: &mut Findings,
    items: &mut Vec<Node>,
) {
    let Some((head_row, head)) = cells.pop_first() else { return };
    let (Some((&first, _)), Some((&last, _))) = (head.first_key_value(), head.last_key_value())
    else {
        return;
    };
    let header = Header::new(fields(path, head_row, head, first, last), limits, findings);
    for (row, cells) in cells {
        let number = (row - head_row) as usize;
        if number as u64 > limits.rows {
            findings.push(too_many(&place(path, row, first, 1), limits));
            break;
        }
        if (number as u64 + 1).saturating_mul(u64::from(last - first) + 1) > limits.cells {
            findings.push(too_large(&place(path, row, first, 1), limits));
            break;
        }
        let outside = cells.iter().find(|(column, _)| !(first..=last).contains(*column));
        if let Some((column, text)) = outside {
            let message = format!("row {number} has a value in a column without a name");
            let place = place(path, row, *column, text.chars().count());
            findings.push(
                Diagnostic::new(codes::ROW_LENGTH, place, message)
                    .help("name the column in the first row, or clear the cell"),
            );
            continue;
        }
        let fields = fields(path, row, cells, first, last);
        items.extend(row_map(&header, fields, number, findings).map(Node::Map));
    }
}

/// A workbook is a ZIP archive: what it unpacks to must be within the limit for a file.
fn bounded(bytes: &[u8], limits: &Limits) -> Result<(), String> {
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
    Ok(())
}

fn first_sheet(bytes: &[u8], limits: &Limits) -> Result<Cells, String> {
    let broken = |error: calamine::XlsxError| format!("cannot read this workbook: {error}");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = workbook.sheet_names().into_iter().next().ok_or("this workbook has no sheet")?;
    let mut reader = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;
    let mut cells = Cells::new();
    let mut filled: u64 = 0;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let text = calamine::Data::from(cell.get_value().clone()).to_string();
        if !text.trim().is_empty() {
            cells.entry(row).or_default().insert(column, text.trim().to_string());
            filled += 1;
        }
        // The head, the rows allowed, and one that is told to be too many.
        if cells.len() as u64 > limits.rows.saturating_add(2) || filled > limits.cells {
            break;
        }
    }
    Ok(cells)
}

fn place(path: &Arc<str>, row: u32, column: u32, length: usize) -> Place {
    Place::at(path, row as usize + 1, column as usize + 1).spanning(length)
}

/// The fields of a row from the first column to the last.
fn fields(
    path: &Arc<str>,
    row: u32,
    mut cells: BTreeMap<u32, String>,
    first: u32,
    last: u32,
) -> Vec<Field> {
    let field = |column: u32| {
        let text = cells.remove(&column).unwrap_or_default();
        Field { place: place(path, row, column, text.chars().count()), text }
    };
    (first..=last).map(field).collect()
}
