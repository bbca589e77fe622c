//! The keys of `[print.NAME]`: what a print shop asks for.

use super::section::Kind::{File, Flag, List, Number, OneOf, Rows, Text};
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
        key("inside", Text, "The same at the spine of single pages: the left edge of odd ones, the right edge of even ones.").otherwise("`bleed`"),
        key("marks", Flag, "Whether there are marks for cutting, folding and registration.").default("true"),
        key("slug", Flag, "Whether a line outside of the page tells title, file, sheet, pages, date and digest.").default("true"),
        key("bars", Flag, "Whether fields of each ink stand outside of the page, in `cmyk` and `grey`.").default("true"),
        key("colour", OneOf(words::print_colours), "The colours; `cmyk` is made by the profile of the press, or by a formula without one.").default("screen"),
        key("impose", OneOf(words::impositions), "How pages lie on sheets.").default("single"),
        key("sheet", Text, "The size of the sheet.").otherwise("as large as is needed"),
        key("gutter", Text, "The room between the pages of `2-up` to `16-up`.").default("6mm"),
        key("creep", Text, "How far the pages of the innermost sheet of a booklet are moved to the fold; those between in proportion.").default("0"),
        key("turn", OneOf(words::turns), "Over which edge sheets are turned to print their backs; if it is not the upright one, backs stand on their heads.").otherwise("the edge that stands upright"),
        key("flap", Text, "How much narrower the panel of a `wrap` is that is folded in.").default("2mm"),
        key("profile", File, "The ICC profile of the press, a file of the project. With `colour = \"cmyk\"` colours are converted by it, and the file is PDF/X-4."),
        key("condition", Text, "The name of the printing condition in the registry of the ICC, such as `FOGRA51`. `FOGRA39` needs no `profile`: one goes along with Diptych."),
        key("inks", Rows(&INKS), "Colours with inks of their own, in `cmyk`."),
        key("total_ink", Number, "How much ink the paper takes: the sum of all, in percent.").default("300"),
        key("signature", Number, "How many pages a booklet has at most before the next one begins, a multiple of four.").otherwise("all"),
    ]],
    open: false,
    spoken: None,
};

/// `[[print.NAME.inks]]`: a colour with inks of its own.
pub static INKS: Section = Section {
    name: "Inks",
    heading: "`[[print.NAME.inks]]`",
    about: "How a colour of the screen is printed: mixed of the four inks as told, or by an ink of its own. A black that \
            is more than black ink (rich black) is declared here.",
    keys: &[&[
        key("screen", Text, "The colour, as themes and pictures write it: `#0b5563`.").required(),
        key("name", Text, "The name of an ink of its own, such as `PANTONE 3155 C`."),
        key("cmyk", List(&Number), "Cyan, magenta, yellow and black in percent: what it is mixed of, or what stands for its own ink.").required(),
    ]],
    open: false,
    spoken: None,
};
