//! What the manifest says of the looks of documents: theme, paper, layout, slides a page.

use crate::load::fields::Fields;
use crate::model::style::{Layout, PER_PAGE, Paper, Style};

/// Reads the looks of a document, which are those of the project where it says nothing.
pub fn read(fields: &mut Fields, project: Option<&Style>) -> Style {
    let mut style = project.cloned().unwrap_or_else(|| Style {
        theme: String::new(),
        theme_place: fields.place(),
        paper: None,
        layout: Layout::default(),
        per_page: 0,
        title_slide: None,
        number_sections: false,
    });
    if let Some(theme) = fields.file("theme") {
        (style.theme, style.theme_place) = (theme.path, theme.place);
    }
    style.paper = fields.word("paper", &Paper::ALL).or(style.paper);
    style.layout = fields.word("layout", &Layout::ALL).unwrap_or(style.layout);
    style.per_page = fields.word("per_page", &PER_PAGE).unwrap_or(style.per_page);
    if fields.get("title_slide").is_some() {
        style.title_slide = Some(fields.flag("title_slide"));
    }
    if fields.get("number_sections").is_some() {
        style.number_sections = fields.flag("number_sections");
    }
    style
}
