//! Superscripts and subscripts of pandoc, `x^2^` and `H~2~O`: read if the text says that it is written for
//! pandoc, and else told.

use super::found::{Found, Run, is_escaped};
use super::told::Kind;

/// The longest script that is looked for, in bytes.
const LONGEST: usize = 60;

/// Finds such marks in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    for run in runs {
        let mut at = run.range.start;
        while let Some(next) = found.text[at..run.range.end].find(['^', '~', '\u{6}']) {
            let start = at + next;
            at = start + 1;
            let Some(length) = script(found.text, start, run.range.end) else { continue };
            let is_raised = found.text[start..].starts_with('^');
            let end = start + length + 2;
            let inside = &found.text[start + 1..end - 1];
            if found.asked.scripts {
                let tag = if is_raised { "sup" } else { "sub" };
                found.put(start..start + 1, format!("<{tag}>"));
                found.put(end - 1..end, format!("</{tag}>"));
                at = end;
            } else if is_meant(found.text, start, inside, is_raised) {
                let sign = if is_raised { '^' } else { '~' };
                found.tell(Kind::Scripts, start, format!("{sign}{inside}{sign}"));
                at = end;
            }
        }
    }
}

/// How long the words of a script are that begins here; they have no blanks.
fn script(text: &str, start: usize, end: usize) -> Option<usize> {
    let sign = text[start..].chars().next()?;
    let is_sign = |c: char| if sign == '^' { c == '^' } else { c == '~' || c == '\u{6}' };
    let inside = &text[start + 1..end.min(text.floor_char_boundary(start + LONGEST))];
    let length = inside.find(|c: char| is_sign(c) || c.is_whitespace())?;
    let closes = inside[length..].chars().next().is_some_and(is_sign);
    let double = text[..start].ends_with(is_sign) || inside[length + 1..].starts_with(is_sign);
    (closes && length > 0 && !double && !is_escaped(text, start) && !inside.starts_with('['))
        .then_some(length)
}

/// Whether a mark that is not asked for looks like a script: behind a letter or bracket, and short.
fn is_meant(text: &str, start: usize, inside: &str, is_raised: bool) -> bool {
    let before = text[..start].chars().next_back();
    let short = inside.chars().count() <= 6
        && inside.chars().all(|c| c.is_ascii_alphanumeric() || "+-−".contains(c));
    let base = match is_raised {
        true => before.is_some_and(|c| c.is_alphanumeric() || ")]".contains(c)),
        false => before.is_some_and(|c| c.is_ascii_alphabetic() || c == ')'),
    };
    base && short
}

/// A subscript that Markdown takes for struck text: `H~n~`.
pub fn struck(found: &mut Found, start: usize, end: usize) {
    let text = found.text;
    let single = text[start..].starts_with('~') && !text[start..].starts_with("~~");
    let inside = text.get(start + 1..end.saturating_sub(1)).unwrap_or_default();
    if single && !inside.is_empty() && !inside.contains(char::is_whitespace) {
        found.put(start..start + 1, "<sub>");
        found.put(end - 1..end, "</sub>");
    }
}
