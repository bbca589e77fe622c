//! D0402: what a quantity or a thing names in `reference` is in the bibliography.

use super::restated::keys;
use crate::diagnostic::{Diagnostic, Findings, Suggestions, codes};
use crate::model::inputs::Inputs;

/// Finds keys that the bibliography does not have, once each, in data sets that name keys it has. Elsewhere the
/// column may hold words of any kind, and what looks like a key is a warning.
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
        let any = inputs.references.iter().next().is_some();
        let meant = unknown.into_iter().filter(|(key, _)| any_known || any && looks_like_key(key));
        for (key, cell) in meant {
            let message = format!("the bibliography has no entry “{key}”, which `reference` names");
            let help = near.near(key);
            let help = help.unwrap_or_else(|| {
                "add the entry to the bibliography that `references` names in [project]".to_string()
            });
            let place = cell.place().clone();
            let finding = Diagnostic::new(codes::UNKNOWN_CITATION, place, message);
            let finding = finding.help(help).because(key);
            findings.push(if any_known { finding } else { finding.lowered() });
        }
    }
}

/// Whether a word is a name and a year, as most keys are: `roe2030`.
fn looks_like_key(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let name = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = digits[name.len()..].parse::<u32>();
    let lower = name.chars().filter(|c| c.is_lowercase()).count();
    lower >= 2 && year.is_ok_and(|year| (1800..2100).contains(&year))
}
