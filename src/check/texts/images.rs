//! Images that a text shows: they are in the project, can be drawn, fit, and words stand for them.

use super::{raster, svg};
use crate::check::characters::pictures;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Sources;
use crate::model::limits::Limits;
use crate::model::manuscript::{Block, BlockKind, images, walk_blocks};
use crate::model::width;

/// A finding for every image that is missing, and for every one without words.
pub fn check(blocks: &[Block], sources: &Sources, limits: &Limits, findings: &mut Findings) {
    widths(blocks, findings);
    for (path, alt, place) in images(blocks) {
        if !sources.files.contains_key(path) {
            let message = format!("the image “{path}” is not in the project");
            let help = match path.contains("://") {
                true => "images are not downloaded; add the image to the project".to_string(),
                false if path.split('/').any(|part| part == "..") => {
                    "files outside the project are not read; add the image to the project"
                        .to_string()
                }
                false if !is_read(path) => {
                    "supported image formats: PNG, JPEG, GIF, WebP and SVG".to_string()
                }
                false => sources
                    .why_absent(path)
                    .unwrap_or_else(|| format!("paths are relative to {}", sources.base())),
            };
            findings.push(Diagnostic::new(codes::IMAGE_MISSING, place.clone(), message).help(help));
        }
        if let Some(finding) =
            sources.files.get(path).and_then(|bytes| unsound(path, bytes, place, limits))
        {
            findings.push(finding);
        }
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

/// A finding for every width that a picture cannot have; it is shown as wide as the text.
fn widths(blocks: &[Block], findings: &mut Findings) {
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Image { width: Some(width), .. } = &block.kind
            && let Some(fault) = width::fault(width)
        {
            let message = format!("the width “{width}” {fault}; the image is as wide as the text");
            let help = "write a share of the text's width or a length: {width=60%}, {width=8cm}";
            findings.push(Diagnostic::new(codes::WIDTH, block.place.clone(), message).help(help));
        }
    });
}

/// Whether pictures with this ending are read from the disk.
fn is_read(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ending == "svg" || SIGNS.iter().any(|(name, _)| *name == ending)
}

/// What files of each format begin with; SVG is text, and told by its first tag.
const SIGNS: [(&str, &[u8]); 6] = [
    ("png", b"\x89PNG"),
    ("jpg", b"\xff\xd8"),
    ("jpeg", b"\xff\xd8"),
    ("gif", b"GIF8"),
    ("webp", b"RIFF"),
    ("pdf", b"%PDF"),
];

/// A finding for an image whose bytes are not of the format that the ending of its name says.
fn unsound(path: &str, bytes: &[u8], place: &Place, limits: &Limits) -> Option<Diagnostic> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let sound = match SIGNS.iter().find(|(name, _)| *name == ending) {
        Some((_, sign)) => bytes.starts_with(sign),
        None if ending == "svg" => {
            std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
        }
        None => {
            let message = format!("“{path}” is not an image, as its name says");
            let help = "supported image formats: PNG, JPEG, GIF, WebP, SVG and PDF";
            return Some(
                Diagnostic::new(codes::IMAGE_UNREADABLE, place.clone(), message).help(help),
            );
        }
    };
    let help = "export the image again as PNG, JPEG, GIF, WebP or SVG";
    let message = match sound {
        false => {
            format!("“{path}” is not a {} file, although its name says so", ending.to_uppercase())
        }
        true if ending == "svg" => {
            let message =
                format!("“{path}” {}", svg::excess(std::str::from_utf8(bytes).ok()?, limits)?);
            let finding = Diagnostic::new(codes::IMAGE_UNREADABLE, place.clone(), message);
            return Some(finding.help("export it without blurs and shadows, or as PNG"));
        }
        true if ending == "pdf" => return Some(pdf(path, place)),
        true => raster::unsound(path, bytes, limits)?,
    };
    Some(Diagnostic::new(codes::IMAGE_UNREADABLE, place.clone(), message).help(help))
}

/// A page of another PDF would bring its fonts, colours and missing tags into one that conforms to
/// PDF/A and PDF/UA.
fn pdf(path: &str, place: &Place) -> Diagnostic {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let message = format!("“{path}” is a PDF, which cannot be part of a PDF/A");
    Diagnostic::new(codes::PDF_FIGURE, place.clone(), message)
        .help(format!("convert it: pdftocairo -svg {path} {stem}.svg"))
}
