//! Places inside a source, as `Table 3, row 9; Section 3.3(4), paragraph 1`, in the reader's language.

use super::Language;

/// A place of the source as data files write it, in a language; words that are not known stay.
pub fn source_place(text: &str, language: Language) -> String {
    match language {
        Language::En => {
            text.split(';').map(|one| english(one.trim())).collect::<Vec<_>>().join("; ")
        }
        Language::Zh => {
            text.split(';').map(|one| chinese(one.trim())).collect::<Vec<_>>().join("；")
        }
    }
}

/// The tables and figures of the source are not those of the document that names them.
fn english(place: &str) -> String {
    let numbered = ["Table ", "Figure "].iter().any(|word| place.starts_with(word));
    if numbered { format!("Source {place}") } else { place.to_string() }
}

/// `Table 3, row 9` is 原文表 3 第 9 行.
fn chinese(place: &str) -> String {
    let mut whole = String::new();
    for part in place.split(',').map(|part| part_in_chinese(part.trim())) {
        if whole.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            whole.push(' ');
        }
        whole.push_str(&part);
    }
    whole
}

fn part_in_chinese(part: &str) -> String {
    let (word, number) = part.rsplit_once(' ').unwrap_or((part, ""));
    match (word.to_lowercase().as_str(), number) {
        ("table", _) => format!("原文表 {number}"),
        ("figure", _) => format!("原文图 {number}"),
        ("row", _) => format!("第 {number} 行"),
        ("paragraph", _) => format!("第 {number} 段"),
        ("page", _) => format!("第 {number} 页"),
        ("reference", _) => format!("参考文献 {number}"),
        ("title of reference", _) => format!("参考文献 {number} 题名"),
        ("same", "sentence") => "同一句".to_string(),
        ("section", _) => format!("正文{}", section(number)),
        ("introduction", "") => "引言".to_string(),
        ("abstract", "") => "摘要".to_string(),
        ("title", "") => "题名".to_string(),
        ("text", "") => "正文".to_string(),
        ("summary", "") => "总结".to_string(),
        _ => part.to_string(),
    }
}

/// Chinese journals number sections 一、 1. （1）: `3.3(4)` is 三、3（4）.
fn section(number: &str) -> String {
    let (first, rest) = number.split_once('.').unwrap_or((number, ""));
    let numerals = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let first = first.parse().ok().and_then(|at: usize| numerals.get(at)).copied().unwrap_or(first);
    let rest = rest.replace('(', "（").replace(')', "）").replace('–', "至");
    if rest.is_empty() { first.to_string() } else { format!("{first}、{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_as_a_chinese_journal_says_them() {
        let said = source_place("Table 3, row 9; Section 3.3(4), paragraph 1", Language::Zh);
        assert_eq!(said, "原文表 3 第 9 行；正文三、3（4）第 1 段");
        assert_eq!(source_place("Title of reference 5", Language::Zh), "参考文献 5 题名");
        assert_eq!(source_place("Abstract", Language::En), "Abstract");
        let english = source_place("Table 3, row 9; Section 2", Language::En);
        assert_eq!(english, "Source Table 3, row 9; Section 2");
    }
}
