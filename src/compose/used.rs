//! What stands in a text that not every text has: templates set its looks around no document that has none of it.

use crate::model::inputs::Sources;
use crate::typst_source::source_map::TypstFile;

/// What is asked for, and by which signs in the source it is known. One too many does no harm.
const SIGNS: [(&str, &[&str]); 4] = [
    ("formulas", &["$"]),
    ("code", &["raw(", "code-in-parts("]),
    ("footnotes", &["footnote", "note-first(", "cites-in-note("]),
    // Marks that the foot of a page explains: of what is in doubt, and of what the editors have worked out.
    ("notes", &["doubt", "computed"]),
];

/// What these files use; all of it where Typst of the author’s stands among them or in a template, since that may use anything.
pub fn of(files: &[TypstFile], sources: &Sources) -> Vec<&'static str> {
    let is_code = |path: &str| path.ends_with(".typ");
    let own = sources.files.keys().any(|path| path.starts_with("templates/") && is_code(path));
    let raw = files.iter().filter(|file| is_code(&file.path)).count() > 1;
    let stands = |sign: &&str| files.iter().any(|file| file.text.contains(sign));
    let used = SIGNS.iter().filter(|(_, signs)| own || raw || signs.iter().any(stands));
    used.map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(files: &[(&str, &str)], sources: &Sources) -> Vec<&'static str> {
        let file = |(path, text): &(&str, &str)| {
            let mut file = TypstFile::new(path);
            file.push(text);
            file
        };
        of(&files.iter().map(file).collect::<Vec<_>>(), sources)
    }

    #[test]
    fn what_is_used_is_known_by_its_signs() {
        let none = Sources::default();
        assert!(used(&[("/content.typ", "#let a = [Words.]")], &none).is_empty());
        assert_eq!(used(&[("/content.typ", "[#maths(\"x\", $x$);]")], &none), ["formulas"]);
        assert_eq!(used(&[("/content.typ", "[#footnote[Note.];]")], &none), ["footnotes"]);
        assert_eq!(used(&[("/content.typ", "[#raw(\"x\");]")], &none), ["code"]);
        assert_eq!(used(&[("/content.typ", "[#doubted(0);]")], &none), ["notes"]);
    }

    #[test]
    fn typst_of_the_author_may_use_anything() {
        let mut own = Sources::default();
        let all = ["formulas", "code", "footnotes", "notes"];
        assert_eq!(used(&[("/content.typ", ""), ("/raw/1.typ", "a")], &own), all);
        own.insert("templates/own/main.typ", Vec::new());
        assert_eq!(used(&[("/content.typ", "")], &own), all);
    }
}
