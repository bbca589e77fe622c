//! How much an OpenDocument sheet shows: a row may say that it stands a million times, and a blank that it is a billion.

use std::io::Cursor;

use quick_xml::events::{BytesStart, Event};

use super::unseen::{attribute, events, open};

/// The bytes that all cells show together.
pub fn bytes(archive: &[u8]) -> u64 {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(archive)) else { return 0 };
    let mut sheet = Sheet { rows: 1, columns: 1, ..Sheet::default() };
    if let Some(mut xml) = open(&mut archive, "content.xml") {
        xml.config_mut().expand_empty_elements = true;
        events(xml, |event| sheet.take(event));
    }
    sheet.total
}

/// What has been read of a sheet.
#[derive(Default)]
struct Sheet {
    total: u64,
    /// How often the row stands there, and the bytes that it shows.
    rows: u64,
    row: u64,
    /// The same of the cell.
    columns: u64,
    cell: u64,
}

impl Sheet {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Start(element) => self.open(element),
            Event::Text(text) => self.cell = self.cell.saturating_add(text.len() as u64),
            Event::End(element) => self.close(element.local_name().as_ref()),
            _ => {}
        }
    }

    fn open(&mut self, element: &BytesStart) {
        match element.local_name().as_ref() {
            "table-row" => (self.rows, self.row) = (number(element, "number-rows-repeated"), 0),
            "table-cell" | "covered-table-cell" => {
                self.columns = number(element, "number-columns-repeated");
                self.cell = ["value", "string-value"].map(|it| length(element, it)).iter().sum();
            }
            "s" => self.cell = self.cell.saturating_add(number(element, "c")),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table-cell" | "covered-table-cell" => {
                let shown = self.cell.saturating_mul(self.columns);
                (self.row, self.cell) = (self.row.saturating_add(shown), 0);
            }
            "table-row" => {
                let shown = self.row.saturating_mul(self.rows);
                (self.total, self.row) = (self.total.saturating_add(shown), 0);
            }
            _ => {}
        }
    }
}

/// A number that an attribute says, or one.
fn number(element: &BytesStart, name: &str) -> u64 {
    attribute(element, name).and_then(|it| it.parse().ok()).unwrap_or(1)
}

fn length(element: &BytesStart, name: &str) -> u64 {
    attribute(element, name).map_or(0, |it| it.len() as u64)
}
