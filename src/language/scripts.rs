//! In which script a text is written.

use super::characters::is_han;

/// The scripts that are told apart: their codes of ISO 15924, and how many Latin letters one of their
/// characters weighs.
const SCRIPTS: [(&str, usize); 7] =
    [("Hans", 3), ("Jpan", 3), ("Kore", 3), ("Cyrl", 1), ("Arab", 1), ("Hebr", 1), ("Latn", 1)];

/// The script of most of a text, by its code; Latin when there are no letters. Kana make a text Japanese
/// that has many Han characters.
pub fn most(text: &str) -> &'static str {
    let mut counts = [0usize; SCRIPTS.len()];
    for at in text.chars().filter_map(of) {
        counts[at] += 1;
    }
    if counts[1] * 10 >= counts[0] {
        counts[1] += std::mem::take(&mut counts[0]);
    }
    let weighed = SCRIPTS.iter().zip(counts).map(|((code, weight), count)| (*code, count * weight));
    // The first of those that weigh most.
    let most = weighed.rev().max_by_key(|(_, weight)| *weight);
    most.filter(|(_, weight)| *weight > 0).map_or("Latn", |(code, _)| code)
}

/// The tag of the language of a text that is mostly written from right to left, as far as its letters tell.
pub fn right_to_left(text: &str) -> Option<&'static str> {
    match most(text) {
        "Hebr" => Some("he"),
        // Letters that Persian adds to those of Arabic.
        "Arab" if text.contains(['\u{67e}', '\u{686}', '\u{698}', '\u{6af}']) => Some("fa"),
        "Arab" => Some("ar"),
        _ => None,
    }
}

/// How many bytes of a value run from the left in a text that runs from the right, and would part there without a sign of
/// direction: `−3.2`, `12–34`, `1250.5 US$`, but not the word of a unit behind it. None of plain digits.
pub fn from_left(value: &str) -> usize {
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let head = value[..value.find(from_right).unwrap_or(value.len())].trim_end();
    let number = head.strip_suffix('%').unwrap_or(head);
    let plain = number.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    let runs = head.contains(|c: char| c.is_ascii_digit() || c.is_alphabetic());
    if plain || !runs { 0 } else { head.len() }
}

/// Which of the scripts a character is of.
fn of(character: char) -> Option<usize> {
    Some(match character {
        c if is_han(c) => 0,
        '\u{3041}'..='\u{30fa}' => 1,
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => 2,
        '\u{400}'..='\u{52f}' => 3,
        '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' => 4,
        '\u{5d0}'..='\u{5ea}' => 5,
        c if c.is_ascii_alphabetic() || ('\u{c0}'..'\u{250}').contains(&c) => 6,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{from_left, most, right_to_left};

    #[test]
    fn the_number_of_a_value_runs_from_the_left() {
        for (value, head) in [
            ("−3.2%", "−3.2%"),
            ("12–34 وجبات", "12–34"),
            ("<0.001", "<0.001"),
            ("1250.5 US$", "1250.5 US$"),
            ("1.8 وجبات", ""),
            ("16,445", ""),
            ("42.5%", ""),
            ("مخيم 3–4", ""),
            ("-٣", ""),
        ] {
            assert_eq!(&value[..from_left(value)], head, "{value}");
        }
    }

    #[test]
    fn what_is_written_from_right_to_left_is_told() {
        for (text, tag) in [
            ("سرطان الكبد HCC", Some("ar")),
            ("سرطان کبد در گروه", Some("fa")),
            ("סרטן הכבד", Some("he")),
            ("liver, كبد", None),
        ] {
            assert_eq!(right_to_left(text), tag, "{text}");
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        for (text, script) in [
            ("肝癌 is HCC", "Hans"),
            ("肝癌 is liver cancer", "Latn"),
            ("这是 PD-1 与 KEYNOTE 的研究", "Hans"),
            ("肝臓がんの治療", "Jpan"),
            ("간암의 치료", "Kore"),
            ("Рак печени, HCC", "Cyrl"),
            ("سرطان الكبد", "Arab"),
            ("סרטן הכבד", "Hebr"),
            ("Élan", "Latn"),
            ("12", "Latn"),
        ] {
            assert_eq!(most(text), script, "{text}");
        }
    }
}
