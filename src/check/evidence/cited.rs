//! D0402: what a quantity or a thing names in `reference` is in the bibliography.

use super::restated::keys;
use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::inputs::Inputs;

/// Finds keys that the bibliography does not have, once each, in data sets that name keys it has: elsewhere the
/// column may hold words of any kind, and a text that cites them is told.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    let known = |key: &str| inputs.references.get(key).is_some();
    let mut near = Suggestions::new(inputs.references.iter().map(|it| it.key.as_str()));
    for dataset in inputs.data.values() {
        let mut unknown = Vec::new();
        let mut any_known = false;
        for cell in dataset.table_rows().filter_map(|row| row.filled("reference")) {
            for key in keys(cell) {
                any_known |= known(key);
                // Words with spaces are no key.
                if !known(key) && !key.contains(char::is_whitespace) {
                    unknown.push((key, cell));
                }
            }
        }
        for (key, cell) in unknown.into_iter().filter(|_| any_known) {
            let message = format!("the bibliography has no entry “{key}”, which `reference` names");
            let help = near.near(key);
            let help = help.unwrap_or_else(|| {
                "add the entry to the bibliography that `references` names in [project]".to_string()
            });
            let place = cell.place().clone();
            let finding = Diagnostic::new(codes::UNKNOWN_CITATION, place, message);
            findings.push(finding.help(help).because(key));
        }
    }
}
