//! Units of measurement and how each language prints them beside a number.

use crate::language::Language;

/// A unit that a number may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The name used in data files.
    pub id: &'static str,
    zh: &'static str,
    en_one: &'static str,
    en_many: &'static str,
    spaced: bool,
}

const fn counted(
    id: &'static str,
    zh: &'static str,
    one: &'static str,
    many: &'static str,
) -> Unit {
    Unit { id, zh, en_one: one, en_many: many, spaced: true }
}

const fn symbol(id: &'static str, text: &'static str, spaced: bool) -> Unit {
    Unit { id, zh: text, en_one: text, en_many: text, spaced }
}

/// Every unit that data files may name.
pub const UNITS: [Unit; 23] = [
    symbol("percent", "%", false),
    symbol("points", "", false),
    counted("months", "个月", "month", "months"),
    counted("years", "年", "year", "years"),
    counted("weeks", "周", "week", "weeks"),
    counted("days", "天", "day", "days"),
    counted("hours", "小时", "hour", "hours"),
    counted("patients", "例", "patient", "patients"),
    counted("studies", "项", "study", "studies"),
    counted("regimens", "种", "regimen", "regimens"),
    counted("countries", "个国家", "country", "countries"),
    counted("references", "篇", "reference", "references"),
    counted("lines", "线", "line", "lines"),
    Unit { id: "fold", zh: "倍", en_one: "-fold", en_many: "-fold", spaced: false },
    counted("times", "倍", "times", "times"),
    symbol("cm", "cm", true),
    symbol("mm", "mm", true),
    symbol("mg", "mg", true),
    symbol("kg", "kg", true),
    symbol("ng_ml", "ng/ml", true),
    symbol("ratio", "", false),
    symbol("rank", "", false),
    symbol("none", "", false),
];

impl Unit {
    /// The unit with this name.
    pub fn from_id(id: &str) -> Option<Unit> {
        UNITS.into_iter().find(|unit| unit.id == id)
    }

    /// The unit as printed after `number` in this language, without the space before it.
    pub fn label(self, language: Language, number: &str) -> &'static str {
        match (language, number) {
            (Language::Zh, _) => self.zh,
            (Language::En, "1") => self.en_one,
            (Language::En, _) => self.en_many,
        }
    }

    /// What stands between number and unit: a no-break space, or nothing.
    pub fn space(self, language: Language) -> &'static str {
        match language {
            Language::Zh if !self.zh.is_ascii() => "\u{a0}",
            _ if self.spaced => "\u{a0}",
            _ => "",
        }
    }
}
