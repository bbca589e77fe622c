//! D1302: a thing goes by one name. D1303: by its name, not its trade name.

use super::text::NamedText;
use crate::check::text::lexicon::{Form, Sense};
use crate::check::text::numbers::tables::Tables;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_han;
use crate::model::reference::Term;

/// Checks one text. Where its language is not `known`, the name of any language will do.
pub fn check(terms: &[Term], text: &NamedText, known: bool, findings: &mut Findings) {
    for mark in text.marks {
        let Sense::Term(number) = mark.sense else { continue };
        let (code, what) = match mark.form {
            Form::Proper => continue,
            Form::Unused => (codes::UNUSED_NAME, "is another name"),
            Form::Trade => (codes::TRADE_NAME, "is a trade name"),
        };
        if text.is_quoted(&mark.range) {
            continue;
        }
        let term = &terms[number];
        let word = text.passage.words(mark.range.clone());
        let mut names = term.all_names().map(String::as_str).chain(term.all_shorts());
        if !known && names.any(|name| name == word) {
            continue;
        }
        let name = meant(term, &text.passage.tables, word);
        let message = format!("“{word}” {what} of “{name}”");
        let finding = Diagnostic::new(code, text.passage.place(mark.range.clone()), message);
        findings.push(
            finding
                .related(term.place.clone(), "the term in the glossary")
                .help(format!("write “{name}”, or put a quotation between “ and ”")),
        );
    }
}

/// What to write for this word: the term's abbreviation in the language of the text, or else its name there, or in the script
/// of the word.
fn meant<'a>(term: &'a Term, tables: &Tables, word: &str) -> &'a str {
    let language = tables.language;
    if let Some(short) = term.short(language).filter(|_| term.all_shorts().any(|it| it == word)) {
        return short;
    }
    let has_han = |text: &str| text.chars().any(is_han);
    let fits = |name: &&str| !name.is_empty() && has_han(name) == has_han(word);
    let alike = || term.all_names().map(String::as_str).find(fits);
    Some(term.name(language)).filter(fits).or_else(alike).unwrap_or(term.key())
}
