//! A font of last resort, made to measure: a box with the code point for each character that no font has.
//!
//! So such a character is told and seen, keeps its place in the line, and is found and copied as itself.

use std::collections::BTreeSet;

/// The family’s name, as the fonts of a template end with it.
pub const FAMILY: &str = "Diptych Last Resort";

/// Units of the em.
const EM: i16 = 1000;
/// The side of one square of a digit.
const SQUARE: i16 = 65;
/// The stroke of the frame, and the room outside of it and within it.
const STROKE: i16 = 36;
const ROOM: i16 = 50;
/// How far the box hangs below the base line.
const DEPTH: i16 = 115;

/// The digits, three squares by five, by rows from the top; the highest bit is on the left.
const DIGITS: [[u8; 5]; 16] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 2, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [2, 5, 7, 5, 5],
    [6, 5, 6, 5, 6],
    [3, 4, 4, 4, 3],
    [6, 5, 5, 5, 6],
    [7, 4, 6, 4, 7],
    [7, 4, 6, 4, 4],
];

/// A TrueType font with a glyph for each of these characters; the same bytes for the same characters.
pub fn font(characters: &BTreeSet<char>) -> Vec<u8> {
    // Glyph 0 stands for what a font has not; it is as empty as a space.
    let drawn = characters.iter().map(|character| boxed(*character as u32));
    let glyphs: Vec<Glyph> = std::iter::once(Glyph::default()).chain(drawn).collect();
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    for glyph in &glyphs {
        loca.extend(long(glyf.len() as u32));
        hmtx.extend(shorts(&[glyph.width, ROOM]));
        glyf.extend(glyph.outline());
    }
    loca.extend(long(glyf.len() as u32));
    let count = glyphs.len() as u16;
    file(&[
        (b"GDEF", gdef(count)),
        (b"cmap", cmap(characters)),
        (b"glyf", glyf),
        (b"head", head()),
        (b"hhea", hhea(count)),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp(count)),
        (b"name", name()),
        (b"post", [long(0x0003_0000).to_vec(), vec![0; 28]].concat()),
    ])
}

/// The outline of a glyph: rectangles, each by its left, bottom, right and upper edge. A hole runs the
/// other way round.
#[derive(Default)]
struct Glyph {
    width: i16,
    rectangles: Vec<([i16; 4], bool)>,
}

/// The box of a character, with its code point in two lines of hexadecimal digits.
fn boxed(code: u32) -> Glyph {
    let digits: Vec<u32> = match code {
        0..=0xffff => (0..4).rev().map(|at| code >> (4 * at) & 15).collect(),
        _ => (0..6).rev().map(|at| code >> (4 * at) & 15).collect(),
    };
    let columns = digits.len() as i16 / 2;
    let edge = ROOM + STROKE;
    let (wide, tall) = ((4 * columns - 1) * SQUARE + 2 * ROOM, 11 * SQUARE + 2 * ROOM);
    let outer = [ROOM, -DEPTH, wide + edge + STROKE, tall + 2 * STROKE - DEPTH];
    let inner = [edge, STROKE - DEPTH, wide + edge, tall + STROKE - DEPTH];
    let mut rectangles = vec![(outer, false), (inner, true)];
    for (at, digit) in digits.iter().enumerate() {
        let (column, line) = (at as i16 % columns, at as i16 / columns);
        let left = edge + ROOM + 4 * SQUARE * column;
        let top = inner[3] - ROOM - 6 * SQUARE * line;
        rectangles.extend(squares(DIGITS[*digit as usize], left, top).map(|it| (it, false)));
    }
    Glyph { width: wide + 2 * edge, rectangles }
}

/// The squares of a digit, those beside one another as one rectangle.
fn squares(rows: [u8; 5], left: i16, top: i16) -> impl Iterator<Item = [i16; 4]> {
    rows.into_iter().zip(0i16..).flat_map(move |(row, down)| {
        let runs: &[(i16, i16)] = match row {
            7 => &[(0, 3)],
            6 => &[(0, 2)],
            5 => &[(0, 1), (2, 3)],
            4 => &[(0, 1)],
            3 => &[(1, 3)],
            2 => &[(1, 2)],
            1 => &[(2, 3)],
            _ => &[],
        };
        let upper = top - SQUARE * down;
        runs.iter().map(move |(from, to)| {
            [left + SQUARE * from, upper - SQUARE, left + SQUARE * to, upper]
        })
    })
}

impl Glyph {
    /// The entry of the table `glyf`; none when nothing is drawn.
    fn outline(&self) -> Vec<u8> {
        let Some(([left, bottom, right, top], _)) = self.rectangles.first() else {
            return Vec::new();
        };
        let count = self.rectangles.len() as i16;
        let mut out = shorts(&[count, *left, *bottom, *right, *top]);
        out.extend(shorts(&(1..=count).map(|n| 4 * n - 1).collect::<Vec<_>>()));
        // No instructions; every point is on the curve and has two full coordinates.
        out.extend([0, 0]);
        out.extend(vec![1; 4 * self.rectangles.len()]);
        let corners = self.rectangles.iter().flat_map(|([left, bottom, right, top], hole)| {
            let mut corners = [(*left, *bottom), (*left, *top), (*right, *top), (*right, *bottom)];
            if *hole {
                corners.reverse();
            }
            corners
        });
        let (across, up): (Vec<i16>, Vec<i16>) = corners.unzip();
        for axis in [across, up] {
            let from = std::iter::once(&0).chain(&axis);
            out.extend(shorts(
                &axis.iter().zip(from).map(|(to, from)| to - from).collect::<Vec<_>>(),
            ));
        }
        out.resize(out.len().next_multiple_of(4), 0);
        out
    }
}

fn shorts(numbers: &[i16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn long(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

/// Says that every glyph is a letter by itself, so that none is set over the one before it.
fn gdef(count: u16) -> Vec<u8> {
    shorts(&[1, 0, 12, 0, 0, 0, 2, 1, 1, count as i16 - 1, 1])
}

/// Maps the characters to glyphs, one after another.
fn cmap(characters: &BTreeSet<char>) -> Vec<u8> {
    let mut out = shorts(&[0, 1, 3, 10]);
    out.extend(long(12));
    out.extend(shorts(&[12, 0]));
    let count = characters.len() as u32;
    [16 + 12 * count, 0, count].iter().for_each(|number| out.extend(long(*number)));
    for (character, glyph) in characters.iter().zip(1u32..) {
        [*character as u32, *character as u32, glyph]
            .iter()
            .for_each(|number| out.extend(long(*number)));
    }
    out
}

fn head() -> Vec<u8> {
    let mut out = Vec::new();
    [0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5].iter().for_each(|it| out.extend(long(*it)));
    out.extend(shorts(&[0, EM, 0, 0, 0, 0, 0, 0, 0, 0]));
    // The box of all glyphs, no style, least size, direction, long offsets, format.
    out.extend(shorts(&[0, -DEPTH, EM, EM - DEPTH, 0, 6, 2, 1, 0]));
    out
}

fn hhea(count: u16) -> Vec<u8> {
    let mut out = shorts(&[1, 0, EM - DEPTH, -DEPTH, 0, EM, 0, 0, EM, 1]);
    out.extend(shorts(&[0, 0, 0, 0, 0, 0, 0, count as i16]));
    out
}

fn maxp(count: u16) -> Vec<u8> {
    let mut out = shorts(&[1, 0, count as i16, 512, 128]);
    out.extend(shorts(&[0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]));
    out
}

/// The names of the family, the style, the font, and the font in PostScript.
fn name() -> Vec<u8> {
    let names = [(1, FAMILY), (2, "Regular"), (4, FAMILY), (6, "DiptychLastResort")];
    let (mut out, mut texts) = (shorts(&[0, 4, 6 + 4 * 12]), Vec::new());
    for (id, text) in names {
        let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        out.extend(shorts(&[3, 1, 0x409, id, text.len() as i16, texts.len() as i16]));
        texts.extend(text);
    }
    out.extend(texts);
    out
}

/// The tables, which are in order, behind their directory.
fn file(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let range = 16 << power;
    let mut out = long(0x0001_0000).to_vec();
    [count, range, power, 16 * count - range].iter().for_each(|it| out.extend(it.to_be_bytes()));
    let mut at = out.len() + 16 * tables.len();
    for (tag, table) in tables {
        out.extend(*tag);
        [0, at as u32, table.len() as u32].iter().for_each(|it| out.extend(long(*it)));
        at += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use typst::foundations::Bytes;
    use typst::text::Font;

    #[test]
    fn the_font_has_a_glyph_for_each_character_and_is_called_by_its_name() {
        let characters: BTreeSet<char> = ['\u{13000}', 'ሀ', '\u{10ffff}'].into();
        let bytes = font(&characters);
        let fonts: Vec<Font> = Font::iter(Bytes::new(bytes.clone())).collect();
        let [font] = &fonts[..] else { panic!("{} fonts", fonts.len()) };
        assert_eq!(font.info().family, FAMILY);
        assert!(characters.iter().all(|it| font.info().coverage.contains(*it as u32)));
        assert!(!font.info().coverage.contains('a' as u32));
        assert_eq!(bytes, super::font(&characters));
    }

    #[test]
    fn a_box_holds_its_digits() {
        for code in [0x1200, 0x1f600, 0x10_ffff] {
            let glyph = boxed(code);
            let ([left, bottom, right, top], _) = glyph.rectangles[0];
            let inside =
                |it: &[i16; 4]| it[0] >= left && it[1] >= bottom && it[2] <= right && it[3] <= top;
            assert!(glyph.rectangles.iter().all(|(it, _)| inside(it)), "{code:X}");
            assert!(right < glyph.width && top - bottom <= EM, "{code:X}");
        }
    }
}
