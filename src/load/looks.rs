//! What the manifest says of the looks of documents: theme, paper, layout, slides a page.

use super::fields::Fields;
use crate::model::look::{Layout, Look, PER_PAGE, Paper};
use crate::model::place::Place;

/// Reads the looks of a document, which are those of the project where it says nothing.
pub fn read(fields: &mut Fields, project: Option<&Look>) -> Look {
    let mut look = project.cloned().unwrap_or_else(|| Look {
        theme: "journal".to_string(),
        theme_place: Place::file(fields.path()),
        paper: None,
        layout: Layout::default(),
        per_page: 3,
    });
    if let Some(theme) = fields.file("theme") {
        (look.theme, look.theme_place) = (theme.path, theme.place);
    }
    look.paper = fields.word("paper", &Paper::ALL).or(look.paper);
    look.layout = fields.word("layout", &Layout::ALL).unwrap_or(look.layout);
    look.per_page = fields.word("per_page", &PER_PAGE).unwrap_or(look.per_page);
    look
}
