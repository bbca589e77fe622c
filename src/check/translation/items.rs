//! How many items the enumerations of a sentence have.

use crate::check::text::letters::in_small_letters;
use crate::check::text::letters::is_letter;
use crate::check::text::numbers::tables::Tables;
use crate::language::comparison::Table;

/// The longest item in words; a longer one may be a clause.
const LONGEST_ITEM: usize = 4;

/// How many items the longest list of a sentence has.
pub struct Count {
    /// At least.
    pub certain: usize,
    /// At most, whatever signs and conjunctions mean; 1 where nothing joins.
    pub possible: usize,
    /// Whether a sign that parts items and nothing else is in it.
    pub marked: bool,
}

/// The items of a sentence; `None` when the language says nothing of lists.
pub fn items(tables: &Tables, sentence: &str) -> Option<Count> {
    if !tables.has(Table::ListJoin) {
        return None;
    }
    let sign = tables.list(Table::ListSign).first().map(|word| word.text.as_str());
    let certain = match sign {
        Some(sign) => signed(tables, sign, sentence),
        None => series(tables, sentence),
    };
    let parting = tables.list(Table::ListParting).iter();
    let parted: usize = parting.map(|word| sentence.matches(&word.text).count()).sum();
    let marked = sign.is_some_and(|sign| sentence.contains(sign));
    Some(Count { certain, possible: parted + joins(tables, sentence) + 1, marked })
}

/// How many words of a sentence may join items.
fn joins(tables: &Tables, sentence: &str) -> usize {
    if tables.unspaced {
        let all = tables.list(Table::ListJoin).iter();
        return all.map(|join| sentence.matches(&join.text).count()).sum();
    }
    let lower = in_small_letters(sentence);
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| tables.holds(Table::ListJoin, word)).count()
}

/// The items of a list with a sign of its own: 甲、乙和丙.
fn signed(tables: &Tables, sign: &str, sentence: &str) -> usize {
    let mut certain = 0;
    for clause in sentence.split(['，', '。', '；', '：', '（', '）', '“', '”']) {
        for part in parts_of_clause(tables, sign, clause) {
            certain = certain.max(listed_in(tables, sign, part));
        }
    }
    certain
}

/// A clause between the signs behind words that end one: 回診し、月2回、…に報告する.
fn parts_of_clause<'s>(tables: &Tables, sign: &str, clause: &'s str) -> Vec<&'s str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in clause.match_indices(sign) {
        if tables.at_end(Table::ListClause, &clause[..at]).is_some() {
            parts.push(&clause[from..at]);
            from = at + sign.len();
        }
    }
    parts.push(&clause[from..]);
    parts
}

/// The items that a sign parts in a part of a clause.
fn listed_in(tables: &Tables, sign: &str, part: &str) -> usize {
    let Some((listed, last)) = part.rsplit_once(sign) else { return 0 };
    // Days 1, 2 and 3 may be a range elsewhere; numbers are compared one by one.
    let digit = |it: Option<char>| it.is_some_and(|c| c.is_ascii_digit());
    if digit(listed.trim_end().chars().next_back()) && digit(last.trim_start().chars().next()) {
        return 0;
    }
    // Numbers that have words of their own are compared too: 52 票赞成、47 票反对、1 票弃权.
    if part.split(sign).all(|item| item.contains(|c: char| c.is_ascii_digit())) {
        return 0;
    }
    let short = last.char_indices().take(9).last().map_or(0, |(at, c)| at + c.len_utf8());
    listed.matches(sign).count() + 2 + usize::from(joined(tables, &last[..short]))
}

/// Whether a conjunction stands between two words; at the edge it is a part of one.
fn joined(tables: &Tables, text: &str) -> bool {
    if tables.list(Table::ListCompound).iter().any(|word| text.contains(&word.text)) {
        return false;
    }
    let inside = |at: usize, join: &str| {
        let after = text[at + join.len()..].chars().next();
        at > 0 && after.is_some_and(char::is_alphanumeric)
    };
    let mut joins = tables.list(Table::ListLast).iter().map(|join| join.text.as_str());
    joins.any(|join| text.match_indices(join).any(|(at, _)| inside(at, join)))
}

/// The items of “a, b, c and d” where they are short and nothing stands before the list that its
/// first comma could end.
fn series(tables: &Tables, sentence: &str) -> usize {
    let pieces: Vec<&str> = sentence.split([',', ';', ':', '(', ')']).map(str::trim).collect();
    let length = |piece: &str| piece.split_whitespace().count();
    let Some((last, items)) = pieces.split_last() else { return 0 };
    let opens = |piece: &str| {
        let first = piece.split_whitespace().next().unwrap_or_default();
        tables.holds(Table::ListOpener, &in_small_letters(first))
    };
    if opens(pieces[0]) || sentence.contains([':', ';', '(']) {
        return 0;
    }
    let mut middle = items.iter().skip(1);
    let short = middle.all(|item| (1..=LONGEST_ITEM).contains(&length(item)) && !opens(item));
    let single = !items.iter().any(|item| parted(tables, item).is_some());
    match parted(tables, last) {
        Some((before, after))
            if single
                && short
                && !opens(before)
                && listed(before, after, items.len())
                && !is_apposition(items, before, after) =>
        {
            items.len() + 2
        }
        _ => 0,
    }
}

/// What stands before and behind a word that joins the last item.
fn parted<'t>(tables: &Tables, piece: &'t str) -> Option<(&'t str, &'t str)> {
    tables.list(Table::ListLast).iter().find_map(|join| {
        let (before, after) = piece.split_once(join.text.as_str())?;
        let whole = !before.ends_with(is_letter) && !after.starts_with(is_letter);
        (whole && before.ends_with(' ') && after.starts_with(' ')).then_some((before, after))
    })
}

/// “Breeding birds, 2024 and 2025”: numbers that go on with no number are no further items.
fn is_apposition(items: &[&str], before: &str, after: &str) -> bool {
    let number = |item: &str| item.trim().starts_with(|c: char| c.is_ascii_digit());
    number(before) && number(after) && !items.iter().all(|item| number(item))
}

/// Whether the last two items are short enough to be items; of a list with one comma, very short.
fn listed(before: &str, after: &str, commas: usize) -> bool {
    let length = |piece: &str| piece.split_whitespace().count();
    let longest = if commas > 1 { LONGEST_ITEM } else { 1 };
    commas > 0 && length(before) <= longest && (1..=LONGEST_ITEM * 2).contains(&length(after))
}
