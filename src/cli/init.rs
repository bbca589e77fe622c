//! `diptych init`: a new project that builds at once.

use std::path::Path;

use include_dir::{Dir, DirEntry, include_dir};

use super::arguments::Init;
use super::exit::{self, FINE};
use super::interrupt::Interrupt;
use super::{report, wait};
use crate::{Sources, disk};

/// A small project in two languages.
static START: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/start");

/// The review.
static EXAMPLE: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/hcc-immunotherapy");

/// Writes the project and says what to do next.
pub fn run(options: &Init) -> u8 {
    let mut files = Vec::new();
    collect(if options.example { &EXAMPLE } else { &START }, &mut files);
    let interrupt = Interrupt::listen(exit::INTERRUPTED);
    let wait = &mut wait::patiently(options.output.quiet);
    let written =
        disk::write_folder(&options.folder, files.iter().copied(), wait, || interrupt.hold());
    if let Err(finding) = written {
        return report::findings(&[finding], &Sources::default(), &options.output).max(exit::SETUP);
    }
    if !options.output.quiet {
        let folder = options.folder.display();
        let wrote = report::number(files.len(), "file");
        report::say(&format!("wrote {wrote} to {folder}; now: cd {folder} && diptych build"));
    }
    FINE
}

fn collect(folder: &'static Dir, files: &mut Vec<(&'static Path, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => files.push((file.path(), file.contents())),
        }
    }
}
