//! The rows of an analysis to its studies: one row each, or one row per arm.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use super::figures::{Form, filled, number, published};
use super::plan::level;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::load::fields::Fields;
use crate::model::analysis::Study;
use crate::quantity::decimal::Decimal;
use crate::quantity::synthesis::plan::Plan;
use crate::quantity::synthesis::rounding::Slack;
use crate::quantity::synthesis::study::Outcome;

/// Where an analysis finds what it needs.
pub struct Columns {
    /// The names that differ from the usual ones.
    pub renamed: HashMap<String, String>,
    label: Option<String>,
    subgroup: Option<String>,
    arm: Option<String>,
    arms: Vec<String>,
    /// Whether published estimates and intervals are logarithms as they are written.
    pub logged: bool,
    input_level: f64,
}

/// The analysis that findings are about.
pub struct About<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where it is declared.
    pub place: &'a Place,
    /// How it pools.
    pub plan: &'a Plan,
}

/// What a row or two of them state: the row, the outcome, its cells, and what their rounding leaves open.
type Stated = (Arc<Map>, Outcome, Vec<Cell>, Slack);

/// A study and the subgroup that its row names.
pub struct Found {
    /// The study.
    pub study: Study,
    /// The subgroup.
    pub subgroup: Option<String>,
}

impl Columns {
    /// Reads what the analysis says of its columns.
    pub fn read(fields: &mut Fields) -> Columns {
        let renamed = fields.map("columns");
        let renamed = renamed.iter().flat_map(|map| &map.entries);
        let renamed = renamed.filter_map(|(usual, entry)| {
            Some((usual.clone(), entry.node.as_cell()?.text.to_string()))
        });
        Columns {
            renamed: renamed.collect(),
            label: fields.text("label"),
            subgroup: fields.text("subgroup"),
            arm: fields.text("arm"),
            arms: fields.texts_or_text("arms"),
            logged: fields.flag("log"),
            input_level: level(fields, "input_level"),
        }
    }

    fn name<'a>(&'a self, usual: &'a str) -> &'a str {
        self.renamed.get(usual).map_or(usual, String::as_str)
    }

    /// The studies of the rows, and whether some row was left out since no study can have its figures; none, and a finding,
    /// if the rows lack what the measure needs.
    pub fn studies(
        &self,
        about: &About,
        rows: &[Arc<Map>],
        findings: &mut Findings,
    ) -> Option<(Vec<Found>, bool)> {
        let has = |column: &str| rows.iter().any(|row| row.reach(self.name(column)).is_some());
        let by_arm = self.arm.is_some();
        let fits = |form: &&Form| match by_arm {
            true => !form.of_arm().is_empty() && form.of_arm().iter().all(|it| has(it)),
            false => form.columns().iter().all(|it| has(it)),
        };
        let forms = Form::of(about.plan.measure);
        let Some(form) = forms.iter().find(fits) else {
            findings.push(self.lacking(about, forms, rows.is_empty()));
            return None;
        };
        let (mut studies, mut is_lacking) = (Vec::with_capacity(rows.len()), false);
        for (row, outcome, cells, slack) in match &self.arm {
            Some(arm) => self.by_arms(arm, *form, rows, about, findings),
            None => {
                rows.iter().filter_map(|row| self.of_row(*form, row, about, findings)).collect()
            }
        } {
            let subgroup = self.subgroup.as_ref().map(|column| row.text(column).to_string());
            let label = self.label(&row);
            if !outcome.is_possible() {
                findings.push(impossible(&cells, &row));
                is_lacking = true;
                continue;
            }
            let study = Study { label, row, outcome, cells, slack };
            studies.push(Found { study, subgroup: subgroup.filter(|it| !it.is_empty()) });
        }
        Some((studies, is_lacking))
    }

    /// The name of a study: of the declared column, or of the first usual one.
    fn label(&self, row: &Map) -> Bilingual {
        let usual = ["label", "study", "id"];
        let column =
            self.label.as_deref().or_else(|| usual.into_iter().find(|it| row.get(it).is_some()));
        column.map(|column| row.bilingual(column)).unwrap_or_default()
    }

    fn of_row(
        &self,
        form: Form,
        row: &Arc<Map>,
        about: &About,
        findings: &mut Findings,
    ) -> Option<Stated> {
        if form == Form::Published {
            return self.published(row, about, findings);
        }
        let columns = form.columns().iter().map(|it| self.name(it));
        let (figures, cells) = figures(row, columns, findings)?;
        let slack = form.slack(&cells);
        Some((row.clone(), form.outcome(&figures)?, cells, slack))
    }

    fn published(&self, row: &Arc<Map>, about: &About, findings: &mut Findings) -> Option<Stated> {
        let column = |usual: &str| filled(row, self.name(usual));
        let scale = about.plan.measure.scale();
        let (cells, effect) = published(column, scale, self.logged, self.input_level);
        let is_ratio = scale.printed(0.0, 1.0) == 1.0 && !self.logged;
        let below = |cell: &&Cell| cell.text.trim().starts_with(['-', '−']);
        let of_ratios = ["estimate", "low", "high"].into_iter().filter_map(column);
        if let Some(cell) = of_ratios.clone().find(below).filter(|_| is_ratio && effect.is_none()) {
            let message = format!(
                "{} cannot be a ratio, which is above zero: it looks like a logarithm",
                cell.text.trim()
            );
            let finding = Diagnostic::new(codes::IMPOSSIBLE_STUDY, cell.place().clone(), message);
            findings.push(finding.help("write all rows as ratios, or all as logarithms with `log = true`; the row is left out of the analysis"));
        } else if effect.is_none() && !are_exchanged(column) {
            let message = "this row has no estimate with low and high, se, variance or p that makes an effect";
            let place = cells.first().map_or(&row.place, |cell| cell.place()).clone();
            let finding = Diagnostic::new(codes::STUDY_FIGURE, place, message);
            findings.push(finding.help("complete the row, or leave it out with `where`; ratios must be above zero unless `log = true`"));
        }
        if let [Some(estimate), Some(low), Some(high)] = ["estimate", "low", "high"].map(column)
            && let Some(finding) = outside(estimate, low, high)
        {
            findings.push(finding);
            return None;
        }
        let (effect, slack) = effect?;
        let cells = cells.into_iter().cloned().collect();
        Some((row.clone(), Outcome::Published(effect), cells, slack))
    }

    /// Rows of arms, joined by the name of their study.
    fn by_arms(
        &self,
        arm: &str,
        form: Form,
        rows: &[Arc<Map>],
        about: &About,
        findings: &mut Findings,
    ) -> Vec<Stated> {
        let mut studies: IndexMap<String, [Option<&Arc<Map>>; 2]> = IndexMap::new();
        let key = |row: &Map| match &self.label {
            Some(column) => row.text(column).to_string(),
            None => row.text("study").to_string(),
        };
        for row in rows {
            let value = row.text(arm);
            let Some(at) = self.arms.iter().position(|it| it == value).filter(|at| *at < 2) else {
                findings.push(no_arm(row, arm, about));
                continue;
            };
            let slot = &mut studies.entry(key(row)).or_default()[at];
            if let Some(first) = slot {
                let message = format!("the study “{}” has this arm twice", key(row));
                let finding = Diagnostic::new(codes::STUDY_FIGURE, row.place.clone(), message);
                findings.push(finding.related(first.place.clone(), "the first one"));
            }
            *slot = Some(row);
        }
        let mut found = Vec::with_capacity(studies.len());
        for (name, arms) in studies {
            let [Some(first), Some(second)] = arms else {
                let row = arms.iter().flatten().next();
                let place = row.map_or(about.place, |row| &row.place);
                findings.push(one_arm(&name, place));
                continue;
            };
            let names = || form.of_arm().iter().map(|it| self.name(it));
            let arms = figures(first, names(), findings).zip(figures(second, names(), findings));
            let Some(((mut figures, mut cells), (more, others))) = arms else { continue };
            figures.extend(more);
            cells.extend(others);
            let slack = form.slack(&cells);
            found.extend(
                form.outcome(&figures).map(|outcome| (first.clone(), outcome, cells, slack)),
            );
        }
        found
    }

    fn lacking(&self, about: &About, forms: &[Form], empty: bool) -> Diagnostic {
        let columns = |form: &Form| {
            let names = if self.arm.is_some() { form.of_arm() } else { form.columns() };
            names.iter().map(|it| format!("`{}`", self.name(it))).collect::<Vec<_>>().join(" ")
        };
        let wanted: Vec<String> = forms.iter().map(columns).filter(|it| !it.is_empty()).collect();
        let message = match empty {
            true => format!("the analysis “{}” has no rows", about.name),
            false => format!(
                "the rows of the analysis “{}” lack columns for {}: {}",
                about.name,
                about.plan.measure.id(),
                wanted.join(", or ")
            ),
        };
        let finding = Diagnostic::new(codes::ANALYSIS_DATA, about.place.clone(), message);
        finding.help("say with `columns` what they are called: columns = { events_1 = \"ai\" }")
    }
}

/// The figures in these columns with their cells; none, and a finding, if one is no number.
fn figures<'a>(
    row: &Map,
    columns: impl Iterator<Item = &'a str>,
    findings: &mut Findings,
) -> Option<(Vec<f64>, Vec<Cell>)> {
    let mut figures = (Vec::new(), Vec::new());
    for column in columns {
        let cell = filled(row, column);
        let Some((cell, number)) = cell.and_then(|cell| Some((cell, number(cell)?))) else {
            let message = match cell {
                Some(cell) => format!("“{}” is not a number", cell.text),
                None => format!("this study has no `{column}`, and is left out of the analysis"),
            };
            let place = cell.map_or(&row.place, |cell| cell.place()).clone();
            let finding = Diagnostic::new(codes::STUDY_FIGURE, place, message);
            findings.push(
                finding.help("write the number of the source, or leave the row out with `where`"),
            );
            return None;
        };
        figures.0.push(number);
        figures.1.push(cell.clone());
    }
    Some(figures)
}

/// Whether the lower limit is above the upper one.
fn are_exchanged<'a>(column: impl Fn(&str) -> Option<&'a Cell>) -> bool {
    let [low, high] = ["low", "high"].map(|it| Decimal::parse(column(it)?.text.trim()));
    let exchanged = low.zip(high).is_some_and(|(low, high)| low.value > high.value);
    exchanged && column("estimate").is_some()
}

/// Whether a number lies below another one, however both were rounded; an estimate is no end of its interval.
fn is_below(number: Decimal, other: Decimal) -> bool {
    let apart = other.value - other.slack - number.value - number.slack;
    number.value < other.value && apart > -1e-9
}

/// What is wrong with an estimate that its interval cannot hold, however both were rounded.
fn outside(estimate: &Cell, low: &Cell, high: &Cell) -> Option<Diagnostic> {
    let [e, l, h] = [estimate, low, high].map(|cell| Decimal::parse(cell.text.trim()));
    let (e, l, h) = (e?, l?, h?);
    let (place, message, help) = if l.value > h.value {
        let message = format!(
            "the lower limit, {}, is above the upper one, {}",
            low.text.trim(),
            high.text.trim()
        );
        (low, message, "exchange `low` and `high` if the source has them so")
    } else if is_below(e, l) || is_below(h, e) {
        let message = format!(
            "{} lies outside its own interval, {} to {}",
            estimate.text.trim(),
            low.text.trim(),
            high.text.trim()
        );
        (estimate, message, "compare the three with the source")
    } else {
        return None;
    };
    let finding = Diagnostic::new(codes::IMPOSSIBLE_STUDY, place.place().clone(), message);
    Some(finding.help(format!("{help}; the row is left out of the analysis")))
}

fn impossible(cells: &[Cell], row: &Map) -> Diagnostic {
    let words: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
    let message = format!(
        "no study can have these figures ({}): more events than participants, nobody in an arm, or a figure below zero",
        words.join(", ")
    );
    let place = cells.first().map_or(&row.place, |cell| cell.place()).clone();
    Diagnostic::new(codes::IMPOSSIBLE_STUDY, place, message)
        .help("compare the row with the source; it is left out of the analysis")
}

/// A finding for a study of which a row is missing.
fn one_arm(study: &str, place: &Place) -> Diagnostic {
    let message = format!("the study “{study}” has only one of its two arms");
    Diagnostic::new(codes::STUDY_FIGURE, place.clone(), message)
}

/// A finding for a row of neither arm.
fn no_arm(row: &Map, arm: &str, about: &About) -> Diagnostic {
    let (value, name) = (row.text(arm), about.name);
    let message = format!("“{value}” is none of the two arms of the analysis “{name}”");
    let place = row.cell(arm).map_or(&row.place, |cell| cell.place()).clone();
    Diagnostic::new(codes::STUDY_FIGURE, place, message).help(
        "`arms` names the two values of this column: of the intervention, then of the control; other rows are left out with `where`",
    )
}
