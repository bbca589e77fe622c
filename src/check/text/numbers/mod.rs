//! The numbers of a passage: printed values and numbers in digits or words, by value, kind and
//! unit. The words of each language are data (`data/comparison`), the units as well (`data/units.toml`).

pub mod amount;
mod beside;
mod bounds;
mod calendar;
mod clock;
mod codes;
mod compiled;
pub mod han;
pub mod mention;
mod money;
mod number;
mod numeral;
mod own_units;
mod parts;
mod per;
mod powers;
mod reading;
mod roman;
mod scanner;
mod sharing;
pub mod tables;
mod together;
pub mod unit;
mod unit_names;
mod words;
mod years;

use std::ops::Range;

pub use self::amount::Amount;
pub use self::mention::{Bound, NumberMention};
use self::mention::{Kind, Reading};
pub use self::reading::{numerals_in_words, read};
use self::unit::unit_named;
pub use self::unit::{Dimension, Unit};
pub use self::years::is_year;
use super::lexicon::{Sense, TermMatch};
use super::normalized::NormalizedText;
use crate::data::place::Place;
use crate::quantity::unit_file::file;
use crate::quantity::units::Units;

/// Every mention of a passage, in order.
pub fn number_mentions(passage: &NormalizedText, marks: &[TermMatch]) -> Vec<NumberMention> {
    let names = marks.iter().filter(|mark| matches!(mark.sense, Sense::Term(_)));
    let names: Vec<Range<usize>> = names.map(|mark| mark.range.clone()).collect();
    let readings = read(&passage.tables, &passage.text, &names);
    let mut values = passage.values.iter();
    let mentioned = |reading: Reading, words: String, place: Place| {
        let unit = reading.unit.map(|unit| passage.tables.own_units.name_of(unit));
        NumberMention::new(reading, unit, words, place)
    };
    let mention = |mut reading: Reading| {
        let value = values.as_slice().first().filter(|_| reading.is_printed());
        let Some(value) = value.filter(|value| value.at == reading.range.start) else {
            let words = passage.words(reading.range.clone()).to_string();
            let place = passage.place(reading.range.clone());
            return mentioned(reading, words, place);
        };
        values.next();
        reading.kind = Kind::Printed(value.key.clone());
        let printed = value.unit.as_ref().and_then(|unit| {
            let above = unit.id().split('/').next().unwrap_or_default();
            passage.tables.own_units.named(above).or_else(|| printed_unit(unit.id()))
        });
        // 1980 年 is a year, not a span of as many.
        let spans = reading
            .unit
            .filter(|unit| unit.id != "years" || !value.text.trim().parse().is_ok_and(is_year));
        reading.unit = printed.or(spans);
        mentioned(reading, value.text.clone(), value.place.clone())
    };
    readings.into_iter().map(mention).collect()
}

/// The unit that data names, as texts write it; of a rate what stands above the line.
fn printed_unit(id: &str) -> Option<Unit> {
    if let Some(texts) = file().units.get(id).and_then(|unit| unit.texts.as_deref()) {
        return unit_named(texts);
    }
    match id {
        rate if rate.contains('/') => {
            let above = rate.split('/').next().unwrap_or_default();
            unit_named(Units::built_in().find(above)?.id())
        }
        other => unit_named(other),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::tables::Tables;
    use super::*;
    use crate::language::Language;

    /// The values and units that are read, without what need not be a number.
    fn figures(language: Language, text: &str) -> Vec<String> {
        let name = |it: &Reading| match it.unit {
            Some(unit) => format!("{} {}", it.value, unit.id),
            None => it.value.to_string(),
        };
        read(&Tables::of(language), text, &[])
            .iter()
            .filter(|it| it.undecided.is_none())
            .map(name)
            .collect()
    }

    #[test]
    fn units_are_found_beside_their_numbers() {
        let en = |text| figures(Language::En, text);
        assert_eq!(en("38 evaluable patients"), ["38 patients"]);
        assert_eq!(figures(Language::Zh, "38例可评估患者"), ["38 patients"]);
        assert_eq!(en("a two-year rate of 4 mg"), ["2 years", "4 mg"]);
        assert_eq!(en("in 5, months later"), ["5"]);
        assert_eq!(en("10 to 15 mg/L"), ["10 mg", "15 mg"]);
    }

    #[test]
    fn names_keep_their_numerals() {
        for text in ["PD-1, CD8⁺, JAK1/2 and B7-H4", "COVID-19 and PM2.5", "BA.5", "KEYNOTE-189"]
        {
            assert!(figures(Language::En, text).len() <= 1, "{text}");
        }
        assert!(figures(Language::Zh, "二甲双胍、十二指肠与三角形").is_empty());
        let names: Vec<Range<usize>> = std::iter::once(0..3).collect();
        assert!(read(&Tables::of(Language::En), "ABC 3 x", &names).len() == 1);
    }

    /// A whole number in Chinese characters.
    fn han(number: u64) -> String {
        let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
        let below = |number: u64| {
            let (mut text, mut zero) = (String::new(), false);
            for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
                let digit = number / power % 10;
                match digit {
                    0 => zero = !text.is_empty(),
                    _ => {
                        if zero {
                            text.push('零');
                        }
                        zero = false;
                        text.push(digits[digit as usize]);
                        text.push_str(name);
                    }
                }
            }
            text
        };
        let (mut text, mut gap) = (String::new(), false);
        for (power, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
            let part = number / power % 10_000;
            if part == 0 {
                gap = !text.is_empty();
                continue;
            }
            if !text.is_empty() && (gap || part < 1000) {
                text.push('零');
            }
            gap = false;
            text.push_str(&below(part));
            text.push_str(name);
        }
        text
    }

    /// A whole number in English words.
    fn words(number: u64) -> String {
        const ONES: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 10] =
            ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        match number {
            0..20 => ONES[number as usize].to_string(),
            20..100 if number.is_multiple_of(10) => TENS[number as usize / 10].to_string(),
            20..100 => format!("{}-{}", TENS[number as usize / 10], words(number % 10)),
            _ => {
                let powers = [
                    (1_000_000_000, "billion"),
                    (1_000_000, "million"),
                    (1000, "thousand"),
                    (100, "hundred"),
                ];
                let (power, name) = powers.into_iter().find(|it| it.0 <= number).unwrap();
                let rest = number % power;
                let joined = if rest < 100 { " and " } else { " " };
                let rest =
                    if rest == 0 { String::new() } else { format!("{joined}{}", words(rest)) };
                format!("{} {name}{rest}", words(number / power))
            }
        }
    }

    fn with_commas(number: u64, separator: &str) -> String {
        match number {
            0..1000 => number.to_string(),
            _ => {
                format!("{}{separator}{:03}", with_commas(number / 1000, separator), number % 1000)
            }
        }
    }

    proptest! {
        #[test]
        fn any_spelling_is_read_back(number in 2u64..9_999_999_999) {
            let expected = vec![number.to_string()];
            let zh = |text: String| figures(Language::Zh, &text);
            let en = |text: String| figures(Language::En, &text);
            let counted: Vec<String> = expected.iter().map(|it| format!("{it} patients")).collect();
            prop_assert_eq!(zh(format!("共{}例", han(number))), counted.clone());
            prop_assert_eq!(zh(format!("共{number}例")), counted.clone());
            prop_assert_eq!(zh(format!("共{}例", with_commas(number, ","))), counted);
            prop_assert_eq!(en(format!("all {} of them", words(number))), expected.clone());
            prop_assert_eq!(en(format!("all {} of them", with_commas(number, ","))), expected.clone());
            prop_assert_eq!(en(format!("all {} of them", with_commas(number, " "))), expected);
        }

        #[test]
        fn decimals_and_powers_are_read_back(whole in 1u64..10_000, part in 1u64..100) {
            let plain = format!("{whole}.{part:02}");
            let value = Amount::digits(&plain).unwrap().to_string();
            let percent = vec![format!("{value} percent")];
            prop_assert_eq!(figures(Language::Zh, &format!("占{plain}%")), percent.clone());
            prop_assert_eq!(figures(Language::Zh, &format!("占百分之{plain}")), percent.clone());
            prop_assert_eq!(figures(Language::En, &format!("or {plain} per cent")), percent);
            let large = Amount::digits(&plain).unwrap();
            for (zh, en) in [("万", 10_000), ("亿", 100_000_000)] {
                let expected = vec![large.times(Amount::whole(en)).unwrap().to_string()];
                prop_assert_eq!(figures(Language::Zh, &format!("约{plain}{zh}")), expected);
            }
            for (word, power) in [("million", 1_000_000), ("billion", 1_000_000_000)] {
                let expected = vec![large.times(Amount::whole(power)).unwrap().to_string()];
                prop_assert_eq!(figures(Language::En, &format!("about {plain} {word}")), expected);
            }
        }

        #[test]
        fn no_text_is_too_odd(text in "[0-9a-z一二十百千万半成分之年月日周时点/.,:~+–% £$-]{0,40}") {
            read(&Tables::of(Language::Zh), &text, &[]);
            read(&Tables::of(Language::En), &text, &[]);
        }
    }
}
