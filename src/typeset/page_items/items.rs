//! What stands on a page: runs of text, raster images, and reports of the templates.

use std::ops::ControlFlow;

use typst::foundations::{Dict, Value};
use typst::introspection::Location;
use typst::syntax::Span;

use super::area::Area;

/// One page.
#[derive(Debug, Default)]
pub struct Page {
    /// Width and height in points.
    pub size: (f64, f64),
    /// Runs of text in the order of the text.
    pub runs: Vec<Run>,
    /// Raster images.
    pub images: Vec<Raster>,
    /// Lines, areas and pictures.
    pub drawn: Vec<Drawn>,
    /// What the templates report, each with how many runs came before it.
    pub reports: Vec<(usize, Report)>,
}

/// A run of text in one face.
#[derive(Debug)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// From its start to its end, from about its tallest letters to its base line.
    pub area: Area,
    /// The size on paper, in points.
    pub size: f64,
    /// The size where it was set: on a slide that is shown smaller, its size on the slide.
    pub set_size: f64,
    /// WCAG 2 contrast with the ground it stands on; none on images and gradients.
    pub contrast: Option<f64>,
    /// What cuts it off, if anything does.
    pub clip: Option<Area>,
    /// Where its source stands.
    pub span: Span,
    /// Whether it belongs to the running head or foot.
    pub furniture: bool,
    /// Whether it belongs to a heading.
    pub heading: bool,
    /// Of a formula or code: what is printed, without blanks at its end, and the block it was set in.
    pub in_block: Option<(Area, Area)>,
    /// The formula that it belongs to; indices are small by custom, and roots and braces touch.
    pub formula: Option<Location>,
}

/// A raster image.
#[derive(Debug)]
pub struct Raster {
    /// Pixels per inch on paper, in the poorer direction.
    pub resolution: f64,
    /// Pixels per inch where it was set: on a slide that is shown smaller, those on the slide.
    pub set_resolution: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// How many runs came before it.
    pub after: usize,
}

/// A line, an area or a picture.
#[derive(Debug)]
pub struct Drawn {
    /// What it covers.
    pub area: Area,
    /// Where its source stands.
    pub span: Span,
    /// Of a picture: how many reports came before it.
    pub reports: Option<usize>,
}

/// A fact that a template states as labelled metadata.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) facts: Dict,
}

impl Report {
    /// The kind of fact.
    pub fn kind(&self) -> &str {
        self.text("kind")
    }

    /// A text of the report, or nothing.
    pub fn text(&self, key: &str) -> &str {
        match self.facts.get(key) {
            Ok(Value::Str(text)) => text,
            _ => "",
        }
    }

    /// Whether the report says yes to this.
    pub fn is(&self, key: &str) -> bool {
        matches!(self.facts.get(key), Ok(Value::Bool(true)))
    }

    /// The spans of what the report is about, in their order.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        if let Ok(Value::Content(content)) = self.facts.get("at") {
            let _ = content.traverse(&mut |element| {
                spans.push(element.span());
                ControlFlow::<()>::Continue(())
            });
        }
        spans
    }

    /// A number of the report, or zero.
    pub fn number(&self, key: &str) -> f64 {
        match self.facts.get(key) {
            Ok(Value::Float(number)) => *number,
            Ok(Value::Int(number)) => *number as f64,
            _ => 0.0,
        }
    }
}
