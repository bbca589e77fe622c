//! The evidence against itself: rules over the data alone, and what of them the project records.

mod contradiction;
mod facts;
mod folds;
mod intervals;
mod parts;
mod proportions;
mod ranges;
mod readings;
mod record;
mod references;
mod sources;
mod survival;
mod titles;

use crate::diagnostic::Diagnostic;
use crate::model::inputs::{Dataset, Inputs};

pub use readings::quotations;
pub use record::NAME;

/// Runs every rule over the data. Contradictions that the project has recorded become a data set,
/// so that its documents can show them; the others, and idle records, are findings.
pub fn check(inputs: &Inputs) -> (Dataset, Vec<Diagnostic>) {
    let mut found = Vec::new();
    proportions::check(inputs, &mut found);
    intervals::check(inputs, &mut found);
    parts::check(inputs, &mut found);
    survival::check(inputs, &mut found);
    folds::check(inputs, &mut found);
    ranges::check(inputs, &mut found);
    readings::check(inputs, &mut found);
    titles::check(inputs, &mut found);
    sources::check(inputs, &mut found);
    references::check(inputs, &mut found);
    record::apply(&inputs.records, found)
}
