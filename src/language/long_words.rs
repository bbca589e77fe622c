//! Where a word that is too long for its line may be broken: at its own signs, or anywhere if it has none.

use super::characters::is_wide;

/// Letters in a row beyond which a line may begin anywhere; shorter words are hyphenated.
const LONGEST_RUN: usize = 36;

/// Digits in a row beyond which they are the name of a file or a key rather than a figure.
const LONGEST_FIGURE: usize = 14;

/// A run of more letters than these is no word: a line may begin at every tenth of them, since where to break
/// costs Typst more for each place than for the letters.
const BLOCK: usize = 1000;

/// A run of more than these is shown to be one rather than to be read: a line may begin at every fortieth.
const LARGE_BLOCK: usize = 10_000;

/// Signs after which a line may begin.
const AFTER: &str = "/\\_.,;:=&?!%@#+|~)]}>*-–";
/// Signs before which a line may begin.
const BEFORE: &str = "([{<";

/// Whether an address begins a text; Typst breaks them at their own signs.
pub fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|it| text.starts_with(it))
}

/// The bytes of the word that begins a text.
pub fn word(text: &str) -> usize {
    let inside = |c: &char| !c.is_whitespace() && !is_wide(*c);
    text.chars().take_while(inside).map(char::len_utf8).sum()
}

/// The bytes of a text before which a line may begin, within words longer than `longest` characters.
pub fn breaks(text: &str, longest: usize) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = word(&text[at..]);
        let word = &text[at..at + length];
        if word.chars().count() > longest && !is_address(word) {
            breaks.extend(within(word, LONGEST_RUN).into_iter().map(|it| at + it));
        }
        at += length.max(text[at..].chars().next().map_or(1, char::len_utf8));
    }
    breaks
}

/// The same within a piece of code, where nothing is hyphenated.
pub fn code_breaks(text: &str, longest: usize) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if word.trim_end().chars().count() > longest {
            breaks.extend(within(word.trim_end(), longest).into_iter().map(|it| at + it));
        }
        at += word.len();
    }
    breaks
}

/// The breaks of one word; a run of more than `longest` characters without any is broken anywhere.
fn within(word: &str, longest: usize) -> Vec<usize> {
    let characters: Vec<(usize, char)> = word.char_indices().collect();
    let mut breaks: Vec<usize> = Vec::new();
    // How many characters stand since the last break.
    let mut since = 0;
    for pair in characters.windows(2) {
        let [(_, last), (at, next)] = pair else { continue };
        since += 1;
        let left = word.len() - at;
        if since >= 2 && left >= 2 && is_break(*last, *next) {
            breaks.push(*at);
            since = 0;
        }
    }
    anywhere(word, &breaks, longest)
}

/// The breaks of a word, and every place in the parts that are still too long.
fn anywhere(word: &str, breaks: &[usize], longest: usize) -> Vec<usize> {
    let mut all = Vec::new();
    let mut start = 0;
    for end in breaks.iter().copied().chain([word.len()]) {
        let part = &word[start..end];
        // Other scripts than Latin, Greek and Cyrillic have rules of their own, which Typst knows; and a
        // mark stays with its letter.
        let is_sign = |c: char| ('\u{2000}'..'\u{2c00}').contains(&c);
        let is_plain = |c: char| c.is_ascii() || c.is_alphanumeric() || is_sign(c);
        let is_key = part.len() > LONGEST_FIGURE
            && part.trim_end_matches(is_after).bytes().all(|it| it.is_ascii_digit());
        if (part.chars().count() > longest || is_key)
            && part.chars().all(|c| c < '\u{590}' || is_sign(c))
        {
            let step = match part.len() {
                length if length <= BLOCK => 1,
                length if length <= LARGE_BLOCK => 10,
                _ => 40,
            };
            let inner = part.char_indices().skip(2).step_by(step).filter(|(_, c)| is_plain(*c));
            all.extend(inner.map(|(at, _)| start + at).filter(|at| *at + 2 <= end));
        }
        if end < word.len() {
            all.push(end);
        }
        start = end;
    }
    all.dedup();
    all
}

fn is_after(c: char) -> bool {
    AFTER.contains(c)
}

fn is_break(last: char, next: char) -> bool {
    let after = AFTER.contains(last) && !AFTER.contains(next);
    let before = BEFORE.contains(next) && !BEFORE.contains(last);
    after || before || last.is_lowercase() && next.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, breaks: Vec<usize>) -> Vec<&str> {
        let ends = breaks.iter().copied().chain([text.len()]);
        let starts = [0].into_iter().chain(breaks.iter().copied());
        starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn words_are_broken_at_their_signs() {
        for (word, expected) in [
            ("snake_case_of_many_parts_here", "snake_ case_ of_ many_ parts_ here"),
            ("AbstractSingletonProxyFactoryBean", "Abstract Singleton Proxy Factory Bean"),
            ("/usr/local/share/some.thing/x.txt", "/usr/ local/ share/ some. thing/ x. txt"),
            ("std::collections::HashMap<String>", "std:: collections:: Hash Map <String>"),
            ("non-Hodgkin", "non-Hodgkin"),
            ("https://example.org/a/b/c/d/e/f", "https://example.org/a/b/c/d/e/f"),
        ] {
            assert_eq!(parts(word, breaks(word, 20)).join(" "), expected);
        }
        assert_eq!(breaks("pictures/image-20260225160322321.png", 20).len(), 18);
        let run = "A".repeat(50);
        assert_eq!(breaks(&run, 20).len(), 47);
        assert_eq!(breaks(&"A".repeat(5000), 20).len(), 500);
        assert_eq!(breaks("pneumonoultramicroscopic", 20), Vec::<usize>::new());
        assert_eq!(code_breaks("let x = aaaaaaaaaaaaaaaa;", 12).len(), 14);
        assert_eq!(code_breaks("let x = some_name(other);", 12), [13, 17]);
    }
}
