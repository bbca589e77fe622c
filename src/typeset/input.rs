//! What one PDF is typeset from.

use std::collections::HashMap;
use std::sync::Arc;

use super::timings::Cost;
use crate::data::place::Place;
use crate::model::faces::Faces;
use crate::model::style::Limits;
use crate::model::trace::Trace;
use crate::typst_source::source_map::Written;

/// A file to typeset: path in the virtual file system, source, and the author's places.
#[derive(Clone)]
pub struct File<'a> {
    /// Path beginning with `/`.
    pub path: &'a str,
    /// The source.
    pub text: &'a str,
    /// The author's place of a byte of the source.
    pub place: &'a dyn Fn(usize) -> Option<Place>,
    /// Where the values of the trace are written.
    pub values: &'a [Written],
}

/// What one PDF is typeset from.
#[derive(Clone)]
pub struct Input<'a> {
    /// The virtual path of the main file, which is an asset.
    pub main: &'a str,
    /// Generated files.
    pub files: Vec<File<'a>>,
    /// The file to point to when the author's place is not known.
    pub manifest: &'a str,
    /// Templates and images by virtual path.
    pub assets: &'a HashMap<String, Arc<[u8]>>,
    /// What to call the document in messages.
    pub name: &'a str,
    /// What the finished pages are held to; an audit edition to nothing, as its keys take room that
    /// no reader's edition gives.
    pub limits: Option<Limits>,
    /// The families that the project's own theme names, and where.
    pub families: &'a [(String, Place)],
    /// The faces that languages of the pages ask for.
    pub faces: &'a [Faces],
    /// Every value that the pages must show.
    pub traces: &'a [Trace],
    /// As what its sources are known when it is made again after an edit.
    pub known_as: Option<&'a str>,
    /// Takes what the document has cost, if it is asked.
    pub costs: Option<&'a (dyn Fn(Vec<Cost>) + 'a)>,
}
