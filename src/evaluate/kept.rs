//! What was evaluated before, as long as nothing that all documents share has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::template::mentions::Mentions;
use crate::data::memo::Memo;
use crate::diagnostic::{Diagnostic, Findings};
use crate::language::Edition;
use crate::model::evaluated::{EvaluatedDocument, MadeFrom};
use crate::model::inputs::Text;
use crate::model::manifest::Document;

/// Evaluated texts, by what they were made from. The data, the declarations, the manifest and whatever else is not a text
/// must be the same for all that one of these keeps.
#[derive(Debug, Default)]
pub struct Kept {
    named: Memo<Arc<str>, Named>,
    evaluated: Memo<MadeFrom, (EvaluatedDocument, Vec<Diagnostic>)>,
}

/// What expressions of texts name.
#[derive(Debug, Default)]
pub struct Named {
    /// Their edition.
    pub edition: bool,
    /// Their document.
    pub document: bool,
    /// Other files, which may then be part of them.
    pub leads: bool,
}

impl Kept {
    /// Begins a round, and forgets what was not used in the last ones.
    pub fn turn(&self) {
        self.named.turn();
        self.evaluated.turn();
    }

    /// What these texts name; what they may include is looked at as well.
    pub fn named(&self, texts: &[&Text], files: &BTreeMap<String, Arc<[u8]>>) -> Named {
        let mut all = Named::default();
        for text in texts {
            let of = |source: &str| {
                let mentions = Mentions::of(source);
                Named {
                    edition: mentions.names("edition", files),
                    document: mentions.names("document", files),
                    leads: mentions.leads(),
                }
            };
            let known = self.named.get(text.source.clone(), || of(&text.source));
            // What is included may have changed.
            let known = if known.leads { Arc::new(of(&text.source)) } else { known };
            all.edition |= known.edition;
            all.document |= known.document;
            all.leads |= known.leads;
        }
        all
    }

    /// A document as it was made from this before, with what was found then, or as it is made now.
    pub fn evaluated(
        &self,
        from: Option<MadeFrom>,
        findings: &mut Findings,
        evaluate: impl FnOnce(&mut Findings) -> EvaluatedDocument,
    ) -> EvaluatedDocument {
        let Some(from) = from else { return evaluate(findings) };
        let made_from = Some(Arc::new(from.clone()));
        let known = self.evaluated.get(from, || {
            let mut found = Findings::default();
            let made = evaluate(&mut found);
            (EvaluatedDocument { made_from, ..made }, found.into_iter().collect())
        });
        let (made, found) = &*known;
        findings.extend(found.iter().cloned());
        made.clone()
    }
}

/// What a document is made from.
pub fn made_from(
    texts: &[&Text],
    named: &Named,
    document: &Document,
    edition: Option<&Edition>,
) -> MadeFrom {
    MadeFrom {
        texts: texts.iter().map(|it| (it.path.clone(), it.source.clone())).collect(),
        document: named.document.then(|| document.name.clone()),
        edition: edition.cloned(),
        scope: format!("{:?} {:?}", document.scope.parameters, document.scope.profile),
    }
}
