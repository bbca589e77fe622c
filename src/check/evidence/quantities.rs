//! The evidence as the rules see it: every stated quantity, alone and by study.

use std::sync::Arc;

use indexmap::IndexMap;

use super::contradiction::Contradiction;
use crate::data::tree::{Cell, Map};
use crate::data::work;
use crate::diagnostic::Code;
use crate::language::Language;
use crate::model::inputs::{Inputs, Row};
use crate::quantity::decimal::Decimal;
use crate::quantity::estimate::Estimate;

/// One stated quantity.
#[derive(Clone, Copy)]
pub struct StatedQuantity<'a> {
    /// The study it belongs to, if any.
    pub study: Option<&'a str>,
    /// Its id.
    pub id: &'a str,
    /// What is stated.
    pub estimate: &'a Estimate,
}

impl<'a> StatedQuantity<'a> {
    /// The name by which a record refers to it: `ifn_alpha.n`, `mpfs_range`.
    pub fn about(self) -> String {
        match self.study {
            Some(study) => format!("{study}.{}", self.id),
            None => self.id.to_string(),
        }
    }

    /// The number in a column, and its cell.
    pub fn number(self, column: &str) -> Option<(Decimal, &'a Cell)> {
        let cell = self.estimate.cell(column)?;
        Some((Decimal::parse(&cell.text)?, cell))
    }

    /// The smallest and the largest that it states: its value, or the ends of its range.
    pub fn extent(self) -> Option<[(Decimal, &'a Cell); 2]> {
        let value = self.number("value");
        Some([value.or_else(|| self.number("low"))?, value.or_else(|| self.number("high"))?])
    }

    /// What the quantity measures, `ORR`; the id when the data do not say.
    pub fn measure(self) -> &'a str {
        self.estimate.cell("measure").map_or(self.id, |cell| &cell.text)
    }

    /// Whether it is of a part of the study's patients: its row says of whom.
    pub fn is_of_a_part(self) -> bool {
        !self.estimate.row.bilingual("population").get_or_any(Language::base()).is_empty()
    }

    /// A contradiction at a cell of this quantity.
    pub fn contradiction(self, code: Code, cell: &Cell, message: String) -> Contradiction {
        Contradiction::new(code, cell, self.about(), message)
            .references([self.estimate.cell("reference")])
    }
}

/// The quantities that one data set states of one study.
#[derive(Clone, Copy)]
pub struct Study<'a> {
    /// The study's id.
    pub id: &'a str,
    /// Its quantities by id.
    pub estimates: &'a IndexMap<String, Arc<Estimate>>,
}

impl<'a> Study<'a> {
    /// The quantity with this id.
    pub fn get(self, id: &str) -> Option<StatedQuantity<'a>> {
        let (id, estimate) = self.estimates.get_key_value(id)?;
        Some(StatedQuantity { study: Some(self.id), id, estimate })
    }

    /// Every quantity.
    pub fn stated_quantities(self) -> impl Iterator<Item = StatedQuantity<'a>> {
        let id = self.id;
        work::count(self.estimates.len());
        self.estimates.iter().map(move |(name, estimate)| StatedQuantity {
            study: Some(id),
            id: name,
            estimate,
        })
    }
}

/// Every data set with the quantities it states, each set in its own order.
pub fn stated_quantities(inputs: &Inputs) -> Vec<Vec<StatedQuantity<'_>>> {
    inputs.data.values().map(|dataset| of_rows(&dataset.rows)).collect()
}

fn of_rows(rows: &IndexMap<String, Row>) -> Vec<StatedQuantity<'_>> {
    work::count(rows.len());
    let mut stated_quantities = Vec::new();
    for (id, row) in rows {
        match row {
            Row::Plain(_) => {}
            Row::Measurement(estimate) => {
                stated_quantities.push(StatedQuantity { study: None, id, estimate })
            }
            Row::Study(estimates) => {
                stated_quantities.extend(Study { id, estimates }.stated_quantities())
            }
        }
    }
    stated_quantities
}

/// Every study of every data set that states quantities of studies.
pub fn studies(inputs: &Inputs) -> Vec<Study<'_>> {
    let rows = inputs.data.values().flat_map(|dataset| &dataset.rows);
    let rows = rows.inspect(|_| work::count(1));
    rows.filter_map(|(id, row)| match row {
        Row::Study(estimates) => Some(Study { id, estimates }),
        _ => None,
    })
    .collect()
}

/// Every row of plain data that has all of these columns filled.
pub fn plain_rows<'a>(
    inputs: &'a Inputs,
    columns: &'a [&'a str],
) -> impl Iterator<Item = &'a Arc<Map>> {
    let rows = inputs.data.values().flat_map(|dataset| dataset.table_rows());
    let rows = rows.inspect(|_| work::count(1));
    rows.filter(|row| columns.iter().all(|column| row.get(column).is_some_and(|it| !it.is_empty())))
}
