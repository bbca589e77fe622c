//! Fonts for simplified Chinese with serifs, embedded as bytes; see `README.md` for their origin and licences.

/// File name and content of each font, in the order in which they are searched.
pub const FONTS: &[(&str, &[u8])] = &[
    ("NotoSerifSCCore-Regular.otf", include_bytes!("../NotoSerifSCCore-Regular.otf")),
    ("NotoSerifSCCore-Bold.otf", include_bytes!("../NotoSerifSCCore-Bold.otf")),
];
