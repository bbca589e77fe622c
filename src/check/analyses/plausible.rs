//! What no sum contradicts but nobody should believe: a study entered twice, a standard error for a deviation, a
//! percentage that its count does not give.

use std::collections::HashMap;

use super::figure::Printed;
use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::study::Outcome;

/// Looks at the studies alone.
pub fn check(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = twice(analysis);
    let errors = errors_for_deviations(analysis);
    if errors.is_empty() {
        found.extend(far_apart(analysis));
    }
    found.extend(errors);
    found.extend(analysis.studies.iter().flat_map(|study| percentages(analysis, study)));
    found
}

/// The cell that a finding about a study as a whole points at: its name, or its first figure.
fn name_of(study: &Study) -> Option<&Cell> {
    let named = ["label", "study", "id"].into_iter().find_map(|column| study.row.filled(column));
    named.or(study.cells.first())
}

/// Studies with the same figures throughout as an earlier one, so large that this is no chance: each with that one.
pub fn repeated(analysis: &Analysis) -> Vec<(usize, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let studies = analysis.studies.iter().enumerate().filter(|(_, it)| is_telling(&it.outcome));
    let found = studies.filter_map(|(at, study)| {
        let figures: Vec<&str> = study.cells.iter().map(|cell| cell.text.trim()).collect();
        Some((at, seen.insert(figures.join("|"), at)?))
    });
    found.collect()
}

/// A finding for each study that repeats another.
fn twice(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (study, first) in repeated(analysis) {
        let studies = analysis.studies.get(study).zip(analysis.studies.get(first));
        let Some((study, first)) = studies else { continue };
        let (Some(cell), Some(other)) = (name_of(study), name_of(first)) else { continue };
        let names = [study, first].map(|it| it.label.get_or_any(Language::base()).to_string());
        let message = format!("“{}” has the same figures as “{}”", names[0], names[1]);
        let finding = finding(codes::STUDY_TWICE, cell, message)
            .help("leave out the one that repeats the other; waive this if they are two studies");
        found.push(finding.related(other.place().clone(), "the first one"));
    }
    found
}

/// Whether the same figures in two studies would be too much of a coincidence.
fn is_telling(outcome: &Outcome) -> bool {
    match *outcome {
        Outcome::Counts { events, n } => events[0] + events[1] >= 4.0 && n[0] + n[1] >= 50.0,
        Outcome::Means { .. } => true,
        Outcome::Rates { events, .. } => events[0] + events[1] >= 4.0,
        Outcome::Share { events, n } => events >= 4.0 && n >= 50.0,
        Outcome::Published(_) => false,
    }
}

/// Deviations and participants of both arms.
type Spread = ([f64; 2], [f64; 2]);

/// A deviation counts as a standard error if in both arms it is less than a quarter of all others, which are alike,
/// and the root of n makes it one of them. The limits are this project's own.
fn errors_for_deviations(analysis: &Analysis) -> Vec<Diagnostic> {
    let means = |study: &Study| match study.outcome {
        Outcome::Means { sd, n, .. } => Some((sd, n)),
        _ => None,
    };
    let all: Vec<_> = analysis.studies.iter().map(means).collect();
    let mut sorted: Vec<f64> = all.iter().flatten().flat_map(|(sd, _)| *sd).collect();
    sorted.sort_by(f64::total_cmp);
    if sorted.len() < 8 {
        return Vec::new();
    }
    let suspect = |(study, figures): (&Study, &Option<Spread>)| {
        let (sd, n) = (*figures)?;
        let least = first_of_others(sorted.iter(), sd)?;
        let most = first_of_others(sorted.iter().rev(), sd)?;
        let is_error = |arm: usize| {
            let deviation = sd[arm] * n[arm].sqrt();
            sd[arm] < least / 4.0 && deviation > 0.5 * least && deviation < 2.0 * most
        };
        (most < 3.0 * least && is_error(0) && is_error(1)).then(|| error_for_deviation(study))?
    };
    analysis.studies.iter().zip(&all).filter_map(suspect).collect()
}

/// The first of some figures that is none of these two; one of them hides one figure that is the same.
fn first_of_others<'a>(mut figures: impl Iterator<Item = &'a f64>, own: [f64; 2]) -> Option<f64> {
    let mut own = own.to_vec();
    let is_other = |it: &&f64| match own.iter().position(|own| own == *it) {
        Some(at) => {
            own.remove(at);
            false
        }
        None => true,
    };
    figures.find(is_other).copied()
}

/// How many studies of means there must be before one can stand out.
const ENOUGH: usize = 4;

/// Means that are three standard deviations apart and four times as far as in any other study, where the root of n would
/// bring them back among these: so a standard error betrays itself in other units too (BMJ 2022;377:e069155).
fn far_apart(analysis: &Analysis) -> Option<Diagnostic> {
    let apart = |study: &Study| {
        let Outcome::Means { mean, sd, n } = study.outcome else { return None };
        let freedom = n[0] + n[1] - 2.0;
        let pooled = ((n[0] - 1.0) * sd[0].powi(2) + (n[1] - 1.0) * sd[1].powi(2)) / freedom;
        let distance = (mean[0] - mean[1]).abs() / pooled.sqrt();
        distance.is_finite().then_some((distance, ((n[0] + n[1]) / 2.0).sqrt()))
    };
    let mut all: Vec<(f64, f64, &Study)> =
        analysis.studies.iter().filter_map(|it| apart(it).map(|(d, root)| (d, root, it))).collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let [(largest, root, study), (second, ..), ..] = all[..] else { return None };
    let stands_out = all.len() >= ENOUGH && largest >= 3.0 && largest >= 4.0 * second;
    if !stands_out || largest / root > 1.5 * second.max(0.2) {
        return None;
    }
    let cell = study.cells.get(1)?;
    let name = study.label.get_or_any(Language::base());
    let message = format!(
        "the means of “{name}” are {largest:.1} standard deviations apart, those of any other study at most {second:.1}: {} looks like a standard error",
        cell.text
    );
    let help = "compare with the source; a standard deviation is the standard error times √n";
    Some(finding(codes::ERROR_FOR_DEVIATION, cell, message).help(help))
}

fn error_for_deviation(study: &Study) -> Option<Diagnostic> {
    let cell = study.cells.get(1)?;
    let name = study.label.get_or_any(Language::base());
    let message = format!(
        "the standard deviations of “{name}” ({}, {}) are a fraction of all others, and look like standard errors",
        cell.text,
        study.cells.get(4)?.text
    );
    let help = "compare with the source; a standard deviation is the standard error times √n";
    Some(finding(codes::ERROR_FOR_DEVIATION, cell, message).help(help))
}

/// A printed percentage that is not the count behind it, of all participants.
fn percentages(analysis: &Analysis, study: &Study) -> Vec<Diagnostic> {
    let (events, n) = match study.outcome {
        Outcome::Counts { events, n } => (events, n),
        Outcome::Share { events, n } => ([events, events], [n, n]),
        _ => return Vec::new(),
    };
    let columns = ["percent_1", "percent_2"];
    let wrong = |arm: usize| {
        let cell = analysis.printed(&study.row, columns[arm])?;
        let printed = Printed::of(cell)?.number;
        let share = 100.0 * events[arm] / n[arm];
        (!printed.can_be(share)).then(|| {
            let message = format!(
                "{} of {} participants are {share:.1}%, and not {}",
                events[arm], n[arm], cell.text
            );
            let own = study.cells.get(2 * arm).unwrap_or(cell);
            finding(codes::EVENT_PERCENTAGE, own, message)
                .help("compare count and percentage with the source")
                .related(cell.place().clone(), "the percentage")
        })
    };
    (0..2).filter_map(wrong).collect()
}
