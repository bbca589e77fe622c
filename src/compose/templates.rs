//! Templates: the built-in ones, overlaid by the project's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, DirEntry, include_dir};

use crate::model::inputs::Sources;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Template files by path inside the project (`templates/summary/layout.typ`).
pub type Templates = BTreeMap<String, Arc<[u8]>>;

/// The built-in templates, each replaced by the project's file of the same path, plus its others.
pub fn collect(sources: &Sources) -> Templates {
    let mut templates = Templates::new();
    add_folder(&BUILT_IN, &mut templates);
    let own = sources.files.iter().filter(|(path, _)| path.starts_with("templates/"));
    templates.extend(own.map(|(path, bytes)| (path.clone(), bytes.clone())));
    templates
}

fn add_folder(folder: &'static Dir, templates: &mut Templates) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => add_folder(folder, templates),
            DirEntry::File(file) => {
                let path = format!("templates/{}", file.path().display());
                templates.insert(path.replace('\\', "/"), file.contents().into());
            }
        }
    }
}
