//! Widths and heights as authors write them: a number with a unit, within what a page can hold.

/// The widest page that anybody prints, in millimetres: A0.
const WIDEST: f64 = 841.0;

/// The units of an image's width, each in millimetres; a share is of the width of the text, and an em
/// depends on the type.
const UNITS: [(&str, f64); 7] = [
    ("%", WIDEST / 100.0),
    ("px", 25.4 / 96.0),
    ("pt", 25.4 / 72.0),
    ("mm", 1.0),
    ("cm", 10.0),
    ("in", 25.4),
    ("em", 3.5),
];

/// Why a word is no width, as the end of a sentence; `None` when it is one.
pub fn fault(word: &str) -> Option<String> {
    let Some((number, unit, size)) = parts(word) else {
        let units = UNITS.map(|(unit, _)| unit).join(", ");
        return Some(format!("is not a number with one of the units {units}"));
    };
    match number * size {
        _ if number <= 0.0 => Some("is nothing".to_string()),
        _ if unit == "%" && number > 100.0 => Some("is wider than the text".to_string()),
        wide if wide > WIDEST => Some("is wider than any page".to_string()),
        _ => None,
    }
}

/// A length or share as dialects of Markdown and HTML write it: a bare number is of pixels.
pub fn plain(word: &str) -> String {
    let word = word.trim().trim_matches(['"', '\'']).trim();
    let is_bare = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_bare { format!("{word}px") } else { word.to_string() }
}

/// A width as Typst writes it, if it is one; Typst has no pixels.
pub fn typst(word: &str) -> Option<String> {
    if fault(word).is_some() {
        return None;
    }
    match parts(word)? {
        (number, "px", _) => Some(format!("{}pt", number * 72.0 / 96.0)),
        _ => Some(word.to_string()),
    }
}

/// The number, its unit, and the size of the unit in millimetres.
fn parts(word: &str) -> Option<(f64, &str, f64)> {
    let (unit, size) = UNITS.into_iter().find(|(unit, _)| word.ends_with(unit))?;
    let digits = word.strip_suffix(unit)?;
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number = digits.parse().ok().filter(|_| is_plain && digits.len() <= 20)?;
    Some((number, unit, size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_page_can_hold_is_a_width() {
        for word in ["60%", "100%", "0.5%", "8cm", "20em", "120pt", "3in", "12.5mm", "200px"] {
            assert_eq!(fault(word), None, "{word}");
        }
        let wrong = [
            "300%", "1e400%", "inf%", "NaN", "abc", "-3cm", "0", "0%", "0.0cm", "9999cm", "3",
            "3pc", "", "%", "+5%", "5 %", "1e2%", "inf", "٣%",
        ];
        for word in wrong {
            assert!(fault(word).is_some(), "{word}");
        }
        assert_eq!(plain(" \"200\" "), "200px");
        assert_eq!(typst("200px").as_deref(), Some("150pt"));
        assert_eq!(typst("200").as_deref(), None);
    }
}
