//! A study that was entered twice makes sums and pooled results false: what is right without it is one mistake.

use std::collections::{HashMap, HashSet};

use super::{plausible, results};
use crate::model::analysis::{Analysis, Subgroup};
use crate::quantity::synthesis::grouped::synthesize;
use crate::quantity::synthesis::study::Outcome;

/// Whether everything that is printed of an analysis is right as soon as its repeated studies are left out.
pub fn explains(analysis: &Analysis) -> bool {
    let repeated: Vec<usize> =
        plausible::repeated(analysis).into_iter().map(|(later, _)| later).collect();
    !repeated.is_empty() && results::check(&without(analysis, &repeated)).1.is_empty()
}

/// The analysis of all studies but these.
fn without(analysis: &Analysis, left_out: &[usize]) -> Analysis {
    let left_out: HashSet<&usize> = left_out.iter().collect();
    let kept: Vec<usize> =
        (0..analysis.studies.len()).filter(|it| !left_out.contains(it)).collect();
    let places: HashMap<usize, usize> =
        kept.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let place = |old: &usize| places.get(old).copied();
    let of_group = |group: &Subgroup| Subgroup {
        members: group.members.iter().filter_map(place).collect(),
        ..group.clone()
    };
    let mut lean = analysis.clone();
    lean.studies = kept.iter().filter_map(|it| analysis.studies.get(*it).cloned()).collect();
    lean.groups = analysis.groups.iter().map(of_group).collect();
    let outcomes: Vec<Outcome> = lean.studies.iter().map(|it| it.outcome).collect();
    let members: Vec<Vec<usize>> = lean.groups.iter().map(|it| it.members.clone()).collect();
    lean.synthesis = synthesize(&outcomes, &members, &lean.plan);
    lean
}
