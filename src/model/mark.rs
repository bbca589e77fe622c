//! By what the files that Diptych writes are known as its own.

/// What the metadata of PDFs have, before the version.
pub const PDF: &str = "<xmp:CreatorTool>Diptych ";

/// What the head of HTML pages has, before the version.
pub const PAGE: &str = "<meta name=\"generator\" content=\"Diptych ";
