//! The columns of a flow chart: of records by where they came from, of people by their arms.

use std::sync::Arc;

use indexmap::IndexMap;

use super::forest::Known;
use crate::language::Bilingual;
use crate::model::drawing::FigureKind;
use crate::model::flow_chart::FlowChart;
use crate::model::inputs::Dataset;
use crate::model::table::{Column, Content, Declaration, Lane};

/// Gives every flow chart its columns, as far as its data have boxes in them.
pub fn complete(
    figures: &mut IndexMap<String, Declaration>,
    data: &IndexMap<String, Arc<Dataset>>,
    known: &Known,
) {
    for figure in figures.values_mut() {
        let Some(kind) = figure.drawing.as_ref().map(|it| it.kind) else { continue };
        let Some(dataset) = data.get(&figure.data).filter(|_| kind.is_chart()) else { continue };
        let chart = FlowChart::of(dataset.table_rows().filter(|row| figure.filter.passes(row)));
        figure.columns = match kind {
            FigureKind::Prisma => of_records(&chart, known),
            _ => of_people(figure, &chart),
        };
    }
}

fn column(lane: Lane, head: Bilingual) -> Column {
    Column::made(&lane.id(), head, Content::Boxed(lane), "left", "auto")
}

fn of_records(chart: &FlowChart, known: &Known) -> Vec<Column> {
    let has = |names: &[&str]| names.iter().any(|it| !chart.rows(it, "").is_empty());
    let previous = has(&["previous_studies", "previous_reports"]);
    let other = has(&["websites", "organisations", "citations", "other_sources", "other_assessed"]);
    let head = |lane: &Lane| match previous || other {
        true => known.said(|pack, _| {
            pack.reporting.lanes.get(lane.id().as_str()).cloned().unwrap_or_default()
        }),
        false => Bilingual::default(),
    };
    let left = ["duplicates", "automation", "removed_other", "excluded", "not_retrieved"];
    let side = has(&left) || has(&["reports_excluded"]);
    let mut lanes = vec![Lane::Main];
    lanes.extend(side.then_some(Lane::Side));
    if previous {
        lanes.insert(0, Lane::Previous);
    }
    if other {
        lanes.extend([Lane::Other, Lane::OtherSide]);
    }
    lanes.into_iter().map(|lane| column(lane.clone(), head(&lane))).collect()
}

/// Arms as the figure names them, or else as the data do.
fn of_people(figure: &mut Declaration, chart: &FlowChart) -> Vec<Column> {
    for arm in chart.arms() {
        if !figure.arms.iter().any(|(known, _)| known == arm) {
            figure.arms.push((arm.to_string(), Bilingual::same(arm)));
        }
    }
    let arms = figure.arms.iter().map(|(id, name)| column(Lane::Arm(id.clone()), name.clone()));
    let before = [Lane::Main, Lane::Side].map(|lane| column(lane, Bilingual::default()));
    before.into_iter().chain(arms).collect()
}
