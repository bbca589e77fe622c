//! What a block consists of: the blocks and the runs of text inside it, and what it is called in findings.

use super::inline::Inline;
use super::manuscript::{Block, BlockKind};
use crate::data::work;

impl BlockKind {
    /// The words by which a division or a callout calls itself.
    pub fn own_words(&self) -> Option<&str> {
        match self {
            BlockKind::Callout { title, .. } => title.as_deref(),
            BlockKind::Div { attributes, .. } => {
                let title = attributes.iter().find(|(key, _)| key == "title");
                title.map(|(_, title)| title.as_str()).filter(|title| !title.is_empty())
            }
            _ => None,
        }
    }

    /// What the block is, in the author's words.
    pub fn describe(&self) -> String {
        match self {
            BlockKind::Heading { level, .. } => format!("a heading of level {level}"),
            BlockKind::Paragraph(_) => "a paragraph".to_string(),
            BlockKind::Formula(_) => "a formula".to_string(),
            BlockKind::List { ordered: true, items, .. } => {
                format!("a numbered list of {}", items.len())
            }
            BlockKind::List { items, done, .. } if !done.is_empty() => {
                let checked = done.iter().filter(|done| **done == Some(true)).count();
                format!("a task list of {} with {checked} done", items.len())
            }
            BlockKind::List { items, .. } => format!("a list of {}", items.len()),
            BlockKind::Definitions { terms, .. } => format!("a list of {} terms", terms.len()),
            BlockKind::Quote(_) => "a quotation".to_string(),
            BlockKind::Callout { tone, .. } => format!("a callout ({tone})"),
            BlockKind::Div { name, .. } => format!("a division (::: {name})"),
            BlockKind::Table { rows, .. } => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
                format!("a table of {} rows and {columns} columns", rows.len())
            }
            BlockKind::Code { .. } => "a block of code".to_string(),
            BlockKind::Raw(_) => "a block of Typst".to_string(),
            BlockKind::Rule => "a thematic break".to_string(),
            BlockKind::Image { .. } => "an image".to_string(),
            BlockKind::Figure { panels, .. } => format!("a figure of {} images", panels.len()),
            BlockKind::Generated(insert) => insert.describe(),
        }
    }

    /// The blocks inside, when the block is a container; one run per list item.
    pub fn runs(&self) -> Vec<&[Block]> {
        let runs: Vec<&[Block]> = match self {
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Figure { panels: blocks, .. }
            | BlockKind::Div { blocks, .. } => vec![blocks],
            BlockKind::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
            BlockKind::Definitions { meanings, .. } => meanings.iter().map(Vec::as_slice).collect(),
            _ => Vec::new(),
        };
        work::count(runs.len());
        runs
    }

    /// The same, to be changed.
    pub fn runs_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match self {
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Figure { panels: blocks, .. }
            | BlockKind::Div { blocks, .. } => vec![blocks],
            BlockKind::List { items, .. } => items.iter_mut().collect(),
            BlockKind::Definitions { meanings, .. } => meanings.iter_mut().collect(),
            _ => Vec::new(),
        }
    }

    /// What is printed or read aloud of the block besides its inlines, as the author typed it. Code in
    /// a language of programs is none of it.
    pub fn typed(&self) -> Option<&str> {
        match self {
            BlockKind::Callout { typed, .. }
            | BlockKind::Image { typed, .. }
            | BlockKind::Code { typed, language: None, .. } => Some(typed),
            _ => None,
        }
    }

    /// The runs of inline text in the block itself, not in the blocks inside it.
    pub fn inlines(&self) -> Vec<&[Inline]> {
        let texts: Vec<&[Inline]> = match self {
            BlockKind::Heading { body, .. }
            | BlockKind::Paragraph(body)
            | BlockKind::Formula(body)
            | BlockKind::Image { caption: body, .. }
            | BlockKind::Figure { caption: body, .. } => {
                vec![body]
            }
            // The caption is behind the cells, which are counted.
            BlockKind::Table { rows, caption, .. } => {
                rows.iter().flatten().chain([caption]).map(Vec::as_slice).collect()
            }
            BlockKind::Definitions { terms, .. } => terms.iter().map(Vec::as_slice).collect(),
            _ => Vec::new(),
        };
        work::count(texts.len());
        texts
    }
}
