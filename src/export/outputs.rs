//! What a build made, from what: names, pages, sizes and digests, kept by the caller to compare the next build with.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::digest;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::inputs::Sources;

/// What a build made, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// The version of Diptych.
    pub diptych: String,
    /// What it was made from.
    pub inputs: From,
    /// The files that were made, by name.
    pub outputs: Vec<Output>,
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
}

impl Outputs {
    /// The record of a build. `without` are paths in the project that the build itself writes.
    pub fn new(sources: &Sources, artifacts: &[Artifact], without: &[String]) -> Outputs {
        let output = |artifact: &Artifact| Output {
            name: artifact.name.clone(),
            pages: artifact.pages,
            size: artifact.bytes.len(),
            sha256: digest::of(&artifact.bytes),
        };
        let mut outputs: Vec<Output> = artifacts.iter().map(output).collect();
        outputs.sort_by(|a, b| a.name.cmp(&b.name));
        Outputs {
            diptych: env!("CARGO_PKG_VERSION").to_string(),
            inputs: inputs(sources, without),
            outputs,
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

    /// The file's text.
    pub fn write(&self) -> String {
        // Texts and numbers are always JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
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
