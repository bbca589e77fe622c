//! Where in a work a citation points, as people write it: “p. 3”, “S. 3”, “chap. 2”.

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{LocatorPayload, SpecificLocator};

use crate::language::reading;

/// What a word before a number tells, by its name in the tables.
const KINDS: [(&str, Locator); 6] = [
    ("page", Locator::Page),
    ("chapter", Locator::Chapter),
    ("section", Locator::Section),
    ("figure", Locator::Figure),
    ("volume", Locator::Volume),
    ("paragraph", Locator::Paragraph),
];

/// What it is of by the word that it begins with, and the number behind that.
fn by_word(written: &str) -> Option<(Locator, &str)> {
    let words = reading::words();
    let of = |word: &String| {
        let rest = reading::without_end(written.strip_prefix(word.as_str())?, &words.locator.after);
        Some(rest.trim()).filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    };
    let kind = |(name, kind): &(&str, Locator)| {
        let rest = words.locators.get(*name)?.iter().find_map(of)?;
        Some((*kind, rest))
    };
    KINDS.iter().find_map(kind)
}

/// What a locator is of, and its number; words that are not known stay as they are.
pub fn locator(written: &str) -> (Locator, &str) {
    let written = written.trim();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "-–, ".contains(c));
    match by_word(written) {
        Some((kind, rest)) if digits(rest) || kind != Locator::Page || rest.is_ascii() => {
            (kind, rest)
        }
        _ if !written.is_empty() && digits(written) => (Locator::Page, written),
        _ => (Locator::Custom, written),
    }
}

/// The same for the library.
pub fn located(written: &str) -> SpecificLocator<'_> {
    let (kind, text) = locator(written);
    SpecificLocator(kind, LocatorPayload::Str(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_read_as_people_write_them() {
        for (written, kind, text) in [
            ("p. 3", Locator::Page, "3"),
            ("pp. 3-5", Locator::Page, "3-5"),
            ("12", Locator::Page, "12"),
            ("第 3 页", Locator::Page, "3"),
            ("chap. 2", Locator::Chapter, "2"),
            ("S. 12", Locator::Page, "12"),
            ("§ 4.2", Locator::Section, "4.2"),
            ("Table 3, row 9", Locator::Custom, "Table 3, row 9"),
            ("第三章", Locator::Custom, "第三章"),
            ("", Locator::Custom, ""),
        ] {
            assert_eq!(locator(written), (kind, text), "{written}");
        }
    }
}
