//! The letters behind a year that tell works of one author and year apart: a to z, then aa, ab, as in CSL.

use std::fmt;

/// The letters of a work, by its place among those that are cited alike, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearLetters(pub usize);

impl fmt::Display for YearLetters {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        if let Some(before) = (self.0 / 26).checked_sub(1) {
            YearLetters(before).fmt(formatter)?;
        }
        write!(formatter, "{}", char::from(b'a' + (self.0 % 26) as u8))
    }
}

#[cfg(test)]
mod tests {
    use super::YearLetters;

    #[test]
    fn letters_go_on_behind_z() {
        for (at, letters) in
            [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (51, "az"), (52, "ba"), (702, "aaa")]
        {
            assert_eq!(YearLetters(at).to_string(), letters);
        }
    }
}
