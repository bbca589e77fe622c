//! Numbers in digits, in words, in Chinese and in Roman numerals, written out in one way.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::text::lexicon::{Sense, TermKind, TermMatch, is_letter};

/// The digits of Chinese numbers.
const DIGITS: &str = "零一二三四五六七八九";

/// What is counted stands behind a Chinese number; a digit without one is part of another word.
const COUNTERS: &str = "个种项类例线年月周天次处条步篇组名位期级段药联者句份倍支轮批格件张环成";

fn covered(marks: &[TermMatch], at: usize) -> Option<&TermMatch> {
    let after = marks.partition_point(|mark| mark.range.start <= at);
    marks[..after].last().filter(|mark| mark.range.contains(&at))
}

/// Numbers in digits that are no part of a name.
pub fn in_digits(text: &str, marks: &[TermMatch], found: &mut Vec<(Range<usize>, String)>) {
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
pub fn in_words(marks: &[TermMatch], found: &mut Vec<(Range<usize>, String)>) {
    for mark in marks {
        if let Sense::Word(TermKind::Number, number) = &mark.sense {
            found.push((mark.range.clone(), number.clone()));
        }
    }
}

/// Numbers in Chinese digits that count something: 十一个, 七种, 两年; 正文三、2 is 3.2.
pub fn chinese(text: &str, marks: &[TermMatch], found: &mut Vec<(Range<usize>, String)>) {
    let is_digit = |c: char| DIGITS.contains(c) || "十百两".contains(c);
    let mut sections: HashSet<usize> = HashSet::new();
    let digits = found.len();
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
                sections.insert(end + '、'.len_utf8());
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
    // The digits behind 正文三、 are told with it.
    let mut number = 0;
    found.retain(|(range, _)| {
        number += 1;
        number > digits || !sections.contains(&range.start)
    });
}

/// Roman numbers before 期, 级, 类: III 期 is phase 3.
pub fn roman(text: &str, marks: &[TermMatch], found: &mut Vec<(Range<usize>, String)>) {
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
