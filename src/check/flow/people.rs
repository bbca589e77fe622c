//! The sums of a flow of people: CONSORT 2025 (Hopewell et al., BMJ 2025;389:e081123).

use super::step::{Step, parts};
use crate::diagnostic::Diagnostic;
use crate::model::flow_chart::{BEFORE_ARMS, FlowChart, Number, PEOPLE};

/// Every step that has its numbers.
pub fn check(chart: &FlowChart, found: &mut Vec<Diagnostic>) {
    let number = |name: &str| chart.number(name, "");
    found.extend(PEOPLE[..BEFORE_ARMS].iter().filter_map(|name| parts(chart, name, "")));
    let enrolled = number("eligible")
        .zip(number("ineligible"))
        .map(|(all, not)| Step::less("`eligible` less `ineligible`", all, Some(not)));
    found.extend(enrolled.and_then(|it| it.equals("randomised", number("randomised"))));
    let arms = chart.arms();
    let allocated: Option<Vec<Number>> =
        arms.iter().map(|arm| chart.number("allocated", arm)).collect();
    if let Some(allocated) = allocated.filter(|it| !it.is_empty()) {
        let value = allocated.iter().map(|it| it.value).sum();
        let cells = allocated.into_iter().flat_map(|it| it.cells).collect();
        let all = Step::less("all arms together", Number { value, cells }, None);
        found.extend(all.equals("randomised", number("randomised")));
    }
    arms.iter().for_each(|arm| found.extend(of_arm(chart, arm)));
}

fn of_arm(chart: &FlowChart, arm: &str) -> Vec<Diagnostic> {
    let number = |name: &str| chart.number(name, arm);
    let names = PEOPLE[BEFORE_ARMS..].iter();
    let mut found: Vec<Diagnostic> = names.filter_map(|name| parts(chart, name, arm)).collect();
    let allocated = || number("allocated");
    for name in ["received", "not_received", "lost", "discontinued", "analysed", "not_analysed"] {
        let step = allocated().map(|it| Step::less("`allocated`", it, None));
        found.extend(step.and_then(|it| it.at_most(name, number(name))));
    }
    let received = allocated().zip(number("not_received"));
    let step =
        received.map(|(all, not)| Step::less("`allocated` less `not_received`", all, Some(not)));
    found.extend(step.and_then(|it| it.equals("received", number("received"))));
    if found.is_empty() {
        found.extend(analysed(chart, arm));
    }
    found
}

/// Analysed and not analysed are together all who were allocated, or who received it, with or without those who were
/// lost or stopped: reports differ in that.
fn analysed(chart: &FlowChart, arm: &str) -> Option<Diagnostic> {
    let number = |name: &str| chart.number(name, arm);
    let (analysed, not) = (number("analysed")?, number("not_analysed")?);
    let all = number("allocated")?;
    let value = |name: &str| number(name).map_or(0.0, |it| it.value);
    let together = analysed.value + not.value;
    let wholes = [all.value, number("received").map_or(all.value, |it| it.value)];
    let fewer = [0.0, value("lost"), value("discontinued"), value("lost") + value("discontinued")];
    if wholes.iter().any(|whole| fewer.iter().any(|away| whole - away == together)) {
        return None;
    }
    let cells = all.cells.iter().chain(&not.cells).copied().collect();
    let expected = all.value - not.value;
    let words = "`allocated` less `not_analysed`, with or without those lost or stopped,";
    Step { words, expected, cells }.equals("analysed", Some(analysed))
}
