//! A table of another program: its heads, and its rows with their lines.

use crate::data::place::Place;

/// No table has more cells than this.
const CELLS: usize = 4_000_000;

/// A table.
pub struct Table {
    /// The name of its file.
    pub name: String,
    /// The heads, in small letters.
    pub heads: Vec<String>,
    /// The heads as written.
    pub written: Vec<String>,
    /// The rows, each with the line where it begins.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    /// Reads text with commas, semicolons or tabs between its fields; none if it is no table.
    pub fn read(name: &str, text: &str) -> Option<Table> {
        let first = text.lines().next()?;
        let count = |sign: u8| first.bytes().filter(|it| *it == sign).count();
        let sign = [b',', b';', b'\t'].into_iter().max_by_key(|sign| count(*sign))?;
        let mut reader =
            csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes());
        let written: Vec<String> =
            reader.headers().ok()?.iter().map(|it| it.trim().to_string()).collect();
        if written.len() < 2 {
            return None;
        }
        let heads: Vec<String> = written.iter().map(|it| it.to_lowercase()).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.ok()?;
            let line = record.position().map_or(0, |it| it.line() as usize);
            rows.push((line, record.iter().map(|it| it.trim().to_string()).collect()));
            if rows.len() * heads.len() > CELLS {
                return None;
            }
        }
        Some(Table { name: name.to_string(), heads, written, rows })
    }

    /// The column of one of these heads.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.heads.iter().position(|head| head == name))
    }

    /// What a row has in such a column; nothing where there is none.
    pub fn text<'a>(&self, row: &'a [String], names: &[&str]) -> &'a str {
        let cell = self.column(names).and_then(|at| row.get(at));
        cell.map_or("", String::as_str)
    }

    /// Where a row begins.
    pub fn place(&self, line: usize) -> Place {
        Place { line, column: 1, ..Place::file(&self.name) }
    }
}
