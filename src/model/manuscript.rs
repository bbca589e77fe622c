//! A text after its values have been filled in: blocks that know their places.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use super::generated::GeneratedBlock;
pub use super::inline::{
    Citation, DisplayLine, Formula, Inline, PictureSize, RenderedValue, VALUE, walk_inlines,
};
use super::rules::{Tie, Waiver};
use crate::data::place::Place;
use crate::data::work;
use crate::language::Language;

/// The text of one document in one language, values filled in.
#[derive(Debug, Clone)]
pub struct Manuscript {
    /// The document's name.
    pub document: String,
    /// The language.
    pub language: Language,
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The abbreviations that the text itself explains.
    pub abbreviations: Vec<Abbreviation>,
    /// The conditions of its divisions, in order.
    pub conditions: Vec<(String, Place)>,
    /// The waivers that stand in the text.
    pub waivers: Vec<Waiver>,
    /// The sentences that comments tie to outcomes.
    pub ties: Vec<Tie>,
    /// Whether the document's title stands as a heading in it as well.
    pub keeps_title: bool,
    /// Pictures that are no files of the project, or are not shown as these are, by path.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
}

/// An abbreviation that a text explains: `*[ORR]: objective response rate`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form.
    pub short: String,
    /// What it stands for.
    pub meaning: String,
    /// Where it is explained.
    pub place: Place,
}

/// A block and where it begins.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The name by which links lead to it: `{#id}`.
    pub id: Option<String>,
    /// Where it begins.
    pub place: Place,
}

/// The kinds of blocks.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading {
        /// The level.
        level: u8,
        /// Whether it has no number where others have one.
        unnumbered: bool,
        /// Its number, where a text numbers its sections: `2.1`.
        number: Option<String>,
        /// The text.
        body: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A formula that stands on lines of its own.
    Formula(Vec<Inline>),
    /// A list.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The first number.
        start: usize,
        /// Whether the items stand close together.
        tight: bool,
        /// The items, each a run of blocks.
        items: Vec<Vec<Block>>,
        /// For each item of a task list whether it is done; empty for any other list.
        done: Vec<Option<bool>>,
    },
    /// Terms and what they mean.
    Definitions {
        /// The terms.
        terms: Vec<Vec<Inline>>,
        /// What each of them means.
        meanings: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A callout such as `> [!WARNING]`.
    Callout {
        /// `note`, `tip`, `important`, `warning` or `caution`.
        tone: &'static str,
        /// The heading that the author gave it instead of the usual word.
        title: Option<String>,
        /// The heading with a [`VALUE`] for each value that has a cell or needs none.
        typed: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A named division: `::: name`.
    Div {
        /// The name.
        name: String,
        /// Further attributes, as written.
        attributes: Vec<(String, String)>,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A table written in Markdown.
    Table {
        /// Alignment of each column: `left`, `center`, `right` or `auto`.
        align: Vec<&'static str>,
        /// Rows of cells, the head first.
        rows: Vec<Vec<Vec<Inline>>>,
        /// How many of the rows are the head.
        heads: usize,
        /// The cells that reach over others, which are empty.
        merged: Vec<Merged>,
        /// The words above it, or none; with them the table has a number.
        caption: Vec<Inline>,
    },
    /// A block of code.
    Code {
        /// The language named after the fence.
        language: Option<String>,
        /// The characters.
        text: String,
        /// The same with a [`VALUE`] for each value that has a cell or needs none.
        typed: String,
    },
    /// Typst source that the project allows.
    Raw(Vec<RawLine>),
    /// A thematic break.
    Rule,
    /// An image that stands alone.
    Image {
        /// Path inside the project.
        path: String,
        /// What it shows, for those who cannot see it.
        alt: String,
        /// The caption, or nothing.
        caption: Vec<Inline>,
        /// The words, with a [`VALUE`] for each value that has a cell or needs none.
        typed: String,
        /// How large it is.
        size: PictureSize,
    },
    /// Several images with one number, each of which has its letter.
    Figure {
        /// The caption, or nothing.
        caption: Vec<Inline>,
        /// How many stand beside one another.
        columns: usize,
        /// The images.
        panels: Vec<Block>,
    },
    /// Something made from data: a declared table, the reference list …
    Generated(GeneratedBlock),
}

/// A cell of a table that reaches over others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The row in which it stands, from 0.
    pub row: usize,
    /// The column in which it stands, from 0.
    pub column: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How many columns it takes.
    pub columns: usize,
}

/// Whether a run of text has a letter that can be read, pictures left out.
pub fn has_words(body: &[Inline]) -> bool {
    let mut found = false;
    walk_inlines(body, &mut |inline| {
        found |= match inline {
            Inline::Text(text, _) | Inline::Code { text, .. } => !text.trim().is_empty(),
            Inline::Value(..) | Inline::Math { .. } | Inline::Cite(_) => true,
            _ => false,
        };
    });
    found
}

/// A line of Typst source, the values in it named by variables.
#[derive(Debug, Clone)]
pub struct RawLine {
    /// The source.
    pub text: String,
    /// The values that the line names, each with the name of its variable.
    pub values: Vec<(String, Arc<RenderedValue>)>,
    /// Where the line begins.
    pub place: Place,
}

/// Calls `visit` for every block in these, outer ones first.
pub fn walk_blocks<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        work::count(1);
        visit(block);
        for run in block.kind.runs() {
            walk_blocks(run, visit);
        }
    }
}

/// The images of these blocks: path, words, place.
pub fn images(blocks: &[Block]) -> Vec<(&str, &str, &Place)> {
    let mut images = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Image { path, alt, .. } = &block.kind {
            images.push((path.as_str(), alt.as_str(), &block.place));
        }
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Image { path, alt, place, .. } = inline {
                    images.push((path.as_str(), alt.as_str(), place));
                }
            });
        }
    });
    images
}

/// The paths of the images that these blocks show.
pub fn image_paths(blocks: &[Block]) -> BTreeSet<&str> {
    images(blocks).into_iter().map(|(path, ..)| path).collect()
}
