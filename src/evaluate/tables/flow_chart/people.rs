//! The boxes of CONSORT 2025: who was assessed, allocated, followed and analysed (Hopewell et al., BMJ 2025;389:e081123).

use super::chart::{Boxes, Chart, Lines};
use crate::language::pack::messages::fill;
use crate::model::table::Lane::{Arm, Main, Side};

/// The stages with their rows of boxes.
pub fn stages(chart: &Chart) -> Vec<(&'static str, Vec<Boxes>)> {
    let enrolment = vec![
        vec![(Main, chart.boxed("eligible", "eligible"))],
        vec![(Side, chart.boxed("ineligible", "ineligible"))],
        vec![(Main, chart.boxed("randomised", "randomised"))],
    ];
    let of_arms = |names: &[&str]| -> Vec<Boxes> {
        let arms = chart.declaration.arms.iter();
        vec![arms.map(|(arm, _)| (Arm(arm.clone()), lines(chart, arm, names))).collect()]
    };
    vec![
        ("enrolment", enrolment),
        ("allocation", of_arms(&["allocated", "received", "not_received"])),
        ("follow_up", of_arms(&["lost", "discontinued"])),
        ("analysis", of_arms(&["analysed", "not_analysed"])),
    ]
}

fn lines(chart: &Chart, arm: &str, names: &[&str]) -> Lines {
    let own = chart.declaration.arms.iter().find(|(id, _)| id == arm);
    let called = own.map_or(arm, |(_, name)| name.get_or_any(chart.context.language));
    let words = |name: &str| fill(chart.words(name), &[("arm", called)]);
    names.iter().flat_map(|name| chart.of_arm(name, arm, &words(name))).collect()
}
