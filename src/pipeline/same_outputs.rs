//! D0139: outputs of one name; on some disks capitals do not tell them apart, nor whether an accent is a character of its own. Nobody knows which is meant, so none of
//! them is made.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::expanded::Expanded;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;

/// Whose an output is.
#[derive(Clone)]
struct Owner {
    document: String,
    /// The series and the member, for a document that is made for a record.
    member: Option<(usize, usize)>,
    /// Where its name is said.
    place: Place,
    /// The record.
    row: Option<Place>,
}

/// A name as those disks see it.
fn alike(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}

/// Finds outputs of one name.
pub fn told_apart(inputs: &Inputs, all: &mut [Expanded], findings: &mut Findings) {
    let mut taken: HashMap<String, Owner> = HashMap::new();
    for document in inputs.manifest.documents.values() {
        for edition in &document.editions {
            let name = document.file(edition);
            let place = named_at(inputs, &document.name).unwrap_or(document.content.place.clone());
            let own = Owner { document: document.name.clone(), member: None, place, row: None };
            if let Some(first) = taken.insert(alike(&name), own.clone()) {
                findings.push(same(&name, &own, &first));
            }
        }
    }
    for at in 0..all.len() {
        let (named, document) = (named_at(inputs, &all[at].name), all[at].name.clone());
        for number in 0..all[at].members.len() {
            let member = &all[at].members[number];
            let row = member.record.row.place.clone();
            let files: Vec<String> =
                member.document.iter().flat_map(|it| it.files.clone()).collect();
            let own = Owner {
                document: document.clone(),
                member: Some((at, number)),
                place: named.clone().unwrap_or(row.clone()),
                row: Some(row),
            };
            for name in files {
                let Some(first) = taken.insert(alike(&name), own.clone()) else { continue };
                let found = same(&name, &own, &first);
                for (at, number) in first.member.into_iter().chain([(at, number)]) {
                    let member = &mut all[at].members[number];
                    member.document = None;
                    member.findings.push(found.clone());
                }
            }
        }
    }
}

/// Where a document says how its files are called, or else where it begins.
fn named_at(inputs: &Inputs, document: &str) -> Option<Place> {
    let at = |root: &crate::data::tree::Map| {
        let documents = root.get("documents")?.as_map()?;
        let own = documents.entries.get(document)?;
        let out = own.node.as_map().and_then(|map| map.get("out"));
        Some(out.map_or(&own.key, |node| node.place()).clone())
    };
    inputs.declared.iter().find_map(|root| at(root))
}

/// A finding for two outputs of one name, and what tells them apart.
fn same(name: &str, own: &Owner, first: &Owner) -> Diagnostic {
    let message = format!("two outputs would be called “{name}.pdf”, and neither is made");
    let help = if own.document != first.document {
        "put {{ document }} into `out`, or call one of them otherwise"
    } else if own.row == first.row {
        "put {{ edition }} into `out`"
    } else {
        "put a column that differs in every row into `out`, such as `id`"
    };
    let rows = [&first.row, &own.row].map(|it| it.as_ref().map_or(0, |row| row.line));
    // Two editions of the same two documents are one mistake.
    let cause = format!("{} {} {rows:?}", first.document, own.document);
    let finding = Diagnostic::new(codes::SAME_OUTPUT, own.place.clone(), message);
    let finding = finding.help(help).because(cause);
    let finding = match first.place == own.place {
        true => finding,
        false => finding.related(first.place.clone(), "the other one"),
    };
    let mut rows: Vec<&Place> = [&first.row, &own.row].into_iter().flatten().collect();
    rows.dedup();
    rows.into_iter().fold(finding, |it, row| it.related(row.clone(), "for this record"))
}
