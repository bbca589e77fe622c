//! A quantity as one language prints it, in parts: sign, number or range or status, and unit.

use super::decimal;
use super::status::Status;
use super::unit::Unit;
use crate::language::pack::writing::Writing;

/// A quantity in one language. What is set apart on a page, aligned or compared is taken from its
/// parts; what is printed is never read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The sign before it.
    pub qualifier: Option<Qualifier>,
    /// The number, range, count or status.
    pub amount: Amount,
    /// The unit; none where the page shows the number alone.
    pub unit: Option<Unit>,
    /// How the language that it is printed in writes it.
    pub writing: Writing,
}

/// How much, or why that is not known. Numbers have the digits of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// One number: `19.2`.
    Number(String),
    /// A range or an interval: `15～30`, `15–30`.
    Range {
        /// The lower end.
        low: String,
        /// The upper end.
        high: String,
    },
    /// How many of how many: `7/37`.
    Count {
        /// Those who responded.
        events: u32,
        /// Those who could.
        n: u32,
    },
    /// A word in place of a number.
    Status(Status),
    /// Nothing is stated; a dash is printed.
    Missing,
}

/// A sign before a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// `>`
    Above,
    /// `<`
    Below,
    /// `≥`
    AtLeast,
    /// `≤`
    AtMost,
    /// `≈`
    About,
}

impl Qualifier {
    /// Every sign.
    pub const ALL: [Qualifier; 5] = [
        Qualifier::Above,
        Qualifier::Below,
        Qualifier::AtLeast,
        Qualifier::AtMost,
        Qualifier::About,
    ];

    /// How data files write it.
    pub const fn id(self) -> &'static str {
        match self {
            Qualifier::Above => ">",
            Qualifier::Below => "<",
            Qualifier::AtLeast => ">=",
            Qualifier::AtMost => "<=",
            Qualifier::About => "~",
        }
    }

    /// How it is printed.
    pub const fn sign(self) -> &'static str {
        match self {
            Qualifier::Above => ">",
            Qualifier::Below => "<",
            Qualifier::AtLeast => "≥",
            Qualifier::AtMost => "≤",
            Qualifier::About => "≈",
        }
    }

    /// The sign that data files write so.
    pub fn from_id(id: &str) -> Option<Qualifier> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The sign that stands before a number, and the number: `<0.05`, `≤ 5`.
    pub fn before(text: &str) -> Option<(Qualifier, &str)> {
        // `<=` before `<`.
        let longest = |it: &Qualifier| std::cmp::Reverse(it.id().len());
        let mut all = Self::ALL;
        all.sort_by_key(longest);
        all.into_iter().find_map(|it| {
            let rest = text.strip_prefix(it.id()).or_else(|| text.strip_prefix(it.sign()))?.trim();
            decimal::is_number(rest).then_some((it, rest))
        })
    }
}

/// Whether a cell is nothing but a number, which may have a sign before it, `<0.5`, or its error behind it, `5 ± 1`.
pub fn is_figure(text: &str) -> bool {
    decimal::is_number(text)
        || Qualifier::before(text).is_some()
        || decimal::with_error(text).is_some()
}

impl Quantity {
    /// What stands for a quantity that nobody states.
    pub const DASH: &'static str = "—";

    /// A number of the data that has no unit.
    pub fn of_number(text: &str, writing: &Writing) -> Quantity {
        let (qualifier, text) =
            Qualifier::before(text).map_or((None, text), |(sign, number)| (Some(sign), number));
        let text = text.strip_prefix('-').map_or_else(|| text.to_string(), |it| format!("−{it}"));
        Quantity { qualifier, amount: Amount::Number(text), unit: None, writing: writing.clone() }
    }

    /// The same without its unit: `.number` in a text.
    pub fn without_unit(&self) -> Quantity {
        Quantity { unit: None, ..self.clone() }
    }

    /// The same with its unit in a grammatical case; none where the language has no such case of it.
    pub fn in_case(&self, case: &str) -> Option<Quantity> {
        let unit = self.unit.as_ref()?.in_case(&self.writing, case)?;
        Some(Quantity { unit: Some(unit), ..self.clone() })
    }

    /// The sign before it, or nothing.
    pub fn sign(&self) -> &'static str {
        self.qualifier.map_or("", Qualifier::sign)
    }

    /// What stands between the ends of a range: no dash beside the sign of an end below zero.
    pub fn joint(&self) -> &str {
        let numbers = &self.writing.numbers;
        let below_zero = |end: &String| end.starts_with(['-', '−']);
        match &self.amount {
            Amount::Range { low, high }
                if ["-", "–"].contains(&numbers.range.as_str())
                    && !numbers.range_words.is_empty()
                    && [low, high].into_iter().any(below_zero) =>
            {
                &numbers.range_words
            }
            _ => &numbers.range,
        }
    }

    /// A number of the data as the language writes it.
    pub fn written(&self, number: &str) -> String {
        self.writing.numbers.written(number)
    }

    /// The unit's word or sign, or nothing. Counts and words have none.
    pub fn unit_label(&self) -> &str {
        let last = match &self.amount {
            Amount::Number(number) => number,
            Amount::Range { high, .. } => high,
            _ => return "",
        };
        self.unit.as_ref().map_or("", |unit| unit.label(&self.writing, last))
    }

    /// The unit, if the page shows a word or sign for it.
    pub fn printed_unit(&self) -> Option<&Unit> {
        self.unit.as_ref().filter(|_| !self.unit_label().is_empty())
    }

    /// The unit behind the lower end of a range: Chinese repeats a percent sign (GB/T 15835:
    /// 63%～68%), English prints it once.
    pub fn repeated_unit(&self) -> &str {
        let label = self.unit_label();
        let is_repeated = self.writing.numbers.repeated.iter().any(|sign| sign == label);
        if is_repeated { label } else { "" }
    }

    /// The number, range or word with its sign, without its unit: `19.2`, `15～30`, `not reached`.
    pub fn number(&self) -> String {
        let sign = self.sign();
        match &self.amount {
            Amount::Number(number) => format!("{sign}{}", self.written(number)),
            Amount::Range { low, high } => {
                format!("{sign}{}{}{}", self.written(low), self.joint(), self.written(high))
            }
            Amount::Count { events, n } => {
                let [events, n] = [events, n].map(|it| self.written(&it.to_string()));
                format!("{sign}{events}/{n}")
            }
            Amount::Status(status) => format!("{sign}{}", status.words(&self.writing)),
            Amount::Missing => format!("{sign}{}", Self::DASH),
        }
    }

    /// The whole as it stands in running text: `19.2 个月`, `15%～30%`, `>80%`.
    pub fn text(&self) -> String {
        let label = self.unit_label();
        let space = self.unit.as_ref().map_or("", |unit| unit.space(&self.writing));
        match &self.amount {
            Amount::Range { low, high } => {
                let (sign, joint, repeated) = (self.sign(), self.joint(), self.repeated_unit());
                let (low, high) = (self.written(low), self.written(high));
                format!("{sign}{low}{repeated}{joint}{high}{space}{label}")
            }
            Amount::Number(_) => format!("{}{space}{label}", self.number()),
            _ => self.number(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::packs::Languages;
    use crate::quantity::status::Forms;
    use crate::quantity::units::Units;

    fn quantity(amount: Amount, unit: &str, language: Language) -> Quantity {
        let writing = Languages::built_in().writing(language);
        Quantity { qualifier: None, amount, unit: Units::default().find(unit), writing }
    }

    fn not_reached() -> Status {
        let words = [(Language::Zh, "未达到"), (Language::En, "not reached")];
        let text = words.map(|(language, text)| (language, text.to_string()));
        Status::new(Forms { text: text.into_iter().collect(), ..Forms::default() })
    }

    #[test]
    fn the_parts_make_up_the_text() {
        let range = || Amount::Range { low: "15".into(), high: "30".into() };
        for (amount, unit, zh, en) in [
            (Amount::Number("19.2".into()), "months", "19.2\u{a0}个月", "19.2\u{a0}months"),
            (Amount::Number("1".into()), "patients", "1\u{a0}例", "1\u{a0}patient"),
            (range(), "percent", "15%～30%", "15–30%"),
            (range(), "months", "15～30\u{a0}个月", "15–30\u{a0}months"),
            (
                Amount::Range { low: "−4.0".into(), high: "−1.0".into() },
                "percent",
                "−4.0%～−1.0%",
                "−4.0 to −1.0%",
            ),
            (Amount::Count { events: 7, n: 37 }, "percent", "7/37", "7/37"),
            (Amount::Count { events: 505, n: 88391 }, "percent", "505/88,391", "505/88,391"),
            (Amount::Status(not_reached()), "months", "未达到", "not reached"),
            (Amount::Missing, "months", "—", "—"),
        ] {
            assert_eq!(quantity(amount.clone(), unit, Language::Zh).text(), zh);
            assert_eq!(quantity(amount, unit, Language::En).text(), en);
        }
    }

    #[test]
    fn a_sign_stands_before_number_and_range() {
        let signed = |amount| Quantity {
            qualifier: Some(Qualifier::AtLeast),
            ..quantity(amount, "percent", Language::Zh)
        };
        assert_eq!(signed(Amount::Number("80".into())).text(), "≥80%");
        let range = signed(Amount::Range { low: "15".into(), high: "30".into() });
        assert_eq!((range.number().as_str(), range.text().as_str()), ("≥15～30", "≥15%～30%"));
        assert_eq!(range.without_unit().text(), "≥15～30");
    }
}
