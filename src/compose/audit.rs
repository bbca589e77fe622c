//! `/audit.json`: which key stands beside each printed value, and what each key stands for.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::data::address::Address;
use crate::data::place::Origin;
use crate::model::trace::Trace;
use crate::typst_source::source_map::TypstFile;

/// What an audit edition prints beside its values and in its appendix; empty in other editions.
#[derive(Serialize, Default)]
struct Audit<'a> {
    /// The key of each printed value, in the order in which values are written; 0 beside words
    /// without a figure, which carry none.
    keys: Vec<usize>,
    /// The appendix: what each key stands for, from the first.
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    /// Every text that is printed for it, each once.
    printed: Vec<&'a str>,
    /// What was done with the cells, when the source does not print the text.
    computed: Option<&'a str>,
    /// The cells; none when an expression of the text made the value.
    cells: Vec<Cell<'a>>,
    /// Where the author asks for it first, for a value without cells.
    asked: String,
}

#[derive(Serialize)]
struct Cell<'a> {
    file: &'a str,
    line: usize,
    /// Row and column of a table; none in files of another form.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<RowAndColumn>,
    /// What stands for the cell in files of another form, such as a JSON pointer.
    address: String,
    reference: &'a str,
    place: &'a str,
}

#[derive(Serialize)]
struct RowAndColumn {
    row: usize,
    column: String,
}

/// What values share that share a key: the cells, what was done with them, and, without cells, the
/// place that asks.
type Same<'a> = (&'a [Arc<Origin>], Option<&'a str>, String);

/// The file; values made from the same cells in the same way share a key.
pub fn file(traces: &[Trace], wanted: bool) -> TypstFile {
    let audit = if wanted { audit(traces) } else { Audit::default() };
    let mut file = TypstFile::new("/audit.json");
    file.push(&serde_json::to_string_pretty(&audit).unwrap_or_default());
    file
}

fn audit(traces: &[Trace]) -> Audit<'_> {
    let mut audit = Audit::default();
    let mut known: HashMap<Same, usize> = HashMap::new();
    for trace in traces {
        if !trace.text.contains(|c: char| c.is_ascii_digit()) {
            audit.keys.push(0);
            continue;
        }
        let computed = trace.computed.as_ref().map(|computed| computed.method.as_str());
        // Without cells, values are told apart by where they are asked for.
        let asked = if trace.origins.is_empty() { trace.place.to_string() } else { String::new() };
        let next = audit.rows.len() + 1;
        let key = *known.entry((&trace.origins, computed, asked.clone())).or_insert(next);
        if key == next {
            audit.rows.push(Row { printed: Vec::new(), computed, cells: cells(trace), asked });
        }
        let printed = &mut audit.rows[key - 1].printed;
        if !printed.contains(&trace.text.as_str()) {
            printed.push(&trace.text);
        }
        audit.keys.push(key);
    }
    audit
}

fn cells(trace: &Trace) -> Vec<Cell<'_>> {
    let cells = trace.origins.iter().zip(&trace.sources);
    cells
        .map(|(origin, source)| Cell {
            file: &origin.place.file,
            line: origin.place.line,
            at: row_and_column(&origin.address),
            address: origin.address.to_string(),
            reference: &source.reference,
            place: &source.place,
        })
        .collect()
}

fn row_and_column(address: &Address) -> Option<RowAndColumn> {
    match address {
        Address::Cell { row, column } => {
            Some(RowAndColumn { row: *row, column: column.to_string() })
        }
        Address::Pointer(_) | Address::Entry(_) => None,
    }
}
