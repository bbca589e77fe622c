//! Images that a text shows: they are in the project, they can be drawn, and words stand for them.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;
use crate::model::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};
use crate::model::place::Place;

/// The images of these blocks: path, words, place.
fn images(blocks: &[Block]) -> Vec<(&str, &str, &Place)> {
    let mut images = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Image { path, alt, .. } = &block.kind {
            images.push((path.as_str(), alt.as_str(), &block.place));
        }
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Image { path, alt, place } = inline {
                    images.push((path.as_str(), alt.as_str(), place));
                }
            });
        }
    });
    images
}

/// The paths of the images that these blocks show.
pub fn paths(blocks: &[Block]) -> BTreeSet<&str> {
    images(blocks).into_iter().map(|(path, ..)| path).collect()
}

/// A finding for every image that is missing, and for every one without words.
pub fn check(blocks: &[Block], sources: &Sources, findings: &mut Vec<Diagnostic>) {
    for (path, alt, place) in images(blocks) {
        if !sources.files.contains_key(path) {
            let message = format!("the image “{path}” is not in the project");
            let help = match path.contains("://") {
                true => "nothing is fetched from the network; put the image into the project"
                    .to_string(),
                false => format!("paths are given from {}", sources.base()),
            };
            findings.push(Diagnostic::new(codes::IMAGE_MISSING, place.clone(), message).help(help));
        }
        if let Some(finding) = sources.files.get(path).and_then(|bytes| unsound(path, bytes, place))
        {
            findings.push(finding);
        }
        if alt.trim().is_empty() {
            let message = "this image has no words for those who cannot see it";
            let finding = Diagnostic::new(codes::IMAGE_WITHOUT_ALT, place.clone(), message);
            findings.push(
                finding.help("say what it shows: ![Survival curves of the two arms](curves.png)"),
            );
        }
    }
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
fn unsound(path: &str, bytes: &[u8], place: &Place) -> Option<Diagnostic> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    let sound = match SIGNS.iter().find(|(name, _)| *name == ending) {
        Some((_, sign)) => bytes.starts_with(sign),
        None if ending == "svg" => {
            std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
        }
        None => return None,
    };
    let message = format!("“{path}” is no {} file, whatever its name says", ending.to_uppercase());
    (!sound).then(|| {
        Diagnostic::new(codes::IMAGE_UNREADABLE, place.clone(), message)
            .help("export the picture again; PNG, JPEG, GIF, WebP, SVG and PDF are read")
    })
}
