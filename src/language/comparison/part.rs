//! The parts of the comparison of two languages, and what the lack of each costs.

/// A part of the comparison; a language may lack any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Numerals in digits and in words.
    Numerals,
    /// What stands beside numbers: bounds, signs, rates.
    Amounts,
    /// Dates and times of day.
    Calendar,
    /// Negations, directions, opposites and names.
    Words,
    /// Enumerations.
    Lists,
    /// Numbers that no study measures.
    Everyday,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 6] =
        [Part::Numerals, Part::Amounts, Part::Calendar, Part::Words, Part::Lists, Part::Everyday];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Part::Numerals => "numerals in words",
            Part::Amounts => "bounds, signs and rates beside numbers",
            Part::Calendar => "dates and times of day",
            Part::Words => "negations, directions, opposites and names",
            Part::Lists => "enumerations",
            Part::Everyday => "pointers, addresses and other numbers of everyday life",
        }
    }

    /// What a language does without it.
    pub fn cost(self) -> &'static str {
        match self {
            Part::Numerals => "numbers in words are not compared; digits are",
            Part::Amounts => "“at least 5” and “at most 5” are the same; units are compared",
            Part::Calendar => "months and times in words are not compared",
            Part::Words => "a lost “not” and “left” for “right” are not found",
            Part::Lists => "a lost item of a list is not found",
            Part::Everyday => "“Table 3” counts as a number that comes from no cell",
        }
    }
}
