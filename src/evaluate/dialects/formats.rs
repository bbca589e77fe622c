//! Divisions of Quarto that are for some formats only: `::: {.content-visible when-format="html"}`.

use crate::evaluate::markdown::attributes;

/// The formats that are pages.
const PAGES: [&str; 6] = ["pdf", "latex", "typst", "beamer", "context", "ms"];

/// Whether such a division is for pages; nothing for any other division. What depends on anything but the
/// format is for pages.
pub fn is_shown(info: &str) -> Option<bool> {
    let read = attributes::info(info);
    let hides = match read.name.as_str() {
        "content-visible" => false,
        "content-hidden" => true,
        _ => return None,
    };
    let of = |key: &str| read.pairs.iter().find(|(known, _)| known == key);
    let is_page = |(_, format): &(String, String)| PAGES.contains(&format.trim());
    let applies = match (of("when-format"), of("unless-format")) {
        (Some(when), _) => is_page(when),
        (None, Some(unless)) => !is_page(unless),
        (None, None) => !(hides && read.pairs.iter().any(|(key, _)| key.contains('-'))),
    };
    Some(applies != hides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_the_web_is_told_from_what_is_for_pages() {
        for (info, shown) in [
            ("{.content-visible when-format=\"html\"}", Some(false)),
            ("{.content-visible unless-format=\"html\"}", Some(true)),
            ("{.content-visible when-format=\"pdf\"}", Some(true)),
            ("{.content-hidden when-format=\"typst\"}", Some(false)),
            ("{.content-hidden unless-format=\"pdf\"}", Some(true)),
            ("{.content-hidden}", Some(false)),
            ("{.content-visible when-profile=\"a\"}", Some(true)),
            ("{.content-hidden when-profile=\"a\"}", Some(true)),
            ("{.callout-note}", None),
        ] {
            assert_eq!(is_shown(info), shown, "{info}");
        }
    }
}
