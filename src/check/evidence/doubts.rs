//! D0361: which cells and references a recorded contradiction puts in doubt, so that each carries a mark wherever it is printed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::contradiction::{Contradiction, Text};
use super::quantities::stated_quantities;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::doubt::Doubts;
use crate::model::inputs::Inputs;

/// A record as documents show it, and the contradiction that it records.
pub type Recorded = (Arc<Map>, Contradiction);

/// The cells in doubt: the cell at which each contradiction was found, in all its languages, the quantity that it is
/// about, what the record names in its column `doubts`, and what it calls its subject. A statement without a reference is not
/// in doubt for that.
pub fn of(inputs: &Inputs, recorded: &[Recorded], findings: &mut Findings) -> Doubts {
    let mut doubts = Doubts::default();
    if recorded.is_empty() {
        return doubts;
    }
    let known = Known::new(inputs);
    for (record, contradiction) in recorded {
        if contradiction.finding.code == codes::NO_REFERENCE {
            doubts.add(record, []);
            continue;
        }
        let mut places = found_at(contradiction, &known);
        if let Some(subject) = record.get("subject") {
            subject.for_each_cell(&mut |cell| places.push(cell.place().clone()));
        }
        let named = record.text("doubts").split(';').map(str::trim);
        let (references, cells): (Vec<&str>, Vec<&str>) =
            named.filter(|name| !name.is_empty()).partition(|name| name.starts_with('@'));
        for name in cells {
            match known.find(name) {
                Some(found) => places.extend(found),
                None => findings.push(unknown(record, name)),
            }
        }
        doubts.add(record, places);
        for name in references {
            match inputs.references.get(&name[1..]) {
                Some(reference) => doubts.add_reference(&reference.key),
                None => findings.push(unknown(record, name)),
            }
        }
    }
    doubts
}

/// Where a contradiction was found, and where else its quantity is stated so.
fn found_at(contradiction: &Contradiction, known: &Known) -> Vec<Place> {
    let mut places = vec![contradiction.finding.place.clone()];
    let side = contradiction.sides.first();
    if let Some(Text::Data(node)) = side.map(|side| &side.printed) {
        node.for_each_cell(&mut |cell| places.push(cell.place().clone()));
    }
    // What another file states otherwise under the same name is another matter.
    let related = contradiction.finding.related.iter().map(|(place, _)| place);
    let files: HashSet<&str> =
        related.chain([&contradiction.finding.place]).map(|place| &*place.file).collect();
    let all = known.quantity(&contradiction.about);
    let is_own = |cell: &&Cell| files.contains(&*cell.place().file);
    let texts: HashSet<&str> = all.iter().filter(is_own).map(|cell| &*cell.text).collect();
    let own = all.iter().filter(|cell| texts.contains(&*cell.text));
    places.extend(own.map(|cell| cell.place().clone()));
    places
}

fn unknown(record: &Map, name: &str) -> Diagnostic {
    let place = record.filled("doubts").map_or(&record.place, |cell| cell.place());
    let message = format!(
        "`doubts` names “{name}”, which is no quantity, no cell of the data and no reference"
    );
    Diagnostic::new(codes::UNKNOWN_DOUBT, place.clone(), message)
        .help("name a quantity, `study.quantity`, or a cell, `row.column`, as texts do behind the name of the data set, or a reference, `@key`")
}

/// What records can name.
struct Known<'a> {
    quantities: HashMap<String, Vec<Cell>>,
    rows: HashMap<&'a str, Vec<&'a Map>>,
}

impl<'a> Known<'a> {
    fn new(inputs: &'a Inputs) -> Known<'a> {
        let mut quantities: HashMap<String, Vec<Cell>> = HashMap::new();
        for stated in stated_quantities(inputs).into_iter().flatten() {
            let cells = stated.estimate.printed_cells().into_iter().cloned();
            quantities.entry(stated.about()).or_default().extend(cells);
        }
        let mut rows: HashMap<&str, Vec<&Map>> = HashMap::new();
        for row in inputs.data.values().flat_map(|dataset| dataset.table_rows()) {
            rows.entry(row.text("id")).or_default().push(row);
        }
        Known { quantities, rows }
    }

    fn quantity(&self, name: &str) -> &[Cell] {
        self.quantities.get(name).map_or(&[], Vec::as_slice)
    }

    /// The cells of a quantity, or those of a column of a row; none when there is neither.
    fn find(&self, name: &str) -> Option<Vec<Place>> {
        if let Some(found) = self.quantities.get(name) {
            return Some(found.iter().map(|cell| cell.place().clone()).collect());
        }
        let (row, column) = name.rsplit_once('.')?;
        let rows = self.rows.get(row)?.iter();
        let nodes: Vec<&Node> =
            rows.filter_map(|row| row.get(column)).filter(|node| !node.is_empty()).collect();
        let mut places = Vec::new();
        for node in nodes {
            node.for_each_cell(&mut |cell| places.push(cell.place().clone()));
        }
        (!places.is_empty()).then_some(places)
    }
}
