//! The first sheet of an XLSX workbook to a list of rows; numbers are read as the sheet stores them.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};

use super::rows::{Field, Header, row_map, too_many};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::limits::Limits;
use crate::model::node::{List, Node};
use crate::model::place::Place;

/// Reads the first sheet; the first row names the columns.
///
/// A place in a workbook has no line of text: `line` is the row, `column` the column of the sheet.
pub fn parse(
    path: &Arc<str>,
    bytes: &[u8],
    limits: &Limits,
    findings: &mut Vec<Diagnostic>,
) -> Node {
    let place = Place::file(path);
    let mut items = Vec::new();
    match first_sheet(bytes) {
        Ok(rows) => {
            let mut rows = rows.into_iter().enumerate().map(|(i, row)| fields(path, i + 1, row));
            if let Some(head) = rows.next() {
                let header = Header::new(head, limits, findings);
                for (number, row) in rows.enumerate() {
                    if number as u64 == limits.rows {
                        findings.extend(row.first().map(|field| too_many(&field.place, limits)));
                        break;
                    }
                    items.extend(row_map(&header, row, number + 1, findings).map(Node::Map));
                }
            }
        }
        Err(message) => {
            findings.push(Diagnostic::new(codes::XLSX_UNREADABLE, place.clone(), message))
        }
    }
    Node::List(List { items, place })
}

fn first_sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let broken = |error: calamine::XlsxError| format!("this workbook cannot be read: {error}");
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheet = workbook.worksheet_range_at(0).ok_or("this workbook has no sheet")?;
    let range = sheet.map_err(broken)?;
    let text = |data: &Data| data.to_string();
    Ok(range.rows().map(|row| row.iter().map(text).collect()).collect())
}

fn fields(path: &Arc<str>, line: usize, row: Vec<String>) -> Vec<Field> {
    let field = |(column, text): (usize, String)| Field {
        place: Place::at(path, line, column + 1).spanning(text.chars().count()),
        text: text.trim().to_string(),
    };
    row.into_iter().enumerate().map(field).collect()
}
