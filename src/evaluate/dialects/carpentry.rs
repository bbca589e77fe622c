//! Divisions of lessons of The Carpentries: their names are printed above them.

/// The names of divisions, and the words that are printed; none where a heading within is the title.
const NAMES: [(&str, &str); 12] = [
    ("questions", "Questions"),
    ("objectives", "Objectives"),
    ("keypoints", "Key points"),
    ("challenge", "Challenge"),
    ("solution", "Solution"),
    ("hint", "Hint"),
    ("prereq", "Prerequisite"),
    ("checklist", "Checklist"),
    ("discussion", "Discussion"),
    ("testimonial", "Testimonial"),
    ("instructor", "Instructor note"),
    ("callout", ""),
];

/// Names that texts of no other kind have: each lesson begins or ends with one of them.
const SIGNS: [&str; 3] = ["objectives", "keypoints", "prereq"];

/// Whether divisions are those of a lesson.
pub fn is_lesson<'t>(mut infos: impl Iterator<Item = &'t str>) -> bool {
    infos.any(|info| SIGNS.contains(&info))
}

/// The words above a division of a lesson.
pub fn words(info: &str) -> Option<&'static str> {
    NAMES.iter().find(|(name, _)| *name == info).map(|(_, words)| *words)
}
