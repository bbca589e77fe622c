//! Pictures to the colours of the press.

use lopdf::{Document, Object, Stream};

use super::colour::Paint;
use super::resources::space_parts;
use super::survey::Survey;
use crate::model::print::Colour;

/// The most bytes that a picture may unpack to.
const LARGEST: usize = 1 << 30;

/// Converts the pictures that are unpacked pixels of RGB; those in JPEG and others keep their colours, and are counted.
pub fn convert(document: &mut Document, colour: Colour, survey: &mut Survey) {
    if colour == Colour::Screen {
        return;
    }
    let is_coloured = |stream: &Stream| {
        let is_image =
            stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Image");
        let is_mask = stream.dict.get(b"ImageMask").and_then(Object::as_bool).unwrap_or(false);
        is_image && !is_mask && parts(document, stream) == Some(3)
    };
    let streams = document.objects.iter().filter_map(|(id, it)| Some((*id, it.as_stream().ok()?)));
    let pictures: Vec<_> =
        streams.filter(|(_, it)| is_coloured(it)).map(|(id, it)| (id, it.clone())).collect();
    for (id, stream) in pictures {
        match converted(stream, colour) {
            Some((stream, ink)) => {
                survey.ink(0, ink);
                document.objects.insert(id, Object::Stream(stream));
            }
            None => survey.pictures += 1,
        }
    }
}

fn parts(document: &Document, stream: &Stream) -> Option<usize> {
    let space = document.dereference(stream.dict.get(b"ColorSpace").ok()?).ok()?.1;
    match space.as_name() {
        Ok(b"DeviceGray" | b"CalGray") => Some(1),
        Ok(b"DeviceRGB" | b"CalRGB") => Some(3),
        Ok(b"DeviceCMYK") => Some(4),
        Ok(_) => Some(3),
        // A palette or the like is left as it is, and counted.
        Err(_) => space_parts(document, space).map(|parts| if parts == 0 { 3 } else { parts }),
    }
}

/// The picture, and the most ink of its pixels, in percent.
fn converted(mut stream: Stream, colour: Colour) -> Option<(Stream, f64)> {
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
    let pixels = usize::try_from(number(b"Width")?.checked_mul(number(b"Height")?)?).ok()?;
    let filters = stream.filters().unwrap_or_default();
    let is_plain = filters.iter().all(|it| *it == b"FlateDecode");
    let is_rgb = stream.dict.get(b"ColorSpace").is_ok_and(|it| !matches!(it, Object::Array(list) if list.first().is_some_and(|it| it.as_name().is_ok_and(|it| it == b"Indexed"))));
    if !is_plain || !is_rgb || number(b"BitsPerComponent")? != 8 {
        return None;
    }
    let bytes = stream.get_plain_content_with_limit(LARGEST).ok()?;
    if bytes.len() < pixels.checked_mul(3)? {
        return None;
    }
    let level = |byte: u8| f64::from(byte) / 255.0;
    let byte = |level: f64| (255.0 * level).round().clamp(0.0, 255.0) as u8;
    let mut most: f64 = 0.0;
    let mut out = Vec::with_capacity(pixels * if colour == Colour::Cmyk { 4 } else { 1 });
    for pixel in bytes.chunks_exact(3).take(pixels) {
        let paint = Paint::Rgb([level(pixel[0]), level(pixel[1]), level(pixel[2])]);
        match paint.converted(colour) {
            Paint::Grey(light) => out.push(byte(light)),
            Paint::Cmyk(inks) => {
                most = most.max(100.0 * inks.iter().sum::<f64>());
                out.extend(inks.map(byte));
            }
            Paint::Rgb(parts) => out.extend(parts.map(byte)),
        }
    }
    let space = if colour == Colour::Cmyk { "DeviceCMYK" } else { "DeviceGray" };
    stream.dict.set("ColorSpace", Object::Name(space.into()));
    stream.dict.remove(b"Decode");
    stream.dict.remove(b"DecodeParms");
    stream.set_plain_content(out);
    let _ = stream.compress();
    Some((stream, most))
}
