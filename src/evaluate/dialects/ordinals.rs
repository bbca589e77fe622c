//! Items of lists by letters and Roman numbers, as pandoc counts them.

use super::lines::Line;

/// For each line whether it begins an item by letter or Roman number that follows on one before it.
pub fn lettered(run: &[&Line]) -> Vec<bool> {
    let values: Vec<Vec<(usize, char)>> = run.iter().map(|line| ordinals(line.text)).collect();
    let mut out = vec![false; run.len()];
    let mut last: Vec<(usize, char)> = Vec::new();
    for (i, own) in values.iter().enumerate() {
        let follows = own.iter().any(|(n, sign)| last.contains(&(n.wrapping_sub(1), *sign)));
        out[i] = follows;
        if !own.is_empty() {
            last.clone_from(own);
        }
    }
    // The first of them stands on a line of its own too.
    let mut next_follows = false;
    for i in (1..run.len()).rev().filter(|i| !values[*i].is_empty()) {
        let follows = out[i];
        out[i] |= next_follows;
        next_follows = follows;
    }
    out
}

/// What `c.`, `iv)` or `(b)` may count.
fn ordinals(line: &str) -> Vec<(usize, char)> {
    let line = line.trim_start().trim_start_matches('(');
    let length = line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(length);
    let sign = rest.chars().next().filter(|c| matches!(c, '.' | ')'));
    let Some(sign) = sign.filter(|_| rest[1..].starts_with(' ')) else { return Vec::new() };
    let mut found = Vec::new();
    if let [letter] = word.as_bytes() {
        found.push((usize::from(letter.to_ascii_lowercase() - b'a' + 1), sign));
    }
    found.extend(roman(word).map(|number| (number + 1000, sign)));
    found
}

fn roman(word: &str) -> Option<usize> {
    let of = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        _ => None,
    };
    let values: Option<Vec<usize>> = word.chars().map(of).collect();
    let values = values.filter(|it| !it.is_empty() && it.len() < 9)?;
    let mut sum = 0usize;
    let mut largest = 0;
    for value in values.into_iter().rev() {
        sum = if value < largest { sum.saturating_sub(value) } else { sum + value };
        largest = largest.max(value);
    }
    Some(sum)
}
