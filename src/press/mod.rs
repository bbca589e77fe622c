//! A finished PDF to one for a print shop: boxes, bleed, marks, colours, and pages on sheets.
//!
//! Pages become forms that are placed on sheets. Links, bookmarks, tags and the marks of PDF/A and PDF/UA go: a print
//! file is for presses and not for readers.

mod colour;
mod content;
mod images;
mod imposition;
mod marks;
mod matrix;
mod pages;
mod slug;
mod survey;
#[cfg(test)]
mod tests;
mod write;

use lopdf::Document;

pub use self::survey::Survey;
use crate::model::print::PrintProfile;

/// A print file.
pub struct Pressed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many sides of sheets it has.
    pub sides: usize,
    /// What was seen of the pages.
    pub survey: Survey,
}

/// What is said of a file outside of its pages.
pub struct Label<'a> {
    /// Its name without the ending, such as `handout.zh`.
    pub name: &'a str,
    /// Its day, as numbers.
    pub date: String,
}

/// Makes the print file of a PDF.
///
/// # Errors
///
/// In words: the PDF cannot be read, or the pages do not fit the sheet.
pub fn press(pdf: &[u8], profile: &PrintProfile, label: &Label) -> Result<Pressed, String> {
    let mut document =
        Document::load_mem(pdf).map_err(|error| format!("the PDF cannot be read: {error}"))?;
    let mut survey = Survey::default();
    let pages = pages::forms(&mut document, profile, &mut survey)?;
    images::convert(&mut document, profile.colour, &mut survey);
    let Some(first) = pages.first() else { return Err("the PDF has no pages".to_string()) };
    let trim = profile.trim.unwrap_or(first.size);
    let sheets = imposition::sheets(pages.len(), trim, profile);
    let digest = write::digest(pdf, profile);
    let sides = sheets.len();
    write::sheets(&mut document, &pages, &sheets, profile, label, &digest)?;
    let bytes = write::save(document, label, &digest)?;
    Ok(Pressed { bytes, sides, survey })
}
