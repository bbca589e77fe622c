//! A numeral as it is read, before what stands beside it.

use super::amount::Amount;

/// A numeral that has been read: its value, and where it ends.
pub struct Numeral {
    /// The value.
    pub value: Amount,
    /// Where it ends.
    pub end: usize,
    /// Whether it says which one: “third”.
    pub ordinal: bool,
    /// The second of two numbers that stand for a range: 三四天.
    pub second: Option<Amount>,
    /// Whether it is written in digits.
    pub digits: bool,
    /// The words and signs that multiply its digits: 8.2 million.
    pub power: Amount,
    /// Whether it is a single numeral that may be a part of a word.
    pub single: bool,
    /// Whether it is only a power: 千万, 百.
    pub lone: bool,
}

impl Numeral {
    /// A numeral in digits.
    pub fn new(value: Amount, end: usize) -> Numeral {
        Numeral {
            value,
            end,
            ordinal: false,
            second: None,
            digits: true,
            power: Amount::ONE,
            single: false,
            lone: false,
        }
    }
}
