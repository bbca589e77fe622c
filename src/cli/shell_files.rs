//! `diptych completions` and `diptych man`: what shells and `man` know of the command.

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Cli;
use super::exit;
use super::report;

/// Prints the completions for a shell.
pub fn completions(shell: Shell) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "diptych", &mut script);
    report::print_bytes(&script)
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Prints the manual page of the command, or of one subcommand.
pub fn man(name: Option<&str>) -> u8 {
    let mut command = Cli::command();
    command.build();
    let page = match name {
        None => Some(command),
        Some(name) => command.find_subcommand(name).map(|it| it.clone().version(VERSION)),
    };
    let Some(page) = page else {
        report::say(&format!("unknown subcommand “{}”", name.unwrap_or_default()));
        return exit::SETUP;
    };
    let mut text = Vec::new();
    match clap_mangen::Man::new(page).render(&mut text) {
        Ok(()) => report::print_bytes(&text),
        Err(error) => {
            report::say(&format!("the page cannot be made: {error}"));
            exit::SETUP
        }
    }
}
