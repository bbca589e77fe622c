//! D0512: a visual shows other figures, of which none is a visual: they could show each other without end.

use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::drawing::FigureKind;
use crate::model::inputs::Inputs;
use crate::model::manifest::Stated;
use crate::model::table::Declaration;

/// Checks which figures the bands of a visual show.
pub fn check(declaration: &Declaration, inputs: &Inputs, findings: &mut Findings) {
    let bands = declaration.drawing.iter().flat_map(|it| &it.bands);
    let shown = bands.filter_map(|band| band.figure.as_ref());
    let is_visual = |name: &&Stated| {
        let drawing = inputs.figures.get(&name.text).and_then(|it| it.drawing.as_ref());
        drawing.is_some_and(|it| it.kind == FigureKind::Visual)
    };
    for name in shown.filter(is_visual) {
        let message =
            format!("{} cannot be drawn: “{}” is a visual too", declaration.describe(), name.text);
        let finding = Diagnostic::new(codes::FIGURE_MISMATCH, name.place.clone(), message);
        findings.push(finding.help("name a figure of another kind, or copy the bands of that one"));
    }
}
