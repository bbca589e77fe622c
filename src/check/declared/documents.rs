//! D0106, D0524: a document has a template, and a deck begins with a slide.

use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::inputs::Sources;
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Manuscript};
use crate::model::templates;

/// A finding when a document's template is neither built in nor in the project.
pub fn template(document: &Document, sources: &Sources, findings: &mut Findings) {
    let path = templates::entry(&document.template);
    let former = format!("{path}.j2");
    if sources.files.contains_key(&former) {
        return findings.push(unread(&former));
    }
    // A template without a name has been found already.
    let names = templates::KINDS.map(|(name, _)| name);
    let is_there = names.contains(&document.template.as_str()) || sources.files.contains_key(&path);
    if document.template.is_empty() || is_there {
        return;
    }
    let message = format!("unknown template “{}”", document.template);
    let help =
        format!("built-in templates: {}; a template of the project needs {path}", names.join(", "));
    let help = diagnostic::before(&document.template, names, &help);
    let place = document.template_place.clone();
    findings.push(Diagnostic::new(codes::UNKNOWN_TEMPLATE, place, message).help(help));
}

/// Templates were a mixture of MiniJinja and Typst once.
fn unread(path: &str) -> Diagnostic {
    let message = "`main.typ.j2` is no longer read; templates are plain Typst";
    Diagnostic::new(codes::TEMPLATE, Place::file(path), message).help(
        "rename it to main.typ; `edition`, `template` and `languages` are in json(\"/meta.json\")",
    )
}

/// A finding for text before the first heading of a deck, which no slide shows; speaker's notes
/// there belong to the title slide.
pub fn deck(
    document: &Document,
    manuscript: &Manuscript,
    is_single: bool,
    findings: &mut Findings,
) {
    // In a single text it is a slide without a title.
    if !document.is_deck() || is_single {
        return;
    }
    // What is said or handed out with the title slide, who speaks, and the name of the first section.
    let of_title = ["notes", "handout", "speaker", "section"];
    let is_notes = |block: &Block| matches!(&block.kind, BlockKind::Div { name, .. } if of_title.contains(&name.as_str()));
    let before = manuscript.blocks.iter();
    let mut before = before.take_while(|block| !matches!(block.kind, BlockKind::Heading { .. }));
    if let Some(block) = before.find(|block| !is_notes(block)) {
        let message =
            format!("{} is before the first heading, so it is on no slide", block.kind.describe());
        let finding = Diagnostic::new(codes::BEFORE_FIRST_SLIDE, block.place.clone(), message);
        findings.push(finding.help("begin a slide with a heading: # What it says"));
    }
}
