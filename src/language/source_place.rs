//! Places inside a source, as `Table 3, row 9; Section 3.3(4), paragraph 1`, in the reader's language.

use super::pack::messages::fill;
use super::pack::words::Places;

/// A place of the source as data files write it, in a language; words that are not known stay.
pub fn source_place(text: &str, places: &Places) -> String {
    text.split(';').map(|one| place(one.trim(), places)).collect::<Vec<_>>().join(&places.between)
}

/// `Table 3, row 9` is 原文表 3 第 9 行.
fn place(place: &str, places: &Places) -> String {
    let mut whole = String::new();
    for (at, part) in place.split(',').map(|part| part_in(part.trim(), places)).enumerate() {
        if whole.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            whole.push_str(&places.after_latin);
        }
        if at > 0 {
            whole.push_str(&places.within);
        }
        whole.push_str(&part);
    }
    whole
}

/// A part is a word, or a word and a number: the pattern of the whole comes first, then that of the word.
fn part_in(part: &str, places: &Places) -> String {
    let (word, number) = part.rsplit_once(' ').unwrap_or((part, ""));
    if let Some(whole) = places.words.get(&part.to_lowercase()) {
        return whole.clone();
    }
    let number = match word.eq_ignore_ascii_case("section") {
        true => section(number, places),
        false => number.to_string(),
    };
    match places.words.get(&word.to_lowercase()) {
        Some(pattern) if !number.is_empty() => fill(pattern, &[("n", &number)]),
        // A line ends before no number.
        _ if number.starts_with(|c: char| c.is_ascii_digit()) => format!("{word}\u{a0}{number}"),
        _ => part.to_string(),
    }
}

/// Chinese journals number sections 一、 1. （1）: `3.3(4)` is 三、3（4）.
fn section(number: &str, places: &Places) -> String {
    if places.sections.is_empty() {
        return number.to_string();
    }
    let (first, rest) = number.split_once('.').unwrap_or((number, ""));
    let known = first.parse().ok().and_then(|at: usize| places.sections.get(at));
    let first = known.map_or(first, String::as_str);
    let sign = |c: char| match places.section_signs.get(c.encode_utf8(&mut [0; 4]) as &str) {
        Some(sign) => sign.clone(),
        None => c.to_string(),
    };
    let rest: String = rest.chars().map(sign).collect();
    if rest.is_empty() {
        first.to_string()
    } else {
        format!("{first}{}{rest}", places.section_rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::packs::Languages;

    #[test]
    fn places_are_said_as_a_chinese_journal_says_them() {
        let in_language = |text: &str, language: Language| {
            source_place(text, &Languages::built_in().pack(language).places)
        };
        let said = in_language("Table 3, row 9; Section 3.3(4), paragraph 1", Language::Zh);
        assert_eq!(said, "原文表 3 第 9 行；正文三、3（4）第 1 段");
        assert_eq!(in_language("Title of reference 5", Language::Zh), "参考文献 5 题名");
        assert_eq!(in_language("Abstract", Language::En), "Abstract");
        let english = in_language("Table 3, row 9; Section 2", Language::En);
        assert_eq!(english, "Source Table\u{a0}3, row\u{a0}9; §\u{a0}2");
    }
}
