//! What is published beside the PDFs: archives and an index of them, what has changed since the last ones,
//! and what machines that made them together have come to.

#[cfg(feature = "cli")]
pub mod archive;
pub mod changes;
pub mod index;
pub mod joined;
pub mod looks;
mod page_picture;
pub mod pdf_file;
