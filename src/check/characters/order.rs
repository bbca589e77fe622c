//! Numbers that a page prints in another order than they are written: beside writing from right to left
//! the two ends of a range change places, and digits of two directions mix.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The first number of a line of text whose characters are not printed from left to right, in bytes.
pub fn reordered(text: &str) -> Option<Range<usize>> {
    if text.is_ascii() || !text.chars().any(is_from_right) {
        return None;
    }
    let levels = BidiInfo::new(text, Some(Level::ltr())).levels;
    let mixed = |range: &Range<usize>| {
        let levels = &levels[range.clone()];
        levels.iter().any(|level| level.is_rtl() || *level != levels[0])
    };
    let from_right = begins_from_right(text);
    let is_own = |range: &Range<usize>| from_right && is_range_of_own_digits(&text[range.clone()]);
    numbers(text).into_iter().find(|range| mixed(range) && !is_own(range))
}

/// Whether the first letter of a text, if it has one, is of writing from right to left.
fn begins_from_right(text: &str) -> bool {
    let letter = |class| matches!(class, BidiClass::L | BidiClass::R | BidiClass::AL);
    text.chars().map(bidi_class).find(|it| letter(*it)) != Some(BidiClass::L)
}

/// `٥–١٠`: the ends of a range in the digits of Arabic follow each other from right to left, as all else there.
fn is_range_of_own_digits(number: &str) -> bool {
    let own = |c: char| bidi_class(c) == BidiClass::AN;
    number.starts_with(own) && number.chars().all(|c| own(c) || "٫٬-–—".contains(c))
}

fn is_from_right(character: char) -> bool {
    matches!(bidi_class(character), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

/// Numbers and ranges: digits, with what joins them and the sign before them. A comma, a semicolon or
/// blanks between two numbers are those of a list, each of which is a number of its own.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut numbers: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, it)| it.is_numeric()) {
        let end = at + character.len_utf8();
        match numbers.last_mut() {
            Some(last) if joins(&text[last.end..at]) => last.end = end,
            _ => {
                let sign = text[..at].chars().next_back().filter(|c| "+-−<>≤≥±~".contains(*c));
                numbers.push(at - sign.map_or(0, char::len_utf8)..end);
            }
        }
    }
    numbers
}

fn joins(between: &str) -> bool {
    let signs = between.trim();
    between.is_empty()
        || signs.chars().count() == 1
            && !signs.contains(|c: char| c.is_alphanumeric() || ";()[]،؛".contains(c))
            && (signs != "," || between == ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_beside_writing_from_the_right_change_places() {
        for text in [
            "שלום 12–34",
            "مرحبا 12-34",
            "12 ١٢–34",
            "א 1×2",
            "א -5",
            "children of ٥–١٠ years",
            "عمر -٣٫٢",
        ] {
            assert!(reordered(text).is_some(), "{text}");
        }
        let honest = [
            "שלום 12 מאה",
            "مرحبا ١٢٣ بكم",
            "שלום 1.9 x",
            "12–34",
            "中文 12–34",
            "שלום, median 12–34",
            "א 3, 4",
            "الأطفال ٥–١٠ سنوات",
            "١٥-٢٠",
        ];
        for text in honest {
            assert_eq!(reordered(text), None, "{text}");
        }
    }
}
