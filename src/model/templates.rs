//! The names of the built-in templates, and what the parts of a template are called.

/// The file of a template that is typeset: `templates/NAME/main.typ`.
pub const ENTRY: &str = "main.typ";

/// The built-in templates: name, and what it is for.
pub const KINDS: [(&str, &str); 7] = [
    ("summary", "a summary of a few pages, with a key-number box, text and references"),
    ("evidence", "evidence tables with notes"),
    ("plain", "a plain-language summary: 400 to 850 words, questions as headings"),
    ("slides", "slides, 16:9"),
    ("handout", "slides, three a page, with what to take away and lines for notes"),
    ("brief", "one page: key numbers, then two columns of text"),
    ("leaflet", "for those whom it is about: a folded sheet of questions and answers"),
];

/// The templates in which every first-level heading opens a slide.
pub const DECKS: [&str; 2] = ["slides", "handout"];

/// The templates whose citations are numbers that lead to a list of references. A deck has its sources at the foot of each slide.
pub const NUMBERED: [&str; 3] = ["summary", "evidence", "brief"];

/// The path of a template's main file inside the project.
pub fn entry(template: &str) -> String {
    format!("templates/{template}/{ENTRY}")
}
