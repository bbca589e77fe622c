//! D0329: a cell that looks like a number is printed with its decimal point where the language writes a comma.
//!
//! Whether `1.4401` is a number or the name of a steel nothing in the cell tells, so the author is asked once for each column.

use std::collections::HashSet;

use crate::data::address::Address;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manifest::DataFile;
use crate::model::manuscript::{Inline, RenderedValue, walk_blocks, walk_inlines};
use crate::quantity::decimal;
use crate::quantity::rendered::Qualifier;

/// Looks at the printed cells of a document; each column is told once for all documents.
pub fn check(
    inputs: &Inputs,
    document: &EvaluatedDocument,
    seen: &mut HashSet<(String, String)>,
    findings: &mut Findings,
) {
    let mut look = |language: Language, inlines: &[Inline]| {
        if inputs.languages.pack(language).numbers.decimal == "." {
            return;
        }
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Value(printed, _) = inline
                && let Some(finding) = told(inputs, language, printed, seen)
            {
                findings.push(finding);
            }
        });
    };
    for manuscript in &document.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            block.kind.inlines().into_iter().for_each(|it| look(manuscript.language, it));
        });
    }
    let mut tables: Vec<_> = document.tables.iter().collect();
    tables.sort_by_key(|(language, _)| language.code().to_string());
    for (language, tables) in tables {
        for (_, table) in tables {
            table.for_each_inlines(&mut |inlines| look(*language, inlines));
        }
    }
}

/// Whether a text is a number in digits, which may have a sign before it or its error behind it.
fn is_plain_figure(text: &str) -> bool {
    let number = Qualifier::before(text).map_or(text, |(_, number)| number);
    decimal::plain(number).is_some() || decimal::with_error(number).is_some()
}

fn told(
    inputs: &Inputs,
    language: Language,
    printed: &RenderedValue,
    seen: &mut HashSet<(String, String)>,
) -> Option<Diagnostic> {
    let [origin] = &printed.origins[..] else { return None };
    let is_plain = printed.quantity.is_none() && printed.computed.is_none() && !printed.excused;
    let is_decimal = || printed.text.contains('.') && is_plain_figure(&printed.text);
    let in_table = matches!(origin.address, Address::Cell { .. });
    if !is_plain || origin.is_number || !in_table || !is_decimal() {
        return None;
    }
    let column = origin.address.field();
    let of_file = |(_, file): &(&String, &DataFile)| *file.file.path == *origin.place.file;
    let (name, file) = inputs.manifest.data.iter().find(of_file)?;
    if file.codes.contains(&column) || !seen.insert((name.clone(), column.clone())) {
        return None;
    }
    let message = format!(
        "“{}” of the column `{column}` is printed with its point in “{}”, which writes a comma before decimals",
        printed.text,
        language.code()
    );
    let path = &file.file.path;
    let help = format!(
        "say under [data] what the column holds: {name} = {{ file = \"{path}\", numbers = [\"{column}\"] }}, or `codes = [\"{column}\"]` if it stays as it is written"
    );
    Some(Diagnostic::new(codes::DECIMAL_SIGN, origin.place.clone(), message).help(help))
}
