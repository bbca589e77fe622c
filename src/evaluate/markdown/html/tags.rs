//! The tags that stay in the tree: comments, keys and abbreviations.

/// What an inline tag is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// A comment, which vanishes.
    Comment,
    /// The beginning of a key or an abbreviation: its name, and its `title`.
    Open(String, Option<String>),
    /// Its end.
    Close(String),
    /// Any other.
    Unknown,
}

/// Reads one inline tag as the builder writes it.
pub fn tag(html: &str) -> Tag {
    if html.starts_with("<!--") {
        return Tag::Comment;
    }
    let inside = html.trim_start_matches('<').trim_end_matches('>');
    if let Some(name) = inside.strip_prefix('/') {
        return Tag::Close(name.to_string());
    }
    let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let title = rest.strip_prefix("title=\"").and_then(|rest| rest.strip_suffix('"'));
    match name {
        "kbd" | "abbr" | "acronym" => Tag::Open(name.to_string(), title.map(str::to_string)),
        _ => Tag::Unknown,
    }
}

/// A comment that is never closed takes the rest of the text with it.
pub fn is_open_comment(literal: &str) -> bool {
    literal
        .rfind("<!--")
        .is_some_and(|at| !literal[at..].contains("-->") && !literal[at..].starts_with("<!-->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        assert_eq!(tag("<!-- x -->"), Tag::Comment);
        assert_eq!(tag("</kbd>"), Tag::Close("kbd".into()));
        assert_eq!(tag("<abbr title=\"a b\">"), Tag::Open("abbr".into(), Some("a b".into())));
        assert_eq!(tag("<font color=red>"), Tag::Unknown);
        assert!(is_open_comment("a <!-- b") && !is_open_comment("<!-- b --> c"));
    }
}
