//! A printed number beside the numbers that it can stand for.

use crate::data::tree::Cell;
use crate::language::reading;
use crate::quantity::decimal::Decimal;

/// The values that recomputing allows, from the least to the largest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The least.
    pub low: f64,
    /// The largest.
    pub high: f64,
    /// The one from the inputs as they are printed.
    pub middle: f64,
}

impl Span {
    /// Of values of which the first comes from the inputs as printed; the others come from what their rounding leaves
    /// open, of which only some patterns were tried: so half as far again.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Option<Span> {
        let mut values = values.into_iter().filter(|it| it.is_finite());
        let middle = values.next()?;
        let (low, high) =
            values.fold((middle, middle), |(low, high), it| (low.min(it), high.max(it)));
        let beyond = |end: f64| middle + (end - middle) * 1.5;
        Some(Span { low: beyond(low), high: beyond(high), middle })
    }

    /// From one value to another.
    pub fn between(low: f64, high: f64) -> Span {
        Span { low: low.min(high), high: low.max(high), middle: (low + high) / 2.0 }
    }

    /// Whether a printed number can stand for one of them.
    pub fn allows(&self, printed: &Printed) -> bool {
        let near = |limit: f64| 1e-9 * limit.abs().max(1.0);
        match printed.bound {
            Some(Bound::Below) => self.low < printed.number.value + near(printed.number.value),
            Some(Bound::Above) => self.high > printed.number.value - near(printed.number.value),
            None => {
                let (value, slack) = (printed.number.value, printed.number.slack);
                value + slack >= self.low - near(self.low)
                    && value - slack <= self.high + near(self.high)
            }
        }
    }

    /// The same with the other sign.
    pub fn negated(&self) -> Span {
        Span { low: -self.high, high: -self.low, middle: -self.middle }
    }
}

/// A number as it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printed {
    /// The number.
    pub number: Decimal,
    /// Whether the true one is below or above.
    pub bound: Option<Bound>,
}

/// `<0.001` or `>0.99`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Less than that.
    Below,
    /// More than that.
    Above,
}

impl Printed {
    /// Reads a cell; none if it is no number, such as “not estimable”.
    pub fn of(cell: &Cell) -> Option<Printed> {
        let text = cell.text.trim().replace('·', ".");
        let (bound, text) = match text.strip_prefix(['<', '≤']) {
            Some(rest) => (Some(Bound::Below), rest.trim().to_string()),
            None => match text.strip_prefix(['>', '≥']) {
                Some(rest) => (Some(Bound::Above), rest.trim().to_string()),
                None => (None, text),
            },
        };
        let number = Decimal::parse(&text)?;
        Some(Printed { number, bound })
    }

    /// Reads a difference, whose sign may be a word, as people write absolute effects: `26 fewer`, `111 more`.
    pub fn difference(cell: &Cell) -> Option<Printed> {
        let is_word = |c: char| c.is_alphabetic();
        let words: String = cell.text.chars().filter(|c| is_word(*c)).collect();
        let digits: String = cell.text.chars().filter(|c| !is_word(*c)).collect();
        let mut number = Decimal::parse(digits.trim())?;
        let signs = &reading::words().difference;
        let joined = |word: &String| word.replace(' ', "");
        let is_more = signs.more.iter().any(|word| joined(word) == words);
        if signs.fewer.iter().any(|word| words.contains(&joined(word))) && !is_more {
            number.value = -number.value;
        }
        Some(Printed { number, bound: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::address::Address;
    use crate::data::place::{Origin, Place};

    fn cell(text: &str) -> Cell {
        let place = Place::file("t.csv");
        Cell::new(text, Origin::new(place, Address::Entry("t".into())))
    }

    #[test]
    fn printed_numbers_stand_for_what_rounds_to_them() {
        let span = Span::of([0.6149, 0.6151]).unwrap();
        assert!(span.allows(&Printed::of(&cell("0.61")).unwrap()));
        assert!(span.allows(&Printed::of(&cell("0·62")).unwrap()));
        assert!(!span.allows(&Printed::of(&cell("0.63")).unwrap()));
        assert!(Span::of([0.0001]).unwrap().allows(&Printed::of(&cell("<0.001")).unwrap()));
        assert_eq!(Printed::difference(&cell("26 fewer")).unwrap().number.value, -26.0);
        assert_eq!(Printed::difference(&cell("增加 111")).unwrap().number.value, 111.0);
        assert!(Printed::of(&cell("not estimable")).is_none());
    }
}
