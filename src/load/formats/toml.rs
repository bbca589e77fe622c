//! TOML to a data tree; numbers and dates are kept as written.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::toml_slips;

use crate::data::address::{Address, Pointer};
use crate::data::place::{Indexed, Origin, Place};
use crate::data::tree::{Cell, Entry, List, Map, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::quantity::decimal;

/// Parses a whole file. The first syntax error is a finding with this code; what the parser says
/// after it is mostly its echo.
pub fn parse(path: &Arc<str>, text: &str, code: Code) -> Result<Arc<Map>, Diagnostic> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or_default();
        let place = Place::of_bytes(path, text, span.clone());
        let message = format!("invalid TOML: {}", error.message().replace('\n', ", "));
        let help = toml_slips::help(path, text, &span, error.message());
        let finding = Diagnostic::new(code, place, message);
        match help {
            Some(help) => help
                .related
                .into_iter()
                .fold(finding, |it, (place, label)| it.related(place, label))
                .help(help.text),
            None => finding.help("see https://toml.io for the syntax"),
        }
    })?;
    let parser = Parser { text, indexed: Indexed::new(path, text) };
    Ok(parser.table(table.get_ref(), table.span(), &Pointer::default()))
}

struct Parser<'a> {
    text: &'a str,
    indexed: Indexed<&'a str>,
}

impl Parser<'_> {
    fn table(&self, table: &DeTable, span: Range<usize>, way: &Pointer) -> Arc<Map> {
        let mut map = Map::new(self.place(span));
        for (key, value) in table.iter() {
            let entry = Entry {
                key: self.place(key.span()),
                node: self.value(value.get_ref(), value.span(), &way.to_name(key.get_ref())),
            };
            map.entries.insert(key.get_ref().to_string(), entry);
        }
        map.entries
            .sort_by(|_, a, _, b| (a.key.line, a.key.column).cmp(&(b.key.line, b.key.column)));
        Arc::new(map)
    }

    fn value(&self, value: &DeValue, span: Range<usize>, way: &Pointer) -> Node {
        match value {
            DeValue::Table(table) => Node::Map(self.table(table, span, way)),
            DeValue::Array(array) => {
                let item = |(i, item): (usize, &toml::Spanned<DeValue>)| {
                    self.value(item.get_ref(), item.span(), &way.to_item(i))
                };
                Node::List(List {
                    items: array.iter().enumerate().map(item).collect(),
                    place: self.place(span),
                })
            }
            DeValue::String(text) => cell(text, self.origin(span, way)),
            _ => {
                let text = self.text.get(span.clone()).unwrap_or_default();
                let is_false = text == "false" || decimal::is_zero(text);
                // As in JSON: whole numbers may be years or codes.
                let is_number = matches!(value, DeValue::Float(_)) && decimal::is_number(text);
                cell(text, Origin { is_number, is_false, ..self.origin(span, way) })
            }
        }
    }

    fn origin(&self, span: Range<usize>, way: &Pointer) -> Origin {
        Origin::new(self.place(span), Address::Pointer(way.clone()))
    }

    fn place(&self, span: Range<usize>) -> Place {
        self.indexed.place(span)
    }
}

fn cell(text: &str, origin: Origin) -> Node {
    Node::Cell(Cell::new(text, origin))
}
