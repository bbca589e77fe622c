//! The columns of a forest plot that shows an analysis, and the words beneath its axis.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::language::packs::Languages;
use crate::language::{Bilingual, Language};
use crate::model::analysis::{Analysis, Better};
use crate::model::appraisal::Tool;
use crate::model::drawing::{Drawing, FigureKind, Show};
use crate::model::manifest::Stated;
use crate::model::table::{Column, Content, Declaration, StudyPart};
use crate::quantity::synthesis::measure::Scale;
use crate::quantity::synthesis::study::Outcome;

/// What the figures of a project are made from beside their own file.
pub struct Known<'a> {
    /// The analyses.
    pub analyses: &'a IndexMap<String, Arc<Analysis>>,
    /// The languages of the project.
    pub spoken: &'a [Language],
    /// The packs.
    pub packs: &'a Languages,
}

/// Gives every figure of an analysis its columns; an analysis that is not there is a finding.
pub fn complete(
    figures: &mut IndexMap<String, Declaration>,
    tables: &IndexMap<String, Declaration>,
    known: &Known,
    findings: &mut Findings,
) {
    for figure in figures.values_mut() {
        let Some(drawing) = &mut figure.drawing else { continue };
        let Some(named) = &drawing.analysis else { continue };
        let unknown = |it: &&Stated| !known.analyses.contains_key(&it.text);
        findings.extend(drawing.further.iter().filter(unknown).map(|it| known.no_analysis(it)));
        let Some(analysis) = known.analyses.get(&named.text) else {
            findings.push(known.no_analysis(named));
            continue;
        };
        drawing.axis.log |= analysis.plan.measure.scale() == Scale::Log;
        drawing.axis.line = drawing.axis.line.or(analysis.plan.measure.no_effect());
        drawing.favours = known.favours(analysis);
        figure.columns = known.columns(analysis);
        laid_out(&mut figure.columns, drawing);
        if let Some(bias) = &drawing.bias {
            let table = tables.get(&bias.text).filter(|it| it.appraisal.is_some());
            add_judgements(&mut figure.columns, table);
            if table.is_none() {
                findings.push(no_appraisal(bias, tables));
            }
        }
        if drawing.kind == FigureKind::Funnel {
            figure.columns = known.funnel(analysis);
        } else if drawing.kind == FigureKind::Icons {
            figure.columns = people();
        } else if drawing.show != Show::Studies {
            let pooled = [StudyPart::Label, StudyPart::Plot, StudyPart::Effect];
            let kept = |part: &StudyPart| pooled.contains(part);
            figure.columns.retain(|it| matches!(&it.content, Content::Study(part) if kept(part)));
        }
    }
}

/// Gives the plot its width, and the columns the order of the layout, which may leave some out.
fn laid_out(columns: &mut Vec<Column>, drawing: &Drawing) {
    if let Some(plot) = columns.iter_mut().find(|it| it.content.is_drawn()) {
        plot.width.clone_from(&drawing.width);
    }
    if let Some(layout) = &drawing.layout {
        let place = |it: &Column| layout.columns.iter().position(|id| *id == it.id);
        columns.retain(|it| place(it).is_some());
        columns.sort_by_key(place);
    }
    // A slide has no room to say what its squares show, unless it leaves out the figures of the arms.
    if drawing.brief && columns.iter().any(is_arm) {
        columns.retain(|it| !is_weight(it));
    }
}

/// Adds what is judged of each study, domain by domain.
fn add_judgements(columns: &mut Vec<Column>, table: Option<&Declaration>) {
    // The judgement of all domains would say it twice, and there is little room.
    let judged = |it: &&Column| matches!(&it.content, Content::Judged(id) if id != Tool::OVERALL);
    let judgements: Vec<Column> =
        table.iter().flat_map(|it| &it.columns).filter(judged).cloned().collect();
    // Squares show the weights, and the plot wants its two fifths.
    if judgements.len() > 2 {
        columns.retain(|it| !is_weight(it));
    }
    columns.extend(judgements);
}

/// That no table of appraisals has this name.
pub fn no_appraisal(bias: &Stated, tables: &IndexMap<String, Declaration>) -> Diagnostic {
    let message = format!("there is no table of appraisals “{}”", bias.text);
    let appraised = tables.values().filter(|it| it.appraisal.is_some());
    let help = diagnostic::suggestion(&bias.text, appraised.map(|it| it.name.as_str()));
    let help = help.unwrap_or_else(|| "declare it in tables.toml, with `appraisal`".to_string());
    Diagnostic::new(codes::TABLE_MISMATCH, bias.place.clone(), message).help(help)
}

impl Known<'_> {
    /// That no analysis has this name.
    fn no_analysis(&self, named: &Stated) -> Diagnostic {
        let message = format!("there is no analysis “{}”", named.text);
        let help = diagnostic::suggestion(&named.text, self.analyses.keys().map(String::as_str));
        let help =
            help.unwrap_or_else(|| "declare it in the manifest: [analyses.NAME]".to_string());
        Diagnostic::new(codes::TABLE_MISMATCH, named.place.clone(), message).help(help)
    }

    /// A text made from the words of each language.
    pub fn said(&self, words: impl Fn(&Pack, Language) -> String) -> Bilingual {
        self.spoken.iter().map(|it| (*it, words(self.packs.pack(*it), *it))).collect()
    }

    fn arm(&self, analysis: &Analysis, arm: usize, language: Language) -> String {
        self.named(&analysis.arms[arm], arm, language)
    }

    /// What an arm is called, or else the usual word for it.
    pub fn named(&self, own: &Bilingual, arm: usize, language: Language) -> String {
        let messages = &self.packs.pack(language).messages;
        let usual = [&messages.forest_intervention, &messages.forest_control][arm];
        let own = own.get_or_any(language);
        if own.is_empty() { usual.clone() } else { own.to_string() }
    }

    /// Less of an effect speaks for the first arm if less is better.
    fn favours(&self, analysis: &Analysis) -> Option<[Bilingual; 2]> {
        analysis.plan.measure.no_effect()?;
        let first = match analysis.better? {
            Better::Lower => 0,
            Better::Higher => 1,
        };
        let side = |arm: usize| {
            self.said(|pack, language| {
                fill(&pack.messages.forest_favours, &[("arm", &self.arm(analysis, arm, language))])
            })
        };
        Some([side(first), side(1 - first)])
    }

    fn columns(&self, analysis: &Analysis) -> Vec<Column> {
        let level = format!("{}", 100.0 * analysis.plan.level);
        let measure = analysis.plan.measure.id();
        let effect = self.said(|pack, _| {
            let interval = pack.numbers.level(&pack.numbers.confidence, &level);
            fill(&pack.messages.forest_effect, &[("measure", measure), ("interval", &interval)])
        });
        let study = self.said(|pack, _| pack.messages.forest_study.clone());
        let weight = self.said(|pack, _| pack.messages.forest_weight.clone());
        let mut columns = vec![column("study", study, StudyPart::Label, "left")];
        columns.extend((0..2).filter_map(|arm| self.arm_column(analysis, arm)));
        columns.push(column("plot", self.axis(analysis), StudyPart::Plot, "center"));
        columns.push(column("effect", effect, StudyPart::Effect, "right"));
        columns.push(column("weight", weight, StudyPart::Weight, "right"));
        columns
    }

    /// What the axis of effects is called.
    fn axis(&self, analysis: &Analysis) -> Bilingual {
        let measure = analysis.plan.measure.id();
        self.said(|pack, _| match analysis.plan.measure.scale() {
            Scale::Log => fill(&pack.reporting.log_axis, &[("measure", measure)]),
            _ => measure.to_string(),
        })
    }

    /// Heads of the two axes of a funnel plot: standard errors, and effects.
    fn funnel(&self, analysis: &Analysis) -> Vec<Column> {
        let measure = analysis.plan.measure.id();
        let is_ratio = analysis.plan.measure.scale() == Scale::Log;
        let of = if is_ratio { format!("ln {measure}") } else { measure.to_string() };
        let errors =
            self.said(|pack, _| fill(&pack.reporting.standard_error, &[("measure", of.as_str())]));
        vec![
            column("study", errors, StudyPart::Label, "left"),
            column("plot", self.axis(analysis), StudyPart::Plot, "center"),
        ]
    }

    /// The figures of an arm, where they are known.
    fn arm_column(&self, analysis: &Analysis, arm: usize) -> Option<Column> {
        let outcome = analysis.studies.first()?.outcome;
        let pattern = |pack: &Pack| match outcome {
            Outcome::Means { .. } => pack.messages.forest_means.clone(),
            Outcome::Rates { .. } => pack.messages.forest_rates.clone(),
            _ => pack.messages.forest_counts.clone(),
        };
        let known = match outcome {
            Outcome::Published(_) => false,
            Outcome::Share { .. } => arm == 0,
            _ => true,
        };
        let head = self.said(|pack, language| {
            fill(&pattern(pack), &[("arm", &self.arm(analysis, arm, language))])
        });
        let id = ["arm_1", "arm_2"][arm];
        known.then(|| column(id, head, StudyPart::Arm(arm), "right"))
    }
}

/// Of an icon array of an analysis: the people, how many of a thousand, and who they are.
fn people() -> Vec<Column> {
    let parts = [("arm", StudyPart::Label), ("plot", StudyPart::Plot), ("risk", StudyPart::Effect)];
    parts.map(|(id, part)| column(id, Bilingual::default(), part, "left")).into()
}

fn is_arm(column: &Column) -> bool {
    matches!(column.content, Content::Study(StudyPart::Arm(_)))
}

fn is_weight(column: &Column) -> bool {
    matches!(column.content, Content::Study(StudyPart::Weight))
}

fn column(id: &str, head: Bilingual, part: StudyPart, align: &str) -> Column {
    // Names of studies break where the axis would have no room.
    let width = if part == StudyPart::Label { "1fr" } else { "auto" };
    let series = if part == StudyPart::Plot { vec![Bilingual::same("effect")] } else { Vec::new() };
    Column { series, ..Column::made(id, head, Content::Study(part), align, width) }
}
