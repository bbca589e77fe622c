//! Comparisons of one study that have an arm in common: pooled together, its participants count twice.

use std::collections::HashMap;

use super::told::finding;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::study::Outcome;

/// A finding for each comparison with an arm that an earlier one of the same study has too.
pub fn check(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut known = Known::default();
    let mut found = Vec::new();
    for (at, study) in analysis.studies.iter().enumerate() {
        let Some(arms) = arms(&study.outcome) else { continue };
        let names = names(study);
        let shared = known.shared(&names, &arms);
        found.extend(shared.and_then(|(first, arm)| told(study, &analysis.studies[first], arm)));
        names.into_iter().for_each(|name| known.add(at, name, &arms));
    }
    found
}

/// By what two rows are of one study: their `study`, or else names that are alike up to a year, `Diaz 2019 (high)`.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Name {
    Study(String),
    Label(String),
}

fn names(study: &Study) -> Vec<Name> {
    let own = study.row.filled("study").map(|cell| Name::Study(cell.text.trim().to_string()));
    let label = up_to_year(study.label.get_or_any(Language::base()));
    own.into_iter().chain(label.map(|it| Name::Label(it.to_string()))).collect()
}

/// The figures of an arm, bit by bit.
type Figures = Vec<u64>;

/// Each arm of each study so far: with which others it stands, and where first; two of these tell of all.
#[derive(Default)]
struct Known(HashMap<(Name, usize, Figures), Vec<(Figures, usize)>>);

impl Known {
    /// The first row that has one of these arms, if its figures are no chance, and another one beside it; and which arm.
    fn shared(&self, names: &[Name], arms: &[Figures; 2]) -> Option<(usize, usize)> {
        let telling = (0..2).rev().filter(|arm| is_telling(&arms[*arm]));
        let asked = telling.flat_map(|arm| names.iter().map(move |name| (name, arm)));
        let found = asked.filter_map(|(name, arm)| {
            let beside = self.0.get(&(name.clone(), arm, arms[arm].clone()))?;
            let (_, at) = beside.iter().find(|(other, _)| *other != arms[1 - arm])?;
            Some((*at, arm))
        });
        found.min_by_key(|(at, _)| *at)
    }

    fn add(&mut self, at: usize, name: Name, arms: &[Figures; 2]) {
        for arm in 0..2 {
            let beside = self.0.entry((name.clone(), arm, arms[arm].clone())).or_default();
            if beside.len() < 2 && beside.iter().all(|(other, _)| *other != arms[1 - arm]) {
                beside.push((arms[1 - arm].clone(), at));
            }
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

/// Arms of fewer participants than this may be alike by chance.
const TELLING: f64 = 10.0;

fn is_telling(arm: &Figures) -> bool {
    arm.iter().any(|figure| f64::from_bits(*figure) >= TELLING)
}

/// The figures of both arms.
fn arms(outcome: &Outcome) -> Option<[Figures; 2]> {
    let both = |figures: &[[f64; 2]]| {
        [0, 1].map(|arm| figures.iter().map(|it| it[arm].to_bits()).collect())
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
