//! Text of references with marks for emphasis: one string, which can be cut, joined and compared.

/// What a pair of marks says of the text between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Slanted.
    Italic,
    /// Bold.
    Bold,
    /// Raised and small.
    Super,
    /// Lowered and small.
    Sub,
    /// Small capitals.
    SmallCaps,
    /// Keeps its capitals and small letters in every style.
    Verbatim,
    /// A formula in LaTeX.
    Math,
}

impl Mark {
    const ALL: [Mark; 7] = [
        Mark::Italic,
        Mark::Bold,
        Mark::Super,
        Mark::Sub,
        Mark::SmallCaps,
        Mark::Verbatim,
        Mark::Math,
    ];

    /// The character that begins the marked text.
    pub fn open(self) -> char {
        char::from_u32(FIRST + 2 * self as u32).unwrap_or_default()
    }

    /// The character that ends it.
    pub fn close(self) -> char {
        char::from_u32(FIRST + 2 * self as u32 + 1).unwrap_or_default()
    }

    /// The mark that a character begins or ends, and whether it begins.
    pub fn of(character: char) -> Option<(Mark, bool)> {
        let at = (character as u32).checked_sub(FIRST)?;
        Some((*Mark::ALL.get(at as usize / 2)?, at.is_multiple_of(2)))
    }

    /// A text between the marks.
    pub fn around(self, text: &str) -> String {
        format!("{}{text}{}", self.open(), self.close())
    }
}

/// The first of the characters for private use that are marks.
const FIRST: u32 = 0xf8d0;

/// Stands for a full stop that styles must not drop: that of `arXiv:2101.00001`.
pub const DOT: char = '\u{f8de}';

/// Stands for nothing, and keeps what is around it from being read as numbers.
pub const NOTHING: char = '\u{f8df}';

/// Whether a character has a meaning of its own in references; files may not contain it.
pub fn is_reserved(character: char) -> bool {
    ('\u{f8d0}'..='\u{f8ff}').contains(&character)
}

/// The text without marks.
pub fn plain(text: &str) -> String {
    let shown = text.chars().map(|c| if c == DOT { '.' } else { c });
    shown.filter(|c| !is_reserved(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_apart_and_taken_out() {
        for mark in Mark::ALL {
            assert_eq!(Mark::of(mark.open()), Some((mark, true)));
            assert_eq!(Mark::of(mark.close()), Some((mark, false)));
        }
        assert_eq!(Mark::of(DOT), None);
        assert_eq!(plain(&format!("a {} 1{DOT}2", Mark::Italic.around("b"))), "a b 1.2");
    }
}
