//! The keys of `[print.NAME]`: what a print shop asks for.

use super::section::Kind::{Flag, Number, OneOf, Text};
use super::section::{Section, key};
use super::words;

/// `[print.NAME]`: a print file.
pub static PRINT: Section = Section {
    name: "Print",
    heading: "`[print.NAME]`",
    about: "A form of print file, which `--print=NAME` asks for. Sizes are `A5`, `DL`, `16K`, `170x240mm` and the like, \
            lengths `3mm` or `9pt`.",
    keys: &[&[
        key("trim", Text, "The size of the finished page; pages are scaled to it.").otherwise("that of the document"),
        key("bleed", Text, "How far what touches the edge of a page goes on beyond it.").default("3mm"),
        key("marks", Flag, "Whether there are marks for cutting, folding and registration.").default("true"),
        key("slug", Flag, "Whether a line outside of the page tells file, sheet, pages, date and digest.").default("true"),
        key("colour", OneOf(words::print_colours), "The colours; `cmyk` is made by a formula, without a profile.").default("screen"),
        key("impose", OneOf(words::impositions), "How pages lie on sheets.").default("single"),
        key("sheet", Text, "The size of the sheet.").otherwise("as large as is needed"),
        key("gutter", Text, "The room between the pages of `2-up` to `16-up`.").default("6mm"),
        key("creep", Text, "How far the pages of the innermost sheet of a booklet are moved to the fold; those between in proportion.").default("0"),
        key("signature", Number, "How many pages a booklet has at most before the next one begins, a multiple of four.").otherwise("all"),
    ]],
    open: false,
    spoken: None,
};
