//! Blocks of mkdocs and Python-Markdown, whose content is indented: `!!! note "Title"`, `??? tip`,
//! `=== "Tab"`.

use super::fences::{colons, division};
use super::lines::{Kind, Line};
use super::pass::Pass;
use super::told;

/// A block that is open.
struct Open {
    /// By how many columns its first line is indented.
    indent: usize,
    /// By how many columns its content is, once a line of it was seen.
    body: Option<usize>,
    /// Whether a fence closes it.
    fenced: bool,
}

impl Open {
    fn removed(&self) -> usize {
        self.body.map_or(0, |body| body - self.indent)
    }
}

/// Whether a text may have such blocks.
pub fn is_likely(text: &str) -> bool {
    ["!!! ", "??? ", "???+ ", "=== \"", "===! \"", "===+ \""].iter().any(|it| text.contains(it))
}

/// Writes such blocks as divisions.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let mut open: Vec<Open> = Vec::new();
    for line in lines {
        if line.is_blank() {
            pass.keep(line.range.start..line.next);
            continue;
        }
        close(pass, &mut open, line);
        let removed = open.iter().map(Open::removed).sum::<usize>();
        let bytes = line.bytes_of(removed.min(line.indent()));
        let inside = &line.text[bytes..];
        let is_content = line.kind == Kind::Indented && open.is_empty();
        match head(inside.trim_start()).filter(|_| !is_content && line.kind != Kind::Fenced) {
            Some(head) => {
                let blanks = &inside[..inside.len() - inside.trim_start().len()];
                begin(pass, &head, blanks, colons(open.len()), line);
                open.push(Open {
                    indent: line.indent(),
                    body: None,
                    fenced: matches!(head, Head::Callout(..)),
                });
            }
            None if bytes > 0 => {
                pass.put("", line.range.start..line.range.start + bytes);
                pass.keep(line.range.start + bytes..line.next);
            }
            None => pass.keep(line.range.start..line.next),
        }
    }
    let end = pass.text.len();
    while let Some(last) = open.pop() {
        finish(pass, &open, &last, end);
    }
}

/// Closes what the line is not in, and learns where the content of the innermost begins.
fn close(pass: &mut Pass, open: &mut Vec<Open>, line: &Line) {
    while let Some(last) = open.last_mut() {
        let inside = match last.body {
            Some(body) => line.indent() >= body || line.kind == Kind::Fenced,
            None if line.indent() > last.indent => {
                last.body = Some(line.indent().min(last.indent + 4));
                true
            }
            None => false,
        };
        if inside {
            return;
        }
        if let Some(last) = open.pop() {
            finish(pass, open, &last, line.range.start);
        }
    }
}

fn finish(pass: &mut Pass, outer: &[Open], last: &Open, at: usize) {
    if last.fenced {
        let removed = outer.iter().map(Open::removed).sum::<usize>();
        let blanks = " ".repeat(last.indent.saturating_sub(removed));
        let colons = ":".repeat(colons(outer.len()));
        pass.put(format!("\n{blanks}{colons}\n\n"), at..at);
    }
}

enum Head<'t> {
    Callout(&'t str, Option<&'t str>),
    Tab(&'t str),
}

fn head(line: &str) -> Option<Head<'_>> {
    let (mark, rest) = line.split_once(' ')?;
    let rest = rest.trim();
    let quoted = |text: &str| text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    match mark {
        "!!!" | "???" | "???+" => {
            let (words, title) = match rest.find('"') {
                Some(at) if quoted(&rest[at..]) => {
                    (&rest[..at], Some(&rest[at + 1..rest.len() - 1]))
                }
                None => (rest, None),
                Some(_) => return None,
            };
            let sound = |c: char| c.is_alphanumeric() || "-_ ".contains(c);
            let word = words.split(' ').next().unwrap_or_default();
            (words.chars().all(sound) && (!word.is_empty() || title.is_some()))
                .then_some(Head::Callout(word, title))
        }
        "===" | "===!" | "===+" if quoted(rest) => Some(Head::Tab(&rest[1..rest.len() - 1])),
        _ => None,
    }
}

fn begin(pass: &mut Pass, head: &Head, blanks: &str, colons: usize, line: &Line) {
    let range = line.range.start..line.next;
    match head {
        Head::Callout(word, title) => {
            let fence = division(word, title.unwrap_or_default(), colons);
            pass.put(format!("\n{blanks}{fence}\n\n"), range);
        }
        Head::Tab(title) => {
            pass.tell(told::Kind::Tabs, line.range.start, *title);
            pass.put(format!("\n{blanks}**{title}**\n\n"), range);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fences::MOST_COLONS;
    use super::*;

    fn unfolded(text: &str) -> String {
        super::super::unfolded::unfolded(text, unfold).join("|")
    }

    #[test]
    fn indented_blocks_are_divisions() {
        let (outer, inner) = (":".repeat(MOST_COLONS), ":".repeat(MOST_COLONS - 1));
        for (text, read) in [
            (
                "!!! note \"A `b`\"\n    in\n\nout",
                format!("{outer} note {{title=\"A `b`\"}}|in|{outer}|out"),
            ),
            (
                "??? tip\n    in\n\n        code\nout",
                format!("{outer} tip|in|    code|{outer}|out"),
            ),
            ("???+ x inline end\n    in", format!("{outer} note {{title=\"X\"}}|in|{outer}")),
            (
                "!!! note\n    a\n    !!! tip\n        b\n    c\nd",
                format!("{outer} note|a|{inner} tip|b|{inner}|c|{outer}|d"),
            ),
            (
                "- a\n\n    !!! note\n        b\n\n    c",
                format!("- a|    {outer} note|    b|    {outer}|    c"),
            ),
            ("=== \"A\"\n\n    ```\n    x\n    ```\n\nb", "**A**|```|x|```|b".to_string()),
            ("a\n\n    !!! note\n        b", "a|    !!! note|        b".to_string()),
            ("!!! really? \"x\"\n\n!!! a \"b", "!!! really? \"x\"|!!! a \"b".to_string()),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
