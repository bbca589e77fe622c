//! D0324, D0325: what a listed reference lacks, and what of it the style does not print.

use std::collections::BTreeMap;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::marked_text;
use crate::model::reference::{self, Reference};
use crate::model::work_kind::WorkKind;

/// A finding for a reference that has no year although every style prints one.
pub fn without_year(reference: &Reference) -> Option<Diagnostic> {
    let dated = match reference.kind {
        Some(kind) => ![
            WorkKind::Webpage,
            WorkKind::Post,
            WorkKind::Software,
            WorkKind::Dataset,
            WorkKind::Document,
            WorkKind::Law,
            WorkKind::Manuscript,
        ]
        .contains(&kind),
        None => matches!(reference.entry.entry_type(), EntryType::Article | EntryType::Book),
    };
    if !dated || reference::year(reference).is_some() || reference.entry.title().is_none() {
        return None;
    }
    let message = format!("the reference `{}` has no year", reference.key);
    let finding = Diagnostic::new(codes::NO_YEAR, reference.place.clone(), message);
    Some(
        finding.help(
            "add `year = {2024}`; words such as `in press` or `n.d.` are printed as they are",
        ),
    )
}

/// What styles do not print, by the field: of how many references, and the first with its value.
#[derive(Default)]
pub struct Unprinted {
    fields: BTreeMap<&'static str, (usize, Place, String, String)>,
}

impl Unprinted {
    /// Compares what a reference says with what is printed of it, without markup.
    pub fn compare(&mut self, reference: &Reference, printed: &str) {
        // Entries of hayagriva's own format name what they want printed.
        let Some(kind) = reference.kind else { return };
        let printed = letters(printed);
        for (field, value) in values(&reference.entry, kind) {
            let value = marked_text::plain(&value);
            let meant = letters(&value);
            if meant.is_empty() || printed.contains(&meant) {
                continue;
            }
            let first = || (0, reference.place.clone(), reference.key.clone(), value);
            self.fields.entry(field).or_insert_with(first).0 += 1;
        }
    }

    /// One finding a field.
    pub fn findings(self) -> impl Iterator<Item = Diagnostic> {
        self.fields.into_iter().map(|(field, (count, place, key, value))| {
            let value: String = value.chars().take(60).collect();
            let message = match count {
                1 => format!("the style does not print the {field} of `{key}`: “{value}”"),
                _ => format!("the style does not print the {field} of {count} references; of `{key}` it is “{value}”"),
            };
            Diagnostic::new(codes::FIELD_NOT_PRINTED, place, message)
                .help("choose another `citation_style`, or write what readers need into the title")
        })
    }
}

/// What readers would miss, by the field.
fn values(entry: &Entry, kind: WorkKind) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    let published = [
        WorkKind::Book,
        WorkKind::Chapter,
        WorkKind::Thesis,
        WorkKind::Report,
        WorkKind::Standard,
        WorkKind::Document,
    ];
    if published.contains(&kind)
        && let Some(name) = entry.publisher().and_then(|it| it.name())
    {
        values.push(("publisher", name.to_string()));
    }
    let numbered = [WorkKind::Report, WorkKind::Standard, WorkKind::Patent];
    if numbered.contains(&kind)
        && let Some(number) = entry.keyed_serial_number("serial")
    {
        values.push(("number", number.to_string()));
    }
    if let Some(pages) = entry.page_range() {
        values.push(("pages", pages.to_string()));
    }
    if entry.doi().is_none()
        && let Some(url) = entry.url()
        && kind != WorkKind::Journal
    {
        values.push(("address", url.value.to_string()));
    }
    values
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
