//! One study in several analyses: its arms stand in the same order in each, and are as large.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::slips::is_slip;
use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::study::Outcome;

/// The numbers of patients of a study's arms, where they stand.
struct Arms<'a> {
    study: &'a Study,
    n: [f64; 2],
    analysis: &'a Analysis,
    cells: [&'a Cell; 2],
}

/// Compares the arms of each study in all analyses that have it. Analyses of the same rows agree.
pub fn check<'a>(analyses: impl Iterator<Item = &'a Arc<Analysis>>) -> Vec<Diagnostic> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut seen: Vec<Vec<Arms>> = Vec::new();
    for analysis in analyses {
        for study in &analysis.studies {
            let Some((key, arms)) = key(study).zip(arms(analysis, study)) else { continue };
            let at = *known.entry(key).or_insert(seen.len());
            match seen.get_mut(at) {
                Some(all) => all.push(arms),
                None => seen.push(vec![arms]),
            }
        }
    }
    let exchanged =
        seen.iter().flat_map(|all| all[1..].iter().filter_map(|it| exchanged(&all[0], it)));
    exchanged.chain(seen.iter().filter_map(|all| odd_one(all))).collect()
}

/// By what a study is known in every data set.
fn key(study: &Study) -> Option<&str> {
    ["id", "study", "label"].into_iter().map(|it| study.row.text(it)).find(|it| !it.is_empty())
}

fn arms<'a>(analysis: &'a Analysis, study: &'a Study) -> Option<Arms<'a>> {
    let (n, at) = match study.outcome {
        Outcome::Counts { n, .. } => (n, [1, 3]),
        Outcome::Means { n, .. } => (n, [2, 5]),
        _ => return None,
    };
    let [one, two] = at.map(|it| study.cells.get(it));
    Some(Arms { study, n, analysis, cells: [one?, two?] })
}

/// The numbers of one are those of the other the other way round.
fn exchanged(first: &Arms, here: &Arms) -> Option<Diagnostic> {
    let ([a, b], [c, d]) = (first.n, here.n);
    let exchanged = a == d && b == c && a != b && first.analysis.data != here.analysis.data;
    exchanged.then(|| {
        let name = here.study.label.any().unwrap_or_default();
        let message = format!(
            "the arms of “{name}” have {c} and {d} participants here, and {a} and {b} in the analysis “{}”",
            first.analysis.name
        );
        let told = finding(codes::ARMS_EXCHANGED, here.cells[0], message);
        let told = told.related(first.cells[0].place().clone(), "the arms in the other order");
        told.help("1 is the intervention in every data set: exchange the columns of one of them")
    })
}

/// Of three outcomes or more, all but one have the same numbers, and that one differs in one arm, as numbers do that
/// were copied wrongly. Patients who are missing from one outcome are no finding.
fn odd_one(all: &[Arms]) -> Option<Diagnostic> {
    let rows = of_different_rows(all);
    if rows.len() < 3 {
        return None;
    }
    let agreed = if rows[0].n == rows[1].n { rows[0] } else { rows[2] };
    let mut others = rows.iter().filter(|it| it.n != agreed.n);
    let (odd, None) = (others.next()?, others.next()) else { return None };
    let arm = usize::from(odd.n[0] == agreed.n[0]);
    let (n, usual) = (odd.n[arm], agreed.n[arm]);
    if odd.n[1 - arm] != agreed.n[1 - arm] || !is_slip(n, usual) {
        return None;
    }
    let name = odd.study.label.any().unwrap_or_default();
    let (arm_name, count) = (arm + 1, rows.len() - 1);
    let message = format!(
        "arm {arm_name} of “{name}” has {n} participants here, and {usual} in {count} other outcomes"
    );
    let told = finding(codes::PATIENTS_DIFFER, odd.cells[arm], message);
    let told = told.related(agreed.cells[arm].place().clone(), "the number elsewhere");
    Some(
        told.help(
            "compare it with the source; where it is as printed, excuse it under [[waivers]]",
        ),
    )
}

/// Several analyses of one row are one outcome.
fn of_different_rows<'a, 'b>(all: &'b [Arms<'a>]) -> Vec<&'b Arms<'a>> {
    let mut places = HashSet::new();
    all.iter().filter(|it| places.insert(it.cells[0].place())).collect()
}
