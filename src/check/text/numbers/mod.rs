//! The numbers of a passage: printed values and numbers in numbers or words, each with its unit.

pub mod mention;
pub mod numerals;
pub mod units;

pub use self::mention::NumberMention;

use std::ops::Range;

use self::numerals::{chinese, in_digits, in_words, roman};
pub use self::units::MEASURES;
use self::units::add_units;
use super::lexicon::TermMatch;
use super::normalized::NormalizedText;
use crate::language::Language;

impl NumberMention {
    /// Whether it may be a year of the calendar, which is followed by 年 and has no unit.
    pub fn is_year(&self) -> bool {
        self.key.len() == 4 && self.key.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
    }
}

/// Every mention of a passage, in order.
pub fn number_mentions(passage: &NormalizedText, marks: &[TermMatch]) -> Vec<NumberMention> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    in_digits(&passage.text, marks, &mut found);
    in_words(marks, &mut found);
    match passage.language {
        Language::Zh => {
            chinese(&passage.text, marks, &mut found);
            roman(&passage.text, marks, &mut found);
        }
        Language::En => {}
    }
    let numbers = found.into_iter().map(|(range, key)| NumberMention {
        unit: key.split_once(':').map(|(_, unit)| unit.to_string()),
        optional: key.ends_with('?'),
        key: key.split([':', '?']).next().unwrap_or_default().to_string(),
        printed: false,
        words: passage.words(range.clone()).to_string(),
        at: range.start,
        place: passage.place(range),
    });
    let values = passage.values.iter().map(|value| NumberMention {
        key: value.key.clone(),
        printed: true,
        optional: false,
        unit: value.unit.map(|unit| unit.id.to_string()),
        words: value.text.clone(),
        at: value.at,
        place: value.place.clone(),
    });
    let mut number_mentions: Vec<NumberMention> = numbers.chain(values).collect();
    number_mentions.sort_by_key(|mention| mention.at);
    add_units(passage, marks, &mut number_mentions);
    number_mentions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::lexicon::Lexicon;
    use crate::data::address::{Address, Pointer};
    use crate::data::place::Origin;
    use crate::data::place::Place;
    use crate::data::tree::Cell;

    fn read(language: Language, text: &str) -> Vec<String> {
        let place = Place::file("a");
        let passage = NormalizedText::of_cell(
            language,
            &Cell::new(text, Origin { place, address: Address::Pointer(Pointer::default()) }),
        );
        let marks = Lexicon::new(&[], language).marks(&passage);
        let with_unit = |mention: NumberMention| match mention.unit {
            Some(unit) => format!("{} {unit}", mention.key),
            None => mention.key,
        };
        number_mentions(&passage, &marks).into_iter().map(with_unit).collect()
    }

    #[test]
    fn both_languages_give_the_same_figures() {
        for (zh, en) in [
            ("七种方案", "seven regimens"),
            ("十一个队列，两个", "eleven cohorts, two"),
            ("半年内、一年时", "within six months, at one year"),
            ("１２．５％", "12.5%"),
            ("15%～30%", "15–30%"),
            ("1.2 万人", "12,000 people"),
            ("3 亿", "300 million"),
            ("Ⅲ 期与 I/II 期", "phase 3 and phase 1/2"),
            ("正文三、3（2）至（4）", "Section 3.3(2)–(4)"),
            ("3/15，P<0.001", "3/15, P<0.001"),
            ("一线与二线", "first-line and second-line"),
            ("2024 年版", "2024 edition"),
            ("第 21 天", "day 21"),
            ("另一项统一的进一步研究", "another"),
            ("白细胞介素-6", "interleukin-6"),
            ("2024 个月与 2000 例", "2024 months and 2000 patients"),
            ("PD-1、CD8⁺、JAK1/2 与 B7-H4", "PD-1, CD8⁺, JAK1/2 and B7-H4"),
        ] {
            let counted = |number_mentions: Vec<String>| -> Vec<String> {
                let bare = |it: String| it.replace(" patients", "");
                number_mentions.into_iter().map(bare).collect()
            };
            let (here, there) = (read(Language::Zh, zh), read(Language::En, en));
            assert_eq!(counted(here), counted(there), "{zh} / {en}");
        }
    }

    #[test]
    fn units_are_found_beside_their_numbers() {
        assert_eq!(read(Language::En, "38 evaluable patients"), ["38 patients"]);
        assert_eq!(read(Language::Zh, "38 例可评估患者"), ["38 patients"]);
        assert_eq!(read(Language::En, "a two-year rate of 4 mg"), ["2 years", "4 mg"]);
        assert_eq!(read(Language::En, "in 5, months later"), ["5"]);
    }
}
