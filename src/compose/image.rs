//! Pictures that stand alone to the dictionaries that templates lay out.

use super::dimensions::dimensions;
use super::inlines::Writer;
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, Inline, PictureSize};
use crate::typst_source::escape;

/// Writes the keys of a picture.
pub fn image(writer: &mut Writer, panels: &[(Language, &Block)], path: &str, size: &PictureSize) {
    origin(writer, panels);
    writer.raw(&format!("kind: \"image\", path: {}, ", escape::exact(&format!("/project/{path}"))));
    writer.raw(&format!("size: {}, ", dimensions(size)));
    let texts: Vec<(Language, (&str, &[Inline]))> = panels
        .iter()
        .filter_map(|(language, block)| match &block.kind {
            BlockKind::Image { alt, caption, .. } => {
                Some((*language, (alt.as_str(), caption.as_slice())))
            }
            _ => None,
        })
        .collect();
    writer.per_language("alt", &texts, |writer, _, (alt, _)| writer.raw(&escape::string(alt)));
    if texts.iter().all(|(_, (_, caption))| caption.is_empty()) {
        writer.raw("caption: none, ");
    } else {
        writer.per_language("caption", &texts, |writer, language, (_, caption)| {
            writer.body(caption, language);
        });
    }
}

/// Writes the keys of a figure of several pictures that come before these.
pub fn figure(writer: &mut Writer, panels: &[(Language, &Block)], columns: usize) {
    origin(writer, panels);
    writer.raw(&format!("kind: \"image\", columns: {columns}, "));
    let captions: Vec<(Language, &[Inline])> = panels
        .iter()
        .filter_map(|(language, block)| match &block.kind {
            BlockKind::Figure { caption, .. } => Some((*language, caption.as_slice())),
            _ => None,
        })
        .collect();
    if captions.iter().all(|(_, caption)| caption.is_empty()) {
        writer.raw("caption: none, ");
    } else {
        writer.per_language("caption", &captions, |writer, language, caption| {
            writer.body(caption, language);
        });
    }
}

/// Content whose only use is its span: by it a report of the template leads to the author's line.
fn origin(writer: &mut Writer, panels: &[(Language, &Block)]) {
    if let Some((_, leading)) = panels.first() {
        writer.raw("at: ");
        writer.file.push_mapped("[.]", &leading.place);
        writer.raw(", ");
    }
}
