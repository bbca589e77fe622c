//! Words of any language in files that do not say which theirs is: bibliographies, front matter, sheets, Markdown
//! of other programs.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// The words of all languages, read when they are first asked for. A test reads them.
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/reading/words.toml")).unwrap_or_default()
});

/// The numbers of months and seasons by their names.
static MONTHS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| by_number(&WORDS.months));

/// The numbers of editions in words.
static EDITIONS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| by_number(&WORDS.editions));

type List = Vec<String>;

/// The tables of `data/reading/words.toml`, which tells what each holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Words {
    pub dates: Dates,
    months: BTreeMap<String, List>,
    editions: BTreeMap<String, List>,
    pub edition: Edition,
    pub bibliography: Bibliography,
    pub front_matter: BTreeMap<String, List>,
    pub workbook: Workbook,
    pub locators: BTreeMap<String, List>,
    pub locator: Locator,
    pub captions: Captions,
    pub lists: Lists,
    pub difference: Difference,
    pub headings: Headings,
    pub designs: Designs,
}

/// The signs of numbers before headings, in writings with numerals of their own.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Headings {
    pub before: String,
    pub digits: String,
    pub behind: String,
}

/// How data tell that participants of a study were in both arms.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Designs {
    pub column: List,
    pub crossover: List,
    pub apart: List,
}

/// What stands in dates beside numbers and months.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Dates {
    pub year: List,
    pub month: List,
    pub day: List,
    pub ordinal: List,
    pub between: List,
    pub weekdays: List,
}

/// What stands beside the number of an edition.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Edition {
    pub before: List,
    pub after: List,
}

/// What fields of bibliographies hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Bibliography {
    pub others: List,
    pub forthcoming: List,
    pub accessed: List,
    pub accessed_on: List,
    pub announces: List,
    pub pages_before: List,
    pub pages_after: List,
    pub family_names: List,
    pub suffixes: List,
    pub bodies: Bodies,
    pub kinds: HashMap<String, String>,
}

/// What tells the name of a body from that of a person.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Bodies {
    words: List,
    unbraced: List,
    ends: List,
    pub articles: List,
    pub group: String,
}

impl Bodies {
    /// Whether a name has a word that no person's name has.
    pub fn is_sure(&self, name: &str) -> bool {
        let name = in_words(name);
        let has_end = |word: &str| {
            let rest =
                |end: &String| word.strip_suffix(end.as_str()).is_some_and(|it| !it.is_empty());
            self.ends.iter().any(rest)
        };
        has_any(&name, &self.words) || name.split(' ').any(has_end)
    }

    /// The same where nothing but its words can tell a body.
    pub fn is_likely(&self, name: &str) -> bool {
        self.is_sure(name) || has_any(&in_words(name), &self.unbraced)
    }
}

/// A name in small letters, with one space around each of its words.
fn in_words(name: &str) -> String {
    let mut out = String::from(" ");
    for word in name.split_whitespace() {
        out.push_str(&word.to_lowercase());
        out.push(' ');
    }
    out
}

/// Whether words have one of these in a row.
fn has_any(words: &str, wanted: &[String]) -> bool {
    let has = |it: &String| {
        words
            .match_indices(it.as_str())
            .any(|(at, _)| words[..at].ends_with(' ') && words[at + it.len()..].starts_with(' '))
    };
    wanted.iter().any(has)
}

/// What number formats of spreadsheets hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Workbook {
    pub formats: BTreeMap<String, String>,
    pub halves: Vec<[String; 2]>,
    pub first_year: String,
    pub eras: Vec<Era>,
    pub counted_years: BTreeMap<String, i32>,
}

/// An era by which years are counted.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Era {
    pub from: String,
    pub names: Vec<String>,
}

/// What stands beside the number of a page in a citation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Locator {
    pub after: List,
    pub bracketed: List,
}

/// What stands before numbers and names of figures and tables.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Captions {
    pub words: List,
    pub tables: List,
    of_tables: List,
}

impl Captions {
    /// Whether a place, such as `Table 3, row 9`, is in a table.
    pub fn is_in_table(&self, place: &str) -> bool {
        let place = place.trim_start().to_lowercase();
        let begins = |word: &String| {
            let rest = place.strip_prefix(word.as_str());
            // `tablet` is no table; signs that stand for words need no end.
            rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
        };
        self.of_tables.iter().any(begins)
    }
}

/// What begins items of lists.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Lists {
    pub numerals: String,
}

/// What gives a difference its sign.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Difference {
    pub fewer: List,
    pub more: List,
}

/// The tables.
pub fn words() -> &'static Words {
    &WORDS
}

fn by_number(table: &'static BTreeMap<String, List>) -> HashMap<&'static str, u8> {
    let numbered = table.iter().filter_map(|(key, words)| Some((key.parse().ok()?, words)));
    numbered.flat_map(|(number, words)| words.iter().map(move |it| (it.as_str(), number))).collect()
}

/// The number of a month, or of a season as 21 to 24, by its name; names may be cut after three letters.
pub fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches('.');
    MONTHS.get(word).copied().or_else(|| {
        let cut = |(name, number): (&&str, &u8)| {
            (word.chars().count() > 3 && name.starts_with(word)).then_some(*number)
        };
        MONTHS.iter().find_map(cut)
    })
}

/// The number of an edition by a word in small letters.
pub fn edition(word: &str) -> Option<u8> {
    EDITIONS.get(word).copied()
}

/// A date with blanks in place of the signs behind its numbers: `2024 3 5 ` for `2024年3月5日`. A sign that
/// stands behind no number is part of a name, as in `五月`.
pub fn without_signs(date: &str) -> String {
    let dates = &WORDS.dates;
    let signs = || dates.year.iter().chain(&dates.month).chain(&dates.day);
    let mut out = String::with_capacity(date.len());
    let mut rest = date;
    while let Some(next) = rest.chars().next() {
        let behind_number = out.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let sign = signs().find(|sign| behind_number && rest.starts_with(sign.as_str()));
        let length = sign.map_or(next.len_utf8(), String::len);
        out.push_str(if sign.is_some() { " " } else { &rest[..length] });
        rest = &rest[length..];
    }
    out
}

/// Whether a month stands in a date as a number with its sign: `3月`.
pub fn has_numbered_month(date: &str) -> bool {
    let behind = |sign: &String| {
        let before = date.split(sign.as_str()).next().filter(|it| it.len() < date.len());
        before.is_some_and(|it| it.trim_end().ends_with(|c: char| c.is_ascii_digit()))
    };
    WORDS.dates.month.iter().any(behind)
}

/// A text without the first of some words that it begins with.
pub fn without_start<'a>(text: &'a str, words: &[String]) -> &'a str {
    words.iter().find_map(|word| text.strip_prefix(word.as_str())).unwrap_or(text)
}

/// A text without the first of some words that it ends in.
pub fn without_end<'a>(text: &'a str, words: &[String]) -> &'a str {
    words.iter().find_map(|word| text.strip_suffix(word.as_str())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        let read: Result<Words, _> = toml::from_str(include_str!("../../data/reading/words.toml"));
        let words = read.unwrap();
        assert_eq!((words.months.len(), words.editions.len()), (16, 12));
        for month in 1..=12 {
            assert!(words.months.contains_key(&u8::to_string(&month)), "{month}");
        }
        let keys = ["page", "chapter", "section", "figure", "volume", "paragraph"];
        assert!(keys.iter().all(|it| words.locators.contains_key(*it)));
    }

    #[test]
    fn bodies_are_told_from_people_in_every_language() {
        let bodies = &words().bibliography.bodies;
        for body in [
            "World Health Organization",
            "Universität Wien",
            "Bundesinstitut für Impfstoffe",
            "Université de Paris",
            "Universidad de Chile",
            "Istituto Superiore di Sanità",
            "Universidade de São Paulo",
            "Московский университет",
            "Đại học Quốc gia Hà Nội",
            "中华医学会 肿瘤学分会 专家委员会",
            "東京大学 病院",
            "서울대학교 병원",
        ] {
            assert!(bodies.is_sure(body), "{body}");
        }
        for person in [
            "Ana Bureau",
            "Jan van der Berg",
            "Nguyễn Văn Học",
            "李 伟",
            "김 대학",
            "Ivan Petrov",
            "Maria Academico",
            "Le Thi Hoi",
        ] {
            assert!(!bodies.is_sure(person), "{person}");
        }
        assert!(bodies.is_likely("Bureau of Statistics") && bodies.is_likely("RECOVERY Group"));
    }

    #[test]
    fn a_place_in_a_table_is_known_in_every_language() {
        let captions = &words().captions;
        for place in ["Table 1, row 2", "TABLE S3", "Tab. 2", "Tableau 1", "表 1", "表一", "Bảng 2"]
        {
            assert!(captions.is_in_table(place), "{place}");
        }
        for place in ["Text, Table 1", "Tablet use", "Section 3", "Stable disease", ""] {
            assert!(!captions.is_in_table(place), "{place}");
        }
    }

    #[test]
    fn dates_lose_signs_and_months_have_numbers() {
        assert_eq!(without_signs("2024年3月5日"), "2024 3 5 ");
        assert_eq!(without_signs("2024년 3월"), "2024  3 ");
        assert_eq!(without_signs("五月 2024"), "五月 2024");
        assert_eq!(["Sept.", "enero", "Septem", "Mayo"].map(month), [9, 1, 9, 5].map(Some));
        assert_eq!(month("Smith"), None);
        assert!(has_numbered_month("3月5日") && !has_numbered_month("三月"));
    }
}
