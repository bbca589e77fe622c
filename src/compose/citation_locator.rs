//! Where in a work a citation points, as people write it: “p. 3”, “第 3 页”, “chap. 2”.

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{LocatorPayload, SpecificLocator};

/// The words before the number of a page, chapter or section.
const LOCATORS: [(&str, Locator); 21] = [
    ("pages", Locator::Page),
    ("page", Locator::Page),
    ("pp.", Locator::Page),
    ("pp", Locator::Page),
    ("p.", Locator::Page),
    ("第", Locator::Page),
    ("页", Locator::Page),
    ("chapters", Locator::Chapter),
    ("chapter", Locator::Chapter),
    ("chap.", Locator::Chapter),
    ("ch.", Locator::Chapter),
    ("sections", Locator::Section),
    ("section", Locator::Section),
    ("sec.", Locator::Section),
    ("§", Locator::Section),
    ("figure", Locator::Figure),
    ("fig.", Locator::Figure),
    ("volume", Locator::Volume),
    ("vol.", Locator::Volume),
    ("paragraph", Locator::Paragraph),
    ("para.", Locator::Paragraph),
];

/// What a locator is of, and its number; words that are not known stay as they are.
pub fn locator(written: &str) -> (Locator, &str) {
    let written = written.trim();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || "-–, ".contains(c));
    let found = LOCATORS.iter().find_map(|(word, kind)| {
        let rest = written.strip_prefix(word)?.trim().trim_end_matches('页').trim();
        rest.starts_with(|c: char| c.is_ascii_digit()).then_some((*kind, rest))
    });
    match found {
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
            ("§ 4.2", Locator::Section, "4.2"),
            ("Table 3, row 9", Locator::Custom, "Table 3, row 9"),
            ("第三章", Locator::Custom, "第三章"),
            ("", Locator::Custom, ""),
        ] {
            assert_eq!(locator(written), (kind, text), "{written}");
        }
    }
}
