//! Fonts for simplified Chinese without serifs, embedded as bytes; see `README.md` for their origin and licences.

/// File name and content of each font, in the order in which they are searched.
pub const FONTS: &[(&str, &[u8])] = &[
    ("NotoSansSCCore-Regular.otf", include_bytes!("../NotoSansSCCore-Regular.otf")),
    ("NotoSansSCCore-Bold.otf", include_bytes!("../NotoSansSCCore-Bold.otf")),
];
