//! Templates: the built-in ones, overlaid by the project's own.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, DirEntry, include_dir};

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// A hash of all built-in templates, made when the program is built.
pub const BUILT_IN_DIGEST: &str = env!("DIPTYCH_TEMPLATES");

/// Template files by path inside the project (`templates/summary/layout.typ`).
pub type Templates = BTreeMap<String, Arc<[u8]>>;

/// The built-in templates; each file is in memory once, whoever reads it.
fn built_in() -> &'static Templates {
    static ALL: OnceLock<Templates> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = Templates::new();
        add_folder(&BUILT_IN, &mut all);
        all
    })
}

/// Whether this is what the program has under this path of the project, which `BUILT_IN_DIGEST` tells.
pub fn is_built_in(path: &str, content: &Arc<[u8]>) -> bool {
    let known = built_in().get(path.trim_start_matches('/'));
    known.is_some_and(|known| Arc::ptr_eq(known, content))
}

/// A finding for every template file of the project that replaces a built-in one; where the caller
/// takes built-in templates only, an error for every one.
pub fn findings(sources: &Sources, built_in_only: bool) -> Vec<Diagnostic> {
    let built_in = built_in();
    let is_code = |path: &str| path.starts_with("templates/") && path.ends_with(".typ");
    let own = sources.files.iter().filter(|(path, _)| is_code(path));
    own.filter_map(|(path, bytes)| {
        let place = Place::file(path);
        match built_in.get(path) {
            Some(same) if same == bytes => None,
            _ if built_in_only => Some(
                Diagnostic::new(codes::TEMPLATE_REFUSED, place, "this template is the project’s own, and --builtin-templates refuses it")
                    .help("remove it, or build without --builtin-templates if you trust its code"),
            ),
            Some(_) => Some(
                Diagnostic::new(codes::TEMPLATE_REPLACED, place, "this file replaces the built-in template file of the same name")
                    .help("if that is intended, waive it in diptych.toml; a template with a name of its own replaces nothing"),
            ),
            None => None,
        }
    })
    .collect()
}

/// The built-in templates, each replaced by the project's file of the same path, plus its others.
pub fn collect(sources: &Sources) -> Templates {
    let mut templates = built_in().clone();
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
