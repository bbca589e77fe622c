//! Collects findings: each is reported once, with what it lies within.

use super::finding::Diagnostic;
use crate::data::place::Place;

/// Where every stage reports what it finds. Severities are not decided here: the project's rules
/// are applied to a whole stage at once.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Diagnostic>,
    /// What is being read, the innermost last; it belongs to every finding reported meanwhile.
    context: Vec<(Place, String)>,
}

impl Findings {
    /// Reports a finding; the places of the context are added to it, the innermost first.
    pub fn push(&mut self, finding: Diagnostic) {
        let related = self.context.iter().rev();
        self.found
            .push(related.fold(finding, |it, (place, label)| it.related(place.clone(), label)));
    }

    /// Runs `report` within places that belong to every finding it makes, the outermost first.
    pub fn within<T>(
        &mut self,
        context: impl IntoIterator<Item = (Place, String)>,
        report: impl FnOnce(&mut Findings) -> T,
    ) -> T {
        let depth = self.context.len();
        self.context.extend(context);
        let result = report(self);
        self.context.truncate(depth);
        result
    }

    /// Takes findings back: another one tells them too.
    pub fn take_those(&mut self, told: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let (taken, kept) = std::mem::take(&mut self.found).into_iter().partition(told);
        self.found = kept;
        taken
    }

    /// What has been reported so far.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::codes;
    use super::*;

    #[test]
    fn what_a_finding_lies_within_belongs_to_it() {
        let mut findings = Findings::default();
        let finding = || Diagnostic::new(codes::UNDEFINED_VALUE, Place::file("a"), "x");
        let outer = (Place::file("outer"), "in this table".to_string());
        let inner = (Place::file("inner"), "in this row".to_string());
        findings.within([outer.clone()], |findings| {
            findings.within([inner.clone()], |findings| findings.push(finding()));
            findings.push(finding());
        });
        findings.push(finding());
        let related: Vec<_> = findings.into_iter().map(|it| it.related).collect();
        assert_eq!(related, [vec![inner, outer.clone()], vec![outer], vec![]]);
    }
}
