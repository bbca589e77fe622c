//! Fonts for Han characters beyond simplified Chinese, and Hangul, embedded as bytes; see `README.md` for their origin and licences.

/// File name and content of each font, in the order in which they are searched.
pub const FONTS: &[(&str, &[u8])] = &[
    ("NotoSerifSCMore-Regular.otf", include_bytes!("../NotoSerifSCMore-Regular.otf")),
    ("NotoSerifSCMore-Bold.otf", include_bytes!("../NotoSerifSCMore-Bold.otf")),
    ("NotoSansSCMore-Regular.otf", include_bytes!("../NotoSansSCMore-Regular.otf")),
    ("NotoSansSCMore-Bold.otf", include_bytes!("../NotoSansSCMore-Bold.otf")),
    ("NotoSansHangulCore-Regular.otf", include_bytes!("../NotoSansHangulCore-Regular.otf")),
];
