//! Data sets as MiniJinja sees them: rows in order, and things by their names.

use std::sync::{Arc, PoisonError};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value};

use super::loops::Loops;
use super::objects::{self, node};
use super::placeholders::SharedPlaceholders;
use super::untrue::written;
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::language::pack::writing::Writing;
use crate::model::inputs::{Dataset, Row};
use crate::quantity::proportion::Study;

/// A data set: iterates over its rows, and answers to their ids.
pub fn dataset(
    name: &str,
    dataset: Arc<Dataset>,
    writing: &Writing,
    placeholders: &SharedPlaceholders,
) -> Value {
    // An object whose members state quantities prints them as rows do; any other is walked through by its names.
    let states = || dataset.rows.values().any(|row| !matches!(row, Row::Plain(_)));
    match &dataset.root {
        Node::List(_) | Node::Map(_) if dataset.root.as_list().is_some() || states() => {
            let (name, placeholders) = (name.to_string(), placeholders.clone());
            let writing = writing.clone();
            Value::from_object(Table { name, dataset, writing, placeholders })
        }
        root => node(root, writing),
    }
}

/// What a message can say of a data set.
pub struct Seen {
    /// The names of its rows, or what they begin with.
    pub names: Vec<String>,
    /// How many rows it has, named or not.
    pub rows: usize,
    /// The columns that say of what its quantities are.
    pub keys: Vec<String>,
    /// The column that is nearly called as the one with the names of its rows.
    pub nearly: Option<String>,
    /// Its file.
    pub place: Place,
}

/// A value as a data set, or as part of the names of one, if it is that.
pub fn seen(value: &Value) -> Option<Seen> {
    let within = value.downcast_object_ref::<Within>();
    let table = match within {
        Some(within) => &*within.table,
        None => value.downcast_object_ref::<Table>()?,
    };
    let begin = within.map_or(String::new(), |it| format!("{}{}", it.name, Dataset::JOINT));
    let dataset = &table.dataset;
    let names = dataset.rows.keys().filter_map(|name| name.strip_prefix(&begin));
    Some(Seen {
        names: names.map(str::to_string).collect(),
        rows: table.count(),
        keys: dataset.keys.clone(),
        nearly: table.row(0).and_then(|row| nearly_id(&row)),
        place: dataset.root.place().clone(),
    })
}

/// The column of a row that would name it, were it written in small letters.
fn nearly_id(row: &Node) -> Option<String> {
    let names = row.as_map()?.entries.keys();
    names.into_iter().find(|name| name.trim().eq_ignore_ascii_case("id")).map(|it| it.to_string())
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
            Some(Row::Measurement(estimate)) => {
                Some(objects::estimate(estimate, None, &self.writing))
            }
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

    /// How many rows there are.
    fn count(&self) -> usize {
        self.dataset.root.as_list().map_or(self.dataset.named.len(), |list| list.items.len())
    }

    fn row(&self, number: usize) -> Option<Node> {
        match &self.dataset.root {
            Node::List(list) => list.items.get(number).cloned(),
            _ => self.dataset.named.get(number).cloned().map(Node::Map),
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
        let row = self.table.row(self.next);
        let (id, number) = (self.loop_id, self.next + 1);
        self.next += 1;
        self.table.loops(|loops| match &row {
            Some(row) => loops.reach(id, &self.table.name, number, Some(row.place().clone())),
            None => loops.end(id),
        });
        row.map(|row| node(&row, &self.table.writing))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.table.count().saturating_sub(self.next);
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
        Some(self.count())
    }
}

/// A key as it is written in data: a year may be given as a number.
fn name_of(key: &Value) -> Option<String> {
    let key = written(key);
    let whole = || Some(i64::try_from((*key).clone()).ok()?.to_string());
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
        Some(objects::estimate(found, Some(&self.group), &self.writing))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.group.keys().map(|key| Value::from(key.as_str())).collect())
    }
}
