//! What is read as one word though blanks stand in it: a name with its number, a Roman numeral with what it counts, an
//! ordinal, a per cent with the name of its interval.

use super::characters::{is_han, is_ordinal};

/// The longest name with its number, in characters.
const LONGEST_NAME: usize = 14;

/// How many bytes at the beginning of a text are such a word: “Phase 1”, “I 期”, “第 1 段”, “95% CI”.
pub fn joined(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        _ if is_ordinal(first) => ordinal(text),
        '0'..='9' => interval(text),
        _ if first.is_ascii_uppercase() => numeral(text).or_else(|| named(text)),
        _ => None,
    }
}

/// A blank, and what is behind it.
fn behind_blank(text: &str) -> Option<&str> {
    text.strip_prefix([' ', '\u{a0}'])
}

fn ordinal(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_ordinal);
    let rest = behind_blank(rest).unwrap_or(rest);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = behind_blank(after).unwrap_or(after);
    let measure = counted.chars().next().filter(|c| is_han(*c) && after.len() < rest.len())?;
    Some(text.len() - counted.len() + measure.len_utf8())
}

/// Roman numerals, or a single capital, before a Han character.
fn numeral(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(['I', 'V', 'X', '/']);
    let rest = if rest.len() == text.len() { &text[1..] } else { rest };
    let counted = behind_blank(rest)?;
    let han = counted.chars().next().filter(|c| is_han(*c))?;
    let length = text.len() - counted.len() + han.len_utf8();
    (text.len() - rest.len() <= 6).then_some(length)
}

/// A name of at least four letters before a number.
fn named(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let number = rest.strip_prefix(' ').filter(|_| text.len() - rest.len() >= 4)?;
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
    let length = text.len() - after.len();
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || "%.-–".contains(c));
    let starts = number.starts_with(|c: char| c.is_ascii_digit()) && !text[..length].ends_with('/');
    (starts && ends && length <= LONGEST_NAME).then_some(length)
}

fn interval(text: &str) -> Option<usize> {
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('%')?;
    let name = behind_blank(name)?;
    let after = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let ends = !after.starts_with(char::is_alphanumeric);
    (ends && (2..=4).contains(&(name.len() - after.len()))).then_some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn names_numerals_ordinals_and_intervals_are_one_word() {
        for (text, word) in [
            ("CheckMate 040 及", "CheckMate 040"),
            ("Phase 1/2, open", "Phase 1/2"),
            ("I/II 期", "I/II 期"),
            ("T 细胞", "T 细"),
            ("第 1 段", "第 1 段"),
            ("第3行；", "第3行"),
            ("95% CI)", "95% CI"),
        ] {
            assert_eq!(joined(text).map(|it| &text[..it]), Some(word));
        }
    }

    #[test]
    fn other_words_part_at_their_blanks() {
        for text in
            ["In 11", "Grade A", "Phase 1b", "Share 13.3%", "95% of", "第 x 段", "Introduction 12"]
        {
            assert_eq!(joined(text), None, "{text}");
        }
    }
}
