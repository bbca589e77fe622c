//! Citations in text: `[@key]`, `[@key, p. 3; @other]`.

/// One key of a citation group as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The key, without `@`.
    pub key: String,
    /// What follows the comma.
    pub locator: Option<String>,
    /// Where the key begins, in bytes from the bracket.
    pub offset: usize,
}

/// Parses a group at the start of `text`; returns the keys and the length of the group in bytes.
pub fn parse(text: &str) -> Option<(Vec<Part>, usize)> {
    let inside = text.strip_prefix('[')?;
    inside.trim_start().strip_prefix('@')?;
    let end = inside.find(']')?;
    let mut parts = Vec::new();
    let mut offset = 1;
    for snippet in inside[..end].split(';') {
        let lead = snippet.len() - snippet.trim_start().len();
        let (key, locator) = match snippet.trim().strip_prefix('@')?.split_once(',') {
            Some((key, locator)) => (key.trim(), Some(locator.trim().to_string())),
            None => (snippet.trim().strip_prefix('@')?, None),
        };
        if !is_key(key) {
            return None;
        }
        parts.push(Part { key: key.to_string(), locator, offset: offset + lead + 1 });
        offset += snippet.len() + 1;
    }
    Some((parts, end + 2))
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(in_key)
}

fn in_key(c: char) -> bool {
    c.is_alphanumeric() || "_-:./+".contains(c)
}

/// The key at the start of a text, without the punctuation that ends a sentence. A key in running
/// text is ASCII: Chinese goes on without a space behind it.
pub fn key_at(text: &str) -> Option<&str> {
    let end = text.find(|c| !in_key(c) || !c.is_ascii()).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then_some(key)
}

/// Whether a word has the form that citation keys have: letters, then a year.
pub fn looks_like_a_key(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = word[letters..].trim_start_matches(['-', '_', ':']);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    letters > 1 && digits == 4 && rest.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_groups_with_locators() {
        let (parts, length) = parse("[@finn2020, p. 3; @qin-2023] and").unwrap();
        assert_eq!(length, 28);
        assert_eq!(parts[0].key, "finn2020");
        assert_eq!(parts[0].locator.as_deref(), Some("p. 3"));
        assert_eq!(parts[1], Part { key: "qin-2023".into(), locator: None, offset: 19 });
    }

    #[test]
    fn keys_in_running_text_end_with_the_word() {
        assert_eq!(key_at("finn2020, and"), Some("finn2020"));
        assert_eq!(key_at("finn2020."), Some("finn2020"));
        assert_eq!(key_at("finn2020等"), Some("finn2020"));
        assert_eq!(key_at(" x"), None);
        assert!(looks_like_a_key("finn2020") && looks_like_a_key("finn2020a"));
        assert!(!looks_like_a_key("home") && !looks_like_a_key("example.org"));
    }

    #[test]
    fn leaves_other_brackets_alone() {
        for text in ["[a]", "[@]", "[@a b]", "[]", "[@open", "[x@y]"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
