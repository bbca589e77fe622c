//! Data as MiniJinja sees it: rows by id or in order, cells as text, quantities as objects.

use std::sync::{Arc, PoisonError};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use super::loops::Loops;
use super::placeholders::SharedPlaceholders;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::language::pack::writing::Writing;
use crate::model::inputs::{Dataset, Row};
use crate::model::manuscript::GeneratedBlock;
use crate::quantity::computed::{self, Computed, DerivedValue};
use crate::quantity::estimate::Estimate;
use crate::quantity::proportion::{CountError, Study};
use crate::quantity::rendered::Quantity;

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
    Value::from(cell.text.clone())
}

/// A data set: iterates over its rows, and answers to their ids.
pub fn dataset(
    name: &str,
    dataset: Arc<Dataset>,
    writing: &Writing,
    placeholders: &SharedPlaceholders,
) -> Value {
    match &dataset.root {
        Node::List(_) => {
            let (name, placeholders) = (name.to_string(), placeholders.clone());
            let writing = writing.clone();
            Value::from_object(Table { name, dataset, writing, placeholders })
        }
        root => node(root, writing),
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
        Enumerator::Values(self.map.entries.keys().map(|key| Value::from(key.as_str())).collect())
    }
}

#[derive(Debug)]
struct Table {
    name: String,
    dataset: Arc<Dataset>,
    writing: Writing,
    placeholders: SharedPlaceholders,
}

impl Table {
    /// What a row, or the rows of one thing, are under their name; or what more names begin with.
    fn named(self: &Arc<Self>, name: &str) -> Option<Value> {
        match self.dataset.rows.get(name) {
            Some(Row::Plain(map)) => Some(node(&Node::Map(map.clone()), &self.writing)),
            Some(Row::Measurement(estimate)) => Some(self::estimate(estimate, None, &self.writing)),
            Some(Row::Study(group)) => Some(Value::from_object(Group {
                group: group.clone(),
                writing: self.writing.clone(),
            })),
            None => {
                let begun = self.dataset.within.contains(name);
                let within = || Within { table: self.clone(), name: name.to_string() };
                begun.then(|| Value::from_object(within()))
            }
        }
    }

    fn rows(&self) -> &[Node] {
        match &self.dataset.root {
            Node::List(list) => &list.items,
            _ => &[],
        }
    }

    fn loops(&self, work: impl FnOnce(&mut Loops)) {
        work(&mut self.placeholders.lock().unwrap_or_else(PoisonError::into_inner).loops);
    }
}

/// The rows of a data set in order; tells the placeholders how far it has come.
struct Rows {
    table: Arc<Table>,
    loop_id: usize,
    next: usize,
}

impl Iterator for Rows {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let row = self.table.rows().get(self.next);
        let (id, number) = (self.loop_id, self.next + 1);
        self.next += 1;
        self.table.loops(|loops| match row {
            Some(row) => loops.reach(id, &self.table.name, number, Some(row.place().clone())),
            None => loops.end(id),
        });
        row.map(|row| node(row, &self.table.writing))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.table.rows().len().saturating_sub(self.next);
        (left, Some(left))
    }
}

impl Drop for Rows {
    fn drop(&mut self) {
        let id = self.loop_id;
        self.table.loops(|loops| loops.leave(id));
    }
}

impl Object for Table {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.named(&name_of(key)?)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let mut loop_id = 0;
        self.loops(|loops| loop_id = loops.begin());
        Enumerator::Iter(Box::new(Rows { table: self.clone(), loop_id, next: 0 }))
    }

    fn enumerator_len(self: &Arc<Self>) -> Option<usize> {
        Some(self.rows().len())
    }
}

/// A key as it is written in data: a year may be given as a number.
fn name_of(key: &Value) -> Option<String> {
    let whole = || Some(i64::try_from(key.clone()).ok()?.to_string());
    key.as_str().map(str::to_string).or_else(whole)
}

/// The things whose names begin alike: `prices.de` of `prices.de[2024]`.
#[derive(Debug)]
struct Within {
    table: Arc<Table>,
    name: String,
}

impl Object for Within {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = format!("{}{}{}", self.name, Dataset::JOINT, name_of(key)?);
        self.table.named(&name)
    }
}

/// The quantities of one thing, by their ids.
#[derive(Debug)]
struct Group {
    group: Arc<Study>,
    writing: Writing,
}

impl Object for Group {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let found = self.group.get(key.as_str()?)?;
        Some(estimate(found, Some(&self.group), &self.writing))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.group.keys().map(|key| Value::from(key.as_str())).collect())
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
    fn part(&self, quantity: Quantity, cells: Vec<&Cell>) -> Value {
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
    /// the unit; `.ci`: the confidence interval; `.count`: the count behind a percentage; otherwise the cell
    /// of that column.
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
