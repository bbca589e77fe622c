//! What is published beside the PDFs: an index of them, and what has changed since the last ones.

pub mod changes;
pub mod index;
pub mod pdf_file;
