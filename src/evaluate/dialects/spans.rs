//! Attributes behind words, roles of MyST before code, code in a line that is run, and references to figures.

use comrak::nodes::NodeValue;

use super::found::{Found, Run, is_escaped};
use super::told::Kind;
use crate::evaluate::markdown::citation_syntax::looks_like_a_key;
use crate::language::reading;

/// Finds such marks in the runs of a block.
pub fn find(found: &mut Found, runs: &[Run]) {
    let mut open: Vec<usize> = Vec::new();
    for run in runs {
        behind(found, run);
        inline_picture(found, run);
        role(found, run);
        references(found, run);
        let range = run.range.clone();
        for (at, sign) in found.text[range.clone()].match_indices(['[', ']']) {
            let at = range.start + at;
            if is_escaped(found.text, at) {
                continue;
            }
            if sign == "[" {
                open.push(at);
            } else if let Some(start) = open.pop() {
                citation(found, start, at);
                span(found, start, at, range.end);
            }
        }
    }
}

/// `[@key]` in a text without a bibliography, which prints it as it is written.
fn citation(found: &mut Found, start: usize, at: usize) {
    let inside = found.text[start + 1..at].trim_start_matches('-');
    let Some(key) = inside.strip_prefix('@').filter(|_| found.asked.without_works) else { return };
    let key = key.split([',', ';', ' ']).next().unwrap_or_default();
    if looks_like_a_key(key) || key.contains([':', '_']) && key.contains(char::is_alphabetic) {
        found.tell(Kind::Citation, start, format!("@{key}"));
    }
}

/// The longest attributes, in bytes.
const LONGEST: usize = 500;

/// The inside of braces that hold attributes, at the start of a text.
fn attributes(text: &str) -> Option<&str> {
    let text = &text[..text.floor_char_boundary(text.len().min(LONGEST))];
    let inside = text.strip_prefix('{')?.split('}').next()?;
    let own = inside.trim_start_matches([':', ' ']);
    let keyed = own.split_once('=').is_some_and(|(key, _)| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c))
    });
    let closed = text.len() > inside.len() + 1;
    let named =
        own.starts_with(['.', '#']) && own[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    (closed && (named || keyed)).then_some(inside)
}

/// `[words]{.class}`: what the class means is written as HTML, all else is left out.
fn span(found: &mut Found, start: usize, at: usize, end: usize) {
    let Some(inside) = attributes(&found.text[at + 1..end]) else { return };
    let tag = inside.split_whitespace().find_map(|part| match part {
        ".underline" | ".ul" | ".u" => Some("u"),
        ".mark" | ".hl" | ".highlight" => Some("mark"),
        ".kbd" => Some("kbd"),
        ".strike" | ".del" => Some("del"),
        _ => None,
    });
    if tag.is_none() {
        found.tell(Kind::Attributes, start, format!("{{{inside}}}"));
    }
    let (open, close) =
        tag.map_or(("".into(), "".into()), |tag| (format!("<{tag}>"), format!("</{tag}>")));
    found.put(start..start + 1, open);
    found.put(at..at + inside.len() + 3, close);
}

/// Attributes behind code or a link, which say how it looks.
fn behind(found: &mut Found, run: &Run) {
    let follows = run.node.previous_sibling().is_some_and(|before| {
        matches!(
            before.data.borrow().value,
            NodeValue::Code(_) | NodeValue::Link(_) | NodeValue::Image(_)
        )
    });
    let text = &found.text[run.range.clone()];
    if let Some(inside) = attributes(text).filter(|_| follows) {
        found.tell(Kind::Attributes, run.range.start, format!("{{{inside}}}"));
        found.put(run.range.start..run.range.start + inside.len() + 2, "");
    }
}

/// A backslash at the end behind a picture, by which pandoc keeps it from being a figure.
fn inline_picture(found: &mut Found, run: &Run) {
    let before = run.node.previous_sibling();
    let follows = before.is_some_and(|it| matches!(it.data.borrow().value, NodeValue::Image(_)));
    let is_alone = found.text[run.range.clone()].trim() == "\\";
    if !follows {
        return;
    }
    if is_alone && run.node.next_sibling().is_none() {
        found.put(run.range.clone(), "");
    } else if found.text[run.range.clone()].starts_with("\\ ") {
        // A blank of pandoc that is no end of a line.
        found.put(run.range.start..run.range.start + 1, "");
    }
}

/// `` {ref}`target` `` and the like.
fn role(found: &mut Found, run: &Run) {
    let text = &found.text[run.range.clone()];
    let Some(at) = text.rfind('{').filter(|_| text.ends_with('}')) else { return };
    let name = &text[at + 1..text.len() - 1];
    let sound = |c: char| c.is_ascii_alphanumeric() || "-_:".contains(c);
    if name.is_empty() || !name.chars().all(sound) {
        return;
    }
    let Some(next) = run.node.next_sibling() else { return };
    let NodeValue::Code(code) = &next.data.borrow().value else { return };
    let range = run.range.start + at..run.range.end + code.literal.len() + 2 * code.num_backticks;
    let literal = code.literal.trim();
    let written = found.text.get(run.range.end..range.end).unwrap_or_default();
    if !written.starts_with('`') || !written.ends_with('`') {
        return;
    }
    let (words, target) = match literal.strip_suffix('>').and_then(|it| it.rsplit_once('<')) {
        Some((words, target)) => (words.trim(), target),
        None => (literal, literal),
    };
    let new = match name.rsplit(':').next().unwrap_or(name) {
        "sub" | "subscript" => format!("<sub>{literal}</sub>"),
        "sup" | "superscript" => format!("<sup>{literal}</sup>"),
        "math" => format!("$`{literal}`$"),
        "kbd" => format!("<kbd>{literal}</kbd>"),
        "strong" => format!("**{literal}**"),
        "emphasis" => format!("*{literal}*"),
        "abbr" => literal.split(" (").next().unwrap_or(literal).to_string(),
        "cite" | "t" | "p" if name.starts_with("cite") => {
            let keys = literal.split(',').map(|key| format!("@{}", key.trim()));
            format!("[{}]", keys.collect::<Vec<_>>().join("; "))
        }
        "eq" if found.equations.contains(target) => format!("\\eqref{{{target}}}"),
        "ref" | "numref" | "eq" | "doc" | "any" | "term" | "download" => {
            if found.names.contains(target) {
                // A reference that says where the number goes is the number with its own word here.
                let counted = ["%s", "{number}", "{name}"].iter().any(|it| words.contains(it));
                let words = if words == target || counted { "" } else { words };
                found.put(range, format!("[{words}](#{target})"));
                return;
            }
            found.tell(Kind::Role, range.start, name);
            let words = words.trim_start_matches(['!', '/']).replace("%s", "");
            words.replace("{number}", "").trim().to_string()
        }
        // What it names is code.
        _ => format!("`{words}`"),
    };
    found.put(range, new);
}

/// How Quarto names what it numbers.
const NUMBERED: [&str; 10] =
    ["fig-", "tbl-", "eq-", "sec-", "lst-", "thm-", "lem-", "cor-", "def-", "exm-"];

/// `@fig-name` of Quarto and `\@ref(fig:name)` of bookdown, where the name is known.
fn references(found: &mut Found, run: &Run) {
    let text = found.text;
    for (at, _) in text[run.range.clone()].match_indices('@') {
        let at = run.range.start + at;
        let rest = &text[at + 1..run.range.end];
        if let Some(inside) = rest.strip_prefix("ref(") {
            let Some(length) = inside.find(')') else { continue };
            // Of a heading the name may have a colon itself.
            let whole = &inside[..length];
            let short = whole.rsplit(':').next().unwrap_or_default();
            let name = if found.names.contains(whole) { whole } else { short };
            let start = at - usize::from(text[..at].ends_with('\\'));
            reference(found, start, at + 1 + "ref(".len() + length + 1, name);
            continue;
        }
        let length = rest.find(|c: char| !c.is_alphanumeric() && !"-_:".contains(c));
        let name = rest[..length.unwrap_or(rest.len())].trim_end_matches([':', '-']);
        if is_escaped(text, at) || !name.contains(['-', ':']) {
            continue;
        }
        let end = at + 1 + name.len();
        let bracketed = text[..at].ends_with('[') && text[end..].starts_with(']');
        let (start, end) = if bracketed { (at - 1, end + 1) } else { (at, end) };
        if found.equations.contains(name) {
            found.put(start..end, format!("\\eqref{{{name}}}"));
        } else if found.names.contains(name) {
            reference(found, start, end, name);
        } else if NUMBERED.iter().any(|kind| name.starts_with(kind)) {
            found.tell(Kind::Role, start, format!("@{name}"));
        }
    }
}

/// A link with the number of what has a name, in the place of these bytes.
pub fn reference(found: &mut Found, start: usize, end: usize, name: &str) {
    if found.equations.contains(name) {
        return found.put(start..end, format!("\\eqref{{{name}}}"));
    }
    if !found.names.contains(name) {
        found.tell(Kind::Role, start, name);
        return found.put(start..end, name);
    }
    let before = &found.text[..start];
    // A reference brings along the word before a number.
    let word = before.len() - reading::without_end(before, &reading::words().captions.words).len();
    found.put(start - word..end, format!("[](#{name})"));
}

/// Code in a line that R Markdown or Quarto would run.
pub fn expression(found: &mut Found, literal: &str, at: impl Fn() -> usize) {
    if ["r ", "{r} ", "{python} ", "{julia} "].iter().any(|it| literal.starts_with(it)) {
        found.tell(Kind::Expression, at(), literal.chars().take(40).collect::<String>());
    }
}
