//! What all languages of an edition have in common: panels side by side, declared words, values.

use crate::compose::inlines::Writer;
use crate::data::place::Place;
use crate::language::{Bilingual, Language};
use crate::model::manuscript::{Inline, RenderedValue, walk_inlines};
use crate::model::resolved::Table;
use crate::typst_source::escape;

/// The same table in each language of an edition.
pub type Panels<'a> = [(Language, &'a Table)];

/// The values among inlines.
pub fn values(inlines: &[Inline]) -> impl Iterator<Item = &RenderedValue> {
    let mut values = Vec::new();
    walk_inlines(inlines, &mut |inline| {
        if let Inline::Value(printed, _) = inline {
            values.push(&**printed);
        }
    });
    values.into_iter()
}

/// Writes a declared text in each language of the edition.
pub fn text(
    writer: &mut Writer,
    key: &str,
    text: &Bilingual,
    languages: &[Language],
    place: &Place,
) {
    let panels: Vec<(Language, &str)> =
        languages.iter().map(|it| (*it, text.get_or_any(*it))).collect();
    writer.per_language(key, &panels, |writer, _, text| {
        writer.file.push_mapped(&format!("[{}]", escape::markup(text)), place);
    });
}
