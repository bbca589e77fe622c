//! Comparisons of one study that have an arm in common: pooled together, its participants count twice.

use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::study::Outcome;

/// A finding for each comparison with an arm that an earlier one of the same study has too.
pub fn check(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, study) in analysis.studies.iter().enumerate() {
        let earlier = analysis.studies[..at].iter().filter(|it| is_same(it, study));
        let shared = earlier.filter_map(|it| Some((it, shared_arm(it, study)?))).next();
        found.extend(shared.and_then(|(first, arm)| told(study, first, arm)));
    }
    found
}

/// Whether two rows are of one study: by their `study`, or else by names that are alike up to a year, `Diaz 2019 (high)`.
fn is_same(one: &Study, other: &Study) -> bool {
    let named = |it: &Study| it.row.filled("study").map(|cell| cell.text.trim().to_string());
    match (named(one), named(other)) {
        (Some(one), Some(other)) if one == other => true,
        _ => {
            let [one, other] = [one, other].map(|it| it.label.get_or_any(Language::base()));
            up_to_year(one).is_some_and(|stem| up_to_year(other) == Some(stem))
        }
    }
}

/// A name up to the end of the year in it.
fn up_to_year(name: &str) -> Option<&str> {
    let is_year = |text: &str| {
        text.len() == 4
            && text.bytes().all(|it| it.is_ascii_digit())
            && text.starts_with(['1', '2'])
    };
    let words = name.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let at = words.filter(|at| *at > 1).find(|at| name.get(*at..at + 4).is_some_and(is_year))?;
    name.get(..at + 4)
}

/// The arm, from 0, that is the same in both, where the other one differs and the figures are no chance.
fn shared_arm(one: &Study, other: &Study) -> Option<usize> {
    let [one, other] = [one, other].map(|it| arms(&it.outcome));
    let (one, other) = (one?, other?);
    let same = |arm: usize| one[arm] == other[arm];
    let arm = (0..2).rev().find(|arm| same(*arm) && !same(1 - arm))?;
    one[arm].iter().any(|figure| *figure >= TELLING).then_some(arm)
}

/// Arms of fewer participants than this may be alike by chance.
const TELLING: f64 = 10.0;

/// The figures of both arms.
fn arms(outcome: &Outcome) -> Option<[Vec<f64>; 2]> {
    let both = |figures: &[[f64; 2]]| {
        [0, 1].map(|arm| figures.iter().map(|it| it[arm]).collect::<Vec<f64>>())
    };
    match outcome {
        Outcome::Counts { events, n } => Some(both(&[*events, *n])),
        Outcome::Means { mean, sd, n } => Some(both(&[*mean, *sd, *n])),
        Outcome::Rates { events, time } => Some(both(&[*events, *time])),
        Outcome::Share { .. } | Outcome::Published(_) => None,
    }
}

fn told(study: &Study, first: &Study, arm: usize) -> Option<Diagnostic> {
    let name = |it: &Study| it.label.get_or_any(Language::base()).to_string();
    let own = |it: &Study| -> Option<Cell> {
        let half = it.cells.len() / 2;
        it.cells.get(arm * half).cloned()
    };
    let (cell, other) = (own(study)?, own(first)?);
    let message = format!(
        "“{}” and “{}” have an arm in common, whose participants count twice",
        name(first),
        name(study)
    );
    let help = "part the events and participants of that arm between the comparisons, or join the other arms to one \
                (Cochrane Handbook, 23.3.4)";
    let finding = finding(codes::STUDY_TWICE, &cell, message).help(help);
    Some(finding.related(other.place().clone(), "the same arm"))
}

#[cfg(test)]
mod tests {
    use super::up_to_year;

    #[test]
    fn names_of_one_study_are_alike_up_to_the_year() {
        for (name, stem) in [
            ("Diaz 2019 (high)", Some("Diaz 2019")),
            ("Diaz 2019a", Some("Diaz 2019")),
            ("陈 2018", Some("陈 2018")),
            ("TRIAL 12", None),
            ("2019 survey", None),
        ] {
            assert_eq!(up_to_year(name), stem, "{name}");
        }
    }
}
