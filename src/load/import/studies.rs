//! References of studies, as RIS.

use std::collections::HashMap;

use super::slug::slug;

/// The authors of a reference as written: in both, semicolons may part them.
#[derive(Debug)]
pub enum Authors {
    /// “Aronson JD, Aronson CF.”: commas part names that end with initials, and those of groups.
    Short(String),
    /// “Aronson, John”: a comma parts a family name from given names.
    Full(String),
}

/// A reference.
#[derive(Debug)]
pub struct Reference {
    /// The authors.
    pub authors: Authors,
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
        let year = Some(it.year.trim()).filter(|it| !it.is_empty()).map(slug);
        let name = slug(first.split(',').next().unwrap_or_default());
        let key = format!("{name}{}", year.unwrap_or_default());
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

/// Each name with its family name first.
fn authors(all: &Authors) -> Vec<String> {
    let (Authors::Short(text) | Authors::Full(text)) = all;
    let is_full = matches!(all, Authors::Full(_)) && !text.split(',').all(|it| short(it).is_some());
    let sign = if text.contains(';') || is_full { ';' } else { ',' };
    // A list of names ends with a full stop; behind an initial it belongs to the name.
    let text = if sign == ',' { text.trim().trim_end_matches('.') } else { text };
    let name = |part: &str| match short(part).filter(|_| sign == ',') {
        Some((family, initials)) => format!("{family}, {initials}"),
        None => part.trim().to_string(),
    };
    text.split(sign).map(name).filter(|it| !it.is_empty() && it != "et al").collect()
}

/// “Aronson JD” as family name and initials.
fn short(name: &str) -> Option<(&str, &str)> {
    let is_initial = |c: char| c.is_uppercase() || c == '.';
    name.trim().rsplit_once(' ').filter(|(_, initials)| initials.chars().all(is_initial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_parted() {
        for (text, of_both) in [
            ("Aronson JD, Taylor HC.", ["Aronson, JD", "Taylor, HC"]),
            ("Aronson, J. D.; Taylor, H.", ["Aronson, J. D.", "Taylor, H."]),
        ] {
            assert_eq!(authors(&Authors::Short(text.to_string())), of_both);
            assert_eq!(authors(&Authors::Full(text.to_string())), of_both);
        }
        let group = "Aronson JD, World Health Organization, et al";
        let read = authors(&Authors::Short(group.to_string()));
        assert_eq!(read, ["Aronson, JD", "World Health Organization"]);
        for one in ["Smith, John", "Smith, John A.", "World Health Organization"] {
            let read = authors(&Authors::Full(one.to_string()));
            assert_eq!(read, [one]);
        }
    }
}
