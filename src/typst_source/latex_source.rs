//! The parts of a formula as Typst source: characters, numbers, spaces, fonts and styles.

use pulldown_latex::event::{DelimiterSize, Font, Style};

use super::escape;
use crate::model::manuscript::VALUE;

/// What opens a style; the bracket is closed where the style ends.
pub fn style_call(style: Style) -> &'static str {
    match style {
        Style::Display => " display(",
        Style::Text => " inline(",
        Style::Script => " script(",
        Style::ScriptScript => " sscript(",
    }
}

/// Digits with a point are a number; a comma within would be read as the end of an argument.
pub fn number_source(number: &str) -> String {
    match number.chars().all(|c| c.is_ascii_digit() || c == '.')
        && number.starts_with(|c: char| c.is_ascii_digit())
        && !number.ends_with('.')
    {
        true => format!(" {number}"),
        false => format!(" {}", escape::string(number)),
    }
}

/// One character, which means itself and nothing else.
pub fn character(character: char) -> String {
    match character {
        VALUE => format!(" {VALUE}"),
        'a'..='z' | 'A'..='Z' | '0'..='9' => format!(" {character}"),
        c if c.is_ascii_graphic() => format!(" \\{c}"),
        c if c.is_whitespace() || c.is_control() => " ".to_string(),
        c => format!(" {c}"),
    }
}

/// A space of a width such as `0.5em`; Typst knows no ex.
pub fn space(width: &str) -> String {
    let number = width.trim_end_matches(|c: char| c.is_alphabetic());
    let unit = &width[number.len()..];
    match (number.parse::<f32>(), unit) {
        (Ok(value), "ex") => format!(" #h({}em)", value * 0.45),
        (Ok(value), "em" | "pt" | "mm" | "cm" | "in") => format!(" #h({value}{unit})"),
        _ => String::new(),
    }
}

/// The height of a delimiter in em.
pub fn em(size: DelimiterSize) -> f32 {
    match size {
        DelimiterSize::Big => 1.2,
        DelimiterSize::BIG => 1.8,
        DelimiterSize::Bigg => 2.4,
        DelimiterSize::BIGG => 3.0,
    }
}

/// The source in a font.
pub fn styled(source: &str, font: Option<Font>) -> String {
    let call = match font {
        None => return source.to_string(),
        Some(Font::UpRight) => "upright(",
        Some(Font::Bold) => "upright(bold(",
        Some(Font::BoldItalic | Font::BoldSymbol) => "bold(",
        Some(Font::Italic) => "italic(",
        Some(Font::Script) => "cal(",
        Some(Font::BoldScript) => "bold(cal(",
        Some(Font::Fraktur) => "frak(",
        Some(Font::BoldFraktur) => "bold(frak(",
        Some(Font::DoubleStruck | Font::DoubleStruckItalic) => "bb(",
        Some(Font::Monospace) => "mono(",
        Some(Font::SansSerif) => "sans(",
        Some(Font::SansSerifItalic) => "italic(sans(",
        Some(Font::BoldSansSerif) => "upright(bold(sans(",
        Some(Font::SansSerifBoldItalic) => "bold(sans(",
    };
    format!(" {call}{source}{}", ")".repeat(call.matches('(').count()))
}
