//! Data as MiniJinja sees it: trees with cells as text, and quantities as objects.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use super::untrue::Untrue;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::language::pack::writing::Writing;
use crate::model::manuscript::GeneratedBlock;
use crate::quantity::computed::{self, Computed, DerivedValue};
use crate::quantity::estimate::Estimate;
use crate::quantity::proportion::{CountError, Study};
use crate::quantity::rendered::{Amount, Quantity};

/// A data tree in one language: a bilingual value shows its text in that language.
pub fn node(node: &Node, writing: &Writing) -> Value {
    match node {
        Node::Cell(cell) => text(cell),
        Node::List(list) => list.items.iter().map(|item| self::node(item, writing)).collect(),
        Node::Map(map) => match map.in_language(writing.language) {
            Some(cell) => text(cell),
            None => Value::from_object(Named { map: map.clone(), writing: writing.clone() }),
        },
    }
}

/// A cell as a string that shares the cell's text, so that it can be traced by its address.
fn text(cell: &Cell) -> Value {
    match cell.origin.is_false {
        true => Value::from_object(Untrue(cell.text.clone())),
        false => Value::from(cell.text.clone()),
    }
}

#[derive(Debug)]
struct Named {
    map: Arc<Map>,
    writing: Writing,
}

impl Object for Named {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.map.get(key.as_str()?).map(|found| node(found, &self.writing))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.map.names().iter().map(|key| Value::from(key.clone())).collect())
    }
}

/// A quantity; printed as a whole, or by its parts.
#[derive(Debug)]
pub struct Shown {
    /// The row it stands for.
    pub estimate: Arc<Estimate>,
    /// What is printed.
    pub quantity: Quantity,
    /// The cells that are printed.
    pub cells: Vec<Cell>,
    /// How it was worked out, when the source does not print it.
    pub computed: Option<Computed>,
    study: Option<Arc<Study>>,
    writing: Writing,
}

/// A quantity as a value: prints with unit and qualifier. The study's other quantities may say how
/// many patients responded.
pub fn estimate(estimate: &Arc<Estimate>, study: Option<&Arc<Study>>, writing: &Writing) -> Value {
    Value::from_object(Shown {
        estimate: estimate.clone(),
        quantity: estimate.quantity(writing, true),
        cells: estimate.printed_cells().into_iter().cloned().collect(),
        computed: None,
        study: study.cloned(),
        writing: writing.clone(),
    })
}

impl Shown {
    /// What a quantity has beside the columns of its row.
    pub const PARTS: [&str; 5] = ["number", "plain", "versus", "ci", "count"];

    /// The same quantity, printed otherwise.
    pub fn part(&self, quantity: Quantity, cells: Vec<&Cell>) -> Value {
        let cells = cells.into_iter().cloned().collect();
        self.beside(DerivedValue { quantity, cells, computed: None })
    }

    fn beside(&self, beside: DerivedValue) -> Value {
        Value::from_object(Shown {
            estimate: self.estimate.clone(),
            quantity: beside.quantity,
            cells: beside.cells,
            computed: beside.computed,
            study: self.study.clone(),
            writing: self.writing.clone(),
        })
    }

    /// One of the two numbers of a count: `.events` or `.n`, worked out as the count is.
    fn of_count(&self, name: &str) -> Option<Value> {
        let Amount::Count { events, n } = self.quantity.amount else { return None };
        let number = match name {
            "events" => events,
            "n" => n,
            _ => return None,
        };
        let quantity =
            Quantity { amount: Amount::Number(number.to_string()), ..self.quantity.clone() };
        let (cells, computed) = (self.cells.clone(), self.computed.clone());
        Some(self.beside(DerivedValue { quantity, cells, computed }))
    }

    /// A value worked out from the row; where that cannot be done, one that cannot be printed.
    fn worked_out(&self, found: Result<DerivedValue, CountError>) -> Value {
        match found {
            Ok(beside) => self.beside(beside),
            Err(why) => {
                let row = self.estimate.row.place.clone();
                Value::from_object(Uncounted { why, row })
            }
        }
    }
}

/// What stands for an interval or count that the data do not allow to work out.
#[derive(Debug, Clone)]
pub struct Uncounted {
    /// Why not.
    pub why: CountError,
    /// The row of the data.
    pub row: Place,
}

impl Object for Uncounted {}

impl std::fmt::Display for Uncounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.why.fmt(f)
    }
}

impl std::error::Error for Uncounted {}

impl Object for Shown {
    /// `.number`: without the unit; `.plain`: without the qualifier; `.versus`: the comparator with
    /// the unit; `.ci`: the confidence interval; `.count`: the count behind a percentage, and
    /// `.count.events` and `.count.n`, its two numbers; `.dative` and the
    /// like: with the unit in that case, where the language has one; otherwise the cell of that column.
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (estimate, writing) = (&self.estimate, &self.writing);
        match key.as_str()? {
            "number" => Some(self.part(self.quantity.without_unit(), estimate.printed_cells())),
            "plain" => Some(self.part(estimate.quantity(writing, false), estimate.printed_cells())),
            "versus" => {
                Some(self.part(estimate.versus(writing)?, vec![estimate.cell("comparator")?]))
            }
            "ci" => {
                let found = match estimate.interval().is_of_the_estimate() {
                    true => computed::interval(estimate, self.study.as_deref(), writing),
                    false => Err(CountError::OtherInterval),
                };
                Some(self.worked_out(found))
            }
            "count" => {
                Some(self.worked_out(computed::count(estimate, self.study.as_deref(), writing)))
            }
            column => {
                if let Some(number) = self.of_count(column) {
                    return Some(number);
                }
                if let Some(quantity) = self.quantity.in_case(column) {
                    return Some(self.part(quantity, estimate.printed_cells()));
                }
                let value = node(estimate.row.get(column)?, writing);
                (value.as_str() != Some("")).then_some(value)
            }
        }
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(
            self.estimate.row.entries.keys().map(|key| Value::from(key.as_str())).collect(),
        )
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.quantity.text())
    }
}

/// What `table(…)`, `references(…)`, `abbreviations()` give: a block to be set from data.
#[derive(Debug)]
pub struct Generated(pub GeneratedBlock);

impl Object for Generated {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

/// What `cite(…)` gives: a group of citations whose keys come from data.
#[derive(Debug)]
pub struct Cited(pub Vec<String>);

impl Object for Cited {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}
