//! What pages show, as a list of things in the order of their drawing. A thing is known by how it looks, not by where it
//! stands: a line that has slid down or a figure that has floated on looks as before.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, GlyphDrawMode, Image, ImageData,
    InterpreterCache, InterpreterSettings, Paint, PathDrawMode, RectExt, SoftMask, TransformExt,
    interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::dict::keys::{A, ANNOTS, DEST, RECT, S};
use hayro::hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect};
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};

use super::thing::Thing;
use super::word::Word;

/// What all pages show. What runs along at the head or foot of pages is left out, and so are the heads of tables that are
/// repeated, and the numbers by which texts refer to pages, references and figures.
pub fn things(pdf: &Pdf) -> Vec<Thing> {
    let cache = InterpreterCache::new();
    let mut collector = Collector::default();
    for (at, page) in pdf.pages().iter().enumerate() {
        collector.page = at;
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let upright = page.initial_transform(true).to_kurbo();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(upright, bounds, &cache, page.xref(), settings);
        interpret_page(page, &mut context, &mut collector);
        collector.end_of_word();
        collector.before = None;
        let first = collector.things.iter().rposition(|it| it.page < at).map_or(0, |it| it + 1);
        let links = inner_links(page, upright);
        let is_number = |it: &Thing| numbers_a_place(it, &links);
        let own = collector.things.split_off(first).into_iter();
        collector.things.extend(own.filter(|it| links.is_empty() || !is_number(it)));
    }
    collector.things
}

/// Where the page has links to other places of the file.
fn inner_links(page: &Page, upright: Affine) -> Vec<Rect> {
    let annotations = page.raw().get::<Array>(ANNOTS);
    let links = annotations.iter().flat_map(|it| it.iter::<Dict>()).filter(|it| {
        let action = it.get::<Dict>(A).and_then(|it| it.get::<Name>(S));
        it.contains_key(DEST) || action.is_some_and(|it| &*it == b"GoTo")
    });
    let rect = |it: Dict| Some(upright.transform_rect_bbox(it.get::<PdfRect>(RECT)?.to_kurbo()));
    links.filter_map(rect).collect()
}

/// Whether it is the number of a page, a reference or a figure: digits that lead there. Such a number changes when its
/// place does.
fn numbers_a_place(thing: &Thing, links: &[Rect]) -> bool {
    let is_digits = thing.text.chars().any(|it| it.is_ascii_digit())
        && !thing.text.chars().any(char::is_alphabetic);
    is_digits && links.iter().any(|it| it.contains(thing.frame.center()))
}

#[derive(Default)]
struct Collector {
    page: usize,
    things: Vec<Thing>,
    /// The tags that are open: whether each is of what is not content.
    artifacts: Vec<bool>,
    word: Option<Word>,
    /// Outlines by font and number: what they look like, and their bounds.
    outlines: HashMap<u128, (u64, Rect)>,
    /// Where the shape before this one stands in the same figure.
    before: Option<Point>,
}

impl Collector {
    fn is_artifact(&self) -> bool {
        self.artifacts.contains(&true)
    }

    fn end_of_word(&mut self) {
        if let Some(word) = self.word.take() {
            self.things.push(word.into_thing(self.page));
        }
    }

    /// What an outline looks like; that of the same glyph is asked once.
    fn outline(&mut self, glyph: &Glyph) -> (u64, Rect) {
        let Glyph::Outline(outline) = glyph else {
            return (hash(&text(glyph)), Rect::new(0.0, 0.0, 1000.0, 1000.0));
        };
        *self.outlines.entry(outline.identifier().cache_key()).or_insert_with(|| {
            let path = outline.outline();
            (hash(&points(&path, Affine::IDENTITY)), path.bounding_box())
        })
    }

    fn shape(&mut self, look: u64, frame: Rect) {
        let corner = Point::new(frame.x0, frame.y0);
        // In a figure it counts where a shape stands beside the one before it.
        let offset = self.before.replace(corner).map(|it| corner - it).unwrap_or_default();
        let rounded = |shift: f64| [offset.x, offset.y].map(|it| (it + shift).floor() as i64);
        let looks = [0.0, 0.5].map(|shift| hash(&(look, rounded(shift))));
        self.push(looks, frame, false);
    }

    fn push(&mut self, looks: [u64; 2], frame: Rect, is_ground: bool) {
        let page = self.page;
        self.things.push(Thing { looks, page, frame, text: String::new(), is_ground });
    }
}

impl<'a> Device<'a> for Collector {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_path(&mut self, path: &BezPath, place: Affine, paint: &Paint<'a>, mode: &PathDrawMode) {
        self.end_of_word();
        let frame = place.transform_rect_bbox(path.bounding_box());
        let scale = place.determinant().abs().sqrt();
        let drawn = match mode {
            PathDrawMode::Fill(_) => 0,
            PathDrawMode::Stroke(it) => (f64::from(it.line_width) * scale * 20.0).round() as i64,
        };
        let drawn = (colour(paint), drawn, matches!(mode, PathDrawMode::Fill(_)));
        match self.is_artifact() {
            true => self.push([hash(&drawn); 2], frame, true),
            false => self.shape(hash(&(points(path, linear(place)), drawn)), frame),
        }
    }

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        place: Affine,
        own: Affine,
        paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let text = text(glyph);
        if text.chars().all(char::is_whitespace) && !text.is_empty() {
            return self.end_of_word();
        }
        if self.is_artifact() || matches!(mode, GlyphDrawMode::Invisible) {
            return;
        }
        let (outline, bounds) = self.outline(glyph);
        let place = place * own;
        let look = hash(&(outline, rounded(linear(place), 1e5), colour(paint)));
        let frame = place.transform_rect_bbox(bounds);
        let base = place.translation().y;
        if !self.word.as_mut().is_some_and(|it| it.takes(look, frame, base, &text)) {
            self.end_of_word();
            let [.., c, d, _, _] = place.as_coeffs();
            self.word = Some(Word::new(look, frame, (base, 1000.0 * c.hypot(d)), text));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, place: Affine) {
        self.end_of_word();
        let mut hasher = DefaultHasher::new();
        (image.width(), image.height()).hash(&mut hasher);
        if let Image::Raster(raster) = &image {
            raster.with_rgba(
                |pixels, _| match pixels {
                    ImageData::Rgb(it) => it.data.hash(&mut hasher),
                    ImageData::Luma(it) => it.data.hash(&mut hasher),
                },
                None,
            );
        }
        let unit = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        let frame = place.transform_rect_bbox(unit);
        let size = [frame.width(), frame.height()].map(|it| (it * 4.0).round() as i64);
        self.shape(hash(&(hasher.finish(), size)), frame);
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        // A span for the text behind a sign stands within a word.
        if self.artifacts.is_empty() {
            self.end_of_word();
            self.before = None;
        }
        self.artifacts.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.artifacts.pop();
    }
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

fn text(glyph: &Glyph) -> String {
    match glyph.as_unicode() {
        Some(BfString::Char(one)) => one.to_string(),
        Some(BfString::String(several)) => several,
        None => String::new(),
    }
}

fn colour(paint: &Paint) -> [u8; 4] {
    match paint {
        Paint::Color(colour) => colour.to_rgba().to_rgba8(),
        // Where a pattern lies depends on the page.
        Paint::Pattern(_) => [1, 2, 3, 4],
    }
}

/// A matrix without its shift.
fn linear(place: Affine) -> Affine {
    place.with_translation((0.0, 0.0).into())
}

fn rounded(place: Affine, by: f64) -> [i64; 4] {
    let [a, b, c, d, ..] = place.as_coeffs();
    [a, b, c, d].map(|it| (it * by).round() as i64)
}

/// The points of a path as it is written, with how it is turned and scaled.
fn points(path: &BezPath, turned: Affine) -> (Vec<(u8, i64, i64)>, [i64; 4]) {
    let point = |kind, it: &Point| (kind, (it.x * 1e3).round() as i64, (it.y * 1e3).round() as i64);
    let points = path.elements().iter().flat_map(|element| match element {
        PathEl::MoveTo(a) => vec![point(0, a)],
        PathEl::LineTo(a) => vec![point(1, a)],
        PathEl::QuadTo(a, b) => vec![point(2, a), point(2, b)],
        PathEl::CurveTo(a, b, c) => vec![point(3, a), point(3, b), point(3, c)],
        PathEl::ClosePath => vec![(4, 0, 0)],
    });
    (points.collect(), rounded(turned, 1e3))
}
