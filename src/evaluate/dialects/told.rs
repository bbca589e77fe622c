//! What is told of a text that was written for another program: one finding for each kind.

use std::collections::HashSet;

use crate::data::place::Place;
use crate::diagnostic::{self, Code, Diagnostic, Findings, codes};

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Tabs stand one below another.
    Tabs,
    /// Links to other notes are words.
    WikiLink,
    /// A note shown in another note is its name.
    Embedded,
    /// Something that is played or fetched is its address.
    Media,
    /// A reference that only another program resolves is its words.
    Role,
    /// A comment of another program.
    Comment,
    /// Attributes that say how something looks, or what it is called.
    Attributes,
    /// Statements of programs: imports, targets, options.
    Statement,
    /// Values and statements of Liquid.
    Liquid,
    /// Directives without words for a reader.
    Directive,
    /// Icons by their names.
    Icon,
    /// Marks that are not read unless the text says for whom it is written.
    Scripts,
    /// Directives and tags that are not known.
    Unknown,
    /// Code that another program runs.
    Chunk,
    /// Results of code in a line.
    Expression,
    /// Drawings that are code.
    Diagram,
    /// What is meant for another format.
    Format,
    /// Components of pages that programs make.
    Component,
    /// Words that stand in another line, and are not put here.
    Words,
    /// Commands of LaTeX in the text.
    Latex,
    /// Commands of LaTeX that say how a page looks.
    LatexLooks,
    /// Footnotes that nothing refers to.
    UnusedNote,
    /// Footnotes whose name another one has.
    RepeatedNote,
    /// Footnotes whose name has blanks.
    NoteName,
    /// Citations of works that no bibliography has.
    Citation,
    /// Files that another program would put here.
    Included,
    /// Theorems, proofs and the like, which another program names and numbers.
    Theorem,
}

/// For each kind: its code, what is said of all of them, and what helps.
const KINDS: [(Kind, Code, &str, &str); 27] = [
    (
        Kind::Tabs,
        codes::DIALECT_REPLACED,
        "tabs are shown one below another",
        "a page shows all of them; give each a heading to choose the words yourself",
    ),
    (
        Kind::WikiLink,
        codes::DIALECT_REPLACED,
        "links to other notes are printed as words",
        "a PDF leads to no notes; write [words](https://…) for a link that works",
    ),
    (
        Kind::Embedded,
        codes::DIALECT_REPLACED,
        "notes that are shown in this one are printed as their names",
        "copy what the note says to this place",
    ),
    (
        Kind::Media,
        codes::DIALECT_REPLACED,
        "what is played or fetched is printed as its address",
        "show a picture of it: ![what it shows](picture.png)",
    ),
    (
        Kind::Role,
        codes::DIALECT_REPLACED,
        "references that another program resolves are printed as words",
        "a link within the text is [words](#name), and a heading gets its name by {#name}",
    ),
    (
        Kind::Comment,
        codes::DIALECT_LEFT_OUT,
        "comments of another program are left out",
        "write \\% where a percent sign is meant",
    ),
    (
        Kind::Attributes,
        codes::DIALECT_LEFT_OUT,
        "attributes of another program are left out",
        "they say how something looks or is called there; emphasis and {#name} behind headings work here",
    ),
    (
        Kind::Statement,
        codes::DIALECT_LEFT_OUT,
        "statements for another program are left out",
        "if they are meant to be read, write them as code",
    ),
    (
        Kind::Liquid,
        codes::DIALECT_LEFT_OUT,
        "values and statements of Jekyll are left out; of conditions, all that they hold is printed",
        "write the words for which they stand; `data` in the front matter names data for expressions of Diptych",
    ),
    (
        Kind::Directive,
        codes::DIALECT_LEFT_OUT,
        "directives without words for a reader are left out",
        "delete them, or say in words what stands there",
    ),
    (
        Kind::Icon,
        codes::DIALECT_LEFT_OUT,
        "icons of another program are left out",
        "write the emoji itself, or show the icon as a picture",
    ),
    (
        Kind::Scripts,
        codes::DIALECT_AS_WRITTEN,
        "marks as in `H~2~O` and `x^2^` are printed as they are written",
        "say for whom the text is written, `markdown: pandoc` in the front matter or in [project], or write H<sub>2</sub>O",
    ),
    (
        Kind::Unknown,
        codes::DIALECT_AS_WRITTEN,
        "directives that are not known are printed as code",
        "write the content without the directive",
    ),
    (
        Kind::Format,
        codes::DIALECT_LEFT_OUT,
        "what is meant for other formats than pages is left out",
        "take the condition away where it is for the page as well",
    ),
    (
        Kind::Component,
        codes::DIALECT_REPLACED,
        "components of a web page are their words",
        "what stands between their tags is printed; Markdown may say what they look like",
    ),
    (
        Kind::Words,
        codes::DIALECT_AS_WRITTEN,
        "references to words that stand elsewhere are printed as they are written",
        "write the words in a line of their own, `(ref:name) words`, up to 2,000 bytes; or write them to this place",
    ),
    (
        Kind::Latex,
        codes::DIALECT_AS_WRITTEN,
        "commands of LaTeX outside of formulas are printed as they are written",
        "write Markdown: `# Heading {#name}`, `[words](#name)`, `![words](picture.png)`, `- item`, tables between `|`",
    ),
    (
        Kind::LatexLooks,
        codes::DIALECT_LEFT_OUT,
        "commands of LaTeX that say how a page looks are left out",
        "the looks of a page are those of its theme",
    ),
    (
        Kind::UnusedNote,
        codes::FOOTNOTE_LEFT_OUT,
        "footnotes that nothing refers to are left out",
        "refer to it where it belongs: words[^name]; or delete it",
    ),
    (
        Kind::RepeatedNote,
        codes::FOOTNOTE_LEFT_OUT,
        "footnotes with a name that another one has are left out",
        "give each footnote a name of its own",
    ),
    (
        Kind::NoteName,
        codes::DIALECT_AS_WRITTEN,
        "names of footnotes have no blanks; with them they are printed as they are written",
        "write hyphens for the blanks, here and where the footnote is referred to",
    ),
    (
        Kind::Citation,
        codes::DIALECT_AS_WRITTEN,
        "citations are printed as they are written, for the text names no bibliography",
        "name it in the front matter: `references: works.bib`",
    ),
    (
        Kind::Included,
        codes::DIALECT_AS_WRITTEN,
        "lines that put other files here are printed as they are written",
        "copy to this place what the file says",
    ),
    (
        Kind::Theorem,
        codes::DIALECT_REPLACED,
        "theorems, proofs and the like stand without their names and numbers",
        "write them: **Theorem 1.** All bonds …",
    ),
    (
        Kind::Chunk,
        codes::CHUNK_NOT_RUN,
        "chunks of code are not run: their results are missing, and their code is shown unless it says `echo: false`",
        "save the results as pictures and data, and show these: ![curves](curves.png)",
    ),
    (
        Kind::Expression,
        codes::CHUNK_NOT_RUN,
        "code in a line is not run and is printed as code",
        "write the value, or take it from data: {{ data.n }}",
    ),
    (
        Kind::Diagram,
        codes::DIAGRAM_AS_CODE,
        "drawings written as code are shown as code",
        "save the drawing as SVG or PNG, and show it as a picture",
    ),
];

/// What was found in a text.
#[derive(Default)]
pub struct Told {
    found: Vec<(Kind, Place, String)>,
    known: HashSet<(Kind, usize, usize)>,
}

impl Told {
    /// Adds what was found; what stays as it is may be found by several passes.
    pub fn add(&mut self, kind: Kind, place: Place, name: String) {
        if self.known.insert((kind, place.line, place.column)) {
            self.found.push((kind, place, name));
        }
    }

    /// A finding for each kind, at its first place.
    pub fn report(&self, findings: &mut Findings) {
        for (kind, code, message, help) in KINDS {
            let mut of_kind = self.found.iter().filter(|(it, ..)| *it == kind);
            let Some((_, first, _)) = of_kind.next() else { continue };
            let count = 1 + of_kind.count();
            let mut known = HashSet::new();
            let names = self.found.iter().filter(|it| it.0 == kind).map(|it| it.2.as_str());
            let names = names.filter(|name| !name.is_empty() && known.insert(*name));
            let names = diagnostic::listed(names.map(|name| format!("`{name}`")));
            let named = if names.is_empty() { names } else { format!(": {names}") };
            let message = format!("{message}{named} ({count} in this text)");
            findings.push(Diagnostic::new(code, first.clone(), message).help(help));
        }
    }
}
