//! Takes the signs without width out of finished lines: word joiners and blanks of no width. They have told the line
//! breaker where lines may end; in text that a reader copies or searches they would stand within words.

use typst::ecow::EcoString;
use typst::text::{Glyph, TextItem};

/// Is not seen: holds what stands beside it on one line, or lets it part.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{2060}' | '\u{200b}')
}

/// Whether one is in a run of text.
pub fn in_text(text: &TextItem) -> bool {
    text.text.contains(is_joiner)
}

/// Takes them out of a run; false if nothing else is in it.
pub fn take_out(item: &mut TextItem) -> bool {
    let ends: Vec<usize> = kept_before(&item.text);
    let at = |byte: u16| ends.get(usize::from(byte)).copied().unwrap_or_default() as u16;
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(item.glyphs.len());
    for mut glyph in std::mem::take(&mut item.glyphs) {
        let range = at(glyph.range.start)..at(glyph.range.end);
        if range.is_empty() && !glyph.range.is_empty() {
            // Justified lines may give it a width, which the sign before it takes over.
            if let Some(before) = glyphs.last_mut() {
                before.x_advance += glyph.x_advance;
            }
            continue;
        }
        glyph.range = range;
        glyphs.push(glyph);
    }
    item.text = item.text.chars().filter(|c| !is_joiner(*c)).collect::<EcoString>();
    item.glyphs = glyphs;
    !item.glyphs.is_empty()
}

/// For each byte of a text and its end: how many bytes before it are left.
fn kept_before(text: &str) -> Vec<usize> {
    let mut ends = Vec::with_capacity(text.len() + 1);
    let mut kept = 0;
    for c in text.chars() {
        for byte in 0..c.len_utf8() {
            ends.push(kept + if is_joiner(c) { 0 } else { byte });
        }
        kept += if is_joiner(c) { 0 } else { c.len_utf8() };
    }
    ends.push(kept);
    ends
}
