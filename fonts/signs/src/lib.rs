//! Fonts for emoji and for scripts of language names, embedded as bytes; see `README.md` for their origin and licences.

/// File name and content of each font, in the order in which they are searched.
pub const FONTS: &[(&str, &[u8])] = &[
    ("NotoEmojiCore-Regular.ttf", include_bytes!("../NotoEmojiCore-Regular.ttf")),
    ("NotoSansMore-Regular.ttf", include_bytes!("../NotoSansMore-Regular.ttf")),
    ("NotoSansArabicCore-Regular.ttf", include_bytes!("../NotoSansArabicCore-Regular.ttf")),
    ("NotoSansArmenianCore-Regular.ttf", include_bytes!("../NotoSansArmenianCore-Regular.ttf")),
    ("NotoSansBengaliCore-Regular.ttf", include_bytes!("../NotoSansBengaliCore-Regular.ttf")),
    ("NotoSansDevanagariCore-Regular.ttf", include_bytes!("../NotoSansDevanagariCore-Regular.ttf")),
    ("NotoSansGeorgianCore-Regular.ttf", include_bytes!("../NotoSansGeorgianCore-Regular.ttf")),
    ("NotoSansHebrewCore-Regular.ttf", include_bytes!("../NotoSansHebrewCore-Regular.ttf")),
    ("NotoSansTamilCore-Regular.ttf", include_bytes!("../NotoSansTamilCore-Regular.ttf")),
    ("NotoSansThaiCore-Regular.ttf", include_bytes!("../NotoSansThaiCore-Regular.ttf")),
];
