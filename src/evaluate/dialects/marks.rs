//! Marks in pairs: `==marked==`, `%%left out%%`, `++Ctrl++`, `^^added^^`; icons such as `:material-check:`; names of blocks
//! at the end of a paragraph.

use std::ops::Range;

use super::found::{Found, Run, is_escaped};
use super::told::Kind;

/// What icons of mkdocs begin with.
const ICONS: [&str; 5] = [":material-", ":octicons-", ":fontawesome-", ":simple-", ":custom-"];

/// Finds such marks in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    highlights(found, runs);
    comments(found, runs);
    for run in runs {
        icons(found, &run.range);
        keys(found, &run.range);
        added(found, &run.range);
    }
    if let Some(last) = runs.last() {
        block_name(found, &last.range);
    }
}

/// The bytes at which a sign stands alone, neither longer nor escaped.
fn places(text: &str, runs: &[Run], sign: &str) -> Vec<usize> {
    let of = |run: &Run| {
        let range = run.range.clone();
        text[range.clone()]
            .match_indices(sign)
            .map(move |(at, _)| range.start + at)
            .collect::<Vec<_>>()
    };
    let own = sign.chars().next().unwrap_or_default();
    let alone = |at: &usize| {
        !text[..*at].ends_with(own)
            && !text[at + sign.len()..].starts_with(own)
            && !is_escaped(text, *at)
    };
    runs.iter().flat_map(of).filter(alone).collect()
}

fn highlights(found: &mut Found, runs: &[Run]) {
    let text = found.text;
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = |at: usize| text[..at].chars().next_back();
    let after = |at: usize| text[at + 2..].chars().next();
    let mut open: Option<usize> = None;
    for at in places(text, runs, "==") {
        match open {
            Some(start) if !blank(before(at)) && !is_word(after(at)) => {
                found.put(start..start + 2, "<mark>");
                found.put(at..at + 2, "</mark>");
                open = None;
            }
            _ if !is_word(before(at)) && !blank(after(at)) => open = Some(at),
            _ => {}
        }
    }
}

fn comments(found: &mut Found, runs: &[Run]) {
    let places = places(found.text, runs, "%%");
    for pair in places.chunks_exact(2) {
        let number = found.text[..pair[0]].ends_with(|c: char| c.is_ascii_digit());
        if !number {
            // The blank before it goes with it.
            let text = found.text;
            let apart = text[..pair[0]].ends_with(' ') && text[pair[1] + 2..].starts_with(' ');
            found.tell(Kind::Comment, pair[0], "");
            found.put(pair[0] - usize::from(apart)..pair[1] + 2, "");
        }
    }
}

fn icons(found: &mut Found, range: &Range<usize>) {
    let text = found.text;
    for start in ICONS {
        for (at, _) in text[range.clone()].match_indices(start) {
            let at = range.start + at;
            let name = &text[at + 1..range.end];
            let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
            if let Some(end) = end.filter(|end| name[*end..].starts_with(':')) {
                found.tell(Kind::Icon, at, &name[..end]);
                found.put(at..at + end + 2, "");
            }
        }
    }
}

/// `++ctrl+alt+del++` of mkdocs.
fn keys(found: &mut Found, range: &Range<usize>) {
    let text = found.text;
    let mut at = range.start;
    while let Some(next) = text[at..range.end].find("++") {
        let start = at + next;
        at = start + 2;
        let Some(length) = text[at..range.end].find("++") else { return };
        let inside = &text[at..at + length];
        let is_key = |key: &str| {
            !key.is_empty()
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        // `{++added++}` is no key.
        let is_critic = text[..start].ends_with('{') && text[at + length + 2..].starts_with('}');
        if !is_critic
            && inside.split('+').all(is_key)
            && text[..start].ends_with(|c: char| !c.is_alphanumeric())
        {
            let keys =
                inside.split('+').map(|key| format!("<kbd>{}</kbd>", super::fences::capital(key)));
            found.put(start..at + length + 2, keys.collect::<Vec<_>>().join("+"));
            at += length + 2;
        }
    }
}

/// `^^words^^` of mkdocs: text that was added.
fn added(found: &mut Found, range: &Range<usize>) {
    let text = found.text;
    let mut at = range.start;
    while let Some(start) = text[at..range.end].find("^^").map(|next| at + next) {
        at = start + 2;
        let Some(end) = text[at..range.end].find("^^").map(|next| at + next) else { return };
        let inside = &text[at..end];
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let sound = !inside.is_empty()
            && inside.trim() == inside
            && !inside.starts_with('^')
            && !is_word(text[..start].chars().next_back())
            && !is_escaped(text, start);
        if sound {
            found.put(start..start + 2, "<ins>");
            found.put(end..end + 2, "</ins>");
            at = end + 2;
        }
    }
}

/// `^name` at the end of a block of Obsidian.
fn block_name(found: &mut Found, range: &Range<usize>) {
    let text = &found.text[range.clone()];
    let Some(at) = text.rfind(" ^").or(text.starts_with('^').then_some(0)) else { return };
    let name = text[at..].trim_start().trim_start_matches('^');
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let line_ends = found.text[range.end..].chars().next().is_none_or(|c| c == '\n');
    if name.len() > 1 && name.chars().all(sound) && line_ends {
        found.tell(Kind::Attributes, range.start + at, format!("^{name}"));
        found.put(range.start + at..range.end, "");
    }
}
