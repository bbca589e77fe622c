//! Units that numbers in texts are compared by.

use std::sync::OnceLock;

use super::amount::Amount;
use crate::quantity::unit_file::{Measure, measures};

/// A unit of measurement.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its name in the file of units.
    pub id: &'static str,
    /// What it measures: units of one dimension can be converted.
    pub dimension: &'static str,
    /// How many base units of the dimension it is.
    pub factor: Amount,
}

/// The units that texts write, in the order of their file.
pub fn units() -> &'static [(Unit, Measure)] {
    static ALL: OnceLock<Vec<(Unit, Measure)>> = OnceLock::new();
    ALL.get_or_init(|| measures().filter_map(unit).collect())
}

fn unit(measure: Measure) -> Option<(Unit, Measure)> {
    let factor = Amount::read(measure.factor)?;
    Some((Unit { id: measure.id, dimension: measure.measures, factor }, measure))
}

/// The unit with this name in the file.
pub fn unit_named(id: &str) -> Option<&'static Unit> {
    units().iter().map(|(unit, _)| unit).find(|unit| unit.id == id)
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
