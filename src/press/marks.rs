//! Marks outside of the bleed: where to cut and fold, whether plates lie on each other, and which sheet it is.

use std::fmt::Write;

use super::imposition::Side;
use crate::model::outline::{Outline, Segment};
use crate::model::print::MM;

/// How long a mark is.
pub const LENGTH: f64 = 5.0 * MM;

/// Between the bleed and the marks.
pub const APART: f64 = 1.0 * MM;

/// How thick marks are.
const WIDTH: f64 = 0.25;

/// The size of the letters of the line that tells which sheet it is.
pub const LETTERS: f64 = 5.0;

/// How much room marks and that line need beyond the bleed.
pub const ROOM: f64 = APART + LENGTH + 1.0 * MM;

/// What is drawn, where the finished sheet has its lower left corner at (`x`, `y`).
pub struct Marks<'a> {
    /// The sheet.
    pub side: &'a Side,
    /// Its corner.
    pub corner: (f64, f64),
    /// How far pages go on beyond the edges.
    pub bleed: f64,
    /// The line of text, or nothing.
    pub slug: Option<Outline>,
}

impl Marks<'_> {
    /// The operators that draw them; the colour is set before.
    pub fn draw(&self, marks: bool) -> String {
        let mut out = format!("{WIDTH} w 0 J [] 0 d\n");
        if marks {
            self.cuts(&mut out);
            self.folds(&mut out);
            self.registration(&mut out);
        }
        if let Some(text) = &self.slug {
            self.line_of_text(text, &mut out);
        }
        out
    }

    fn near(&self) -> f64 {
        self.bleed + APART
    }

    fn cuts(&self, out: &mut String) {
        let ((x0, y0), size, near) = (self.corner, self.side.size, self.near());
        for x in self.side.columns.iter().map(|x| x0 + x) {
            line(out, (x, y0 - near), (x, y0 - near - LENGTH));
            line(out, (x, y0 + size.height + near), (x, y0 + size.height + near + LENGTH));
        }
        for y in self.side.rows.iter().map(|y| y0 + y) {
            line(out, (x0 - near, y), (x0 - near - LENGTH, y));
            line(out, (x0 + size.width + near, y), (x0 + size.width + near + LENGTH, y));
        }
    }

    fn folds(&self, out: &mut String) {
        let ((x0, y0), height, near) = (self.corner, self.side.size.height, self.near());
        if self.side.folds.is_empty() {
            return;
        }
        out.push_str("[2 2] 0 d\n");
        for x in self.side.folds.iter().map(|x| x0 + x) {
            line(out, (x, y0 - near), (x, y0 - near - LENGTH));
            line(out, (x, y0 + height + near), (x, y0 + height + near + LENGTH));
        }
        out.push_str("[] 0 d\n");
    }

    /// A circle and a cross on each side, where no other mark stands.
    fn registration(&self, out: &mut String) {
        let ((x0, y0), size) = (self.corner, self.side.size);
        let away = self.near() + LENGTH / 2.0;
        let x = x0 + free(&uprights(self.side), size.width);
        let y = y0 + free(&self.side.rows, size.height);
        for (x, y) in [
            (x, y0 - away),
            (x, y0 + size.height + away),
            (x0 - away, y),
            (x0 + size.width + away, y),
        ] {
            target(out, x, y);
        }
    }

    fn line_of_text(&self, text: &Outline, out: &mut String) {
        let (x0, y0) = self.corner;
        let (x, y) = (x0 + LENGTH, y0 - self.near() - LENGTH + 0.5 * MM);
        let point = |(dx, dy): (f64, f64)| format!("{:.3} {:.3}", x + dx, y + dy);
        for segment in &text.segments {
            // Writing to a text never fails.
            let _ = match *segment {
                Segment::Move(to) => write!(out, "{} m ", point(to)),
                Segment::Line(to) => write!(out, "{} l ", point(to)),
                Segment::Curve(a, b, to) => {
                    write!(out, "{} {} {} c ", point(a), point(b), point(to))
                }
                Segment::Close => write!(out, "h "),
            };
        }
        if !text.segments.is_empty() {
            out.push_str("f\n");
        }
    }
}

/// How long that line may be before it meets a mark.
pub fn room(side: &Side) -> f64 {
    let marks = along(side).into_iter().filter(|at| *at > LENGTH);
    let first = marks.fold(side.size.width, f64::min);
    first - LENGTH - 4.0 * MM
}

/// Where marks stand along the upper and the lower edge, but for that of registration.
fn uprights(side: &Side) -> Vec<f64> {
    side.columns.iter().chain(&side.folds).copied().collect()
}

/// All marks along the upper and the lower edge.
pub fn along(side: &Side) -> Vec<f64> {
    let mut all = uprights(side);
    all.push(free(&all, side.size.width));
    all
}

/// A place along an edge where no mark stands: its middle, if it can be.
fn free(marks: &[f64], length: f64) -> f64 {
    let tried = [0.5, 0.25, 0.375, 0.3].map(|share| share * length);
    let clear = |at: &f64| marks.iter().all(|mark| (mark - at).abs() > LENGTH);
    tried.into_iter().find(clear).unwrap_or(0.45 * length)
}

fn line(out: &mut String, from: (f64, f64), to: (f64, f64)) {
    // Writing to a text never fails.
    let _ = writeln!(out, "{:.3} {:.3} m {:.3} {:.3} l S", from.0, from.1, to.0, to.1);
}

/// How far the handles of a curve reach that is a quarter of a circle with radius 1.
const QUARTER: f64 = 0.552_284_75;

fn target(out: &mut String, x: f64, y: f64) {
    let (radius, arm) = (1.2 * MM, 2.2 * MM);
    line(out, (x - arm, y), (x + arm, y));
    line(out, (x, y - arm), (x, y + arm));
    let point = |(dx, dy): (f64, f64)| format!("{:.3} {:.3}", x + radius * dx, y + radius * dy);
    let _ = write!(out, "{} m ", point((1.0, 0.0)));
    for (a, b, c) in [
        ((1.0, QUARTER), (QUARTER, 1.0), (0.0, 1.0)),
        ((-QUARTER, 1.0), (-1.0, QUARTER), (-1.0, 0.0)),
        ((-1.0, -QUARTER), (-QUARTER, -1.0), (0.0, -1.0)),
        ((QUARTER, -1.0), (1.0, -QUARTER), (1.0, 0.0)),
    ] {
        let _ = write!(out, "{} {} {} c ", point(a), point(b), point(c));
    }
    out.push_str("S\n");
}
