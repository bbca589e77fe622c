//! References of studies, as RIS.

use std::collections::HashMap;

use super::slug::slug;

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
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut key = |it: &Reference| {
        let first = authors(&it.authors).into_iter().next().unwrap_or_default();
        let key = format!("{}{}", slug(first.split(',').next().unwrap_or_default()), it.year);
        let count = used.entry(key.clone()).or_default();
        *count += 1;
        if *count == 1 { key } else { format!("{key}-{count}") }
    };
    all.iter().map(|it| one(it, &key(it))).collect()
}

fn one(it: &Reference, key: &str) -> String {
    let mut out = format!("TY  - JOUR\nID  - {key}\n");
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
