//! The operators of a page, read once: colours become those of the press, what touches the edge goes on into the bleed,
//! and what a press cannot print well is noted.

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::colour::Paint;
use super::matrix::{Matrix, number, real};
use super::survey::{HAIRLINE, Survey};
use crate::model::print::{Colour, MM, PrintProfile, Size};

/// Text that begins nearer to the edge than this may be cut.
const SAFE: f64 = 3.0 * MM;

/// What is so near to the edge of a page touches it.
const EDGE: f64 = 0.05;

/// Names of the graphics states that this adds: black inks print over others, or knock them out.
pub const OVER: &str = "DiptychOver";
/// The other one.
pub const KNOCK: &str = "DiptychKnock";

/// Forms within forms within forms are followed so far.
const DEEPEST: usize = 12;

/// The most bytes of operators that a page or form may have.
pub const LARGEST: usize = 256 << 20;

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
struct State {
    matrix: Matrix,
    line: f64,
    text: Matrix,
    text_line: Matrix,
    /// How many parts colours for areas and for lines have; 0 for patterns and the like.
    parts: [usize; 2],
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
        let mut state = State { matrix, line: 1.0, text, text_line: text, parts: [1, 1] };
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
            self.survey.picture(self.context.page, ppi);
        }
        let corners = [(0.0, 0.0), (1.0, 1.0)].map(|it| state.matrix.apply(it));
        if self.context.profile.bleed > 0.0 && corners.iter().any(|it| self.beyond(*it) != *it) {
            *self.survey.unbled.entry(self.context.page).or_default() += 1;
        }
    }

    /// A point of the page; one on its edge is moved to the edge of the bleed.
    fn beyond(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let bleed = self.context.profile.bleed / self.context.scale;
        let moved = |at: f64, end: f64| match at {
            _ if at.abs() < EDGE => -bleed,
            _ if (at - end).abs() < EDGE => end + bleed,
            _ => at,
        };
        (moved(x, self.context.size.width), moved(y, self.context.size.height))
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
        let Some(paint) = Paint::of(numbers) else { return };
        let paint = paint.converted(self.context.profile.colour);
        let (operator, parts) = paint.operator(lines == 1);
        out.push(Operation::new(operator, parts.into_iter().map(real).collect()));
        if self.context.profile.colour == Colour::Cmyk && lines == 0 {
            let name = if paint.is_black() { OVER } else { KNOCK };
            out.push(Operation::new("gs", vec![Object::Name(name.into())]));
        }
    }

    /// The points of a path, those on the edge moved into the bleed.
    fn moved(&self, mut operation: Operation, state: &State) -> Operation {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let Some(back) = state.matrix.inverse().filter(|_| self.context.profile.bleed > 0.0) else {
            return operation;
        };
        let mut changed = false;
        let points = numbers.chunks_exact(2).flat_map(|pair| {
            let here = state.matrix.apply((pair[0], pair[1]));
            let there = self.beyond(here);
            changed |= there != here;
            let (x, y) = if there == here { (pair[0], pair[1]) } else { back.apply(there) };
            [real(x), real(y)]
        });
        let points: Vec<Object> = points.collect();
        if changed && points.len() == operation.operands.len() {
            operation.operands = points;
        }
        operation
    }

    /// A rectangle that touches the edge becomes the path of its corners.
    fn rectangle(&self, operation: Operation, state: &State, out: &mut Vec<Operation>) {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let [x, y, width, height] = numbers[..] else { return out.push(operation) };
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let touches = |it: &(f64, f64)| {
            let here = state.matrix.apply(*it);
            self.beyond(here) != here
        };
        if self.context.profile.bleed <= 0.0 || !corners.iter().any(touches) {
            return out.push(operation);
        }
        for (at, (x, y)) in corners.into_iter().enumerate() {
            let operator = if at == 0 { "m" } else { "l" };
            out.push(self.moved(Operation::new(operator, vec![real(x), real(y)]), state));
        }
        out.push(Operation::new("h", vec![]));
    }
}

/// A dictionary of resources.
fn resource<'a>(
    document: &'a Document,
    resources: &'a Dictionary,
    kind: &[u8],
) -> Option<&'a Dictionary> {
    let found = document.dereference(resources.get(kind).ok()?).ok()?.1;
    found.as_dict().ok()
}

/// The operators of a stream; none if it cannot be read.
fn operations(stream: &Stream) -> Option<Vec<Operation>> {
    let bytes = stream.get_plain_content_with_limit(LARGEST).ok()?;
    Some(Content::decode(&bytes).ok()?.operations)
}

/// The resources that a page or form names itself.
pub fn resource_of<'a>(document: &'a Document, of: &'a Dictionary) -> Option<&'a Dictionary> {
    document.dereference(of.get(b"Resources").ok()?).ok()?.1.as_dict().ok()
}

/// How many parts a colour of this space has; 0 for patterns, separations and what is not known.
fn parts(document: &Document, resources: &Dictionary, name: &[u8]) -> usize {
    let by_name = |name: &[u8]| match name {
        b"DeviceGray" | b"CalGray" | b"G" => 1,
        b"DeviceRGB" | b"CalRGB" | b"RGB" => 3,
        b"DeviceCMYK" | b"CMYK" => 4,
        _ => 0,
    };
    let own = resource(document, resources, b"ColorSpace").and_then(|all| all.get(name).ok());
    let Some((_, space)) = own.and_then(|it| document.dereference(it).ok()) else {
        return by_name(name);
    };
    space_parts(document, space).unwrap_or_else(|| space.as_name().map_or(0, by_name))
}

/// How many parts a colour of a space has that is written as a list.
pub fn space_parts(document: &Document, space: &Object) -> Option<usize> {
    let list = space.as_array().ok()?;
    match list.first()?.as_name().ok()? {
        b"ICCBased" => {
            let profile = document.dereference(list.get(1)?).ok()?.1.as_stream().ok()?;
            profile.dict.get(b"N").and_then(Object::as_i64).ok().and_then(|it| it.try_into().ok())
        }
        b"CalRGB" => Some(3),
        b"CalGray" => Some(1),
        _ => Some(0),
    }
}
