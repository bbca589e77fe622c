//! What the rules found before, as long as nothing that all documents share has changed.

use std::sync::{Arc, OnceLock};

use super::text::lexica::Lexica;
use super::texts::untraced_numbers::Names;
use crate::data::memo::Memo;
use crate::diagnostic::{Diagnostic, Findings};
use crate::language::{Edition, Language};
use crate::model::evaluated::{Evaluated, EvaluatedDocument, MadeFrom};
use crate::model::inputs::Inputs;
use crate::model::manuscript::GeneratedBlock;

/// Findings, by what they are about. The data, the declarations, the manifest and whatever else is not a text must be the
/// same for all that one of these keeps.
#[derive(Default)]
pub struct Kept {
    words: OnceLock<(Arc<Lexica>, Arc<Names>)>,
    documents: Memo<Checked, Vec<Diagnostic>>,
    /// What is wrong with what is not a text.
    pub(super) data: OnceLock<Vec<Diagnostic>>,
    /// The numbers in words of declarations.
    pub(super) words_of_declarations: OnceLock<Vec<Diagnostic>>,
    /// Where the languages of declarations differ, by what of them is shown.
    pub(super) wordings: Memo<Vec<Shown>, Vec<Diagnostic>>,
}

/// A document, what it is made from, and by which rules it is checked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Checked {
    made_from: Arc<MadeFrom>,
    document: String,
    which: Which,
}

/// A group of rules about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// What it declares.
    Declared,
    /// Its title and tables.
    Tables,
    /// Its texts.
    Texts,
}

/// The tables and figures that a document shows in a language, in their order.
pub type Shown = (String, Option<Edition>, Language, Vec<GeneratedBlock>);

impl Kept {
    /// The words of the languages, and the names in which numbers stand, compiled once.
    pub fn words(&self, inputs: &Inputs) -> (Arc<Lexica>, Arc<Names>) {
        let make = || {
            let languages = &inputs.manifest.project.languages;
            let units = &inputs.manifest.units;
            let lexica = Lexica::new(&inputs.terms, &inputs.languages, units, languages);
            (Arc::new(lexica), Arc::new(Names::new(inputs)))
        };
        self.words.get_or_init(make).clone()
    }

    /// Begins a round, and forgets what was not used in the last ones.
    pub fn turn(&self) {
        self.documents.turn();
        self.wordings.turn();
    }

    /// What these rules find in a document, now or before.
    pub fn of_document(
        &self,
        document: &EvaluatedDocument,
        which: Which,
        findings: &mut Findings,
        check: impl FnOnce(&mut Findings),
    ) {
        let Some(made_from) = document.made_from.clone() else { return check(findings) };
        let checked = Checked { made_from, document: document.name.clone(), which };
        findings.extend(self.documents.get(checked, || collected(check)).iter().cloned());
    }
}

/// What a check finds.
pub fn collected(check: impl FnOnce(&mut Findings)) -> Vec<Diagnostic> {
    let mut found = Findings::default();
    check(&mut found);
    found.into_iter().collect()
}

/// The tables and figures that documents show.
pub fn shown(inputs: &Inputs, evaluated: &Evaluated) -> Vec<Shown> {
    let mut all = Vec::new();
    for document in &evaluated.documents {
        for language in &inputs.manifest.project.languages {
            let Some(tables) = document.tables.get(language) else { continue };
            let inserts = tables.iter().map(|(insert, _)| insert.clone()).collect();
            all.push((document.name.clone(), document.edition.clone(), *language, inserts));
        }
    }
    all
}
