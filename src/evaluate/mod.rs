//! Inputs to manuscripts and resolved tables: values filled in, Markdown parsed, declarations resolved.

pub mod context;
pub mod decks;
pub mod dialects;
mod findings;
pub mod markdown;
pub mod preface;
pub mod sections;
pub mod tables;
pub mod template;
pub mod texts;
pub mod title;

use std::collections::HashMap;

use crate::diagnostic::Findings;
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;

/// Evaluates every document. Documents with the same texts, such as slides and their handout, are
/// evaluated once. `begins` is called with the name of each document.
pub fn evaluate(
    inputs: &Inputs,
    sources: &Sources,
    begins: &dyn Fn(&str),
    findings: &mut Findings,
) -> Evaluated {
    let mut evaluated = Evaluated::default();
    let origins = template::environment::origins(inputs);
    let mut known: HashMap<Vec<&str>, EvaluatedDocument> = HashMap::new();
    for document in inputs.manifest.documents.values() {
        begins(&document.name);
        let paths = inputs.texts.iter().filter(|text| text.document == document.name);
        let paths: Vec<&str> = paths.map(|text| &*text.path).collect();
        let same = known
            .entry(paths)
            .or_insert_with(|| texts::evaluate(inputs, sources, &origins, document, findings));
        let untitled = inputs.manifest.project.untitled;
        let mut named = named(same.clone(), document, untitled, findings);
        for text in &mut named.manuscripts {
            let wanted = document.style.number_sections
                || inputs.front_matter.as_ref().is_some_and(|map| sections::are_wanted(map));
            sections::number(&mut text.blocks, wanted);
        }
        evaluated.documents.push(named);
    }
    evaluated
}

/// Texts as those of a document; a text without a title takes one from its opening heading.
fn named(
    mut same: EvaluatedDocument,
    document: &Document,
    untitled: bool,
    findings: &mut Findings,
) -> EvaluatedDocument {
    same.name.clone_from(&document.name);
    same.manuscripts.iter_mut().for_each(|it| it.document.clone_from(&document.name));
    let first = same.manuscripts.first_mut().filter(|_| untitled);
    if let Some(text) = first {
        same.title = title::take_title(text, document, findings);
    }
    same
}
