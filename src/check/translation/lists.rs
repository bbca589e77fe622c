//! D0622: an enumeration has as many items in both languages.
//!
//! Only what is certain is told: a Chinese list (、) that is longer than any list the English
//! sentence could hold, or an English one (commas before “and” or “or”) that is longer than any the
//! Chinese could.

use std::ops::Range;

use super::clauses::{Stretch, sentences};
use super::list_words::{
    CHINESE_COMPOUNDS, CHINESE_JOINS, ENGLISH_JOINS, ENGLISH_PHRASES, LAST_JOINS, OPENERS,
};
use super::pair::Pair;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::characters::is_han;

/// The longest item in words; a longer one may be a clause.
const LONGEST_ITEM: usize = 4;

/// Compares the enumerations of a pair.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let turned = match (pair.here.passage.language, pair.there.passage.language) {
        (Language::Zh, Language::En) => false,
        (Language::En, Language::Zh) => true,
        _ => return,
    };
    for sentence in sentences(pair) {
        findings.extend(uneven(pair, &sentence, turned));
    }
}

fn uneven(pair: &Pair, sentence: &Stretch, turned: bool) -> Option<Diagnostic> {
    let (zh, en) = if turned { (pair.there, pair.here) } else { (pair.here, pair.there) };
    let (zh_range, en_range) = match turned {
        true => (&sentence.there, &sentence.here),
        false => (&sentence.here, &sentence.there),
    };
    let listed = &zh.passage.text[zh_range.clone()];
    if !listed.contains('、') {
        return None;
    }
    let chinese = chinese(listed);
    let english = english(&en.passage.text[en_range.clone()]);
    let (at_least, at_most) = match () {
        () if chinese.certain > english.possible && english.possible > 1 => {
            (chinese.certain, english.possible)
        }
        () if english.certain > chinese.possible && chinese.certain > 1 => {
            (english.certain, chinese.possible)
        }
        () => return None,
    };
    let longer_here = (chinese.certain > english.possible) != turned;
    let (own, own_range, other, other_range) = match longer_here {
        true => (pair.here, &sentence.here, pair.there, &sentence.there),
        false => (pair.there, &sentence.there, pair.here, &sentence.here),
    };
    let message = format!(
        "the two languages list different numbers of things: {at_least} here, at most {at_most} there"
    );
    Some(
        Diagnostic::new(
            codes::LISTS_DIFFER,
            own.passage.place(trimmed(own_range, &own.passage.text)),
            message,
        )
        .related(other.passage.place(other_range.clone()), "its counterpart")
        .help("translate every item of the list"),
    )
}

fn trimmed(range: &Range<usize>, text: &str) -> Range<usize> {
    let stretch = &text[range.clone()];
    range.start + (stretch.len() - stretch.trim_start().len())..range.end
}

/// How many items the longest list of a sentence has.
struct Count {
    /// At least.
    certain: usize,
    /// At most, whatever commas and conjunctions mean; 1 where nothing joins.
    possible: usize,
}

fn chinese(sentence: &str) -> Count {
    let mut certain = 0;
    for clause in sentence.split(['，', '。', '；', '：', '（', '）', '“', '”', '；']) {
        let Some((listed, last)) = clause.rsplit_once('、') else { continue };
        let short = last.char_indices().take(9).last().map_or(0, |(at, c)| at + c.len_utf8());
        let joined = joins(&last[..short]);
        certain = certain.max(listed.matches('、').count() + 2 + usize::from(joined));
    }
    let separators = sentence.matches(['、', '，', '；', '（', '/', '+', '·', '等']).count();
    let joins: usize = CHINESE_JOINS.iter().map(|join| sentence.matches(join).count()).sum();
    Count { certain, possible: separators + joins + 1 }
}

/// Whether a conjunction stands between two words; at the edge it is a part of one.
fn joins(text: &str) -> bool {
    if CHINESE_COMPOUNDS.iter().any(|word| text.contains(word)) {
        return false;
    }
    let inside = |at: usize, join: &str| {
        let after = text[at + join.len()..].chars().next();
        at > 0 && after.is_some_and(|c| is_han(c) || c.is_alphanumeric())
    };
    let mut joins = LAST_JOINS.iter();
    joins.any(|join| text.match_indices(join).any(|(at, _)| inside(at, join)))
}

fn english(sentence: &str) -> Count {
    let is_join = |word: &str| ENGLISH_JOINS.contains(&word);
    let words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joins = words.filter(|word| is_join(&word.to_ascii_lowercase())).count();
    let parted: usize = ENGLISH_PHRASES.iter().map(|it| sentence.matches(it).count()).sum();
    Count { certain: series(sentence), possible: parted + joins + 1 }
}

/// The items of “a, b, c and d” where they are short and nothing stands before the list that its
/// first comma could end.
fn series(sentence: &str) -> usize {
    let pieces: Vec<&str> = sentence.split([',', ';', ':', '(', ')']).map(str::trim).collect();
    let length = |piece: &str| piece.split_whitespace().count();
    let Some((last, items)) = pieces.split_last() else { return 0 };
    let conjunction = [" and ", " or "].iter().find_map(|join| last.split_once(join));
    let opens = |piece: &str| {
        let first = piece.split_whitespace().next().unwrap_or_default();
        OPENERS.contains(&first.to_ascii_lowercase().as_str())
    };
    if opens(pieces[0]) || sentence.contains([':', ';', '(']) {
        return 0;
    }
    let mut middle = items.iter().skip(1);
    let short = middle.all(|item| (1..=LONGEST_ITEM).contains(&length(item)) && !opens(item));
    let single = !items.iter().any(|item| item.contains(" and ") || item.contains(" or "));
    match conjunction {
        Some((before, after)) if single && short && listed(before, after, items.len()) => {
            items.len() + 2
        }
        _ => 0,
    }
}

/// Whether the last two items are short enough to be items; of a list with one comma, very short.
fn listed(before: &str, after: &str, commas: usize) -> bool {
    let length = |piece: &str| piece.split_whitespace().count();
    let longest = if commas > 1 { LONGEST_ITEM } else { 1 };
    commas > 0 && length(before) <= longest && (1..=LONGEST_ITEM * 2).contains(&length(after))
}
