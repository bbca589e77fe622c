//! `[print.NAME]`: what a print shop asks for.

use indexmap::IndexMap;

use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, codes};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::print::{Colour, Imposition, PrintProfile, Size, parse_length};

/// The profiles by name.
pub fn read(outer: &mut Fields) -> IndexMap<String, PrintProfile> {
    let mut profiles = IndexMap::new();
    let Some(declared) = outer.map("print") else { return profiles };
    for (name, entry) in &declared.entries {
        // Files are called by it.
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) {
            let message = format!("“{name}” is not a valid name of a print profile");
            let finding = Diagnostic::new(codes::WRONG_TYPE, entry.key.clone(), message);
            outer.findings.push(finding.help("use letters, digits, - and _"));
            continue;
        }
        match &entry.node {
            Node::Map(map) => {
                profiles.insert(name.clone(), profile(map, outer));
            }
            node => outer.wrong(node, format!("`{name}` must be a table: write [print.{name}]")),
        }
    }
    profiles
}

fn profile(map: &Map, outer: &mut Fields) -> PrintProfile {
    let mut fields = Fields::new(map, &keys::PRINT);
    let profile = PrintProfile {
        trim: size(&mut fields, "trim"),
        bleed: length(&mut fields, "bleed"),
        marks: fields.flag("marks"),
        slug: fields.flag("slug"),
        colour: fields.word("colour", &Colour::ALL).unwrap_or_default(),
        imposition: fields.word("impose", &Imposition::ALL).unwrap_or_default(),
        sheet: size(&mut fields, "sheet"),
        gutter: length(&mut fields, "gutter"),
        creep: length(&mut fields, "creep"),
        signature: signature(&mut fields),
    };
    outer.findings.extend(fields.finish());
    profile
}

fn size(fields: &mut Fields, key: &'static str) -> Option<Size> {
    let node = fields.get(key);
    let text = fields.text(key)?;
    let size = Size::parse(&text);
    if let (None, Some(node)) = (size, node) {
        let message = format!("`{key}` must be a size such as A5, SRA3 or 170x240mm");
        fields.wrong(node, message);
    }
    size
}

/// At most a metre.
const LONGEST: f64 = 2_835.0;

fn length(fields: &mut Fields, key: &'static str) -> f64 {
    let node = fields.get(key);
    let text = fields.text(key).unwrap_or_default();
    let length = parse_length(&text).filter(|it| *it <= LONGEST);
    if let (None, Some(node)) = (length, node) {
        fields.wrong(node, format!("`{key}` must be a length such as 3mm or 9pt"));
    }
    length.unwrap_or_default()
}

fn signature(fields: &mut Fields) -> usize {
    let Some(node) = fields.get("signature") else { return 0 };
    let number = node.as_cell().and_then(|cell| cell.text.parse::<usize>().ok());
    match number.filter(|it| *it > 0 && it.is_multiple_of(4) && *it <= 10_000) {
        Some(pages) => pages,
        None => {
            fields.wrong(node, "`signature` must be a multiple of four".to_string());
            0
        }
    }
}
