//! Rendered Markdown to blocks and inlines; comrak lives only here.

pub mod abbreviations;
pub mod addresses;
pub mod attributes;
pub mod blocks;
pub mod citation_syntax;
pub mod delimiters;
pub mod equations;
pub mod footnote_definitions;
pub mod footnotes;
pub mod formulas;
pub mod han_spacing;
pub mod html;
pub mod inlines;
pub mod lines;
pub mod math_signs;
pub mod math_spans;
pub mod nodes;
pub mod picture_findings;
pub mod picture_nodes;
pub mod pictures;
pub mod second_reading;
pub mod source_offsets;
pub mod text;
pub mod tildes;
pub mod typst_block;
pub mod waivers;
