//! D0362 and D0363: a plain-language summary is as long as one is read, and its headings are what readers ask.
//!
//! Source: Cochrane, Guidance for writing a plain language summary (2021), which asks for 400 to 850 words and for
//! headings that are questions.

use std::ops::RangeInclusive;

use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_ideograph;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript, walk_blocks, walk_inlines};

/// The template of plain-language summaries.
pub const TEMPLATE: &str = "plain";

/// So many words such a summary has.
const WORDS: RangeInclusive<usize> = 400..=850;

/// So many characters of Chinese or Japanese say what ten English words say.
const CHARACTERS_OF_TEN: usize = 16;

/// Checks one text, when its document is a plain-language summary.
pub fn check(inputs: &Inputs, manuscript: &Manuscript, findings: &mut Findings) {
    let document = inputs.manifest.documents.get(&manuscript.document);
    if document.is_none_or(|document| document.template != TEMPLATE) {
        return;
    }
    length(manuscript, findings);
    walk_blocks(&manuscript.blocks, &mut |block| {
        if let BlockKind::Heading { body, .. } = &block.kind
            && !is_question(body)
        {
            let message = "this heading of a plain-language summary is no question";
            let finding = Diagnostic::new(codes::PLAIN_HEADING, block.place.clone(), message);
            findings.push(finding.help("say what a reader would ask: “What did we find?”"));
        }
    });
}

fn length(manuscript: &Manuscript, findings: &mut Findings) {
    let Some(first) = manuscript.blocks.first() else { return };
    let mut counted = 0;
    walk_blocks(&manuscript.blocks, &mut |block| counted += words(block));
    if WORDS.contains(&counted) {
        return;
    }
    let (least, most) = (WORDS.start(), WORDS.end());
    let message =
        format!("this plain-language summary has about {counted} words, not {least} to {most}");
    let help = match counted < *least {
        true => "say also who took part, how sure the answer is, and what is not known",
        false => "leave out what readers who are not trained in the field do not need",
    };
    findings.push(Diagnostic::new(codes::PLAIN_LENGTH, first.place.clone(), message).help(help));
}

/// How many words a block's own text has; wide characters are counted as the English words that they stand for.
fn words(block: &Block) -> usize {
    let mut text = String::new();
    for inlines in block.kind.inlines() {
        text.push_str(&plain(inlines));
        text.push(' ');
    }
    let wide = text.chars().filter(|c| is_ideograph(*c)).count();
    let others = text.split(|c: char| c.is_whitespace() || is_ideograph(c));
    let others = others.filter(|word| word.chars().any(char::is_alphanumeric)).count();
    others + wide * 10 / CHARACTERS_OF_TEN
}

fn is_question(body: &[Inline]) -> bool {
    plain(body).trim_end().ends_with(['?', '？', '؟'])
}

fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    walk_inlines(inlines, &mut |inline| match inline {
        Inline::Text(part, _) => text.push_str(part),
        Inline::Value(printed, _) => text.push_str(&printed.text),
        Inline::Break => text.push(' '),
        _ => {}
    });
    text
}
