//! What stands before an inline: large pictures part the line.

use crate::model::inline::Inline;

/// Pictures wider than this stand on lines of their own, in points.
const LARGE: f64 = 150.0;

/// What was written last in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nothing, or blanks.
    Nothing,
    /// Words, or what stands like them.
    Words,
    /// A large picture.
    Large,
}

impl After {
    /// What an inline is to the one behind it.
    pub fn of(inline: &Inline) -> After {
        match inline {
            Inline::Text(text, _) if text.trim().is_empty() => After::Nothing,
            Inline::Break => After::Nothing,
            Inline::Image { size, .. } => {
                let large = size.natural.is_some_and(|(width, _)| width > LARGE);
                if large && size.width.is_none() { After::Large } else { After::Words }
            }
            Inline::Link { body, .. } if body.len() == 1 => After::of(&body[0]),
            _ => After::Words,
        }
    }
}
