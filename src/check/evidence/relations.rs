//! D0904, D0905: what is counted twice comes to the same, and no part is larger than its whole.

use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, Study, studies};
use crate::diagnostic::{Code, codes};
use crate::language::packs::Languages;
use crate::model::inputs::Inputs;

/// Ids of a part and of its whole. Complete responses are objective responses, objective responses
/// are disease control (RECIST 1.1: Eisenhauer et al., Eur J Cancer 2009;45:228–247).
const PARTS: [(&str, &str); 6] = [
    ("cr_rate", "orr"),
    ("orr", "dcr"),
    ("cr_rate", "dcr"),
    ("n_evaluable", "n_enrolled"),
    ("n_evaluable", "n"),
    ("n_randomised", "n_enrolled"),
];

/// Checks the quantities of every study against each other.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    for study in studies(inputs) {
        found.extend(responses(study));
        for (part, whole) in PARTS {
            found.extend(exceeds(study, part, whole, codes::EXCEEDS));
        }
        let subgroups = study.stated_quantities().filter(|stated| stated.id.starts_with("n_"));
        for subgroup in subgroups.filter(|stated| stated.is_of_a_part()) {
            for whole in ["n", "n_enrolled"].into_iter().filter(|whole| *whole != subgroup.id) {
                if !PARTS.contains(&(subgroup.id, whole)) {
                    found.extend(exceeds(study, subgroup.id, whole, codes::EXCEEDS));
                }
            }
        }
    }
}

/// D0904: complete and partial responses make the response rate.
fn responses(study: Study) -> Option<Contradiction> {
    let count =
        |id| study.get(id).filter(|it| it.estimate.unit.id() == "patients")?.number("value");
    let ((complete, complete_cell), (partial, partial_cell)) = (count("cr")?, count("pr")?);
    let rate = study.get("orr")?;
    let ((value, cell), (n, n_cell)) = (rate.number("value")?, rate.number("n")?);
    let responders = complete.value + partial.value;
    let share = 100.0 * responders / n.value;
    if n.value < 1.0 || value.can_be(share) {
        return None;
    }
    let message = format!(
        "inconsistent: {} complete and {} partial responses of {} are {share:.2}%, not {}%",
        complete.value, partial.value, n.value, cell.text
    );
    let sum =
        format!("({} + {})/{} = {share:.2}%", complete_cell.text, partial_cell.text, n_cell.text);
    let found = rate.contradiction(codes::RESPONSES, cell, message);
    let found = found.side(Side::quantity(rate.estimate));
    Some(found.side(Side::calculated(sum.clone(), sum, &[complete_cell, partial_cell, n_cell])))
}

/// A contradiction when one quantity of a study is more than another of the same unit.
pub fn exceeds(study: Study, smaller: &str, larger: &str, code: Code) -> Option<Contradiction> {
    let (one, other) = (study.get(smaller)?, study.get(larger)?);
    let ([(low, cell), _], [_, (high, beside)]) = (one.extent()?, other.extent()?);
    if one.estimate.unit != other.estimate.unit || low.may_not_exceed(high) {
        return None;
    }
    let message = format!(
        "inconsistent: `{smaller}` is {}, more than `{larger}`, which is {}",
        cell.text, beside.text
    );
    Some(opposed(one, other, code, cell, message).beside(beside, format!("`{larger}`")))
}

/// A contradiction between two quantities of a study.
pub fn opposed(
    one: StatedQuantity,
    other: StatedQuantity,
    code: Code,
    cell: &crate::data::tree::Cell,
    message: String,
) -> Contradiction {
    let found = one.contradiction(code, cell, message);
    found.side(labelled(one)).side(labelled(other))
}

/// “mPFS 30.9 months”: a quantity with its label, so that two of them can be told apart.
fn labelled(stated: StatedQuantity) -> Option<Side> {
    #[allow(non_upper_case_globals)]
    const Zh: crate::language::Language = crate::language::Language::Zh;
    #[allow(non_upper_case_globals)]
    const En: crate::language::Language = crate::language::Language::En;
    let label = stated.estimate.row.bilingual("label");
    let text = |language| {
        let label = label.get(language).filter(|label| !label.is_empty());
        let label = label.unwrap_or_else(|| stated.measure());
        format!(
            "{label} {}",
            stated.estimate.quantity(&Languages::built_in().writing(language), true).text()
        )
    };
    let cells = stated.estimate.printed_cells();
    Side::said(text(Zh), text(En), &cells, stated.estimate.cell("place"))
}
