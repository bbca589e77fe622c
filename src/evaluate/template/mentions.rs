//! Whether a text names something in its expressions.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::machinery::{Token, tokenize};

use super::{hidden, operators};

/// What leads to another file.
const LEADING: [&str; 4] = ["include", "import", "from", "extends"];

/// Whether the expressions of a text, or of any Markdown that it may include, name this.
pub fn names(source: &str, word: &str, files: &BTreeMap<String, Arc<[u8]>>) -> bool {
    if has(source, word) {
        return true;
    }
    let includes = leads(source);
    let texts = files.iter().filter(|(path, _)| includes && path.ends_with(".md"));
    texts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok()).any(|text| has(text, word))
}

/// Whether other files may be part of this text.
pub fn leads(source: &str) -> bool {
    LEADING.iter().any(|leading| has(source, leading))
}

/// Whether an expression of this text has the word as a name.
fn has(source: &str, word: &str) -> bool {
    if !expressions(source).any(|it| it.contains(word)) {
        return false;
    }
    let guarded = operators::guarded(&hidden::guarded(source));
    // Behind an error there is nothing but the same error, without end.
    let mut tokens = tokenize(&guarded.text, false, Default::default()).map_while(Result::ok);
    tokens.any(|(token, _)| matches!(token, Token::Ident(name) if name == word))
}

/// What can be expressions: the text from each opening to the last closing before the next one, and lines
/// with a condition.
fn expressions(source: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = hidden::openings(source).collect();
    let ends = starts.clone().into_iter().skip(1).chain([source.len()]);
    let tags = starts.into_iter().zip(ends).map(|(start, end)| {
        let tag = &source[start..end];
        let close = tag.rfind("}}").max(tag.rfind("%}"));
        close.map_or(tag, |close| &tag[..close])
    });
    tags.chain(source.lines().filter(|line| line.contains("when=\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_expressions() {
        let files = BTreeMap::from([("b.md".to_string(), Arc::from(*b"{{ edition }}"))]);
        for (source, named) in [
            ("the edition", false),
            ("{{ edition }}", true),
            ("{% if edition == 'zh' %}x{% endif %}", true),
            ("::: {when=\"edition == 'zh'\"}\nx\n:::", true),
            ("`{{ edition }}`", false),
            ("{{ x.y }} 'edition'", false),
            ("{% include 'b.md' %}", true),
            ("edition {{ ? }}", false),
            ("edition {{ 'open", false),
            ("{{ edition }} {{ ? }}", true),
        ] {
            assert_eq!(names(source, "edition", &files), named, "{source}");
        }
    }
}
