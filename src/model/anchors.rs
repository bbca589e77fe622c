//! The names by which links within a document lead to headings, tables, figures and divisions.

use super::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};

/// Something that a link can lead to.
#[derive(Debug, Clone)]
pub struct Anchor<'a> {
    /// The name that the author links to.
    pub name: String,
    /// Whether the author gave the name, or it was made from a heading's words.
    pub given: bool,
    /// The label in the pages, alike in every language.
    pub label: String,
    /// The block.
    pub block: &'a Block,
}

/// The anchors of a text in order: given ids, then what headings and tables are called by themselves.
pub fn anchors(blocks: &[Block]) -> Vec<Anchor<'_>> {
    let mut anchors = Vec::new();
    let mut labels = Labels::default();
    walk_blocks(blocks, &mut |block| {
        let label = labels.next(block);
        let own = own_name(block);
        let names =
            block.id.clone().map(|id| (id, true)).into_iter().chain(own.map(|name| (name, false)));
        for (name, given) in names {
            let Some(label) = label.clone() else { continue };
            let unique = given || !anchors.iter().any(|it: &Anchor| it.name == name);
            if unique {
                anchors.push(Anchor { name, given, label, block });
            }
        }
    });
    anchors
}

/// Gives each block that can be linked to its label, in reading order.
#[derive(Debug, Default)]
pub struct Labels {
    headings: usize,
    images: usize,
}

impl Labels {
    /// The label of the next block; blocks must come in the order of [`walk_blocks`].
    pub fn next(&mut self, block: &Block) -> Option<String> {
        match &block.kind {
            BlockKind::Heading { .. } => {
                self.headings += 1;
                Some(format!("section-{}", self.headings))
            }
            BlockKind::Image { .. } => {
                self.images += 1;
                Some(format!("picture-{}", self.images))
            }
            BlockKind::Generated(insert) => insert.anchor(),
            _ => block.id.as_ref().map(|id| format!("at-{id}")),
        }
    }
}

fn own_name(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Heading { body, .. } => Some(slug(body)).filter(|slug| !slug.is_empty()),
        BlockKind::Generated(insert) => insert.anchor(),
        _ => None,
    }
}

/// A heading's words as a name, as on GitHub: small letters, hyphens for spaces, no punctuation.
fn slug(body: &[Inline]) -> String {
    let mut text = String::new();
    walk_inlines(body, &mut |inline| match inline {
        Inline::Text(part, _) | Inline::Code(part, _) => text.push_str(part),
        Inline::Value(printed, _) => text.push_str(&printed.text),
        _ => {}
    });
    let kept = text.trim().to_lowercase();
    let kept =
        kept.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || "-_".contains(*c));
    kept.map(|c| if c.is_whitespace() { '-' } else { c }).collect()
}
