//! “did you mean”: the known name that is closest to an unknown one.

use std::collections::HashMap;

use crate::data::work;

/// “did you mean `x`?” when a known name is close to the unknown one.
pub fn suggestion<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(unknown, known).map(|best| format!("did you mean `{best}`?"))
}

/// What else helps with an unknown name, and before it the name that may be meant.
pub fn before<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>, help: &str) -> String {
    match suggestion(unknown, known) {
        Some(near) => format!("{near} {help}"),
        None => help.to_string(),
    }
}

/// The known name that is closest to an unknown one (Jaro–Winkler over 0.8), whatever their capitals.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let small = unknown.to_lowercase();
    let score = |name: &str| strsim::jaro_winkler(&small, &name.to_lowercase());
    // Of two that differ in their capitals only, the one that is written more alike.
    let exact = |name: &str| strsim::jaro_winkler(unknown, name);
    let scored = known.into_iter().map(|name| (score(name), exact(name), name));
    let better =
        |a: &(f64, f64, &str), b: &(f64, f64, &str)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
    scored.max_by(better).filter(|(score, ..)| *score > 0.8).map(|(.., name)| name)
}

/// Whether one name may well be a slip of the pen for another: they differ in capitals, spaces and hyphens only, or
/// in one letter of a word of four or more. Names that differ in a digit, in their first letter or in a short word
/// are counted things, not slips: `arm_a` and `arm_b`, `2023` and `2024`.
pub fn is_slip(written: &str, known: &str) -> bool {
    let (one, other) = (words(written), words(known));
    if one.concat() == other.concat() {
        return written != known;
    }
    if one.len() != other.len() {
        return false;
    }
    let differing: Vec<_> = one.iter().zip(&other).filter(|(one, other)| one != other).collect();
    let [(one, other)] = differing[..] else { return false };
    let lengths = [one, other].map(|word| word.chars().count());
    lengths.iter().min() >= Some(&3)
        && lengths.iter().max() >= Some(&4)
        && one.chars().next() == other.chars().next()
        && digits(one) == digits(other)
        && strsim::damerau_levenshtein(one, other) == 1
}

/// Whether two names are a letter or two apart, whatever their capitals: two of a name of six letters or more.
pub fn is_letters_apart(written: &str, known: &str) -> bool {
    let (one, other) = (written.to_lowercase(), known.to_lowercase());
    let most = if other.chars().count() < 6 { 1 } else { 2 };
    one.chars().next() == other.chars().next() && strsim::damerau_levenshtein(&one, &other) <= most
}

/// The digits of a word.
pub(super) fn digits(word: &str) -> String {
    word.chars().filter(|c| c.is_numeric()).collect()
}

/// The words of a name in small letters.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    parts.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

/// Names to suggest for many unknown ones, each of which is compared once.
pub struct Suggestions<'a> {
    known: Vec<&'a str>,
    said: HashMap<String, Option<String>>,
    comparisons: usize,
}

/// When so many names have been compared, nothing more is suggested: whoever has that many unknown
/// names has another fault than a slip.
const MOST: usize = 200_000;

impl<'a> Suggestions<'a> {
    /// Suggestions among these names.
    pub fn new(known: impl IntoIterator<Item = &'a str>) -> Suggestions<'a> {
        Suggestions { known: known.into_iter().collect(), said: HashMap::new(), comparisons: 0 }
    }

    /// “did you mean `x`?” for an unknown name.
    pub fn near(&mut self, unknown: &str) -> Option<String> {
        if let Some(said) = self.said.get(unknown) {
            return said.clone();
        }
        if self.comparisons > MOST {
            return None;
        }
        self.comparisons += self.known.len();
        work::count(self.known.len());
        let near = suggestion(unknown, self.known.iter().copied());
        self.said.insert(unknown.to_string(), near.clone());
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_name_is_found_whatever_its_capitals() {
        for (unknown, known, found) in [
            ("Percent", &["months", "percent"][..], Some("percent")),
            ("MG", &["kg", "mg"], Some("mg")),
            ("MG", &["mg", "Mg"], Some("Mg")),
            ("valeu", &["value", "low", "high"], Some("value")),
            ("rash", &["ade", "bleeding"], None),
            ("x", &[], None),
        ] {
            assert_eq!(nearest(unknown, known.iter().copied()), found, "{unknown}");
        }
    }

    #[test]
    fn counted_things_are_no_slips() {
        for (written, known) in [
            ("Geriatrics", "geriatrics"),
            ("geriatric", "geriatrics"),
            ("cardiolgy", "cardiology"),
            ("south_cty", "south_city"),
            ("general-surgery", "general_surgery"),
            ("General  Surgery", "general surgery"),
        ] {
            assert!(is_slip(written, known), "{written}");
        }
        for (written, known) in [
            ("2023", "2024"),
            ("arm_a", "arm_b"),
            ("ward1", "ward2"),
            ("radiology", "cardiology"),
            ("all", "cardiology"),
            ("phase_ii", "phase_iii"),
            ("upper", "lower"),
            ("cardiology", "cardiology"),
            ("male", "female"),
            ("south_cty_annex_2", "south_city"),
        ] {
            assert!(!is_slip(written, known), "{written}");
        }
    }
}
