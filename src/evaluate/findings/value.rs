//! Outcomes of summaries of findings as MiniJinja sees them: `finding("tb").sentence`.

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::value::Value;
use minijinja::{Error, ErrorKind};

use super::sentence::statement;
use super::signs;
use crate::diagnostic;
use crate::evaluate::template::analyses::{self, Parts};
use crate::evaluate::template::excused;
use crate::language::pack::Pack;
use crate::language::pack::writing::Writing;
use crate::model::summary_of_findings::{Finding, SummaryOfFindings};
use crate::quantity::unit::Unit;

/// The outcomes of a project in one language.
pub struct Outcomes {
    all: IndexMap<String, Arc<Finding>>,
    pack: Pack,
    percent: Option<Unit>,
}

impl Outcomes {
    /// Those of all summaries.
    pub fn new(
        summaries: &IndexMap<String, Arc<SummaryOfFindings>>,
        pack: &Pack,
        percent: Option<Unit>,
    ) -> Outcomes {
        let all = summaries.values().flat_map(|it| &it.outcomes);
        let all = all.map(|it| (it.id.clone(), it.clone())).collect();
        Outcomes { all, pack: pack.clone(), percent }
    }

    /// What is said of one of them.
    pub fn value(&self, id: &str, writing: &Writing) -> Result<Value, Error> {
        let Some(found) = self.all.get(id) else {
            let help = diagnostic::suggestion(id, self.all.keys().map(String::as_str));
            let help = help.map(|it| format!("; {it}")).unwrap_or_default();
            let message = format!("no summary of findings has the outcome “{id}”{help}");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        };
        let (words, language) = (&self.pack.evidence, writing.language);
        let mut parts = Parts::default();
        parts.text("outcome", found.outcome.get_or_any(language));
        parts.text("certainty", signs::level(found.certainty, words));
        parts.text("signs", &signs::signs(found.certainty, words));
        if let Ok(statement) = statement(found, words, language) {
            let stop = self.pack.punctuation.stop.trim_end();
            // The words are those of the manifest and of the language; they are no figures.
            parts.add("sentence", excused::words(format!("{statement}{stop}")));
            parts.add("statement", excused::words(statement));
        }
        parts.add("analysis", analyses::analysis(&found.analysis, writing, self.percent.clone()));
        Ok(parts.value())
    }
}
