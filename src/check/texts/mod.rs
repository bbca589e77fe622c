//! Rules over one text: links, citations, pictures, numbers without a cell.

pub mod citations;
pub mod decimal_points;
pub mod declared;
pub mod entries;
pub mod images;
pub mod lengths;
pub mod links;
mod plain_language;
pub mod untraced_numbers;

use self::untraced_numbers::NumberRule;
use crate::diagnostic::Findings;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manuscript::Manuscript;

/// Checks a text by itself.
pub fn check(
    inputs: &Inputs,
    sources: &Sources,
    numbers: Option<&NumberRule>,
    manuscript: &Manuscript,
    findings: &mut Findings,
) {
    lengths::check(inputs, manuscript, findings);
    links::check(manuscript, inputs.front_matter.is_some(), findings);
    citations::check(inputs, manuscript, findings);
    plain_language::check(inputs, manuscript, findings);
    images::check(manuscript, sources, &inputs.limits, findings);
    if let Some(numbers) = numbers {
        numbers.check(manuscript, findings);
    }
}
