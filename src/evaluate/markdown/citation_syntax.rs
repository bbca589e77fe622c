//! Citations in text: `[@key]`, `[@key, p. 3; @other]`.

use crate::data::work;
use crate::language::characters::is_ideograph;
use crate::language::reading;

/// One key of a citation group as written.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The words before it: `see`.
    pub prefix: Option<String>,
    /// The key, without `@`.
    pub key: String,
    /// What follows the comma.
    pub locator: Option<String>,
    /// Whether a `-` before it says that the text has named the authors.
    pub named: bool,
    /// Where the key begins, in bytes from the bracket.
    pub offset: usize,
}

/// Parses a group at the start of `text`, which may begin with words: `[see @key]`; returns the keys and the length of the group in bytes.
pub fn parse(text: &str) -> Option<(Vec<Part>, usize)> {
    let inside = text.strip_prefix('[')?;
    let end = closing(inside)?;
    key_sign(&inside[..end])?;
    let mut parts = Vec::new();
    let mut offset = 0;
    while offset <= end {
        let length = outside_braces(&inside[offset..end], ';').unwrap_or(end - offset);
        parts.push(part(&inside[offset..offset + length], offset + 1)?);
        offset += length + 1;
    }
    Some((parts, end + 2))
}

/// Where the `@` of a key stands: at the start, or behind a blank, a bracket or `-`.
fn key_sign(snippet: &str) -> Option<usize> {
    let is_apart = |at: &usize| {
        let before = snippet[..*at].trim_end_matches('-');
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "(（".contains(c))
    };
    snippet.match_indices('@').map(|(at, _)| at).find(is_apart)
}

/// One citation of a group, which begins at `offset`: `@key`, `-@key, p. 3`, `see @{key}`.
fn part(snippet: &str, offset: usize) -> Option<Part> {
    let at = key_sign(snippet)?;
    let named = snippet[..at].ends_with('-');
    let prefix = snippet[..at - usize::from(named)].trim();
    let prefix = (!prefix.is_empty()).then(|| prefix.to_string());
    let start = &snippet[at + 1..];
    let offset = offset + snippet.len() - start.len();
    let (key, rest, braces) = match start.strip_prefix('{') {
        Some(inside) => {
            let (key, rest) = inside.split_once('}')?;
            (key, rest.trim(), 1)
        }
        None => {
            let end = start.find([',', ' ']).unwrap_or(start.len());
            (start[..end].trim(), start[end..].trim(), 0)
        }
    };
    let locator = match rest.strip_prefix(',') {
        Some(locator) => Some(locator.trim().to_string()),
        None if rest.is_empty() => None,
        // Pandoc needs no comma.
        None if tells_a_place(rest) => Some(rest.to_string()),
        None => return None,
    };
    let is_key = braces > 0 || key.chars().all(in_bracketed_key);
    let key = key.to_string();
    (is_key && !key.is_empty()).then(|| Part {
        prefix,
        key,
        locator,
        named,
        offset: offset + braces,
    })
}

/// So many brackets may open behind the `@` of a key, in the words that tell a place in the work.
const MOST_OPEN: usize = 8;

/// Where the bracket of a group closes. What another bracket begins in before any `@` is no group, so that brackets
/// that nothing closes cost no more than the way to the next.
fn closing(inside: &str) -> Option<usize> {
    let (mut depth, mut keys, mut open) = (0usize, 0, 0);
    for (at, character) in inside.char_indices() {
        work::count(1);
        match character {
            '[' if keys == 0 || open == MOST_OPEN => return None,
            '[' => open += 1,
            '@' => keys += 1,
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ']' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Where a sign first stands outside braces.
fn outside_braces(text: &str, sign: char) -> Option<usize> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if character == sign && depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// Between brackets a key may have any letter and sign but those that stand between keys.
fn in_bracketed_key(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"[]{}@,;<>\"|".contains(c)
}

fn in_key(c: char) -> bool {
    c.is_alphanumeric() || "_-:./+".contains(c)
}

/// The longest key that is looked for in running text, in bytes.
const LONGEST: usize = 200;

/// A key behind the `@` at which running text begins, and its length there: the longest that is
/// known. Chinese goes on behind a key without a space, and Latin words do not.
pub fn known_at(text: &str, known: impl Fn(&str) -> bool) -> Option<(&str, usize)> {
    if let Some(inside) = text.strip_prefix('{') {
        let (key, _) = inside[..inside.floor_char_boundary(LONGEST)].split_once('}')?;
        return known(key).then(|| (key, key.len() + 2));
    }
    let length = text.find(|c| !in_bracketed_key(c)).unwrap_or(text.len());
    let mut end = text.floor_char_boundary(length.min(LONGEST));
    while end > 0 {
        let (key, rest) = text.split_at(end);
        if !goes_on(rest) && known(key) {
            return Some((key, end));
        }
        end = key.char_indices().next_back().map_or(0, |(at, _)| at);
    }
    None
}

/// Whether a Latin word goes on at the start of a text: `a` in `2020a`, `-b`.
fn goes_on(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some(next) if next.is_ascii_alphanumeric() || next == '_' => true,
        Some(next) if in_key(next) && next.is_ascii() => {
            characters.next().is_some_and(|c| c.is_ascii_alphanumeric())
        }
        _ => false,
    }
}

/// What stands between brackets behind a key in running text, if it tells a place in the work, and
/// its length with the brackets and the space before: ` [p. 7]`.
pub fn locator_at(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix(" [")?;
    let end = inside.find([']', '[', '@'])?;
    let (locator, rest) = inside.split_at(end);
    (tells_a_place(locator) && rest.starts_with(']') && !rest.starts_with("]("))
        .then_some((locator, end + 3))
}

/// Whether words tell a place in a work: `p. 7`.
fn tells_a_place(words: &str) -> bool {
    let lower = words.to_lowercase();
    reading::words().locator.bracketed.iter().any(|lead| lower.starts_with(lead.as_str()))
}

/// What may be meant as a key in running text, without the punctuation that ends a sentence.
pub fn key_at(text: &str) -> Option<&str> {
    let end = text.find(|c| !in_key(c) || !c.is_ascii()).unwrap_or(text.len());
    let key = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    (!key.is_empty()).then_some(key)
}

/// Han characters and the four digits of a year behind an `@`, which nothing but a key looks like.
pub fn chinese_key_at(text: &str) -> Option<&str> {
    let han = text.find(|c| !is_ideograph(c)).filter(|length| *length > 0)?;
    let digits = text[han..].bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4).then(|| &text[..han + digits])
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
        assert_eq!(
            parts[1],
            Part { prefix: None, key: "qin-2023".into(), locator: None, named: false, offset: 19 }
        );
        let (parts, _) = parse("[-@finn2020; @qin]").unwrap();
        assert!(parts[0].named && !parts[1].named);
        assert_eq!(parts[0].offset, 3);
    }

    #[test]
    fn words_stand_before_keys() {
        let (parts, length) = parse("[see @a, p. 3; also -@b pp. 4-5] x").unwrap();
        assert_eq!(length, 32);
        assert_eq!((parts[0].prefix.as_deref(), parts[0].offset), (Some("see"), 6));
        assert_eq!((parts[1].prefix.as_deref(), parts[1].named), (Some("also"), true));
        assert_eq!(parts[1].locator.as_deref(), Some("pp. 4-5"));
        assert_eq!(parse("[mail to a@b.c]"), None);
    }

    #[test]
    fn keys_may_have_any_letters() {
        let keys = |text: &str| -> Vec<String> {
            parse(text)
                .map(|(parts, _)| parts.into_iter().map(|it| it.key).collect())
                .unwrap_or_default()
        };
        assert_eq!(keys("[@DBLP:conf/nips/X17; @o'neil; @a&b2001; @ref#3]").len(), 4);
        assert_eq!(keys("[@王小明2020, 第 3 页; -@10.1/x.1]"), ["王小明2020", "10.1/x.1"]);
        let (parts, length) = parse("[@{a key; x]y}, p. 3]").unwrap();
        assert_eq!((parts[0].key.as_str(), parts[0].offset, length), ("a key; x]y", 3, 21));
    }

    #[test]
    fn known_keys_in_running_text_are_the_longest() {
        let known =
            |key: &str| ["smith2019", "王小明2020", "a.b/c", "o'neil", "x y"].contains(&key);
        let found = |text| known_at(text, known).map(|(key, _)| key);
        assert_eq!(found("smith2019. Then"), Some("smith2019"));
        assert_eq!(found("smith2019a"), None);
        assert_eq!(found("smith2019-b"), None);
        assert_eq!(found("王小明2020的研究"), Some("王小明2020"));
        assert_eq!(found("a.b/c, and"), Some("a.b/c"));
        assert_eq!(found("o'neil's"), Some("o'neil"));
        assert_eq!(known_at("{x y} z", known), Some(("x y", 5)));
        assert_eq!(chinese_key_at("张三2021认为"), Some("张三2021"));
        assert_eq!(chinese_key_at("张三认为"), None);
    }

    #[test]
    fn a_place_behind_a_key_is_read() {
        assert_eq!(locator_at(" [p. 7]. Then"), Some(("p. 7", 7)));
        for text in [" [a]", "[p. 7]", " [p. 7](x)", " [@b]"] {
            assert_eq!(locator_at(text), None, "{text}");
        }
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
        for text in ["[a]", "[@]", "[@a b]", "[]", "[@open", "[x@y]", "[a [b @c]"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse("[@a, p. 3 [sic]").is_some());
    }

    #[test]
    fn brackets_that_nothing_closes_cost_what_they_are() {
        let steps = |piece: &str, count: usize| {
            let text = piece.repeat(count) + "]";
            let before = work::steps();
            let at = text.match_indices('[').map(|(at, _)| at);
            at.for_each(|at| drop(parse(&text[at..])));
            work::steps() - before
        };
        for piece in ["![a ", "[{", "[see @a ", "[@a, "] {
            let (small, large) = (steps(piece, 500), steps(piece, 2_000));
            assert!(small > 0 && large < 5 * small, "{piece}: {small}, then {large} steps");
        }
    }
}
