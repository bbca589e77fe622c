//! Which byte of a line of Markdown each byte of its text was written as: escapes and entities are
//! longer than what they stand for.

/// A run of text that is written as it reads: where it begins in the text, and where in the source.
pub type Run = (usize, usize);

/// The runs of a text that begins at the start of `source`; between two runs, the source has a
/// backslash, an entity, or something that the reader of Markdown left out.
pub fn runs(source: &str, text: &str) -> Vec<Run> {
    let mut runs = vec![(0, 0)];
    let (mut read, mut from) = (0, 0);
    while let (Some(printed), Some(written)) = (first(text, read), first(source, from)) {
        let escaped = first(source, from + 1);
        if written == '\\' && escaped == Some(printed) && printed.is_ascii_punctuation() {
            from += 1;
            runs.push((read, from));
        } else if let Some(length) = entity(&source[from..], &text[read..]) {
            runs.push((read, from));
            from += length;
            read += printed.len_utf8();
            // A few entities stand for two characters.
            if !follows(source, from, text, read)
                && first(text, read).is_some_and(|second| !second.is_ascii())
            {
                read += first(text, read).map_or(0, char::len_utf8);
            }
            runs.push((read, from));
            continue;
        } else if written != printed {
            // Left out of the text: step over it, if what is printed comes later on the line.
            match source[from..].find(printed) {
                Some(skipped) => {
                    from += skipped;
                    runs.push((read, from));
                }
                None => break,
            }
        }
        read += printed.len_utf8();
        from += printed.len_utf8();
    }
    runs.dedup_by_key(|(read, _)| *read);
    runs
}

/// The byte of the source for a byte of the text.
pub fn source_of(runs: &[Run], at: usize) -> usize {
    let after = runs.partition_point(|(read, _)| *read <= at);
    let (read, from) = runs.get(after.saturating_sub(1)).copied().unwrap_or_default();
    from + at - read
}

fn first(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn follows(source: &str, from: usize, text: &str, read: usize) -> bool {
    match (first(source, from), first(text, read)) {
        (None, None) => true,
        (Some('\\' | '&'), Some(_)) => true,
        (written, printed) => written == printed,
    }
}

/// No entity is longer than this, `&` and `;` included.
const LONGEST_ENTITY: usize = 40;

/// The length of the entity at the start of the source, unless the text has it as it is written.
fn entity(source: &str, text: &str) -> Option<usize> {
    let name = source.strip_prefix('&')?.bytes().take(LONGEST_ENTITY);
    let end = name.take_while(u8::is_ascii).position(|byte| byte == b';')? + 2;
    let name = &source[1..end - 1];
    let sound = name.strip_prefix('#').unwrap_or(name);
    let is_entity = !sound.is_empty() && sound.chars().all(|c| c.is_ascii_alphanumeric());
    (is_entity && !text.starts_with(&source[..end])).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(source: &str, text: &str, what: char) -> usize {
        source_of(&runs(source, text), text.find(what).unwrap())
    }

    #[test]
    fn escapes_and_entities_are_stepped_over() {
        for (source, text) in [
            ("plain Z", "plain Z"),
            (r"a \* b \_ Z", "a * b _ Z"),
            ("a &amp; b &lt; Z", "a & b < Z"),
            ("&#42; &#x2a; Z", "* * Z"),
            ("&ngE; Z", "≧̸ Z"),
            (r"back\slash \\ Z", r"back\slash \ Z"),
            ("&unknown; & Z", "&unknown; & Z"),
            ("中文 \\# Z", "中文 # Z"),
            ("&amp;amp; Z", "&amp; Z"),
        ] {
            assert_eq!(place_of(source, text, 'Z'), source.find('Z').unwrap(), "{source}");
        }
    }

    #[test]
    fn nothing_is_asked_of_text_that_is_not_there() {
        assert_eq!(runs("", "abc"), [(0, 0)]);
        assert_eq!(runs("abc", ""), [(0, 0)]);
        assert_eq!(source_of(&runs("x", "y"), 1), 1);
    }
}
