//! The arguments of the command line, as clap reads them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use super::accept::Accept;
use super::analyse::Analyse;
use super::build_options::Build;
use super::check::Check;
use super::diff::Diff;
use super::import::Import;
use super::index::Index;
use super::init::Init;
use super::merge::Merge;
use super::open::Open;
use super::options::FontOptions;
use super::render::Render;

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
