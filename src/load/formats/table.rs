//! Rows as they come from a file to a list of maps: which row names the columns, and how many there
//! may be.

use super::mends::Mends;
use super::rows::{Field, Header, Unnamed, row_map};
use super::totals;
use crate::data::place::Place;
use crate::data::tree::{Cell, Node};
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

/// Where the names of the columns stand.
struct Named {
    /// The number of the record.
    record: usize,
    /// The line.
    line: usize,
}

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
    header: Option<(Header, Named)>,
    /// The first rows, as long as each has one value more than there are names; none once one has not.
    longer: Option<Vec<Line>>,
    items: Vec<Node>,
    unnamed: Unnamed,
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
            unnamed: Unnamed::default(),
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
        let head = self.header.as_ref().map_or(1, |(_, named)| named.line);
        self.findings.extend(self.unnamed.told(head));
        self.findings.extend(note_below(&self.items));
        self.findings.extend(totals::below(&self.items));
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
        let lacks_one = |(header, _): &(Header, Named)| header.lacks_one(&line.fields);
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
        self.header = Some((header, Named { record: line.record, line: line.line }));
    }

    fn row(&mut self, mut line: Line, place: &Place) -> bool {
        let Some((header, named)) = &mut self.header else { return true };
        let number = line.record - named.record;
        // A sheet numbers its rows for all to see.
        let seen = if self.sheet.is_some() { line.line } else { number };
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
        match &mut self.mends {
            Some(mends) => header.fit(&mut line.fields, line.line, mends),
            None => self.findings.extend(header.name_first(&line.fields)),
        }
        let beyond = line.fields.get(header.width()..).unwrap_or_default();
        if self.sheet.is_some()
            && let Some(field) = beyond.iter().find(|field| !field.text.is_empty())
        {
            self.unnamed.add(field, seen);
            return true;
        }
        if self.items.len() as u64 == self.limits.rows {
            self.findings.push(too_many(place, self.limits));
            return false;
        }
        let told = (&mut self.unnamed, &mut *self.findings);
        self.items.extend(row_map(header, line.fields, (number, seen), told).map(Node::Map));
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

/// A finding for words below a table, which are read as its last row: one value, longer than all others of its column, under
/// rows with several.
fn note_below(rows: &[Node]) -> Option<Diagnostic> {
    fn filled(row: &Node) -> Vec<Cell> {
        let mut cells = Vec::new();
        row.for_each_cell(&mut |cell| {
            cells.extend((!cell.text.is_empty()).then(|| cell.clone()));
        });
        cells
    }
    let (last, others) = rows.split_last()?;
    let [note] = &filled(last)[..] else { return None };
    let is_sentence = note.text.contains(|c: char| !c.is_alphanumeric() && !"-_.".contains(c));
    let length = |cell: &Cell| cell.text.chars().count();
    let is_row = |row: &Node| {
        let cells = filled(row);
        let own = |cell: &&Cell| cell.place().column == note.place().column;
        cells.len() > 1 && cells.iter().find(own).is_none_or(|cell| length(cell) < length(note))
    };
    if others.len() < 2 || !is_sentence || !others.iter().all(is_row) {
        return None;
    }
    let message = format!("the last row has one value, and is read as data: “{}”", note.text);
    let finding = Diagnostic::new(codes::TITLE_ROWS, note.place().clone(), message);
    Some(finding.help(
        "if it is a note below the table, delete it; of a sheet, `range` says where the table ends",
    ))
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
