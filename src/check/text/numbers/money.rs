//! Money beside a number: its sign before or behind, and the short words that only money is multiplied by.

use super::amount::Amount;
use super::scanner::Scanner;
use super::unit::{Unit, unit_named};
use crate::language::comparison::Table;

impl Scanner<'_> {
    /// A currency right before a number: €12, CHF 12.
    pub fn currency_before(&self, start: usize) -> Option<Unit> {
        let before = self.text[..start].trim_end().trim_end_matches(['−', '-']).trim_end();
        let word = self.tables.at_end(Table::Money, before)?;
        self.parts_words(before.len() - word.text.len()).then(|| unit_named(&word.sense)).flatten()
    }

    /// A currency right behind a number, and where it ends: 12 €. A sign before digits belongs to these:
    /// “in 2020 $10 were paid”.
    pub fn currency_behind(&self, end: usize) -> Option<(Unit, usize)> {
        let rest = self.rest(end);
        let from = end + usize::from(rest.starts_with([' ', '-']));
        let word = self.tables.at_start(Table::Money, self.rest(from))?;
        let sign_end = from + word.text.len();
        let next = self.rest(sign_end).trim_start_matches([' ', '−', '-']);
        let free = !next.starts_with(|c: char| c.is_ascii_digit()) && self.ends_word(sign_end);
        free.then(|| Some((unit_named(&word.sense)?, sign_end))).flatten()
    }

    /// What multiplies digits between `start` and `end` where they are money: $1.5m, 12 M€.
    pub fn money_multiplier(&self, start: usize, end: usize) -> Option<(Amount, usize)> {
        let from = end + usize::from(self.rest(end).starts_with(' '));
        let word = self.tables.at_start(Table::MoneyPower, self.rest(from))?;
        let word_end = from + word.text.len();
        let joined = from == end && self.currency_before(start).is_some();
        let money = joined && self.ends_word(word_end)
            || self.tables.at_start(Table::Money, self.rest(word_end)).is_some()
                && self.currency_behind(word_end).is_some();
        money.then(|| Some((Amount::whole(word.value()?), word_end))).flatten()
    }

    /// Whether what begins at a place is no end of a longer word.
    fn parts_words(&self, at: usize) -> bool {
        !(self.first(at).is_some_and(char::is_alphabetic)
            && self.last(at).is_some_and(|c| c.is_ascii_alphabetic()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use crate::check::text::numbers::tables::Tables;
    use crate::language::Language;

    fn figures(code: &str, text: &str) -> Vec<String> {
        let tables = Tables::of(Language::parse(code).unwrap());
        let name = |unit: Option<super::Unit>| unit.map_or("none", |unit| unit.id);
        let read = read(&tables, text, &[]);
        read.iter().map(|it| format!("{} {}", it.value, name(it.unit))).collect()
    }

    #[test]
    fn signs_of_money_stand_on_either_side() {
        assert_eq!(figures("de", "Das kostet 12 € oder CHF 15."), ["12 eur", "15 chf"]);
        assert_eq!(figures("de", "Er verlor 1,5 Mrd. €."), ["1500000000 eur"]);
        assert_eq!(figures("de", "Das kostet 12 bis 15 €."), ["12 eur", "15 eur"]);
        assert_eq!(
            figures("en", "It costs €12–15, or €12 to €15."),
            ["12 eur", "15 eur", "12 eur", "15 eur"]
        );
        assert_eq!(figures("en", "In 2020 $10 was paid."), ["2020 none", "10 usd"]);
    }

    #[test]
    fn short_words_multiply_money_only() {
        assert_eq!(figures("en", "It costs $1.5m, or £5k."), ["1500000 usd", "5000 gbp"]);
        assert_eq!(figures("en", "It is 1.5m wide."), ["1.5 m"]);
        assert_eq!(figures("fr", "Cela coûte 12 M€."), ["12000000 eur"]);
    }
}
