//! One mistake is told once: what it does in many rows, or in many places, belongs to one finding.

use std::collections::{HashMap, HashSet};

use super::code::Code;
use super::finding::Diagnostic;
use crate::data::place::Place;

/// So many of the places that a mistake shows at are named.
const MOST: usize = 3;

/// What is said of a further place of one cause.
const HERE_TOO: &str = "here too";

/// How often something is so, behind what is said of it once: “ (3 rows)”; nothing for once.
pub fn times(count: usize, what: &str) -> String {
    if count > 1 { format!(" ({count} {what})") } else { String::new() }
}

/// Puts findings together that say the same of one place, and those of one cause. They are in order.
pub fn merge(findings: &mut Vec<Diagnostic>) {
    findings.dedup_by(|later, first| {
        let same = later.place == first.place
            && later.code == first.code
            && later.message == first.message
            && later.help == first.help;
        if same {
            let new = later.related.iter().filter(|it| !first.related.contains(it));
            let new: Vec<_> = new.take(MOST.saturating_sub(first.related.len())).cloned().collect();
            first.related.extend(new);
        }
        same
    });
    of_one_cause(findings);
}

fn of_one_cause(findings: &mut Vec<Diagnostic>) {
    let mut causes: HashMap<(Code, String), (usize, HashSet<Place>)> = HashMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let Some(cause) = finding.cause.clone() else {
            kept.push(finding);
            continue;
        };
        let (first, places) =
            causes.entry((finding.code, cause)).or_insert((kept.len(), HashSet::new()));
        let is_new = places.insert(finding.place.clone());
        let Some(told) = kept.get_mut(*first) else {
            kept.push(finding);
            continue;
        };
        // The rows of the first place are beside it already.
        let further = told.related.iter().filter(|(_, label)| label == HERE_TOO).count();
        if is_new && further < MOST {
            told.related.push((finding.place, HERE_TOO.to_string()));
        }
    }
    for (first, places) in causes.into_values() {
        kept[first].message.push_str(&times(places.len(), "times"));
    }
    *findings = kept;
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;
    use crate::data::place::Place;

    fn finding(line: usize, message: &str) -> Diagnostic {
        Diagnostic::new(codes::UNDEFINED_VALUE, Place::at(&"a".into(), line, 1), message)
    }

    #[test]
    fn what_is_the_same_in_many_rows_is_told_once() {
        let row = |line| (Place::at(&"rows".into(), line, 1), "in this row".to_string());
        let in_row = |line| finding(1, "x").related(row(line).0, "in this row");
        let mut findings: Vec<_> = (2..9).map(in_row).chain([in_row(2), finding(1, "y")]).collect();
        findings.sort_by(super::super::order);
        merge(&mut findings);
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].related, [row(2), row(3), row(4)]);
    }

    #[test]
    fn one_cause_is_one_finding() {
        let mut findings: Vec<_> = (1..=5).map(|line| finding(line, "x").because("c")).collect();
        findings.push(finding(6, "x"));
        findings.push(finding(7, "z").because("d"));
        findings.push(finding(7, "said otherwise").because("d"));
        merge(&mut findings);
        let said: Vec<_> = findings.iter().map(|it| (it.place.line, it.message.as_str())).collect();
        assert_eq!(said, [(1, "x (5 times)"), (6, "x"), (7, "z")]);
        assert_eq!(findings[0].related.len(), 3);
        merge(&mut findings);
        assert_eq!(findings[0].message, "x (5 times)");
    }
}
