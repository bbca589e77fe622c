//! What the CSL library has made of a reference, put right: pages as the source has them, no two
//! stops in a row, no space behind a wide comma, the letter behind the year.

use hayagriva::ElemChild;

use super::citation_entry::{PAGES, SIGNS};
use super::year_letters::YearLetters;

/// What is to be put in.
#[derive(Debug, Default, Clone)]
pub struct Tidy {
    /// The pages as the bibliography has them.
    pub pages: String,
    /// The volume.
    pub volume: String,
    /// The year, and the letter that tells works of a year apart; nothing when there is none.
    pub letter: Option<(String, YearLetters)>,
    /// The last characters that were written.
    end: String,
}

/// Takes commas and spaces from the end, but nothing of the first `kept` bytes.
fn cut(text: &mut String, kept: usize) {
    text.truncate(text.trim_end_matches([' ', ',']).len().max(kept));
}

/// A run of text that may be changed, or one that may not.
enum Run<'a> {
    Text(&'a mut String),
    Other(&'a str),
}

fn collect<'a>(children: &'a mut [ElemChild], runs: &mut Vec<Run<'a>>) {
    for child in children {
        match child {
            ElemChild::Text(text) => runs.push(Run::Text(&mut text.text)),
            ElemChild::Elem(elem) => collect(&mut elem.children.0, runs),
            ElemChild::Markup(text) => runs.push(Run::Other(text)),
            ElemChild::Link { text, .. } => runs.push(Run::Other(&text.text)),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Stands for an author who is not named; no name and no title has this character.
pub const UNNAMED: char = '\u{f8fe}';

impl Tidy {
    /// For an entry with these pages.
    pub fn new(pages: String, letter: Option<(String, YearLetters)>) -> Tidy {
        Tidy { pages, letter, ..Tidy::default() }
    }

    /// Goes through the runs of text in their order.
    pub fn children(&mut self, children: &mut [ElemChild]) {
        let mut runs = Vec::new();
        collect(children, &mut runs);
        self.joints(&mut runs);
        for run in runs {
            match run {
                Run::Text(text) => *text = self.text(text),
                Run::Other(text) => self.remember(text),
            }
        }
    }

    /// What stands between two runs and belongs to a part that is not there: “2025 ;405”, “372 : 1”.
    fn joints(&self, runs: &mut [Run]) {
        for at in 1..runs.len() {
            let (before, after) = runs.split_at_mut(at);
            let (Some(Run::Text(before)), Some(Run::Text(after))) =
                (before.last_mut(), after.first_mut())
            else {
                continue;
            };
            let ends = before.trim_end_matches([' ', ',']).len();
            if after.starts_with(';') || after.starts_with('.') && before[ends..].contains(',') {
                before.truncate(ends);
            }
            if after.starts_with(" : ") && !self.volume.is_empty() && before.ends_with(&self.volume)
            {
                after.remove(0);
            }
        }
    }

    /// Keeps the end of what was written.
    fn remember(&mut self, text: &str) {
        self.end.push_str(text);
        let from = self.end.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        self.end.drain(..from);
    }

    fn text(&mut self, text: &str) -> String {
        let text = self.pages(text).replace("ArXiv:", "arXiv:");
        let signs = SIGNS.iter();
        let text = signs.fold(text, |it, (sign, other)| it.replace(*other, &sign.to_string()));
        // What is left of an issue or a month that is not there.
        let text = match self.volume.as_str() {
            "" => text,
            volume => text.replace(&format!(" {volume} : "), &format!(" {volume}: ")),
        };
        let mut out = self.end.clone();
        let before = out.len();
        let mut ahead = text.chars().peekable();
        while let Some(character) = ahead.next() {
            let last = out.chars().next_back();
            let quoted = out.trim_end_matches(['”', '’', '"']).chars().next_back();
            let follows = quoted.is_some_and(|last| ".?!？！".contains(last));
            // Three dots are an ellipsis.
            let ellipsis = last == Some('.') && (ahead.peek() == Some(&'.') || out.ends_with(".."));
            let wide = last.is_some_and(|last| "，：；（".contains(last));
            match character {
                '.' if follows && !ellipsis => {}
                ' ' if wide => {}
                // A date of which a part is missing: “(2019,)”, “2025 ;405”, “Journal,.”.
                '.' if out.ends_with(',') => {
                    cut(&mut out, before);
                    out.push(character);
                }
                ';' | ')' => {
                    cut(&mut out, before);
                    out.push(character);
                }
                _ => out.push(character),
            }
        }
        let mut out = out.split_off(before);
        if let Some((year, letter)) = &self.letter
            && let Some(at) = out.find(year.as_str())
        {
            out.insert_str(at + year.len(), &letter.to_string());
            self.letter = None;
        }
        self.remember(&out);
        out
    }

    /// The pages instead of those that stand for them, with the sign of the style between them.
    fn pages(&self, text: &str) -> String {
        let [first, last] = PAGES.map(|page| page.to_string());
        let Some((before, rest)) = text.split_once(&first) else { return text.to_string() };
        let (pages, rest) = match rest.split_once(&last) {
            Some((sign, rest)) => (self.pages.replace(['-', '–', '—'], sign), rest),
            None => (self.pages.clone(), rest),
        };
        format!("{before}{pages}{}", self.pages(rest))
    }
}

/// The markup of a reference without the authors that stand for unnamed ones.
pub fn without_unnamed(text: &str) -> String {
    if !text.contains(UNNAMED) {
        return text.to_string();
    }
    let mut text = text.to_string();
    for before in [", … ", ", & ", " & ", ", and ", " and ", ", ", "，", " "] {
        let whole = format!("{before}{UNNAMED}");
        let kept = if before.contains(['…', '&', 'a']) { ", et al." } else { "" };
        text = text.replace(&whole, kept);
    }
    // In markup a full stop has a backslash before it.
    let text = text.replace(UNNAMED, "").replace("et al..", "et al.");
    text.replace("et al.\\.", "et al.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidy(text: &str) -> String {
        Tidy::new("1894-905".to_string(), Some(("2020".to_string(), YearLetters(1)))).text(text)
    }

    #[test]
    fn stops_are_not_doubled() {
        assert_eq!(tidy("Is it so?. J Med"), "Is it so? J Med");
        assert_eq!(
            tidy("Lancet. 2025 ;405(1):1. J of Things,. “Leaflet.”."),
            "Lancet. 2025;405(1):1. J of Things. “Leaflet.”"
        );
        assert_eq!(tidy("Smith JA, et al.. Title"), "Smith JA, et al. Title");
        assert_eq!(tidy("And so on.... J"), "And so on.... J");
        assert_eq!(tidy("IHME. (2021, ). Data"), "IHME. (2021b). Data".replace('b', ""));
        assert_eq!(tidy("张伟，李强，王芳， 等. 题名"), "张伟，李强，王芳，等. 题名");
    }

    #[test]
    fn pages_are_those_of_the_source_with_the_sign_of_the_style() {
        let [first, last] = PAGES;
        assert_eq!(tidy(&format!("8(3):{first}–{last}.")), "8(3):1894–905.");
        assert_eq!(tidy(&format!("{first}")), "1894-905");
    }

    #[test]
    fn unnamed_authors_leave_no_signs() {
        let x = UNNAMED;
        assert_eq!(without_unnamed(&format!("Finn R, {x}, {x}, et al. T")), "Finn R, et al. T");
        assert_eq!(without_unnamed(&format!("Finn R，{x}，{x}，et al. T")), "Finn R，et al. T");
        assert_eq!(
            without_unnamed(&format!("Finn, R., {x}, {x}, … {x} (2020)")),
            "Finn, R., et al. (2020)"
        );
        assert_eq!(without_unnamed(&format!("Finn, {x}, & {x}. T")), "Finn, et al. T");
        assert_eq!(without_unnamed(&format!("Finn\\., {x}, … {x}\\. T")), "Finn\\., et al. T");
    }

    #[test]
    fn the_letter_stands_behind_the_first_year() {
        assert_eq!(tidy("Smith J (2020). The year 2020."), "Smith J (2020b). The year 2020.");
    }
}
