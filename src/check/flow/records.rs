//! The sums of a flow of records: PRISMA 2020 (Page et al., BMJ 2021;372:n71).

use super::step::{Step, parts};
use crate::diagnostic::Diagnostic;
use crate::model::flow_chart::{FlowChart, Number, RECORDS};

/// Every step that has its numbers.
pub fn check(chart: &FlowChart, found: &mut Vec<Diagnostic>) {
    found.extend(RECORDS.iter().filter_map(|name| parts(chart, name, "")));
    let number = |name: &str| chart.number(name, "");
    let identified = chart.together(&["databases", "registers"], "");
    let removed = chart.together(&["duplicates", "automation", "removed_other"], "");
    found.extend(next(
        "identified less removed",
        identified,
        removed,
        ("screened", number("screened")),
    ));
    let after_screening = if number("sought").is_some() { "sought" } else { "assessed" };
    for (words, from, leaving, to) in [
        ("`screened` less `excluded`", "screened", "excluded", after_screening),
        ("`sought` less `not_retrieved`", "sought", "not_retrieved", "assessed"),
        (
            "`other_sought` less `other_not_retrieved`",
            "other_sought",
            "other_not_retrieved",
            "other_assessed",
        ),
    ] {
        found.extend(next(words, number(from), number(leaving), (to, number(to))));
    }
    let sources = ["websites", "organisations", "citations", "other_sources"];
    let other = chart.together(&sources, "");
    let other = other.map(|it| Step::less("what other methods found", it, None));
    found.extend(other.and_then(|it| it.at_most("other_sought", number("other_sought"))));
    found.extend(included(chart));
    found.extend(totals(chart));
    found.extend(pooled(chart));
}

/// A box that goes on: what came in less what left; where nobody says how many left, not more.
fn next(
    words: &str,
    from: Option<Number>,
    leaving: Option<Number>,
    (to, number): (&str, Option<Number>),
) -> Option<Diagnostic> {
    let is_told = leaving.is_some();
    let step = Step::less(words, from?, leaving);
    if is_told { step.equals(to, number) } else { step.at_most(to, number) }
}

/// What is left of all reports that were assessed, by whatever way they came.
fn included(chart: &FlowChart) -> Option<Diagnostic> {
    let assessed = chart.together(&["assessed", "other_assessed"], "")?;
    let excluded = chart.together(&["reports_excluded", "other_reports_excluded"], "");
    let is_told = excluded.is_some();
    let step = Step::less("what was assessed less what was excluded", assessed, excluded);
    let number = |name: &str| chart.number(name, "");
    match number("included_reports") {
        Some(reports) if is_told => step.equals("included_reports", Some(reports)),
        // A study may have several reports, but hardly a report several studies.
        _ => step.at_most("included_studies", number("included_studies")),
    }
}

/// Those that are pooled are some of all.
fn pooled(chart: &FlowChart) -> Option<Diagnostic> {
    let number = |name: &str| chart.number(name, "");
    let all = number("total_studies").or_else(|| number("included_studies"))?;
    Step::less("the number of studies that are included", all, None)
        .at_most("pooled_studies", number("pooled_studies"))
}

/// Earlier and new studies, and their reports, together.
fn totals(chart: &FlowChart) -> Vec<Diagnostic> {
    let of = |what: &str| {
        let [earlier, new, total] =
            ["previous", "included", "total"].map(|it| format!("{it}_{what}"));
        let (earlier, new) = (chart.number(&earlier, "")?, chart.number(&new, "")?);
        let cells = earlier.cells.into_iter().chain(new.cells).collect();
        let both = Number { value: earlier.value + new.value, cells };
        let total_number = chart.number(&total, "");
        Step::less("earlier and new ones together", both, None).equals(&total, total_number)
    };
    ["studies", "reports"].into_iter().filter_map(of).collect()
}
