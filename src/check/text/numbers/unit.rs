//! Units that numbers in texts are compared by.

use std::sync::OnceLock;

use super::amount::Amount;
use crate::quantity::unit_file::{Measure, file, measures};

/// A unit of measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its name in the file of units; none for a unit of the project.
    pub id: &'static str,
    /// What it measures: units of one dimension can be converted.
    pub dimension: Dimension,
    /// How many base units of the dimension it is.
    pub factor: Amount,
    /// Whether it says what is counted.
    pub counted: bool,
    /// Whether it says so, and no other such unit stands for it.
    pub apart: bool,
    /// Whether it may stand behind a year.
    pub calendar: bool,
    /// Of one country: its texts may tell it beside a unit that all know.
    pub customary: bool,
    /// The name of a unit that the same word may name.
    pub like: Option<&'static str>,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// One of those in the file of units.
    Of(&'static str),
    /// What only this unit of the project counts or measures, by its place among them.
    Own {
        /// Its place.
        place: u16,
        /// Whether words name it, as they name what is counted; a symbol is measured in.
        counted: bool,
    },
}

impl PartialEq<&str> for Dimension {
    fn eq(&self, other: &&str) -> bool {
        matches!(self, Dimension::Of(name) if name == other)
    }
}

impl Unit {
    /// A unit of a project, of which nothing else is known; `counted` where words name it.
    pub fn own(place: u16, counted: bool) -> Unit {
        let dimension = Dimension::Own { place, counted };
        Unit {
            id: "",
            dimension,
            factor: Amount::ONE,
            counted,
            apart: counted,
            calendar: false,
            customary: false,
            like: None,
        }
    }

    /// Whether it measures an amount that a sentence tells, so that the number before it is no year.
    pub fn is_amount(&self) -> bool {
        let amount = |dimension: &String| self.dimension == dimension.as_str();
        !self.calendar && file().amounts.iter().any(amount)
    }

    /// Whether it is money.
    pub fn is_money(&self) -> bool {
        file().money.iter().any(|own| self.dimension == own.as_str())
    }

    /// Whether it is a span of time.
    pub fn is_span(&self) -> bool {
        self.is_one_of(&["days", "months"])
    }

    /// Whether it measures one of these.
    pub fn is_one_of(&self, dimensions: &[&str]) -> bool {
        dimensions.iter().any(|dimension| self.dimension == *dimension)
    }
}

/// The units that texts write, in the order of their file.
pub fn units() -> &'static [(Unit, Measure)] {
    static ALL: OnceLock<Vec<(Unit, Measure)>> = OnceLock::new();
    ALL.get_or_init(|| measures().filter_map(unit).collect())
}

fn unit(measure: Measure) -> Option<(Unit, Measure)> {
    let factor = Amount::read(measure.factor)?;
    let dimension = Dimension::Of(measure.measures);
    let manners = measure.manners;
    let unit = Unit {
        id: measure.id,
        dimension,
        factor,
        counted: manners.counted,
        apart: manners.apart,
        calendar: manners.calendar,
        customary: manners.customary,
        like: manners.like.as_deref(),
    };
    Some((unit, measure))
}

/// The unit with this name in the file.
pub fn unit_named(id: &str) -> Option<Unit> {
    units().iter().map(|(unit, _)| *unit).find(|unit| unit.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_that_texts_write_is_read() {
        assert_eq!(units().len(), measures().count());
        assert!(units().len() > 150);
    }
}
