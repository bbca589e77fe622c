//! `diptych open` and `--open`: a PDF in the viewer of the system.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use super::{exit, report};
use crate::{Artifact, disk};

/// Which PDF is opened, and with what.
#[derive(Args)]
pub struct Open {
    /// The document (`summary`) or edition (`summary.zh`); without it the only PDF, or the index of several.
    pub document: Option<String>,
    /// The folder that `build` writes to.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Open it with this program instead of the system's viewer.
    #[arg(long, value_name = "PROGRAM")]
    pub with: Option<OsString>,
}

/// The page that `diptych index` writes.
const INDEX: &str = "index.html";

/// Opens what is asked for, or tells what there is.
pub fn run(options: &Open) -> u8 {
    let names = match disk::pdf_names(&options.out) {
        Ok(names) => names,
        Err(error) => {
            report::say(&format!("{}: {error}; run `diptych build` first", options.out.display()));
            return exit::SETUP;
        }
    };
    match choose(&names, options.document.as_deref()) {
        Some(name) => launch(&options.out.join(name), options.with.as_deref()),
        None => {
            let known: Vec<&str> = names.iter().map(|it| it.trim_end_matches(".pdf")).collect();
            let known = if known.is_empty() { "nothing".to_string() } else { known.join(", ") };
            report::say(&format!("name one of what is in {}: {known}", options.out.display()));
            exit::SETUP
        }
    }
}

/// The edition of this name, or the first of the document; without a name the only PDF, or the index.
fn choose<'a>(names: &'a [String], document: Option<&str>) -> Option<&'a str> {
    let Some(document) = document else {
        let index = names.iter().find(|it| *it == INDEX);
        let pdfs: Vec<&String> = names.iter().filter(|it| *it != INDEX).collect();
        return match (pdfs.as_slice(), index) {
            ([only], _) => Some(only),
            (_, index) => index.map(String::as_str),
        };
    };
    let document = document.trim_end_matches(".pdf");
    let whole = names.iter().find(|it| it.trim_end_matches(".pdf") == document);
    let first = || names.iter().find(|it| it.starts_with(&format!("{document}.")));
    whole.or_else(first).map(String::as_str)
}

/// Opens the first of what was written.
pub fn written(out: &Path, artifacts: &[Artifact]) {
    if let Some(first) = artifacts.iter().find(|it| it.name.ends_with(".pdf")) {
        path(&out.join(&first.name));
    }
}

/// Opens a file with the system's viewer.
pub fn path(file: &Path) {
    let _ = launch(file, None);
}

/// Starts the viewer and does not wait for it.
fn launch(file: &Path, with: Option<&std::ffi::OsStr>) -> u8 {
    let mut command = match with {
        Some(program) => Command::new(program),
        None if cfg!(target_os = "macos") => Command::new("open"),
        None if cfg!(windows) => Command::new("explorer"),
        None => Command::new("xdg-open"),
    };
    let quiet = command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.spawn() {
        Ok(_) => exit::FINE,
        Err(error) => {
            let program = command.get_program().display();
            report::say(&format!(
                "{program} cannot be started: {error}; open {} yourself, or name a program with `diptych open --with`",
                file.display()
            ));
            exit::SETUP
        }
    }
}
