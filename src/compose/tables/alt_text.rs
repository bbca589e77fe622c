//! What a figure shows, in sentences made from its data, for those who cannot see it.

use crate::compose::doubts::Doubted;
use crate::language::Language;
use crate::language::pack::Pack;
use crate::model::drawing::{Drawing, FigureKind};
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::resolved::{Group, Table, TableRow};
use crate::model::table::{Content, Declaration, StudyPart};

/// The whole text: what it is, then group by group and row by row what it says.
pub fn text(
    declaration: &Declaration,
    drawing: &Drawing,
    table: &Table,
    language: Language,
    is_deck: bool,
    (pack, doubts): (&Pack, &Doubted),
) -> String {
    let caption = declaration.caption.get_or_any(language);
    let kind = FigureKind::ALL.iter().find(|(_, kind)| *kind == drawing.kind);
    let opening = kind.and_then(|(name, _)| pack.messages.figures.get(*name));
    let opening = opening.map(String::as_str).unwrap_or_default();
    // Of an analysis all is computed, which is said once.
    let all_computed = drawing.analysis.is_some();
    let computed = if all_computed { pack.messages.computed.as_str() } else { "" };
    let mut text = format!("{opening}{caption}{computed}{}", pack.punctuation.stop);
    let teller = Teller { declaration, language, pack, doubts, all_computed };
    let shown = |at: usize| is_drawn(drawing, at, is_deck);
    for (_, group) in table.groups.iter().enumerate().filter(|(at, _)| shown(*at)) {
        teller.groups(std::slice::from_ref(group), &mut text);
    }
    text.trim_end().to_string()
}

/// Whether a group is part of the picture. Of a visual abstract slides show some bands; on paper the points behind its last figure
/// are text.
fn is_drawn(drawing: &Drawing, at: usize, is_deck: bool) -> bool {
    let Some(band) = drawing.bands.get(at) else { return true };
    if is_deck {
        return band.on_slides;
    }
    drawing.bands.iter().rposition(|band| band.figure.is_some()).is_none_or(|last| at <= last)
}

/// Whether there is a row in it: a band of a visual abstract that holds a figure has none, and the figure tells its own.
fn tells(group: &Group) -> bool {
    !group.rows.is_empty() || group.groups.iter().any(tells)
}

/// Tells what a figure shows in a language.
struct Teller<'a> {
    declaration: &'a Declaration,
    language: Language,
    pack: &'a Pack,
    doubts: &'a Doubted<'a>,
    all_computed: bool,
}

impl Teller<'_> {
    fn groups(&self, groups: &[Group], text: &mut String) {
        let marks = &self.pack.punctuation;
        for group in groups.iter().filter(|group| tells(group)) {
            if let Some(label) = group.label.first() {
                text.push_str(&self.plain(label));
                text.push_str(&marks.colon);
            }
            self.groups(&group.groups, text);
            let stop = marks.stop.trim_end();
            let sentence = |row| self.sentence(row).trim_end_matches(stop).to_string();
            let rows: Vec<String> = group.rows.iter().map(sentence).collect();
            if !rows.is_empty() {
                text.push_str(&rows.join(&marks.semicolon));
                // What are sentences have their own stops.
                let sign = marks.stop.trim_end();
                let ended = text.trim_end().ends_with(sign);
                text.push_str(if ended { &marks.stop[sign.len()..] } else { &marks.stop });
            }
        }
    }

    /// What the head of a plot names, without the scale that it is drawn on.
    fn measure<'h>(&self, head: &'h str) -> &'h str {
        let around = self.pack.reporting.log_axis.split_once("{measure}");
        let inner = around.and_then(|(before, behind)| {
            head.strip_prefix(before)?.strip_suffix(behind).filter(|_| !behind.is_empty())
        });
        inner.unwrap_or(head)
    }

    /// “NDV-GT, ORR 35%”: lines of text as they are, values behind the heads of their columns, and last
    /// the class that the mark shows.
    fn sentence(&self, row: &TableRow) -> String {
        let comma = &self.pack.punctuation.comma;
        let mut parts = Vec::new();
        for (cell, column) in row.cells.iter().zip(&self.declaration.columns) {
            let said: Vec<String> = cell.lines.iter().map(|line| self.plain(line)).collect();
            let said = said.join(comma);
            match column.content {
                _ if said.is_empty() => {}
                // A plot of many studies is heard to its end only if each is told by its effect.
                Content::Study(StudyPart::Arm(_) | StudyPart::Weight) => {}
                Content::Lines(_)
                | Content::Study(StudyPart::Label)
                | Content::Judgements(_)
                | Content::Boxed(_) => parts.push(said),
                _ => {
                    let head = self.measure(column.head.get_or_any(self.language));
                    parts.push(format!("{head} {said}").trim_start().to_string());
                }
            }
        }
        let classes = self.declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
        let class = row.class.and_then(|class| classes.clone().nth(class));
        parts.extend(class.map(|(part, _)| part.label.get_or_any(self.language).to_string()));
        parts.join(comma)
    }

    /// The characters of some text, as they are read aloud: without citations.
    fn plain(&self, inlines: &[Inline]) -> String {
        let (computed, doubt) = (&self.pack.messages.computed, &self.pack.messages.doubt);
        let mut text = String::new();
        walk_inlines(inlines, &mut |inline| match inline {
            Inline::Text(part, _) | Inline::Code { text: part, .. } => text.push_str(part),
            Inline::Value(printed, _) => {
                text.push_str(&printed.text);
                let is_told = self.all_computed || printed.computed.is_none();
                text.push_str(if is_told { "" } else { computed });
                text.push_str(if self.doubts.has(printed) { doubt } else { "" });
            }
            _ => {}
        });
        text
    }
}
