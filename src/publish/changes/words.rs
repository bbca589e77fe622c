//! In which words two texts differ.

/// A piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Both(String),
    /// In the older one only.
    Old(String),
    /// In the newer one only.
    New(String),
}

/// Of texts with more words than so many that differ, the middle is told as a whole: comparing them costs the
/// product of their lengths.
const MOST: usize = 600;

/// The pieces of two texts in their order; words of letters and digits, and every Han character, are wholes.
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    let (inner_old, inner_new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let mut pieces = vec![Piece::Both(old[..start].concat())];
    match inner_old.len().max(inner_new.len()) > MOST {
        true => pieces.extend([Piece::Old(inner_old.concat()), Piece::New(inner_new.concat())]),
        false => inner(inner_old, inner_new, &mut pieces),
    }
    pieces.push(Piece::Both(old[old.len() - end..].concat()));
    joined(pieces)
}

/// By the longest common subsequence.
fn inner(old: &[&str], new: &[&str], pieces: &mut Vec<Piece>) {
    let width = new.len() + 1;
    let mut lengths = vec![0u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = match old[i] == new[j] {
                true => lengths[(i + 1) * width + j + 1] + 1,
                false => lengths[(i + 1) * width + j].max(lengths[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let both = i < old.len() && j < new.len();
        if both && old[i] == new[j] {
            pieces.push(Piece::Both(old[i].to_string()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || both && lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]
        {
            pieces.push(Piece::Old(old[i].to_string()));
            i += 1;
        } else {
            pieces.push(Piece::New(new[j].to_string()));
            j += 1;
        }
    }
}

/// Joins pieces of one kind, and takes in what is left between two changes if it has no letter or digit.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut old, mut new, mut between) = (String::new(), String::new(), String::new());
    for piece in pieces.into_iter().chain([Piece::Both("\n".to_string())]) {
        match piece {
            Piece::Old(text) => {
                new.push_str(&between);
                old.push_str(&std::mem::take(&mut between));
                old.push_str(&text);
            }
            Piece::New(text) => {
                new.push_str(&between);
                old.push_str(&std::mem::take(&mut between));
                new.push_str(&text);
            }
            Piece::Both(text) => {
                let changing = !(old.is_empty() && new.is_empty());
                if changing
                    && !text.is_empty()
                    && !text.contains(|c: char| c.is_alphanumeric() || c == '\n')
                {
                    between.push_str(&text);
                    continue;
                }
                if text.is_empty() {
                    continue;
                }
                out.extend(Some(Piece::Old(std::mem::take(&mut old))).filter(|it| !it.is_blank()));
                out.extend(Some(Piece::New(std::mem::take(&mut new))).filter(|it| !it.is_blank()));
                let text = std::mem::take(&mut between) + &text;
                match out.last_mut() {
                    Some(Piece::Both(last)) => last.push_str(&text),
                    _ => out.push(Piece::Both(text)),
                }
            }
        }
    }
    if let Some(Piece::Both(last)) = out.last_mut() {
        last.truncate(last.trim_end_matches('\n').len());
    }
    out.retain(|piece| !piece.is_blank());
    out
}

impl Piece {
    fn is_blank(&self) -> bool {
        let (Piece::Both(text) | Piece::Old(text) | Piece::New(text)) = self;
        text.is_empty()
    }
}

/// Words of letters and digits; every other character, and each of Chinese, by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let is_word = |c: char| c.is_alphanumeric() && !crate::language::characters::is_wide(c);
    let mut in_word = false;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, character)) = characters.next() {
        // The signs in 19.2 and 1,200 are part of the number.
        let next = characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let in_number = ".,·".contains(character) && before.is_ascii_digit() && next;
        before = character;
        if in_number {
            continue;
        }
        let joins = in_word && is_word(character);
        if !joins && at > start {
            tokens.push(&text[start..at]);
            start = at;
        }
        in_word = is_word(character);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// How much of two texts is the same, from 0 to 1: by their words, whatever their order.
pub fn likeness(old: &str, new: &str) -> f64 {
    let count = |text: &str| {
        let mut counts: std::collections::HashMap<String, i64> = std::collections::HashMap::new();
        let words = tokens(text).into_iter().filter(|it| it.contains(char::is_alphanumeric));
        words.for_each(|word| *counts.entry(word.to_string()).or_default() += 1);
        counts
    };
    let (old, new) = (count(old), count(new));
    let all: i64 = old.values().sum::<i64>() + new.values().sum::<i64>();
    let shared: i64 =
        old.iter().map(|(word, n)| (*n).min(new.get(word).copied().unwrap_or(0))).sum();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let one = |piece: Piece| match piece {
            Piece::Both(text) => text,
            Piece::Old(text) => format!("[-{text}-]"),
            Piece::New(text) => format!("{{+{text}+}}"),
        };
        pieces(old, new).into_iter().map(one).collect()
    }

    #[test]
    fn changed_words_are_told_as_wholes() {
        for (old, new, expected) in [
            ("The dose was 15 mg.", "The dose is 15 mg.", "The dose [-was-]{+is+} 15 mg."),
            ("a b c", "a b c", "a b c"),
            ("", "a", "{+a+}"),
            ("a", "", "[-a-]"),
            ("肝癌患者生存期延长", "肝癌患者的生存期缩短", "肝癌患者{+的+}生存期[-延长-]{+缩短+}"),
            ("one old word here", "one brand new here", "one [-old word-]{+brand new+} here"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn long_texts_without_a_word_in_common_are_told_as_wholes() {
        let (old, new) = ("a ".repeat(5_000), "b ".repeat(5_000));
        assert_eq!(pieces(&old, &new).len(), 3);
        assert!(likeness(&old, &new) == 0.0 && likeness(&old, &old) == 1.0);
    }
}
