//! The files that the address of a picture may mean, as GitHub, Typora and pandoc write addresses.

use percent_encoding::percent_decode_str;

/// The paths that an address may mean, the likeliest first; `folder` is the folder of the text.
pub fn candidates(address: &str, folder: &str) -> Vec<String> {
    let decoded = percent_decode_str(address).decode_utf8().map(String::from).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for written in [decoded.as_str(), address] {
        let cut = written.find(['?', '#']).map_or(written, |at| &written[..at]);
        for path in [written.to_string(), cut.to_string(), cut.replace('\\', "/")] {
            let beside = format!("{folder}/{path}");
            found.extend([plain(&path), plain(&beside)].into_iter().flatten());
        }
    }
    let mut known = std::collections::HashSet::new();
    found.retain(|path| known.insert(path.clone()));
    found
}

/// The path without `.` and `..`; nothing when it leads out of the project.
pub fn plain(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Whether a picture is on the web.
pub fn is_remote(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["http://", "https://", "//"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files() {
        for (address, folder, path) in [
            ("./figs/x.png", "", "figs/x.png"),
            ("/x.png", "", "x.png"),
            ("a%20b.png", "", "a b.png"),
            ("x.png?raw=true", "", "x.png"),
            ("x.png#gh-dark-mode-only", "", "x.png"),
            ("img/../x.png", "", "x.png"),
            ("../figs/x.png", "content", "figs/x.png"),
            ("img\\x.png", "", "img/x.png"),
            ("50%.png", "", "50%.png"),
        ] {
            let found = candidates(address, folder);
            assert!(found.iter().any(|it| it == path), "{address}: {found:?}");
        }
        assert!(candidates("../x.png", "").is_empty());
    }
}
