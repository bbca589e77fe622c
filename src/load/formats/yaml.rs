//! YAML to a data tree; scalars are kept as written, aliases stand for what they name.

use std::collections::HashMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::rows::too_deep;
use super::table::{too_large, too_many};
use crate::data::address::{Address, Pointer};
use crate::data::place::{Origin, Place};
use crate::data::tree::{Cell, Entry, List, Map, Node};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::limits::Limits;
use crate::quantity::decimal;

/// Parses the first document of a text; what is wrong is a finding with this code.
pub fn parse(path: &Arc<str>, text: &str, limits: &Limits, code: Code) -> Result<Node, Diagnostic> {
    let mut reader = YamlReader::new(path, text, limits, code);
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => {
                return Ok(Node::Map(Arc::new(Map::new(reader.place(span)))));
            }
            event => return reader.node(event, span, &Pointer::default(), 0),
        }
    }
}

/// Parses a whole data file: several documents, parted by `---`, are a list of them.
pub fn parse_all(path: &Arc<str>, text: &str, limits: &Limits) -> Result<Node, Diagnostic> {
    let help =
        "values with a colon, or that begin with a sign, need quotation marks: `name: \"A: B\"`";
    documents(path, text, limits, false).map_err(|it| match it.help {
        None if it.code == codes::YAML_SYNTAX => it.help(help),
        _ => it,
    })
}

/// What the documents of a file hold: the only one itself, or a list of `several`.
fn documents(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    several: bool,
) -> Result<Node, Diagnostic> {
    let mut reader = YamlReader::new(path, text, limits, codes::YAML_SYNTAX);
    let mut items = Vec::new();
    loop {
        let (event, span) = reader.next()?;
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => break,
            // Between two marks stands nothing.
            Event::Scalar(text, ScalarStyle::Plain, ..) if text.is_empty() => {}
            event if several => {
                let way = Pointer::default().to_item(items.len());
                items.push(reader.node(event, span, &way, 1)?);
            }
            // The addresses in the first document begin with its number, too.
            _ if !items.is_empty() => return documents(path, text, limits, true),
            event => items.push(reader.node(event, span, &Pointer::default(), 0)?),
        }
    }
    if several {
        return Ok(Node::List(List { items, place: Place::file(path) }));
    }
    items.pop().ok_or_else(|| {
        let message = "this file is empty; YAML was expected";
        Diagnostic::new(codes::YAML_SYNTAX, Place::file(path), message)
    })
}

struct YamlReader<'a> {
    path: &'a Arc<str>,
    parser: Parser<'a, StrInput<'a>>,
    limits: &'a Limits,
    code: Code,
    /// What was named by `&name`, by its number.
    named: HashMap<usize, Node>,
    /// How many values `*name` has stood for.
    repeated: u64,
}

impl<'a> YamlReader<'a> {
    fn new(path: &'a Arc<str>, text: &'a str, limits: &'a Limits, code: Code) -> YamlReader<'a> {
        let parser = Parser::new_from_str(text);
        YamlReader { path, parser, limits, code, named: HashMap::new(), repeated: 0 }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Diagnostic> {
        match self.parser.next() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let place = Place::at(self.path, error.marker().line(), error.marker().col() + 1);
        Diagnostic::new(self.code, place, format!("invalid YAML: {}", error.info()))
    }

    fn node(
        &mut self,
        event: Event<'a>,
        span: Span,
        way: &Pointer,
        depth: u64,
    ) -> Result<Node, Diagnostic> {
        let place = self.place(span);
        if depth > self.limits.depth {
            return Err(too_deep(&place, self.limits));
        }
        let (node, name) = match event {
            Event::Scalar(text, style, name, _) => (scalar(&text, style, place, way), name),
            Event::SequenceStart(name, _) => (self.list(place, way, depth)?, name),
            Event::MappingStart(name, _) => (self.map(place, way, depth)?, name),
            Event::Alias(name) => return self.alias(name, place, depth),
            _ => return Err(Diagnostic::new(self.code, place, "invalid YAML: a value is missing")),
        };
        // (Without a name it is 0.)
        if name > 0 {
            self.named.insert(name, node.clone());
        }
        Ok(node)
    }

    /// What an alias stands for, with its own place; lists of lists of aliases are bounded as cells are.
    fn alias(&mut self, name: usize, place: Place, depth: u64) -> Result<Node, Diagnostic> {
        let Some(node) = self.named.get(&name).cloned() else {
            let message = "invalid YAML: this alias stands within what it names";
            return Err(Diagnostic::new(self.code, place, message));
        };
        let (values, levels) = extent(&node);
        self.repeated = self.repeated.saturating_add(values);
        if self.repeated > self.limits.cells {
            return Err(too_large(&place, self.limits));
        }
        if depth + levels > self.limits.depth {
            return Err(too_deep(&place, self.limits));
        }
        Ok(node)
    }

    fn list(&mut self, place: Place, way: &Pointer, depth: u64) -> Result<Node, Diagnostic> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => {
                    return Ok(Node::List(List { items, place }));
                }
                (_, span) if items.len() as u64 >= self.limits.rows => {
                    return Err(too_many(&self.place(span), self.limits));
                }
                (event, span) => {
                    let way = way.to_item(items.len());
                    items.push(self.node(event, span, &way, depth + 1)?);
                }
            }
        }
    }

    fn map(&mut self, place: Place, way: &Pointer, depth: u64) -> Result<Node, Diagnostic> {
        let mut map = Map::new(place);
        let mut merged = Vec::new();
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => {
                    merged.iter().for_each(|node| merge(&mut map, node));
                    return Ok(Node::Map(Arc::new(map)));
                }
                Event::Scalar(text, ..) => text,
                _ => {
                    let message = "a key must be a plain string";
                    return Err(Diagnostic::new(self.code, self.place(span), message));
                }
            };
            let (event, value) = self.next()?;
            let node = self.node(event, value, &way.to_name(&key), depth + 1)?;
            if key == "<<" {
                merged.push(node);
                continue;
            }
            let place = self.place(span);
            if map.entries.contains_key(&*key) {
                return Err(Diagnostic::new(self.code, place, format!("duplicate key `{key}`")));
            }
            map.entries.insert(key.into_owned(), Entry { key: place, node });
        }
    }

    /// Columns of the parser count from 0.
    fn place(&self, span: Span) -> Place {
        let (start, end) = (span.start, span.end);
        let length =
            if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
        Place::at(self.path, start.line().max(1), start.col() + 1).spanning(length)
    }
}

/// A scalar as it is written. Block scalars end with a line break that nobody means.
fn scalar(text: &str, style: ScalarStyle, place: Place, way: &Pointer) -> Node {
    let plain = style == ScalarStyle::Plain;
    let text = match style {
        ScalarStyle::Literal | ScalarStyle::Folded => text.trim_end_matches('\n'),
        _ if plain && matches!(text, "~" | "null" | "Null" | "NULL") => "",
        _ => text,
    };
    let is_false = plain && (decimal::is_false(text) || decimal::is_zero(text));
    // As in JSON: whole numbers may be years or codes.
    let is_number = plain && text.contains(['.', 'e', 'E']) && decimal::is_number(text);
    let origin = Origin::new(place, Address::Pointer(way.clone()));
    Node::Cell(Cell::new(text, Origin { is_number, is_false, ..origin }))
}

/// Adds what `<<` names, as far as the map has not its own (YAML 1.1, merge key).
fn merge(map: &mut Map, node: &Node) {
    match node {
        Node::Map(other) => {
            for (key, entry) in &other.entries {
                map.entries.entry(key.clone()).or_insert_with(|| entry.clone());
            }
        }
        Node::List(list) => list.items.iter().for_each(|it| merge(map, it)),
        Node::Cell(_) => {}
    }
}

/// How many values and levels a node has.
fn extent(node: &Node) -> (u64, u64) {
    let of = |inner: &mut dyn Iterator<Item = &Node>| {
        let (values, levels) = inner
            .map(extent)
            .fold((1, 0), |(all, most), (values, levels)| (all + values, most.max(levels)));
        (values, levels + 1)
    };
    match node {
        Node::Cell(_) => (1, 0),
        Node::List(list) => of(&mut list.items.iter()),
        Node::Map(map) => of(&mut map.entries.values().map(|it| &it.node)),
    }
}
