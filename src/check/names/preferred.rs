//! D1302: a thing goes by one name. D1303: by its name, not its trade name.

use super::text::NamedText;
use crate::check::text::lexicon::{Form, Sense};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_han;
use crate::model::reference::Term;

/// Checks one text.
pub fn check(terms: &[Term], text: &NamedText, findings: &mut Findings) {
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
        // Its name in the script of the word.
        let has_han = |text: &str| text.chars().any(is_han);
        let alike = term.all_names().find(|name| has_han(name) == has_han(word));
        let name = alike.map_or(term.key(), String::as_str);
        let message = format!("“{word}” {what} of “{name}”");
        let finding = Diagnostic::new(code, text.passage.place(mark.range.clone()), message);
        findings.push(
            finding
                .related(term.place.clone(), "the term in the glossary")
                .help(format!("write “{name}”, or put a quotation between “ and ”")),
        );
    }
}
