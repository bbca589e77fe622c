//! Walks the frames of laid-out pages and collects what stands on them.

use typst::foundations::{Content, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Size, Transform};
use typst::math::EquationElem;
use typst::model::HeadingElem;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Color, Geometry, Image, ImageKind, Paint, Shape};
use typst_layout::PagedDocument;

use super::area::{Area, area};
use super::items::{Page, Raster, Report, Run};

/// Surveys every page.
pub fn page_items(document: &PagedDocument) -> Vec<Page> {
    let mut open = Vec::new();
    let page = |page: &typst_layout::Page| {
        let mut surveyor = Surveyor { page: Page::default(), grounds: Vec::new(), open: &mut open };
        let Size { x, y } = page.frame.size();
        surveyor.page.size = (x.to_pt(), y.to_pt());
        let view = View { at: Transform::identity(), scale: 1.0, clip: None };
        surveyor.frame(&page.frame, &view);
        surveyor.page
    };
    document.pages().iter().map(page).collect()
}

/// An element whose text is of interest while it is open.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Furniture,
    Heading,
    Formula,
}

struct Surveyor<'a> {
    page: Page,
    /// What has been painted so far, and how light it is; gradients and images are of no one lightness.
    grounds: Vec<(Area, Option<f64>)>,
    open: &'a mut Vec<(Location, Open)>,
}

/// How a frame is seen on the page.
struct View {
    at: Transform,
    scale: f64,
    clip: Option<Area>,
}

impl Surveyor<'_> {
    fn frame(&mut self, frame: &Frame, view: &View) {
        for (point, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.group(group, *point, view),
                FrameItem::Text(text) => self.text(text, *point, view),
                FrameItem::Shape(shape, _) => self.shape(shape, *point, view),
                FrameItem::Image(image, size, _) => self.image(image, *size, *point, view),
                FrameItem::Link(..) => {}
                FrameItem::Tag(tag) => self.tag(tag),
            }
        }
    }

    fn group(&mut self, group: &GroupItem, point: Point, view: &View) {
        let at =
            view.at.pre_concat(Transform::translate(point.x, point.y)).pre_concat(group.transform);
        let own = group.clip.as_ref().map(|clip| area(clip.bbox(None), at));
        let inner = View {
            at,
            scale: view.scale * group.transform.sx.get().abs(),
            clip: match (view.clip, own) {
                (Some(outer), Some(own)) => Some(outer.within(own)),
                (outer, own) => own.or(outer),
            },
        };
        self.frame(&group.frame, &inner);
    }

    fn text(&mut self, item: &TextItem, point: Point, view: &View) {
        let span = item.glyphs.iter().map(|glyph| glyph.span.0).find(|span| !span.is_detached());
        let tall = Point::new(Abs::zero(), item.size * 0.72);
        let rect = Rect::new(point - tall, point + Point::with_x(item.width()));
        let area = area(rect, view.at);
        self.page.runs.push(Run {
            text: item.text.to_string(),
            contrast: self.contrast(&item.fill, &area),
            area,
            size: item.size.to_pt() * view.scale,
            set_size: item.size.to_pt(),
            clip: view.clip,
            span: span.unwrap_or_else(Span::detached),
            furniture: self.is_open(Open::Furniture),
            heading: self.is_open(Open::Heading),
            formula: self.open.iter().find(|(_, open)| *open == Open::Formula).map(|(it, _)| *it),
        });
    }

    fn shape(&mut self, shape: &Shape, point: Point, view: &View) {
        let Some(fill) = &shape.fill else { return };
        // Only boxes are grounds: a stroke of several weights is painted as a filled outline.
        let Geometry::Rect(size) = &shape.geometry else { return };
        let bounds = Rect::from_pos_size(point, *size);
        let light = match fill {
            Paint::Solid(colour) => Some(luminance(colour)),
            _ => None,
        };
        self.grounds.push((area(bounds, view.at), light));
    }

    fn image(&mut self, image: &Image, size: Size, point: Point, view: &View) {
        let shown = area(Rect::from_pos_size(point, size), view.at);
        self.grounds.push((shown, None));
        if let ImageKind::Raster(_) = image.kind() {
            let across = image.width() / ((shown.right - shown.left) / 72.0);
            let down = image.height() / ((shown.bottom - shown.top) / 72.0);
            let (resolution, after) = (across.min(down), self.page.runs.len());
            self.page.images.push(Raster { resolution, bottom: shown.bottom, after });
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                if let Some(open) = opens(element) {
                    self.open.push((tag.location(), open));
                }
                if let Some(report) = report(element) {
                    self.page.reports.push((self.page.runs.len(), report));
                }
            }
            Tag::End(location, ..) => self.open.retain(|(open, _)| open != location),
        }
    }

    fn is_open(&self, kind: Open) -> bool {
        self.open.iter().any(|(_, open)| *open == kind)
    }

    /// The contrast of a paint with what lies beneath the middle of an area.
    fn contrast(&self, paint: &Paint, area: &Area) -> Option<f64> {
        let Paint::Solid(ink) = paint else { return None };
        let middle = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        let beneath = self.grounds.iter().rev().find(|(ground, _)| ground.holds(middle));
        let paper = 1.0;
        let (ink, ground) = (luminance(ink), beneath.map_or(Some(paper), |(_, light)| *light)?);
        Some((ink.max(ground) + 0.05) / (ink.min(ground) + 0.05))
    }
}

fn opens(element: &Content) -> Option<Open> {
    if element.is::<HeadingElem>() {
        return Some(Open::Heading);
    }
    if element.is::<EquationElem>() {
        return Some(Open::Formula);
    }
    let artifact = element.to_packed::<ArtifactElem>()?;
    let kind = artifact.kind.get(StyleChain::default());
    matches!(kind, ArtifactKind::Header | ArtifactKind::Footer).then_some(Open::Furniture)
}

fn report(element: &Content) -> Option<Report> {
    let metadata = element.to_packed::<MetadataElem>()?;
    let label = element.label()?;
    match &metadata.value {
        Value::Dict(facts) if label.resolve().as_str() == "report" => {
            Some(Report { facts: facts.clone() })
        }
        _ => None,
    }
}

/// Relative luminance as WCAG 2.2 defines it, of the colour on white paper.
fn luminance(colour: &Color) -> f64 {
    let colour = colour.to_rgb();
    let linear = |channel: f32| {
        let channel = f64::from(channel * colour.alpha + 1.0 - colour.alpha);
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
}
