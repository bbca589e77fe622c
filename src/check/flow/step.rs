//! One step of a flow chart: a box beside what its neighbours leave for it.

use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::flow_chart::{FlowChart, Number};

/// What a finding says of the numbers, in words such as `screened less excluded`.
pub struct Step<'a> {
    /// Where the number comes from.
    pub words: &'a str,
    /// What it must be.
    pub expected: f64,
    /// The cells that say so.
    pub cells: Vec<&'a Cell>,
}

impl<'a> Step<'a> {
    /// What is left of a number when another leaves.
    pub fn less(words: &'a str, from: Number<'a>, leaving: Option<Number<'a>>) -> Step<'a> {
        let away = leaving.as_ref().map_or(0.0, |it| it.value);
        let expected = from.value - away;
        let cells = from.cells.into_iter().chain(leaving.into_iter().flat_map(|it| it.cells));
        Step { words, expected, cells: cells.collect() }
    }

    /// A finding if the box is another number.
    pub fn equals(self, name: &str, number: Option<Number>) -> Option<Diagnostic> {
        number.filter(|it| it.value != self.expected).map(|it| {
            let message =
                format!("`{name}` is {}, but {} is {}", it.value, self.words, self.expected);
            self.told(&it, message)
        })?
    }

    /// A finding if the box is more.
    pub fn at_most(self, name: &str, number: Option<Number>) -> Option<Diagnostic> {
        number.filter(|it| it.value > self.expected).map(|it| {
            let message =
                format!("`{name}` is {}, but {} is only {}", it.value, self.words, self.expected);
            self.told(&it, message)
        })?
    }

    fn told(&self, number: &Number, message: String) -> Option<Diagnostic> {
        let cell = number.cells.first()?;
        let found = Diagnostic::new(codes::FLOW_SUMS, cell.place().clone(), message)
            .help("compare these numbers with the search and with the list of what was left out");
        let related = self.cells.iter().take(4);
        Some(related.fold(found, |found, cell| found.related(cell.place().clone(), "one of them")))
    }
}

/// A box whose sources or reasons do not add up to it.
pub fn parts(chart: &FlowChart, name: &str, arm: &str) -> Option<Diagnostic> {
    chart.whole(name, arm)?;
    let parts = chart.sum_of_parts(name, arm)?;
    let words = "the sum of its parts";
    Step { words, expected: parts.value, cells: parts.cells }.equals(name, chart.number(name, arm))
}
