//! The colours of a page, as its operators set them, in the inks of the press.

use lopdf::content::Operation;
use lopdf::{Dictionary, Object};

use super::colour::Paint;
use super::content::{Reader, State};
use super::matrix::{number, real};
use super::resources::parts;
use super::separation::SPOT;
use crate::model::print::Colour;

/// The graphics states that this adds, by whether areas and lines print over other inks or knock them out.
pub const OVERPRINT: [(&str, [bool; 2]); 4] = [
    ("DiptychKnock", [false, false]),
    ("DiptychOverAreas", [true, false]),
    ("DiptychOverLines", [false, true]),
    ("DiptychOver", [true, true]),
];

impl Reader<'_> {
    /// An operator that sets a colour or the space that colours are of.
    pub fn colour(
        &mut self,
        operation: Operation,
        resources: &Dictionary,
        state: &mut State,
        out: &mut Vec<Operation>,
    ) {
        let lines = usize::from(operation.operator.starts_with(char::is_uppercase));
        let is_screen = self.context.profile.colour == Colour::Screen;
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        match operation.operator.as_str() {
            "cs" | "CS" => return self.space(operation, resources, state, out),
            "sc" | "scn" | "SC" | "SCN" => {}
            _ => state.parts[lines] = numbers.len(),
        }
        if let (0, Some(paint)) = (lines, Paint::of(&numbers)) {
            state.light = paint.light();
        }
        state.inks[lines] = None;
        state.patterns[lines] = None;
        let is_whole = numbers.len() == operation.operands.len();
        if is_whole && numbers.len() == state.parts[lines] && !is_screen {
            return self.paint(&numbers, lines, state, out);
        }
        let pattern = operation.operands.last().and_then(|name| name.as_name().ok());
        let is_converted =
            pattern.is_some_and(|it| numbers.is_empty() && self.pattern(it, resources));
        if !is_converted {
            self.stays(state, Some(lines));
        }
        out.push(operation);
        self.overprint(false, lines, state, out);
    }

    /// An operator that sets the space that colours are of.
    fn space(
        &mut self,
        operation: Operation,
        resources: &Dictionary,
        state: &mut State,
        out: &mut Vec<Operation>,
    ) {
        let lines = usize::from(operation.operator == "CS");
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let parts = name.map_or(0, |it| parts(self.context.document, resources, it));
        state.parts[lines] = parts;
        if parts == 0 || self.context.profile.colour == Colour::Screen {
            out.push(operation);
            return;
        }
        // The first colour of a space is black.
        let black = vec![if parts == 4 { 1.0 } else { 0.0 }; parts];
        self.paint(&black, lines, state, out);
    }

    /// A colour of the press. Full black prints over other inks, so that a plate that lies a little off shows no
    /// white around letters; any other colour knocks them out.
    fn paint(
        &mut self,
        numbers: &[f64],
        lines: usize,
        state: &mut State,
        out: &mut Vec<Operation>,
    ) {
        let Some(from) = Paint::of(numbers) else { return };
        let profile = self.context.profile;
        let declared = match profile.colour {
            Colour::Cmyk => from.declared(&profile.inks),
            _ => None,
        };
        let paint = match declared {
            Some(at) => Paint::Cmyk(profile.inks[at].cmyk),
            None => from.converted(profile.colour, self.context.press),
        };
        if let Paint::Cmyk(inks) = paint {
            state.inks[lines] = Some((100.0 * inks.iter().sum::<f64>(), from.screen()));
        }
        match declared.filter(|at| profile.inks[*at].name.is_some()) {
            Some(at) => {
                let (space, tint) = if lines == 1 { ("CS", "SCN") } else { ("cs", "scn") };
                let name = Object::Name(format!("{SPOT}{at}").into());
                out.push(Operation::new(space, vec![name]));
                out.push(Operation::new(tint, vec![real(1.0)]));
            }
            None => {
                let (operator, parts) = paint.operator(lines == 1);
                out.push(Operation::new(operator, parts.into_iter().map(real).collect()));
            }
        }
        self.overprint(declared.is_none() && paint.is_black(), lines, state, out);
    }

    /// Areas and letters, or lines, print over other inks from here on or knock them out.
    fn overprint(&self, over: bool, lines: usize, state: &mut State, out: &mut Vec<Operation>) {
        if self.context.profile.colour != Colour::Cmyk {
            return;
        }
        let mut wanted = state.over.unwrap_or_default();
        wanted[lines] = over;
        if state.over == Some(wanted) {
            return;
        }
        state.over = Some(wanted);
        let named = OVERPRINT.into_iter().filter(|(_, it)| *it == wanted);
        out.extend(named.map(|(name, _)| Operation::new("gs", vec![Object::Name(name.into())])));
    }
}
