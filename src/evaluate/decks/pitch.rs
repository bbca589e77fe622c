//! Decks of GitPitch: rules that say how the slide behind them looks (`---?image=a.png`, `+++`), and commands that
//! begin with an at sign (`@snap[north]`, `@fa[bolt]`, `@color[gold](words)`).

use std::ops::Range;

use super::changes::{Changes, Left};
use super::lines::{Kind, Line};

/// Commands of which nothing is shown, with what stands in their brackets.
const LOOKS: [&str; 18] = [
    "snap",
    "snapend",
    "ul",
    "ulend",
    "ol",
    "olend",
    "div",
    "divend",
    "fa",
    "transition",
    "title",
    "math",
    "mathend",
    "table",
    "tableend",
    "css",
    "size",
    "color",
];

/// Commands whose brackets hold words.
const WORDS: [&str; 2] = ["quote", "note"];

/// Commands whose brackets say how the words in parentheses look.
const STYLED: [&str; 3] = ["box", "label", "css"];

/// Rewrites the deck.
pub fn unfold(text: &str, lines: &[Line], changes: &mut Changes) {
    for line in lines.iter().filter(|line| line.kind != Kind::Code) {
        match rule(line.text) {
            Some(options) => parted(line, options, changes),
            None => commands(text, line, changes),
        }
    }
}

/// What stands behind a rule: `---`, `+++`, or one of these with options.
fn rule(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("+++"))?.trim_end();
    match rest.strip_prefix('?') {
        Some(options) => Some(options),
        None => rest.is_empty().then_some(""),
    }
}

/// A rule, and the picture behind the text of its slide. A rule that follows words would make them a heading.
fn parted(line: &Line, options: &str, changes: &mut Changes) {
    let said = |name: &str| {
        let mut own = options.split('&').filter_map(|option| option.split_once('='));
        own.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    let picture = said("image").map(|path| format!("![](<{path}>)\n\n")).unwrap_or_default();
    let start = line.range.start;
    if !picture.is_empty() {
        changes.left.push((Left::Background, start, String::new()));
    } else if let Some((name, _)) = options.split_once('=') {
        changes.left.push((Left::Directive, start, name.to_string()));
    }
    changes.replace(line.range.clone(), format!("\n---\n\n{picture}"));
}

/// The commands of a line.
fn commands(text: &str, line: &Line, changes: &mut Changes) {
    let mut from = line.range.start;
    while let Some(at) = text[from..line.range.end].find('@') {
        let start = from + at;
        let follows_word = text[..start].ends_with(|c: char| c.is_alphanumeric());
        let written = &text[start..line.range.end];
        from = match command(written).filter(|_| !follows_word) {
            Some(command) => {
                changes.left.extend(command.told(start));
                changes.replace(start..start + command.length, command.words);
                start + command.length
            }
            None => start + 1,
        };
    }
}

/// A command: how long it is, and what is shown of it.
struct Command<'t> {
    name: &'t str,
    length: usize,
    words: String,
}

impl Command<'_> {
    fn told(&self, start: usize) -> Option<(Left, usize, String)> {
        let looks = !self.name.ends_with("end") && !matches!(self.name, "note" | "img" | "emoji");
        let left = if self.name.is_empty() { Left::Pause } else { Left::Directive };
        looks.then(|| (left, start, if self.name.is_empty() { "" } else { self.name }.to_string()))
    }
}

/// The command that a text begins with.
fn command(text: &str) -> Option<Command<'_>> {
    let rest = &text[1..];
    let length = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    let name = &rest[..length];
    let mut at = 1 + length;
    let bracketed = group(text, at, ['[', ']']);
    at = bracketed.as_ref().map_or(at, |it| it.end + 1);
    let behind = group(text, at, ['(', ')']).filter(|_| bracketed.is_some());
    let inside = bracketed.clone().map_or("", |it| &text[it]);
    let words = behind.clone().map_or("", |it| &text[it]);
    let is_lines =
        !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit() || ",- ".contains(c));
    let shown = match name {
        "" if is_lines && words.is_empty() => String::new(),
        "" if is_lines => format!("\n\n{words}\n\n"),
        "emoji" if bracketed.is_some() => format!(":{inside}:"),
        "img" if behind.is_some() => format!("![](<{words}>)"),
        name if WORDS.contains(&name) && bracketed.is_some() => quoted(name, inside, words),
        name if behind.is_some() && (STYLED.contains(&name) || LOOKS.contains(&name)) => {
            words.to_string()
        }
        name if LOOKS.contains(&name) && (bracketed.is_some() || is_bare(name)) => String::new(),
        _ => return None,
    };
    let end = behind.map_or(at, |it| it.end + 1);
    Some(Command { name, length: end, words: shown })
}

/// What needs no brackets: the ends, and lists.
fn is_bare(name: &str) -> bool {
    name.ends_with("end") || matches!(name, "ul" | "ol" | "math")
}

/// A quotation and who said it, or what the speaker says.
fn quoted(name: &str, inside: &str, who: &str) -> String {
    match (name, who) {
        ("note", _) => format!("\n\n::: notes\n\n{inside}\n\n:::\n\n"),
        (_, "") => inside.to_string(),
        _ => format!("{inside} ({who})"),
    }
}

/// What stands between brackets that open at a byte; others may stand within them.
fn group(text: &str, at: usize, [open, close]: [char; 2]) -> Option<Range<usize>> {
    let rest = text.get(at..)?.strip_prefix(open)?;
    let mut depth = 0usize;
    for (offset, sign) in rest.char_indices().filter(|(_, c)| *c == open || *c == close) {
        match (sign == close, depth) {
            (true, 0) => return Some(at + 1..at + 1 + offset),
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn unfolded(text: &str) -> String {
        let mut changes = Changes::default();
        unfold(text, &lines(text), &mut changes);
        let mut out = text.to_string();
        for (range, new) in changes.edits.into_iter().rev() {
            out.replace_range(range, &new);
        }
        out.lines().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn rules_and_commands_are_read() {
        for (text, read) in [
            ("a\n---?image=b.png&size=auto 90%\nc\n+++\nd", "a|---|![](<b.png>)|c|---|d"),
            ("a\n---?color=#fff\n## B", "a|---|## B"),
            ("@snap[north]\n@fa[bolt] Fast\n@snapend", "Fast"),
            ("@ul\n- a @color[gold](warm) end\n@ulend", "- a warm end"),
            (
                "```\n---\n@ul\n```\n@[1-3](First it opens.)\n@[4]",
                "```|---|@ul|```|First it opens.",
            ),
            ("write to a@fa[b] or @someone [x](y)", "write to a@fa[b] or @someone [x](y)"),
            ("@quote[So be it](Ann) @img[w](c.png)", "So be it (Ann) ![](<c.png>)"),
        ] {
            assert_eq!(unfolded(text), read, "{text}");
        }
    }
}
