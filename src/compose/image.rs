//! Pictures that stand alone to the dictionaries that templates lay out.

use super::inlines::Writer;
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind};
use crate::typst_source::escape;

/// Writes the keys of a picture.
pub fn image(writer: &mut Writer, panels: &[(Language, &Block)], path: &str, width: Option<&str>) {
    origin(writer, panels);
    writer
        .raw(&format!("kind: \"image\", path: {}, ", escape::string(&format!("/project/{path}"))));
    if let Some(width) = width.filter(|width| is_length(width)) {
        writer.raw(&format!("width: {width}, "));
    }
    let texts: Vec<(Language, (&str, &str))> = panels
        .iter()
        .filter_map(|(language, block)| match &block.kind {
            BlockKind::Image { alt, caption, .. } => {
                Some((*language, (alt.as_str(), caption.as_str())))
            }
            _ => None,
        })
        .collect();
    writer.per_language("alt", &texts, |writer, _, (alt, _)| writer.raw(&escape::string(alt)));
    if texts.iter().all(|(_, (_, caption))| caption.is_empty()) {
        writer.raw("caption: none, ");
    } else {
        writer.per_language("caption", &texts, |writer, _, (_, caption)| {
            writer.raw(&format!("[{}]", escape::markup(caption)));
        });
    }
}

/// Whether a word is a length or share that Typst understands.
fn is_length(word: &str) -> bool {
    let number =
        ["%", "pt", "mm", "cm", "em", "in"].iter().find_map(|unit| word.strip_suffix(unit));
    number.is_some_and(|number| number.parse::<f64>().is_ok_and(|number| number > 0.0))
}

/// Content whose only use is its span: by it a report of the template leads to the author's line.
fn origin(writer: &mut Writer, panels: &[(Language, &Block)]) {
    if let Some((_, leading)) = panels.first() {
        writer.raw("at: ");
        writer.file.push_mapped("[.]", &leading.place);
        writer.raw(", ");
    }
}
