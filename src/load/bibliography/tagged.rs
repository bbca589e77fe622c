//! Formats in which each line begins with a tag: RIS, PubMed and EndNote's `%A`.

use std::ops::Range;

/// A tag, what follows it, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// The tag.
    pub tag: &'t str,
    /// The text behind it, with the lines that continue it.
    pub value: String,
    /// Where the tag stands.
    pub span: Range<usize>,
}

/// A record: its lines in order.
pub type Lines<'t> = Vec<Line<'t>>;

/// What stands behind the first line of a tag that has a value, or nothing.
pub fn first<'l>(lines: &'l Lines, tag: &str) -> &'l str {
    let line = lines.iter().find(|line| line.tag == tag && !line.value.is_empty());
    line.map(|line| line.value.as_str()).unwrap_or_default()
}

/// The records of a file; `tag` reads the tag of a line and how long it is with its separator, and
/// `begins` tells the tag with which a record begins.
pub fn records<'t>(
    text: &'t str,
    tag: impl Fn(&'t str) -> Option<(&'t str, usize)>,
    begins: &str,
) -> Vec<Lines<'t>> {
    let mut records: Vec<Lines> = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    for line in text[at..].split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        match tag(line) {
            Some((tag, length)) => {
                if tag == begins {
                    records.push(Vec::new());
                }
                let value = line[length..].trim().to_string();
                let span = start..start + tag.len();
                if let Some(record) = records.last_mut() {
                    record.push(Line { tag, value, span });
                }
            }
            None => {
                let last = records.last_mut().and_then(|record| record.last_mut());
                if let Some(last) = last.filter(|_| !line.trim().is_empty()) {
                    last.value.push(' ');
                    last.value.push_str(line.trim());
                }
            }
        }
    }
    records
}

/// `TY  - JOUR`; some programs write one space.
pub fn ris(line: &str) -> Option<(&str, usize)> {
    let tag = line.get(..2).filter(|tag| {
        tag.starts_with(|c: char| c.is_ascii_uppercase())
            && tag.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
    })?;
    let rest = &line[2..];
    let dash = rest.len() - rest.trim_start_matches(' ').len();
    let behind = rest[dash..].strip_prefix('-')?;
    let separated = behind.is_empty() || behind.starts_with(' ');
    ((1..=4).contains(&dash) && separated).then_some((tag, 2 + dash + 1))
}

/// `PMID- 1`, `TI  - T`: four places, then a dash.
pub fn nbib(line: &str) -> Option<(&str, usize)> {
    let tag = line.get(..4)?;
    let behind = line[4..].strip_prefix('-')?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == b' ');
    (is_tag && (behind.is_empty() || behind.starts_with(' '))).then(|| (tag.trim_end(), 5))
}

/// `%A Smith, J.`
pub fn refer(line: &str) -> Option<(&str, usize)> {
    let tag = line.get(..2).filter(|tag| tag.starts_with('%'))?;
    let behind = &line[2..];
    (behind.is_empty() || behind.starts_with([' ', '\t'])).then_some((tag, 2))
}

/// Tags of RefWorks, as CNKI exports them, and those of EndNote that mean the same.
const REFWORKS: [(&str, &str); 19] = [
    ("RT", "%0"),
    ("ID", "%F"),
    ("A1", "%A"),
    ("A2", "%E"),
    ("T1", "%T"),
    ("T2", "%B"),
    ("JF", "%J"),
    ("JO", "%O"),
    ("YR", "%D"),
    ("FD", "%8"),
    ("VO", "%V"),
    ("IS", "%N"),
    ("OP", "%P"),
    ("PB", "%I"),
    ("PP", "%C"),
    ("SN", "%@"),
    ("DO", "%R"),
    ("LK", "%U"),
    ("LA", "%G"),
];

/// Names of NoteExpress, and the tags of EndNote that mean the same.
const NOTE_EXPRESS: [(&str, &str); 19] = [
    ("{Reference Type}:", "%0"),
    ("{Author}:", "%A"),
    ("{Secondary Author}:", "%E"),
    ("{Title}:", "%T"),
    ("{Secondary Title}:", "%B"),
    ("{Journal}:", "%J"),
    ("{Publication}:", "%J"),
    ("{Year}:", "%D"),
    ("{Volume}:", "%V"),
    ("{Issue}:", "%N"),
    ("{Pages}:", "%P"),
    ("{Publisher}:", "%I"),
    ("{Place Published}:", "%C"),
    ("{Edition}:", "%7"),
    ("{ISBN/ISSN}:", "%@"),
    ("{DOI}:", "%R"),
    ("{URL}:", "%U"),
    ("{Language}:", "%G"),
    ("{Type of Work}:", "%9"),
];

/// `A1 张三;李四;`, as the tag of EndNote; a tag that is not known means nothing.
pub fn refworks(line: &str) -> Option<(&str, usize)> {
    let tag = line.get(..2).filter(|tag| tag.bytes().all(|it| it.is_ascii_alphanumeric()))?;
    line[2..].starts_with(' ').then_some(())?;
    let known = REFWORKS.iter().find(|(own, _)| own.eq_ignore_ascii_case(tag));
    let looks = tag.starts_with(|c: char| c.is_ascii_uppercase());
    known.map(|(_, tag)| (*tag, 2)).or(looks.then_some(("", 2)))
}

/// `{Title}: …`, as the tag of EndNote.
pub fn note_express(line: &str) -> Option<(&str, usize)> {
    let known = NOTE_EXPRESS.iter().find(|(name, _)| line.starts_with(name));
    let name = line.strip_prefix('{').and_then(|rest| rest.find("}:"));
    known.map(|(name, tag)| (*tag, name.len())).or(name.map(|end| ("", end + 3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_without_a_tag_continue_the_one_before() {
        let text =
            "\u{feff}junk\r\nTY  - JOUR\r\nTI  - One\r\n  two\r\nER  - \r\n\r\nTY - BOOK\nTI - T\n";
        let records = records(text, ris, "TY");
        assert_eq!(records.len(), 2);
        assert_eq!(records[0][1].value, "One two");
        assert_eq!(&text[records[1][0].span.clone()], "TY");
        assert_eq!(records[1][1].value, "T");
        assert_eq!(nbib("LID - 10.1/x [doi]"), Some(("LID", 5)));
        assert_eq!(refer("%0 Book"), Some(("%0", 2)));
    }
}
