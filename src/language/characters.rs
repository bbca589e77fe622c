//! Classes of characters that setting and comparing texts depend on.

/// Whether a character is a Han character of the basic block, which all running text comes from.
pub fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// Whether a character is set full-width: Han, kana, or full-width punctuation.
pub fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '\u{20000}'..='\u{2fa1f}')
}

/// Whether a character is set full-width and stands in no text of Latin letters, as quotation marks and dashes do.
pub fn is_wide_alone(character: char) -> bool {
    is_wide(character) && !matches!(character, '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Whether a character is Han or kana, of any block, without punctuation.
pub fn is_ideograph(character: char) -> bool {
    is_wide_alone(character)
        && !matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

/// Measure words of languages that set them in full width, one character each.
const MEASURES: &str = include_str!("../../data/reading/measures.txt");

/// Signs that make an ordinal of the number behind them.
const ORDINALS: &str = include_str!("../../data/reading/ordinals.txt");

/// Whether this sign stands before a number that says which one.
pub fn is_ordinal(c: char) -> bool {
    ORDINALS.trim_end().contains(c)
}

/// Whether a measure word follows a digit: a number and its measure never part.
pub fn is_measure(left: char, right: char) -> bool {
    left.is_ascii_digit() && MEASURES.trim_end().contains(right)
}

/// Where the ten digits of a writing begin that has its own, for writings with decimal digits in Unicode.
const ZEROS: [char; 19] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
    '\u{17e0}', '\u{1810}', '\u{ff10}',
];

/// What a digit of another writing is in ASCII, and the signs within a number that go with such digits: `٣`, `３`, `٫`, `٪`.
pub fn numeric_sign(character: char) -> Option<char> {
    match character {
        '\u{66b}' | '\u{ff0e}' => return Some('.'),
        '\u{66c}' | '\u{ff0c}' => return Some(','),
        '\u{66a}' | '\u{ff05}' => return Some('%'),
        _ => {}
    }
    let code = character as u32;
    let zero =
        ZEROS.iter().map(|zero| *zero as u32).find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
