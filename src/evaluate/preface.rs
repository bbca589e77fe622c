//! What the front matter of a single text puts before it: its contents and its abstract; and its title and
//! subtitle without the marks of Markdown.

use std::sync::Arc;

use minijinja::Value;

use super::context::Context;
use super::dialects::{self, Asked};
use super::front_matter;
use super::markdown::blocks;
use super::template::pieces::Piece;
use super::template::render::{Rendered, fill};
use super::template::snippet::Snippet;
use super::title;
use crate::data::tree::{Map, Node};
use crate::diagnostic::Findings;
use crate::language::Bilingual;
use crate::model::manuscript::BlockKind;

/// How long the fence is between which the abstract stands.
const COLONS: usize = 40;

/// The signs without which a line has no marks of Markdown.
const MARKS: [char; 11] = ['*', '_', '`', '$', '~', '^', '<', '[', '\\', '&', '='];

/// Puts the contents and the abstract before a text.
pub fn add(rendered: &mut Rendered, context: &Context) {
    let summary = context.inputs.manifest.project.summary.get_or_any(context.language).trim();
    let mut before = String::new();
    if !summary.is_empty() {
        let fence = ":".repeat(COLONS);
        let title = &context.pack().messages.summary;
        before = format!("{fence} abstract {{title=\"{title}\"}}\n\n{summary}\n\n{fence}\n\n");
    }
    if context.inputs.front_matter.as_ref().is_some_and(|map| wants_contents(map)) {
        before.push_str("[TOC]\n\n");
    }
    if !before.is_empty() {
        let all = 0..rendered.text.len();
        rendered.rewrite(vec![Piece::New(before, 0..0), Piece::Kept(all)]);
    }
}

fn wants_contents(map: &Map) -> bool {
    front_matter::asks(map, |map| {
        map.get("toc").and_then(Node::as_cell).is_some_and(|cell| &*cell.text == "true")
    })
}

/// A line of the front matter in plain characters, when it has marks of Markdown.
pub fn plain(key: &str, text: &Bilingual, context: &mut Context) -> Option<Bilingual> {
    let line = text.get_or_any(context.language);
    let single = context.sources.single.as_ref()?;
    let place = context.inputs.front_matter.as_ref()?.get(key)?.place().clone();
    if !line.contains(MARKS) {
        return None;
    }
    let path: Arc<str> = single.path.as_str().into();
    let snippet = Snippet { path: &path, text: line, inside: Some(&place), braces_are_text: true };
    let mut scratch = Findings::default();
    let (environment, placeholders) = (&context.environment, &context.placeholders);
    let mut rendered =
        fill(&snippet, environment, &Value::UNDEFINED, placeholders, context.sources, &mut scratch);
    dialects::unfold(&mut rendered, Asked::of(context.inputs, context.sources), context.findings);
    let read = blocks::read(&mut rendered, context.reading(), &mut scratch);
    let [block] = read.blocks.as_slice() else { return None };
    let BlockKind::Paragraph(body) = &block.kind else { return None };
    let words = title::plain(body);
    (!words.is_empty()).then(|| Bilingual::same(&words))
}
