//! Crossover trials whose figures are taken for those of two groups: participants count twice, and intervals are wrong.

use std::sync::LazyLock;

use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
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
    let of_design = study.row.entries.iter().filter(|(name, _)| has(&WORDS.column, name));
    let mut cells = of_design.filter_map(|(_, entry)| entry.node.as_cell());
    cells.find(|cell| has(&WORDS.crossover, &cell.text) && !has(&WORDS.apart, &cell.text))
}

fn has(words: &[&str], text: &str) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| text.contains(word))
}

/// The words by which columns and cells tell it.
#[derive(Default)]
struct Words {
    column: Vec<&'static str>,
    crossover: Vec<&'static str>,
    apart: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let lines = include_str!("../../../data/designs.txt").lines();
    for (kind, word) in lines.filter_map(|line| line.split_once(' ')) {
        match kind {
            "column" => words.column.push(word),
            "crossover" => words.crossover.push(word),
            "apart" => words.apart.push(word),
            _ => {}
        }
    }
    words
});
