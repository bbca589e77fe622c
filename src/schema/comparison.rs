//! The tables of words of a language, for the reference of keys.

use std::fmt::Write as _;

use crate::language::comparison::{Part, Table, built_in, codes};

const OPENING: &str = "
## words of a language: `data/comparison/CODE.toml`

What texts in a language are compared by. A table has words, or senses with words, nested as one likes:
`minus = [\"minus\"]`, `[cardinal] 20 = [\"twenty\"]`, `[opposite.side] left = [\"left\"]`. A language may lack any
table: the texts are then compared by values, citations, digits and structure, and by what it has. The tables of
`zh` hold for `zh-Hant` as well, which adds its own; those of `und` hold for all. In the tables of senses, what
stands behind `~` answers a word of the other language and asks for no answer, and `*` stands for any ending; a
sense (`opposite.side.left`) has one name in all languages, which is what joins them.

";

/// Writes the section.
pub fn write(page: &mut String) {
    page.push_str(OPENING);
    for part in Part::ALL {
        let _ = writeln!(page, "### {}\n\nWithout them: {}.\n", part.name(), part.cost());
        page.push_str("| table | holds |\n|---|---|\n");
        for table in Table::ALL.iter().filter(|table| table.part() == part) {
            let _ = writeln!(page, "| `{}` | {} |", table.key(), table.says());
        }
        page.push('\n');
    }
    page.push_str("### What is built in\n\n| language | lacks |\n|---|---|\n");
    for code in codes().filter(|code| *code != "und") {
        let missing = built_in(code).map(|tables| tables.missing()).unwrap_or_default();
        let missing: Vec<&str> = missing.into_iter().map(Part::name).collect();
        let lacks = if missing.is_empty() { "nothing".to_string() } else { missing.join("; ") };
        let _ = writeln!(page, "| `{code}` | {lacks} |");
    }
}
