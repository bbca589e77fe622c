//! `figures.toml` to figure declarations: tables with a drawing.

use indexmap::IndexMap;

use super::groups::part_of;
use super::lines::sub_maps;
use super::tables;
use crate::data::tree::Map;
use crate::diagnostic::Diagnostic;
use crate::load::fields::Fields;
use crate::model::drawing::{Axis, Drawing, FigureKind, Fill, SCALES};
use crate::model::selection::Part;
use crate::model::table::Declaration;

/// Reads every figure of the file.
pub fn read(root: &Map, findings: &mut Vec<Diagnostic>) -> IndexMap<String, Declaration> {
    tables::each(root, findings, |name, map, findings| {
        let mut fields = Fields::new(map);
        fields.required("kind");
        let kind = fields.word("kind", &FigureKind::ALL);
        let classes = fields.list("classes");
        let drawing = Drawing {
            kind: kind.unwrap_or(FigureKind::Forest),
            axis: axis(fields.map("axis"), findings),
            classes: sub_maps(classes, &mut fields).map(|map| class(map, findings)).collect(),
        };
        let declaration = tables::declaration(name, map, Some(drawing), &mut fields, findings);
        findings.extend(fields.finish());
        kind.map(|_| declaration)
    })
}

fn axis(map: Option<&Map>, findings: &mut Vec<Diagnostic>) -> Axis {
    let Some(map) = map else {
        return Axis::default();
    };
    let mut fields = Fields::new(map);
    let axis = Axis {
        log: fields.word("scale", &SCALES).unwrap_or_default(),
        min: number("min", &mut fields),
        max: number("max", &mut fields),
        step: number("step", &mut fields),
        line: number("line", &mut fields),
    };
    findings.extend(fields.finish());
    axis
}

fn number(key: &'static str, fields: &mut Fields) -> Option<f64> {
    let node = fields.optional(key)?;
    let number = node.as_cell().and_then(|cell| cell.text.parse().ok());
    let number = number.filter(|number: &f64| number.is_finite());
    if number.is_none() {
        fields.wrong(node, format!("`{key}` must be a number"));
    }
    number
}

fn class(map: &Map, findings: &mut Vec<Diagnostic>) -> (Part, Fill) {
    let mut fields = Fields::new(map);
    let part = part_of(&mut fields);
    let fill = fields.word("fill", &Fill::ALL).unwrap_or_default();
    findings.extend(fields.finish());
    (part, fill)
}
