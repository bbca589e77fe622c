//! Runs the command as a user does, and keeps what it prints.

use std::path::Path;
use std::process::{Command, Output};

/// What a call came to.
pub struct Call {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

/// Runs `diptych` in a folder.
pub fn diptych(folder: &Path, arguments: &[&str]) -> Call {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    call(command.current_dir(folder).args(arguments))
}

/// Runs a prepared command.
pub fn call(command: &mut Command) -> Call {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Call {
        code: status.code().unwrap_or(-1),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

#[test]
fn help_and_version_are_no_errors() {
    let folder = Path::new(".");
    assert_eq!(diptych(folder, &["--help"]).code, 0);
    let version = diptych(folder, &["--version"]);
    assert_eq!((version.code, version.stdout.as_str()), (0, "diptych 0.1.0\n"));
    assert_eq!(diptych(folder, &["bild"]).code, 2);
}

#[test]
fn fonts_are_listed_with_licences() {
    insta::assert_snapshot!(diptych(Path::new("."), &["fonts"]).stdout);
}

#[test]
fn every_code_is_explained() {
    insta::assert_snapshot!(diptych(Path::new("."), &["explain"]).stdout);
    insta::assert_snapshot!(
        "a_code_has_a_page",
        diptych(Path::new("."), &["explain", "D0901"]).stdout
    );
    assert_eq!(diptych(Path::new("."), &["explain", "values-differ"]).code, 0);
    for short in ["605", "d605", "D605"] {
        assert!(
            diptych(Path::new("."), &["explain", short]).stdout.starts_with("D0605 "),
            "{short}"
        );
    }
    assert_eq!(diptych(Path::new("."), &["explain", "D9999"]).code, 2);
}
