//! Blocks of Typst in Markdown: ```` ```{=typst} ````, for projects that set `raw = true`.
//!
//! A value in such a block is a variable, so that nothing in data is ever read as code.

use comrak::nodes::AstNode;

use super::lines::Lines;
use super::tildes;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::evaluate::template::placeholders::{Placeholder, placeholder_index};
use crate::model::manuscript::RawLine;

/// The finding for a block of Typst in a project that has not allowed it.
pub fn refused(place: Place) -> Diagnostic {
    let message = "this block of Typst is code, which is not allowed";
    Diagnostic::new(codes::RAW_TYPST, place, message)
        .help("if you trust every text, set raw = true under [project], or call `diptych render` with `--allow-raw`")
}

/// The lines of a block, each with its place.
pub fn lines<'a>(node: &'a AstNode<'a>, literal: &str, lines: &Lines) -> Vec<RawLine> {
    let first = node.data.borrow().sourcepos.start.line + 1;
    let line = |(i, text): (usize, &str)| {
        let start = lines.offset(first + i, 1);
        let written = lines.rendered.text[start..].lines().next().unwrap_or_default();
        let start = start + written.find(text).unwrap_or_default();
        let place = lines.rendered.place(start..start + text.len().max(1));
        let mut values = Vec::new();
        let mut source = String::with_capacity(text.len());
        for character in text.chars() {
            match placeholder_index(character)
                .and_then(|index| lines.rendered.placeholders.get(index))
            {
                Some(Placeholder::Value(printed)) => {
                    let name = format!("value-{}-{}", i + 1, values.len() + 1);
                    source.push_str(&name);
                    values.push((name, printed.clone()));
                }
                Some(_) => {}
                None => source.push(tildes::shown(character)),
            }
        }
        RawLine { text: source, values, place }
    };
    literal.lines().enumerate().map(line).collect()
}
