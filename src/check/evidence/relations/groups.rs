//! The quantities of a data set by what they are of: each group has the values of its keys.

use std::collections::HashMap;

use crate::check::evidence::quantities::{StatedQuantity, Study};
use crate::data::work;
use crate::model::inputs::{Inputs, Row};

/// A data set that states quantities.
pub struct Table<'a> {
    /// The columns that say of what they are.
    pub keys: &'a [String],
    /// What they are of, in the order of the data.
    pub groups: Vec<Group<'a>>,
    by_values: HashMap<Vec<&'a str>, usize>,
}

/// The quantities of one thing.
#[derive(Clone)]
pub struct Group<'a> {
    /// The quantities.
    pub study: Study<'a>,
    /// The values of the keys; empty where a row leaves one out.
    pub values: Vec<&'a str>,
}

/// Every data set that states quantities of things.
pub fn tables(inputs: &Inputs) -> Vec<Table<'_>> {
    let mut tables = Vec::new();
    for dataset in inputs.data.values() {
        let mut table =
            Table { keys: &dataset.keys, groups: Vec::new(), by_values: HashMap::new() };
        work::count(dataset.rows.len());
        for (id, row) in &dataset.rows {
            let Row::Study(estimates) = row else { continue };
            let Some(first) = estimates.values().next() else { continue };
            let values: Vec<&str> = dataset.keys.iter().map(|key| first.row.text(key)).collect();
            table.by_values.insert(values.clone(), table.groups.len());
            table.groups.push(Group { study: Study { id, estimates }, values });
        }
        if !table.groups.is_empty() {
            tables.push(table);
        }
    }
    tables
}

impl<'a> Table<'a> {
    /// The group with these values of the keys.
    pub fn find(&self, values: &[&str]) -> Option<&Group<'a>> {
        self.groups.get(*self.by_values.get(values)?)
    }

    /// Where a key stands among the keys.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|own| own == key)
    }

    /// The groups that have this key, together with those that are alike in all others.
    pub fn without(&self, key: &str) -> HashMap<Vec<&'a str>, Vec<usize>> {
        let mut alike: HashMap<Vec<&'a str>, Vec<usize>> = HashMap::new();
        let Some(at) = self.position(key) else { return alike };
        for (number, group) in self.groups.iter().enumerate() {
            work::count(1);
            if !group.values[at].is_empty() {
                alike.entry(group.without(at)).or_default().push(number);
            }
        }
        alike
    }
}

impl<'a> Group<'a> {
    /// The values of all keys but one.
    pub fn without(&self, at: usize) -> Vec<&'a str> {
        let mut rest = self.values.clone();
        if let Some(value) = rest.get_mut(at) {
            *value = "";
        }
        rest
    }

    /// The quantity with this id.
    pub fn get(&self, id: &str) -> Option<StatedQuantity<'a>> {
        self.study.get(id)
    }
}
