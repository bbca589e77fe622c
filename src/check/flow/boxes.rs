//! A row of a flow chart: its box is one of the kind, and it has a number.

use crate::data::place::Place;
use crate::data::tree::Map;
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::drawing::FigureKind;
use crate::model::flow_chart::{BEFORE_ARMS, FlowChart, PEOPLE, RECORDS};
use crate::quantity::decimal::Decimal;

/// A box that is counted more than once: which of the numbers is meant, nobody knows.
pub fn counted_once(chart: &FlowChart) -> Vec<Diagnostic> {
    let told = |(name, rows): (&str, Vec<&Map>)| {
        let [first, second, ..] = rows[..] else { return None };
        let message = format!("{} rows without a label count the box “{name}”", rows.len());
        let finding = Diagnostic::new(codes::FLOW_BOX, place(second).clone(), message);
        let help = "keep one of them, or give each its source or reason in `label`";
        Some(finding.related(place(first).clone(), "the first one").help(help))
    };
    chart.repeated().into_iter().filter_map(told).collect()
}

fn place(row: &Map) -> &Place {
    row.cell("box").map_or(&row.place, |cell| cell.place())
}

/// What is wrong with the row.
pub fn check(row: &Map, kind: FigureKind) -> Option<Diagnostic> {
    let known = if kind == FigureKind::Prisma { &RECORDS[..] } else { &PEOPLE[..] };
    let name = row.text("box");
    let told = |message: String| Diagnostic::new(codes::FLOW_BOX, place(row).clone(), message);
    let Some(at) = known.iter().position(|it| *it == name) else {
        let help = diagnostic::suggestion(name, known.iter().copied());
        let help = help.unwrap_or_else(|| format!("write one of {}", known.join(", ")));
        let message = format!("a figure of kind {} has no box “{name}”", kind.id());
        return Some(told(message).help(help));
    };
    let of_arm = kind == FigureKind::Consort && at >= BEFORE_ARMS;
    match (of_arm, row.filled("arm").is_some()) {
        (true, false) => {
            return Some(told(format!("whose is the box “{name}”?")).help("name its `arm`"));
        }
        (false, true) => {
            let message = format!("the box “{name}” is of no arm");
            return Some(told(message).help("leave `arm` empty"));
        }
        _ => {}
    }
    let Some(cell) = row.filled("n") else {
        return Some(told(format!("the box “{name}” has no number")).help("write it in `n`"));
    };
    let number = Decimal::parse(cell.text.trim()).map(|it| it.value);
    let is_count = number.is_some_and(|it| it >= 0.0 && it.fract() == 0.0);
    (!is_count).then(|| {
        let message = format!("“{}” is no number of records or people", cell.text);
        Diagnostic::new(codes::FLOW_BOX, cell.place().clone(), message).help("write a whole number")
    })
}
