//! The language of a work: as it says, or else by the letters of its title.

use crate::language::characters::is_han;
use crate::language::packs::Languages;
use crate::language::{Language, scripts};

/// So many letters a wide character may have beside it in a title of a language that is written in these.
const MOST_LETTERS: usize = 8;

/// The language in whose words a work is cited. Those that are set in letters share the words of the pages;
/// they are the neutral one here.
pub fn of(said: Option<&str>, title: &str) -> Language {
    let known = Languages::built_in();
    let own = |code: &str| known.find(code).map(Language::root);
    let by_title = || {
        // A few of them in a long title in letters are a name or a remark.
        let (wide, plain) = (title.chars().filter(|c| is_han(*c)), title.chars());
        let letters = plain.filter(char::is_ascii_alphabetic).count();
        let is_wide = wide.count() * MOST_LETTERS > letters;
        let wide: String = title.chars().filter(|c| !c.is_ascii()).collect();
        is_wide.then(|| known.of_script(scripts::most(&wide))).flatten()
    };
    let found = match said {
        Some(code) => own(code),
        None => by_title(),
    };
    found.filter(|it| known.pack(*it).is_wide()).unwrap_or_else(|| known.neutral())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_a_title_tell_its_language() {
        let is_wide = |title: &str| of(None, title) == Language::Zh;
        assert!(is_wide("基于Transformer的研究") && is_wide("Transformer 综述"));
        assert!(!is_wide("A method of decomposition for thin cavities and plates（演示）"));
        assert!(!is_wide("Plain words"));
    }
}
