//! How a print shop gets a document: size, bleed, marks, colours, and how pages lie on sheets.

use std::fmt;

pub use super::paper::{MM, Size, parse_length};
use crate::data::place::Place;

/// How a print file is called: `handout.zh.print.pdf`, `handout.zh.booklet.print.pdf`.
pub fn file_name(stem: &str, profile: &str) -> String {
    match profile {
        PrintProfile::USUAL => format!("{stem}{FILE}"),
        _ => format!("{stem}.{profile}{FILE}"),
    }
}

/// How the page is called that goes along with a print file; none for a file of another kind.
pub fn page_name(file: &str) -> Option<String> {
    file.strip_suffix(FILE).map(|stem| format!("{stem}{PAGE}"))
}

/// The name of a print file, or of the page beside it, without what tells that it is one.
pub fn stem(name: &str) -> Option<&str> {
    name.strip_suffix(FILE).or_else(|| name.strip_suffix(PAGE))
}

/// How names of print files end.
const FILE: &str = ".print.pdf";

/// How names of the pages beside them end.
const PAGE: &str = ".print.html";

/// The colours of a print file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// As on the screen: RGB.
    #[default]
    Screen,
    /// Four inks, by the profile of the press, or by a formula without one; what is nearly grey is black ink alone.
    Cmyk,
    /// Shades of black.
    Grey,
    /// Black and nothing else.
    Mono,
}

impl Colour {
    /// By the words of the manifest.
    pub const ALL: [(&'static str, Colour); 4] = [
        ("screen", Colour::Screen),
        ("cmyk", Colour::Cmyk),
        ("grey", Colour::Grey),
        ("mono", Colour::Mono),
    ];

    /// The space of these colours in a PDF; none for those that stay as they are.
    pub fn space(self) -> Option<&'static str> {
        match self {
            Colour::Screen => None,
            Colour::Cmyk => Some("DeviceCMYK"),
            Colour::Grey | Colour::Mono => Some("DeviceGray"),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Colour::ALL.iter().find(|(_, it)| it == self).map_or("screen", |(name, _)| name);
        f.write_str(name)
    }
}

/// How pages lie on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Imposition {
    /// A page on each.
    #[default]
    Single,
    /// Sheets that are put into each other, folded once and stitched.
    Booklet,
    /// So many columns and rows, in the order of reading.
    Grid(u8, u8),
    /// Six panels on two sides, one folded in behind the other.
    Wrap,
    /// The same, folded to and fro.
    Zigzag,
    /// As many as the sheet takes, with backs behind their fronts: odd pages are fronts.
    Cards,
}

impl Imposition {
    /// By the words of the manifest.
    pub const ALL: [(&'static str, Imposition); 9] = [
        ("single", Imposition::Single),
        ("booklet", Imposition::Booklet),
        ("2-up", Imposition::Grid(2, 1)),
        ("4-up", Imposition::Grid(2, 2)),
        ("8-up", Imposition::Grid(4, 2)),
        ("16-up", Imposition::Grid(4, 4)),
        ("wrap", Imposition::Wrap),
        ("zigzag", Imposition::Zigzag),
        ("cards", Imposition::Cards),
    ];
}

impl fmt::Display for Imposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name =
            Imposition::ALL.iter().find(|(_, it)| it == self).map_or("single", |(name, _)| name);
        f.write_str(name)
    }
}

/// What a print shop asks for. Lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintProfile {
    /// The size of the finished page; that of the document when none is named.
    pub trim: Option<Size>,
    /// Where it is named.
    pub trim_place: Option<Place>,
    /// How far what touches the edge of a page goes on beyond it.
    pub bleed: f64,
    /// The same at the spine of single pages that are bound: the left edge of odd ones, the right edge of even ones.
    pub inside: Option<f64>,
    /// Whether there are marks for cutting, folding and registration.
    pub marks: bool,
    /// Whether a line outside of the page tells which file and sheet it is.
    pub slug: bool,
    /// Whether fields of each ink stand outside of the page, by which the shop measures how much of it is printed.
    pub bars: bool,
    /// The colours.
    pub colour: Colour,
    /// How pages lie on sheets.
    pub imposition: Imposition,
    /// The size of the sheet; as large as is needed when none is named.
    pub sheet: Option<Size>,
    /// Between the pages of a grid.
    pub gutter: f64,
    /// How far the pages of the innermost sheet of a booklet are moved to the fold; those between in proportion.
    pub creep: f64,
    /// How many pages a booklet has at most before the next one begins, a multiple of four; all when 0.
    pub signature: usize,
    /// Over which edge sheets are turned; that which stands upright when none is named.
    pub turn: Option<Turn>,
    /// How much narrower the innermost panel of a leaflet is.
    pub flap: f64,
    /// The press that it is for.
    pub output: Option<OutputProfile>,
    /// Colours with inks of their own.
    pub inks: Vec<Ink>,
    /// How much ink paper takes, as the sum of all in percent.
    pub total_ink: f64,
}

/// Over which edge a sheet is turned to print its back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The long one.
    Long,
    /// The short one.
    Short,
}

impl Turn {
    /// By the words of the manifest.
    pub const ALL: [(&'static str, Turn); 2] = [("long", Turn::Long), ("short", Turn::Short)];
}

/// The printing condition whose profile goes along with Diptych: offset print on coated paper.
pub const SHIPPED: &str = "FOGRA39";

/// How a press prints.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputProfile {
    /// The ICC profile in the project, and where it is named; none for the one that goes along with Diptych.
    pub file: Option<ProfileFile>,
    /// The name of the printing condition in the registry of the ICC, if it is told.
    pub condition: Option<String>,
}

/// An ICC profile in the project.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileFile {
    /// Its path.
    pub path: String,
    /// Where it is named.
    pub place: Place,
}

impl OutputProfile {
    /// The one that goes along with Diptych.
    pub fn shipped() -> OutputProfile {
        OutputProfile { file: None, condition: Some(SHIPPED.to_string()) }
    }
}

/// The inks by which a colour of the screen is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Ink {
    /// The colour: red, green and blue.
    pub screen: [u8; 3],
    /// The name of an ink of its own; without one it is mixed from the four.
    pub name: Option<String>,
    /// Cyan, magenta, yellow and black, each from 0 to 1: what it is mixed of, or what stands for the ink of its own
    /// where there is none.
    pub cmyk: [f64; 4],
}

impl Ink {
    /// Reads `#0b5563`.
    pub fn parse(text: &str) -> Option<[u8; 3]> {
        let digits = text.trim().strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some([part(0)?, part(2)?, part(4)?])
    }
}

impl Default for PrintProfile {
    fn default() -> PrintProfile {
        PrintProfile {
            trim: None,
            trim_place: None,
            bleed: 3.0 * MM,
            inside: None,
            marks: true,
            slug: true,
            bars: true,
            colour: Colour::Screen,
            imposition: Imposition::Single,
            sheet: None,
            gutter: 6.0 * MM,
            creep: 0.0,
            signature: 0,
            turn: None,
            flap: 2.0 * MM,
            output: None,
            inks: Vec::new(),
            total_ink: 300.0,
        }
    }
}

impl PrintProfile {
    /// The name of the usual profile.
    pub const USUAL: &'static str = "print";

    /// A built-in profile: `print`, or the usual one with the imposition or the colours of this name.
    pub fn built_in(name: &str) -> Option<PrintProfile> {
        let usual = PrintProfile::default;
        if name == PrintProfile::USUAL {
            return Some(usual());
        }
        if let Some((_, imposition)) = Imposition::ALL.iter().find(|(own, _)| *own == name) {
            return Some(PrintProfile { imposition: *imposition, ..usual() });
        }
        let (_, colour) = Colour::ALL.iter().find(|(own, _)| *own == name)?;
        let output = (*colour == Colour::Cmyk).then(OutputProfile::shipped);
        Some(PrintProfile { colour: *colour, output, ..usual() })
    }
}
