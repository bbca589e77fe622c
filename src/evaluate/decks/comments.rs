//! Comments of a deck: speaker's notes, directives of looks, and remarks to other programs.

use super::options::key;

/// What a comment of a deck is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comment {
    /// Directives, by their names.
    Directives(Vec<String>),
    /// Words that the speaker reads.
    Notes,
    /// Something else, which no reader sees.
    Remark,
}

/// Names of directives in Marp and reveal.js, besides those with `_` or `.` before them.
const DIRECTIVES: [&str; 20] = [
    "class",
    "paginate",
    "backgroundColor",
    "backgroundImage",
    "backgroundPosition",
    "backgroundRepeat",
    "backgroundSize",
    "color",
    "header",
    "footer",
    "theme",
    "size",
    "style",
    "headingDivider",
    "math",
    "marp",
    "title",
    "transition",
    "page_number",
    "$theme",
];

/// What remarks to other programs begin with.
const REMARKS: [&str; 8] =
    ["diptych", "markdownlint", "prettier", "toc", "eslint", "cSpell", "TODO", "fit"];

/// What the inside of a comment says.
pub fn comment(inside: &str) -> Comment {
    let inside = inside.trim();
    if inside.is_empty() || REMARKS.iter().any(|it| inside.starts_with(it)) {
        return Comment::Remark;
    }
    let lines = inside.lines().filter(|line| !line.trim().is_empty());
    let names: Vec<&str> = lines.filter_map(|line| key(line.trim()).map(|it| it.0)).collect();
    let is_directive = |name: &&str| name.starts_with(['_', '.', '$']) || DIRECTIVES.contains(name);
    match names.first().is_some_and(is_directive) {
        true => Comment::Directives(names.into_iter().map(str::to_string).collect()),
        false => Comment::Notes,
    }
}
