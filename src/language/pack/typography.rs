//! How a language is set: sizes, lines, indents, breaks, emphasis.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a language is set on the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Typography {
    /// The tag under which themes state its sizes and leadings, where they do not state them for itself: `zh`
    /// for a script of full width, `en` for letters.
    pub sizes: String,
    /// The factor on the sizes of that column.
    pub size: f64,
    /// The factor on its leading.
    pub leading: f64,
    /// The indent of a paragraph's first line, in em; 0 sets paragraphs apart by a gap instead.
    pub indent: f64,
    /// The gap between paragraphs, in em; 0 is that between lines.
    pub paragraph: f64,
    /// Whether running text is justified.
    pub justify: bool,
    /// Whether text in narrow columns is, too.
    pub justify_narrow: bool,
    /// How far letters may be moved together and apart to fill a line, in em.
    pub tracking: [f64; 2],
    /// Whether words are hyphenated; none hyphenates where text is justified.
    pub hyphenate: Option<bool>,
    /// Whether quotes, dashes and dots are those of the Han face, in full width.
    pub wide_marks: bool,
    /// Whether a blank that an author typed between a Han character and a Latin letter is left out, since
    /// the page sets them apart by itself.
    pub tighten: bool,
    /// Families of fonts that come before those of the theme for its script: `Noto Serif TC`.
    pub serif: Vec<String>,
    /// The same for heads, tables and boxes.
    pub sans: Vec<String>,
}
