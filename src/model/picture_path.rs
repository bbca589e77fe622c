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
            if path.starts_with('/') {
                found.extend(below_roots(&path, folder));
            }
        }
    }
    let mut known = std::collections::HashSet::new();
    found.retain(|path| known.insert(path.clone()));
    found
}

/// What a path from the root of a site may mean: that root is the folder of the text or one around it, nearest first, or a
/// folder there whose files go to the root of the site.
fn below_roots(path: &str, folder: &str) -> Vec<String> {
    let mut around: Vec<&str> = folder.match_indices('/').map(|(at, _)| &folder[..at]).collect();
    around.insert(0, "");
    around.push(folder);
    let roots = around.into_iter().rev();
    let below = |root| ROOTS.iter().map(move |own| format!("{root}/{own}{path}"));
    roots.flat_map(below).filter_map(|path| plain(&path)).collect()
}

/// Folders whose files programs that make sites put at the root: none, and those of Hugo, Docusaurus, VitePress and Hexo.
const ROOTS: [&str; 4] = ["", "static", "public", "source"];

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
            ("/_static/x.png", "docs/guide/a", "docs/_static/x.png"),
            ("/img/x.png", "docs/guide", "static/img/x.png"),
        ] {
            let found = candidates(address, folder);
            assert!(found.iter().any(|it| it == path), "{address}: {found:?}");
        }
        assert!(candidates("../x.png", "").is_empty());
    }
}
