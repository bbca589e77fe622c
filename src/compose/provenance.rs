//! Where each cell's row says that it comes from: the reference and the place in it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::place::Origin;
use crate::data::tree::{Map, Node};
use crate::model::inputs::Inputs;
use crate::model::trace::Provenance;

/// What the rows of a project say, by file and address of each of their cells.
#[derive(Debug, Default)]
pub struct Provenances(HashMap<Arc<Origin>, Arc<Provenance>>);

impl Provenances {
    /// Reads every row of every data set.
    pub fn new(inputs: &Inputs) -> Provenances {
        let rows: Vec<_> = inputs.data.values().flat_map(|dataset| dataset.table_rows()).collect();
        let text = |row: &Map, name: &str| row.filled(name).map(|cell| cell.text.to_string());
        let reference = |row: &Map| text(row, "reference").or_else(|| text(row, "references"));
        let things: HashMap<String, String> =
            rows.iter().filter_map(|row| Some((text(row, "id")?, reference(row)?))).collect();
        let mut sources = Provenances::default();
        for row in rows {
            // A result that names no reference has that of its study, or of another key that it has.
            let mut keys = inputs.domain.keys.keys();
            let thing = || keys.find_map(|key| things.get(&text(row, key)?).cloned());
            let reference = reference(row).or_else(thing).unwrap_or_default();
            let of_row = |name: &str| text(row, name).unwrap_or_default();
            sources.row(row, Provenance { row: of_row("id"), reference, place: of_row("place") });
        }
        sources
    }

    fn row(&mut self, row: &Arc<Map>, provenance: Provenance) {
        let provenance = Arc::new(provenance);
        if *provenance == Provenance::default() {
            return;
        }
        Node::Map(row.clone()).for_each_cell(&mut |cell| {
            // A composed cell speaks of other rows, which say for themselves where they are from.
            if cell.parts.is_empty() {
                self.0.entry(cell.origin.clone()).or_insert_with(|| provenance.clone());
            }
        });
    }

    /// What is said of some cells, in their order.
    pub fn of(&self, origins: &[Arc<Origin>]) -> Vec<Provenance> {
        let one = |origin: &Arc<Origin>| self.0.get(origin).map(|found| (**found).clone());
        origins.iter().map(|origin| one(origin).unwrap_or_default()).collect()
    }
}
