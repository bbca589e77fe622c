//! What a text names in its expressions.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use minijinja::machinery::{Token, tokenize};

use super::{hidden, operators};

/// What leads to another file.
const LEADING: [&str; 4] = ["include", "import", "from", "extends"];

/// The expressions of a text.
pub struct Mentions<'t> {
    source: &'t str,
    /// As they are written, with whatever else stands in braces.
    written: Vec<&'t str>,
    /// What they name, once it is asked for.
    named: OnceCell<HashSet<String>>,
}

impl<'t> Mentions<'t> {
    /// Those of this text.
    pub fn of(source: &'t str) -> Mentions<'t> {
        Mentions { source, written: expressions(source).collect(), named: OnceCell::new() }
    }

    /// Whether they, or those of any Markdown that the text may include, name this.
    pub fn names(&self, word: &str, files: &BTreeMap<String, Arc<[u8]>>) -> bool {
        if self.has(word) {
            return true;
        }
        let includes = self.leads();
        let texts = files.iter().filter(|(path, _)| includes && path.ends_with(".md"));
        let mut texts = texts.filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok());
        texts.any(|text| Mentions::of(text).has(word))
    }

    /// Whether other files may be part of the text.
    pub fn leads(&self) -> bool {
        LEADING.iter().any(|leading| self.has(leading))
    }

    /// Whether one of them has the word as a name.
    fn has(&self, word: &str) -> bool {
        self.written.iter().any(|it| it.contains(word))
            && self.named.get_or_init(|| names_in(self.source)).contains(word)
    }
}

/// The names in the expressions of a text.
fn names_in(source: &str) -> HashSet<String> {
    let guarded = operators::guarded(&hidden::guarded(source));
    // Behind an error there is nothing but the same error, without end.
    let tokens = tokenize(&guarded.text, false, Default::default()).map_while(Result::ok);
    let name = |token: Token| match token {
        Token::Ident(name) => Some(name.to_string()),
        _ => None,
    };
    tokens.filter_map(|(token, _)| name(token)).collect()
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
            assert_eq!(Mentions::of(source).names("edition", &files), named, "{source}");
        }
    }
}
