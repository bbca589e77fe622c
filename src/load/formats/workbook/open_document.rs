//! What calamine leaves out of an OpenDocument sheet: how its numbers are shown, raised and lowered characters, and
//! cells that are struck out.

use std::collections::HashMap;
use std::io::Cursor;

use quick_xml::events::{BytesStart, Event};

use super::shown::as_counted;
use super::unseen::{LOWERED, Level, RAISED, RunText, attribute, events, open};

/// What is written in the cells of a sheet, by row and column from 0.
#[derive(Debug, Default)]
pub struct Written {
    /// Texts with raised or lowered characters, as Unicode writes them: `10⁶`.
    pub raised: HashMap<(u32, u32), String>,
    /// Cells that are struck out.
    pub struck: Vec<(u32, u32)>,
    /// What cells with numbers show.
    shown: HashMap<(u32, u32), String>,
}

/// No more cells than this are kept.
const CELLS: usize = 1_000_000;

/// The most decimals that are looked for.
const DECIMALS: usize = 15;

/// Reads it from the sheet of this name.
pub fn read(bytes: &[u8], sheet: &str) -> Written {
    let mut reader = SheetReader { sheet, ..SheetReader::default() };
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return reader.written };
    for part in ["styles.xml", "content.xml"] {
        if let Some(mut xml) = open(&mut archive, part) {
            xml.config_mut().expand_empty_elements = true;
            events(xml, |event| reader.take(event));
        }
    }
    reader.written
}

impl Written {
    /// A number with the decimals, or the percent sign, that the sheet shows it with; nothing where it shows something else.
    pub fn number(&self, at: (u32, u32), number: f64) -> Option<String> {
        let shown = self.shown.get(&at)?;
        let percent = shown.contains('%');
        let number = as_counted(if percent { number * 100.0 } else { number });
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let wanted = digits(shown);
        let written = (0..=DECIMALS).map(|decimals| format!("{number:.decimals$}"));
        let found = written.into_iter().find(|it| digits(it) == wanted)?;
        let sign = if percent { "%" } else { "" };
        let is_zero = found.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.'));
        let found = if is_zero { found.trim_start_matches('-') } else { &found };
        Some(format!("{found}{sign}"))
    }
}

#[derive(Default)]
struct SheetReader<'a> {
    sheet: &'a str,
    written: Written,
    /// The style that is being read, and those that say something.
    style: Option<String>,
    levels: HashMap<String, Level>,
    lines: HashMap<String, bool>,
    /// Whether the sheet is being read.
    is_inside: bool,
    /// The row and the column, and how often each stands there.
    row: (u32, u32),
    column: (u32, u32),
    text: RunText,
    is_number: bool,
    is_struck: bool,
    /// How many notes are open, whose text is none of the cell.
    notes: usize,
    /// The levels around the innermost span.
    spans: Vec<Option<Level>>,
    paragraphs: usize,
}

impl SheetReader<'_> {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Start(element) => self.open(element),
            Event::End(element) => self.close(element.local_name().as_ref()),
            Event::Text(text) if self.is_read() => self.text.push(&text.xml10_content()),
            Event::GeneralRef(name) if self.is_read() => self.text.push_named(name),
            _ => {}
        }
    }

    /// Whether text is that of a cell.
    fn is_read(&self) -> bool {
        self.is_inside && self.notes == 0 && self.paragraphs > 0
    }

    fn open(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name"),
            "text-properties" => self.properties(element),
            "table" => self.is_inside = attribute(element, "name").as_deref() == Some(self.sheet),
            _ if !self.is_inside => {}
            "table-row" => {
                self.row.1 = number(element, "number-rows-repeated");
                self.column = (0, 1);
            }
            "table-cell" | "covered-table-cell" => {
                self.column.1 = number(element, "number-columns-repeated");
                let kind = attribute(element, "value-type").unwrap_or_default();
                self.is_number = ["float", "percentage", "currency"].contains(&kind.as_str());
                let style = attribute(element, "style-name").unwrap_or_default();
                self.is_struck = self.lines.get(&style).copied().unwrap_or_default();
                self.text = RunText::default();
                self.paragraphs = 0;
            }
            "annotation" => self.notes += 1,
            "p" if self.notes == 0 => {
                if self.paragraphs > 0 {
                    self.text.push("\n");
                }
                self.paragraphs += 1;
            }
            "s" if self.is_read() => self.text.push(" "),
            "span" if self.notes == 0 => {
                self.spans.push(self.text.level);
                let style = attribute(element, "style-name").unwrap_or_default();
                self.text.level = self.levels.get(&style).copied().or(self.text.level);
            }
            _ => {}
        }
    }

    /// What a style says of text.
    fn properties(&mut self, element: &BytesStart) {
        let Some(style) = &self.style else { return };
        let position = attribute(element, "text-position").unwrap_or_default();
        let level: Option<Level> = match position.as_str() {
            it if it.starts_with("super") => Some(&RAISED),
            it if it.starts_with("sub") || it.starts_with('-') => Some(&LOWERED),
            it if it.starts_with(['1', '2', '3', '4', '5', '6', '7', '8', '9']) => Some(&RAISED),
            _ => None,
        };
        self.levels.extend(level.map(|level| (style.clone(), level)));
        let line = attribute(element, "text-line-through-style");
        if line.is_some_and(|it| it != "none") {
            self.lines.insert(style.clone(), true);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "style" => self.style = None,
            "table" => self.is_inside = false,
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "span" if self.notes == 0 => self.text.level = self.spans.pop().flatten(),
            "table-cell" | "covered-table-cell" if self.is_inside => {
                self.keep();
                self.column.0 = self.column.0.saturating_add(self.column.1);
            }
            "table-row" if self.is_inside => self.row.0 = self.row.0.saturating_add(self.row.1),
            _ => {}
        }
    }

    /// Keeps what is special about a cell, as often as it stands there.
    fn keep(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.text.is_empty() || !(text.is_raised || self.is_struck || self.is_number) {
            return;
        }
        for row in self.row.0..self.row.0.saturating_add(self.row.1) {
            for column in self.column.0..self.column.0.saturating_add(self.column.1) {
                let written = &mut self.written;
                if written.shown.len() + written.raised.len() + written.struck.len() > CELLS {
                    return;
                }
                let at = (row, column);
                written.struck.extend(self.is_struck.then_some(at));
                if self.is_number {
                    written.shown.insert(at, text.text.clone());
                } else if text.is_raised {
                    written.raised.insert(at, text.text.clone());
                }
            }
        }
    }
}

/// How often something stands there.
fn number(element: &BytesStart, name: &str) -> u32 {
    attribute(element, name).and_then(|it| it.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_decimals_that_are_shown() {
        let shown = |text: &str, number| {
            let shown = HashMap::from([((0, 0), text.to_string())]);
            Written { shown, ..Written::default() }.number((0, 0), number)
        };
        for (text, number, read) in [
            ("12.3%", 0.1234, Some("12.3%")),
            ("12,34 %", 0.1234, Some("12.34%")),
            ("57%", 0.565, Some("57%")),
            ("1,234.57", 1234.5678, Some("1234.57")),
            ("1.234", 1234.0, Some("1234")),
            ("1.234", 1.234, Some("1.234")),
            ("-0,50 €", -0.5, Some("-0.50")),
            ("5.00", 5.0, Some("5.00")),
            ("0", -0.2, Some("0")),
            ("1.2E+03", 1234.0, None),
            ("five", 5.0, None),
        ] {
            assert_eq!(shown(text, number).as_deref(), read, "{text}");
        }
    }
}
