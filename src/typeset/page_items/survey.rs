//! Walks the frames of laid-out pages and collects what stands on them.

use typst::foundations::{Content, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Abs, Em, Frame, FrameItem, GroupItem, Point, Rect, Size, Transform};
use typst::math::EquationElem;
use typst::model::HeadingElem;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::syntax::Span;
use typst::text::{RawElem, TextItem};
use typst::visualize::{Color, Geometry, Image, ImageKind, Paint, Shape};
use typst_layout::PagedDocument;

use super::area::{Area, area};
use super::items::{Drawn, Page, Raster, Report, Run};
use crate::quantity::luminance::luminance;

/// More than this behind a character is put there by a line that has too few places to stretch.
const LOOSE: Em = Em::new(0.5);

/// Surveys every page.
pub fn page_items(document: &PagedDocument) -> Vec<Page> {
    let mut open = Vec::new();
    let page = |page: &typst_layout::Page| {
        let mut surveyor = Surveyor { page: Page::default(), grounds: Vec::new(), open: &mut open };
        surveyor.open.iter_mut().for_each(|it| it.block = None);
        let Size { x, y } = page.frame.size();
        surveyor.page.size = (x.to_pt(), y.to_pt());
        let block =
            area(Rect::from_pos_size(Point::zero(), page.frame.size()), Transform::identity());
        let view = View { at: Transform::identity(), scale: 1.0, clip: None, block };
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
    Code,
}

/// An open element, and what it was set in when it began on this page.
struct Opened {
    at: Location,
    kind: Open,
    /// The block; `None` on a page that the element only continues on, until its first text.
    block: Option<Area>,
    /// How wide the block was in which it began: on another page its first line may stand in one of its own.
    width: f64,
}

struct Surveyor<'a> {
    page: Page,
    /// What has been painted so far, and how light it is; gradients and images are of no one lightness.
    grounds: Vec<(Area, Option<f64>)>,
    open: &'a mut Vec<Opened>,
}

/// How a frame is seen on the page.
struct View {
    at: Transform,
    scale: f64,
    clip: Option<Area>,
    /// The block, box or page that it is set in.
    block: Area,
}

impl Surveyor<'_> {
    fn frame(&mut self, frame: &Frame, view: &View) {
        for (point, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.group(group, *point, view),
                FrameItem::Text(text) => self.text(text, *point, view),
                FrameItem::Shape(shape, span) => self.shape(shape, *span, *point, view),
                FrameItem::Image(image, size, span) => {
                    let shown = area(Rect::from_pos_size(*point, *size), view.at);
                    let reports = Some(self.page.reports.len());
                    self.page.drawn.push(Drawn { area: shown, span: *span, reports });
                    self.image(image, shown, view);
                }
                FrameItem::Link(..) => {}
                FrameItem::Tag(tag) => self.tag(tag, view),
            }
        }
    }

    fn group(&mut self, group: &GroupItem, point: Point, view: &View) {
        let at =
            view.at.pre_concat(Transform::translate(point.x, point.y)).pre_concat(group.transform);
        let own = group.clip.as_ref().map(|clip| area(clip.bbox(None), at));
        let inner = View {
            at,
            // How long the unit of a line has become, whichever way it now runs.
            scale: view.scale * group.transform.sx.get().hypot(group.transform.ky.get()),
            clip: match (view.clip, own) {
                (Some(outer), Some(own)) => Some(outer.within(own)),
                (outer, own) => own.or(outer),
            },
            block: match group.frame.kind().is_hard() {
                true => area(Rect::from_pos_size(Point::zero(), group.frame.size()), at),
                false => view.block,
            },
        };
        self.frame(&group.frame, &inner);
    }

    fn text(&mut self, item: &TextItem, point: Point, view: &View) {
        let span = item.glyphs.iter().map(|glyph| glyph.span.0).find(|span| !span.is_detached());
        let tall = Point::new(Abs::zero(), item.size * 0.72);
        // What a very loose line puts behind its last character is no part of it.
        let last = item.glyphs.last().filter(|_| !item.text.ends_with(char::is_whitespace));
        let last = last.map(|it| (it.x_advance, item.font.x_advance(it.id)));
        let behind = last.and_then(|(set, own)| Some((set - own?).max(Em::zero())));
        let behind = behind.filter(|it| *it > LOOSE).unwrap_or(Em::zero()).at(item.size);
        let rect = Rect::new(point - tall, point + Point::with_x(item.width() - behind));
        let blank = item.glyphs.iter().rev().take_while(|glyph| {
            item.text.get(glyph.range()).is_some_and(|it| it.trim().is_empty())
        });
        let blank: Abs = blank.map(|glyph| glyph.x_advance.at(item.size)).sum();
        let printed = area(Rect::new(rect.min, rect.max - Point::with_x(blank)), view.at);
        let area = area(rect, view.at);
        let in_block = self.measured_block(view).map(|block| (printed, block));
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
            in_block,
            formula: self.open.iter().find(|it| it.kind == Open::Formula).map(|it| it.at),
        });
    }

    /// The block that an open formula, or open code, was set in.
    fn measured_block(&mut self, view: &View) -> Option<Area> {
        let measured = |it: &&mut Opened| matches!(it.kind, Open::Formula | Open::Code);
        let open = self.open.iter_mut().find(measured)?;
        let width = open.width;
        let wide = || Area { right: view.block.right.max(view.block.left + width), ..view.block };
        Some(*open.block.get_or_insert_with(wide))
    }

    fn shape(&mut self, shape: &Shape, span: Span, point: Point, view: &View) {
        let bounds = shape.bbox(false);
        let drawn = area(Rect::new(point + bounds.min, point + bounds.max), view.at);
        self.page.drawn.push(Drawn { area: drawn, span, reports: None });
        let Some(fill) = &shape.fill else { return };
        // Only boxes are grounds: a stroke of several weights is painted as a filled outline.
        let Geometry::Rect(size) = &shape.geometry else { return };
        let bounds = Rect::from_pos_size(point, *size);
        let light = match fill {
            Paint::Solid(colour) => Some(light(colour)),
            _ => None,
        };
        self.grounds.push((area(bounds, view.at), light));
    }

    fn image(&mut self, image: &Image, shown: Area, view: &View) {
        self.grounds.push((shown, None));
        if let ImageKind::Raster(_) = image.kind() {
            let across = image.width() / ((shown.right - shown.left) / 72.0);
            let down = image.height() / ((shown.bottom - shown.top) / 72.0);
            let resolution = across.min(down);
            self.page.images.push(Raster {
                resolution,
                set_resolution: resolution * view.scale,
                bottom: shown.bottom,
                after: self.page.runs.len(),
            });
        }
    }

    fn tag(&mut self, tag: &Tag, view: &View) {
        match tag {
            Tag::Start(element, _) => {
                if let Some(open) = opens(element) {
                    self.open.push(Opened {
                        at: tag.location(),
                        kind: open,
                        block: Some(view.block),
                        width: view.block.right - view.block.left,
                    });
                }
                if let Some(report) = report(element) {
                    self.page.reports.push((self.page.runs.len(), report));
                }
            }
            Tag::End(location, ..) => self.open.retain(|open| open.at != *location),
        }
    }

    fn is_open(&self, kind: Open) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// The contrast of a paint with what lies beneath the middle of an area.
    fn contrast(&self, paint: &Paint, area: &Area) -> Option<f64> {
        let Paint::Solid(ink) = paint else { return None };
        let middle = ((area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0);
        let beneath = self.grounds.iter().rev().find(|(ground, _)| ground.holds(middle));
        let paper = 1.0;
        let (ink, ground) = (light(ink), beneath.map_or(Some(paper), |(_, light)| *light)?);
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
    if element.is::<RawElem>() {
        return Some(Open::Code);
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

/// The luminance of the colour on white paper.
fn light(colour: &Color) -> f64 {
    let colour = colour.to_rgb();
    let on_paper = |channel: f32| f64::from(channel * colour.alpha + 1.0 - colour.alpha);
    luminance([colour.red, colour.green, colour.blue].map(on_paper))
}
