//! The operators of a page, read once: colours become those of the press, what touches the edge goes on into the bleed,
//! and what a press cannot print well is noted.

use std::collections::HashMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::colour::Paint;
use super::matrix::{Matrix, number, real};
use super::resources::{operations, parts, resource, resource_of};
use super::survey::{HAIRLINE, Survey};
use crate::model::print::{Colour, MM, PrintProfile, Size};

/// Text that begins nearer to the edge than this may be cut.
const SAFE: f64 = 3.0 * MM;

/// Letters lighter than this stand on something darker.
const LIGHT: f64 = 0.85;

/// Names of the graphics states that this adds: black inks print over others, or knock them out.
pub const OVER: &str = "DiptychOver";
/// The other one.
pub const KNOCK: &str = "DiptychKnock";
/// How the names of inks of their own begin, as resources.
pub const SPOT: &str = "DiptychInk";

/// Forms within forms within forms are followed so far.
const DEEPEST: usize = 12;

/// What stays the same on a page.
pub struct PageContext<'a> {
    /// The file.
    pub document: &'a Document,
    /// What the print shop asks for.
    pub profile: &'a PrintProfile,
    /// Which page, from 1.
    pub page: usize,
    /// Its size in its own units.
    pub size: Size,
    /// By how much it is scaled on the sheet.
    pub scale: f64,
}

/// Reads pages; each form that they draw is rewritten once.
pub struct Reader<'a> {
    /// The page that is read.
    pub context: PageContext<'a>,
    /// What was seen.
    pub survey: &'a mut Survey,
    /// Forms with their new operators.
    pub forms: &'a mut HashMap<ObjectId, Vec<Operation>>,
}

/// How things are drawn at a moment.
#[derive(Clone)]
pub struct State {
    /// Leads to the page.
    pub matrix: Matrix,
    line: f64,
    text: Matrix,
    text_line: Matrix,
    /// How many parts colours for areas and for lines have; 0 for patterns and the like.
    parts: [usize; 2],
    /// How light areas and letters are.
    light: f64,
    /// The size of letters.
    size: f64,
}

impl Reader<'_> {
    /// The operators of a page or form, rewritten. `matrix` leads from it to the page.
    pub fn rewrite(
        &mut self,
        operations: Vec<Operation>,
        resources: &Dictionary,
        matrix: Matrix,
        depth: usize,
    ) -> Vec<Operation> {
        let text = Matrix::SAME;
        let mut state = State {
            matrix,
            line: 1.0,
            text,
            text_line: text,
            parts: [1, 1],
            light: 0.0,
            size: 0.0,
        };
        let mut kept: Vec<State> = Vec::new();
        let mut out = Vec::with_capacity(operations.len());
        for operation in operations {
            match operation.operator.as_str() {
                "q" => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                // Tags are gone, and so is what marks their content.
                "BMC" | "BDC" | "EMC" | "MP" | "DP" => continue,
                _ => self.note(&operation, resources, &mut state, depth),
            }
            self.push(operation, resources, &mut state, &mut out);
        }
        out
    }

    /// Follows what an operator changes and draws.
    fn note(&mut self, it: &Operation, resources: &Dictionary, state: &mut State, depth: usize) {
        let numbers: Vec<f64> = it.operands.iter().filter_map(number).collect();
        match (it.operator.as_str(), numbers.as_slice()) {
            ("cm", _) => {
                if let Some(matrix) = Matrix::of(&it.operands) {
                    state.matrix = matrix.then(state.matrix);
                }
            }
            ("w", [width]) => state.line = *width,
            ("Tf", [size]) => state.size = *size,
            ("BT", _) => (state.text, state.text_line) = (Matrix::SAME, Matrix::SAME),
            ("Tm", _) => {
                let matrix = Matrix::of(&it.operands).unwrap_or(Matrix::SAME);
                (state.text, state.text_line) = (matrix, matrix);
            }
            ("Td" | "TD", [x, y]) => {
                let moved = Matrix([1.0, 0.0, 0.0, 1.0, *x, *y]).then(state.text_line);
                (state.text, state.text_line) = (moved, moved);
            }
            ("Tj" | "TJ" | "'" | "\"", _) => self.text(state),
            ("Do", _) => self.object(it, resources, state, depth),
            ("sh", _) => self.stays(),
            _ => {}
        }
    }

    fn stays(&mut self) {
        if self.context.profile.colour != Colour::Screen {
            *self.survey.unconverted.entry(self.context.page).or_default() += 1;
        }
    }

    /// Where a run of text begins.
    fn text(&mut self, state: &State) {
        let (x, y) = state.text.then(state.matrix).apply((0.0, 0.0));
        let Size { width, height } = self.context.size;
        let inside = [x, width - x, y, height - y].into_iter().fold(f64::MAX, f64::min);
        // What lies outside is not seen.
        if inside > -1.0 {
            self.survey.text(self.context.page, inside.max(0.0) * self.context.scale, SAFE);
            let scale = state.text.then(state.matrix).scale() * self.context.scale;
            let size = state.size * scale;
            self.survey.run(self.context.page, size);
            if state.light > LIGHT {
                self.survey.light_text(self.context.page, size);
            }
        }
    }

    fn object(&mut self, it: &Operation, resources: &Dictionary, state: &State, depth: usize) {
        let document = self.context.document;
        let name = it.operands.first().and_then(|name| name.as_name().ok());
        let objects = resource(document, resources, b"XObject");
        let Some((id, Ok(stream))) = name
            .zip(objects)
            .and_then(|(name, all)| all.get(name).ok()?.as_reference().ok())
            .map(|id| (id, document.get_object(id).and_then(Object::as_stream)))
        else {
            return;
        };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.picture(&stream.dict, state),
            Ok(b"Form") if depth < DEEPEST && !self.forms.contains_key(&id) => {
                let Some(operations) = operations(stream) else { return };
                let own = resource_of(document, &stream.dict).unwrap_or(resources).clone();
                let moved = stream.dict.get(b"Matrix").and_then(Object::as_array).ok();
                let moved = moved.and_then(|it| Matrix::of(it)).unwrap_or(Matrix::SAME);
                // It is known before it is read: a form that draws itself is drawn once.
                self.forms.insert(id, Vec::new());
                let rewritten = self.rewrite(operations, &own, moved.then(state.matrix), depth + 1);
                self.forms.insert(id, rewritten);
            }
            _ => {}
        }
    }

    fn picture(&mut self, dictionary: &Dictionary, state: &State) {
        let side = |key: &[u8]| dictionary.get(key).ok().and_then(number).unwrap_or_default();
        let (width, height) = state.matrix.sides();
        let inches = |points: f64| points * self.context.scale / 72.0;
        let ppi = (side(b"Width") / inches(width)).min(side(b"Height") / inches(height));
        // Of a few points nobody sees how coarse they are.
        if width * height > 100.0 && ppi.is_finite() {
            let pixels = (side(b"Width") as usize, side(b"Height") as usize);
            self.survey.picture(self.context.page, pixels, ppi);
        }
        let corners = [(0.0, 0.0), (1.0, 1.0)].map(|it| state.matrix.apply(it));
        if self.context.profile.bleed > 0.0 && corners.iter().any(|it| self.beyond(*it) != *it) {
            *self.survey.unbled.entry(self.context.page).or_default() += 1;
        }
    }

    fn push(
        &mut self,
        operation: Operation,
        resources: &Dictionary,
        state: &mut State,
        out: &mut Vec<Operation>,
    ) {
        match operation.operator.as_str() {
            "m" | "l" | "c" | "v" | "y" => out.push(self.moved(operation, state)),
            "re" => self.rectangle(operation, state, out),
            "cs" | "CS" if self.context.profile.colour != Colour::Screen => {
                let lines = usize::from(operation.operator == "CS");
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                state.parts[lines] =
                    name.map_or(0, |it| parts(self.context.document, resources, it));
                match state.parts[lines] {
                    0 => out.push(operation),
                    // The first colour of a space is black.
                    parts => {
                        self.paint(&vec![if parts == 4 { 1.0 } else { 0.0 }; parts], lines, out)
                    }
                }
            }
            "g" | "rg" | "k" | "G" | "RG" | "K" | "sc" | "scn" | "SC" | "SCN" => {
                let lines = usize::from(operation.operator.starts_with(char::is_uppercase));
                let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
                let is_whole = numbers.len() == operation.operands.len();
                if let (0, Some(paint)) = (lines, Paint::of(&numbers)) {
                    state.light = paint.light();
                }
                if matches!(operation.operator.as_str(), "g" | "rg" | "k" | "G" | "RG" | "K") {
                    state.parts[lines] = numbers.len();
                }
                match is_whole && numbers.len() == state.parts[lines] {
                    true if self.context.profile.colour != Colour::Screen => {
                        self.paint(&numbers, lines, out)
                    }
                    true => out.push(operation),
                    false => {
                        self.stays();
                        out.push(operation);
                    }
                }
            }
            "S" | "s" | "B" | "B*" | "b" | "b*" => self.stroke(operation, state, out),
            _ => out.push(operation),
        }
    }

    /// A line; one that is too thin is drawn as thick as a press can print it.
    fn stroke(&mut self, operation: Operation, state: &State, out: &mut Vec<Operation>) {
        let scale = state.matrix.scale() * self.context.scale;
        let is_thin = self.survey.line(self.context.page, state.line * scale) && scale > 0.0;
        let width = |points: f64| Operation::new("w", vec![real(points)]);
        if is_thin {
            out.push(width(HAIRLINE / scale));
        }
        out.push(operation);
        if is_thin {
            out.push(width(state.line));
        }
    }

    /// A colour of the press. Full black prints over other inks, so that a plate that lies a little off shows no
    /// white around letters; any other colour knocks them out.
    fn paint(&mut self, numbers: &[f64], lines: usize, out: &mut Vec<Operation>) {
        let Some(from) = Paint::of(numbers) else { return };
        let profile = self.context.profile;
        let declared = match profile.colour {
            Colour::Cmyk => from.declared(&profile.inks),
            _ => None,
        };
        let paint = match declared {
            Some(at) => Paint::Cmyk(profile.inks[at].cmyk),
            None => from.converted(profile.colour),
        };
        if let Paint::Cmyk(inks) = paint {
            self.survey.ink(self.context.page, 100.0 * inks.iter().sum::<f64>());
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
        if profile.colour == Colour::Cmyk && lines == 0 {
            let name = if declared.is_none() && paint.is_black() { OVER } else { KNOCK };
            out.push(Operation::new("gs", vec![Object::Name(name.into())]));
        }
    }
}
