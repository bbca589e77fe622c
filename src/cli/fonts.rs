//! `diptych fonts`: every font with its family, variant, source and licence.

use super::options::FontOptions;
use super::report;
use crate::Fonts;
use crate::typeset::fonts::LICENCE;

/// Lists the fonts, built-in ones first.
pub fn run(options: &FontOptions) -> u8 {
    let fonts = Fonts::with(&options.font_path, options.system_fonts);
    let lines = fonts.list().iter().map(|font| {
        let licence = if font.source == "built in" { LICENCE } else { "" };
        let line = format!("{:<28} {:<12} {:<9} {licence}", font.family, font.variant, font.source);
        line.trim_end().to_string()
    });
    report::print(&lines.collect::<Vec<_>>().join("\n"))
}
