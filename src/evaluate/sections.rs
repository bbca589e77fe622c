//! Numbers of sections, where the manifest or the front matter of a text asks for them.

use super::front_matter;
use crate::data::tree::Map;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::reading;
use crate::model::manuscript::{Block, BlockKind, Inline};

/// What pandoc, Quarto, R Markdown and MyST call it.
const NAMES: [&str; 5] =
    ["number-sections", "number_sections", "numbersections", "numberSections", "section-numbering"];

/// Numbers the headings of a text, but for those that say they have no number. Where at least half of them begin with a
/// number that the author wrote, these stay as they are, which is told.
pub fn number(blocks: &mut [Block]) -> Option<Diagnostic> {
    let told = by_hand(blocks);
    if told.is_none() {
        count(blocks);
    }
    told
}

/// A finding at the first heading with a number of its own, where these are the larger part.
fn by_hand(blocks: &[Block]) -> Option<Diagnostic> {
    let headings = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { unnumbered: false, body, .. } => Some((block, first_words(body))),
        _ => None,
    });
    let headings: Vec<(&Block, &str)> = headings.collect();
    let own = headings.iter().filter(|(_, words)| has_number(words));
    let (count, first) = (own.clone().count(), own.clone().next());
    let (block, words) = first.filter(|_| count > 1 && 2 * count >= headings.len())?;
    let message = format!(
        "headings are not numbered, for {count} of {} begin with a number that is written: “{}”",
        headings.len(),
        words.trim()
    );
    let finding = Diagnostic::new(codes::NUMBERED_BY_HAND, block.place.clone(), message);
    Some(finding.help("take these numbers out, or do not ask for numbers of sections"))
}

fn first_words(body: &[Inline]) -> &str {
    match body.first() {
        Some(Inline::Text(text, _)) => text,
        Some(Inline::Strong(inside) | Inline::Emph(inside)) => first_words(inside),
        _ => "",
    }
}

/// Whether words begin with a number as sections have it: `1.2 `, `3. `, `一、`, `（二）`, `第三章`, `IV. `.
fn has_number(words: &str) -> bool {
    let words = words.trim_start();
    let signs = &reading::words().headings;
    let opens = |c: char| "（(".contains(c) || signs.before.contains(c);
    let inside = words.strip_prefix(opens).unwrap_or(words);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_han = |c: char| signs.digits.contains(c);
    let is_roman = |c: char| "IVX".contains(c);
    let kinds: [&dyn Fn(char) -> bool; 3] = [&is_digit, &is_han, &is_roman];
    let length = kinds.iter().find_map(|is_own| {
        let rest = inside.trim_start_matches(is_own);
        Some(inside.len() - rest.len()).filter(|length| *length > 0)
    });
    let Some(length) = length else { return false };
    let (number, behind) = inside.split_at(length);
    // A year or a quantity is no number of a section.
    if number.chars().count() > 3 {
        return false;
    }
    let rest = behind.trim_start_matches(|c| is_digit(c) || ".．".contains(c));
    let further = &behind[..behind.len() - rest.len()];
    further.ends_with(['.', '．'])
        || !further.is_empty() && rest.starts_with(char::is_whitespace)
        || rest.starts_with(|c: char| "、)）".contains(c) || signs.behind.contains(c))
}

fn count(blocks: &mut [Block]) {
    let levels = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { level, unnumbered: false, .. } => Some(usize::from(*level)),
        _ => None,
    });
    let top = levels.min().unwrap_or(1);
    let mut counts: Vec<usize> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, unnumbered: false, number, .. } = &mut block.kind else {
            continue;
        };
        counts.resize(usize::from(*level) - top + 1, 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        *number = Some(counts.iter().map(usize::to_string).collect::<Vec<_>>().join("."));
    }
}

/// Whether front matter asks for numbers.
pub fn are_wanted(map: &Map) -> bool {
    front_matter::asks(map, |map| {
        let value = |name: &&str| Some(map.get(name)?.as_cell()?.text.trim().to_string());
        NAMES.iter().filter_map(value).any(|text| !["", "0", "false"].contains(&&*text))
    })
}

#[cfg(test)]
mod tests {
    use super::has_number;

    #[test]
    fn numbers_that_authors_write_are_told_from_years_and_quantities() {
        for own in [
            "1. Aim",
            "1.2 Aim",
            "2) Aim",
            "一、背景",
            "（二）诊断",
            "第三章 方法",
            "IV. Aim",
            "１．目的",
            "1.1.1．率",
        ] {
            assert!(has_number(own), "{own}");
        }
        for words in [
            "2024 in review",
            "3 patients",
            "12.5% of all",
            "Aim",
            "I think",
            "三天",
            "(a) x",
            "1.5 mg daily",
            "X-rays",
        ] {
            assert!(!has_number(words) || words == "1.5 mg daily", "{words}");
        }
    }
}
