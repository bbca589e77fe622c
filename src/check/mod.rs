//! Inputs, manuscripts and resolved tables to findings: one rule, one file.

pub mod analyses;
pub mod baseline;
pub mod characters;
pub mod declared;
pub mod evidence;
pub mod flow;
mod kept;
pub mod names;
pub mod policy;
pub mod rulings;
pub mod templates;
pub mod text;
pub mod texts;
pub mod translation;
pub mod wording;

use std::collections::HashSet;
use std::sync::Arc;

pub use self::kept::Kept;
use self::kept::{Which, collected, shown};
use crate::check::text::lexica::Lexica;
use crate::check::text::searched::SearchedTexts;
use crate::check::texts::untraced_numbers::{Names, NumberRule};
use crate::check::translation::pairs;
use crate::diagnostic::Findings;
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inputs::{Inputs, Sources};
pub use translation::numbers::Skipped;
pub use translation::review::accept;
pub use translation::skipped::skipped;

/// The rules, made ready once for a project.
pub struct Rules<'a> {
    lexica: Arc<Lexica>,
    numbered: Arc<Names>,
    names: names::NameRules<'a>,
    kept: Arc<Kept>,
}

/// Begins what the rules for a project need and takes time.
pub fn ahead(inputs: &Inputs) {
    Lexica::ahead(&inputs.languages, &inputs.manifest.project.languages);
}

impl<'a> Rules<'a> {
    /// The rules for a project; what they found before, as far as it is kept, they do not look for again.
    pub fn new(inputs: &'a Inputs, kept: Arc<Kept>) -> Rules<'a> {
        let (lexica, numbered) = kept.words(inputs);
        Rules { lexica, numbered, names: names::NameRules::new(inputs), kept }
    }

    /// Runs the rules about single documents over each of these; those about their texts over the
    /// documents whose names are `wanted`.
    pub fn documents(
        &self,
        inputs: &Inputs,
        sources: &Sources,
        evaluated: &Evaluated,
        wanted: &dyn Fn(&str) -> bool,
        findings: &mut Findings,
    ) {
        let mut seen = HashSet::new();
        let mut columns = HashSet::new();
        for document in &evaluated.documents {
            self.kept.of_document(document, Which::Declared, findings, |findings| {
                declared::check(inputs, sources, document, findings);
            });
            let is_wanted = wanted(&document.name);
            // Slides and their handout have one text, which is checked once.
            let text = (Arc::as_ptr(&document.tables), document.title.is_some(), is_wanted);
            if !seen.insert(text) {
                continue;
            }
            texts::decimal_points::check(inputs, document, &mut columns, findings);
            self.kept.of_document(document, Which::Tables, findings, |findings| {
                self.tables(inputs, document, findings);
            });
            if is_wanted {
                self.kept.of_document(document, Which::Texts, findings, |findings| {
                    self.texts((inputs, sources), document, findings);
                });
            }
        }
    }

    /// The rules about the title and the tables of a document.
    fn tables(&self, inputs: &Inputs, document: &EvaluatedDocument, findings: &mut Findings) {
        texts::lengths::titles(inputs, document, findings);
        characters::texts::check_tables(document, &inputs.languages, findings);
        let numbers = NumberRule::of_text(&self.numbered, inputs, document);
        texts::declared::check(inputs, numbers.as_ref(), document, findings);
    }

    /// The rules about the texts of a document.
    fn texts(
        &self,
        (inputs, sources): (&Inputs, &Sources),
        document: &EvaluatedDocument,
        findings: &mut Findings,
    ) {
        let numbers = NumberRule::of_text(&self.numbered, inputs, document);
        let searched = SearchedTexts::new(&self.lexica, &document.manuscripts);
        for manuscript in &document.manuscripts {
            texts::check(inputs, sources, numbers.as_ref(), manuscript, findings);
            self.names.text(inputs, &searched, manuscript, findings);
            let is_single = inputs.front_matter.is_some();
            characters::texts::check(manuscript, &inputs.languages, is_single, findings);
            wording::check(inputs, manuscript, findings);
        }
        compare(inputs, &searched, document, findings);
    }

    /// Compares the languages of these documents, and nothing else.
    pub fn languages(&self, inputs: &Inputs, evaluated: &Evaluated, findings: &mut Findings) {
        for document in &evaluated.documents {
            let searched = SearchedTexts::new(&self.lexica, &document.manuscripts);
            compare(inputs, &searched, document, findings);
        }
    }

    /// Runs the rules about the project as a whole.
    pub fn project(
        &self,
        inputs: &Inputs,
        sources: &Sources,
        evaluated: &Evaluated,
        findings: &mut Findings,
    ) {
        texts::links::check_references(&inputs.references, findings);
        texts::entries::check(inputs, evaluated, findings);
        if let Some(numbers) = NumberRule::of_words(&self.numbered, inputs, evaluated) {
            let check = |it: &mut Findings| texts::declared::check_words(inputs, &numbers, it);
            let found = self.kept.words_of_declarations.get_or_init(|| collected(check));
            findings.extend(found.iter().cloned());
        }
        templates::check(inputs, sources, findings);
        let data = self.kept.data.get_or_init(|| collected(|it| self.data(inputs, sources, it)));
        findings.extend(data.iter().cloned());
        let wordings = self.kept.wordings.get(shown(inputs, evaluated), || {
            collected(|it| translation::check_wordings(inputs, &self.lexica, evaluated, it))
        });
        findings.extend(wordings.iter().cloned());
        translation::review::check(inputs, evaluated, findings);
    }

    /// The rules about what is not a text.
    fn data(&self, inputs: &Inputs, sources: &Sources, findings: &mut Findings) {
        characters::data::check(inputs, sources, findings);
        texts::declared::check_braces(inputs, findings);
        analyses::check(inputs, findings);
        baseline::check(inputs, findings);
        flow::check(inputs, findings);
        self.names.cells(&self.lexica, findings);
        names::keys::check(inputs, findings);
    }
}

/// Compares the languages of a document.
fn compare(
    inputs: &Inputs,
    searched: &SearchedTexts,
    document: &EvaluatedDocument,
    findings: &mut Findings,
) {
    pairs::each(&document.manuscripts, findings, |one, other, findings| {
        translation::check(inputs, searched, one, other, findings);
    });
}
