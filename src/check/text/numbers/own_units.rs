//! The units that a project declares, as its texts write them.

use super::unit::{Unit, unit_named};
use crate::language::Language;
use crate::quantity::unit::Unit as Declared;
use crate::quantity::units::Units;

/// The units of a project, by their names in its data.
#[derive(Debug, Clone, Default)]
pub struct OwnUnits(Vec<(String, Unit)>);

/// A word that stands for a unit: whether capitals count, the word and the unit.
type Written = (bool, String, Unit);

impl OwnUnits {
    /// Those that a project declares.
    pub fn of(units: &Units) -> OwnUnits {
        let unit = |(place, own): (usize, &Declared)| {
            // In place of a built-in unit it has more words and is the same.
            let counted = own.symbol().is_none();
            let new = Unit::own(u16::try_from(place).ok()?, counted);
            Some((own.id().to_string(), unit_named(own.id()).unwrap_or(new)))
        };
        OwnUnits(units.own().enumerate().filter_map(unit).collect())
    }

    /// The unit that data call by this name.
    pub fn named(&self, id: &str) -> Option<Unit> {
        self.0.iter().find(|(name, _)| name == id).map(|(_, unit)| *unit)
    }

    /// The name of a unit, for messages.
    pub fn name_of(&self, unit: Unit) -> String {
        let own = self.0.iter().find(|(_, own)| *own == unit && unit.id.is_empty());
        own.map_or_else(|| unit.id.to_string(), |(name, _)| name.clone())
    }

    /// How texts in these languages write the units.
    pub fn written(&self, units: &Units, languages: &[Language]) -> Vec<Written> {
        let of = |(own, (_, unit)): (&Declared, &(String, Unit))| {
            let symbol = own.symbol().map(|symbol| (true, symbol.to_string(), *unit));
            let words = languages.iter().flat_map(|language| own.forms(*language));
            let words = words.map(|word| (false, word.to_string(), *unit));
            symbol.into_iter().chain(words).collect::<Vec<_>>()
        };
        units.own().zip(&self.0).flat_map(of).collect()
    }
}
