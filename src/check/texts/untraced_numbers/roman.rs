//! Roman numerals above twelve that state a number: LXIII, not those of names, and not MIX, CIV or DIM.

use std::ops::Range;

use super::digits::NAME;
use super::languages::Languages;
use super::words::SPELT_OUT;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// The signs by their worth, the greater first.
const SIGNS: [(&str, i128); 13] = [
    ("M", 1000),
    ("CM", 900),
    ("D", 500),
    ("CD", 400),
    ("C", 100),
    ("XC", 90),
    ("L", 50),
    ("XL", 40),
    ("X", 10),
    ("IX", 9),
    ("V", 5),
    ("IV", 4),
    ("I", 1),
];

/// The numerals, in characters; those that name one of a kind (type XIII, Louis XIV) state nothing.
pub fn numbers(characters: &[char], languages: Languages) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = characters[at..].iter().position(|c| letter(*c).is_some()) {
        let start = at + offset;
        let length = characters[start..].iter().take_while(|c| letter(**c).is_some()).count();
        at = start + length;
        let touches = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == NAME);
        let before = start.checked_sub(1).and_then(|it| characters.get(it));
        let is_free = !touches(before) && !touches(characters.get(at));
        if is_free && is_number(&characters[start..at]) && !names(characters, start, at, languages)
        {
            found.push(start..at);
        }
    }
    found
}

/// The letter that a Roman numeral is made of: also ⅬⅩⅢ and lxiii.
fn letter(c: char) -> Option<&'static str> {
    let marks = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D",
        "M",
    ];
    match c {
        'I' | 'i' => Some("I"),
        'V' | 'v' => Some("V"),
        'X' | 'x' => Some("X"),
        'L' | 'l' => Some("L"),
        'C' | 'c' => Some("C"),
        'D' | 'd' => Some("D"),
        'M' | 'm' => Some("M"),
        '\u{2160}'..='\u{217F}' => marks.get((c as usize - 0x2160) % 16).copied(),
        _ => None,
    }
}

/// Whether letters are a numeral above twelve. Words of three letters are abbreviations more often (CIV, MIX) but
/// for those of I, V and X.
fn is_number(letters: &[char]) -> bool {
    let numeral: String = letters.iter().filter_map(|c| letter(*c)).collect();
    let cased = letters.iter().filter(|c| c.is_lowercase()).count();
    let is_long = numeral.len() > 3
        || cased == 0
            && numeral.len() == 3
            && numeral.chars().all(|c| "IVX".contains(c))
            && numeral.contains(['I', 'V']);
    is_long
        && (cased == 0 || cased == letters.len())
        && value(&numeral).is_some_and(|value| value > SPELT_OUT)
}

/// The value of a numeral that is written as it should be.
fn value(numeral: &str) -> Option<i128> {
    let (mut rest, mut total, mut well_formed) = (numeral, 0, String::new());
    for (sign, worth) in SIGNS {
        while let Some(behind) = rest.strip_prefix(sign) {
            (rest, total) = (behind, total + worth);
        }
    }
    let mut left = total;
    for (sign, worth) in SIGNS {
        while left >= worth {
            left -= worth;
            well_formed.push_str(sign);
        }
    }
    (rest.is_empty() && well_formed == numeral && total < 4000).then_some(total)
}

/// Whether the words beside a numeral say that it names one of a kind.
fn names(characters: &[char], start: usize, end: usize, languages: Languages) -> bool {
    let near = |part: &[char]| part.iter().collect::<String>().to_lowercase();
    let before = near(&characters[start.saturating_sub(40)..start]);
    let before = before.trim_end_matches([' ', '-', '\u{a0}']);
    let after = near(&characters[end..(end + 12).min(characters.len())]);
    let last = before.rsplit(|c| !is_letter(c)).next().unwrap_or_default();
    languages.iter().any(|tables| {
        let of = |sense| tables.of_sense(Table::Roman, sense);
        of("before").any(|word| word == last || word.contains(' ') && before.ends_with(word))
            || of("end").any(|word| before.ends_with(word))
            || of("behind").any(|word| after.trim_start().starts_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::numbers::tables::Tables;
    use crate::language::Language;

    #[test]
    fn numerals_are_told_from_words_and_names() {
        let tables = Language::ALL.map(Tables::of).to_vec();
        let found = |text: &str| -> Vec<String> {
            let characters: Vec<char> = text.chars().collect();
            let ranges = numbers(&characters, &tables);
            ranges.into_iter().map(|it| characters[it].iter().collect()).collect()
        };
        for text in ["LXIII", "XIV", "of MMXX cases", "lxiii", "ⅬⅩⅢ", "XCIX 例", "CLXXXVIII"]
        {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        for text in [
            "MIX",
            "CIV",
            "DIM",
            "I",
            "XII",
            "XL",
            "XXX",
            "MCI",
            "IIII",
            "mild",
            "civil",
            "vivid",
            "Mimic",
            "IVIG",
            "type II",
            "type XIII",
            "Louis XIV",
            "XIV 型",
            "因子ⅩⅢ",
            "LXIIIa",
            "mmHg",
            "XCVIII9",
            "Ⅲ 期",
            "did",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
