//! Judgements that stand beside the studies of a forest plot.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::tree::Map;
use crate::model::inputs::Inputs;
use crate::model::table::Declaration;

/// A table of appraisals, its rows by the studies that they are about.
pub struct Bias<'a> {
    /// The table.
    pub table: &'a Declaration,
    rows: HashMap<&'a str, &'a Arc<Map>>,
}

/// The columns by which rows of both are known, the surest first.
const KEYS: [&str; 3] = ["id", "study", "label"];

impl<'a> Bias<'a> {
    /// The table of this name, if it is one.
    pub fn of(name: &str, inputs: &'a Inputs) -> Option<Bias<'a>> {
        let table = inputs.tables.get(name).filter(|it| it.appraisal.is_some())?;
        let rows = inputs.data.get(&table.data)?.table_rows();
        let rows = rows.filter(|row| table.filter.passes(row));
        Some(Bias { table, rows: rows.filter_map(|row| Some((key(row)?, row))).collect() })
    }

    /// What is judged of the study of a row.
    pub fn row(&self, study: &Map) -> Option<&'a Arc<Map>> {
        self.rows.get(key(study)?).copied()
    }
}

fn key(row: &Map) -> Option<&str> {
    KEYS.iter().map(|it| row.text(it)).find(|it| !it.is_empty())
}
