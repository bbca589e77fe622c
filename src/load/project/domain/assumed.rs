//! D0356: the field of work of a project that names none, told from the words that its data use; and
//! D0357: kinds of terms that the field does not know.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{NONE, built_in, find_built_in};
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::domain::Domain;
use crate::model::reference::Term;

/// Columns of rows that state quantities in which a field has words of its own.
const COLUMNS: [&str; 3] = ["id", "measure", "status"];

/// The built-in field whose words the data and the glossary use, with a finding; or else none in particular.
pub fn assume<'a>(
    data: impl Iterator<Item = &'a Node>,
    terms: &[Term],
    place: &Place,
    findings: &mut Findings,
) -> Arc<Domain> {
    let mut used: BTreeSet<&str> = terms.iter().map(|term| term.kind.as_str()).collect();
    for rows in data.filter_map(Node::as_list) {
        for row in rows.items.iter().filter_map(Node::as_map) {
            if row.filled("unit").is_some() {
                used.extend(COLUMNS.iter().filter_map(|column| Some(&*row.filled(column)?.text)));
            }
        }
    }
    let known =
        |domain: &&Arc<Domain>| domain.recognised_by.iter().any(|it| used.contains(it.as_str()));
    if used.is_empty() {
        return find_built_in(NONE).unwrap_or_default();
    }
    let mut fields = built_in().filter(known);
    let (Some(field), None) = (fields.next(), fields.next()) else {
        return find_built_in(NONE).unwrap_or_default();
    };
    let words = field.recognised_by.iter().filter(|it| used.contains(it.as_str()));
    let words: Vec<String> = words.take(3).map(|it| format!("`{it}`")).collect();
    let message = format!(
        "no field of work is named; the data have words of `{}` ({}), and are checked as such",
        field.id,
        words.join(", ")
    );
    let help = format!(
        "write `domain = \"{}\"`, or `domain = \"{NONE}\"` for checks that suit any field",
        field.id
    );
    findings.push(Diagnostic::new(codes::DOMAIN_ASSUMED, place.clone(), message).help(help));
    field.clone()
}

/// A finding for each kind of terms that the field does not know, at the first such term.
pub fn check_kinds(domain: &Domain, terms: &[Term], findings: &mut Findings) {
    let mut unknown: IndexMap<&str, (&Term, usize)> = IndexMap::new();
    let is_unknown = |term: &&Term| !term.kind.is_empty() && !domain.kinds.contains_key(&term.kind);
    for term in terms.iter().filter(is_unknown) {
        unknown.entry(&term.kind).or_insert((term, 0)).1 += 1;
    }
    for (term, count) in unknown.into_values() {
        let message = format!(
            "the field of work `{}` has no kind “{}” ({count} terms); they are compared as plain terms are",
            domain.id, term.kind
        );
        let elsewhere = built_in().find(|it| it.kinds.contains_key(&term.kind));
        let known = domain.kinds.keys().map(String::as_str);
        let help = diagnostic::suggestion(&term.kind, known)
            .or_else(|| {
                Some(format!(
                    "the field `{}` has it: `domain = \"{}\"`",
                    elsewhere?.id, elsewhere?.id
                ))
            })
            .unwrap_or_else(|| format!("declare it in a field of your own: [kinds.{}]", term.kind));
        let place = term.place.clone();
        findings.push(Diagnostic::new(codes::UNKNOWN_KIND, place, message).help(help));
    }
}
