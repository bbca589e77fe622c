//! Links and pictures of Obsidian and other wikis: `[[note]]`, `[[note|words]]`, `![[picture.png|300]]`.

use super::found::{Found, Run, is_escaped};
use super::pictures::Picture;
use super::told::Kind;

/// Endings of pictures.
const PICTURES: [&str; 9] =
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tiff"];

/// Finds such links in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    for run in runs {
        let mut at = run.range.start;
        while let Some(next) = found.text[at..run.range.end].find("[[") {
            let start = at + next;
            at = start + 2;
            let Some(length) = found.text[at..run.range.end].find("]]") else { break };
            let inside = &found.text[at..at + length];
            let defined = found.defined.contains(inside);
            if !defined
                && is_note(inside)
                && !is_escaped(found.text, start)
                && is_apart(found.text, start)
            {
                let end = at + length + 2;
                link(found, start, end, inside);
                at = end;
            }
        }
    }
}

fn is_note(inside: &str) -> bool {
    !inside.is_empty()
        && !inside.contains(['[', ']', '`'])
        && !inside.starts_with(char::is_whitespace)
        && !inside.ends_with(char::is_whitespace)
        && !inside.chars().all(|c| c.is_ascii_digit() || ", -–".contains(c))
        && !inside.to_ascii_lowercase().trim_matches('_').starts_with("toc")
        && !inside.eq_ignore_ascii_case("pagebreak")
}

/// `x[[1]]` is code.
fn is_apart(text: &str, start: usize) -> bool {
    !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

fn link(found: &mut Found, start: usize, end: usize, inside: &str) {
    let (target, alias) = match inside.split_once("\\|").or_else(|| inside.split_once('|')) {
        Some((target, alias)) => (target.trim(), Some(alias.trim())),
        None => (inside.trim(), None),
    };
    let embedded = found.text[..start].ends_with('!') && !is_escaped(found.text, start - 1);
    let start = start - usize::from(embedded);
    let lower = target.to_ascii_lowercase();
    if embedded && PICTURES.iter().any(|ending| lower.ends_with(ending)) {
        return picture(found, start..end, target, alias);
    }
    let words =
        alias.unwrap_or(target).replace('#', if target.starts_with('#') { "" } else { " › " });
    let heading = target.strip_prefix('#').filter(|it| !it.starts_with('^') && !embedded);
    if let Some(heading) = heading {
        return found.put(start..end, format!("[{}](<#{heading}>)", words.trim()));
    }
    found.tell(if embedded { Kind::Embedded } else { Kind::WikiLink }, start, target);
    found.put(start..end, words.trim());
}

fn picture(found: &mut Found, range: std::ops::Range<usize>, path: &str, alias: Option<&str>) {
    let alias = alias.unwrap_or_default();
    let (words, size) = match alias.rsplit_once('|') {
        Some((words, size)) => (words, size),
        None if alias.starts_with(|c: char| c.is_ascii_digit()) => ("", alias),
        None => (alias, ""),
    };
    let (width, height) = size.split_once('x').unwrap_or((size, ""));
    let made = Picture { path, alt: words, width, height, ..Picture::default() };
    found.put(range, made.markdown());
}
