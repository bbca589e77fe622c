//! The tables that show summaries of findings: which columns each layout has.

use indexmap::IndexMap;
use std::sync::Arc;

use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::language::{Bilingual, Language};
use crate::load::declared::forest::Known;
use crate::model::arrangement::Arrangement;
use crate::model::selection::Filter;
use crate::model::summary_of_findings::{Layout, SummaryOfFindings};
use crate::model::table::{Column, Content, Declaration, FindingPart};

/// The table of each summary of findings, by its name.
pub fn tables(
    summaries: &IndexMap<String, Arc<SummaryOfFindings>>,
    known: &Known,
) -> Vec<(String, Declaration)> {
    let table = |summary: &Arc<SummaryOfFindings>| {
        let name = SummaryOfFindings::table(&summary.name);
        (name.clone(), declaration(name, summary, known))
    };
    summaries.values().map(table).collect()
}

fn declaration(name: String, summary: &Arc<SummaryOfFindings>, known: &Known) -> Declaration {
    let parts = parts(summary);
    Declaration {
        name,
        place: summary.place.clone(),
        data: String::new(),
        filter: Filter::default(),
        caption: summary.caption.clone(),
        landscape: false,
        numbered: false,
        // Each cell whole: its few words stand together in either language.
        bilingual: Some(Arrangement::Cells),
        grouping: Vec::new(),
        columns: parts.into_iter().map(|part| column(part, summary, known)).collect(),
        abbreviations: Vec::new(),
        notes: Vec::new(),
        contradictions: false,
        source: Bilingual::default(),
        drawing: None,
        tool: None,
        appraisal: None,
        arms: Vec::new(),
        summary: Some(summary.clone()),
    }
}

/// The columns of a layout from left to right; those of risks only if there are any.
fn parts(summary: &SummaryOfFindings) -> Vec<FindingPart> {
    use FindingPart::{Certainty, Difference, Effect, Meaning, Outcome, Participants, Risk};
    let layout: &[FindingPart] = match summary.layout {
        Layout::Grade => &[Outcome, Participants, Certainty, Effect, Risk(1), Difference],
        Layout::Cochrane => &[Outcome, Risk(1), Risk(0), Effect, Participants, Certainty],
        Layout::Plain => &[Outcome, Risk(1), Risk(0), Certainty, Meaning],
    };
    let has_risks = summary.outcomes.iter().any(|it| !it.risks.is_empty());
    let kept = |part: &FindingPart| has_risks || !matches!(part, Risk(_));
    layout.iter().copied().filter(kept).collect()
}

fn column(part: FindingPart, summary: &SummaryOfFindings, known: &Known) -> Column {
    use FindingPart::{Difference, Meaning, Outcome, Risk};
    let over = match part {
        Risk(_) | Difference => known.said(|pack, _| pack.evidence.absolute.clone()),
        _ => Bilingual::default(),
    };
    let width = match part {
        Outcome => "1.3fr",
        Difference => "1.8fr",
        Risk(_) => "1.2fr",
        Meaning => "2fr",
        _ => "1fr",
    };
    let head = known.said(|pack, language| head(part, summary, known, pack, language));
    Column { over, ..Column::made(id(part), head, Content::Finding(part), "left", width) }
}

fn head(
    part: FindingPart,
    summary: &SummaryOfFindings,
    known: &Known,
    pack: &Pack,
    language: Language,
) -> String {
    let words = &pack.evidence;
    let level = summary.outcomes.first().map_or(0.95, |it| it.analysis.plan.level);
    let level = format!("{}", 100.0 * level);
    let interval = pack.numbers.level(&pack.numbers.confidence, &level);
    match part {
        FindingPart::Outcome => words.outcome.clone(),
        FindingPart::Participants => words.participants.clone(),
        FindingPart::Certainty => words.certainty.clone(),
        FindingPart::Effect => fill(&words.effect, &[("interval", &interval)]),
        FindingPart::Risk(arm) => {
            fill(&words.risk, &[("arm", &known.named(&summary.arms[arm], arm, language))])
        }
        FindingPart::Difference => fill(&words.difference, &[("interval", &interval)]),
        FindingPart::Meaning => words.meaning.clone(),
    }
}

fn id(part: FindingPart) -> &'static str {
    match part {
        FindingPart::Outcome => "outcome",
        FindingPart::Participants => "participants",
        FindingPart::Certainty => "certainty",
        FindingPart::Effect => "effect",
        FindingPart::Risk(0) => "risk_intervention",
        FindingPart::Risk(_) => "risk_control",
        FindingPart::Difference => "difference",
        FindingPart::Meaning => "meaning",
    }
}
