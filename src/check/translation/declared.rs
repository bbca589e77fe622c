//! The two languages of declared tables and figures, compared after their values are filled in:
//! `{{ row.name }}` and `{{ row['name'] }}` print the same cell.

use std::collections::HashSet;

use super::pair::Pair;
use super::pairs;
use super::rules::compare;
use super::terms;
use crate::check::declared::filled::{Filled, begins, filled, templates};
use crate::check::text::lexica::Lexica;
use crate::check::text::normalized::NormalizedText;
use crate::check::text::searched::Searched;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{GeneratedBlock, Inline};
use crate::model::table::Declaration;

/// Compares every declaration that is shown, once; gives the places of the templates that this
/// covers, so that nobody compares them as they are written.
pub fn check(
    inputs: &Inputs,
    lexica: &Lexica,
    evaluated: &Evaluated,
    findings: &mut Findings,
) -> HashSet<Place> {
    let mut shown: HashSet<&GeneratedBlock> = HashSet::new();
    let mut covered = HashSet::new();
    for document in &evaluated.documents {
        let languages = inputs.manifest.project.languages.iter();
        let shows = languages.filter_map(|own| Some((*own, document.tables.get(own)?)));
        let shows: Vec<_> = shows.collect();
        let [(first, here), others @ ..] = shows.as_slice() else { continue };
        for (insert, table) in *here {
            let Some(declaration) = inputs.declaration(insert).filter(|_| !others.is_empty())
            else {
                continue;
            };
            if !shown.insert(insert) {
                continue;
            }
            covered.extend(templates(declaration, table, *first).into_iter().cloned());
            let tables = shows
                .iter()
                .filter_map(|(own, all)| Some((*own, filled(declaration, all.get(insert)?))));
            let tables: Vec<_> = tables.collect();
            pairs::each(&tables, findings, |(first, here), (second, there), findings| {
                let languages = (*first, *second);
                Comparison { inputs, lexica, declaration, languages, told: HashSet::new() }
                    .compare(here, there, findings);
            });
        }
    }
    covered
}

/// The comparison of one declaration.
struct Comparison<'a> {
    inputs: &'a Inputs,
    lexica: &'a Lexica,
    declaration: &'a Declaration,
    languages: (Language, Language),
    /// The code and the place of what has been told: a template has one fault in many rows.
    told: HashSet<(&'static str, Place)>,
}

impl Comparison<'_> {
    fn compare(&mut self, here: &[Filled], there: &[Filled], findings: &mut Findings) {
        for (one, other) in here.iter().zip(there) {
            let mut found = Findings::default();
            if one.lines.len() != other.lines.len() {
                found.extend(self.uneven(one, other));
            }
            for (line, counterpart) in one.lines.iter().zip(&other.lines) {
                self.lines(line, counterpart, &mut found);
            }
            for finding in found {
                if self.told.insert((finding.code.id, finding.place.clone())) {
                    findings.push(match one.row {
                        Some(row) => finding.related(row.clone(), "in this row"),
                        None => finding,
                    });
                }
            }
        }
    }

    /// Two lines; those of one template print the same.
    fn lines(&self, here: &[Inline], there: &[Inline], found: &mut Findings) {
        let own = &self.declaration.place;
        let (at, beside) = (begins(here).unwrap_or(own), begins(there).unwrap_or(own));
        if at == beside {
            return;
        }
        let here = NormalizedText::of_inlines(&self.lexica.tables(self.languages.0), here, at);
        let there =
            NormalizedText::of_inlines(&self.lexica.tables(self.languages.1), there, beside);
        let [here, there] = [here, there].map(|text| Searched::new(self.lexica, text));
        let pair = Pair { here: &here, there: &there, terms: &self.inputs.terms };
        compare(&pair, found);
        terms::check(&pair, found);
    }

    /// A line that only one of the languages has.
    fn uneven(&self, one: &Filled, other: &Filled) -> Option<Diagnostic> {
        let (longer, count) = match one.lines.len() > other.lines.len() {
            true => (one, other.lines.len()),
            false => (other, one.lines.len()),
        };
        let place = begins(longer.lines.get(count)?)?.clone();
        let message = format!(
            "the two languages fill {} differently: {} lines in {}, {} in {}",
            self.declaration.describe(),
            one.lines.len(),
            self.inputs.languages.pack(self.languages.0).name,
            other.lines.len(),
            self.inputs.languages.pack(self.languages.1).name
        );
        let finding = Diagnostic::new(codes::UNPAIRED, place, message);
        Some(finding.help("a line without words vanishes; write its values in both languages"))
    }
}
