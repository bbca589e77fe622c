//! `{#id}` of Markdown and `{# comment #}` of MiniJinja begin alike: ids are hidden from MiniJinja.

/// Stands for the `#` of an id while values are filled in; as long as `#`, so that every other byte
/// keeps its place.
const HIDDEN: char = '\u{2}';

/// The text with its ids hidden. An id is `{#`, a name, perhaps attributes, and `}` on one line.
pub fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("{#") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        if is_id(&after[2..]) {
            out.extend(['{', HIDDEN]);
        } else {
            out.push_str("{#");
        }
        rest = &after[2..];
    }
    out.push_str(rest);
    out
}

/// The text with its ids as they were written.
pub fn revealed(text: &str) -> String {
    text.replace(HIDDEN, "#")
}

fn is_id(after: &str) -> bool {
    let line = after.lines().next().unwrap_or_default();
    let name =
        line.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).count();
    let tail = &line[name..];
    let inside = tail.split('}').next().unwrap_or_default();
    name > 0
        && tail.contains('}')
        && (inside.is_empty() || inside.starts_with(' '))
        && !inside.contains(['#', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hidden_and_comments_are_not() {
        for text in ["# A {#a}", "::: {#a .b}", "![x](y){#fig-1 width=40%}"] {
            assert!(!guarded(text).contains("{#"), "{text}");
            assert_eq!(guarded(text).len(), text.len());
            assert_eq!(revealed(&guarded(text)), text);
        }
        for text in ["{# a comment #}", "{#- x -#}", "{#todo#}", "{#todo: {{ x }} #}", "{#", "{#a"]
        {
            assert_eq!(guarded(text), text);
        }
    }
}
