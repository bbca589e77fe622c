//! The figures of a passage: printed values and numbers in figures or words, each with its unit.

use std::ops::Range;

use super::lexicon::{Kind, Mark, Sense, is_letter};
use super::passage::{Passage, VALUE};
use crate::model::language::Language;
use crate::model::place::Place;

/// A printed value or a number of the text.
pub struct Figure {
    /// What it is compared by: cells, or a number without separators.
    pub key: String,
    /// Whether it is a printed value.
    pub printed: bool,
    /// Whether the word need not be meant as a number: “both”.
    pub optional: bool,
    /// Its unit, when one stands beside it.
    pub unit: Option<String>,
    /// What is read, for messages.
    pub words: String,
    /// Where it stands in the text.
    pub at: usize,
    /// Where it stands in the file.
    pub place: Place,
}

impl Figure {
    /// Whether it may be a year of the calendar, which is followed by 年 and has no unit.
    pub fn is_year(&self) -> bool {
        self.key.len() == 4 && self.key.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
    }
}

/// Units that no translation leaves out. What is counted may be named once for several numbers,
/// or by another word.
pub const MEASURES: [&str; 13] = [
    "percent", "months", "years", "weeks", "days", "hours", "cm", "mm", "mg", "kg", "ng_ml",
    "fold", "points",
];

/// The digits of Chinese numbers.
const DIGITS: &str = "零一二三四五六七八九";

/// What is counted stands behind a Chinese number; a digit without one is part of another word.
const COUNTERS: &str = "个种项类例线年月周天次处条步篇组名位期级段药联者句份倍支轮批格件张环成";

/// Every figure of a passage, in order.
pub fn figures(passage: &Passage, marks: &[Mark]) -> Vec<Figure> {
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    in_digits(&passage.text, marks, &mut found);
    in_words(marks, &mut found);
    match passage.language {
        Language::Zh => {
            chinese(&passage.text, marks, &mut found);
            roman(&passage.text, marks, &mut found);
        }
        Language::En => {}
    }
    let numbers = found.into_iter().map(|(range, key)| Figure {
        unit: key.split_once(':').map(|(_, unit)| unit.to_string()),
        optional: key.ends_with('?'),
        key: key.split([':', '?']).next().unwrap_or_default().to_string(),
        printed: false,
        words: passage.words(range.clone()).to_string(),
        at: range.start,
        place: passage.place(range),
    });
    let values = passage.values.iter().map(|value| Figure {
        key: value.key.clone(),
        printed: true,
        optional: false,
        unit: unit_named(&value.unit),
        words: value.text.clone(),
        at: value.at,
        place: value.place.clone(),
    });
    let mut figures: Vec<Figure> = numbers.chain(values).collect();
    figures.sort_by_key(|figure| figure.at);
    add_units(passage, marks, &mut figures);
    figures
}

fn covered(marks: &[Mark], at: usize) -> Option<&Mark> {
    let after = marks.partition_point(|mark| mark.range.start <= at);
    marks[..after].last().filter(|mark| mark.range.contains(&at))
}

/// Numbers in digits that are no part of a name.
fn in_digits(text: &str, marks: &[Mark], found: &mut Vec<(Range<usize>, String)>) {
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let length = text[start..]
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(text.len() - start);
        let digits = text[start..start + length].trim_end_matches(['.', ',']);
        at = start + length.max(1);
        if covered(marks, start).is_some() || in_a_word(text, start..start + digits.len()) {
            continue;
        }
        // A comma is a thousands separator before three digits, and parts numbers elsewhere.
        let mut from = start;
        for piece in split_list(digits) {
            let end = from + piece.len();
            let (key, scaled) = scale(&piece.replace(',', ""), &text[end..]);
            found.push((from..end + scaled, key));
            from = end + 1;
        }
    }
}

fn split_list(digits: &str) -> Vec<&str> {
    let thousands = digits
        .split(',')
        .skip(1)
        .all(|part| part.split('.').next().is_some_and(|whole| whole.len() == 3));
    match thousands {
        true => vec![digits],
        false => digits.split(',').filter(|part| !part.is_empty()).collect(),
    }
}

/// 万, 亿, million …: the number written out, and how many bytes the word takes.
fn scale(number: &str, rest: &str) -> (String, usize) {
    let words = [("万", 4), ("亿", 8), (" thousand", 3), (" million", 6), (" billion", 9)];
    let Some((word, zeros)) = words.into_iter().find(|(word, _)| rest.starts_with(word)) else {
        return (number.to_string(), 0);
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits = format!("{whole}{fraction}");
    for _ in fraction.len()..zeros {
        digits.push('0');
    }
    match fraction.len() > zeros {
        true => (number.to_string(), 0),
        false => (digits.trim_start_matches('0').to_string(), word.len()),
    }
}

/// Whether letters, or a sign that joins letters, touch the digits: CD8, JAK1/2, α-2b, B7-H4. A
/// number behind a whole word counts, as it does in Chinese: interleukin-2, 白细胞介素-2.
fn in_a_word(text: &str, range: Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let after = text[range.end..].chars().next();
    let previous = before.next();
    let joined = matches!(previous, Some('-' | '/' | '_'))
        && before.next().is_some_and(|c| is_letter(c) && !c.is_ascii_digit())
        && !(previous == Some('-') && ends_with_word(&text[..range.start - 1]));
    previous.is_some_and(is_letter)
        || joined
        || after.is_some_and(|c| is_letter(c) || matches!(c, '⁺' | '⁻'))
}

/// Whether a text ends with an English word, written small.
fn ends_with_word(text: &str) -> bool {
    let word = text.rsplit(|c: char| !is_letter(c)).next().unwrap_or_default();
    word.len() > 4 && word.chars().all(|c| c.is_ascii_lowercase())
}

/// Numbers in words that the lexicon knows.
fn in_words(marks: &[Mark], found: &mut Vec<(Range<usize>, String)>) {
    for mark in marks {
        if let Sense::Word(Kind::Number, number) = &mark.sense {
            found.push((mark.range.clone(), number.clone()));
        }
    }
}

/// Numbers in Chinese digits that count something: 十一个, 七种, 两年; 正文三、2 is 3.2.
fn chinese(text: &str, marks: &[Mark], found: &mut Vec<(Range<usize>, String)>) {
    let is_digit = |c: char| DIGITS.contains(c) || "十百两".contains(c);
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_digit) {
        let start = at + offset;
        let length = text[start..].find(|c| !is_digit(c)).unwrap_or(text.len() - start);
        let end = start + length;
        at = end;
        let Some(number) = chinese_number(&text[start..end]) else { continue };
        if covered(marks, start).is_some() {
            continue;
        }
        let before = &text[..start];
        let mut after = text[end..].chars();
        let next = after.next();
        let section = before.ends_with("正文");
        if section && next == Some('、') {
            let digits: String = after.take_while(char::is_ascii_digit).collect();
            if !digits.is_empty() {
                found.retain(|(range, _)| range.start != end + '、'.len_utf8());
                found.push((
                    start..end + '、'.len_utf8() + digits.len(),
                    format!("{number}.{digits}"),
                ));
                continue;
            }
        }
        let counts = next.is_some_and(|c| COUNTERS.contains(c))
            && (number != 1 || next.is_some_and(|c| "年月周天".contains(c)));
        let part = text[end..].starts_with("部分");
        let ordinal = part || (before.ends_with('第') || before.ends_with('其')) && number != 1;
        if counts || ordinal || section {
            found.push((start..end, number.to_string()));
        }
    }
}

/// Roman numbers before 期, 级, 类: III 期 is phase 3.
fn roman(text: &str, marks: &[Mark], found: &mut Vec<(Range<usize>, String)>) {
    let numbers = ["I", "II", "III", "IV"];
    for (at, _) in text.match_indices(['期', '级', '类', '型']) {
        let start = text[..at].trim_end_matches(['I', 'V', '/', ' ']).len();
        let mut from = start;
        for piece in text[start..at].split(['/', ' ']) {
            let number = numbers.iter().position(|number| *number == piece);
            if let Some(number) = number.filter(|_| covered(marks, from).is_none()) {
                found.push((from..from + piece.len(), (number + 1).to_string()));
            }
            from += piece.len() + 1;
        }
    }
}

/// 三, 两, 十一, 二十, 三十五.
fn chinese_number(digits: &str) -> Option<u32> {
    let value = |c: char| match c {
        '两' => Some(2),
        _ => DIGITS.chars().position(|digit| digit == c).map(|at| at as u32),
    };
    match digits.split_once('十') {
        None if digits.chars().count() == 1 => value(digits.chars().next()?),
        None => None,
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { chinese_number(tens)? };
            let ones = if ones.is_empty() { 0 } else { chinese_number(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// The unit that `words.txt` knows a printed unit by.
fn unit_named(printed: &str) -> Option<String> {
    let known = crate::model::unit::UNITS.into_iter().find(|unit| {
        !printed.is_empty()
            && Language::ALL.into_iter().any(|language| {
                ["1", "2"].iter().any(|number| unit.label(language, number) == printed)
            })
    });
    known.map(|unit| unit.id.to_string())
}

/// Finds the unit of each figure that has none yet.
fn add_units(passage: &Passage, marks: &[Mark], figures: &mut [Figure]) {
    for i in 0..figures.len() {
        if figures[i].unit.is_none() {
            let unit = unit_beside(passage, marks, figures, i);
            figures[i].unit = unit.filter(|unit| unit != "years" || !figures[i].is_year());
        }
    }
    // The first end of a range has the unit of the second: 15–30%.
    for i in (0..figures.len().saturating_sub(1)).rev() {
        let between = &passage.text[end_of(&figures[i], passage)..figures[i + 1].at];
        if figures[i].unit.is_none() && matches!(between, "–" | "～" | "-" | " to " | "至" | "到")
        {
            figures[i].unit = figures[i + 1].unit.clone();
        }
    }
}

fn end_of(figure: &Figure, passage: &Passage) -> usize {
    let length = if figure.printed { VALUE.len_utf8() } else { figure.words.len() };
    (figure.at + length).min(passage.text.len())
}

/// A unit right behind the figure; what is counted may stand a few words further on.
fn unit_beside(passage: &Passage, marks: &[Mark], figures: &[Figure], i: usize) -> Option<String> {
    let text = &passage.text;
    let end = end_of(&figures[i], passage);
    let limit = figures.get(i + 1).map_or(text.len(), |next| next.at.max(end));
    let unit = |mark: &Mark| match &mark.sense {
        Sense::Word(Kind::Unit, unit) => Some(unit.clone()),
        _ => None,
    };
    for mark in marks.iter().filter(|mark| mark.range.start >= end && mark.range.start < limit) {
        let between = &text[end..mark.range.start];
        if between
            .contains([',', '.', ';', ':', '(', ')', '，', '。', '；', '：', '（', '）', '、'])
        {
            break;
        }
        let Some(found) = unit(mark) else { continue };
        let close = between.trim_matches([' ', '-']).is_empty();
        let words = between.split_whitespace().count();
        let reach = if MEASURES.contains(&found.as_str()) { 1 } else { 3 };
        let near = passage.language == Language::En && words <= reach;
        match close || near {
            true => return Some(found),
            false => break,
        }
    }
    let before = marks.iter().rev().find(|mark| mark.range.end <= figures[i].at);
    let before = before.filter(|mark| text[mark.range.end..figures[i].at] == *" ")?;
    unit(before)
        .filter(|unit| passage.language == Language::En && MEASURES.contains(&unit.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::lexicon::Lexicon;
    use crate::model::node::Cell;
    use crate::model::place::Origin;

    fn read(language: Language, text: &str) -> Vec<String> {
        let place = Place::file("a");
        let passage =
            Passage::of_cell(language, &Cell::new(text, Origin { place, address: String::new() }));
        let marks = Lexicon::new(&[], language).marks(&passage);
        let with_unit = |figure: Figure| match figure.unit {
            Some(unit) => format!("{} {unit}", figure.key),
            None => figure.key,
        };
        figures(&passage, &marks).into_iter().map(with_unit).collect()
    }

    #[test]
    fn both_languages_give_the_same_figures() {
        for (zh, en) in [
            ("七种方案", "seven regimens"),
            ("十一个队列，两个", "eleven cohorts, two"),
            ("半年内、一年时", "within six months, at one year"),
            ("１２．５％", "12.5%"),
            ("15%～30%", "15–30%"),
            ("1.2 万人", "12,000 people"),
            ("3 亿", "300 million"),
            ("Ⅲ 期与 I/II 期", "phase 3 and phase 1/2"),
            ("正文三、3（2）至（4）", "Section 3.3(2)–(4)"),
            ("3/15，P<0.001", "3/15, P<0.001"),
            ("一线与二线", "first-line and second-line"),
            ("2024 年版", "2024 edition"),
            ("第 21 天", "day 21"),
            ("另一项统一的进一步研究", "another"),
            ("白细胞介素-6", "interleukin-6"),
            ("2024 个月与 2000 例", "2024 months and 2000 patients"),
            ("PD-1、CD8⁺、JAK1/2 与 B7-H4", "PD-1, CD8⁺, JAK1/2 and B7-H4"),
        ] {
            let counted = |figures: Vec<String>| -> Vec<String> {
                let bare = |it: String| it.replace(" patients", "");
                figures.into_iter().map(bare).collect()
            };
            let (here, there) = (read(Language::Zh, zh), read(Language::En, en));
            assert_eq!(counted(here), counted(there), "{zh} / {en}");
        }
    }

    #[test]
    fn units_are_found_beside_their_numbers() {
        assert_eq!(read(Language::En, "38 evaluable patients"), ["38 patients"]);
        assert_eq!(read(Language::Zh, "38 例可评估患者"), ["38 patients"]);
        assert_eq!(read(Language::En, "a two-year rate of 4 mg"), ["2 years", "4 mg"]);
        assert_eq!(read(Language::En, "in 5, months later"), ["5"]);
    }
}
