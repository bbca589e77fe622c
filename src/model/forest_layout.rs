//! How a house sets forest plots: the order of the columns, and how intervals are written.

use include_dir::{Dir, include_dir};
use serde::Deserialize;

/// The layouts, each a file.
static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/forest");

/// Their names.
pub const NAMES: [&str; 5] = ["revman", "lancet", "jama", "bmj", "slides"];

/// A layout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForestLayout {
    /// The columns from left to right, by their ids. Those that an analysis does not have are passed over, and those that
    /// are not named here are left out.
    pub columns: Vec<String>,
    /// What stands around an interval.
    pub brackets: [String; 2],
    /// What stands between its ends; without it, and where an end can be below zero and a dash would be a minus, the
    /// word of the language.
    pub between: Option<String>,
}

impl ForestLayout {
    /// The layout of this name.
    pub fn named(name: &str) -> Option<ForestLayout> {
        let file = FILES.get_file(format!("{name}.toml"))?;
        toml::from_str(file.contents_utf8()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_is_there() {
        for name in NAMES {
            let layout = ForestLayout::named(name).unwrap_or_else(|| panic!("{name}"));
            assert!(layout.columns.contains(&"plot".to_string()), "{name}");
        }
        assert_eq!(FILES.files().count(), NAMES.len());
    }
}
