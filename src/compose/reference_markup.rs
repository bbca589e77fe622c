//! What the CSL processor makes of a reference, as Typst markup: styles, links, TeX in titles.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, Formatted};

use crate::language::characters::is_wide_alone;
use crate::model::marked_text::{self, Mark};
use crate::model::web_address;
use crate::typst_source::{escape, latex};

/// The markup of one reference while it is written.
pub struct Markup {
    /// The markup so far.
    pub source: String,
    /// The formulas that cannot be read, each with the cause; they are printed as written.
    pub unread: Vec<(String, String)>,
    /// The letters so far, without markup.
    pub plain: String,
    longest_formula: u64,
    /// The marks that are open.
    open: Vec<Mark>,
}

impl Markup {
    /// Nothing yet; formulas longer than so many bytes are not read.
    pub fn new(longest_formula: u64) -> Markup {
        let (source, unread, plain, open) = Default::default();
        Markup { source, unread, plain, longest_formula, open }
    }

    /// Writes these elements one after another.
    pub fn children(&mut self, children: &[ElemChild]) {
        for child in children {
            match child {
                ElemChild::Text(text) => self.text(text),
                ElemChild::Elem(elem) => self.children(&elem.children.0),
                ElemChild::Markup(text) => self.formula(text),
                ElemChild::Link { text, url } => {
                    let url = web_address::written(url).map(|url| escape::exact(&url));
                    let (before, after) = match &url {
                        Ok(url) => (format!("#link({url})["), "];"),
                        Err(_) => Default::default(),
                    };
                    self.source.push_str(&before);
                    self.text(text);
                    self.source.push_str(after);
                }
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn text(&mut self, text: &Formatted) {
        let format = &text.formatting;
        let mut wrappers = Vec::new();
        // Chinese titles are never slanted.
        if format.font_style == FontStyle::Italic && !text.text.chars().any(is_wide_alone) {
            wrappers.push("#em[");
        }
        if format.font_weight == FontWeight::Bold {
            wrappers.push("#strong[");
        }
        match format.vertical_align {
            VerticalAlign::Sup => wrappers.push("#super["),
            VerticalAlign::Sub => wrappers.push("#sub["),
            _ => {}
        }
        wrappers.iter().for_each(|wrapper| self.source.push_str(wrapper));
        self.marked(&text.text);
        wrappers.iter().for_each(|_| self.source.push_str("];"));
    }

    /// Text with marks; a mark may be closed in a later piece.
    fn marked(&mut self, text: &str) {
        let mut piece = String::new();
        for character in text.chars() {
            match Mark::of(character) {
                _ if character == marked_text::DOT => piece.push('.'),
                _ if character == marked_text::NOTHING => {}
                Some((mark, opens)) => {
                    self.piece(&std::mem::take(&mut piece));
                    if opens {
                        self.open.push(mark);
                    } else if let Some(at) = self.open.iter().rposition(|open| *open == mark) {
                        self.open.remove(at);
                    }
                }
                None => piece.push(character),
            }
        }
        self.piece(&piece);
    }

    /// Text within the marks that are open.
    fn piece(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.plain.push_str(text);
        let calls = self.open.iter().filter_map(|mark| match mark {
            Mark::Italic if text.chars().any(is_wide_alone) => None,
            Mark::Italic => Some("#em["),
            Mark::Bold => Some("#strong["),
            Mark::Super => Some("#super["),
            Mark::Sub => Some("#sub["),
            Mark::SmallCaps => Some("#smallcaps["),
            Mark::Verbatim | Mark::Math => None,
        });
        let calls: Vec<_> = calls.collect();
        calls.iter().for_each(|call| self.source.push_str(call));
        write_tex(text, &mut self.source);
        calls.iter().for_each(|_| self.source.push_str("];"));
    }

    /// A formula in a title: `$\alpha$`.
    fn formula(&mut self, text: &str) {
        let latex = text.trim().trim_matches('$');
        match latex::typst(latex, self.longest_formula) {
            Ok(source) => {
                let source = source.trim();
                self.source.push_str(&format!("#maths({}, ${source}$);", escape::string(latex)));
            }
            Err(cause) => {
                self.source.push_str(&escape::markup(text));
                self.unread.push((latex.to_string(), cause));
            }
        }
    }
}

/// Text in which TeX's emphasis may be left: `\textit{in vivo}`.
fn write_tex(text: &str, out: &mut String) {
    const CALLS: [(&str, &str); 5] = [
        ("\\textit{", "#em["),
        ("\\emph{", "#em["),
        ("\\textbf{", "#strong["),
        ("\\textsuperscript{", "#super["),
        ("\\textsubscript{", "#sub["),
    ];
    let first = CALLS.iter().filter_map(|(tex, call)| Some((text.find(tex)?, tex, call))).min();
    let Some((at, tex, call)) = first else {
        return out.push_str(&escape::markup(text));
    };
    let inside = &text[at + tex.len()..];
    let Some(end) = inside.find('}') else {
        return out.push_str(&escape::markup(text));
    };
    out.push_str(&escape::markup(&text[..at]));
    out.push_str(&format!("{call}{}];", escape::markup(&inside[..end])));
    write_tex(&inside[end + 1..], out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_in_titles_is_set_and_not_printed() {
        let mut out = String::new();
        write_tex("a \\textit{in vivo} b \\emph{c}", &mut out);
        assert_eq!(out, "a #em[in vivo]; b #em[c];");
    }

    #[test]
    fn marks_are_set_even_when_they_cross() {
        let mut markup = Markup::new(8);
        let (i, b) = (Mark::Italic, Mark::Bold);
        markup.marked(&format!("a{}b{}c{}d{}e", i.open(), b.open(), i.close(), b.close()));
        assert_eq!(markup.source, "a#em[b];#em[#strong[c];];#strong[d];e");
    }

    #[test]
    fn a_formula_that_cannot_be_read_is_told() {
        let mut markup = Markup::new(8);
        markup.formula("$\\alpha$");
        assert_eq!(markup.source, "#maths(\"\\\\alpha\", $α$);");
        assert!(markup.unread.is_empty());
        for latex in ["\\unknown", "a + b + c + d"] {
            let mut markup = Markup::new(8);
            markup.formula(latex);
            assert_eq!(markup.source, escape::markup(latex));
            assert_eq!(markup.unread[0].0, latex);
        }
    }
}
