//! Characters that stand in normalized text for what is not text.

/// Stands in the text for a printed value.
pub const VALUE: char = '\u{2}';
/// Stands in the text for citations, code and line breaks, which part words.
pub const GAP: char = '\u{3}';
