//! D0904–D0907, D0910–D0912, D0915–D0917: what a field of work says must hold between quantities, and does not.

mod about;
mod amount;
mod calculated;
mod compared;
mod groups;
mod messages;
mod ordered;

use self::about::About;
use self::compared::Comparison;
use self::groups::tables;
use super::contradiction::Contradiction;
use crate::diagnostic::Code;
use crate::model::domain::relation::Holds;
use crate::model::inputs::Inputs;

/// Checks the quantities of every data set against each other.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let tables = tables(inputs);
    for relation in &inputs.domain.relations {
        let Some(code) = Code::from_id(&relation.code) else { continue };
        for table in &tables {
            check_one(About::new(inputs, table, relation, code), found);
        }
    }
}

fn check_one(mut about: About, found: &mut Vec<Contradiction>) {
    match &about.relation.holds {
        Holds::Equal { left, right } => {
            about.prepare(left);
            about.prepare(right);
            Comparison { about: &about, left, right, equal: true }.check(found);
        }
        Holds::AtMost { left, right, at: None } => {
            about.prepare(left);
            about.prepare(right);
            Comparison { about: &about, left, right, equal: false }.check(found);
        }
        Holds::AtMost { left, right, at: Some(column) } => {
            about.at_same(left, right, column, found);
        }
        Holds::Monotone { measure, over, rises } => about.monotone(measure, over, *rises, found),
        Holds::Median { median, of, over } => about.median(median, of, over, found),
    }
}
