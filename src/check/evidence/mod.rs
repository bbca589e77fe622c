//! The evidence against itself: rules over the data alone, and what of them the project records.

mod bounds;
pub mod cited;
pub mod contradiction;
pub mod doubts;
pub mod intervals;
pub mod proportions;
pub mod quantities;
pub mod ranges;
pub mod recorded;
pub mod references;
pub mod relations;
pub mod restated;
mod shares;
pub mod sources;
pub mod titles;
pub mod tongue;
mod volumes;

pub use self::restated::quotations;

use crate::diagnostic::Findings;
use crate::model::doubt::Doubts;
use crate::model::inputs::{Dataset, Inputs};

/// Runs every rule over the data. Contradictions that the project has recorded become a data set,
/// so that its documents can show them, and the cells that they put in doubt are marked; the others, and idle records,
/// are findings.
pub fn check(inputs: &Inputs, findings: &mut Findings) -> (Dataset, Doubts) {
    cited::check(inputs, findings);
    shares::check(inputs, findings);
    let mut found = Vec::new();
    proportions::check(inputs, &mut found);
    bounds::check(inputs, &mut found);
    intervals::check(inputs, &mut found);
    relations::check(inputs, &mut found);
    ranges::check(inputs, &mut found);
    restated::check(inputs, &mut found);
    titles::check(inputs, &mut found);
    sources::check(inputs, &mut found);
    references::check(inputs, &mut found);
    recorded::apply(inputs, found, findings)
}
