//! What a paragraph begins with when that is shown apart: strong text, or a value that stands by itself.

use crate::data::place::Place;
use crate::model::manuscript::{Block, BlockKind, Inline, RenderedValue};

/// Whether these are pictures, with nothing but blanks and line breaks between them.
pub(super) fn are_pictures(inlines: &[Inline]) -> bool {
    let mut found = false;
    inlines.iter().all(|inline| match inline {
        Inline::Image { .. } => {
            found = true;
            true
        }
        Inline::Link { body, .. } => {
            found |= are_pictures(body);
            are_pictures(body)
        }
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    }) && found
}

/// Strong text at the beginning of a paragraph, and what follows it.
pub(super) struct Lead<'a> {
    pub(super) strong: &'a [Inline],
    pub(super) rest: &'a [Inline],
}

/// The lead of a paragraph that has one.
pub(super) fn lead(block: &Block) -> Option<Lead<'_>> {
    match &block.kind {
        BlockKind::Paragraph(body) => match body.split_first()? {
            (Inline::Strong(strong), rest) => Some(Lead { strong, rest }),
            // A value that has the paragraph for itself needs no stars.
            (Inline::Value(..), rest) if rest.iter().all(is_beside) => {
                Some(Lead { strong: &body[..1], rest })
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether this says nothing beside a value: blanks, and where it is from.
fn is_beside(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Cite(_) | Inline::Break => true,
        _ => false,
    }
}

impl Lead<'_> {
    /// The value, when the strong text is exactly one.
    pub(super) fn value(&self) -> Option<(&RenderedValue, &Place)> {
        match self.strong {
            [Inline::Value(printed, place)] => Some((printed, place)),
            _ => None,
        }
    }
}
