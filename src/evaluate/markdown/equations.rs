//! Formulas in their places: in a line, on lines of their own, and references to numbered ones.

use comrak::nodes::{AstNode, NodeValue};

use super::formulas::Read;
use super::inlines::Inlines;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::{Block, BlockKind, Inline};

impl<'r> Inlines<'_, 'r> {
    /// A formula, or its source as code; nothing if it only defines macros.
    pub(super) fn math(&mut self, node: &'r AstNode<'r>) -> Option<Inline> {
        let place = self.lines.place(node);
        match self.formulas.get(node)? {
            Read::Typeset(formula, values) => {
                let (formula, values) = ((**formula).clone(), values.clone());
                Some(Inline::Math { formula, values, place })
            }
            Read::Source(source) => Some(Inline::Code {
                text: source.replace('\n', " "),
                typed: source.replace('\n', " "),
                place,
            }),
            Read::Silent => None,
        }
    }

    /// A display that cannot be set and is all that a paragraph holds: its source on lines of its own.
    pub(super) fn source_alone(&self, paragraph: &'r AstNode<'r>) -> Option<BlockKind> {
        let only = paragraph.first_child().filter(|only| only.next_sibling().is_none())?;
        match (&only.data.borrow().value, self.formulas.get(only)?) {
            (NodeValue::Math(math), Read::Source(source)) if math.display_math => {
                Some(code(source))
            }
            _ => None,
        }
    }

    /// The formula of a block of code that holds one; its source if it cannot be set.
    pub(super) fn fenced(&self, node: &'r AstNode<'r>) -> Option<Option<BlockKind>> {
        let place = self.lines.place(node);
        Some(match self.formulas.get(node)? {
            Read::Typeset(formula, values) => {
                let (formula, values) = ((**formula).clone(), values.clone());
                Some(BlockKind::Formula(vec![Inline::Math { formula, values, place }]))
            }
            Read::Source(source) => Some(code(source)),
            Read::Silent => None,
        })
    }

    /// `\ref{label}` and `\eqref{label}` in the text: the number of the equation, and a link to it.
    pub(super) fn equation_reference(
        &mut self,
        text: &str,
        place: impl FnOnce(usize) -> Place,
    ) -> Option<(Vec<Inline>, usize)> {
        let (command, rest) = text.strip_prefix('\\')?.split_once('{')?;
        let brackets = match command {
            "eqref" => true,
            "ref" | "autoref" | "cref" | "Cref" => false,
            _ => return None,
        };
        let (label, _) = rest.split_once('}')?;
        let length = command.len() + label.len() + "\\{}".len();
        let Some(number) = self.formulas.number(label.trim()) else {
            // A text without labelled equations was not written for LaTeX.
            if self.formulas.has_labels() || brackets {
                let message = format!("no equation has the label “{label}”");
                let help = "give the equation that is meant \\label{…}";
                let finding = Diagnostic::new(codes::EQUATION_LABEL, place(length), message);
                self.findings.push(finding.help(help));
            }
            return None;
        };
        let words = if brackets { number } else { number.trim_matches(['(', ')']) };
        let place = place(length);
        let body = vec![Inline::Text(words.to_string(), place.clone())];
        let url = format!("#{}", self.formulas.target(label.trim()));
        Some((vec![Inline::Link { url, body, place }], length))
    }
}

/// The longest source, in bytes, whose commands are worth looking for: each letter of what programs write is tried by many rules.
const MOST_HIGHLIGHTED: usize = 4_000;

fn code(source: &str) -> BlockKind {
    let (text, typed) = (source.trim().to_string(), source.trim().to_string());
    let language = (text.len() <= MOST_HIGHLIGHTED).then(|| "latex".to_string());
    BlockKind::Code { language, text, typed }
}

/// A block, or the parts of a paragraph between displays on lines of their own.
pub fn parted(block: Block) -> Vec<Block> {
    let Block { kind, mut id, place } = block;
    let body = match kind {
        BlockKind::Paragraph(body) if body.iter().any(is_display) => body,
        BlockKind::Formula(body) => body,
        kind => return vec![Block { kind, id, place }],
    };
    let mut blocks = Vec::new();
    let mut text = Vec::new();
    for inline in body {
        match inline {
            Inline::Math { formula, values, place } if formula.display => {
                close(&mut text, &mut id, &mut blocks);
                let id = formula.label.clone().or_else(|| id.take());
                let body = vec![Inline::Math { formula, values, place: place.clone() }];
                blocks.push(Block { kind: BlockKind::Formula(body), id, place });
            }
            other => text.push(other),
        }
    }
    close(&mut text, &mut id, &mut blocks);
    if let Some(first) = blocks.first_mut() {
        first.place = place;
    }
    blocks
}

fn is_display(inline: &Inline) -> bool {
    matches!(inline, Inline::Math { formula, .. } if formula.display)
}

/// Ends a part of the paragraph; the line breaks at its edges are those around the display.
fn close(text: &mut Vec<Inline>, id: &mut Option<String>, blocks: &mut Vec<Block>) {
    let blank = |inline: &Inline| match inline {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    let mut body: Vec<Inline> = std::mem::take(text).into_iter().skip_while(blank).collect();
    while body.last().is_some_and(blank) {
        body.pop();
    }
    let place = body.iter().find_map(|inline| match inline {
        Inline::Text(_, place) | Inline::Math { place, .. } | Inline::Link { place, .. } => {
            Some(place.clone())
        }
        _ => None,
    });
    if !body.is_empty() {
        let place = place.or_else(|| blocks.last().map(|block| block.place.clone()));
        let place = place.unwrap_or_else(|| Place::file(""));
        blocks.push(Block { kind: BlockKind::Paragraph(body), id: id.take(), place });
    }
}
