//! `diptych init`: a new project that builds at once.

use std::path::{Path, PathBuf};

use clap::Args;
use include_dir::{Dir, DirEntry, include_dir};

use super::exit::{self, FINE};
use super::init_languages;
use super::interrupt::Interrupt;
use super::options::OutputOptions;
use super::{lock_wait, report};
use crate::{Sources, disk};

/// A small project in two languages.
static START: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/start");

/// The review.
static EXAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/hcc-immunotherapy");

/// Which project is written, and where.
#[derive(Args)]
pub struct Init {
    /// The folder to create; an existing one must be empty.
    pub folder: PathBuf,
    /// Write the review on liver cancer instead of a small project.
    #[arg(long)]
    pub example: bool,
    /// Write a small project in these languages: de,en.
    #[arg(long, value_name = "TAGS", value_delimiter = ',', conflicts_with = "example")]
    pub languages: Vec<String>,
    /// The field of work of that project.
    #[arg(long, value_name = "NAME", default_value = "none", requires = "languages")]
    pub domain: String,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// Writes the project and says what to do next.
pub fn run(options: &Init) -> u8 {
    let is_asked = !options.languages.is_empty();
    let made = is_asked.then(|| init_languages::files(&options.languages, &options.domain));
    let made = match made.transpose() {
        Ok(made) => made.unwrap_or_default(),
        Err(message) => {
            report::say(&message);
            return exit::SETUP;
        }
    };
    let mut files: Vec<(&Path, &[u8])> = Vec::new();
    if !is_asked {
        collect(if options.example { &EXAMPLE } else { &START }, &mut files);
    }
    files.extend(made.iter().map(|(path, bytes)| (path.as_path(), bytes.as_slice())));
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let wait = &mut lock_wait::patiently(options.output.quiet);
    match disk::write_folder(&options.folder, &files, wait, || interrupt.hold()) {
        Err(finding) => {
            report::findings(&[finding], &Sources::default(), &options.output).max(exit::SETUP)
        }
        Ok(kept) => {
            if !options.output.quiet {
                report::say(&said(&options.folder, files.len() - kept.len(), &kept));
            }
            FINE
        }
    }
}

fn said(folder: &Path, count: usize, kept: &[&Path]) -> String {
    let wrote = report::number(count, "file");
    let kept: Vec<String> = kept.iter().map(|it| it.display().to_string()).collect();
    let kept = match kept.is_empty() {
        true => String::new(),
        false => format!(", kept {} as it was", kept.join(", ")),
    };
    let go = match folder == Path::new(".") {
        true => String::new(),
        false => format!("cd {} && ", folder.display()),
    };
    format!("wrote {wrote} to {}{kept}; now: {go}diptych build", folder.display())
}

fn collect<'a>(folder: &'static Dir, files: &mut Vec<(&'a Path, &'a [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => files.push((file.path(), file.contents())),
        }
    }
}
