//! The numbers of a passage: printed values and numbers in digits or words, by value, kind and
//! unit. The words and units of each language are tables in `tables/`.

pub mod amount;
mod beside;
mod bounds;
mod calendar;
mod clock;
mod codes;
mod han;
pub mod mention;
mod number;
mod parts;
mod per;
mod roman;
mod scanner;
mod sharing;
pub mod tables;
mod words;

use std::ops::Range;

pub use self::amount::Amount;
pub use self::mention::{Bound, NumberMention};
use self::mention::{Kind, Reading};
pub use self::scanner::read;
pub use self::tables::Unit;
use self::tables::unit_named;
use super::lexicon::{Sense, TermMatch};
use super::normalized::NormalizedText;

/// Every mention of a passage, in order.
pub fn number_mentions(passage: &NormalizedText, marks: &[TermMatch]) -> Vec<NumberMention> {
    let names = marks.iter().filter(|mark| matches!(mark.sense, Sense::Term(_)));
    let names: Vec<Range<usize>> = names.map(|mark| mark.range.clone()).collect();
    let readings = read(passage.language, &passage.text, &names);
    let mut values = passage.values.iter();
    let mention = |mut reading: Reading| {
        let value = values.as_slice().first().filter(|_| reading.is_printed());
        let Some(value) = value.filter(|value| value.at == reading.range.start) else {
            let words = passage.words(reading.range.clone()).to_string();
            let place = passage.place(reading.range.clone());
            return NumberMention::new(reading, words, place);
        };
        values.next();
        reading.kind = Kind::Printed(value.key.clone());
        let printed = value.unit.and_then(|unit| printed_unit(unit.id));
        reading.unit = printed.or(reading.unit);
        NumberMention::new(reading, value.text.clone(), value.place.clone())
    };
    readings.into_iter().map(mention).collect()
}

/// The unit that data names, in the table of units.
fn printed_unit(id: &str) -> Option<&'static Unit> {
    match id {
        "ng_ml" => unit_named("ng"),
        "times" => unit_named("fold"),
        other => unit_named(other),
    }
}
