//! Phrases of a language in a sentence.

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The phrase as the text has it.
    pub word: String,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// The first of these phrases in a text of small letters; letters with spaces between words must stand by themselves.
pub fn find(text: &str, phrases: &[String]) -> Option<Found> {
    let all = phrases.iter().flat_map(|phrase| {
        let apart = move |at: &usize| is_apart(text, *at, at + phrase.len());
        let mut places = text.match_indices(phrase.as_str()).map(|(at, _)| at);
        places.find(apart).map(|at| Found { word: phrase.clone(), at })
    });
    all.min_by_key(|it| (it.at, std::cmp::Reverse(it.word.len())))
}

/// Whether what stands from `start` to `end` is no part of a longer word.
fn is_apart(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && !crate::language::characters::is_wide(c);
    let inside = text[start..end].chars().next().is_some_and(is_letter);
    let before = text[..start].chars().next_back().is_some_and(is_letter);
    let after = text[end..].chars().next().is_some_and(is_letter);
    !inside || !before && !after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_by_themselves_and_han_anywhere() {
        let of = |text: &str, phrase: &str| find(text, &[phrase.to_string()]).map(|it| it.at);
        assert_eq!(of("it is unlikely", "likely"), None);
        assert_eq!(of("it likely helps", "likely"), Some(3));
        assert_eq!(of("卡介苗可能有效", "可能"), Some(9));
    }
}
