//! The data of a single text: by the names that its front matter gives, or by those of the files.

use indexmap::IndexMap;

use super::data_file;
use super::file_names::stem;
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::load::fields::Fields;
use crate::model::inputs::Single;
use crate::model::manifest::{DataFile, FileRef};

/// Data by the names that the front matter gives, or else by the stems of the files' names.
pub fn read(fields: &mut Fields, single: &Single) -> IndexMap<String, DataFile> {
    let mut files: Vec<(String, DataFile)> = Vec::new();
    match fields.get("data") {
        Some(Node::Map(map)) => {
            for (name, entry) in &map.entries {
                let file = data_file::read(fields, name, &entry.node);
                files.extend(file.map(|file| (name.clone(), file)));
            }
        }
        Some(Node::List(list)) => {
            let found = list.items.iter().filter_map(|node| data_file::read(fields, "data", node));
            files.extend(found.map(|file| (name(&file.file.path), file)));
        }
        Some(node) => {
            let file = data_file::read(fields, "data", node);
            files.extend(file.map(|file| (name(&file.file.path), file)));
        }
        None => {}
    }
    for path in &single.data {
        let file = FileRef { path: path.clone(), place: Place::file(&single.path) };
        files.push((name(path), DataFile::whole(file)));
    }
    by_name(files, &mut fields.findings)
}

/// The files by their names; of those with one name the first is kept.
fn by_name(files: Vec<(String, DataFile)>, findings: &mut Findings) -> IndexMap<String, DataFile> {
    let mut data: IndexMap<String, DataFile> = IndexMap::new();
    for (name, file) in files {
        if let Some(former) = data.get(&name) {
            let message = format!(
                "two data files have the name `{name}`: {} and {}",
                former.file.path, file.file.path
            );
            let finding = Diagnostic::new(codes::SAME_NAME, file.file.place.clone(), message);
            findings.push(
                finding
                    .help("name them in the front matter: `data: { one: a/x.csv, two: b/x.csv }`"),
            );
            continue;
        }
        data.insert(name, DataFile { mends: true, ..file });
    }
    data
}

/// The name under which the text sees a file: what expressions could not read becomes `_`.
fn name(path: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name: String = stem(path).chars().map(letter).collect();
    match name.starts_with(|c: char| c.is_numeric()) {
        true => format!("_{name}"),
        false => name,
    }
}
