//! Data as MiniJinja sees it: rows by id or in order, cells as text, quantities as objects.

use std::sync::{Arc, PoisonError};

use indexmap::IndexMap;
use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use super::environment::Slots;
use super::loops::Loops;
use crate::model::evidence::{Estimate, Quantity};
use crate::model::inputs::{Dataset, Row};
use crate::model::language::Language;
use crate::model::manuscript::Insert;
use crate::model::node::{Cell, Map, Node};

/// A data tree in one language: a bilingual value shows its text in that language.
pub fn node(node: &Node, language: Language) -> Value {
    match node {
        Node::Cell(cell) => text(cell),
        Node::List(list) => list.items.iter().map(|item| self::node(item, language)).collect(),
        Node::Map(map) => match map.in_language(language) {
            Some(cell) => text(cell),
            None => Value::from_object(Named { map: map.clone(), language }),
        },
    }
}

/// A cell as a string that shares the cell's text, so that it can be traced by its address.
fn text(cell: &Cell) -> Value {
    Value::from(cell.text.clone())
}

/// A data set: iterates over its rows, and answers to their ids.
pub fn dataset(name: &str, dataset: Arc<Dataset>, language: Language, ledger: &Slots) -> Value {
    match &dataset.root {
        Node::List(_) => {
            let (name, ledger) = (name.to_string(), ledger.clone());
            Value::from_object(Table { name, dataset, language, ledger })
        }
        root => node(root, language),
    }
}

#[derive(Debug)]
struct Named {
    map: Arc<Map>,
    language: Language,
}

impl Object for Named {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.map.get(key.as_str()?).map(|found| node(found, self.language))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.map.entries.keys().map(|key| Value::from(key.as_str())).collect())
    }
}

#[derive(Debug)]
struct Table {
    name: String,
    dataset: Arc<Dataset>,
    language: Language,
    ledger: Slots,
}

impl Table {
    fn rows(&self) -> &[Node] {
        match &self.dataset.root {
            Node::List(list) => &list.items,
            _ => &[],
        }
    }

    fn loops(&self, work: impl FnOnce(&mut Loops)) {
        work(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner).loops);
    }
}

/// The rows of a data set in order; tells the ledger how far it has come.
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
        row.map(|row| node(row, self.table.language))
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
        match self.dataset.rows.get(key.as_str()?)? {
            Row::Plain(map) => Some(node(&Node::Map(map.clone()), self.language)),
            Row::Estimate(estimate) => Some(self::estimate(estimate, self.language)),
            Row::Group(group) => {
                Some(Value::from_object(Study { group: group.clone(), language: self.language }))
            }
        }
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

/// The quantities of one study, by their ids.
#[derive(Debug)]
struct Study {
    group: Arc<IndexMap<String, Arc<Estimate>>>,
    language: Language,
}

impl Object for Study {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.group.get(key.as_str()?).map(|found| estimate(found, self.language))
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
    language: Language,
}

/// A quantity as a value: prints with unit and qualifier.
pub fn estimate(estimate: &Arc<Estimate>, language: Language) -> Value {
    let cells = estimate.printed_cells();
    Value::from_object(shown(estimate, estimate.quantity(language, true), cells, language))
}

fn shown(
    estimate: &Arc<Estimate>,
    quantity: Quantity,
    cells: Vec<&Cell>,
    language: Language,
) -> Shown {
    Shown {
        estimate: estimate.clone(),
        quantity,
        cells: cells.into_iter().cloned().collect(),
        language,
    }
}

impl Shown {
    fn part(&self, quantity: Quantity, cells: Vec<&Cell>) -> Value {
        Value::from_object(shown(&self.estimate, quantity, cells, self.language))
    }
}

impl Object for Shown {
    /// `.number`: without the unit; `.plain`: without the qualifier; `.versus`: the comparator with
    /// the unit; otherwise the cell of that column.
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let (estimate, language) = (&self.estimate, self.language);
        match key.as_str()? {
            "number" => {
                let number = self.quantity.number.clone();
                let quantity = Quantity { text: number.clone(), number, ..Quantity::default() };
                Some(self.part(quantity, estimate.printed_cells()))
            }
            "plain" => {
                Some(self.part(estimate.quantity(language, false), estimate.printed_cells()))
            }
            "versus" => {
                Some(self.part(estimate.versus(language)?, vec![estimate.cell("comparator")?]))
            }
            column => {
                let value = node(estimate.row.get(column)?, language);
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
        f.write_str(&self.quantity.text)
    }
}

/// What `table(…)`, `references(…)`, `abbreviations()` give: a block to be set from data.
#[derive(Debug)]
pub struct Inserted(pub Insert);

impl Object for Inserted {
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
