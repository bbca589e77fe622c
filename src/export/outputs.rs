//! What a build made, from what: names, pages, sizes and digests, kept by the caller to compare the next build with.

use std::collections::BTreeMap;
use std::io::Read;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::digest;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::inputs::Sources;
use crate::model::shard::Shard;

/// What a build made, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// The version of Diptych.
    pub diptych: String,
    /// What it was made from.
    pub inputs: From,
    /// What was asked for beside what the project says, such as `--profile ward`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Which part of what was asked for this is, when machines divided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// What was asked for of all machines together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// The archive that the files are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<Archive>,
    /// The files that were made, by name; in an archive or a part, as they were asked for.
    pub outputs: Vec<Output>,
    /// The documents of records that could not be made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<NotMade>,
    /// What was found about a part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Told>,
}

/// The inputs of a build as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct From {
    /// How many files were read.
    pub files: usize,
    /// SHA-256 of the lines `DIGEST  PATH` of all of them in the order of their paths, as `sha256sum` prints them.
    pub sha256: String,
}

/// One file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its name in the folder of outputs.
    pub name: String,
    /// How many pages it has; 0 when it is not a PDF.
    pub pages: usize,
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// Which of all files it is that machines make together, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// Where it stands in the archive: its entry in a ZIP file; in a tar, the Zstandard frame that holds it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
}

/// All files that are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// How many there are.
    pub files: usize,
    /// SHA-256 of their names in the order of their bytes, a line for each.
    pub sha256: String,
}

/// An archive beside its index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Its name; it is in the same folder.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Bytes of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// How many bytes are before them.
    pub offset: u64,
    /// How many they are.
    pub length: u64,
}

/// A document of a record that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotMade {
    /// The document and the record: `summary/taipei`.
    pub document: String,
    /// The names of the files that it would have; the document, where they have none.
    pub files: Vec<String>,
    /// Where the record is written: `sites.csv:3:1`.
    pub place: String,
    /// The code of the first finding that stopped it, and what it says.
    pub why: String,
}

/// A finding in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The stable code, such as D0602.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// `file:line:column`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// About how many records it is; 0 when it is about the project.
    pub records: usize,
}

impl Output {
    /// What is recorded of a file.
    pub fn of(artifact: &Artifact) -> Output {
        Output {
            name: artifact.name.clone(),
            pages: artifact.pages,
            size: artifact.bytes.len(),
            sha256: digest::of(&artifact.bytes),
            number: None,
            range: None,
        }
    }

    /// Whether these are its bytes.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.size == bytes.len() && self.sha256 == digest::of(bytes)
    }
}

impl Outputs {
    /// The record of a build. `without` are paths in the project that the build itself writes.
    pub fn new(sources: &Sources, outputs: Vec<Output>, without: &[String]) -> Outputs {
        let mut outputs = outputs;
        outputs.sort_by(|a, b| a.name.cmp(&b.name));
        Outputs {
            diptych: env!("CARGO_PKG_VERSION").to_string(),
            inputs: inputs(sources, without),
            options: Vec::new(),
            shard: None,
            whole: None,
            archive: None,
            outputs,
            failed: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Reads a record that an earlier build has written to `file`.
    ///
    /// # Errors
    ///
    /// A finding when it is none.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Outputs, Diagnostic> {
        serde_json::from_slice(bytes).map_err(|error| {
            let place = match error.line() {
                0 => Place::file(file),
                line => Place::at(&file.into(), line, error.column().max(1)),
            };
            let message = format!("this is no manifest of outputs: {error}");
            Diagnostic::new(codes::OUTPUTS_UNREADABLE, place, message)
                .help("write one with `diptych build --out-manifest FILE`")
        })
    }

    /// Whether this is a manifest of outputs.
    pub fn has_form(json: impl Read) -> bool {
        serde_json::from_reader::<_, Outputs>(json).is_ok()
    }

    /// The file's text.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn write(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// In what a build differs from this record, which stands in `file`. With `all`, what is recorded and was not
    /// made differs too.
    pub fn differences(&self, file: &str, now: &Outputs, all: bool) -> Vec<Diagnostic> {
        let by_name = |it: &Outputs| -> BTreeMap<String, Output> {
            it.outputs.iter().map(|it| (it.name.clone(), it.clone())).collect()
        };
        let (before, made) = (by_name(self), by_name(now));
        let help = self.help(now);
        let finding = |message: String| {
            Diagnostic::new(codes::OUTPUTS_DIFFER, Place::file(file), message).help(&help)
        };
        let changed = made.values().filter_map(|new| {
            let message = match before.get(&new.name) {
                Some(old) => difference(old, new)?,
                None => format!("`{}` is made and is not in this manifest of outputs", new.name),
            };
            Some(finding(message))
        });
        let missing = before.keys().filter(|name| all && !made.contains_key(*name));
        let missing = missing.map(|name| {
            finding(format!("`{name}` is in this manifest of outputs and is not made"))
        });
        changed.chain(missing).collect()
    }

    /// Why the outputs may differ.
    fn help(&self, now: &Outputs) -> String {
        if self.diptych != now.diptych {
            let (then, now) = (&self.diptych, &now.diptych);
            return format!(
                "it was written by Diptych {then}, and this is {now}: build with the same version, or write it anew with `--out-manifest`"
            );
        }
        match self.inputs == now.inputs {
            true => "the inputs and the version of Diptych are the same: look for fonts, a policy or options that differ, or report a build that cannot be repeated".to_string(),
            false => "the inputs are not those of that build: if the change is meant, write the manifest anew with `--out-manifest`".to_string(),
        }
    }
}

/// How a file differs; `None` when it does not.
fn difference(old: &Output, new: &Output) -> Option<String> {
    if old.sha256 == new.sha256 {
        return None;
    }
    let name = &new.name;
    Some(match (old.pages == new.pages, old.size == new.size) {
        (false, _) => format!("`{name}` has {} pages now, and had {}", new.pages, old.pages),
        (true, false) => format!("`{name}` has {} bytes now, and had {}", new.size, old.size),
        (true, true) => format!("`{name}` has other bytes now"),
    })
}

fn inputs(sources: &Sources, without: &[String]) -> From {
    let read = sources.files.iter().filter(|(path, _)| !without.contains(path));
    let lines: Vec<String> =
        read.map(|(path, bytes)| format!("{}  {path}\n", digest::of(bytes))).collect();
    From { files: lines.len(), sha256: digest::of(lines.concat().as_bytes()) }
}
