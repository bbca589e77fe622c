//! A data file as the manifest or the front matter names it: a path, or a table that says which part.

use crate::data::tree::{Map, Node};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::manifest::{DataFile, DecimalSign, FileRef, Stated};

/// Reads it; a finding when it is neither a path nor such a table.
pub fn read(fields: &mut Fields, name: &str, node: &Node) -> Option<DataFile> {
    match node {
        Node::Cell(cell) => {
            let (path, place) = (cell.text.to_string(), cell.place().clone());
            Some(DataFile::whole(FileRef { path, place }))
        }
        Node::Map(map) => part(map, fields),
        Node::List(_) => {
            fields.wrong(node, format!("`{name}` must be the path of a data file"));
            None
        }
    }
}

fn part(map: &Map, outer: &mut Fields) -> Option<DataFile> {
    let mut fields = Fields::new(map, &keys::DATA_FILE);
    let stated = |fields: &mut Fields, key| {
        let stated = fields.file(key)?;
        Some(Stated { text: stated.path, place: stated.place })
    };
    let file = fields.file("file");
    let sheet = stated(&mut fields, "sheet");
    let range = stated(&mut fields, "range");
    let header = fields.number("header");
    let row = header.filter(|row| row.fract() == 0.0 && (1.0..=4_294_967_295.0).contains(row));
    if let (Some(_), None, Some(node)) = (header, row, map.get("header")) {
        fields.wrong(node, "`header` must be the number of a row, from 1".to_string());
    }
    let is_said = fields.get("keys").is_some();
    let keys = Some(fields.texts_or_text("keys")).filter(|_| is_said);
    let decimal = fields.word("decimal", &DecimalSign::ALL);
    let (numbers, codes) = (fields.texts_or_text("numbers"), fields.texts_or_text("codes"));
    outer.findings.extend(fields.finish());
    let header = row.map(|row| row as usize);
    let whole = DataFile::whole(file?);
    Some(DataFile { sheet, range, header, keys, decimal, numbers, codes, ..whole })
}
