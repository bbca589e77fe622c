//! The rules of running text for what tables and figures print: links lead to something, and a
//! number comes from a cell. Citations are looked up with the declaration.

use std::collections::HashSet;

use super::links::{self, Targets};
use super::untraced_numbers::NumberRule;
use crate::check::declared::filled::{begins, filled};
use crate::check::declared::words;
use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Inline, walk_inlines};

/// Checks the lines that the tables and figures of a document print. A template that says the same
/// in every row is looked at once.
pub fn check(
    inputs: &Inputs,
    numbered: Option<&NumberRule>,
    document: &EvaluatedDocument,
    findings: &mut Findings,
) {
    for manuscript in &document.manuscripts {
        let names = links::names(manuscript);
        let mut targets = Targets::new(&names, links::wordless(manuscript));
        let mut seen: HashSet<(&Place, String)> = HashSet::new();
        let mut made = HashSet::new();
        for (insert, table) in document.tables.get(&manuscript.language).into_iter().flatten() {
            let Some(declaration) = inputs.declaration(insert) else { continue };
            for line in filled(declaration, table).iter().flat_map(|it| &it.lines) {
                if begins(line).is_some_and(|at| seen.insert((at, literal(line)))) {
                    targets.check(line, findings);
                    findings
                        .extend(numbered.iter().flat_map(|it| it.numbers_beside(line, &mut made)));
                }
            }
        }
        findings.extend(targets.names_in_code());
        findings.extend(targets.numbers());
    }
}

/// Checks captions, heads, labels, sources and titles, and the words of analyses, which hold no values.
pub fn check_words(inputs: &Inputs, numbered: &NumberRule, findings: &mut Findings) {
    words::for_each(inputs, &mut |_, cell| findings.extend(numbered.numbers_in_words(cell)));
    words::of_analyses(inputs, &mut |cell| findings.extend(numbered.numbers_in_words(cell)));
}

/// Braces in captions, heads, labels, sources and the title of the project: they hold no values, and would be printed, or read
/// aloud, as they are.
pub fn check_braces(inputs: &Inputs, findings: &mut Findings) {
    let mut check = |cell: &Cell| {
        let Some(at) = cell.text.find("{{") else { return };
        let end = cell.text[at..].find("}}").map_or(cell.text.len(), |end| at + end + 2);
        let braces = &cell.text[at..end];
        let message = format!("`{braces}` is printed as it is written: these words hold no values");
        let help = "write the words without it; what is filled in are the `text` of columns, of notes and of points";
        findings.push(Diagnostic::new(codes::BRACES, cell.place().clone(), message).help(help));
    };
    words::for_each_plain(inputs, &mut check);
    words::of_analyses(inputs, &mut check);
}

/// What the template says by itself.
fn literal(line: &[Inline]) -> String {
    let mut literal = String::new();
    walk_inlines(line, &mut |inline| match inline {
        Inline::Text(text, _) => literal.push_str(text),
        Inline::Link { url, .. } => literal.push_str(url),
        _ => literal.push('\u{1}'),
    });
    literal
}
