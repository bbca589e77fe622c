//! Images that a text shows: they are in the project, can be drawn, fit, and words stand for them.

use std::collections::HashMap;

use crate::check::characters::pictures;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, Findings, codes};
use crate::model::inputs::Sources;
use crate::model::limits::Limits;
use crate::model::manuscript::{
    Block, BlockKind, Inline, Manuscript, PictureSize, images, walk_blocks, walk_inlines,
};
use crate::model::width;
use crate::picture::format::Format;
use crate::picture::sound;

/// A finding for every image that is missing, and for every one without words. In a single text, words
/// stand for what cannot be shown.
pub fn check(manuscript: &Manuscript, sources: &Sources, limits: &Limits, findings: &mut Findings) {
    widths(&manuscript.blocks, findings);
    let mut looked_at = HashMap::new();
    for (path, alt, place) in images(&manuscript.blocks) {
        let own = manuscript.pictures.contains_key(path);
        if !own && !sources.files.contains_key(path) {
            findings.push(missing(path, sources, place));
        }
        let fault = looked_at.entry(path).or_insert_with(|| {
            let bytes = sources.files.get(path).filter(|_| sources.single.is_none())?;
            fault(path, bytes, limits)
        });
        let unsound = |(code, message, help): &Fault| {
            Diagnostic::new(*code, place.clone(), message).help(help)
        };
        findings.extend(fault.as_ref().map(unsound));
        if let Some(text) =
            sources.text(path).filter(|_| path.to_ascii_lowercase().ends_with(".svg"))
        {
            pictures::check(path, text, place, findings);
        }
        if alt.trim().is_empty() {
            let message = "this image has no alternative text";
            let finding = Diagnostic::new(codes::IMAGE_WITHOUT_ALT, place.clone(), message);
            findings
                .push(finding.help(
                    "describe what it shows: ![Survival curves of the two arms](curves.png)",
                ));
        }
    }
}

fn missing(path: &str, sources: &Sources, place: &Place) -> Diagnostic {
    let message = format!("the image “{path}” is not in the project");
    let help = match path.contains("://") {
        true => "images are not downloaded; add the image to the project".to_string(),
        false if path.split('/').any(|part| part == "..") => {
            "files outside the project are not read; add the image to the project".to_string()
        }
        false if !is_read(path) => {
            "supported image formats: PNG, JPEG, GIF, WebP and SVG".to_string()
        }
        false => sources
            .why_absent(path)
            .unwrap_or_else(|| format!("paths are relative to {}", sources.base())),
    };
    Diagnostic::new(codes::IMAGE_MISSING, place.clone(), message).help(help)
}

/// A finding for every width that a picture cannot have; it is shown in its own size.
fn widths(blocks: &[Block], findings: &mut Findings) {
    let mut check = |size: &PictureSize, place: &Place| {
        for (name, wanted) in [("width", &size.width), ("height", &size.height)] {
            let fault = wanted.as_ref().and_then(|wanted| Some((wanted, width::fault(wanted)?)));
            let Some((wanted, fault)) = fault else { continue };
            let message =
                format!("the {name} “{wanted}” {fault}; the image is shown in its own size");
            let help = "write a share of the text's width or a length: {width=60%}, {width=8cm}";
            findings.push(Diagnostic::new(codes::WIDTH, place.clone(), message).help(help));
        }
    };
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Image { size, .. } = &block.kind {
            check(size, &block.place);
        }
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Image { size, place, .. } = inline {
                    check(size, place);
                }
            });
        }
    });
}

/// Whether pictures with this ending are read from the disk.
fn is_read(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    Format::ENDINGS.contains(&ending.as_str())
}

/// The code of a finding, its message and its help.
type Fault = (Code, String, String);

/// Why a picture of a project cannot be drawn.
fn fault(path: &str, bytes: &[u8], limits: &Limits) -> Option<Fault> {
    if path.contains('.') && !is_read(path) {
        let help = "supported image formats: PNG, JPEG, GIF, WebP, SVG and PDF".to_string();
        let message = format!("“{path}” is not an image, as its name says");
        return Some((codes::IMAGE_UNREADABLE, message, help));
    }
    let fault = sound::look(bytes, limits).err()?;
    if fault.is_pdf {
        // A page of another PDF would bring its fonts, colours and missing tags into one that conforms
        // to PDF/A and PDF/UA.
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let help = format!("convert it: pdftocairo -svg {path} {stem}.svg");
        return Some((codes::PDF_FIGURE, format!("“{path}” {}", fault.reason), help));
    }
    let message = match Format::of(bytes) {
        None => {
            let ending = path.rsplit_once('.').map_or(path, |(_, ending)| ending);
            format!("“{path}” is not a {} file, although its name says so", ending.to_uppercase())
        }
        Some(_) => format!("“{path}” {}", fault.reason),
    };
    Some((codes::IMAGE_UNREADABLE, message, fault.help.to_string()))
}
