//! Whether what stands between two marks is a formula, by its signs.

/// The commands whose braces hold words.
const WORDS: [&str; 8] =
    ["\\text{", "\\tag{", "\\textsf{", "\\mbox{", "\\textrm{", "\\hbox{", "\\textbf{", "\\textit{"];

/// Whether the words of a formula are open at its end: `\text{if `.
pub fn in_words(formula: &str) -> bool {
    let mut words = InWords::default();
    words.pass(formula);
    words.is_open()
}

/// Whether words are open in a formula that is read piece by piece; no piece ends within a command.
#[derive(Default)]
pub struct InWords {
    /// How many braces have been opened and not closed since the last words began.
    open: Option<isize>,
}

impl InWords {
    /// Reads the next piece.
    pub fn pass(&mut self, piece: &str) {
        let last = WORDS.iter().filter_map(|mark| Some(piece.rfind(mark)? + mark.len())).max();
        if last.is_some() {
            self.open = Some(0);
        }
        let inside = &piece[last.unwrap_or_default()..];
        if let Some(open) = &mut self.open {
            *open += inside.matches('{').count().cast_signed();
            *open -= inside.matches('}').count().cast_signed();
        }
    }

    /// Whether words are open.
    pub fn is_open(&self) -> bool {
        self.open.is_some_and(|open| open >= 0)
    }
}

/// Whether brackets with backslashes hold a formula, or are escaped: `\(see below\)`. A short name is
/// one only on a line where nothing else is escaped.
pub fn is_inline(inside: &str, has_escapes: impl FnOnce() -> bool) -> bool {
    let inside = inside.trim();
    let words = inside.split(|c: char| !c.is_alphabetic()).map(|word| word.chars().count());
    let short = (1..=2).contains(&words.max().unwrap_or_default()) && inside.is_ascii();
    !inside.contains("\\(") && (has_signs(inside, "^_=+<>|") || (short && !has_escapes()))
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
pub fn has_escapes(line: &str) -> bool {
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
