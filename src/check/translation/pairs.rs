//! Which texts of several languages are compared: each with each other, and no mistake told twice.

use std::collections::HashSet;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings};

/// Compares the first with each other one, and then those with one another. Of three texts one that says something
/// else differs from both others: what a later comparison finds at a place of which an earlier one has told the same
/// is left out. So every mistake is told, whichever language comes first and whatever its words are known for.
pub fn each<T>(all: &[T], findings: &mut Findings, mut compare: impl FnMut(&T, &T, &mut Findings)) {
    let before = findings.as_slice().len();
    for (i, one, other) in of(all) {
        if i == 0 {
            compare(one, other, findings);
            continue;
        }
        let mut more = Findings::default();
        compare(one, other, &mut more);
        let told: HashSet<_> = findings.as_slice().iter().skip(before).flat_map(sites).collect();
        let fresh = |it: &Diagnostic| !sites(it).any(|site| told.contains(&site));
        let fresh: Vec<_> = more.into_iter().filter(fresh).collect();
        findings.extend(fresh);
    }
}

/// Each with each behind it, and the place of the first of them.
pub fn of<T>(all: &[T]) -> impl Iterator<Item = (usize, &T, &T)> {
    let behind = move |i: usize| all.iter().skip(i + 1);
    all.iter().enumerate().flat_map(move |(i, one)| behind(i).map(move |other| (i, one, other)))
}

/// What a finding says of which places.
fn sites(finding: &Diagnostic) -> impl Iterator<Item = (&'static str, Place)> {
    let related = finding.related.iter().map(|(place, _)| place);
    let places: Vec<Place> = std::iter::once(&finding.place).chain(related).cloned().collect();
    let code = finding.code.id;
    places.into_iter().map(move |place| (code, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    /// Which letters are told to differ from which, in texts that stand each in a file of its own.
    fn told(texts: &[&str]) -> Vec<String> {
        let all: Vec<(usize, &str)> = texts.iter().copied().enumerate().collect();
        let mut findings = Findings::default();
        each(&all, &mut findings, |one, other, findings| {
            // A text in small letters is not known well enough to be compared.
            let known = |text: &str| text.chars().all(char::is_uppercase);
            if one.1 != other.1 && known(one.1) && known(other.1) {
                let place = |i: usize| Place::file(["a", "b", "c"][i]);
                let message = format!("{}{}", one.1, other.1);
                let finding = Diagnostic::new(codes::UNDEFINED_VALUE, place(one.0), message);
                findings.push(finding.related(place(other.0), ""));
            }
        });
        findings.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn each_is_compared_with_each_and_told_once() {
        assert_eq!(told(&["A", "A", "B"]), ["AB"]);
        assert_eq!(told(&["A", "B", "A"]), ["AB"]);
        assert_eq!(told(&["B", "A", "A"]), ["BA", "BA"]);
        assert_eq!(told(&["x", "A", "B"]), ["AB"]);
        assert_eq!(told(&["A"]), [""; 0]);
    }
}
