//! YAML to a data tree; scalars are kept as written, aliases are refused.

use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::rows::too_deep;
use crate::data::address::{Address, Pointer};
use crate::data::place::{Origin, Place};
use crate::data::tree::{Cell, Entry, List, Map, Node};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::limits::Limits;
use crate::quantity::decimal;

/// Parses the first document of a text; what is wrong is a finding with this code.
pub fn parse(path: &Arc<str>, text: &str, limits: &Limits, code: Code) -> Result<Node, Diagnostic> {
    let mut reader = YamlReader { path, parser: Parser::new_from_str(text), limits, code };
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

struct YamlReader<'a> {
    path: &'a Arc<str>,
    parser: Parser<'a, StrInput<'a>>,
    limits: &'a Limits,
    code: Code,
}

impl<'a> YamlReader<'a> {
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
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let null = plain && matches!(&*text, "~" | "null");
                let text = if null { "" } else { &text };
                let is_false = plain && (decimal::is_false(text) || decimal::is_zero(text));
                let origin = Origin::new(place, Address::Pointer(way.clone()));
                Ok(Node::Cell(Cell::new(text, Origin { is_false, ..origin })))
            }
            Event::SequenceStart(..) => self.list(place, way, depth),
            Event::MappingStart(..) => self.map(place, way, depth),
            _ => Err(Diagnostic::new(
                self.code,
                place,
                "aliases are not supported; write the value in full",
            )),
        }
    }

    fn list(&mut self, place: Place, way: &Pointer, depth: u64) -> Result<Node, Diagnostic> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => {
                    return Ok(Node::List(List { items, place }));
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
        loop {
            let (event, span) = self.next()?;
            let key = match event {
                Event::MappingEnd | Event::StreamEnd => return Ok(Node::Map(Arc::new(map))),
                Event::Scalar(text, ..) => text,
                _ => {
                    let message = "a key must be a plain string";
                    return Err(Diagnostic::new(self.code, self.place(span), message));
                }
            };
            let (event, value) = self.next()?;
            let node = self.node(event, value, &way.to_name(&key), depth + 1)?;
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
