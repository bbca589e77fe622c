//! The file of a new language: every key that one may have, as a comment, to fill in.

use super::Language;
use super::packs::Languages;

/// What stands at the head of the file.
const OPENING: &str = "\
# TAG: a language, for `languages/TAG.toml` in the folder of a project.
#
# Every key below is a comment with the words of PATTERN. Take away the # and write your own; what stays
# a comment is taken from PARENT. `diptych language check languages/TAG.toml` tells what is missing, and what it
# costs. What stands in braces is put in by the page; a message in which a number decides the form of the
# words may be a table: { one = \"…\", few = \"…\", other = \"…\" }, with the forms of CLDR.
";

/// A file for a language, begun from what it is a kind of, or else from the base.
pub fn skeleton(language: Language, known: &Languages) -> String {
    let (from, text) = known.pattern(language);
    let parent = if language.is_kin(from) { from } else { known.neutral() };
    let name = |language: Language| known.pack(language).name.clone();
    let mut out = OPENING
        .replace("TAG", language.code())
        .replace("PATTERN", &name(from))
        .replace("PARENT", &name(parent));
    let opening = text.lines().take_while(|line| line.starts_with('#')).count();
    for line in text.lines().skip(opening) {
        match line.starts_with('[') || line.is_empty() {
            true => out.push_str(line),
            false => {
                out.push_str("# ");
                out.push_str(line);
            }
        }
        out.push('\n');
    }
    out
}
