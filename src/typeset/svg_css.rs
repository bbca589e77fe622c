//! What a browser reads in the styles of a picture and the one that draws it here does not: colours for two
//! looks, variables, and fonts in one line; and the notice of draw.io about it.

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
    let styles = styles(text);
    let of = |name: &'static str| text.match_indices(name).map(|(at, _)| at);
    let mut places: Vec<usize> = of("light-dark(").chain(of("var(")).collect();
    places.sort_unstable();
    let mut done = 0;
    for at in places {
        // What stands within one that is written otherwise goes with it.
        if at < done || !is_style(text, at, &styles) {
            continue;
        }
        match resolved(text, text, at, 0) {
            Some((end, value)) => {
                plain.edits.push((at..end, value));
                done = end;
            }
            None => plain.unknown = plain.unknown.or(Some(at)),
        }
    }
    plain
}

/// Where `<style>` elements are.
fn styles(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices("<style");
    let ranges = starts.filter_map(|(at, _)| Some(at..at + text[at..].find("</style")?));
    ranges.collect()
}

/// Whether a byte is within a tag or a style.
fn is_style(text: &str, at: usize, styles: &[Range<usize>]) -> bool {
    let before = text[..at].rfind(['<', '>']).map(|it| &text[it..it + 1]);
    before == Some("<") || styles.iter().any(|range| range.contains(&at))
}

/// The value of the function that begins at a byte of `own`, and where it ends.
fn resolved(text: &str, own: &str, at: usize, depth: usize) -> Option<(usize, String)> {
    let open = at + own[at..].find('(')? + 1;
    let (parts, end) = arguments(own, open)?;
    let is_variable = own[at..].starts_with("var(");
    let value = match is_variable {
        false => own[parts.first()?.clone()].to_string(),
        true => match parts.get(1) {
            Some(fallback) => own[fallback.start..end - 1].to_string(),
            None => defined(text, own[parts.first()?.clone()].trim())?,
        },
    };
    let value = value.trim().to_string();
    let inner = ["light-dark(", "var("].into_iter().filter_map(|name| value.find(name)).min();
    match inner.filter(|_| depth < DEEPEST) {
        None if value.is_empty() => None,
        None => Some((end, value)),
        Some(inner) => {
            let (behind, new) = resolved(text, &value, inner, depth + 1)?;
            Some((end, format!("{}{new}{}", &value[..inner], &value[behind..])))
        }
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

/// What a picture defines a variable as.
fn defined(text: &str, name: &str) -> Option<String> {
    let definition = format!("{name}:");
    let at = text.find(&definition)? + definition.len();
    let rest = &text[at..];
    let end = rest.bytes().take(LONGEST).position(|byte| b";}\"'<".contains(&byte))?;
    Some(rest[..end].trim().to_string())
}

/// The words by which draw.io says that HTML is not drawn, although other words stand for it.
fn notices(text: &str) -> Vec<Edit> {
    let marks = text.match_indices("svg-export-text-problems");
    let edits = marks.filter_map(|(at, _)| {
        let start = text[..at].rfind("<switch")?;
        let end = at + text[at..].find("</switch>")? + "</switch>".len();
        let own = &text[start..end];
        (!own.contains("foreignObject") && own.contains("requiredFeatures"))
            .then(|| (start..end, String::new()))
    });
    edits.take(10).collect()
}

/// `font: italic 10px/1.2 'A b', sans-serif` as properties of their own; `family` tells what is drawn.
pub fn fonts(text: &str, family: impl Fn(&str) -> String) -> Vec<Edit> {
    let styles = styles(text);
    let marks = text.match_indices("font:");
    let edits = marks.filter_map(|(at, mark)| {
        let free = text[..at].ends_with([';', '"', '\'', '{', ' ', '\n', '\t']);
        (free && is_style(text, at, &styles)).then_some(())?;
        let rest = &text[at + mark.len()..];
        let attribute = text[..at].rfind(['"', '\'', '<', '>', '{']).map(|it| text.as_bytes()[it]);
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
}
