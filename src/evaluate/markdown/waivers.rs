//! Waivers that stand in a text: `<!-- diptych: allow D0606 "why" -->`, before or in the block that they
//! are about.

use std::ops::RangeInclusive;

use comrak::nodes::AstNode;

use super::lines::Lines;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::rules::{Scope, Tie, Waiver};

/// How a waiver is written.
const FORM: &str = "write <!-- diptych: allow D0606 \"the reason\" -->";

/// The quotation marks around a reason.
const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('「', '」')];

/// A comment in a text.
pub struct Comment {
    /// The comment with its marks.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

/// The comments of a block of HTML that begins at `place`.
pub fn in_html(literal: &str, place: &Place) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = literal[at..].find("<!--").map(|found| at + found) {
        let end = literal[start..].find("-->").map_or(literal.len(), |found| start + found + 3);
        let line = place.line + literal[..start].matches('\n').count();
        let place = Place { line, ..place.clone() };
        comments.push(Comment { text: literal[start..end].to_string(), place });
        at = end;
    }
    comments
}

/// The block that a comment between blocks stands directly beneath, unless it stands as close to the
/// next one.
pub fn above<'r>(comment: &'r AstNode<'r>) -> Option<&'r AstNode<'r>> {
    let position = |node: &'r AstNode<'r>| node.data.borrow().sourcepos;
    let here = position(comment);
    let beneath = |node: &&'r AstNode<'r>| position(node).end.line + 1 == here.start.line;
    let follows = |node: &'r AstNode<'r>| position(node).start.line <= here.end.line + 1;
    let above = comment.previous_sibling().filter(beneath);
    above.filter(|_| !comment.next_sibling().is_some_and(follows))
}

/// What a comment says of a block.
pub enum Said {
    /// Suspicions are excused.
    Waivers(Vec<Waiver>),
    /// Its sentences are about an outcome: `<!-- diptych: finding tb -->`.
    Tie(Tie),
}

impl Comment {
    /// What it says of a block; no waivers when it does not address Diptych.
    pub fn said(self, about: &AstNode, lines: &Lines) -> Result<Said, Diagnostic> {
        let Some(said) = addressed(&self.text) else { return Ok(Said::Waivers(Vec::new())) };
        let range = self.range(about, lines);
        let (file, place) = (self.place.file.to_string(), self.place.clone());
        if let Some(finding) = said.strip_prefix("finding ") {
            let finding = finding.trim().to_string();
            return Ok(Said::Tie(Tie { finding, file, lines: range, place }));
        }
        let (codes, reason) = allowed(said).map_err(|message| {
            Diagnostic::new(codes::MALFORMED_WAIVER, place.clone(), message).help(FORM)
        })?;
        let waiver = |code: Code| Waiver {
            code: code.id.to_string(),
            file: file.clone(),
            scope: Scope::Lines(range.clone()),
            reason: reason.to_string(),
            place: place.clone(),
        };
        Ok(Said::Waivers(codes.into_iter().map(waiver).collect()))
    }

    /// The lines that it is about: those of the block, or its own if it stands elsewhere.
    fn range(&self, about: &AstNode, lines: &Lines) -> RangeInclusive<usize> {
        let (first, last) = lines.ends(about);
        let own = self.place.line;
        // A comment in a footnote is about the footnote, which stands elsewhere than its block.
        let inside = first.file == self.place.file && last.file == self.place.file;
        let before = inside && own <= first.line;
        match before || inside && (first.line..=last.line + 1).contains(&own) {
            true => first.line..=last.line,
            false => own..=own,
        }
    }
}

/// What a comment says to Diptych.
fn addressed(comment: &str) -> Option<&str> {
    let said = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    let said = said.strip_prefix("diptych")?.trim_start();
    said.strip_prefix([':', '：']).map(str::trim)
}

/// The codes that are allowed, and why; or what is wrong.
fn allowed(said: &str) -> Result<(Vec<Code>, &str), String> {
    let rest = said.strip_prefix("allow").ok_or_else(|| {
        let word = said.split_whitespace().next().unwrap_or_default();
        format!("unknown instruction “{word}” in a comment for Diptych")
    })?;
    let reason = rest.find(|c| QUOTES.iter().any(|(opening, _)| *opening == c));
    let (listed, reason) = rest.split_at(reason.unwrap_or(rest.len()));
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
    let mut codes = Vec::new();
    for id in listed.split(separator).filter(|id| !id.is_empty()) {
        match Code::from_id(id) {
            None => return Err(format!("unknown code “{id}” in a waiver")),
            Some(code) if code.is_fact() => {
                return Err(format!("{id} states a fact, and facts cannot be waived"));
            }
            Some(code) => codes.push(code),
        }
    }
    if codes.is_empty() {
        return Err("this waiver names no code".to_string());
    }
    match quoted(reason) {
        Some(reason) if !reason.trim().is_empty() => Ok((codes, reason)),
        _ => Err("a waiver needs a reason between quotation marks".to_string()),
    }
}

/// What stands between quotation marks that begin and end the text.
fn quoted(text: &str) -> Option<&str> {
    QUOTES.iter().find_map(|(opening, closing)| {
        text.trim_end().strip_prefix(*opening)?.strip_suffix(*closing)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_comment_allows_is_understood_or_told() {
        let said = |text: &str| {
            let said = addressed(text).map(allowed);
            said.map(|it| it.map(|(codes, why)| format!("{} {why}", codes.len())))
        };
        assert_eq!(said("<!-- a note -->"), None);
        assert_eq!(said("<!-- diptych: allow D0606 \"why\" -->"), Some(Ok("1 why".into())));
        assert_eq!(said("<!--diptych：allow D0606、D0607 “原因”-->"), Some(Ok("2 原因".into())));
        for wrong in [
            "<!-- diptych: ignore D0606 \"why\" -->",
            "<!-- diptych: allow \"why\" -->",
            "<!-- diptych: allow D0606 -->",
            "<!-- diptych: allow D0606 \" \" -->",
            "<!-- diptych: allow D0606 \"why -->",
            "<!-- diptych: allow D9999 \"why\" -->",
            "<!-- diptych: allow D0502 \"a fact\" -->",
        ] {
            assert!(said(wrong).is_some_and(|it| it.is_err()), "{wrong}");
        }
    }
}
