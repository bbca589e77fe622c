//! The boxes of PRISMA 2020: new studies from databases and registers, from other methods, and those of an earlier
//! version of the review (Page et al., BMJ 2021;372:n71).

use super::chart::{Boxes, Chart};
use crate::model::table::Lane::{Main, Other, OtherSide, Previous, Side};

/// The stages with their rows of boxes.
pub fn stages(chart: &Chart) -> Vec<(&'static str, Vec<Boxes>)> {
    let both = |studies, reports, names: [&str; 2]| {
        let mut lines = chart.boxed(studies, names[0]);
        lines.extend(chart.boxed(reports, names[1]));
        lines
    };
    let sources = ["websites", "organisations", "citations", "other_sources"];
    let identified = vec![
        (
            Previous,
            both("previous_studies", "previous_reports", ["previous_studies", "previous_reports"]),
        ),
        (Main, chart.together("identified", &["databases", "registers"])),
        (Side, chart.together("removed", &["duplicates", "automation", "removed_other"])),
        (Other, chart.together("identified", &sources)),
    ];
    let step = |main, side| {
        let other = |name: &str| format!("other_{name}");
        vec![
            (Main, chart.boxed(main, main)),
            (Side, chart.boxed(side, side)),
            (Other, chart.boxed(&other(main), main)),
            (OtherSide, chart.boxed(&other(side), side)),
        ]
    };
    let screening = vec![
        step("screened", "excluded"),
        step("sought", "not_retrieved"),
        step("assessed", "reports_excluded"),
    ];
    let is_update = !chart.found.rows("previous_studies", "").is_empty();
    let new = if is_update {
        ["new_studies", "new_reports"]
    } else {
        ["included_studies", "included_reports"]
    };
    let included = vec![
        vec![(Main, both("included_studies", "included_reports", new))],
        vec![(Main, both("total_studies", "total_reports", ["total_studies", "total_reports"]))],
        vec![(Main, chart.boxed("pooled_studies", "pooled_studies"))],
    ];
    vec![("identification", vec![identified]), ("screening", screening), ("included", included)]
}
