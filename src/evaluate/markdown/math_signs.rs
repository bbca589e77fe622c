//! Whether what stands between two marks is a formula, by its signs.

/// Whether the words of a formula are open at its end: `\text{if `.
pub fn in_words(formula: &str) -> bool {
    let opened = [
        "\\text{",
        "\\tag{",
        "\\textsf{",
        "\\mbox{",
        "\\textrm{",
        "\\hbox{",
        "\\textbf{",
        "\\textit{",
    ];
    let last = opened.iter().filter_map(|mark| Some(formula.rfind(mark)? + mark.len())).max();
    last.is_some_and(|at| {
        let inside = &formula[at..];
        inside.matches('{').count() >= inside.matches('}').count()
    })
}

/// Whether brackets with backslashes hold a formula, or are escaped: `\(see below\)`. A short name is
/// one only on a line where nothing else is escaped.
pub fn is_inline(inside: &str, line: &str) -> bool {
    let inside = inside.trim();
    let words = inside.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count());
    let short = (1..=2).contains(&words.max().unwrap_or_default()) && inside.is_ascii();
    !inside.contains("\\(") && (has_signs(inside, "^_=+<>|") || (short && !has_escapes(line)))
}

/// Likewise for `\[…\]`, which is how `[1]` is escaped.
pub fn is_display(inside: &str) -> bool {
    inside.contains(char::is_alphanumeric) && has_signs(inside, "^=+<>")
}

/// Whether a text has a command of LaTeX, or one of these signs without a backslash.
fn has_signs(text: &str, signs: &str) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let found = match character {
            '\\' => characters.next().is_some_and(|next| next.is_ascii_alphabetic()),
            sign => signs.contains(sign),
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether marks other than brackets are escaped in a line.
fn has_escapes(line: &str) -> bool {
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\\'
            && let Some(next) = characters.next()
            && next.is_ascii_punctuation()
            && !"()[]$\\,;:!".contains(next)
        {
            return true;
        }
    }
    false
}
