//! A line of text as shapes, with the letters of all fonts that are there.

use std::collections::HashMap;

use ttf_parser::{GlyphId, OutlineBuilder};
use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::coverage::Coverage;
use super::svg::SANS;
use super::world::JobWorld;
use super::{Fonts, Input, SharedFiles};
use crate::model::outline::{self, Outline, Segment};
use crate::typst_source::escape;

const MAIN: &str = "/outlines.typ";

/// The line in letters of this size, in points. A letter that no font has is left out.
pub fn line(text: &str, size: f64, fonts: &Fonts) -> Outline {
    let source = format!(
        "#set page(width: auto, height: auto, margin: 0pt)\n#set text(size: {size}pt, font: {SANS:?}.split(\", \"))\n#{}\n",
        escape::string(text)
    );
    let assets = HashMap::from([(MAIN.to_string(), source.into_bytes().into())]);
    let input = Input {
        main: MAIN,
        files: Vec::new(),
        manifest: "",
        assets: &assets,
        name: "",
        limits: None,
        families: &[],
        faces: &[],
        traces: &[],
        known_as: None,
        costs: None,
    };
    let shared = SharedFiles::default();
    let world = JobWorld::new(&input, &shared, fonts, &Coverage::default());
    let document = world.and_then(|it| typst::compile::<PagedDocument>(&it).output.ok());
    let Some(page) = document.as_ref().and_then(|it| it.pages().first()) else {
        return Outline::default();
    };
    let mut shapes = Shapes { height: page.frame.height(), segments: Vec::new() };
    shapes.frame(&page.frame, Transform::identity());
    Outline { width: page.frame.width().to_pt(), segments: shapes.segments }
}

/// What has been drawn so far.
struct Shapes {
    /// Of the page: its lower edge is the base line, as Typst cuts a line at it.
    height: Abs,
    segments: Vec<Segment>,
}

impl Shapes {
    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (position, item) in frame.items() {
            let at = at.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, at.pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, at),
                _ => {}
            }
        }
    }

    fn text(&mut self, item: &TextItem, at: Transform) {
        let mut pen = Abs::zero();
        let scale = item.size / item.font.units_per_em();
        for glyph in &item.glyphs {
            let mut letter = Letter {
                shapes: self,
                at,
                pen: Point::new(pen + glyph.x_offset.at(item.size), glyph.y_offset.at(item.size)),
                scale,
                last: (0.0, 0.0),
            };
            let _ = item.font.ttf().outline_glyph(GlyphId(glyph.id), &mut letter);
            pen += glyph.x_advance.at(item.size);
        }
    }
}

/// One letter, in the units of its font.
struct Letter<'a> {
    shapes: &'a mut Shapes,
    at: Transform,
    pen: Point,
    scale: Abs,
    /// Where the pen is, for curves of one handle.
    last: (f32, f32),
}

impl Letter<'_> {
    fn point(&mut self, x: f32, y: f32) -> outline::Point {
        let (x, y) = (self.scale * f64::from(x), self.scale * f64::from(y));
        let point = Point::new(self.pen.x + x, -self.pen.y - y).transform(self.at);
        (point.x.to_pt(), (self.shapes.height - point.y).to_pt())
    }

    fn push(&mut self, segment: Segment, end: (f32, f32)) {
        self.shapes.segments.push(segment);
        self.last = end;
    }
}

impl OutlineBuilder for Letter<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let point = self.point(x, y);
        self.push(Segment::Move(point), (x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let point = self.point(x, y);
        self.push(Segment::Line(point), (x, y));
    }

    /// A curve of one handle is one of two, each two thirds of the way to it.
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let towards = |from: f32, handle: f32| from + (handle - from) * 2.0 / 3.0;
        let (x0, y0) = self.last;
        self.curve_to(towards(x0, x1), towards(y0, y1), towards(x, x1), towards(y, y1), x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, end) = (self.point(x1, y1), self.point(x2, y2), self.point(x, y));
        self.push(Segment::Curve(first, second, end), (x, y));
    }

    fn close(&mut self) {
        self.shapes.segments.push(Segment::Close);
    }
}

#[cfg(all(test, feature = "fonts"))]
mod tests {
    use super::*;

    #[test]
    fn letters_of_any_script_are_shapes_on_the_base_line() {
        let fonts = Fonts::default();
        let line = |text: &str| super::line(text, 10.0, &fonts);
        let lowest = |outline: &Outline| {
            let heights = outline.segments.iter().filter_map(|it| match it {
                Segment::Move((_, y)) | Segment::Line((_, y)) | Segment::Curve(_, _, (_, y)) => {
                    Some(*y)
                }
                Segment::Close => None,
            });
            heights.fold(f64::MAX, f64::min)
        };
        let (latin, han) = (line("HE"), line("肝癌"));
        assert!(lowest(&latin).abs() < 0.01, "{}", lowest(&latin));
        assert!(lowest(&line("g")) < -1.0);
        assert!((han.width - 20.0).abs() < 0.01 && han.segments.len() > 50);
        // A frame and its hole, two strokes, one stroke.
        assert_eq!(line("#\"\\").segments.iter().filter(|it| **it == Segment::Close).count(), 5);
        assert_eq!(line(""), Outline::default());
    }
}
