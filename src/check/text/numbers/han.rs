//! Numerals of one character a sign, those of tens multiplying: 一百二十, 二〇二四, 三点五, 三万五, 三四.

use super::amount::Amount;
use super::numeral::Numeral;
use super::tables::Tables;
use crate::language::comparison::Table;

/// The numeral that a text begins with; `before` is the character before it.
pub fn han(tables: &Tables, text: &str, before: Option<char>) -> Option<Numeral> {
    let mut length = text.find(|c| !tables.is_sign(c)).unwrap_or(text.len());
    // The multiplier that begins a unit is no part of the number: 五千克, 三百分点.
    let last = text[..length].chars().next_back().map_or(0, char::len_utf8);
    let start = length - last;
    if start > 0 && tables.at_start(Table::NoPlace, &text[start..]).is_some() {
        length = start;
    }
    let run = tables.written_out(text[..length].chars());
    // 陆 and 伍 are names; the formal numerals of contracts stand together.
    let formal = |c: char| tables.holds(Table::Formal, c.encode_utf8(&mut [0; 4]));
    if run.is_empty() || run.len() == 1 && formal(run[0]) {
        return None;
    }
    let made = |value: i128, second: Option<i128>| Numeral {
        value: Amount::whole(value),
        end: length,
        ordinal: false,
        second: second.map(Amount::whole),
        digits: false,
        power: Amount::ONE,
        single: run.len() == 1 || value == 1,
        lone: false,
    };
    if !run.iter().any(|c| tables.place(*c).is_some()) {
        let digits: Vec<i128> = run.iter().filter_map(|c| tables.digit(*c)).collect();
        let mut numeral = match digits.as_slice() {
            [one] => made(*one, None),
            // 三四天: three or four.
            [one, other] if *other == one + 1 && *one > 0 => made(*one, Some(*other)),
            [_, _] => Numeral { single: true, ..made(digits[0] * 10 + digits[1], None) },
            _ if digits.len() > 18 => return None,
            _ => made(digits.iter().fold(0, |all, digit| all * 10 + digit), None),
        };
        if let Some((part, end)) = decimals(tables, &text[length..]) {
            numeral.value = numeral.value.plus(part)?;
            numeral.end = length + end;
            numeral.single = false;
        }
        return Some(numeral);
    }
    let lone = run.len() == 1 || run.iter().all(|c| tables.place(*c).is_some());
    let ten = |c: char| tables.place(c) == Some(10);
    // 十四五岁: fourteen or fifteen.
    if let [.., tens, one, other] = run.as_slice()
        && let Some((one, other)) = tables.digit(*one).zip(tables.digit(*other))
        && (ten(*tens) && one > 0 && other == one + 1)
    {
        let first = value(tables, &run[..run.len() - 1])?;
        return Some(made(first, first.checked_add(1)));
    }
    let each = before.is_some_and(|c| tables.holds(Table::Each, c.encode_utf8(&mut [0; 4])));
    let counted =
        each || ten(run[0]) || tables.at_start(Table::BelowFirst, &text[length..]).is_some();
    let mut numeral = made(value(tables, &run)?, None);
    numeral.lone = lone && !counted;
    numeral.single = lone && !counted || run.len() == 1 && ten(run[0]);
    if let Some((part, end)) = decimals(tables, &text[length..]) {
        numeral.value = numeral.value.plus(part)?;
        numeral.end = length + end;
    }
    Some(numeral)
}

/// 点五, 点一四: the part behind the point.
fn decimals(tables: &Tables, text: &str) -> Option<(Amount, usize)> {
    let point = tables.at_start(Table::Point, text)?;
    let rest = &text[point.text.len()..];
    let run: Vec<i128> = rest.chars().map_while(|c| tables.digit(c)).take(12).collect();
    let length: usize = rest.chars().take(run.len()).map(char::len_utf8).sum();
    if run.is_empty() || !point.fits_before(&rest[length..]) {
        return None;
    }
    let above = run.iter().fold(0, |all, digit| all * 10 + digit);
    let part = Amount::fraction(above, 10_i128.checked_pow(run.len() as u32)?)?;
    Some((part, point.text.len() + length))
}

/// The value of a run with powers: 一百二十, 三万五, 一亿二千万.
fn value(tables: &Tables, run: &[char]) -> Option<i128> {
    let (mut total, mut section, mut current) = (0_i128, 0_i128, None::<i128>);
    let (mut last_power, mut last_large) = (1, 1);
    let mut zero = false;
    for c in run {
        if let Some(digit) = tables.digit(*c) {
            // Two digits beside one another belong to no such number, but a zero is idle.
            if current.is_some_and(|current| current != 0) {
                return None;
            }
            zero |= digit == 0;
            current = Some(digit);
            continue;
        }
        let power = tables.place(*c)?;
        if power >= 10_000 {
            let amount = section + current.unwrap_or(0);
            let amount = if amount == 0 && total == 0 { 1 } else { amount };
            total = match amount == 0 || power > last_large && total > 0 {
                true => (total + amount).checked_mul(power)?,
                false => total.checked_add(amount.checked_mul(power)?)?,
            };
            (section, last_large) = (0, power);
        } else {
            section += current.filter(|it| *it != 0).unwrap_or(1) * power;
        }
        (current, last_power, zero) = (None, power, false);
    }
    let rest = match current {
        // 三万五 is 35,000; 一百零五 is 105.
        Some(digit) if last_power > 10 && !zero => digit * last_power / 10,
        Some(digit) => digit,
        None => 0,
    };
    total.checked_add(section)?.checked_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn chinese_numerals_have_their_values() {
        let tables = Tables::of(Language::Zh);
        let han = |text, before| han(&tables, text, before);
        for (text, expected) in [
            ("三", 3),
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("三十五", 35),
            ("一百二十", 120),
            ("一百二", 120),
            ("一百零五", 105),
            ("二〇二四", 2024),
            ("两千", 2000),
            ("一千一百六十五", 1165),
            ("三万五", 35_000),
            ("一千万", 10_000_000),
            ("两亿三千万", 230_000_000),
            ("三万亿", 3_000_000_000_000),
            ("一亿零五百", 100_000_500),
            ("五万三千亿", 5_300_000_000_000),
            ("廿三", 23),
            ("卅", 30),
            ("一百廿", 120),
        ] {
            let numeral = han(text, None).unwrap();
            assert_eq!(numeral.value.as_whole(), Some(expected), "{text}");
            assert_eq!(numeral.end, text.len());
        }
        assert_eq!(han("三点五", None).unwrap().value, Amount::digits("3.5").unwrap());
        assert_eq!(han("三四天", None).unwrap().second, Some(Amount::whole(4)));
    }
}
