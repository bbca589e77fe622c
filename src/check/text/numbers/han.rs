//! Chinese numerals: 一百二十, 二〇二四, 三点五, 三万五, 三四.

use super::amount::Amount;
use super::numeral::Numeral;

/// Whether a character is a part of a Chinese numeral.
pub fn is_han_digit(c: char) -> bool {
    digit(c).is_some() || power(c).is_some()
}

/// The value of a numeral below ten.
pub fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a numeral that multiplies what stands before it.
pub fn power(c: char) -> Option<i128> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The numeral that a text begins with; `before` is the character before it.
pub fn han(text: &str, before: Option<char>) -> Option<Numeral> {
    let mut length = text.find(|c| !is_han_digit(c)).unwrap_or(text.len());
    // The power of a unit is no part of the number: 五千克, 三百分点.
    for unit in ["千克", "千米", "千瓦", "千卡", "千帕", "千伏", "千赫", "千牛", "百分"]
    {
        let start = length.saturating_sub(unit.chars().next().map_or(0, char::len_utf8));
        if start > 0 && text[start..].starts_with(unit) {
            length = start;
        }
    }
    let run: Vec<char> = text[..length].chars().collect();
    // 陆 and 伍 are names; the formal numerals of contracts stand together.
    if run.is_empty() || run.len() == 1 && "壹贰叁肆伍陆柒捌玖拾佰仟".contains(run[0]) {
        return None;
    }
    let made = |value: i128, second: Option<i128>| Numeral {
        value: Amount::whole(value),
        end: length,
        ordinal: false,
        second: second.map(Amount::whole),
        digits: false,
        single: run.len() == 1 || value == 1,
        lone: false,
    };
    if !run.iter().any(|c| power(*c).is_some()) {
        let digits: Vec<i128> = run.iter().filter_map(|c| digit(*c)).collect();
        let mut numeral = match digits.as_slice() {
            [one] => made(*one, None),
            // 三四天: three or four.
            [one, other] if *other == one + 1 && *one > 0 => made(*one, Some(*other)),
            [_, _] => Numeral { single: true, ..made(digits[0] * 10 + digits[1], None) },
            _ if digits.len() > 18 => return None,
            _ => made(digits.iter().fold(0, |all, digit| all * 10 + digit), None),
        };
        if let Some((part, end)) = decimals(&text[length..]) {
            numeral.value = numeral.value.plus(part)?;
            numeral.end = length + end;
            numeral.single = false;
        }
        return Some(numeral);
    }
    let lone = run.len() == 1 || run.iter().all(|c| power(*c).is_some());
    let counted = before == Some('每') || run[0] == '十' || text[length..].starts_with("分之");
    let mut numeral = made(value(&run)?, None);
    numeral.lone = lone && !counted;
    numeral.single = lone && !counted || run.len() == 1 && run[0] == '十';
    if let Some((part, end)) = decimals(&text[length..]) {
        numeral.value = numeral.value.plus(part)?;
        numeral.end = length + end;
    }
    Some(numeral)
}

/// 点五, 点一四: the part behind the point.
fn decimals(text: &str) -> Option<(Amount, usize)> {
    let rest = text.strip_prefix('点')?;
    let run: Vec<i128> = rest.chars().map_while(digit).take(12).collect();
    let length: usize = rest.chars().take(run.len()).map(char::len_utf8).sum();
    let tens = rest[length..].starts_with(['十', '分', '刻']);
    if run.is_empty() || tens {
        return None;
    }
    let above = run.iter().fold(0, |all, digit| all * 10 + digit);
    let part = Amount::fraction(above, 10_i128.checked_pow(run.len() as u32)?)?;
    Some((part, '点'.len_utf8() + length))
}

/// The value of a run with powers: 一百二十, 三万五, 一亿二千万.
fn value(run: &[char]) -> Option<i128> {
    let (mut total, mut section, mut current) = (0_i128, 0_i128, None::<i128>);
    let (mut last_power, mut last_large) = (1, 1);
    let mut zero = false;
    for c in run {
        if let Some(digit) = digit(*c) {
            // Two digits beside one another belong to no such number, but a zero is idle.
            if current.is_some_and(|current| current != 0) {
                return None;
            }
            zero |= digit == 0;
            current = Some(digit);
            continue;
        }
        let power = power(*c)?;
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

    #[test]
    fn chinese_numerals_have_their_values() {
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
        ] {
            let numeral = han(text, None).unwrap();
            assert_eq!(numeral.value.as_whole(), Some(expected), "{text}");
            assert_eq!(numeral.end, text.len());
        }
        assert_eq!(han("三点五", None).unwrap().value, Amount::digits("3.5").unwrap());
        assert_eq!(han("三四天", None).unwrap().second, Some(Amount::whole(4)));
    }
}
