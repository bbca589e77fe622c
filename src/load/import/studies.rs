//! References of studies, as RIS.

/// A reference.
#[derive(Debug, Default)]
pub struct Reference {
    /// The authors, with commas or semicolons between them.
    pub authors: String,
    /// The title.
    pub title: String,
    /// The journal.
    pub journal: String,
    /// The year.
    pub year: String,
    /// The volume.
    pub volume: String,
    /// The issue.
    pub issue: String,
    /// The pages.
    pub pages: String,
    /// The DOI.
    pub doi: String,
}

/// The references as RIS, which projects read.
pub fn ris(all: &[Reference]) -> String {
    all.iter().map(one).collect()
}

fn one(it: &Reference) -> String {
    let mut out = String::from("TY  - JOUR\n");
    let mut line = |tag: &str, text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            out.push_str(&format!("{tag}  - {text}\n"));
        }
    };
    authors(&it.authors).iter().for_each(|name| line("AU", name));
    line("TI", &it.title);
    line("T2", &it.journal);
    line("PY", &it.year);
    line("VL", &it.volume);
    line("IS", &it.issue);
    let mut pages = it.pages.split(['-', '–']);
    line("SP", pages.next().unwrap_or_default());
    line("EP", pages.next().unwrap_or_default());
    line("DO", &it.doi);
    out + "ER  - \n\n"
}

/// “Aronson JD, Aronson CF.” and “Aronson, J. D.; Aronson, C. F.” to names with their family name first.
fn authors(text: &str) -> Vec<String> {
    let text = text.trim().trim_end_matches('.');
    if text.contains(';') {
        return text
            .split(';')
            .map(|it| it.trim().to_string())
            .filter(|it| !it.is_empty())
            .collect();
    }
    let name = |part: &str| {
        let part = part.trim();
        match part.rsplit_once(' ') {
            Some((family, initials)) if initials.chars().all(|c| c.is_uppercase() || c == '.') => {
                format!("{family}, {initials}")
            }
            _ => part.to_string(),
        }
    };
    text.split(',').map(name).filter(|it| !it.is_empty() && it != "et al").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_parted() {
        assert_eq!(authors("Aronson JD, Taylor HC."), ["Aronson, JD", "Taylor, HC"]);
        assert_eq!(authors("Aronson, J. D.; Taylor, H."), ["Aronson, J. D.", "Taylor, H"]);
        assert_eq!(authors("World Health Organization"), ["World Health Organization"]);
    }
}
