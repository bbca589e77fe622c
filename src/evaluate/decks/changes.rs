//! The changes that make a deck of another program readable here.

use std::ops::Range;

/// Bytes of the text, and what stands for them.
pub type Edit = (Range<usize>, String);

/// What is told of a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Directives of looks.
    Directive,
    /// Steps within a slide.
    Pause,
    /// Pictures behind the text.
    Background,
    /// Slides that stand in another file.
    Elsewhere,
    /// Slides that are not to be shown.
    Hidden,
    /// Slides that lay out others.
    Layout,
}

/// The changes of a deck, and what they leave out.
#[derive(Default)]
pub struct Changes {
    /// What stands for what.
    pub edits: Vec<Edit>,
    /// What is left out, where it begins, and what it is called.
    pub left: Vec<(Left, usize, String)>,
}

impl Changes {
    /// Puts a text in the place of these bytes.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.edits.push((range, text.into()));
    }

    /// Puts a text before a byte.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Leaves these bytes out, and has it told.
    pub fn leave_out(&mut self, what: Left, range: Range<usize>, name: &str) {
        self.left.push((what, range.start, name.to_string()));
        self.replace(range, "");
    }
}
