//! CSV (RFC 4180), with commas, semicolons or tabs, to a list of rows; every field is text.

use std::sync::Arc;

use super::decimal_signs;
use super::quotes::{self, Quotes};
use super::rows::Field;
use super::table::{Line, TITLE_ROWS, Table, too_large};
use crate::data::place::{Indexed, Place};
use crate::data::tree::{List, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::model::manifest::DataFile;

/// Parses a whole file; rows of the wrong length are findings and are left out. `file` is what the
/// project says of it.
pub fn parse(
    path: &Arc<str>,
    text: &str,
    file: &DataFile,
    limits: &Limits,
    findings: &mut Findings,
) -> Node {
    let place = Place::file(path);
    let dialect = Dialect::of(text);
    if let Some(finding) = open_quote(path, text, &dialect) {
        findings.push(finding);
        return Node::List(List { items: Vec::new(), place });
    }
    if let Some(line) = line_beyond(text, dialect.separator, limits.cells) {
        findings.push(too_large(&Place::at(path, line, 1), limits));
        return Node::List(List { items: Vec::new(), place });
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.separator)
        .from_reader(&text.as_bytes()[dialect.start..]);
    let indexed = Indexed::new(path, text);
    let mut errors = Findings::default();
    let mut table = Table::new(file, limits, findings);
    for (record, read) in reader.records().enumerate() {
        let read = match read {
            Ok(read) => read,
            Err(error) => {
                errors.push(syntax_error(path, &error));
                break;
            }
        };
        if dialect.separator == b'|' && is_rule(&read.iter().collect::<Vec<_>>().join("|")) {
            continue;
        }
        let start = dialect.start + read.position().map_or(0, |at| at.byte() as usize);
        let fields = fields(&indexed, text, start, dialect.separator, &read, &mut errors);
        let line = fields.first().map_or(1, |field| field.place.line);
        if !table.push(Line { line, record, fields }) {
            break;
        }
    }
    let items = table.finish();
    findings.extend(errors);
    findings.extend(one_column(path, text));
    let mut root = Node::List(List { items, place });
    findings.extend(cell_errors(&root));
    decimal_signs::settle(&mut root, file, Some(dialect.separator), findings);
    root
}

/// What a spreadsheet shows for a formula that failed, and saves as text.
const ERRORS: [&str; 7] = ["#N/A", "#NULL!", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!"];

/// A finding for values that are such errors: they are told once.
fn cell_errors(root: &Node) -> Option<Diagnostic> {
    let (mut first, mut count) = (None, 0);
    root.for_each_cell(&mut |cell| {
        if ERRORS.contains(&&*cell.text) {
            count += 1;
            first.get_or_insert_with(|| (cell.place().clone(), cell.text.clone()));
        }
    });
    let (place, shown) = first?;
    let more = match count {
        1 => String::new(),
        _ => format!(", and {} others are errors", count - 1),
    };
    let message = format!("this value is {shown}, the error of a spreadsheet{more}");
    let finding = Diagnostic::new(codes::CELL_ERROR, place, message);
    Some(finding.help("correct the formula and save the file again, or leave the value empty"))
}

/// How a file separates its fields, and where its first row begins.
struct Dialect {
    separator: u8,
    start: usize,
}

impl Dialect {
    /// `sep=` in the first line says it, as Excel writes and reads it; otherwise it is that comma, semicolon or tab of which
    /// most of the first rows have equally many; of several, what stands most often in the first row that has any.
    fn of(text: &str) -> Dialect {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let text = &text[start..];
        let line = text.lines().next().unwrap_or_default();
        if let Some(&[separator]) = line.strip_prefix("sep=").map(str::as_bytes) {
            return Dialect { separator, start: start + line.len() };
        }
        let agreed = |separator: u8| {
            let counts = quotes::separators(text, separator, TITLE_ROWS);
            let alike = |count: &usize| counts.iter().filter(|it| *it == count).count();
            let most = counts.iter().filter(|count| **count > 0).map(alike).max();
            (most.unwrap_or_default(), counts.iter().find(|it| **it > 0).copied())
        };
        // Of several that stand equally often the comma is meant, which is last.
        let separator = *b"\t;,".iter().max_by_key(|it| agreed(**it)).unwrap_or(&b',');
        let lines: Vec<String> = text.lines().take(TITLE_ROWS).map(str::to_string).collect();
        let parts = |sign: char| are_parted(&lines, |line| line.matches(sign).count());
        match parts('|') && !parts(char::from(separator)) {
            true => Dialect { separator: b'|', start },
            false => Dialect { separator, start },
        }
    }
}

/// Whether all of the first lines have equally many of what parts columns.
fn are_parted(lines: &[String], count: impl Fn(&str) -> usize) -> bool {
    let filled = lines.iter().map(|line| line.trim()).filter(|it| !it.is_empty() && !is_rule(it));
    let counts: Vec<usize> = filled.take(3).map(count).collect();
    counts.len() > 1 && counts[0] > 0 && counts.iter().all(|it| *it == counts[0])
}

/// The line beneath the head of a table that a database printed, and the number of rows below it.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let drawn = line.contains("--") && line.chars().all(|c| "-+| ".contains(c));
    let counted = line.strip_prefix('(').and_then(|it| it.strip_suffix(')')).is_some_and(|it| {
        let words = it.trim_start_matches(|c: char| c.is_ascii_digit());
        words.len() < it.len()
            && ["row", "rows", "row affected", "rows affected"].contains(&words.trim())
    });
    drawn || counted
}

/// A finding for lines that are read as one value each, and look like several.
fn one_column(path: &Arc<str>, text: &str) -> Option<Diagnostic> {
    let lines: Vec<String> = text.lines().take(TITLE_ROWS).map(str::to_string).collect();
    if lines.iter().any(|line| line.contains([',', ';', '\t', '|', '"'])) {
        return None;
    }
    let runs =
        |line: &str| line.split("  ").filter(|it| !it.trim().is_empty()).count().saturating_sub(1);
    let signs = ['，', '；', '、'];
    let sign = signs.into_iter().find(|sign| are_parted(&lines, |it| it.matches(*sign).count()));
    let by = match sign {
        Some(sign) => format!("`{sign}`"),
        None if are_parted(&lines, runs) => "blanks".to_string(),
        None => return None,
    };
    let message = format!("each line is read as one value, although {by} may part several");
    let finding = Diagnostic::new(codes::ONE_COLUMN, Place::at(path, 1, 1), message);
    Some(finding.help("write commas between the values, or save the file as CSV"))
}

/// The line of the row that goes beyond so many cells, found before anything is kept of them.
fn line_beyond(text: &str, separator: u8, most: u64) -> Option<usize> {
    let mut quotes = Quotes::new(separator);
    let (mut cells, mut line, mut begins) = (0, 1, 1);
    let mut before = b'\n';
    for byte in text.bytes() {
        let is_break = matches!(byte, b'\n' | b'\r');
        let ends = quotes.ends(byte);
        // Empty lines are no rows.
        cells += u64::from(ends && (!is_break || !matches!(before, b'\n' | b'\r')));
        if cells > most {
            return Some(begins);
        }
        line += usize::from(byte == b'\n');
        if is_break && ends {
            begins = line;
        }
        before = byte;
    }
    None
}

fn syntax_error(path: &Arc<str>, error: &::csv::Error) -> Diagnostic {
    let line = error.position().map_or(0, |position| position.line() as usize);
    Diagnostic::new(codes::CSV_SYNTAX, Place::at(path, line, 1), format!("invalid CSV: {error}"))
}

/// The fields of one record with their places, found by walking the raw text from `start`.
fn fields(
    indexed: &Indexed<&str>,
    text: &str,
    start: usize,
    separator: u8,
    record: &::csv::StringRecord,
    errors: &mut Findings,
) -> Vec<Field> {
    // The reader may report the end of the previous line; step over line breaks.
    let skipped = text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
    let mut at = start + skipped;
    let mut fields = Vec::with_capacity(record.len());
    for (number, value) in record.iter().enumerate() {
        let end = field_end(text, at, separator);
        let place = indexed.place(at..end);
        if quotes::holds_rows(&text[at..end], separator, number, record.len()) {
            errors.push(hidden_rows(&place, &text[at..end]));
        }
        fields.push(Field { text: as_text(value.trim()), place });
        at = (end + 1).min(text.len());
    }
    fields
}

/// What a field says. Stata and others write `="(1)"`, by which a spreadsheet shows it as it stands.
fn as_text(value: &str) -> String {
    let inside = value.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    let one = |it: &&str| !it.replace("\"\"", "").contains('"');
    inside.filter(one).map_or(value.to_string(), |it| it.replace("\"\"", "\""))
}

/// Where the field that begins at `start` ends.
fn field_end(text: &str, start: usize, separator: u8) -> usize {
    let mut quotes = Quotes::new(separator);
    let end = text.as_bytes()[start..].iter().position(|byte| quotes.ends(*byte));
    end.map_or(text.len(), |it| start + it)
}

fn hidden_rows(place: &Place, field: &str) -> Diagnostic {
    let rows = field.lines().count() - 1;
    let message = match rows {
        1 => "what stands between these quotes looks like the end of this row and another one"
            .to_string(),
        _ => format!(
            "what stands between these quotes looks like the end of this row and {rows} others"
        ),
    };
    Diagnostic::new(codes::HIDDEN_ROWS, place.clone(), message)
        .help("write a quote inside a field as \"\", and the field in quotes: \"6\"\" pipe\"")
}

/// The csv reader accepts a quote that is never closed; that swallows rows, so it is a finding.
fn open_quote(path: &Arc<str>, text: &str, dialect: &Dialect) -> Option<Diagnostic> {
    let at = dialect.start + quotes::never_closed(&text[dialect.start..], dialect.separator)?;
    let place = Place::of_bytes(path, text, at..at + 1);
    let finding = Diagnostic::new(codes::CSV_SYNTAX, place, "this quote is never closed");
    Some(finding.help("close it with \", and write a quote inside a field as \"\""))
}
