//! Every word that a page prints beside what the author wrote.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The words of a page. What stands in braces is put in; where a number decides the form of the words, a
/// message may be a table with a text for each form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// A table, as its number is called.
    pub table: String,
    /// A figure.
    pub figure: String,
    /// The word and the number: `{word} {n}`.
    pub numbered: String,
    /// The head of a table that goes on: `{n}`.
    pub continued: String,
    /// Above each further page of a figure: `{n}`.
    pub figure_continued: String,
    /// Which columns of a wide table a part has: `{from}`, `{to}`, `{all}`.
    pub columns: String,
    /// The head of notes that stand on another page than their figure: `{figure}`.
    pub notes_to: String,
    /// The number of a page: `{n}`, `{pages}`.
    pub page: String,
    /// The heading of a list of PDFs.
    pub index: String,
    /// How many pages a PDF has: `{n}`.
    pub page_count: Message,
    /// The size of a file in thousands of bytes: `{n}`.
    pub kilobytes: String,
    /// The size of a file in millions of bytes: `{n}`.
    pub megabytes: String,
    /// A reference, as its number is called.
    pub reference: String,
    /// The heading of the references.
    pub references: String,
    /// How authors head their references, in small letters.
    pub references_headings: Vec<String>,
    /// The heading of the abbreviations.
    pub abbreviations: String,
    /// How authors head their abbreviations, in small letters.
    pub abbreviations_headings: Vec<String>,
    /// The heading of what a text says in short.
    pub summary: String,
    /// The heading of the main points.
    pub glance: String,
    /// Before the source of a document.
    pub source: String,
    /// Before the source of a table: `{source}`.
    pub table_source: String,
    /// Before the day of making: `{date}`.
    pub compiled: String,
    /// Where a table or figure has no rows.
    pub no_data: String,
    /// The heading of what has changed since the earlier edition.
    pub changes: String,
    /// Where nothing has.
    pub no_changes: String,
    /// Where the document was not in the earlier edition.
    pub new_document: String,
    /// Before what is new: `{text}`.
    pub added: String,
    /// Before what is gone: `{text}`.
    pub removed: String,
    /// Before what stands elsewhere: `{text}`.
    pub moved: String,
    /// A box of this kind.
    pub note: String,
    /// A box of this kind.
    pub tip: String,
    /// A box of this kind.
    pub important: String,
    /// A box of this kind.
    pub warning: String,
    /// A box of this kind.
    pub caution: String,
    /// The number of an entry in the list of references: `{n}`.
    pub reference_number: String,
    /// Behind a list cut short: `{all}` there are, `{n}` are left out.
    pub and_more: Message,
    /// On which pages a work is cited: `{pages}`.
    pub cited_on: String,
    /// A title and the kind of document: `{title}`, `{kind}`.
    pub title_of_kind: String,
    /// Before the DOI of the document itself.
    pub doi: String,
    /// Before the DOI of the document's source.
    pub doi_of_source: String,
    /// An edition in one language: `{language}`.
    pub edition: String,
    /// An edition in two.
    pub bilingual_edition: String,
    /// That an interval was computed.
    pub computed_interval: String,
    /// That a count was computed.
    pub computed_count: String,
    /// That both were.
    pub computed_both: String,
    /// Behind a value that is read aloud, that it was computed.
    pub computed: String,
    /// Behind a value that is read aloud, that it is in doubt.
    pub doubt: String,
    /// What the mark of a doubt means: `{where}` it is explained.
    pub doubt_see: String,
    /// Behind a short source whose reference is wrong, where the work was in fact published: `{it}`.
    pub doubt_corrected: String,
    /// The same where it is explained in rows of a table: `{table}` with its number, `{row}` or several of them.
    pub contradiction_at: Message,
    /// A page that is referred to: `{n}`.
    pub on_page: String,
    /// A legend of a figure of a hundred people.
    pub legend_icons: String,
    /// The same where those are drawn who have the outcome, and nobody else: `{n}`.
    pub legend_affected: String,
    /// So many people of so many: `{n} of {all} people`.
    pub of_people: String,
    /// What a filled person of such a figure is, where an analysis says how many there are.
    pub legend_outcome: String,
    /// What a person in outline is there: one of a number of very low certainty.
    pub legend_unsure: String,
    /// A legend of a map: a dot is a patient.
    pub legend_person: String,
    /// A dot is several patients: `{n}`.
    pub legend_persons: String,
    /// Which version it is: `{it}`.
    pub imprint_version: String,
    /// Where questions are to be sent: `{it}`.
    pub imprint_contact: String,
    /// The conflicts of interest: `{it}`.
    pub imprint_interests: String,
    /// A legend of a forest plot: squares by size, lines for intervals.
    pub legend_area: String,
    /// Lines for intervals alone.
    pub legend_bounds: String,
    /// Squares by size; the kinds of intervals follow.
    pub legend_area_other: String,
    /// The kinds of intervals follow.
    pub legend_bounds_other: String,
    /// A mark without an interval.
    pub legend_bare: String,
    /// A mark without numbers of patients.
    pub legend_uncounted: String,
    /// A range as the source prints it.
    pub legend_range: String,
    /// The mark of a comparator.
    pub legend_versus: String,
    /// An arrow: not reached.
    pub legend_open: String,
    /// That a figure of an analysis was computed.
    pub computed_synthesis: String,
    /// That figures of several kinds were.
    pub computed_several: String,
    /// The same of all of a document, in place of marks: that what has no source was computed.
    pub computed_once: String,
    /// The head over the names of studies.
    pub forest_study: String,
    /// The head over events and patients of an arm: `{arm}`.
    pub forest_counts: String,
    /// The head over means, deviations and patients of an arm: `{arm}`.
    pub forest_means: String,
    /// The head over events and time of an arm: `{arm}`.
    pub forest_rates: String,
    /// The head over effects with their intervals: `{measure}`, `{interval}`.
    pub forest_effect: String,
    /// The head over weights.
    pub forest_weight: String,
    /// What the first arm is called when the project does not say.
    pub forest_intervention: String,
    /// What the second arm is called when the project does not say.
    pub forest_control: String,
    /// All studies pooled.
    pub forest_total: String,
    /// A subgroup pooled.
    pub forest_subtotal: String,
    /// Where the true effect of a new study lies.
    pub forest_prediction: String,
    /// Studies pooled without one of them: `{study}`.
    pub forest_without: String,
    /// Studies pooled with one more: `{study}`.
    pub forest_added: String,
    /// A study without an effect.
    pub forest_not_estimable: String,
    /// Beneath the side of the axis that speaks for an arm: `{arm}`.
    pub forest_favours: String,
    /// Heterogeneity with τ²: `{tau2}`, `{q}`, `{df}`, `{p}`, `{i2}`, each with `=` or `<` before it.
    pub forest_heterogeneity: String,
    /// The same without τ².
    pub forest_heterogeneity_common: String,
    /// The test between subgroups: `{q}`, `{df}`, `{p}`.
    pub forest_between: String,
    /// How effects are pooled, beneath a plot: random effects, with the estimator `{tau}`.
    pub forest_random: String,
    /// A common effect by inverse variance.
    pub forest_common: String,
    /// A common effect by Mantel and Haenszel.
    pub forest_mantel_haenszel: String,
    /// A common effect by Peto.
    pub forest_peto: String,
    /// Behind one of these: intervals of the pooled effect by Hartung and Knapp.
    pub forest_hartung_knapp: String,
    /// What squares, lines and diamonds are.
    pub legend_pooled: String,
    /// What the lines of a funnel plot are.
    pub legend_funnel: String,
    /// The appendix of an audit edition.
    pub audit_title: String,
    /// A column of it.
    pub audit_key: String,
    /// A column of it.
    pub audit_printed: String,
    /// A column of it.
    pub audit_cell: String,
    /// A column of it.
    pub audit_source: String,
    /// Before what comes from no cell.
    pub audit_no_cell: String,
    /// A cell of a table of data: `{row}`, `{column}`.
    pub audit_address: String,
    /// Between a value and what it is compared with.
    pub versus: String,
    /// Brackets around what a value is compared with, by name: `{name}`.
    pub against: [String; 2],
    /// Between readings of a value that the source prints more than once.
    pub or: String,
    /// What stands for a picture that cannot be shown.
    pub picture: String,
    /// A note on a contradiction that the project records: `{first}`, `{first_place}`, `{second}`,
    /// `{second_place}`.
    pub contradiction: String,
    /// What kind of figure it is, as it is read aloud, by the kind's name.
    pub figures: BTreeMap<String, String>,
    /// What stands over the pages of a draft.
    pub draft: String,
    /// The heading of a draft's findings when there are none.
    pub draft_clean: String,
    /// The heading of a draft's findings.
    pub draft_findings: String,
    /// A finding that fails a build.
    pub error: String,
    /// A finding that does not.
    pub draft_warning: String,
    /// Behind the first author, where a slide names its source.
    pub et_al_short: String,
    /// Two authors in running text: `{a}`, `{b}`.
    pub two_authors: String,
    /// The first of several authors in running text: `{a}`.
    pub first_author: String,
    /// What citation styles say for “et al.”, and works in the language have in theirs.
    pub et_al: String,
    /// Kinds of theses and reports, and states of works that are not printed yet, by what they are called in English.
    pub theses: BTreeMap<String, String>,
    /// Words behind the number of a year.
    pub year_signs: Vec<String>,
}

/// A text, or one for each form that a number may ask for.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Message {
    /// The same beside every number.
    Same(String),
    /// By form: `one`, `few`, `many`, `other` …
    Forms(BTreeMap<String, String>),
}

impl Message {
    /// The text for a form, or else the one that holds beside any number.
    pub fn form(&self, form: &str) -> &str {
        match self {
            Message::Same(text) => text,
            Message::Forms(forms) => {
                forms.get(form).or_else(|| forms.get("other")).map_or("", String::as_str)
            }
        }
    }

    /// The text beside a number that asks for this form, with the number put in.
    pub fn with(&self, form: &str, number: &str) -> String {
        fill(self.form(form), &[("n", number)])
    }
}

impl Default for Message {
    fn default() -> Message {
        Message::Same(String::new())
    }
}

/// A pattern with its parts put in: `{n}` and the like.
pub fn fill(pattern: &str, parts: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        let (before, inside) = rest.split_at(at);
        out.push_str(before);
        let part = parts.iter().find_map(|(name, text)| {
            let rest = inside[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((*text, rest))
        });
        match part {
            Some((text, after)) => {
                out.push_str(text);
                rest = after;
            }
            None => {
                out.push('{');
                rest = &inside[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn parts_are_put_in_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("{c} {", &[("a", "1")]), "{c} {");
    }
}
