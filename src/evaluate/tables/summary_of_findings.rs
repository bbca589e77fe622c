//! The rows of a summary of findings: an outcome each, with further rows for further risks.

use std::sync::Arc;

use super::super::context::Context;
use super::footnotes::letter;
use super::outcome::Outcome;
use super::patterns::{line, put};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::evaluate::findings::sentence;
use crate::evaluate::template::analyses::basis::Basis;
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::{Group, Lettered, RowKind, Table, TableRow};
use crate::model::summary_of_findings::{Finding, Layout, Reason, SummaryOfFindings};
use crate::model::table::{Content, Declaration, FindingPart};

/// The table of a summary of findings.
pub fn resolve(
    declaration: &Declaration,
    summary: &SummaryOfFindings,
    context: &mut Context,
) -> Table {
    let mut notes = Notes::default();
    let mut rows = Vec::new();
    for found in &summary.outcomes {
        let comment = notes.comment(found, context);
        let marks = Marks { comment, reasons: notes.of(found, context) };
        let percent = context.inputs.manifest.units.find("percent");
        let basis = Basis::of_all(&found.analysis, &context.writing, percent);
        let outcome = Outcome { found, basis, pack: context.pack(), language: context.language };
        for at in 0..found.risks.len().max(1) {
            rows.push(row(declaration, &outcome, at, &marks, context));
        }
    }
    let label = about(summary, context);
    let label = if label.is_empty() { Vec::new() } else { vec![label] };
    let table = Group { label, groups: Vec::new(), rows };
    Table {
        groups: vec![table],
        lettered: notes.lettered,
        notes: explained(summary, context),
        within: Vec::new(),
    }
}

/// One row: the outcome with its first risk, or a further risk.
fn row(
    declaration: &Declaration,
    outcome: &Outcome,
    at: usize,
    marks: &Marks,
    context: &mut Context,
) -> TableRow {
    let mut cells = Vec::new();
    for column in &declaration.columns {
        let Content::Finding(part) = column.content else { continue };
        let further = at > 0 && !matches!(part, FindingPart::Risk(_) | FindingPart::Difference);
        let mut cell = match part {
            _ if further => line(vec![outcome.text("")]),
            FindingPart::Meaning => line(vec![outcome.text(&meaning(outcome, context))]),
            _ => outcome.cell(part, at),
        };
        match part {
            FindingPart::Outcome if !further => cell.marks.extend(marks.comment.clone()),
            FindingPart::Certainty if !further => cell.marks.clone_from(&marks.reasons),
            _ => {}
        }
        cells.push(cell);
    }
    TableRow { place: outcome.found.place.clone(), kind: RowKind::Data, class: None, cells }
}

/// The sentence; where there is none, why is a finding.
fn meaning(outcome: &Outcome, context: &mut Context) -> String {
    let found = outcome.found;
    match sentence::statement(found, &outcome.pack.evidence, outcome.language) {
        Ok(said) => format!("{said}{}", outcome.pack.punctuation.stop.trim_end()),
        Err(why) => {
            let message = format!("no sentence can be made of the outcome “{}”: {why}", found.id);
            context.findings.push(Diagnostic::new(
                codes::NO_STATEMENT,
                found.place.clone(),
                message,
            ));
            String::new()
        }
    }
}

/// “Population: …; setting: …”, above the rows.
fn about(summary: &SummaryOfFindings, context: &Context) -> Vec<Inline> {
    let (words, language) = (&context.pack().evidence, context.language);
    let said = [
        ("population", &summary.population),
        ("setting", &summary.setting),
        ("intervention", &summary.arms[0]),
        ("control", &summary.arms[1]),
    ];
    let part = |(name, text): (&str, &crate::language::Bilingual)| {
        let text = text.get_or_any(language);
        let pattern = words.about.get(name).filter(|_| !text.is_empty())?;
        Some(fill(pattern, &[("it", text)]))
    };
    let said: Vec<String> = said.into_iter().filter_map(part).collect();
    match said.is_empty() {
        true => Vec::new(),
        false => {
            let joined = said.join(&context.pack().punctuation.stop);
            vec![Inline::Text(joined, summary.place.clone())]
        }
    }
}

/// What stands beneath: what measures are called, how risks come about, what the levels mean.
fn explained(summary: &SummaryOfFindings, context: &Context) -> Vec<Vec<Inline>> {
    let pack = context.pack();
    let mut notes = Vec::new();
    let mut add = |text: String, place: &Place| {
        if !text.is_empty() {
            notes.push(vec![Inline::Text(text, place.clone())]);
        }
    };
    let between = if pack.is_wide() { "" } else { " " };
    let mut said = measures(summary, pack);
    if summary.outcomes.iter().any(|it| !it.risks.is_empty()) {
        let before = if said.is_empty() { "" } else { between };
        said = format!("{said}{before}{}", pack.evidence.absolute_note);
    }
    add(said, &summary.place);
    if summary.layout == Layout::Cochrane {
        let mut shown: Vec<_> = summary.outcomes.iter().map(|it| it.certainty).collect();
        shown.sort_unstable_by(|a, b| b.cmp(a));
        shown.dedup();
        let levels = shown.iter().filter_map(|it| pack.evidence.explained_levels.get(it.id()));
        let levels: Vec<&str> = levels.map(String::as_str).collect();
        add(levels.join(between), &summary.place);
    }
    notes
}

/// “RR, risk ratio; NNTB, …”: the measures that are shown.
fn measures(summary: &SummaryOfFindings, pack: &Pack) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for found in &summary.outcomes {
        let shown = if summary.layout == Layout::Plain { None } else { Some(found) };
        let own = shown.map(|it| it.analysis.plan.measure.id());
        let needed = (summary.layout == Layout::Grade).then(|| Outcome::needed_id(found)).flatten();
        for id in own.into_iter().chain(needed) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let named = ids.iter().filter_map(|id| pack.evidence.measures.get(*id));
    let named: Vec<&str> = named.map(String::as_str).collect();
    match named.is_empty() {
        true => String::new(),
        false => named.join(&pack.punctuation.semicolon) + pack.punctuation.stop.trim_end(),
    }
}

/// The reasons of all ratings, each once, lettered in order.
#[derive(Default)]
struct Notes {
    lettered: Vec<Lettered>,
    known: Vec<(String, String)>,
}

/// The letters of an outcome's notes.
struct Marks {
    comment: Option<String>,
    reasons: Vec<String>,
}

impl Notes {
    /// The letter of what is to be said of an outcome.
    fn comment(&mut self, found: &Arc<Finding>, context: &Context) -> Option<String> {
        let text = found.comment.text.get(context.language).filter(|it| !it.is_empty())?;
        let place = found.comment.place(context.language, &found.place);
        let said = vec![Inline::Text(text.to_string(), place.clone())];
        Some(self.add(text.to_string(), said))
    }

    /// The letters of an outcome's reasons.
    fn of(&mut self, found: &Arc<Finding>, context: &Context) -> Vec<String> {
        found.reasons.iter().map(|reason| self.letter(reason, context)).collect()
    }

    fn letter(&mut self, reason: &Reason, context: &Context) -> String {
        let words = &context.pack().evidence;
        let levels = reason.levels.to_string();
        let form = context.writing.plurals.form(&levels);
        let pattern = if reason.domain.is_down() { &words.down } else { &words.up };
        let domain = words.domains.get(reason.domain.id()).map_or("", String::as_str);
        let why = reason.why.text.get_or_any(context.language);
        let place = reason.why.place(context.language, &reason.place);
        let text = fill(pattern.form(form), &[("n", &levels), ("domain", domain), ("why", why)]);
        let written = |text: &str, at: &Place| vec![Inline::Text(text.to_string(), at.clone())];
        let parts = [
            ("n", vec![RenderedValue::excused(levels.clone()).at(&reason.place)]),
            ("domain", written(domain, &reason.place)),
            ("why", written(why, place)),
        ];
        self.add(text, put(pattern.form(form), &parts, &reason.place))
    }

    /// The letter of a note, which is a new one unless the same is said already.
    fn add(&mut self, text: String, said: Vec<Inline>) -> String {
        if let Some((_, letter)) = self.known.iter().find(|(known, _)| *known == text) {
            return letter.clone();
        }
        let letter = letter(self.lettered.len());
        self.known.push((text, letter.clone()));
        self.lettered.push(Lettered { letter: letter.clone(), body: said, record: None });
        letter
    }
}
