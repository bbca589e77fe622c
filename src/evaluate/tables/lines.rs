//! Lines of cells, labels and notes, filled in and parsed.

use std::sync::Arc;

use minijinja::context;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, codes};
use crate::evaluate::context::Context;
use crate::evaluate::markdown::blocks;
use crate::evaluate::template::objects;
use crate::evaluate::template::render;
use crate::evaluate::template::snippet::Snippet;
use crate::model::manuscript::{BlockKind, Inline};
use crate::model::table::Line;

/// Fills in a line; `None` when nothing is left of it.
pub fn fill(line: &Line, row: Option<&Arc<Map>>, context: &mut Context) -> Option<Vec<Inline>> {
    let cell = line.cell(context.language)?;
    let shown = row.map(|row| objects::node(&Node::Map(row.clone()), &context.writing));
    let variables = match shown {
        Some(row) => context! { row => row },
        None => context! {},
    };
    let snippet = Snippet {
        path: &cell.place().file,
        text: &cell.text,
        inside: Some(cell.place()),
        braces_are_text: false,
    };
    let reading = context.reading();
    let in_row = row.map(|row| (row.place.clone(), "in this row".to_string()));
    let blocks = context.findings.within(in_row, |findings| {
        let mut rendered = render::fill(
            &snippet,
            &context.environment,
            &variables,
            &context.placeholders,
            context.sources,
            findings,
        );
        rendered.mark();
        let read = blocks::read(&mut rendered, reading, findings);
        for waiver in read.waivers {
            let message =
                "a waiver beside a sentence has its place in a text, not in a cell or note";
            let finding = Diagnostic::new(codes::MALFORMED_WAIVER, waiver.place, message);
            findings.push(finding.help("write it under [[waivers]] in the manifest"));
        }
        read.blocks
    });
    match blocks.into_iter().next()?.kind {
        BlockKind::Paragraph(body) => has_text(&body).then_some(body),
        _ => {
            let message = "a cell or note can contain only one paragraph";
            context.findings.push(Diagnostic::new(
                codes::TABLE_MISMATCH,
                cell.place().clone(),
                message,
            ));
            None
        }
    }
}

fn has_text(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text, _) => !text.trim().is_empty(),
        Inline::Value(printed, _) => !printed.text.is_empty(),
        _ => true,
    })
}
