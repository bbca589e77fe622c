//! What the built-in fonts are called and which characters they have, told ahead: to read it from all their files takes
//! as long as half a page.

use std::collections::HashMap;

use typst::text::FontInfo;

/// By the names of their files. `FACTS=new cargo test --release --lib font_facts` writes it anew.
const FACTS: &str = include_str!("font_facts.json");

/// What is known of the built-in fonts, by the names of their files, each of which holds one.
pub fn known() -> HashMap<String, FontInfo> {
    serde_json::from_str(FACTS).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::super::fonts::EMBEDDED;
    use super::*;

    #[test]
    fn facts_are_those_of_the_fonts() {
        let read: BTreeMap<&str, Vec<FontInfo>> = EMBEDDED
            .iter()
            .copied()
            .flatten()
            .map(|(name, data)| (*name, FontInfo::iter(data).collect()))
            .collect();
        assert!(read.values().all(|faces| faces.len() == 1));
        let read: BTreeMap<&str, FontInfo> = read
            .into_iter()
            .filter_map(|(name, faces)| Some((name, faces.into_iter().next()?)))
            .collect();
        if std::env::var("FACTS").is_ok_and(|it| it == "new") {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/typeset/font_facts.json");
            std::fs::write(path, serde_json::to_string(&read).unwrap() + "\n").unwrap();
            return;
        }
        let known = known();
        for (name, info) in read {
            assert_eq!(known.get(name), Some(&info), "{name}");
        }
    }
}
