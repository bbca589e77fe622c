//! Fonts for Latin, Greek, Cyrillic, symbols and mathematics, embedded as bytes; see `README.md` for their origin and licences.

/// File name and content of each font, in the order in which they are searched.
pub const FONTS: &[(&str, &[u8])] = &[
    ("SourceSerif4Variable-Roman.ttf", include_bytes!("../SourceSerif4Variable-Roman.ttf")),
    ("SourceSerif4Variable-Italic.ttf", include_bytes!("../SourceSerif4Variable-Italic.ttf")),
    ("NotoSansCore-Regular.ttf", include_bytes!("../NotoSansCore-Regular.ttf")),
    ("NotoSansCore-Italic.ttf", include_bytes!("../NotoSansCore-Italic.ttf")),
    ("NotoSansCore-Bold.ttf", include_bytes!("../NotoSansCore-Bold.ttf")),
    ("NotoSansCore-BoldItalic.ttf", include_bytes!("../NotoSansCore-BoldItalic.ttf")),
    ("NotoSansMonoCore-Regular.ttf", include_bytes!("../NotoSansMonoCore-Regular.ttf")),
    ("NotoSansMonoCore-Bold.ttf", include_bytes!("../NotoSansMonoCore-Bold.ttf")),
    ("NotoSansOperatorsCore-Regular.ttf", include_bytes!("../NotoSansOperatorsCore-Regular.ttf")),
    ("NotoSansSymbolsCore-Regular.ttf", include_bytes!("../NotoSansSymbolsCore-Regular.ttf")),
    ("STIXTwoMath-Regular.ttf", include_bytes!("../STIXTwoMath-Regular.ttf")),
];
