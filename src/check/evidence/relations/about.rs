//! A relation that is asked of a data set, with what sums in it need.

use std::collections::HashMap;

use super::groups::Table;
use crate::diagnostic::Code;
use crate::model::domain::relation::{Expression, Relation};
use crate::model::inputs::Inputs;

/// A relation and the data set that it is asked of.
pub struct About<'a> {
    /// The project.
    pub inputs: &'a Inputs,
    /// The data set.
    pub table: &'a Table<'a>,
    /// The relation.
    pub relation: &'a Relation,
    /// The code of its findings.
    pub code: Code,
    /// For each key that is summed over: the groups that are alike in all other keys.
    pub sums: HashMap<&'a str, HashMap<Vec<&'a str>, Vec<usize>>>,
}

impl<'a> About<'a> {
    /// A relation and a data set.
    pub fn new(
        inputs: &'a Inputs,
        table: &'a Table<'a>,
        relation: &'a Relation,
        code: Code,
    ) -> About<'a> {
        About { inputs, table, relation, code, sums: HashMap::new() }
    }

    /// Puts together the groups that a sum needs.
    pub fn prepare(&mut self, expression: &'a Expression) {
        match expression {
            Expression::Sum { over, .. } => {
                let table = self.table;
                self.sums.entry(over).or_insert_with(|| table.without(over));
            }
            Expression::Joined(left, _, right) => {
                self.prepare(left);
                self.prepare(right);
            }
            _ => {}
        }
    }
}
