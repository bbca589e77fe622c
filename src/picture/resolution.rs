//! What a picture of pixels says of itself: pixels per inch, and which way up it is.

/// Pixels per inch where a picture does not say, as on the web.
pub const USUAL: f64 = 96.0;

/// What is believed of a resolution; 1 stands in many files for none.
const SOUND: std::ops::RangeInclusive<f64> = 50.0..=2400.0;

/// The most segments of a JPEG that are looked at; its head has a dozen.
const MOST_SEGMENTS: usize = 1_000;

/// What the head of a picture says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// Pixels per inch, or the usual number.
    pub resolution: f64,
    /// Whether it is shown turned by a quarter, so that its width is its height.
    pub turned: bool,
    /// Whether its colours are four inks.
    pub four_inks: bool,
}

/// Reads the head of a picture in any format.
pub fn head(bytes: &[u8]) -> Head {
    let mut head = Head { resolution: USUAL, turned: false, four_inks: false };
    let found = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [0xff, 0xd8, ..] => jpeg(bytes, &mut head),
        _ => None,
    };
    if let Some(found) = found.filter(|found| SOUND.contains(found)) {
        head.resolution = found;
    }
    head
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// `pHYs`, in pixels per metre, stands before the pixels.
fn png(bytes: &[u8]) -> Option<f64> {
    let mut at = 8;
    loop {
        let length = number(bytes, at, 4)? as usize;
        match bytes.get(at + 4..at + 8)? {
            b"pHYs" if number(bytes, at + 16, 1)? == 1 => {
                return Some(f64::from(number(bytes, at + 8, 4)?) * 0.0254);
            }
            b"pHYs" | b"IDAT" => return None,
            _ => at = at.checked_add(length)?.checked_add(12)?,
        }
    }
}

/// The segments before the pixels: JFIF and Exif know the resolution, Exif which way up it is, and the
/// frame how many colours there are.
fn jpeg(bytes: &[u8], head: &mut Head) -> Option<f64> {
    let mut found = None;
    let mut at = 2;
    for _ in 0..MOST_SEGMENTS {
        let (Some(0xff), Some(kind)) = (number(bytes, at, 1), number(bytes, at + 1, 1)) else {
            break;
        };
        let Some(length) = number(bytes, at + 2, 2) else { break };
        let Some(body) = bytes.get(at + 4..at + 2 + length as usize) else { break };
        match kind {
            0xe0 if body.starts_with(b"JFIF\0") => found = found.or(jfif(body)),
            0xe1 if body.starts_with(b"Exif\0\0") => {
                let (turned, resolution) = exif(&body[6..]);
                head.turned |= turned;
                found = found.or(resolution);
            }
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&kind) => {
                head.four_inks = number(body, 5, 1) == Some(4);
                break;
            }
            0xda => break,
            _ => {}
        }
        at += 2 + length as usize;
    }
    found
}

fn jfif(body: &[u8]) -> Option<f64> {
    let across = f64::from(number(body, 8, 2)?);
    match number(body, 7, 1)? {
        1 => Some(across),
        2 => Some(across * 2.54),
        _ => None,
    }
}

/// Whether the picture lies on its side, and its resolution, from the first directory of a TIFF.
fn exif(tiff: &[u8]) -> (bool, Option<f64>) {
    let little = tiff.starts_with(b"II");
    let get = |at: usize, length: usize| {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(match little {
            true => bytes.iter().rev().fold(0, add),
            false => bytes.iter().fold(0, add),
        })
    };
    let (mut turned, mut resolution, mut scale) = (false, None, 1.0);
    let Some(directory) = get(4, 4).map(|at| at as usize) else { return (false, None) };
    let entries = get(directory, 2).unwrap_or_default() as usize;
    for entry in (0..entries.min(200)).map(|i| directory + 2 + 12 * i) {
        match get(entry, 2) {
            Some(0x0112) => turned = get(entry + 8, 2).is_some_and(|way| (5..=8).contains(&way)),
            Some(0x011a) => {
                let at = get(entry + 8, 4).unwrap_or_default() as usize;
                let parts = get(at, 4).zip(get(at.saturating_add(4), 4));
                resolution = parts.filter(|(_, below)| *below > 0);
            }
            Some(0x0128) if get(entry + 8, 2) == Some(3) => scale = 2.54,
            _ => {}
        }
    }
    (turned, resolution.map(|(above, below)| f64::from(above) / f64::from(below) * scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, kind][..], &length, body].concat()
    }

    #[test]
    fn the_head_of_a_jpeg_is_read() {
        let jfif = segment(0xe0, b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0");
        // Big-endian; one entry: it lies on its side.
        let exif =
            segment(0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        let frame = segment(0xc0, b"\x08\0\x10\0\x10\x04");
        let bytes = [b"\xff\xd8".to_vec(), jfif, exif, frame].concat();
        assert_eq!(head(&bytes), Head { resolution: 300.0, turned: true, four_inks: true });
        for end in 0..bytes.len() {
            head(&bytes[..end]);
        }
    }

    #[test]
    fn the_head_of_a_png_is_read() {
        let physical =
            [&b"\x89PNG\r\n\x1a\n"[..], b"\0\0\0\x09pHYs\0\0\x2e\x23\0\0\x2e\x23\x01crc4"];
        assert_eq!(head(&physical.concat()).resolution.round(), 300.0);
        assert_eq!(head(b"\x89PNG\r\n\x1a\n\0\0\0\0IDAT").resolution, USUAL);
    }
}
