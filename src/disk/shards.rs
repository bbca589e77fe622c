//! Manifests that machines have written which divided a build, and the files that these tell of.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::resolve::folder_of;
use super::source_file::unreadable;
use super::text_files::read_called;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::export::outputs::{Output, Outputs, Range};
use crate::load::project::file_names::unfit;
use crate::model::inputs::Sources;
use crate::model::limits::Limits;
use crate::publish::archive::{Format, one_more};
use crate::publish::joined::Part;

/// How manifests of parts are called that stand among their files.
pub const PART: &str = "shard-";

/// So many bytes of an archive may stand around a file: its headers, and what could not be packed closer.
const MORE: u64 = 1 << 20;

/// Reads manifests; of a folder, those in it that are of parts: `shard-3-of-16.json`, `FILE.zip.json`,
/// `FILE.tar.zst.json`.
///
/// # Errors
///
/// A finding for each that cannot be read.
pub fn read_parts(paths: &[PathBuf], limits: &Limits) -> Result<Vec<Part>, Vec<Diagnostic>> {
    let (mut parts, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        match files(path).map_err(|error| unreadable(&path.display().to_string(), &error)) {
            Err(finding) => findings.push(finding),
            Ok(files) if files.is_empty() => findings.push(without_parts(path)),
            Ok(files) => files.iter().for_each(|file| match read_part(file, limits) {
                Ok(part) => parts.push(part),
                Err(finding) => findings.push(finding),
            }),
        }
    }
    if findings.is_empty() { Ok(parts) } else { Err(findings) }
}

fn without_parts(path: &Path) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    Diagnostic::new(codes::SHARD_MISSING, place, "no manifest of a part is in this folder")
        .help("name the folder to which `diptych build --shard` wrote, or the manifests themselves")
}

fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let names = Folder::open(path)?.names()?.into_iter().filter_map(|it| it.into_string().ok());
    let is_part = |name: &String| {
        let stem = name.strip_suffix(".json").filter(|it| !it.starts_with('.'));
        stem.is_some_and(|it| it.starts_with(PART) || Format::of(it).is_some())
    };
    Ok(names.filter(is_part).map(|name| path.join(name)).collect())
}

fn read_part(file: &Path, limits: &Limits) -> Result<Part, Diagnostic> {
    let mut read = Sources::default();
    let name = read_called(file, &mut read, limits)?;
    let bytes = read.files.get(&name).map(|it| it.to_vec()).unwrap_or_default();
    Ok(Part { record: Outputs::read(&name, &bytes)?, file: name })
}

/// Reads a file of a part.
///
/// # Errors
///
/// Why it is not what the manifest says, as what follows its name.
pub fn read_output(part: &Part, output: &Output) -> Result<Vec<u8>, String> {
    if let Some(reason) = unfit(&output.name) {
        return Err(format!("cannot be the name of an output: {reason}"));
    }
    let bytes = bytes(part, output).map_err(|error| format!("cannot be read: {error}"))?;
    match output.is(&bytes) {
        true => Ok(bytes),
        false => Err("has other bytes than its manifest says".to_string()),
    }
}

fn bytes(part: &Part, output: &Output) -> io::Result<Vec<u8>> {
    let folder = Folder::open(folder_of(Path::new(&part.file)))?;
    let (Some(archive), Some(Range { offset, length })) = (&part.record.archive, output.range)
    else {
        let mut bytes = Vec::new();
        folder.find(&output.name)?.take(one_more(output.size)).read_to_end(&mut bytes)?;
        return Ok(bytes);
    };
    let mut file = folder.file(&archive.name)?;
    let format = Format::of(&archive.name).ok_or(io::ErrorKind::Unsupported)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut packed = Vec::new();
    // What is packed is hardly larger than what it holds, whatever a forged range says.
    let most = one_more(output.size).saturating_add(MORE);
    file.take(length.min(most)).read_to_end(&mut packed)?;
    format.unpack(packed, output.size)
}
