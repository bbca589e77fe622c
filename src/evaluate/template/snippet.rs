//! A text to render, and the place of what stands in it.

use std::sync::Arc;

use crate::data::place::Place;

/// A snippet of an author's file that is to be rendered.
pub struct Snippet<'a> {
    /// Path of the file inside the project.
    pub path: &'a Arc<str>,
    /// The text to render.
    pub text: &'a str,
    /// When the text is one value of a larger file: where that value stands.
    pub inside: Option<&'a Place>,
    /// Whether braces are text, but for calls of functions that need no data.
    pub braces_are_text: bool,
}

/// The place in the larger file of a place in a value that is written there between quotes.
pub fn within(value: Option<&Place>, place: Place) -> Place {
    match value {
        // A value of several lines has no simple columns; its beginning is near enough.
        Some(value) if place.line > 1 => value.clone(),
        Some(value) => Place { line: value.line, column: value.column + place.column, ..place },
        None => place,
    }
}
