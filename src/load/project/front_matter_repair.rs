//! Front matter that is not quite YAML, read as its author meant it.

use std::borrow::Cow;

/// The text with tabs at line starts, full-width colons behind keys, and values that need quotes mended.
/// No line is added or taken away.
pub fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut inside_block = false;
    for line in text.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        let line = spaced(line);
        let indented = line.starts_with([' ', '-']);
        if inside_block && (indented || line.trim().is_empty()) {
            out.push_str(&line);
        } else {
            let (mended, opens) = mended(&line);
            inside_block = opens;
            out.push_str(&mended);
        }
        out.push_str(end);
    }
    out
}

/// Only the lines that are keys with plain values, the others blank.
pub fn plain_keys(text: &str) -> String {
    let keep = |line: &str| match key(line.trim_end()) {
        Some((_, value)) => !value.is_empty() && !value.starts_with(['|', '>', '&', '*']),
        None => false,
    };
    let mut seen: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let name = key(line.trim_end()).map(|(name, _)| name);
        let is_new = name.is_some_and(|name| !seen.contains(&name)) && seen.len() < 100;
        match is_new && keep(line) {
            true => {
                seen.extend(name);
                out.push_str(line);
            }
            false => out.push_str(if line.ends_with('\n') { "\n" } else { "" }),
        }
    }
    out
}

/// A key at the start of a line and its value.
pub fn key(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '：'])?;
    let name = &line[..at];
    let sound = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let first = name.chars().next()?;
    let is_name = first.is_alphanumeric() && name.chars().all(sound) && name.len() < 60;
    let colon = line[at..].chars().next().map_or(1, char::len_utf8);
    let value = &line[at + colon..];
    let is_value = value.is_empty() || value.starts_with([' ', '\t']) || colon > 1;
    (is_name && is_value).then(|| (name.trim_end(), value.trim()))
}

/// YAML indents with spaces only.
fn spaced(line: &str) -> Cow<'_, str> {
    let rest = line.trim_start_matches([' ', '\t']);
    let indent = &line[..line.len() - rest.len()];
    match indent.contains('\t') {
        true => Cow::Owned(indent.replace('\t', "  ") + rest),
        false => Cow::Borrowed(line),
    }
}

/// A line with its value quoted where it needs it, and whether the next lines belong to it.
fn mended(line: &str) -> (String, bool) {
    let Some((name, value)) = key(line) else { return (line.to_string(), true) };
    if value.is_empty() || value.starts_with(['|', '>']) {
        return (format!("{name}: {value}"), true);
    }
    let closes = |open: char, close: char| value.starts_with(open) && value.ends_with(close);
    let whole = closes('[', ']') || closes('{', '}') || is_quoted(value);
    let odd = value
        .starts_with(['*', '&', '`', '@', '%', '!', '"', '\'', '[', '{', '#', ',', ']', '}'])
        || value.contains(": ")
        || value.contains(" #")
        || value.ends_with(':');
    match whole || !odd {
        true => (format!("{name}: {value}"), true),
        false => (format!("{name}: '{}'", value.replace('\'', "''")), false),
    }
}

/// Whether a value stands in quotation marks as YAML wants them.
fn is_quoted(value: &str) -> bool {
    let inside = |quote: char| {
        value.strip_prefix(quote).and_then(|it| it.strip_suffix(quote)).filter(|_| value.len() > 1)
    };
    match (inside('"'), inside('\'')) {
        (Some(inside), _) => !inside.replace("\\\\", "").replace("\\\"", "").contains('"'),
        (_, Some(inside)) => !inside.replace("''", "").contains('\''),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_need_it() {
        for (line, expected) in [
            ("title: A: B", "title: 'A: B'"),
            ("title: *Emphasis* here", "title: '*Emphasis* here'"),
            ("title： 全角", "title: 全角"),
            ("title：全角", "title: 全角"),
            ("title: it's", "title: it's"),
            ("title: \"a: b\"", "title: \"a: b\""),
            ("title: \"a\" b: c", "title: '\"a\" b: c'"),
            ("tags: [a, b]", "tags: [a, b]"),
            ("author:\n\t- A", "author: \n  - A"),
            ("abstract: |\n  a: b: c", "abstract: |\n  a: b: c"),
            ("https://x: y", "https://x: y"),
        ] {
            assert_eq!(repaired(line), expected, "{line}");
        }
        assert_eq!(plain_keys("a: b\n- c\na: d\ne: f"), "a: b\n\n\ne: f");
    }
}
