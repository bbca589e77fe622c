//! Bibliographies of every common format to references, in the order of the file.

mod bibtex;
mod chunks;
mod csl_json;
mod dates;
mod endnote;
mod endnote_7;
mod entry;
pub mod format;
mod html;
mod identifiers;
mod keys;
mod languages;
mod names;
mod nbib;
mod nesting;
mod pages;
mod record;
mod refer;
mod ris;
mod tagged;
mod tex;
mod whole;
mod work_language;
mod wos;
mod yaml;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use self::format::Format;
use self::names::Guessed;
use self::record::Record;
use self::tagged::Lines;
use self::whole::OddDates;
use crate::data::place::{Indexed, Place};
use crate::data::tree::Node;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::model::reference::{Fault, Reference};

/// Parses a whole file; what is in it tells the format. Two references may have one key.
pub fn parse(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Vec<Reference> {
    let clean = without_controls(path, text, findings);
    let text = &*clean;
    let format = format::of(path, text);
    let is_bibtex = matches!(format, Some(Format::Bibtex));
    let records = match format {
        Some(Format::Yaml) => return yaml::references(path, text, findings),
        Some(Format::Bibtex) => bibtex::records(path, text, findings),
        Some(Format::CslJson) => csl_json::of_json(path, text, limits, findings),
        Some(Format::CslYaml) => csl_json::of_yaml(path, text, limits, findings),
        Some(Format::EndNote) => endnote::records(path, text, findings),
        Some(Format::Ris) => {
            of_lines(path, text, tagged::records(text, tagged::ris, "TY"), ris::record)
        }
        Some(Format::Nbib) => {
            of_lines(path, text, tagged::records(text, tagged::nbib, "PMID"), nbib::record)
        }
        Some(Format::Wos) => of_lines(path, text, wos::records(text), wos::record),
        Some(Format::Refer) => {
            of_lines(path, text, tagged::records(text, tagged::refer, "%0"), refer::record)
        }
        Some(Format::RefWorks) => {
            of_lines(path, text, tagged::records(text, tagged::refworks, "%0"), refer::record)
        }
        Some(Format::NoteExpress) => {
            of_lines(path, text, tagged::records(text, tagged::note_express, "%0"), refer::record)
        }
        None => {
            let message = "this is no bibliography of a format that is known";
            let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::file(path), message);
            findings.push(finding.help(FORMATS));
            Vec::new()
        }
    };
    settled(records, findings, is_bibtex)
}

/// The text with a sign for what is no character, as files have it that were saved in another encoding.
fn without_controls<'t>(path: &Arc<str>, text: &'t str, findings: &mut Findings) -> Cow<'t, str> {
    let is_control = |c: char| c.is_control() && !c.is_whitespace();
    let Some((at, first)) = text.char_indices().find(|(_, c)| is_control(*c)) else {
        return Cow::Borrowed(text);
    };
    let count = text.chars().filter(|c| is_control(*c)).count();
    let place = Place::of_bytes(path, text, at..at + first.len_utf8());
    let message = format!(
        "the character U+{:04X} is a control character{}; \u{fffd} stands for it",
        first as u32,
        diagnostic::times(count, "in this file")
    );
    let help = "write the letters that are meant, or export the file again as UTF-8";
    findings.push(Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message).help(help));
    Cow::Owned(
        text.chars().map(|c| if is_control(c) { char::REPLACEMENT_CHARACTER } else { c }).collect(),
    )
}

/// The works that front matter lists itself, as pandoc has them.
pub fn of_front_matter(root: Node, findings: &mut Findings) -> Vec<Reference> {
    settled(csl_json::of_node(root, findings), findings, false)
}

fn settled(mut records: Vec<Record>, findings: &mut Findings, is_bibtex: bool) -> Vec<Reference> {
    keys::give(&mut records, findings);
    let mut odd = OddDates::default();
    let mut guessed = Guessed::new(is_bibtex);
    for record in &mut records {
        guessed.look(std::mem::take(&mut record.orders), &record.key, &record.place);
        record.cut();
        whole::settle(record, &mut odd);
    }
    findings.extend(guessed.finding());
    findings.extend(odd.findings());
    records.into_iter().map(entry::reference).collect()
}

/// What is read.
const FORMATS: &str = "BibTeX, RIS, CSL-JSON, PubMed, Web of Science, EndNote (XML or %A), RefWorks, NoteExpress and hayagriva's YAML are read";

/// Records of a format with tagged lines, each at the place of its first.
fn of_lines(
    path: &Arc<str>,
    text: &str,
    lines: Vec<Lines>,
    record: impl Fn(&Lines, Place) -> Record,
) -> Vec<Record> {
    let indexed = Indexed::new(path, text);
    let place = |lines: &Lines| match lines.first() {
        Some(first) => indexed.place(first.span.clone()),
        None => Place::file(path),
    };
    lines.iter().map(|lines| record(lines, place(lines))).collect()
}

/// Of references with one key the first; the others are told, as harmless when they are alike.
pub fn distinct(references: Vec<Reference>, findings: &mut Findings) -> Vec<Reference> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut distinct: Vec<Reference> = Vec::new();
    for reference in references {
        let Some(first) = positions.get(&reference.key).and_then(|at| distinct.get_mut(*at)) else {
            positions.insert(reference.key.clone(), distinct.len());
            distinct.push(reference);
            continue;
        };
        let message = format!("two entries have the key “{}”", reference.key);
        let (first_place, place) = (first.place.clone(), reference.place.clone());
        if first.entry == reference.entry {
            let finding = Diagnostic::new(codes::DUPLICATE_KEY, place, message).lowered();
            let finding = finding.related(first_place, "the first one");
            findings.push(finding.help("they are alike; remove one"));
            continue;
        }
        let help = "the first is printed; rename or remove the other".to_string();
        first.faults.push(Fault { place, message, help, first: Some(first_place) });
    }
    distinct
}
