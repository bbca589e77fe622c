//! Blocks that hold others: callouts, divisions, tables, lists, definitions; and code.

use comrak::nodes::{
    AstNode, ListType, NodeAlert, NodeCodeBlock, NodeList, NodeValue, TableAlignment,
};

use super::blocks::BlockReader;
use super::nodes::{self, TYPST, alignment, tone};
use super::{attributes, dialects, panels, typst_block};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::{BlockKind, Inline};

impl<'r> BlockReader<'_, 'r> {
    pub(super) fn alert(&mut self, alert: &NodeAlert, node: &'r AstNode<'r>) -> BlockKind {
        BlockKind::Callout {
            tone: tone(alert.alert_type),
            // A sign behind the word says whether it is folded.
            title: alert.title.as_ref().map(|title| {
                let title = title.trim_start_matches(['-', '+']).trim();
                self.lines.rendered.plain(&nodes::words(title))
            }),
            typed: self.lines.rendered.typed(alert.title.as_deref().unwrap_or_default()),
            blocks: self.children(node),
        }
    }

    pub(super) fn container(
        &mut self,
        info: attributes::Info,
        node: &'r AstNode<'r>,
        place: &Place,
    ) -> BlockKind {
        match dialects::container(&info) {
            Some(named) => self.callout(named, node),
            None => {
                let blocks = match panels::figure(&info, self.children(node)) {
                    Ok(figure) => return figure,
                    Err(blocks) => blocks,
                };
                self.findings.extend(misnamed(&info, blocks.is_empty(), place));
                BlockKind::Div { name: info.name, attributes: info.pairs, blocks }
            }
        }
    }

    pub(super) fn callout(&mut self, named: dialects::Named, node: &'r AstNode<'r>) -> BlockKind {
        let title = named.title;
        BlockKind::Callout {
            tone: named.tone,
            typed: self.lines.rendered.typed(title.as_deref().unwrap_or_default()),
            title: title.map(|title| self.lines.rendered.plain(&nodes::words(&title))),
            blocks: self.children(node),
        }
    }

    pub(super) fn table(
        &mut self,
        node: &'r AstNode<'r>,
        align: &[TableAlignment],
        caption: Option<&'r AstNode<'r>>,
    ) -> BlockKind {
        // What the words stand in is bold, as a title is.
        let words = caption.and_then(|it| it.first_child());
        let rows: Vec<Vec<Vec<Inline>>> = node
            .children()
            .map(|row| row.children().map(|cell| self.inlines(cell)).collect())
            .collect();
        // Badges that are left out, and nothing else.
        let cells = || node.children().flat_map(|row| row.children());
        if words.is_none()
            && rows.iter().flatten().all(Vec::is_empty)
            && cells().any(|cell| cell.first_child().is_some())
        {
            return BlockKind::Paragraph(Vec::new());
        }
        BlockKind::Table {
            align: align.iter().map(|align| alignment(*align)).collect(),
            caption: words.map(|it| self.inlines(it)).unwrap_or_default(),
            rows,
            heads: nodes::heads(node),
            merged: nodes::merged(node),
        }
    }

    pub(super) fn list(&mut self, node: &'r AstNode<'r>, list: &NodeList) -> BlockKind {
        let done = |item: &'r AstNode<'r>| match &item.data.borrow().value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        let done: Vec<Option<bool>> = node.children().map(done).collect();
        BlockKind::List {
            ordered: list.list_type == ListType::Ordered,
            start: list.start,
            tight: list.tight,
            items: node.children().map(|item| self.children(item)).collect(),
            done: if done.iter().any(Option::is_some) { done } else { Vec::new() },
        }
    }

    /// Terms, each with what it means; a term may be explained more than once.
    pub(super) fn definitions(&mut self, node: &'r AstNode<'r>) -> BlockKind {
        let (mut terms, mut meanings) = (Vec::new(), Vec::new());
        for part in node.children().flat_map(|item| item.children()) {
            match part.data.borrow().value {
                NodeValue::DescriptionTerm => {
                    let inside = part.first_child().unwrap_or(part);
                    terms.push(self.inlines(inside));
                    meanings.push(Vec::new());
                }
                _ => {
                    let blocks = self.children(part);
                    if let Some(meaning) = meanings.last_mut() {
                        meaning.extend(blocks);
                    }
                }
            }
        }
        BlockKind::Definitions { terms, meanings }
    }

    /// Code, or Typst if the project allows it.
    pub(super) fn code(
        &mut self,
        node: &'r AstNode<'r>,
        code: &NodeCodeBlock,
        place: &Place,
    ) -> BlockKind {
        let language = code.info.split_whitespace().next().map(str::to_string);
        if language.as_deref() == Some(TYPST) {
            if self.reading.raw {
                return BlockKind::Raw(typst_block::lines(node, &code.literal, &self.lines));
            }
            self.findings.push(typst_block::refused(place.clone()));
        }
        let literal = code.literal.trim_end_matches('\n');
        let (text, typed) =
            (self.lines.rendered.plain(literal), self.lines.rendered.typed(literal));
        BlockKind::Code { language, text, typed }
    }
}

/// A finding for a division whose name is nearly one that has a meaning, or one that holds nothing and is called as
/// what is written otherwise.
fn misnamed(info: &attributes::Info, empty: bool, place: &Place) -> Option<Diagnostic> {
    let help = match info.meant() {
        Some(meant) => format!("did you mean `::: {meant}`?"),
        None if empty && info.name == "references" => {
            "write {{ references() }} where the list is to stand".to_string()
        }
        None => return None,
    };
    let message =
        format!("the division `{}` means nothing: it is printed as plain text", info.name);
    let finding = Diagnostic::new(codes::DIVISION_NAME, place.clone(), message);
    Some(finding.help(help))
}
