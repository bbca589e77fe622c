//! The command line: arguments in, exit code out; one file per subcommand.

mod aborted;
mod accept;
mod analyse;
mod archive;
mod arguments;
mod build;
mod build_options;
mod build_result;
mod check;
mod diff;
mod exit;
mod explain;
mod file_watcher;
mod fonts;
mod git;
mod import;
mod index;
mod init;
mod init_languages;
mod interrupt;
mod isolated_pdf;
mod language;
mod lock_wait;
mod merge;
mod open;
mod options;
mod output_stream;
mod policy;
mod progress;
mod record;
mod render;
mod report;
mod schema;
mod shard;
mod shell_files;
mod sizes;
mod subprocess;
mod timings;
mod verification;
mod watch;
mod watchdog;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use self::arguments::{Cli, Command};
use self::exit::{BUG, SETUP};

/// What helps whoever names the PDF behind the text, as other programs have it.
fn surplus_pdf(error: &clap::Error) -> Option<String> {
    let is_surplus = error.kind() == ErrorKind::UnknownArgument;
    let ContextValue::String(named) = error.get(ContextKind::InvalidArg)? else { return None };
    let is_pdf = is_surplus && named.to_ascii_lowercase().ends_with(".pdf");
    is_pdf.then(|| format!("help: the PDF is named by an option: -o {named}"))
}

/// Runs the command line; the arguments begin with the program's name. What works on a project is run in a process
/// of its own, which is this program once more.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(not_parsed(&error)),
    };
    #[cfg(unix)]
    if let Some(code) = subprocess::parent::run(&cli.command, &arguments) {
        return ExitCode::from(code);
    }
    let code = std::panic::catch_unwind(|| command(&cli.command));
    ExitCode::from(code.unwrap_or_else(|_| {
        report::say("this is a bug in Diptych: please report it with the lines above and, if you can, the project");
        BUG
    }))
}

/// Prints why there is nothing to run: help and version are no errors; clap knows which is which.
fn not_parsed(error: &clap::Error) -> u8 {
    if !error.use_stderr() {
        return report::print(&error.render().to_string());
    }
    let code = error.print().map_or(SETUP, |()| SETUP);
    surplus_pdf(error).into_iter().for_each(|hint| report::say(&hint));
    code
}

fn command(command: &Command) -> u8 {
    match command {
        Command::Build(options) if options.watch => watch::run(options),
        Command::Build(options) => build::run(options),
        Command::Watch(options) => watch::run(options),
        Command::Init(options) => init::run(options),
        Command::Completions { shell } => shell_files::completions(*shell),
        Command::Man { name } => shell_files::man(name.as_deref()),
        Command::Render(options) => render::run(options),
        Command::Check(options) => check::run(options),
        Command::Analyse(options) => analyse::run(options),
        Command::Accept(options) => accept::run(options),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema { name, csv } => schema::run(name.as_deref(), *csv),
        Command::Fonts(options) => fonts::run(options),
        Command::Diff(options) => diff::run(options),
        Command::Open(options) => open::run(options),
        Command::Index(options) => index::run(options),
        Command::Merge(options) => merge::run(options),
        Command::Import(options) => import::run(options),
        Command::Language { command } => language::run(command),
    }
}
