//! The arguments of the command line, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::diff::Diff;
use super::index::Index;
use super::merge::Merge;
use super::open::Open;
use super::options::{
    FontOptions, LimitOptions, OutputOptions, PolicyOptions, TemplateOptions, tag,
};
use super::packing::archive_path;
use super::shard::{self, Wanted};
use crate::language::Language;

/// Build documents in one language, or in up to three, from data and Markdown.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Build a project's documents as PDF.
    Build(Build),
    /// Build, and build again whenever a file of the project changes.
    Watch(Build),
    /// Write a new project.
    Init(Init),
    /// Build a PDF from one Markdown file, without a project.
    Render(Render),
    /// Report findings without making PDFs.
    Check(Check),
    /// Open a PDF that was built, with the system's viewer.
    Open(Open),
    /// Turn a file of RevMan, Covidence or a library of references into files of a project.
    Import(Import),
    /// Write an index page of the PDFs in a folder.
    Index(Index),
    /// Put together what machines have made with `build --shard`, and list the documents to be built again.
    Merge(Merge),
    /// Tell what has changed between two projects, traces or revisions: values, wording, references.
    Diff(Diff),
    /// Compute the declared analyses and print their figures.
    Analyse(Analyse),
    /// Record that a person has reviewed the translations; writes `diptych.lock`.
    Accept(Accept),
    /// Explain a finding; without a code, list all codes.
    Explain {
        /// The code, such as D0602, or its name, such as values-differ.
        code: Option<String>,
    },
    /// Print the JSON Schema of a file format; without a name, list the schemas.
    Schema {
        /// The name of a schema, such as `manifest`; without a name, all are listed.
        name: Option<String>,
        /// Print a Table Schema for CSV instead (evidence and glossary only).
        #[arg(long, requires = "name")]
        csv: bool,
    },
    /// List the fonts and their licences.
    Fonts(FontOptions),
    /// List the languages, begin a new one, or tell what one lacks.
    Language {
        #[command(subcommand)]
        command: LanguageCommand,
    },
    /// Print a shell completion script.
    Completions {
        /// The shell to complete for.
        shell: Shell,
    },
    /// Print the manual page; read it with `diptych man | man -l -`.
    Man {
        /// A subcommand; without it, the page of `diptych` itself.
        name: Option<String>,
    },
}

#[derive(Subcommand)]
pub enum LanguageCommand {
    /// List the built-in languages.
    List,
    /// Write `languages/TAG.toml` with every key of a language, to fill in.
    New {
        /// The tag of the language, such as `it` or `pt-AO`.
        tag: String,
    },
    /// Tell what a language's file lacks, and what each gap costs.
    Check {
        /// The file, `languages/TAG.toml`.
        file: PathBuf,
    },
}

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
    /// Lay this profile over the parameters of every document that has it.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Give a parameter that `[parameters]` declares a value; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub parameters: Vec<(String, String)>,
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
    pub templates: TemplateOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub policy: PolicyOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Import {
    /// The file: .rm5, data rows of RevMan Web, an export of Covidence, or a bibliography.
    pub file: PathBuf,
    /// The folder in which files are written; none that is there is overwritten.
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub into: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

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

#[derive(Args)]
pub struct Render {
    /// The Markdown file, or `-` for standard input.
    pub file: PathBuf,
    /// Write the PDF here, or to standard output with `-`; default: next to the file.
    #[arg(long, short = 'o', value_name = "FILE.pdf", value_parser = pdf_path)]
    pub out: Option<PathBuf>,
    /// Write a draft, marked as such on every page, even when rules or the page check complain.
    #[arg(long)]
    pub draft: bool,
    /// Overwrite a file that Diptych did not write; inputs are never overwritten.
    #[arg(long)]
    pub force: bool,
    /// Write a print file: of the usual profile, or booklet, 2-up to 16-up, cmyk, grey, mono.
    #[arg(long, value_name = "PROFILE", num_args = 0..=1, require_equals = true, default_missing_value = "print", conflicts_with = "draft")]
    pub print: Option<String>,
    /// A data file, which the text sees under the stem of its name; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub data: Vec<PathBuf>,
    /// Use this template: summary, evidence, slides or handout; overrides the front matter.
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// The language by its tag, such as zh, en-GB or es; overrides the front matter; default: detected from the text.
    #[arg(long, value_name = "LANGUAGE", value_parser = tag)]
    pub lang: Option<Language>,
    /// Open the PDF with the system's viewer.
    #[arg(long)]
    pub open: bool,
    /// Run the blocks of Typst in the text; only for a text that you trust.
    #[arg(long)]
    pub allow_raw: bool,
    #[command(flatten)]
    pub fonts: FontOptions,
    #[command(flatten)]
    pub templates: TemplateOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub policy: PolicyOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Check {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// Lay this profile over the parameters of every document that has it.
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Give a parameter that `[parameters]` declares a value; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = setting)]
    pub parameters: Vec<(String, String)>,
    /// Also print the numerals that are not compared, because they need not be numbers, and why.
    #[arg(long)]
    pub explain_skipped: bool,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub templates: TemplateOptions,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub policy: PolicyOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Analyse {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// Print only this analysis; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Also what every other method gives, to see how much depends on the choice.
    #[arg(long)]
    pub all_methods: bool,
    /// Print JSON with all digits.
    #[arg(long)]
    pub json: bool,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Args)]
pub struct Accept {
    /// The project folder, which contains `diptych.toml`.
    #[arg(default_value = ".")]
    pub project: PathBuf,
    /// The folder that `build` writes to; the PDFs in it are not read.
    #[arg(long, default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// Record only the pairs of this document; may be repeated.
    #[arg(long, value_name = "DOC")]
    pub only: Vec<String>,
    #[command(flatten)]
    pub limits: LimitOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Emit {
    Pdf,
    Typst,
}

/// `NAME=VALUE`.
fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.trim().to_string(), value.to_string()))
}

/// Only JSON is written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn json_path(text: &str) -> Result<PathBuf, String> {
    match text.ends_with(".json") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .json".to_string()),
    }
}

/// Only PDFs are written under such a name; `disk` sees to it that nothing foreign is overwritten.
fn pdf_path(text: &str) -> Result<PathBuf, String> {
    match text == "-" || text.to_lowercase().ends_with(".pdf") {
        true => Ok(PathBuf::from(text)),
        false => Err("the name must end in .pdf, or be -".to_string()),
    }
}
