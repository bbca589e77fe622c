//! Rows as they come from a file to a list of maps: which row names the columns, and how many there
//! may be.

use super::mends::Mends;
use super::rows::{Field, Header, row_map, unnamed};
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::model::manifest::DataFile;

/// A row as it stands in a file.
pub struct Line {
    /// The line of the text, or the row of the sheet, from 1.
    pub line: usize,
    /// The number of the record, in which blank lines do not count.
    pub record: usize,
    /// The fields from the first column to the last.
    pub fields: Vec<Field>,
}

impl Line {
    fn filled(&self) -> usize {
        self.fields.iter().filter(|field| !field.text.is_empty()).count()
    }
}

/// How many rows with a single value may stand above the names of the columns.
pub const TITLE_ROWS: usize = 20;

/// A table that is being read, row by row.
pub struct Table<'a> {
    limits: &'a Limits,
    findings: &'a mut Findings,
    /// The line with the names of the columns, when the project says which.
    named_at: Option<usize>,
    /// For a sheet, whose rows end with their last value: its first column, from 0.
    sheet: Option<usize>,
    /// The slips that are mended, where they are no errors.
    mends: Option<Mends>,
    /// Rows above the first one with several values: a title, or a table of one column.
    held: Vec<Line>,
    header: Option<(Header, usize)>,
    /// The first rows, as long as each has one value more than there are names; none once one has not.
    longer: Option<Vec<Line>>,
    items: Vec<Node>,
    cells: u64,
}

impl<'a> Table<'a> {
    /// Begins to read a table.
    pub fn new(file: &DataFile, limits: &'a Limits, findings: &'a mut Findings) -> Self {
        Table {
            limits,
            findings,
            named_at: file.header,
            sheet: None,
            mends: file.mends.then(Mends::default),
            held: Vec::new(),
            header: None,
            longer: file.mends.then(Vec::new),
            items: Vec::new(),
            cells: 0,
        }
    }

    /// The rows are those of a sheet from this column on: each ends with its last value.
    pub fn of_sheet(mut self, first: usize) -> Self {
        self.sheet = Some(first);
        self.longer = None;
        self
    }

    /// Takes the next row; `false` when the limits allow no more.
    pub fn push(&mut self, line: Line) -> bool {
        self.cells = self.cells.saturating_add(line.fields.len() as u64);
        let Some(place) = line.fields.first().map(|field| field.place.clone()) else { return true };
        if self.cells > self.limits.cells {
            self.findings.push(too_large(&place, self.limits));
            return false;
        }
        if self.header.is_some() {
            return self.data(line, &place);
        }
        match self.named_at {
            Some(at) if line.line < at => {}
            Some(_) => self.name_columns(line),
            None => match line.filled() {
                0 => {}
                1 if self.held.len() < TITLE_ROWS => self.held.push(line),
                1 => return self.release() && self.data(line, &place),
                _ => {
                    self.tell_titles(&line);
                    self.name_columns(line);
                }
            },
        }
        true
    }

    /// The rows that were read.
    pub fn finish(mut self) -> Vec<Node> {
        let _ = self.release() && self.settle(true);
        if let Some(mends) = self.mends {
            mends.report(self.findings);
        }
        self.items
    }

    /// A table of one column: what was held back are its name and its rows.
    fn release(&mut self) -> bool {
        let mut held = std::mem::take(&mut self.held).into_iter();
        if let Some(first) = held.next() {
            self.name_columns(first);
        }
        held.all(|line| {
            let place = line.fields.first().map(|field| field.place.clone());
            place.is_none_or(|place| self.data(line, &place))
        })
    }

    /// Keeps a row back while all may begin with a name of their own, whose column has none: R writes tables so. A comma
    /// in a single row is none.
    fn data(&mut self, line: Line, place: &Place) -> bool {
        let lacks_one = |(header, _): &(Header, usize)| header.lacks_one(&line.fields);
        let is_longer = self.longer.is_some() && self.header.as_ref().is_some_and(lacks_one);
        if let Some(longer) = self.longer.as_mut().filter(|_| is_longer)
            && (longer.len() as u64) < self.limits.rows
        {
            longer.push(line);
            return true;
        }
        line.filled() == 0 || self.settle(is_longer) && self.row(line, place)
    }

    /// Takes the rows that were kept back, with a column before the first if all rows are of their kind.
    fn settle(&mut self, all: bool) -> bool {
        let longer = self.longer.take().unwrap_or_default();
        if let (Some((header, _)), Some(mends)) = (&mut self.header, &mut self.mends)
            && let [first, _, ..] = &longer[..]
            && let Some(field) = first.fields.first().filter(|_| all)
        {
            header.add_first(&field.place, mends);
        }
        longer.into_iter().all(|line| {
            let place = line.fields.first().map(|field| field.place.clone());
            place.is_none_or(|place| self.row(line, &place))
        })
    }

    fn name_columns(&mut self, line: Line) {
        let mends = self.mends.as_mut();
        let header = Header::new(line.fields, mends, self.limits, self.findings);
        self.header = Some((header, line.record));
    }

    fn row(&mut self, mut line: Line, place: &Place) -> bool {
        let Some((header, named)) = &mut self.header else { return true };
        // Where a row is filled up, what is added counts too.
        if self.sheet.is_some() || self.mends.is_some() {
            let added = header.width().saturating_sub(line.fields.len());
            self.cells = self.cells.saturating_add(added as u64);
            if self.cells > self.limits.cells {
                self.findings.push(too_large(place, self.limits));
                return false;
            }
        }
        if let Some(first) = self.sheet {
            let empty = |column| Place::at(&place.file, line.line, column + 1);
            let columns = first + line.fields.len()..first + header.width();
            let empty = columns.map(|column| Field { text: String::new(), place: empty(column) });
            line.fields.extend(empty);
        }
        if let Some(mends) = &mut self.mends {
            header.fit(&mut line.fields, line.line, mends);
        }
        let beyond = line.fields.get(header.width()..).unwrap_or_default();
        if self.sheet.is_some()
            && let Some(field) = beyond.iter().find(|field| !field.text.is_empty())
        {
            self.findings.push(unnamed(field, line.record - *named));
            return true;
        }
        if self.items.len() as u64 == self.limits.rows {
            self.findings.push(too_many(place, self.limits));
            return false;
        }
        let number = line.record - *named;
        self.items.extend(row_map(header, line.fields, number, self.findings).map(Node::Map));
        true
    }

    /// What stands above the names of the columns is no data; that this was decided is told.
    fn tell_titles(&mut self, head: &Line) {
        let held = std::mem::take(&mut self.held);
        let filled = |line: &Line| line.fields.iter().find(|it| !it.text.is_empty()).cloned();
        let Some(title) = held.first().and_then(filled) else { return };
        let message = match held.len() {
            1 => format!("row {} is read as a title: “{}”", held[0].line, title.text),
            _ => format!("{} rows above row {} are read as titles", held.len(), head.line),
        };
        self.findings.push(
            Diagnostic::new(codes::TITLE_ROWS, title.place, message).help(format!(
                "the columns are named in row {0}; `header = {0}` says so",
                head.line
            )),
        );
    }
}

/// A finding for a row beyond the limit.
pub fn too_many(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this file has more than {} rows", limits.rows);
    Diagnostic::new(codes::TOO_MANY_ROWS, place.clone(), message)
        .help("raise the limit with `--limit rows=N`")
}

/// A finding where the cells of a file go beyond the limit.
pub fn too_large(place: &Place, limits: &Limits) -> Diagnostic {
    let message = format!("this file has more than {} cells (rows times columns)", limits.cells);
    Diagnostic::new(codes::TOO_MANY_CELLS, place.clone(), message)
        .help("`--limit cells=N` lets more be read")
}
