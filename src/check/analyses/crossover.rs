//! Crossover trials whose figures are taken for those of two groups: participants count twice, and intervals are wrong.

use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::{Language, reading};
use crate::model::analysis::Study;
use crate::quantity::synthesis::study::Outcome;

/// A finding for a study whose row says that it is a crossover trial, and has figures of two arms.
pub fn check(study: &Study) -> Option<Diagnostic> {
    let of_arms = match study.outcome {
        Outcome::Counts { .. } | Outcome::Means { .. } | Outcome::Rates { .. } => true,
        Outcome::Share { .. } | Outcome::Published(_) => false,
    };
    let design = design(study).filter(|_| of_arms)?;
    let message = format!(
        "“{}” is a crossover trial, and its figures are taken for those of two groups of participants",
        study.label.get_or_any(Language::base())
    );
    let help = "give its paired effect in columns of a published one, `estimate` with `se`, in an analysis of such; \
                or, if these are of the first period alone, say so in this cell (Cochrane Handbook, 23.2)";
    Some(finding(codes::CROSSOVER, design, message).help(help))
}

/// The cell that says so.
fn design(study: &Study) -> Option<&Cell> {
    let words = &reading::words().designs;
    let of_design = study.row.entries.iter().filter(|(name, _)| has(&words.column, name));
    let mut cells = of_design.filter_map(|(_, entry)| entry.node.as_cell());
    cells.find(|cell| has(&words.crossover, &cell.text) && !has(&words.apart, &cell.text))
}

fn has(words: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word.as_str()))
}
