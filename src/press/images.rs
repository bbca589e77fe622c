//! Pictures to the colours of the press.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use lopdf::{Document, Object, Stream};

use super::colour::Paint;
use super::conversion::Press;
use super::resources::space_parts;
use super::survey::Survey;
use crate::model::print::Colour;

/// The most bytes that a picture may unpack to.
const LARGEST: usize = 1 << 30;

/// Converts the pictures that are pixels of RGB, plain or in JPEG; others keep their colours, and are counted.
pub fn convert(
    document: &mut Document,
    colour: Colour,
    press: Option<&Press>,
    survey: &mut Survey,
) {
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
        let own = own_profile(document, &stream);
        match converted(stream, colour, press, own.as_deref()) {
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

/// The profile that a picture has itself.
fn own_profile(document: &Document, stream: &Stream) -> Option<Vec<u8>> {
    let space = document.dereference(stream.dict.get(b"ColorSpace").ok()?).ok()?.1;
    let list = space.as_array().ok()?;
    let profile = document.dereference(list.get(1)?).ok()?.1.as_stream().ok()?;
    profile.get_plain_content_with_limit(LARGEST).ok()
}

/// The picture, and the most ink of its pixels, in percent.
fn converted(
    mut stream: Stream,
    colour: Colour,
    press: Option<&Press>,
    own: Option<&[u8]>,
) -> Option<(Stream, f64)> {
    let pixels = unpacked(&stream)?;
    let (out, ink) = match press.filter(|_| colour == Colour::Cmyk) {
        Some(press) => {
            let inks = press.pixels(&pixels, own)?;
            let most = inks.chunks_exact(4).map(|it| it.iter().map(|ink| u32::from(*ink)).sum());
            let most: u32 = most.max().unwrap_or_default();
            (inks, 100.0 * f64::from(most) / 255.0)
        }
        None => by_formula(&pixels, colour),
    };
    stream.dict.set("ColorSpace", Object::Name(colour.space()?.into()));
    stream.dict.set("BitsPerComponent", 8);
    stream.dict.remove(b"Decode");
    stream.dict.remove(b"DecodeParms");
    stream.set_plain_content(out);
    let _ = stream.compress();
    Some((stream, ink))
}

/// The pixels, three bytes each; none for what is neither plain pixels of RGB nor JPEG.
fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
    let (width, height) = (number(b"Width")?, number(b"Height")?);
    let pixels = usize::try_from(width.checked_mul(height)?).ok()?;
    let filters = stream.filters().unwrap_or_default();
    if filters == [b"DCTDecode"] && !stream.dict.has(b"Decode") {
        let mut reader = ImageReader::with_format(Cursor::new(&stream.content), ImageFormat::Jpeg);
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(LARGEST as u64);
        reader.limits(limits);
        let bytes = reader.decode().ok()?.into_rgb8().into_raw();
        return (bytes.len() == pixels.checked_mul(3)?).then_some(bytes);
    }
    let is_palette = stream.dict.get(b"ColorSpace").and_then(Object::as_array).is_ok_and(|it| {
        it.first().and_then(|it| it.as_name().ok()).is_some_and(|it| it == b"Indexed")
    });
    if is_palette || filters.iter().any(|it| *it != b"FlateDecode") {
        return None;
    }
    let bytes = stream.get_plain_content_with_limit(LARGEST).ok()?;
    let bytes = match number(b"BitsPerComponent")? {
        8 => bytes,
        // Of two bytes the first tells what a press can print.
        16 => bytes.into_iter().step_by(2).collect(),
        _ => return None,
    };
    let length = pixels.checked_mul(3)?;
    (bytes.len() >= length).then(|| bytes[..length].to_vec())
}

/// Pixels in the colours of the press, and the most ink of them in percent.
fn by_formula(pixels: &[u8], colour: Colour) -> (Vec<u8>, f64) {
    let level = |byte: u8| f64::from(byte) / 255.0;
    let byte = |level: f64| (255.0 * level).round().clamp(0.0, 255.0) as u8;
    let mut most: f64 = 0.0;
    let mut out = Vec::with_capacity(pixels.len() / 3 * if colour == Colour::Cmyk { 4 } else { 1 });
    for pixel in pixels.chunks_exact(3) {
        let paint = Paint::Rgb([level(pixel[0]), level(pixel[1]), level(pixel[2])]);
        match paint.converted(colour, None) {
            Paint::Grey(light) => out.push(byte(light)),
            Paint::Cmyk(inks) => {
                most = most.max(100.0 * inks.iter().sum::<f64>());
                out.extend(inks.map(byte));
            }
            Paint::Rgb(parts) => out.extend(parts.map(byte)),
        }
    }
    (out, most)
}
