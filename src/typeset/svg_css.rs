//! What a browser reads in the styles of a picture and the one that draws it here does not: colours for two
//! looks, variables, and fonts in one line; and the notice of draw.io about it.

use std::collections::HashMap;
use std::ops::Range;

/// Bytes of a picture, and what stands for them.
pub type Edit = (Range<usize>, String);

/// How deep functions stand in one another.
const DEEPEST: usize = 8;

/// The longest value that is looked at, in bytes.
const LONGEST: usize = 1_000;

/// What is written otherwise, and where a variable stands of which no value is known.
#[derive(Debug, Default)]
pub struct Plain {
    /// What stands for what.
    pub edits: Vec<Edit>,
    /// The first variable without a value.
    pub unknown: Option<usize>,
}

/// Looks through a picture.
pub fn plain(text: &str) -> Plain {
    let mut plain = Plain { edits: notices(text), unknown: None };
    let (mut styles, mut variables) = (Styles::of(text), None);
    let of = |name: &'static str| text.match_indices(name).map(|(at, _)| at);
    let mut places: Vec<usize> = of("light-dark(").chain(of("var(")).collect();
    places.sort_unstable();
    let mut done = 0;
    for at in places {
        // What stands within one that is written otherwise goes with it.
        if at < done || !styles.hold(at) {
            continue;
        }
        let variables = variables.get_or_insert_with(|| Variables::of(text));
        match variables.resolved(text, at, 0) {
            Some((end, value)) => {
                plain.edits.push((at..end, value));
                done = end;
            }
            None => plain.unknown = plain.unknown.or(Some(at)),
        }
    }
    plain
}

/// Where styles stand, asked in the order of the text, so that it is walked through once.
struct Styles<'a> {
    text: &'a str,
    /// The `<style>` elements.
    elements: Vec<Range<usize>>,
    /// The last sign before the place that was asked for last.
    tag: Last<'a>,
}

impl<'a> Styles<'a> {
    fn of(text: &'a str) -> Styles<'a> {
        let mut elements = Vec::new();
        let mut rest = 0;
        while let Some(start) = text[rest..].find("<style").map(|at| rest + at) {
            let Some(length) = text[start..].find("</style") else { break };
            rest = start + length;
            elements.push(start..rest);
        }
        Styles { text, elements, tag: Last::of(text, b"<>") }
    }

    /// Whether a byte is within a tag or a style.
    fn hold(&mut self, at: usize) -> bool {
        let before = self.tag.before(at).map(|it| self.text.as_bytes()[it]);
        let element = self.elements.partition_point(|range| range.end <= at);
        before == Some(b'<') || self.elements.get(element).is_some_and(|it| it.contains(&at))
    }
}

/// The last of some signs before a place; places are asked for in order.
struct Last<'a> {
    bytes: &'a [u8],
    signs: &'static [u8],
    walked: usize,
    found: Option<usize>,
}

impl<'a> Last<'a> {
    fn of(text: &'a str, signs: &'static [u8]) -> Last<'a> {
        Last { bytes: text.as_bytes(), signs, walked: 0, found: None }
    }

    fn before(&mut self, at: usize) -> Option<usize> {
        let new = self.bytes.get(self.walked..at).unwrap_or_default();
        let found = new.iter().rposition(|byte| self.signs.contains(byte));
        self.found = found.map(|it| self.walked + it).or(self.found);
        self.walked = self.walked.max(at);
        self.found
    }
}

/// What a picture defines its variables as.
struct Variables<'a>(HashMap<&'a str, &'a str>);

impl<'a> Variables<'a> {
    /// The first definition of each counts.
    fn of(text: &'a str) -> Variables<'a> {
        let mut found = HashMap::new();
        for (at, _) in text.match_indices("--") {
            let rest = &text[at..];
            let is_name =
                |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte) || byte > 127;
            let name = rest.bytes().take(LONGEST).position(|byte| !is_name(byte));
            let Some(name) = name.filter(|&it| rest[it..].starts_with(':')) else { continue };
            let value = &rest[name + 1..];
            let end = value.bytes().take(LONGEST).position(|byte| b";}\"'<".contains(&byte));
            if let Some(end) = end {
                found.entry(&rest[..name]).or_insert(value[..end].trim());
            }
        }
        Variables(found)
    }

    /// The value of the function that begins at a byte, and where it ends.
    fn resolved(&self, text: &str, at: usize, depth: usize) -> Option<(usize, String)> {
        let open = at + text[at..].find('(')? + 1;
        let (parts, end) = arguments(text, open)?;
        let value = match text[at..].starts_with("var(") {
            false => &text[parts.first()?.clone()],
            true => match parts.get(1) {
                Some(fallback) => &text[fallback.start..end - 1],
                None => self.0.get(text[parts.first()?.clone()].trim())?,
            },
        };
        let value = self.filled(value.trim(), depth)?;
        (!value.is_empty()).then_some((end, value))
    }

    /// A value with what its own functions stand for; each gives a byte at least, and their number is bounded by the
    /// length that a value may have.
    fn filled(&self, value: &str, depth: usize) -> Option<String> {
        let mut filled = String::new();
        let mut rest = value;
        let next = |rest: &str| {
            ["light-dark(", "var("].into_iter().filter_map(|name| rest.find(name)).min()
        };
        while let Some(at) = next(rest) {
            let (behind, new) = self.resolved(rest, at, depth + 1).filter(|_| depth < DEEPEST)?;
            filled.push_str(&rest[..at]);
            filled.push_str(&new);
            rest = &rest[behind..];
            if filled.len() > LONGEST {
                return None;
            }
        }
        filled.push_str(rest);
        Some(filled)
    }
}

/// The arguments between brackets, and the byte behind these.
fn arguments(text: &str, open: usize) -> Option<(Vec<Range<usize>>, usize)> {
    let (mut parts, mut start, mut depth) = (Vec::new(), open, 0);
    for (offset, byte) in text[open..].bytes().enumerate().take(LONGEST) {
        let at = open + offset;
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => {
                parts.push(start..at);
                return Some((parts, at + 1));
            }
            b')' => depth -= 1,
            b',' if depth == 0 => {
                parts.push(start..at);
                start = at + 1;
            }
            b'<' | b'>' => return None,
            _ => {}
        }
    }
    None
}

/// The words by which draw.io says that HTML is not drawn, although other words stand for it.
fn notices(text: &str) -> Vec<Edit> {
    let marks = text.match_indices("svg-export-text-problems").take(10);
    let edits = marks.filter_map(|(at, _)| {
        let start = text[..at].rfind("<switch")?;
        let end = at + text[at..].find("</switch>")? + "</switch>".len();
        let own = &text[start..end];
        (!own.contains("foreignObject") && own.contains("requiredFeatures"))
            .then(|| (start..end, String::new()))
    });
    edits.collect()
}

/// `font: italic 10px/1.2 'A b', sans-serif` as properties of their own; `family` tells what is drawn.
pub fn fonts(text: &str, family: impl Fn(&str) -> String) -> Vec<Edit> {
    let (mut styles, mut signs) = (Styles::of(text), Last::of(text, b"\"'<>{"));
    let marks = text.match_indices("font:");
    let edits = marks.filter_map(|(at, mark)| {
        let free = text[..at].ends_with([';', '"', '\'', '{', ' ', '\n', '\t']);
        (free && styles.hold(at)).then_some(())?;
        let rest = &text[at + mark.len()..];
        let attribute = signs.before(at).map(|it| text.as_bytes()[it]);
        let quote = attribute.filter(|byte| matches!(byte, b'"' | b'\''));
        let ends = |byte: &u8| matches!(byte, b';' | b'}' | b'<') || Some(*byte) == quote;
        let length = rest.as_bytes().iter().take(LONGEST).position(ends)?;
        let new = properties(&rest[..length], &family)?;
        Some((at..at + mark.len() + length, new))
    });
    edits.collect()
}

fn properties(value: &str, family: impl Fn(&str) -> String) -> Option<String> {
    let mut out = String::new();
    let mut rest = value.trim_start();
    loop {
        let word = rest.split_whitespace().next()?;
        let behind = &rest[word.len()..];
        let size = word.split('/').next().unwrap_or(word);
        let is_weight = word.len() == 3 && word.ends_with("00");
        if size.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !is_weight {
            let names = family(behind.trim());
            out.push_str(&format!("font-size:{size};font-family:{names}"));
            return (!behind.trim().is_empty()).then_some(out);
        }
        match word {
            "italic" | "oblique" => out.push_str("font-style:italic;"),
            "bold" | "bolder" | "lighter" => out.push_str(&format!("font-weight:{word};")),
            _ if is_weight => out.push_str(&format!("font-weight:{word};")),
            "normal" | "small-caps" => {}
            _ => return None,
        }
        rest = behind.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> String {
        let mut edits = plain(text).edits;
        edits.extend(fonts(text, |names| names.replace("Arial", "Sans")));
        edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut out = text.to_string();
        edits.into_iter().for_each(|(range, new)| out.replace_range(range, &new));
        out
    }

    #[test]
    fn styles_of_browsers_are_made_plain() {
        for (text, read) in [
            (
                "<rect style=\"fill: light-dark(#fff, var(--d, #121212)); x: light-dark(rgb(0, 0, 0), red)\"/>",
                "<rect style=\"fill: #fff; x: rgb(0, 0, 0)\"/>",
            ),
            ("<a fill=\"var(--x, var(--y, red))\"/>", "<a fill=\"red\"/>"),
            (
                "<style>:root{--c: blue} .a{fill:var(--c)}</style>",
                "<style>:root{--c: blue} .a{fill:blue}</style>",
            ),
            (
                "<a fill=\"var(--x, rgb(var(--y, 1), var(--z, 2), 3))\"/>",
                "<a fill=\"rgb(1, 2, 3)\"/>",
            ),
            ("<text>var(x) light-dark(a, b)</text>", "<text>var(x) light-dark(a, b)</text>"),
            (
                "<text style=\"font: italic bold 10px/1.2 'A b', Arial; x:y\"/>",
                "<text style=\"font-style:italic;font-weight:bold;font-size:10px;font-family:'A b', Sans; x:y\"/>",
            ),
            (
                "<style>text{font:12px Arial}</style>",
                "<style>text{font-size:12px;font-family:Sans}</style>",
            ),
            (
                "<g/><switch><g requiredFeatures=\"x\"/><a href=\"y/svg-export-text-problems\"><text>z</text></a></switch>",
                "<g/>",
            ),
        ] {
            assert_eq!(made(text), read);
        }
        assert!(plain("<a fill=\"var(--none)\"/>").unknown.is_some());
    }

    /// Variables that double each other, and many places in one tag, end at once.
    #[test]
    fn hostile_styles_end() {
        let doubled = (0..40).map(|it| format!("--v{it}:var(--v{}) var(--v{});", it + 1, it + 1));
        let doubled: String = doubled.collect();
        let bomb = format!("<a style=\"{doubled}--v40:x;fill:var(--v0)\"/>");
        assert!(plain(&bomb).unknown.is_some());
        let many = format!("<a style=\"{}\"/>", "font:1px a;x:var(--a, b);".repeat(40_000));
        assert_eq!(plain(&many).edits.len(), 40_000);
        assert_eq!(fonts(&many, str::to_string).len(), 40_000);
    }
}
