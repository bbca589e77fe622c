//! D0404–D0406: the bibliography does not name one paper twice, nor two papers as one.

use std::collections::HashMap;

use hayagriva::Entry;

use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::inputs::Inputs;
use crate::model::project::Reference;

/// Checks the bibliography against itself.
pub fn check(inputs: &Inputs, findings: &mut Vec<Diagnostic>) {
    let references = &inputs.references;
    pairs(references, title, codes::SAME_PAPER, "have the same title", findings);
    pairs(references, doi, codes::SAME_PAPER, "have the same DOI", findings);
    let location = |reference: &Reference| location(&reference.entry);
    pairs(
        references,
        location,
        codes::SAME_LOCATION,
        "stand in the same journal, volume and pages",
        findings,
    );
    for reference in references {
        findings.extend(shortened(reference));
    }
}

/// A finding for every entry whose key was seen before; papers alike in title are said once.
fn pairs(
    references: &[Reference],
    key: impl Fn(&Reference) -> Option<String>,
    code: Code,
    what: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: HashMap<String, &Reference> = HashMap::new();
    for reference in references {
        let Some(key) = key(reference) else { continue };
        let Some(first) = seen.get(&key) else {
            seen.insert(key, reference);
            continue;
        };
        if code == codes::SAME_LOCATION && title(first) == title(reference) {
            continue;
        }
        let message = format!("`{}` and `{}` {what}", first.key, reference.key);
        let finding = Diagnostic::new(code, reference.place.clone(), message);
        findings.push(finding.related(first.place.clone(), "the first one").help(
            "keep one of them, or waive the finding with a reason when the source prints both",
        ));
    }
}

/// The letters and digits of the title, for authors and databases differ in everything else.
fn title(reference: &Reference) -> Option<String> {
    let title = reference.entry.title()?.to_string();
    let letters: String = title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    (!letters.is_empty()).then_some(letters)
}

fn doi(reference: &Reference) -> Option<String> {
    reference.entry.doi().map(str::to_lowercase)
}

fn location(entry: &Entry) -> Option<String> {
    let journal = entry.parents().first()?;
    let volume = journal.volume()?.to_string();
    let pages = entry.page_range()?.to_string();
    Some(format!("{} {volume} {pages}", journal.title()?.to_string().to_lowercase()))
}

/// A page range that ends before it begins: `1894-905` for 1894 to 1905.
fn shortened(reference: &Reference) -> Option<Diagnostic> {
    let pages = reference.entry.page_range()?.to_string();
    let (first, last) = pages.split_once('-')?;
    let (start, end): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    let message = format!("the pages {pages} of `{}` are shortened or impossible", reference.key);
    (end < start).then(|| {
        Diagnostic::new(codes::SHORTENED_PAGES, reference.place.clone(), message)
            .help("write both ends in full, or waive the finding when the source prints this")
    })
}
