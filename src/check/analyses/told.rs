//! How these findings are worded.

use crate::data::tree::Cell;
use crate::diagnostic::{Code, Diagnostic};
use crate::quantity::synthesis::plan::Plan;

/// A finding at a printed cell.
pub fn finding(code: Code, cell: &Cell, message: String) -> Diagnostic {
    Diagnostic::new(code, cell.place().clone(), message)
}

/// What a finding says of the way a result was recomputed.
pub fn way(plan: &Plan, choices: usize) -> String {
    match choices {
        1 => format!("recomputed as {}", plan.describe()),
        _ => format!("by none of {choices} usual methods; nearest is {}", plan.describe()),
    }
}
