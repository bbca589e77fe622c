//! The format of a bibliography, told by what is in the file and not by its name.

/// A format of bibliographies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// BibTeX or biblatex.
    Bibtex,
    /// The YAML of hayagriva.
    Yaml,
    /// RIS, as most databases export it.
    Ris,
    /// The format of PubMed.
    Nbib,
    /// The plain text of Web of Science.
    Wos,
    /// Lines that begin with `%A`, as CNKI and EndNote export them.
    Refer,
    /// The format of RefWorks.
    RefWorks,
    /// The format of NoteExpress.
    NoteExpress,
    /// CSL-JSON, as Zotero exports it.
    CslJson,
    /// The same in YAML, as pandoc writes it.
    CslYaml,
    /// The XML of EndNote.
    EndNote,
}

/// How many lines are looked at for a sign of the format.
const LINES: usize = 2000;

/// The format of a text; none for one that is no bibliography. The ending of the name decides only
/// about a text that could be anything.
pub fn of(name: &str, text: &str) -> Option<Format> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match text.chars().next() {
        Some('{' | '[') if !text.starts_with("{Reference") => return Some(Format::CslJson),
        Some('<') => return Some(Format::EndNote),
        _ => {}
    }
    let sign = text.lines().take(LINES).find_map(sign);
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    sign.or(match ending.as_str() {
        "yml" | "yaml" => Some(Format::Yaml),
        "bib" | "bibtex" => Some(Format::Bibtex),
        _ if text.contains('@') => Some(Format::Bibtex),
        _ => None,
    })
}

/// What a line tells of the format.
fn sign(line: &str) -> Option<Format> {
    let tagged =
        |tag: &str| line.strip_prefix(tag).is_some_and(|rest| rest.trim_start().starts_with('-'));
    let entry = || {
        let rest = line.trim_start().strip_prefix('@')?;
        let kind = rest.find(|c: char| !c.is_ascii_alphabetic()).filter(|length| *length > 0)?;
        rest[kind..].trim_start().starts_with(['{', '(']).then_some(Format::Bibtex)
    };
    match line {
        _ if ["references:", "- id:"].iter().any(|lead| line.starts_with(lead)) => {
            Some(Format::CslYaml)
        }
        _ if tagged("TY") => Some(Format::Ris),
        _ if tagged("PMID") => Some(Format::Nbib),
        _ if ["PT J", "PT B", "PT S", "PT P"].contains(&line.trim_end()) => Some(Format::Wos),
        _ if line.starts_with("%0 ") => Some(Format::Refer),
        _ if line.starts_with("RT ") => Some(Format::RefWorks),
        _ if line.starts_with("{Reference Type}") => Some(Format::NoteExpress),
        // An entry of hayagriva's YAML: a name alone on its line.
        _ if line.trim_end().ends_with(':')
            && !line.starts_with([' ', '@', '%', '#', '/'])
            && !line.trim_end().contains(' ') =>
        {
            Some(Format::Yaml)
        }
        _ => entry(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        for (text, format) in [
            ("% a comment\n@article{a, title = {T}}", Format::Bibtex),
            ("\u{feff}TY  - JOUR\nER  - ", Format::Ris),
            ("\nPMID- 1\nTI  - T", Format::Nbib),
            ("FN Clarivate Analytics Web of Science\nVR 1.0\nPT J", Format::Wos),
            ("%0 Journal Article\n%A A", Format::Refer),
            ("[{\"id\": \"a\"}]", Format::CslJson),
            ("<?xml version='1.0'?><xml/>", Format::EndNote),
            ("a:\n  type: article", Format::Yaml),
            ("---\nreferences:\n- id: a\n  type: book", Format::CslYaml),
        ] {
            assert_eq!(of("refs.dat", text), Some(format), "{text}");
            assert_eq!(of("refs.yaml", text), Some(format), "{text}");
        }
        assert_eq!(of("refs.bib", ""), Some(Format::Bibtex));
        assert_eq!(of("refs.txt", "nothing"), None);
    }
}
