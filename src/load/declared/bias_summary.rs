//! The columns of a summary of judgements: a bar for each domain of the tool by which studies were appraised.

use indexmap::IndexMap;

use super::forest::{Known, no_appraisal};
use crate::diagnostic::Findings;
use crate::language::Bilingual;
use crate::model::drawing::FigureKind;
use crate::model::table::{Column, Content, Declaration, JudgedPart};
use crate::quantity::units::Units;

/// Gives every such figure its columns and the rows of the table that it sums up.
pub fn complete(
    figures: &mut IndexMap<String, Declaration>,
    tables: &IndexMap<String, Declaration>,
    (known, units): (&Known, &Units),
    findings: &mut Findings,
) {
    for figure in figures.values_mut() {
        let Some(drawing) = figure.drawing.as_ref().filter(|it| it.kind == FigureKind::Bias) else {
            continue;
        };
        let Some(named) = &drawing.bias else { continue };
        let Some(table) = tables.get(&named.text).filter(|it| it.appraisal.is_some()) else {
            findings.push(no_appraisal(named, tables));
            continue;
        };
        figure.data = table.data.clone();
        figure.filter = table.filter.clone();
        figure.appraisal = table.appraisal.clone();
        figure.columns = columns(known, units);
    }
}

fn columns(known: &Known, units: &Units) -> Vec<Column> {
    let studies = known.said(|pack, _| pack.reporting.studies.clone());
    let part = |id: &str, head, part, align, width| {
        Column::made(id, head, Content::Judgements(part), align, width)
    };
    let bar = part("bar", Bilingual::default(), JudgedPart::Bar, "center", "auto");
    vec![
        part("domain", Bilingual::default(), JudgedPart::Domain, "left", "1fr"),
        Column { series: vec![Bilingual::default()], unit: units.find("percent"), ..bar },
        part("numbers", studies, JudgedPart::Numbers, "left", "auto"),
    ]
}
