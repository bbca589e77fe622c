//! D0601: the two languages have the same blocks; what stands side by side is paired.

use crate::check::text::normalized::NormalizedText;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript};

/// What stands beside something in the other language: running text, or words for an image.
pub struct Segment<'a> {
    /// The language.
    pub language: Language,
    /// The running text.
    pub inlines: &'a [Inline],
    /// Words that have no places of their own.
    pub words: Option<&'a str>,
    /// Where the block begins.
    pub place: &'a Place,
}

impl Segment<'_> {
    /// The text to be searched.
    pub fn passage(&self) -> NormalizedText {
        match self.words {
            Some(words) => NormalizedText::of_text(self.language, words, self.place),
            None => NormalizedText::of_inlines(self.language, self.inlines, self.place),
        }
    }
}

/// What stands side by side in two texts; a finding where the blocks part ways.
pub fn segments<'a>(
    first: &'a Manuscript,
    second: &'a Manuscript,
    findings: &mut Findings,
) -> Vec<(Segment<'a>, Segment<'a>)> {
    let languages = (first.language, second.language);
    let mut walk = Walk { languages, pairs: Vec::new(), findings };
    walk.runs(&first.blocks, &second.blocks);
    walk.pairs
}

struct Walk<'a, 'f> {
    languages: (Language, Language),
    pairs: Vec<(Segment<'a>, Segment<'a>)>,
    findings: &'f mut Findings,
}

impl<'a> Walk<'a, '_> {
    fn runs(&mut self, first: &'a [Block], second: &'a [Block]) {
        for i in 0..first.len().max(second.len()) {
            match (first.get(i), second.get(i)) {
                (Some(one), Some(other)) => {
                    let (here, there) = (one.kind.describe(), other.kind.describe());
                    if here != there {
                        // What follows is out of step; one finding says it.
                        return self.findings.push(differ(one, other, &here, &there));
                    }
                    self.pair(one, other);
                }
                (Some(extra), None) => {
                    return self.findings.push(alone(extra, second.last().or(first.first())));
                }
                (None, Some(extra)) => {
                    return self.findings.push(alone(extra, first.last().or(second.first())));
                }
                (None, None) => return,
            }
        }
    }

    fn pair(&mut self, first: &'a Block, second: &'a Block) {
        self.compare_code(first, second);
        let (here, there) =
            (leaves_of(first, self.languages.0), leaves_of(second, self.languages.1));
        self.pairs.extend(here.into_iter().zip(there));
        for (one, other) in first.kind.runs().into_iter().zip(second.kind.runs()) {
            self.runs(one, other);
        }
    }

    /// Code is printed once in an edition of two languages, so it must be the same.
    fn compare_code(&mut self, first: &Block, second: &Block) {
        if let (BlockKind::Code { text: one, .. }, BlockKind::Code { text: other, .. }) =
            (&first.kind, &second.kind)
            && one != other
        {
            let message = "the two languages show different code";
            let finding = Diagnostic::new(codes::VALUES_DIFFER, first.place.clone(), message);
            self.findings.push(finding.related(second.place.clone(), "its counterpart"));
        }
    }
}

/// The block's own texts, not those of the blocks inside it.
fn leaves_of(block: &Block, language: Language) -> Vec<Segment<'_>> {
    let segment = |inlines, words| Segment { language, inlines, words, place: &block.place };
    let words: Vec<&str> = match &block.kind {
        BlockKind::Image { alt, caption, .. } => vec![alt, caption],
        BlockKind::Callout { title, .. } => title.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let running = block.kind.inlines().into_iter().map(|inlines| segment(inlines, None));
    running.chain(words.into_iter().map(|words| segment(&[], Some(words)))).collect()
}

fn differ(first: &Block, second: &Block, here: &str, there: &str) -> Diagnostic {
    let message = format!("the two languages differ: here stands {here}, there {there}");
    Diagnostic::new(codes::UNPAIRED, first.place.clone(), message)
        .related(second.place.clone(), "its counterpart")
        .help("blocks are paired in order; add what is missing, or put them in the same order")
}

fn alone(extra: &Block, near: Option<&Block>) -> Diagnostic {
    let message = format!("{} has no counterpart in the other language", extra.kind.describe());
    let finding = Diagnostic::new(codes::UNPAIRED, extra.place.clone(), message)
        .help("translate it, or take it out");
    match near.filter(|near| near.place.file != extra.place.file) {
        Some(near) => finding.related(near.place.clone(), "the other language ends here"),
        None => finding,
    }
}
