//! One study in several analyses: its arms stand in the same order in each.

use std::collections::HashMap;
use std::sync::Arc;

use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::study::Outcome;

/// The numbers of patients of a study's arms, the analysis, and the cell that says so.
type Arms<'a> = ([f64; 2], &'a Analysis, &'a Cell);

/// Compares the arms of each study with those of the first analysis that has it. Analyses of the same rows agree.
pub fn check<'a>(analyses: impl Iterator<Item = &'a Arc<Analysis>>) -> Vec<Diagnostic> {
    let mut known: HashMap<&str, Arms> = HashMap::new();
    let mut found = Vec::new();
    for analysis in analyses {
        for study in &analysis.studies {
            let Some((key, arms)) = key(study).zip(arms(analysis, study)) else { continue };
            match known.get(key) {
                Some(first) => found.extend(exchanged(study, first, &arms)),
                None => {
                    known.insert(key, arms);
                }
            }
        }
    }
    found
}

/// By what a study is known in every data set.
fn key(study: &Study) -> Option<&str> {
    ["id", "study", "label"].into_iter().map(|it| study.row.text(it)).find(|it| !it.is_empty())
}

fn arms<'a>(analysis: &'a Analysis, study: &'a Study) -> Option<Arms<'a>> {
    let (n, at) = match study.outcome {
        Outcome::Counts { n, .. } => (n, 1),
        Outcome::Means { n, .. } => (n, 2),
        _ => return None,
    };
    Some((n, analysis, study.cells.get(at)?))
}

/// The numbers of one are those of the other the other way round.
fn exchanged(study: &Study, first: &Arms, here: &Arms) -> Option<Diagnostic> {
    let ([a, b], other, there) = first;
    let ([c, d], analysis, cell) = here;
    let exchanged = a == d && b == c && a != b && other.data != analysis.data;
    exchanged.then(|| {
        let name = study.label.any().unwrap_or_default();
        let message = format!(
            "the arms of “{name}” have {c} and {d} participants here, and {a} and {b} in the analysis “{}”",
            other.name
        );
        let told = finding(codes::ARMS_EXCHANGED, cell, message);
        let told = told.related(there.place().clone(), "the arms in the other order");
        told.help("1 is the intervention in every data set: exchange the columns of one of them")
    })
}
