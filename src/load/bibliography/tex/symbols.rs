//! The table of TeX's commands for characters.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The characters that commands stand for.
pub static SYMBOLS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("symbols.txt").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split_once(' ')).collect()
});
