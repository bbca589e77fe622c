//! BibTeX and biblatex to records, as bibtex and biber read them, and further where they give up.

mod fields;
mod inherit;
mod kinds;
mod macros;
mod raw;
mod scan;
mod values;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use self::inherit::Broken;
use self::macros::{LONGEST, Macros, Trouble};
use self::raw::Raw;
use self::scan::{Item, RawEntry, Slip};
use super::record::Record;
use crate::data::place::{Indexed, Place};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::reference::Fault;

/// Reads a whole file.
pub fn records(path: &Arc<str>, text: &str, findings: &mut Findings) -> Vec<Record> {
    let mut reader = Reader {
        text,
        indexed: Indexed::new(path, text),
        macros: Macros::new(),
        findings,
        undefined: BTreeSet::new(),
    };
    let mut entries = Vec::new();
    for item in scan::items(text) {
        match item {
            Item::Macro(field) => reader.define(&field),
            Item::Entry(entry) => entries.extend(reader.entry(&entry)),
        }
    }
    for (at, broken) in inherit::resolve(&mut entries) {
        linked(&mut entries[at], &broken, findings);
    }
    // Of what others take their fields from nothing is printed.
    entries.retain(|entry| entry.kind != "xdata");
    let mut unknown = BTreeMap::new();
    let records = entries.into_iter().map(|raw| record(raw, &mut unknown)).collect();
    findings.extend(unknown.into_iter().map(|(name, (place, count))| unread(&name, place, count)));
    records
}

struct Reader<'a, 's> {
    text: &'s str,
    indexed: Indexed<&'s str>,
    macros: Macros,
    findings: &'a mut Findings,
    /// Macros that were told to be undefined.
    undefined: BTreeSet<&'s str>,
}

impl<'s> Reader<'_, 's> {
    fn place(&self, span: Range<usize>) -> Place {
        self.indexed.place(span)
    }

    fn define(&mut self, field: &scan::RawField<'s>) {
        let mut faults = Vec::new();
        self.macros.define(field, &mut faults);
        self.tell(faults, field);
    }

    fn tell(&mut self, faults: Vec<Trouble<'s>>, field: &scan::RawField<'s>) {
        for fault in faults {
            match fault {
                Trouble::Undefined(name, span) if self.undefined.insert(name) => {
                    let message = format!("no @string defines `{name}`; it is printed as it is");
                    let place = self.place(span);
                    let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message);
                    self.findings
                        .push(finding.help("write the value in braces, or define it above"));
                }
                Trouble::Undefined(..) => {}
                Trouble::Endless => {
                    let place = self.place(field.span.clone());
                    let message = format!(
                        "`{}` is longer than {LONGEST} bytes, or refers to itself",
                        field.name
                    );
                    self.findings.push(Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, place, message));
                }
            }
        }
    }

    /// An entry with its values; none when it has no key by which it could be cited.
    fn entry(&mut self, entry: &RawEntry<'s>) -> Option<Raw> {
        let place = self.place(entry.span.clone());
        let faults = entry.slips.iter().filter_map(|slip| self.slip(slip, &place, entry)).collect();
        let mut fields = HashMap::new();
        for field in &entry.fields {
            let mut wrong = Vec::new();
            let value = self.macros.value(&field.parts, &mut wrong);
            self.tell(wrong, field);
            // Of a field that stands twice the first is meant, as for bibtex.
            match fields.entry(field.name.to_lowercase()) {
                Entry::Vacant(vacant) => drop(vacant.insert(value)),
                Entry::Occupied(first) if first.get().trim() != value.trim() => self.twice(field),
                Entry::Occupied(_) => {}
            }
        }
        let kind = entry.kind.to_lowercase();
        if kind == "set" && !entry.key.is_empty() {
            let message = format!("the set `{}` is not read", entry.key);
            let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place.clone(), message);
            self.findings.push(finding.help("cite its members: [@one; @other]"));
            return None;
        }
        (!entry.key.is_empty()).then(|| Raw {
            key: entry.key.to_string(),
            kind,
            fields,
            place,
            faults,
        })
    }

    fn twice(&mut self, field: &scan::RawField) {
        let message =
            format!("the field `{}` stands twice in this entry; the first is read", field.name);
        let place = self.place(field.span.clone());
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message);
        self.findings.push(finding.help("remove one of them"));
    }

    /// Tells what was read around; what could not be is a fault of the entry.
    fn slip(&mut self, slip: &Slip, place: &Place, entry: &RawEntry) -> Option<Fault> {
        let fault = |place: Place, message: &str, help: &str| {
            let (message, help) = (message.to_string(), help.to_string());
            Some(Fault { place, message, help, first: None })
        };
        let (span, message, help) = match slip {
            Slip::Comma(span) => {
                let name = &self.text[span.clone()];
                let message = match span.start == entry.span.start {
                    true => format!("a comma is missing behind the key `{name}`"),
                    false => format!("a comma is missing before `{name}`"),
                };
                (span, message, "it is read as if the comma were there")
            }
            Slip::NoKey(span) => {
                let message = "this entry has no key, and nothing can cite it";
                (span, message.to_string(), "write @article{key, author = {…}, …}")
            }
            Slip::Open => {
                let message = "cannot parse this entry: a brace or quote in it is never closed; what could not be read is left out";
                return fault(
                    place.clone(),
                    message,
                    "close each {; write \\{ or \\} for a literal brace",
                );
            }
            Slip::Unread(span) => {
                let message = "cannot parse this entry: a field with = and a value was expected; the rest of the entry is left out";
                let help =
                    "entries look like @article{key, author = {…}, title = {…}, year = {2024}}";
                return fault(self.place(span.clone()), message, help);
            }
        };
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, self.place(span.clone()), message);
        self.findings.push(finding.help(help));
        None
    }
}

fn linked(entry: &mut Raw, broken: &Broken, findings: &mut Findings) {
    match broken {
        Broken::Cycle => {
            let message = format!("the references of the entry `{}` form a cycle", entry.key);
            let help = "`crossref` and `xdata` must end at an entry without either".to_string();
            entry.faults.push(Fault { place: entry.place.clone(), message, help, first: None });
        }
        Broken::Unknown(key) => {
            let message = format!(
                "the entry `{}` takes fields from `{key}`, which is not in the bibliography",
                entry.key
            );
            let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, entry.place.clone(), message);
            findings.push(finding.help("add that entry, or write the fields into this one"));
        }
    }
}

/// The record of an entry; commands that are not known are counted, each with its first place.
fn record(raw: Raw, unknown: &mut BTreeMap<String, (Place, usize)>) -> Record {
    let mut commands = BTreeSet::new();
    let mut record = fields::record(&raw, &mut commands);
    record.faults.extend(raw.faults);
    for command in commands {
        unknown.entry(command).or_insert_with(|| (raw.place.clone(), 0)).1 += 1;
    }
    record
}

fn unread(name: &str, place: Place, count: usize) -> Diagnostic {
    let entries = if count == 1 { "an entry".to_string() } else { format!("{count} entries") };
    let (message, help) = match name.strip_prefix('@') {
        Some(kind) => (
            format!("the type @{kind} of {entries} is not known; it is read as @misc"),
            "use a type of BibTeX or biblatex, such as @article or @online",
        ),
        None => (
            format!(
                "the command \\{name} in {entries} is not known; it is left out, and its argument is printed"
            ),
            "write the character itself, or take the command out",
        ),
    };
    Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message).help(help)
}
