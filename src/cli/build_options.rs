//! The options of `diptych build` and `diptych watch`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::archive::archive_path;
use super::options::{FontOptions, SharedOptions, ValueOptions};
use super::shard::{self, Wanted};

/// Which project is built, how, and where it goes.
#[derive(Args)]
pub struct Build {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// Write the output to this folder.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Build only this document (`summary`) or edition (`summary.zh`); may be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub values: ValueOptions,
    /// Build only what is missing, or whose inputs have changed since it was written.
    #[arg(long, conflicts_with_all = ["emit", "draft", "trace", "timings", "font_path", "system_fonts", "out_manifest", "verify_against", "locked", "print", "shard", "archive"])]
    pub changed: bool,
    /// Make one part of the documents, such as 3/16; with `auto` or `auto/16` the scheduler says which.
    #[arg(long, value_name = "K/N", value_parser = shard::wanted, conflicts_with_all = ["emit", "clean", "verify_against", "locked"])]
    pub shard: Option<Wanted>,
    /// Write the PDFs into this archive, .zip or .tar.zst, as they are made, and an index beside it.
    #[arg(long, value_name = "FILE", value_parser = archive_path, conflicts_with_all = ["emit", "clean", "verify_against", "locked", "open", "out_manifest"])]
    pub archive: Option<PathBuf>,
    /// Write PDFs, or the composed Typst source.
    #[arg(long, value_enum, default_value_t = Emit::Pdf)]
    pub emit: Emit,
    /// Print a key beside every value, and an appendix with the cells behind each key.
    #[arg(long)]
    pub audit: bool,
    /// Write drafts, marked as such on every page, even when rules or the page check complain.
    #[arg(long, conflicts_with_all = ["audit", "emit"])]
    pub draft: bool,
    /// Write print files: of the usual profile, a built-in one (booklet, 2-up to 16-up, cmyk, grey, mono) or [print.NAME].
    #[arg(long, value_name = "PROFILE", num_args = 0..=1, require_equals = true, default_missing_value = "print", conflicts_with_all = ["draft", "emit"])]
    pub print: Option<String>,
    /// Write every printed value and its cells to this JSON file.
    #[arg(long, value_name = "FILE.json", value_parser = json_path)]
    pub trace: Option<PathBuf>,
    /// Write what each document has cost, by line of its texts and templates, to this JSON file; one document at a time.
    #[arg(long, value_name = "FILE.json", value_parser = json_path)]
    pub timings: Option<PathBuf>,
    /// Write the names, pages, sizes and digests of the outputs to this JSON file.
    #[arg(long, value_name = "FILE.json", value_parser = json_path)]
    pub out_manifest: Option<PathBuf>,
    /// Fail, and write nothing, if the outputs are not those of this file that `--out-manifest` wrote.
    #[arg(long, value_name = "FILE.json", conflicts_with = "draft")]
    pub verify_against: Option<PathBuf>,
    /// Fail, and write nothing, if `diptych.lock` or the manifest of the output folder would change.
    #[arg(long, conflicts_with = "draft")]
    pub locked: bool,
    /// Overwrite files that Diptych did not write; inputs are never overwritten.
    #[arg(long)]
    pub force: bool,
    /// Remove files that earlier builds of this project wrote and this one does not.
    #[arg(long, conflicts_with = "only")]
    pub clean: bool,
    /// Open the first PDF that was written, with the system's viewer.
    #[arg(long)]
    pub open: bool,
    /// Build again whenever a file of the project changes, as `diptych watch` does.
    #[arg(long)]
    pub watch: bool,
    /// Typeset this many documents at once; default: the number of cores.
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    #[command(flatten)]
    pub fonts: FontOptions,
    #[command(flatten)]
    pub shared: SharedOptions,
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Pdf,
    Typst,
}

/// Only JSON is written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn json_path(text: &str) -> Result<PathBuf, String> {
    match text.ends_with(".json") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .json".to_string()),
    }
}
