//! Numbers in the words of a language that is none of the project's, where a percent sign or a counted word follows:
//! quarante %. Elsewhere such a word is most often another one.

use std::ops::Range;

use super::beside_values::is_counted;
use super::languages;
use super::words;
use crate::check::text::numbers::tables::Tables;
use crate::language::packs::Languages;

/// So many characters before the sign may be the number's.
const NEAR: usize = 40;

/// Where the numbers stand, in characters.
pub fn numbers(characters: &[char], languages: languages::Languages) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 1..characters.len() {
        // What follows a word begins behind a space or is a sign.
        let end = at - usize::from(characters[at - 1].is_whitespace());
        let ends = end > 0 && characters[end - 1].is_alphabetic();
        if !ends || !(end < at || "%％‰".contains(characters[at])) {
            continue;
        }
        if !is_counted(&characters[at..], languages) {
            continue;
        }
        let from = end.saturating_sub(NEAR);
        let others = Languages::built_in().all();
        let others = others.filter(|it| languages.iter().all(|own| own.language != *it));
        let word = others
            .flat_map(|it| words::numbers(&characters[from..end], &[Tables::numerals_of(it)]));
        let last = word.map(|it| it.range).find(|it| from + it.end == end);
        found.extend(last.map(|it| from + it.start..end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn words_of_other_languages_count_only_before_what_they_count() {
        let own = [Tables::of(Language::En)];
        let found = |text: &str| -> Vec<String> {
            let characters: Vec<char> = text.chars().collect();
            let found = numbers(&characters, &own).into_iter();
            found.map(|it| characters[it].iter().collect()).collect()
        };
        for (text, number) in [
            ("of quarante % here", "quarante"),
            ("in vierzig patients", "vierzig"),
            ("of cuarenta% of them", "cuarenta"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        for text in
            ["of onze patients", "in most patients", "some % of", "quarante and more", "40 %"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
