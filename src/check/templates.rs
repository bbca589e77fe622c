//! Pictures that only templates and themes show: they must be small enough to draw.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::{Inputs, Sources};
use crate::model::limits::Limits;
use crate::picture::{raster, svg};

/// A finding where a file of `templates/` first names a picture that takes too much to draw.
pub fn check(inputs: &Inputs, sources: &Sources, findings: &mut Findings) {
    if !sources.files.keys().any(|file| file.starts_with("templates/")) {
        return;
    }
    let pictures = sources.files.iter().filter_map(|(path, bytes)| {
        let why = excess(bytes, &inputs.limits)?;
        Some((path, path.rsplit('/').next()?, why))
    });
    for (path, name, why) in pictures {
        let files = sources.files.keys().filter(|file| file.starts_with("templates/"));
        let named = files.filter_map(|file| {
            let text = sources.text(file)?;
            let at = text.find(name)?;
            Some(Place::of_bytes(&file.as_str().into(), text, at..at + name.len()))
        });
        findings.extend(named.map(|place| {
            let message = format!("“{path}” {why}");
            Diagnostic::new(codes::IMAGE_UNREADABLE, place, message)
                .help("export the image again, smaller and without blurs and shadows")
        }));
    }
}

/// Why a file takes too much to draw if it is a picture; what it begins with decides, not its name.
fn excess(bytes: &[u8], limits: &Limits) -> Option<String> {
    match raster::pixels(bytes) {
        Some(pixels) if pixels > limits.pixels => {
            Some(format!("has {pixels} pixels; the limit is {}", limits.pixels))
        }
        Some(_) => None,
        None => {
            let text = std::str::from_utf8(bytes).ok().filter(|text| text.contains("<svg"))?;
            svg::excess(text, limits)
        }
    }
}
