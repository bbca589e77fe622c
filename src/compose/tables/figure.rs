//! Resolved figures to the dictionaries that templates draw, all languages of an edition at once.

use super::cells::{self, Marks};
use super::panels::{Panels, text};
use super::{alt_text, frame, heads};
use crate::compose::inlines::Writer;
use crate::language::Language;
use crate::model::drawing::{Axis, Drawing};
use crate::model::reference::Term;
use crate::model::resolved::{Group, RowKind};
use crate::model::table::{Column, Content, Declaration};
use crate::quantity::interval::IntervalKind;
use crate::typst_source::escape;

/// Writes one figure.
pub fn write(
    writer: &mut Writer,
    declaration: &Declaration,
    drawing: &Drawing,
    panels: &Panels,
    terms: &[Term],
) {
    let languages: Vec<Language> = panels.iter().map(|(language, _)| *language).collect();
    frame::opening(writer, declaration, panels, &languages);
    writer.raw(&format!("figure: \"{}\", {}", drawing.kind.id(), axis(&drawing.axis)));
    if drawing.analysis.is_some() {
        writer.raw("pooled: true, ");
    }
    favours(writer, drawing, &languages);
    lanes(writer, declaration);
    if !drawing.bands.is_empty() {
        bands(writer, drawing, &languages);
    }
    classes(writer, drawing, &languages);
    bounds(writer, panels, &languages);
    writer.raw("heads: (");
    for grouping in &declaration.grouping {
        let head = |it: &Language| (*it, grouping.head.get_or_any(*it));
        let heads: Vec<(Language, &str)> = languages.iter().map(head).collect();
        writer.panels(&heads, |writer, _, head| {
            writer.file.push_mapped(&format!("[{}]", escape::markup(head)), &declaration.place);
        });
    }
    writer.raw("), ");
    writer.per_language("alt", panels, |writer, language, table| {
        writer.raw(&escape::string(&alt_text::text(
            declaration,
            drawing,
            table,
            language,
            writer.is_deck,
            (writer.pack(language), &writer.doubted),
        )));
    });
    let in_head = heads::columns(writer, declaration, panels, &languages);
    let groups: Vec<(Language, &[Group])> =
        panels.iter().map(|(language, table)| (*language, table.groups.as_slice())).collect();
    let bands: Vec<bool> = drawing.bands.iter().map(|band| band.on_slides).collect();
    self::groups(writer, &groups, &in_head, &bands);
    frame::closing(writer, declaration, panels, terms);
}

/// Which side of the line speaks for which arm.
fn favours(writer: &mut Writer, drawing: &Drawing, languages: &[Language]) {
    let Some([left, right]) = &drawing.favours else { return };
    writer.raw("favours: (");
    for (name, words) in [("left", left), ("right", right)] {
        writer.raw(&format!("{name}: ("));
        for language in languages {
            let words = escape::markup(words.get_or_any(*language));
            writer.raw(&format!("\"{language}\": [{words}], "));
        }
        writer.raw("), ");
    }
    writer.raw("), ");
}

/// What the fills of marks mean.
fn classes(writer: &mut Writer, drawing: &Drawing, languages: &[Language]) {
    writer.raw("classes: (");
    for (part, fill) in &drawing.classes {
        writer.raw(&format!("(fill: \"{}\", ", fill.id()));
        text(writer, "label", &part.label, languages, &part.place);
        writer.raw("),");
    }
    writer.raw("), ");
}

/// The parts of a visual abstract; their points are the rows of its groups.
fn bands(writer: &mut Writer, drawing: &Drawing, languages: &[Language]) {
    writer.raw("bands: (");
    for band in &drawing.bands {
        let figure = band.figure.as_ref().map_or("none".to_string(), |it| escape::string(&it.text));
        writer.raw(&format!("(figure: {figure}, slides: {}, ", band.on_slides));
        text(writer, "head", &band.head, languages, &band.place);
        writer.raw("),");
    }
    writer.raw("), ");
}

/// What the lines from end to end are, where some are no 95% confidence intervals.
fn bounds(writer: &mut Writer, panels: &Panels, languages: &[Language]) {
    let rows = panels.first().map(|(_, table)| table.rows()).unwrap_or_default();
    let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.points.is_empty());
    let mut kinds: Vec<IntervalKind> = Vec::new();
    for (estimate, point) in cells.flat_map(|cell| cell.estimates.iter().zip(&cell.points)) {
        let kind = estimate.interval();
        if point.value.is_some() && point.bounds.is_some() && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.iter().all(|kind| *kind == IntervalKind::usual()) {
        return;
    }
    let names = |language: Language| {
        let pack = writer.pack(language);
        let names = kinds.iter().map(|kind| kind.name(&pack.numbers));
        names.collect::<Vec<_>>().join(&pack.punctuation.or)
    };
    let panels: Vec<(Language, String)> = languages.iter().map(|it| (*it, names(*it))).collect();
    writer.per_language("bounds", &panels, |writer, _, names| {
        writer.raw(&format!("[{}]", escape::markup(names)));
    });
}

/// The lanes of a flow chart.
fn lanes(writer: &mut Writer, declaration: &Declaration) {
    let lane = |column: &Column| match &column.content {
        Content::Boxed(lane) => Some(format!("\"{}\",", lane.id())),
        _ => None,
    };
    let lanes: String = declaration.columns.iter().filter_map(lane).collect();
    if !lanes.is_empty() {
        writer.raw(&format!("lanes: ({lanes}), "));
    }
}

fn axis(axis: &Axis) -> String {
    let number = |number: Option<f64>| number.map_or("none".to_string(), cells::float);
    let Axis { log, min, max, step, line } = axis;
    let [min, max, step, line] = [min, max, step, line].map(|it| number(*it));
    format!("axis: (log: {log}, min: {min}, max: {max}, step: {step}, line: {line}), ")
}

/// Groups within groups; the rows are in the innermost. `bands` says of each group of a visual abstract whether slides show it.
fn groups(writer: &mut Writer, panels: &[(Language, &[Group])], in_head: &[bool], bands: &[bool]) {
    let around = writer.withheld;
    let count = panels.iter().map(|(_, groups)| groups.len()).min().unwrap_or_default();
    writer.raw("groups: (\n");
    for g in 0..count {
        let own: Vec<(Language, &Group)> =
            panels.iter().map(|(language, groups)| (*language, &groups[g])).collect();
        let within: Vec<(Language, &[Group])> =
            own.iter().map(|(language, group)| (*language, group.groups.as_slice())).collect();
        writer.withheld = around || writer.is_deck && bands.get(g) == Some(&false);
        writer.raw("(label: (");
        let lines = own.iter().map(|(_, group)| group.label.len()).min().unwrap_or_default();
        for i in 0..lines {
            writer.file.optional = writer.withheld || i > 0;
            writer.panels(&own, |writer, language, group| writer.body(&group.label[i], language));
            writer.file.optional = false;
        }
        writer.raw("), ");
        groups(writer, &within, in_head, &[]);
        writer.raw("rows: (\n");
        rows(writer, &own, in_head);
        writer.raw(")),\n");
        writer.withheld = around;
    }
    writer.raw("), ");
}

fn rows(writer: &mut Writer, panels: &[(Language, &Group)], in_head: &[bool]) {
    let Some((_, leading)) = panels.first() else {
        return;
    };
    for (r, row) in leading.rows.iter().enumerate() {
        let class = row.class.map_or("none".to_string(), |class| class.to_string());
        let kind = row.kind.id().map_or(String::new(), |id| format!("kind: \"{id}\", "));
        writer.raw(&format!("({kind}class: {class}, cells: ("));
        // A line of words has its figures under the daggers of the columns above.
        let line = vec![true; in_head.len()];
        let in_head = if row.kind == RowKind::Line { &line } else { in_head };
        cells::row(writer, panels, r, in_head, Marks::BehindFirst);
        writer.raw(")),\n");
    }
}
