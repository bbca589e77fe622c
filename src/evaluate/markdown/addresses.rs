//! Addresses of links and pictures that CommonMark does not read: with blanks in them, or with a size
//! behind them as in Typora and markdown-it.

use std::ops::Range;

/// The endings of files that texts lead to.
const FILES: [&str; 22] = [
    "md", "markdown", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "tsv", "html",
    "htm", "txt", "json", "zip", "ipynb", "rmd", "qmd", "png", "jpg", "svg",
];

/// The longest address that is looked at, in bytes.
const LONGEST: usize = 2_000;

/// Bytes of a text, and what stands for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes.
    pub range: Range<usize>,
    /// What stands for them.
    pub text: String,
}

/// Whether a text has an address with a blank in it anywhere.
pub fn may_be_misread(text: &str) -> bool {
    text.match_indices("](").any(|(at, _)| {
        let line = text[at + 2..].lines().next().unwrap_or_default();
        line.split(')').next().is_some_and(|it| it.trim().contains(' '))
    })
}

/// The first `count` addresses behind `start` on its line, as far as they are not in the form of CommonMark.
pub fn misread(text: &str, start: usize, count: usize) -> Vec<Edit> {
    let Some(rest) = text.get(start..) else { return Vec::new() };
    let line = rest.lines().next().unwrap_or_default();
    let opened = line.match_indices("](").take(count).map(|(at, _)| start + at);
    opened.filter_map(|at| edit(text, at)).collect()
}

fn edit(text: &str, bracket: usize) -> Option<Edit> {
    let opening = bracket + "](".len();
    let inside = text.get(opening..)?;
    let end = closing(inside)?;
    let parts = parts(&inside[..end]);
    let is_picture = is_picture(&text[..bracket]);
    let size = parts.size.filter(|_| is_picture);
    let blank = parts.address.contains(char::is_whitespace);
    if !blank && size.is_none() || !is_address(parts.address, is_picture) {
        return None;
    }
    let address = match blank {
        true => format!("<{}>", parts.address),
        false => parts.address.to_string(),
    };
    let title = parts.title.map_or(String::new(), |title| format!(" {title}"));
    let size = size.map_or(String::new(), braces);
    Some(Edit { range: opening..opening + end + 1, text: format!("{address}{title}){size}") })
}

/// The bytes before the bracket that closes an address, on its line.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0;
    let line = inside.lines().next()?;
    line.char_indices().take(LONGEST).find_map(|(at, character)| {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Whether what ends here is `![words`.
fn is_picture(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.rfind('[').is_some_and(|at| line[..at].ends_with('!'))
}

struct Parts<'t> {
    address: &'t str,
    title: Option<&'t str>,
    size: Option<&'t str>,
}

/// `address "title" =300x200`; the last two in any order.
fn parts(inside: &str) -> Parts<'_> {
    let mut parts = Parts { address: inside.trim(), title: None, size: None };
    for _ in 0..2 {
        if let Some((rest, size)) = parts.address.rsplit_once(" =")
            && parts.size.is_none()
            && is_size(size)
        {
            (parts.address, parts.size) = (rest.trim_end(), Some(size));
        } else if parts.title.is_none()
            && let Some(at) = title(parts.address)
        {
            parts.title = Some(&parts.address[at..]);
            parts.address = parts.address[..at].trim_end();
        }
    }
    parts
}

/// Where a title between quotes begins that ends here.
fn title(text: &str) -> Option<usize> {
    let quote = text.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let start = text[..text.len() - 1].rfind(quote)?;
    text[..start].ends_with(' ').then_some(start)
}

/// `300x`, `300x200`, `x200`, `50%x`.
fn is_size(size: &str) -> bool {
    let Some((across, down)) = size.split_once('x') else { return false };
    let is_length = |it: &str| it.chars().all(|c| c.is_ascii_digit() || c == '%');
    size.len() > 1 && is_length(across) && is_length(down)
}

/// The same as the braces of pandoc.
fn braces(size: &str) -> String {
    let (across, down) = size.split_once('x').unwrap_or((size, ""));
    let pair = |name: &str, length: &str| match length.is_empty() {
        true => None,
        false => Some(format!("{name}={length}")),
    };
    let pairs: Vec<String> =
        [pair("width", across), pair("height", down)].into_iter().flatten().collect();
    format!("{{{}}}", pairs.join(" "))
}

/// Whether something with blanks is an address rather than words: it has a scheme, or the ending of a file's
/// name, for a picture any ending.
fn is_address(text: &str, of_picture: bool) -> bool {
    if text.contains(['<', '>', '"']) || text.is_empty() {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let ending = text.rsplit_once('.').map(|(_, ending)| ending).filter(|_| of_picture);
    let file = lower.split('#').next().and_then(|it| it.rsplit_once('.'));
    if file.is_some_and(|(_, ending)| FILES.contains(&ending)) {
        return true;
    }
    ["http://", "https://", "ftp://", "mailto:"].iter().any(|it| lower.starts_with(it))
        || ending.is_some_and(|it| {
            (1..=5).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_others_are_read() {
        for (text, read) in [
            ("![x](a b.png)", "![x](<a b.png>)"),
            ("![x](img/p.png =300x)", "![x](img/p.png){width=300}"),
            ("![x](a b.png =50%x20 \"T\")", "![x](<a b.png> \"T\"){width=50% height=20}"),
            ("[x](https://e.org/a b (c)) [y](z)", "[x](<https://e.org/a b (c)>) [y](z)"),
            ("[x](as we said) ![y](p.png \"T\")", "[x](as we said) ![y](p.png \"T\")"),
            ("[x](see a =3x)", "[x](see a =3x)"),
            ("图![图](图 一.png)后 [b](图 一.png)", "图![图](<图 一.png>)后 [b](<图 一.png>)"),
            (
                "[x](my notes.md#part 2) [y](see e.g. md)",
                "[x](<my notes.md#part 2>) [y](see e.g. md)",
            ),
        ] {
            let mut edited = text.to_string();
            for edit in misread(text, 0, 9).into_iter().rev() {
                edited.replace_range(edit.range, &edit.text);
            }
            assert_eq!(edited, read);
        }
        assert!(may_be_misread("[a](b) [c](d e)") && !may_be_misread("[a](b) (c d)"));
    }
}
