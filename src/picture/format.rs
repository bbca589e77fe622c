//! The format of a picture, told by its first bytes; endings of names are often wrong.

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF, of which the first picture is shown.
    Gif,
    /// WebP, of which the first picture is shown.
    Webp,
    /// SVG.
    Svg,
    /// PDF, which cannot be part of a PDF/A.
    Pdf,
    /// One that is known by name and not drawn.
    Other(&'static str),
}

/// What files of each format begin with; SVG is text, and told by its first tag.
const SIGNS: [(&[u8], Format); 9] = [
    (b"\x89PNG", Format::Png),
    (b"\xff\xd8", Format::Jpeg),
    (b"GIF8", Format::Gif),
    (b"%PDF", Format::Pdf),
    (b"BM", Format::Other("BMP")),
    (b"II*\0", Format::Other("TIFF")),
    (b"MM\0*", Format::Other("TIFF")),
    (b"\0\0\x01\0", Format::Other("ICO")),
    (b"8BPS", Format::Other("Photoshop")),
];

impl Format {
    /// Endings of the names of pictures that are read.
    pub const ENDINGS: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "pdf"];

    /// The format of these bytes, if they are a picture.
    pub fn of(bytes: &[u8]) -> Option<Format> {
        if let Some((_, format)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
            return Some(*format);
        }
        match (bytes.get(..4)?, bytes.get(4..12)) {
            (b"RIFF", Some(rest)) if rest.ends_with(b"WEBP") => Some(Format::Webp),
            (_, Some(b"ftypavif" | b"ftypavis")) => Some(Format::Other("AVIF")),
            (_, Some(b"ftypheic" | b"ftypheix" | b"ftypmif1")) => Some(Format::Other("HEIC")),
            _ => std::str::from_utf8(bytes)
                .is_ok_and(|text| text.contains("<svg"))
                .then_some(Format::Svg),
        }
    }

    /// The ending that names of such files have; Typst goes by it.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::Gif => "gif",
            Format::Webp => "webp",
            Format::Svg => "svg",
            Format::Pdf => "pdf",
            Format::Other(_) => "",
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Png => "PNG",
            Format::Jpeg => "JPEG",
            Format::Gif => "GIF",
            Format::Webp => "WebP",
            Format::Svg => "SVG",
            Format::Pdf => "PDF",
            Format::Other(name) => name,
        }
    }

    /// Whether the ending of a path says that it is of another format.
    pub fn is_misnamed_by(self, path: &str) -> bool {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let own = ending == self.ending() || self == Format::Jpeg && ending == "jpeg";
        !own && Format::ENDINGS.contains(&ending.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_bytes() {
        for (bytes, name) in [
            (&b"\x89PNG\r\n\x1a\n"[..], "PNG"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
            (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
            (b"<?xml version='1.0'?>\n<svg/>", "SVG"),
            (b"BM6\x10", "BMP"),
        ] {
            assert_eq!(Format::of(bytes).map(Format::name), Some(name));
        }
        assert_eq!(Format::of(b"plain words"), None);
        assert_eq!(Format::of(b""), None);
        for (format, path, misnamed) in [
            (Format::Jpeg, "a/b.JPEG", false),
            (Format::Png, "a.jpg", true),
            (Format::Png, "a.txt", false),
            (Format::Svg, "a", false),
        ] {
            assert_eq!(format.is_misnamed_by(path), misnamed, "{path}");
        }
    }
}
