//! JSON to a data tree; numbers are kept as written, addresses are JSON pointers (RFC 6901).

use std::sync::Arc;

use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::rows::too_deep;
use super::table::too_many;
use crate::data::address::{Address, Pointer};
use crate::data::place::{Indexed, Origin, Place};
use crate::data::tree::{Cell, Entry, List, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::limits::Limits;
use crate::quantity::decimal;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
};

/// What Python writes for floats that are no numbers, and JSON does not have.
const NO_NUMBERS: [&str; 3] = ["NaN", "Infinity", "-Infinity"];

const OF_NO_NUMBERS: &str = "JSON has no such number: write null; pandas' `to_json` does, and `json.dump(…, allow_nan=False)` tells where they are";

/// Parses a whole file as strict JSON.
///
/// Names that an object has twice are pushed to `findings`: one of the values would be lost.
pub fn parse(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<Node, Diagnostic> {
    let text = without_mark(text);
    let mut parser = Parser { indexed: Indexed::new(path, text), begins: 0, limits, findings };
    let empty = || {
        Diagnostic::new(
            codes::JSON_SYNTAX,
            Place::file(path),
            "this file is empty; JSON was expected",
        )
    };
    let parsed = parser.read(text)?;
    parser.value(&parsed.ok_or_else(empty)?, &Pointer::default(), 0)
}

/// Parses a whole file as JSON Lines: one value a line, which are a list of them.
pub fn parse_lines(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<Node, Diagnostic> {
    let text = without_mark(text);
    let mut parser = Parser { indexed: Indexed::new(path, text), begins: 0, limits, findings };
    let mut items = Vec::new();
    for line in text.split_inclusive('\n') {
        let parsed = parser.read(line);
        let parsed =
            parsed.map_err(|it| it.help("each line of this file is a value of its own"))?;
        if let Some(value) = parsed {
            if items.len() as u64 == limits.rows {
                return Err(too_many(&parser.place(value.range()), limits));
            }
            let way = Pointer::default().to_item(items.len());
            items.push(parser.value(&value, &way, 1)?);
        }
        parser.begins += line.len();
    }
    Ok(Node::List(List { items, place: Place::file(path) }))
}

/// Some programs begin a file with a byte order mark, which is no character of it.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

struct Parser<'a> {
    indexed: Indexed<&'a str>,
    /// At which byte of the file begins what is parsed.
    begins: usize,
    limits: &'a Limits,
    findings: &'a mut Findings,
}

impl Parser<'_> {
    /// What stands in the text from where it begins; nothing where it is blank.
    fn read<'t>(&self, text: &'t str) -> Result<Option<Value<'t>>, Diagnostic> {
        let parsed = parse_to_ast(text, &CollectOptions::default(), &STRICT).map_err(|error| {
            let message = format!("invalid JSON: {}", error.kind().to_string().to_lowercase());
            let range = error.range();
            let finding = Diagnostic::new(codes::JSON_SYNTAX, self.place(range), message);
            let rest = text.get(range.start..).unwrap_or_default();
            match NO_NUMBERS.iter().any(|it| rest.starts_with(it)) {
                true => finding.help(OF_NO_NUMBERS),
                false => finding,
            }
        })?;
        Ok(parsed.value)
    }

    fn value(&mut self, value: &Value, way: &Pointer, depth: u64) -> Result<Node, Diagnostic> {
        let place = self.place(value.range());
        if depth > self.limits.depth {
            return Err(too_deep(&place, self.limits));
        }
        Ok(match value {
            Value::Object(object) => {
                let mut map = Map::new(place);
                for property in &object.properties {
                    let name = property.name.as_str();
                    let entry = Entry {
                        key: self.place(property.name.range()),
                        node: self.value(&property.value, &way.to_name(name), depth + 1)?,
                    };
                    if let Some(first) = map.entries.get(name) {
                        let message = format!("this object has “{name}” twice");
                        self.findings.push(
                            Diagnostic::new(codes::DUPLICATE_COLUMN, entry.key.clone(), message)
                                .related(first.key.clone(), "the first one")
                                .help("give each value a unique name"),
                        );
                    }
                    map.entries.insert(name.to_string(), entry);
                }
                Node::Map(Arc::new(map))
            }
            Value::Array(array) => {
                if let Some(item) = array.elements.get(self.limits.rows as usize) {
                    return Err(too_many(&self.place(item.range()), self.limits));
                }
                let item = |(i, item)| self.value(item, &way.to_item(i), depth + 1);
                let items =
                    array.elements.iter().enumerate().map(item).collect::<Result<_, _>>()?;
                Node::List(List { items, place })
            }
            Value::StringLit(text) => cell(&text.value, place, way),
            Value::NumberLit(number) => Node::Cell(numeral(number.value, place, way)),
            Value::BooleanLit(boolean) => Node::Cell(flag(boolean.value, place, way)),
            Value::NullKeyword(_) => cell("", place, way),
        })
    }

    fn place(&self, range: Range) -> Place {
        self.indexed.place(self.begins + range.start..self.begins + range.end)
    }
}

fn cell(text: &str, place: Place, way: &Pointer) -> Node {
    let address = Address::Pointer(way.clone());
    Node::Cell(Cell::new(text, Origin::new(place, address)))
}

/// A number, which JSON tells from a text; whole ones may be years or codes.
fn numeral(text: &str, place: Place, way: &Pointer) -> Cell {
    let has_decimals = text.contains(['.', 'e', 'E']);
    let is_number = has_decimals && decimal::is_number(text);
    let address = Address::Pointer(way.clone());
    let is_false = decimal::is_zero(text);
    Cell::new(text, Origin { is_number, is_false, ..Origin::new(place, address) })
}

fn flag(value: bool, place: Place, way: &Pointer) -> Cell {
    let origin = Origin::new(place, Address::Pointer(way.clone()));
    Cell::new(&value.to_string(), Origin { is_false: !value, ..origin })
}
