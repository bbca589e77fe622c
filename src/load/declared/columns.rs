//! The columns of a declared table or figure: what stands in the head, what the cells show.

use super::lines::lines;
use crate::data::tree::Map;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::load::datasets::unit_help;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::table::{ALIGNMENTS, Column, Content, LENGTHS};
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// Reads one column, of a figure or else of a table.
pub fn column(map: &Map, drawn: bool, units: &Units, findings: &mut Findings) -> Column {
    let section = if drawn { &keys::FIGURE_COLUMN } else { &keys::TABLE_COLUMN };
    let mut fields = Fields::new(map, section);
    let head = fields.bilingual("head");
    let over = if drawn { Bilingual::default() } else { fields.bilingual("over") };
    let content = content(&mut fields);
    let with_units = fields.flag("units");
    let align = fields.text("align").unwrap_or_else(|| match content {
        Content::Value(_) | Content::Interval(_) => "decimal".to_string(),
        Content::Count(_) => "right".to_string(),
        _ => "left".to_string(),
    });
    let column = Column {
        id: fields.text("id").unwrap_or_default(),
        head,
        over,
        unit: unit(&mut fields, units),
        align: align_word(&mut fields, align),
        width: fields.text("width").unwrap_or_default(),
        units: with_units,
        series: series(&mut fields, &content),
        content,
    };
    width_form(&mut fields, &column.width);
    findings.extend(fields.finish());
    column
}

/// What the cells show: lines of text, or quantities of the row's study in one of several ways.
fn content(fields: &mut Fields) -> Content {
    type Make = fn(Vec<String>) -> Content;
    let ways: [(&'static str, Make); 6] = [
        ("value", Content::Value),
        ("results", Content::Results),
        ("ci", Content::Interval),
        ("count", Content::Count),
        ("plot", Content::Plot),
        ("people", Content::People),
    ];
    let mut found = None;
    for (key, make) in ways {
        let ids = fields.texts_or_text(key);
        if found.is_none() && !ids.is_empty() {
            found = Some(make(ids));
        }
    }
    let text = fields.get("text");
    found.unwrap_or_else(|| {
        if text.is_none() {
            fields.missing("text");
        }
        Content::Lines(text.map(|node| lines(node, fields)).unwrap_or_default())
    })
}

/// The names of what is plotted, their ids when none are given; of people, what the filled dots are.
fn series(fields: &mut Fields, content: &Content) -> Vec<Bilingual> {
    let names = fields.bilinguals("series");
    match content {
        Content::Plot(ids) if names.is_empty() => {
            ids.iter().map(|id| Bilingual::same(id)).collect()
        }
        Content::Plot(_) | Content::People(_) => names,
        _ => Vec::new(),
    }
}

fn unit(fields: &mut Fields, units: &Units) -> Option<Unit> {
    let node = fields.get("unit")?;
    let id = fields.text("unit")?;
    let known = units.find(&id);
    if known.is_none() {
        let help = unit_help(&id, units);
        let message = format!("unknown unit “{id}”");
        let finding = Diagnostic::new(codes::UNKNOWN_WORD, node.place().clone(), message);
        fields.findings.push(finding.help(help));
    }
    known
}

fn align_word(fields: &mut Fields, align: String) -> String {
    if ALIGNMENTS.contains(&align.as_str()) {
        return align;
    }
    if let Some(node) = fields.get("align") {
        fields.wrong(node, "`align` must be left, center, right or decimal".to_string());
    }
    "left".to_string()
}

/// No column is wider than this number, whatever its unit.
const WIDEST: f64 = 2_400.0;

/// Tells a `width` that is none.
pub fn width_form(fields: &mut Fields, width: &str) {
    let number = LENGTHS.iter().find_map(|unit| width.strip_suffix(unit));
    let sound = width == "auto"
        || number.is_some_and(|number| {
            let plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
            let most = if width.ends_with('%') { 100.0 } else { WIDEST };
            plain && number.parse::<f64>().is_ok_and(|number| number > 0.0 && number <= most)
        });
    if let Some(node) = fields.get("width")
        && !sound
    {
        fields.wrong(
            node,
            "`width` must be auto, or a number with pt, mm, cm, em, fr or %, and not wider than the page"
                .to_string(),
        );
    }
}
