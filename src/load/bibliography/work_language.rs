//! The language of a work: as it says, or else by the letters of its title.

use crate::language::characters::is_han;
use crate::language::packs::Languages;
use crate::language::{Language, scripts};

/// The language in whose words a work is cited. Those that are set in letters share the words of the pages;
/// they are the neutral one here.
pub fn of(said: Option<&str>, title: &str) -> Language {
    let known = Languages::built_in();
    let own = |code: &str| known.find(code).map(Language::root);
    let by_title = || {
        let is_wide = title.chars().any(is_han);
        let wide: String = title.chars().filter(|c| !c.is_ascii()).collect();
        is_wide.then(|| known.of_script(scripts::most(&wide))).flatten()
    };
    let found = match said {
        Some(code) => own(code),
        None => by_title(),
    };
    found.filter(|it| known.pack(*it).is_wide()).unwrap_or_else(|| known.neutral())
}
