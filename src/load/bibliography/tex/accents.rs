//! Accents of TeX: `\'e`, `\"{u}`, `\v{c}`, `\'{\i}`.

use unicode_normalization::UnicodeNormalization;

/// The combining character of an accent by its name.
pub fn mark(name: &str) -> Option<char> {
    Some(match name {
        "`" => '\u{300}',
        "'" => '\u{301}',
        "^" => '\u{302}',
        "~" => '\u{303}',
        "=" => '\u{304}',
        "u" => '\u{306}',
        "." => '\u{307}',
        "\"" => '\u{308}',
        "r" => '\u{30a}',
        "H" => '\u{30b}',
        "v" => '\u{30c}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" => '\u{331}',
        "t" => '\u{361}',
        _ => return None,
    })
}

/// A text whose first letter has an accent; the accent alone over nothing.
pub fn accented(base: &str, mark: char) -> String {
    let mut letters = base.chars();
    let first = match letters.next() {
        Some('ı') => 'i',
        Some('ȷ') => 'j',
        Some(first) => first,
        None => return spacing(mark),
    };
    let accented: String = [first, mark].into_iter().nfc().collect();
    accented + letters.as_str()
}

fn spacing(mark: char) -> String {
    let alone = match mark {
        '\u{303}' => "~",
        '\u{302}' => "^",
        '\u{300}' => "`",
        _ => "",
    };
    alone.to_string()
}
