//! Running text as one string to search in, every character of which knows its place.

use std::iter;
use std::sync::Arc;

use super::normalization::{Normalized, is_invisible, normalize, without_idle_spaces};
use super::numbers::tables::Tables;
use super::signs::{GAP, VALUE};
use crate::data::place::{Origin, Place};
use crate::data::tree::Cell;
use crate::language::Language;
use crate::model::manuscript::{Inline, RenderedValue};
use crate::quantity::rendered::Quantity;
use crate::quantity::unit::Unit;

/// The text of a block, a cell of a table, or a value written in two languages.
pub struct NormalizedText {
    /// The tables of its language.
    pub tables: Arc<Tables>,
    /// The characters, widths and spaces evened out; values stand as [`VALUE`].
    pub text: String,
    /// The printed values, in order.
    pub values: Vec<Value>,
    /// Citation keys, in order.
    pub citations: Vec<(String, Place)>,
    /// Emphasis, links, footnotes and code: what each is, in words.
    pub marks: Vec<(String, Place)>,
    /// Where the passage begins.
    pub place: Place,
    /// For every byte of the text: the part it comes from, and the character in that part.
    origins: Vec<(u32, u32)>,
    parts: Vec<Place>,
}

/// A printed value.
pub struct Value {
    /// Where its sign stands in the text of the passage.
    pub at: usize,
    /// What it is known by: its cells without their language, or its text if it has none.
    pub key: String,
    /// What is read on the page.
    pub text: String,
    /// The unit that is printed with it.
    pub unit: Option<Unit>,
    /// Where the author asks for it.
    pub place: Place,
}

impl NormalizedText {
    /// The passage of a run of inlines that begins at `place`.
    pub fn of_inlines(tables: &Arc<Tables>, inlines: &[Inline], place: &Place) -> NormalizedText {
        let mut reader = Normalizer::new(tables, place.clone());
        reader.inlines(inlines);
        reader.finish()
    }

    /// The passage of words that have no places of their own.
    pub fn of_text(tables: &Arc<Tables>, text: &str, place: &Place) -> NormalizedText {
        let mut reader = Normalizer::new(tables, place.clone());
        reader.text(text, place);
        reader.finish()
    }

    /// The passage of a cell; `{{ … }}` in it stands for the value it will be.
    pub fn of_cell(tables: &Arc<Tables>, cell: &Cell) -> NormalizedText {
        let mut reader = Normalizer::new(tables, cell.place().clone());
        reader.cell(cell);
        reader.finish()
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.tables.language
    }

    /// The place of a range of the text.
    pub fn place(&self, range: std::ops::Range<usize>) -> Place {
        let last = self.text[..range.end].char_indices().next_back().map_or(0, |(at, _)| at);
        let (Some(&(part, first)), Some(&(end_part, end))) =
            (self.origins.get(range.start), self.origins.get(last))
        else {
            return self.place.clone();
        };
        let place = &self.parts[part as usize];
        let length = if part == end_part && end >= first { end - first + 1 } else { 1 };
        Place { column: place.column + first as usize, ..place.clone() }.spanning(length as usize)
    }

    /// A range of the text as read, values filled in, for messages.
    pub fn words(&self, range: std::ops::Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

struct Normalizer {
    passage: NormalizedText,
    characters: Vec<(char, u32, u32)>,
    values: Vec<Value>,
}

impl Normalizer {
    fn new(tables: &Arc<Tables>, place: Place) -> Normalizer {
        let passage = NormalizedText {
            tables: Arc::clone(tables),
            text: String::new(),
            values: Vec::new(),
            citations: Vec::new(),
            marks: Vec::new(),
            place,
            origins: Vec::new(),
            parts: Vec::new(),
        };
        Normalizer { passage, characters: Vec::new(), values: Vec::new() }
    }

    fn text(&mut self, text: &str, place: &Place) {
        let part = self.passage.parts.len() as u32;
        self.passage.parts.push(place.clone());
        let mut column = 0;
        self.characters.reserve(text.len());
        for character in text.chars() {
            match normalize(character) {
                Normalized::One(one) => self.characters.push((one, part, column)),
                folded => self.characters.extend(folded.chars().map(|c| (c, part, column))),
            }
            column += u32::from(!is_invisible(character));
        }
    }

    fn sign(&mut self, sign: char, place: &Place) {
        let part = self.passage.parts.len() as u32;
        self.passage.parts.push(place.clone());
        self.characters.push((sign, part, 0));
    }

    fn mark(&mut self, what: String, place: &Place) {
        self.passage.marks.push((what, place.clone()));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let here = self.passage.parts.last().unwrap_or(&self.passage.place).clone();
        let inside = first_place(inline.children()).unwrap_or(here.clone());
        let mut mark = |what: &str| self.mark(what.to_string(), &inside);
        match inline {
            Inline::Text(text, place) => self.text(text, place),
            Inline::Value(printed, place) => self.value(printed, place),
            Inline::Code { text: code, place, .. } => {
                self.mark(format!("the code `{code}`"), place);
                self.sign(GAP, place);
            }
            Inline::Cite(group) => {
                let keys = group.iter().map(|it| (it.key.clone(), it.place.clone()));
                self.passage.citations.extend(keys);
                if let Some(first) = group.first() {
                    self.sign(GAP, &first.place);
                }
            }
            Inline::Break => self.sign(GAP, &here),
            Inline::Emph(_) => mark("emphasis"),
            Inline::Strong(_) => mark("strong emphasis"),
            Inline::Strike(_) => mark("struck-out text"),
            Inline::Underline(_) => mark("underlined text"),
            Inline::Super(_) => mark("a superscript"),
            Inline::Sub(_) => mark("a subscript"),
            Inline::Mark(_) => mark("marked text"),
            Inline::Key(_) => mark("a key"),
            // A heading is called otherwise in each language, and so are the links to it.
            Inline::Link { url, place, .. } if url.starts_with('#') => {
                self.mark("a link within the document".to_string(), place);
            }
            Inline::Link { url, place, .. } => self.mark(format!("a link to {url}"), place),
            Inline::Image { path, alt, place, .. } => {
                self.mark(format!("the image {path}"), place);
                self.text(alt, place);
            }
            Inline::Math { formula, place, .. } => {
                let latex: Vec<&str> = formula.latex.split_whitespace().collect();
                self.mark(format!("the formula {}", latex.join(" ")), place);
                self.sign(GAP, place);
            }
            Inline::Footnote { .. } => {
                mark("a footnote");
                self.sign(GAP, &here);
            }
        }
        self.inlines(inline.children());
        if matches!(inline, Inline::Footnote { .. }) {
            self.sign(GAP, &here);
        }
    }

    /// A value from data is compared by its cells. What an expression made without any, such as
    /// `literal`, is compared as if it were written in the text.
    fn value(&mut self, printed: &RenderedValue, place: &Place) {
        if printed.origins.is_empty() && printed.computed.is_none() && printed.quantity.is_none() {
            return self.made(&printed.text, place);
        }
        let mut cells: Vec<String> =
            printed.origins.iter().map(|origin| cell_name(origin)).collect();
        cells.dedup();
        // What was worked out from cells is another value than the cells themselves.
        let method = printed.computed.as_ref().map_or("", |computed| &computed.method);
        let key = match cells.is_empty() {
            true => printed.text.clone(),
            false => format!("{method}{}", cells.join(", ")),
        };
        let unit = printed.quantity.as_ref().and_then(Quantity::printed_unit).cloned();
        self.push_value(key, printed.text.clone(), unit, place);
    }

    /// Words that stand at one place of the source.
    fn made(&mut self, text: &str, place: &Place) {
        let part = self.passage.parts.len() as u32;
        self.passage.parts.push(place.clone());
        let characters = text.chars().flat_map(|it| normalize(it).chars().collect::<Vec<_>>());
        self.characters.extend(characters.map(|character| (character, part, 0)));
    }

    fn push_value(&mut self, key: String, text: String, unit: Option<Unit>, place: &Place) {
        self.values.push(Value { at: 0, key, text, unit, place: place.clone() });
        self.sign(VALUE, place);
    }

    /// A cell's own characters begin behind its quote, when it stands between quotes.
    fn cell(&mut self, cell: &Cell) {
        let quote = usize::from(cell.place().length >= cell.text.chars().count() + 2);
        let mut rest = &*cell.text;
        let mut column = cell.place().column + quote;
        while !rest.is_empty() {
            let start = rest.find("{{").unwrap_or(rest.len());
            let end = rest[start..].find("}}").map_or(rest.len(), |end| start + end + 2);
            let place = |column| Place { column, ..cell.place().clone() };
            self.text(&rest[..start], &place(column));
            column += rest[..start].chars().count();
            let expression = &rest[start..end];
            if !expression.is_empty() {
                let name = expression.trim_matches(['{', '}', ' ']).to_string();
                let length = expression.chars().count();
                let place = place(column).spanning(length);
                self.push_value(name.clone(), name, None, &place);
                column += length;
            }
            rest = &rest[end..];
        }
    }

    fn finish(mut self) -> NormalizedText {
        let kept = without_idle_spaces(&self.characters, self.passage.tables.unspaced);
        let mut values = self.values.into_iter();
        self.passage.text.reserve(self.characters.len());
        self.passage.origins.reserve(self.characters.len());
        for (character, part, column) in kept {
            let at = self.passage.text.len();
            if character == VALUE
                && let Some(value) = values.next()
            {
                self.passage.values.push(Value { at, ..value });
            }
            self.passage.text.push(character);
            let bytes = iter::repeat_n((part, column), character.len_utf8());
            self.passage.origins.extend(bytes);
        }
        self.passage
    }
}

/// The name of a cell without its language: `name.zh` and `name.en` are one value.
pub fn cell_name(origin: &Origin) -> String {
    format!("{} {}", origin.place.file, origin.address.of_all_languages())
}

fn first_place(inlines: &[Inline]) -> Option<Place> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(_, place) | Inline::Value(_, place) | Inline::Code { place, .. } => {
            Some(place.clone())
        }
        other => first_place(other.children()),
    })
}
