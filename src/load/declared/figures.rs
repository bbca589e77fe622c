//! `figures.toml` to figure declarations: tables with a drawing.

use std::sync::Arc;

use indexmap::IndexMap;

use super::bands::{band, columns};
use super::columns::width_form;
use super::groups::part_of;
use super::lines::sub_maps;
use super::tables;
use crate::data::tree::Map;
use crate::diagnostic::Findings;
use crate::load::fields::Fields;
use crate::model::drawing::{Axis, Drawing, FigureKind, Fill, SCALES, Show, Sort};
use crate::model::forest_layout::{self, ForestLayout};
use crate::model::keys;
use crate::model::manifest::Stated;
use crate::model::selection::Part;
use crate::model::table::Declaration;
use crate::quantity::units::Units;

/// Reads every figure of the file.
pub fn read(root: &Map, units: &Units, findings: &mut Findings) -> IndexMap<String, Declaration> {
    tables::each((root, "figures"), findings, |name, map, findings| {
        let mut fields = Fields::new(map, &keys::FIGURE);
        let kind = fields.word("kind", &FigureKind::ALL);
        let classes = fields.list("classes");
        let bands = fields.list("bands");
        let at = map.get("analysis").map(|node| node.place().clone());
        let analysis = fields.text("analysis").zip(at).map(|(text, place)| Stated { text, place });
        let of_table = kind == Some(FigureKind::Bias);
        let is_visual = kind == Some(FigureKind::Visual);
        if analysis.is_none() && map.get("data").is_none() && !of_table && !is_visual {
            fields.missing("data");
        }
        if of_table && map.get("bias").is_none() {
            fields.missing("bias");
        }
        let at = fields.get("bias").map(|node| node.place().clone());
        let bias = fields.text("bias").zip(at).map(|(text, place)| Stated { text, place });
        let at = map.get("further").map(|node| node.place().clone());
        let further = fields.texts("further").into_iter().zip(at.into_iter().cycle());
        let drawing = Drawing {
            further: further.map(|(text, place)| Stated { text, place }).collect(),
            bias,
            kind: kind.unwrap_or(FigureKind::Forest),
            axis: axis(fields.map("axis"), findings),
            analysis,
            sort: fields.word("sort", &Sort::ALL).unwrap_or_default(),
            show: fields.word("show", &Show::ALL).unwrap_or_default(),
            width: width(&mut fields),
            layout: layout(&mut fields),
            brief: fields.flag("brief"),
            favours: None,
            bands: sub_maps(bands, &mut fields).map(|map| band(map, findings)).collect(),
            classes: sub_maps(classes, &mut fields).map(|map| class(map, findings)).collect(),
        };
        let mut declaration =
            tables::declaration((name, map), Some(drawing), units, &mut fields, findings);
        if is_visual {
            declaration.columns = columns();
        }
        findings.extend(fields.finish());
        kind.map(|_| declaration)
    })
}

fn width(fields: &mut Fields) -> String {
    let width = fields.text("width").unwrap_or_default();
    width_form(fields, &width);
    width
}

fn layout(fields: &mut Fields) -> Option<Arc<ForestLayout>> {
    let names = forest_layout::NAMES.map(|name| (name, name));
    ForestLayout::named(fields.word("layout", &names)?).map(Arc::new)
}

fn axis(map: Option<&Map>, findings: &mut Findings) -> Axis {
    let Some(map) = map else {
        return Axis::default();
    };
    let mut fields = Fields::new(map, &keys::AXIS);
    let axis = Axis {
        log: fields.word("scale", &SCALES).unwrap_or_default(),
        min: fields.number("min"),
        max: fields.number("max"),
        step: fields.number("step"),
        line: fields.number("line"),
    };
    findings.extend(fields.finish());
    axis
}

fn class(map: &Map, findings: &mut Findings) -> (Part, Fill) {
    let mut fields = Fields::new(map, &keys::CLASS);
    let part = part_of(&mut fields);
    let fill = fields.word("fill", &Fill::ALL).unwrap_or_default();
    findings.extend(fields.finish());
    (part, fill)
}
