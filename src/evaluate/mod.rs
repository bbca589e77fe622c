//! Inputs to manuscripts and resolved tables: values filled in, Markdown parsed, declarations resolved.

pub mod conditions;
pub mod context;
pub mod decks;
pub mod dialects;
mod findings;
pub mod front_matter;
pub mod kept;
pub mod markdown;
pub mod preface;
pub mod sections;
pub mod series;
pub mod shared;
pub mod tables;
pub mod template;
pub mod texts;
pub mod title;

use std::collections::HashMap;

pub use self::kept::Kept;
pub use self::shared::Shared;
use crate::diagnostic::Findings;
use crate::language::Edition;
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inputs::{Inputs, Sources, Text};
use crate::model::manifest::Document;

/// Evaluates these documents. Documents with the same texts, such as slides and their handout, are
/// evaluated once; those whose texts name their edition, once for each. `begins` is called with the name
/// of each document. What was made before from the same files, as far as it is `kept`, is not made again.
pub fn evaluate<'a>(
    inputs: &'a Inputs,
    sources: &Sources,
    (shared, kept): (&Shared, &Kept),
    documents: impl IntoIterator<Item = &'a Document>,
    begins: &dyn Fn(&str),
    findings: &mut Findings,
) -> Evaluated {
    let mut evaluated = Evaluated::default();
    let mut known: HashMap<_, EvaluatedDocument> = HashMap::new();
    for document in documents {
        begins(&document.name);
        let texts = inputs.texts.iter().filter(|text| text.document == document.name);
        let texts: Vec<&Text> = texts.collect();
        let named_in = kept.named(&texts, &shared.files);
        let editions: Vec<Option<&Edition>> = match named_in.edition {
            true => document.editions.iter().map(Some).collect(),
            false => vec![None],
        };
        for edition in editions {
            let from = kept::made_from(&texts, &named_in, document, edition);
            let same = known.entry(from.clone()).or_insert_with(|| {
                // A record is part of what its documents are made from.
                let alone = !named_in.leads && document.scope.record.is_none();
                let from = alone.then_some(from);
                kept.evaluated(from, findings, |findings| {
                    texts::evaluate(inputs, sources, shared, (document, edition), findings)
                })
            });
            let untitled = inputs.manifest.project.untitled;
            let mut named = named(same.clone(), document, untitled, findings);
            if sources.single.is_some() && !untitled {
                let title = &inputs.manifest.project.title;
                named
                    .manuscripts
                    .iter_mut()
                    .for_each(|it| title::drop_repeated(it, document, title));
            }
            if document.style.number_sections
                || inputs.front_matter.as_ref().is_some_and(|map| sections::are_wanted(map))
            {
                let told = named.manuscripts.iter_mut().map(|it| sections::number(&mut it.blocks));
                findings.extend(told.flatten().collect::<Vec<_>>());
            }
            evaluated.documents.push(named);
        }
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
