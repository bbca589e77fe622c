//! Names of files that every disk takes and that stay in the folder they are written to.

use super::documents::is_device;

/// What no name may have on some system.
const FORBIDDEN: &str = "<>:\"\\|?*";

/// The longest name of a file or folder, in bytes.
const LONGEST: usize = 200;

/// A file's name without folder and ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Why a path with `/` between folders cannot be that of an output; nothing when it can.
pub fn unfit(path: &str) -> Option<String> {
    if path.starts_with('/') {
        return Some("it must be a path inside the output folder".to_string());
    }
    path.split('/').find_map(unfit_part)
}

fn unfit_part(part: &str) -> Option<String> {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let forbidden = part.chars().find(|c| c.is_control() || FORBIDDEN.contains(*c));
    match part {
        "" => Some("a part of it is empty".to_string()),
        "." | ".." => Some("it leaves the output folder".to_string()),
        _ if part.contains('\\') => Some("a value in it would lead to another folder".to_string()),
        _ if part.starts_with('.') => Some("a name that begins with a dot is hidden".to_string()),
        _ if part.ends_with(['.', ' ']) || part.starts_with(' ') => {
            Some("a name cannot begin with a space, or end with a dot or a space".to_string())
        }
        _ if part.len() > LONGEST => Some(format!("a name is longer than {LONGEST} bytes")),
        _ if is_device(&stem) => Some(format!("Windows has a device “{stem}”")),
        _ => forbidden.map(|c| format!("not every disk takes the character “{c}”")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_with_folders_is_called_that() {
        let reason = unfit("..\\b/a.pdf").unwrap_or_default();
        assert!(reason.contains("another folder"), "{reason}");
    }

    #[test]
    fn names_stay_in_their_folder_and_fit_every_disk() {
        for name in ["a.pdf", "taipei/summary.zh.pdf", "台北/a b.pdf", "a/b/c.pdf", "x..y.pdf"] {
            assert_eq!(unfit(name), None, "{name}");
        }
        for name in [
            "/etc/a.pdf",
            "../a.pdf",
            "a/../../b.pdf",
            "a//b.pdf",
            "./a.pdf",
            ".git/a.pdf",
            "a:b.pdf",
            "a?.pdf",
            "a\u{7}.pdf",
            "a /b.pdf ",
            "con.pdf",
            "COM1/a.pdf",
            "",
            "a./b.pdf",
        ] {
            assert!(unfit(name).is_some(), "{name}");
        }
        assert!(unfit(&"x".repeat(201)).is_some());
    }
}
