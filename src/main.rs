//! The `diptych` command: hands its arguments to the library and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    diptych::cli::run(std::env::args_os())
}
