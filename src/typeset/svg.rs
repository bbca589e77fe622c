//! Pictures in SVG before they are drawn: families of type that no font has, characters without a glyph,
//! and parts that are not drawn.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use roxmltree::{Node, ParsingOptions};

use super::fonts::Fonts;
use super::input::Input;
use super::svg_css;
use crate::data::place::Place;
use crate::data::xml;
use crate::diagnostic::{Diagnostic, codes};
use crate::picture::data_address;

/// Templates and images by virtual path.
type Assets = HashMap<String, Arc<[u8]>>;

/// A picture of one pixel that nobody sees, for one that is not there.
const NOTHING: &str =
    "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/// What stands for a character that no font has.
const BOX: &str = "□";

/// Families of type with serifs, or names of them, in small letters.
const SERIF: [&str; 8] =
    ["times", "georgia", "roman", "song", "simsun", "ming", "garamond", "cambria"];

/// Families of one width, or names of them, in small letters.
const MONO: [&str; 7] = ["mono", "courier", "consol", "menlo", "monaco", "code", "typewriter"];

/// The pictures with what stands in them made drawable, if any has to be; and what is told of those that
/// the document shows.
pub fn drawable(input: &Input, fonts: &Fonts) -> (Option<Assets>, Vec<Diagnostic>) {
    let (mut assets, mut findings) = (None, Vec::new());
    let shown = |path: &str| input.files.iter().any(|file| file.text.contains(path));
    let pictures = input.assets.iter().filter(|(path, _)| path.ends_with(".svg") && shown(path));
    let mut pictures: Vec<_> = pictures.collect();
    pictures.sort_by_key(|(path, _)| *path);
    for (path, bytes) in pictures {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let plain = svg_css::plain(text);
        findings.extend(told(path, text, plain.unknown, input, fonts));
        let mut edits = plain.edits;
        edits.extend(linked(path, text, input));
        let sans = sans(text);
        edits.extend(svg_css::fonts(text, |names| family(names, sans, fonts)));
        edits.extend(families(text, sans, fonts));
        let missing = text.char_indices().filter(|(_, c)| !c.is_ascii() && !has(fonts, *c));
        edits.extend(missing.map(|(at, c)| (at..at + c.len_utf8(), BOX.to_string())));
        if !edits.is_empty() {
            let all = assets.get_or_insert_with(|| input.assets.clone());
            all.insert(path.clone(), edited(text, edits).into_bytes().into());
        }
    }
    (assets, findings)
}

fn has(fonts: &Fonts, character: char) -> bool {
    super::coverage::is_invisible(character) || fonts.covers(character)
}

/// The text with each of these ranges replaced; of two that overlap, the first counts.
fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, new) in edits.into_iter() {
        if range.start >= from {
            out.push_str(&text[from..range.start]);
            out.push_str(&new);
            from = range.end;
        }
    }
    out + &text[from..]
}

/// Whether the picture itself holds what an address leads to.
fn is_held(address: &str) -> bool {
    address.is_empty() || address.starts_with('#') || data_address::is_data(address)
}

/// The file beside a picture that an address of it means, as the picture must name it.
fn beside(path: &str, address: &str, input: &Input) -> Option<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let decoded = percent_decode_str(address).decode_utf8().map(Cow::into_owned).ok();
    let names = [Some(address.to_string()), decoded];
    names.into_iter().flatten().find(|it| input.assets.contains_key(&format!("{folder}/{it}")))
}

/// Addresses of pictures in a picture as the drawing needs them: without escapes, and nothing for what is not there.
fn linked(path: &str, text: &str, input: &Input) -> Vec<(Range<usize>, String)> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = xml::parse(text, options) else { return Vec::new() };
    let images = document.descendants().filter(|node| node.tag_name().name() == "image");
    let addresses = images.flat_map(|node| node.attributes()).filter(|it| it.name() == "href");
    let wrong = addresses.filter_map(|it| {
        let address = it.value().trim();
        let meant = beside(path, address, input).unwrap_or_else(|| NOTHING.to_string());
        (!is_held(address) && meant != it.value()).then(|| (it.range_value(), meant))
    });
    wrong.collect()
}

/// One finding for each kind of what a picture loses, at its first place; where a colour is not known is said.
fn told(
    path: &str,
    text: &str,
    unknown: Option<usize>,
    input: &Input,
    fonts: &Fonts,
) -> Vec<Diagnostic> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = xml::parse(text, options) else { return Vec::new() };
    let file: Arc<str> = path.trim_start_matches("/project/").into();
    let place = |at: usize| {
        let at = document.text_pos_at(at);
        Place::at(&file, at.row as usize, at.col as usize)
    };
    let named = |name: &'static str| {
        document.descendants().filter(move |node| node.tag_name().name() == name)
    };
    let is_outside = |address: &str| !is_held(address) && beside(path, address, input).is_none();
    let mut outside = named("image").filter(|node| {
        node.attributes().any(|it| it.name() == "href" && is_outside(it.value().trim()))
    });
    let missing = document.descendants().filter(|node| node.is_text()).find_map(|node| {
        node.text()?.chars().find(|c| !c.is_ascii() && !has(fonts, *c)).map(|c| (node, c))
    });
    let finding = |at: usize, message: String, help: &str| {
        Diagnostic::new(codes::SVG_PART, place(at), message).help(help)
    };
    // A switch has another part for whoever draws no HTML.
    let in_switch = |node: &Node| node.parent().is_some_and(|it| it.tag_name().name() == "switch");
    let foreign = named("foreignObject").find(|node| !in_switch(node)).map(|node| {
        let message = "HTML within this picture (foreignObject) is not drawn".to_string();
        finding(node.range().start, message, "export the picture with text as SVG text, or as PNG")
    });
    let outside = outside.next().map(|node| {
        let message =
            "this picture shows a file that is not beside it, which is not drawn".to_string();
        finding(node.range().start, message, "embed the file in the picture when it is exported")
    });
    let missing = missing.map(|(node, character)| {
        let code = character as u32;
        let message =
            format!("no font has the character “{character}” (U+{code:04X}); a box is drawn");
        finding(node.range().start, message, "name a folder with a font that has it: --font-path")
    });
    let unknown = unknown.map(|at| {
        let message = "a colour that this picture takes from its page, var(…), is not known; it is drawn in black";
        finding(at, message.to_string(), "export the picture with its colours, or as PNG")
    });
    foreign.into_iter().chain(outside).chain(missing).chain(unknown).collect()
}

/// Lists of families of which no font has any, and what is drawn with instead.
fn families(text: &str, sans: &'static str, fonts: &Fonts) -> Vec<(Range<usize>, String)> {
    let lists = text.match_indices("font-family").filter_map(|(at, name)| {
        let range = value(text, at + name.len())?;
        let names = unknown(&text[range.clone()], fonts)?;
        let odd = names.is_empty() || names.iter().any(|it| it == "inherit" || it.contains('&'));
        Some((range, kind(&names, sans).filter(|_| !odd)?.to_string()))
    });
    lists.collect()
}

/// What is drawn for a list of families.
fn family(list: &str, sans: &'static str, fonts: &Fonts) -> String {
    match unknown(list, fonts) {
        Some(names) => kind(&names, sans).unwrap_or("serif").to_string(),
        None => list.to_string(),
    }
}

/// The names in a list of families, in small letters, if no font has any of them.
fn unknown(list: &str, fonts: &Fonts) -> Option<Vec<String>> {
    let known = |name: &str| fonts.list().iter().any(|it| it.family.eq_ignore_ascii_case(name));
    let names = list.split(',').map(|it| it.trim().trim_matches(['"', '\'']).trim());
    let names: Vec<String> = names.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    (!names.iter().any(|name| known(name))).then_some(names)
}

/// The built-in face without serifs.
pub(super) const SANS: &str = "Noto Sans Core, Noto Sans SC Core";

/// The same, the face first that has the signs of [`STRUCK`].
const SANS_WITH_SIGNS: &str = "Noto Sans SC Core, Noto Sans Core";

/// Signs that the first face has only as a sign and a stroke through it, without the stroke. The library that draws
/// pictures then finds two glyphs there and one in every other face, and draws nothing.
const STRUCK: [&str; 9] =
    ["≠", "≮", "≯", "&#8800;", "&#8814;", "&#8815;", "&#x2260;", "&#x226E;", "&#x226F;"];

/// The faces without serifs for a picture.
fn sans(text: &str) -> &'static str {
    if STRUCK.iter().any(|sign| text.contains(sign)) { SANS_WITH_SIGNS } else { SANS }
}

/// What a list of families asks for, by the first name that tells; the usual face has serifs.
fn kind(names: &[String], sans: &'static str) -> Option<&'static str> {
    for name in names {
        let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match () {
            () if is(&MONO) => return Some("Noto Sans Mono Core"),
            () if name == "serif" || is(&SERIF) && !name.contains("sans") => return None,
            () => {}
        }
    }
    Some(sans)
}

/// The value of an attribute or a property whose name ends here.
fn value(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?.trim_start();
    let start = text.len() - rest.len();
    if let Some(inside) = rest.strip_prefix('=') {
        let inside = inside.trim_start();
        let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let start = text.len() - inside.len() + 1;
        return Some(start..start + text[start..].find(quote)?);
    }
    rest.strip_prefix(':')?;
    let mut open = None;
    let mut before = ':';
    for (offset, character) in rest.char_indices().skip(1) {
        match (open, character) {
            (Some(quote), _) if character == quote => open = None,
            (Some(_), '<' | '>') => return None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ':' | ',') => open = Some(character),
            (None, ';' | '}' | '<' | '"' | '\'') => return Some(start + 1..start + offset),
            _ => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_families_are_found() {
        for (text, found) in [
            ("<text font-family=\"Arial, sans-serif\">", "Arial, sans-serif"),
            ("<text style='font-family:Arial;x'>", "Arial"),
            ("<text style=\"font-family: 'A b', c\" fill=\"red\">", " 'A b', c"),
            ("<style>.k{font-family:\"Sim Sun\",x}</style>", "\"Sim Sun\",x"),
        ] {
            let at = text.find("font-family").unwrap() + "font-family".len();
            assert_eq!(value(text, at).map(|range| &text[range]), Some(found), "{text}");
        }
        assert_eq!(value("font-family", 11), None);
    }

    #[test]
    fn what_a_list_asks_for_is_told_by_its_names() {
        let kind = |name: &str| kind(&[name.to_string()], SANS);
        assert_eq!(kind("times new roman"), None);
        assert!(kind("courier new").is_some_and(|it| it.contains("Mono")));
        assert!(kind("dejavu sans").is_some_and(|it| it.starts_with("Noto Sans Core")));
    }
}
