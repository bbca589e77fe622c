//! D0108: what becomes of findings by `[rules]`, waivers and the caller's policy.

use std::collections::{BTreeMap, HashMap};

use super::rulings::Rulings;
use crate::diagnostic::{self, Code, Diagnostic, Severity, Stage, codes};
use crate::language::{Edition, Language};
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::rules::{Rule, Scope, Waiver};

/// A finding, and the document and language in which it was found, as far as the stage knows them.
pub struct Found<'a> {
    /// The finding.
    pub finding: Diagnostic,
    /// The name of the document.
    pub document: Option<&'a str>,
    /// The only language of the edition.
    pub language: Option<Language>,
}

impl From<Diagnostic> for Found<'_> {
    fn from(finding: Diagnostic) -> Self {
        Found { finding, document: None, language: None }
    }
}

/// What is left of a stage's findings.
pub struct Judged {
    /// The findings, with their severities.
    pub findings: Vec<Diagnostic>,
    /// How many were waived, by their codes.
    pub waived: BTreeMap<String, usize>,
}

/// The rules and waivers of a project, and what the caller demands.
pub struct Judge<'a> {
    rulings: Rulings<'a>,
    waivers: Vec<&'a Waiver>,
    /// The documents that each text belongs to, and its language.
    texts: HashMap<&'a str, Vec<(&'a str, Language)>>,
}

impl<'a> Judge<'a> {
    /// What the manifest says, and the texts themselves.
    pub fn new(inputs: &'a Inputs, evaluated: &'a Evaluated) -> Judge<'a> {
        let mut texts: HashMap<_, Vec<_>> = HashMap::new();
        for text in &inputs.texts {
            texts.entry(&*text.path).or_default().push((&*text.document, text.language));
        }
        let manuscripts = evaluated.documents.iter().flat_map(|it| &it.manuscripts);
        // Texts that several documents share are one text, and so are their waivers.
        let in_place: BTreeMap<_, _> = manuscripts
            .flat_map(|manuscript| &manuscript.waivers)
            .map(|waiver| ((&waiver.place, &waiver.code), waiver))
            .collect();
        let waivers = inputs.manifest.waivers.iter().chain(in_place.into_values());
        let policy = &inputs.policy;
        let counts = |it: &&Waiver| policy.waivers && !policy.unwaivable.contains(&it.code);
        let waivers = waivers.filter(counts).collect();
        Judge { rulings: Rulings::new(inputs), waivers, texts }
    }

    /// Decides the severity of what a stage has found and takes out what is waived.
    ///
    /// A waiver that excused nothing is a finding of the stage that it is about, for a check lays
    /// nothing out; and only when everything was looked at (`complete`) and no error hides what it
    /// is about.
    pub fn judge<F: Into<Found<'a>>>(
        &self,
        findings: impl IntoIterator<Item = F>,
        stage: Stage,
        complete: bool,
    ) -> Judged {
        let waivers: Vec<&Waiver> =
            self.waivers.iter().copied().filter(|waiver| stage_of(waiver) == stage).collect();
        let by_subject = by_subject(&waivers);
        let mut used = vec![false; waivers.len()];
        let (mut left, mut waived) = (Vec::new(), BTreeMap::new());
        for finding in findings.into_iter().filter_map(|it| self.ruled(it.into())) {
            let excusing = excusing(&finding, &waivers, &by_subject);
            excusing.iter().for_each(|at| used[*at] = true);
            match excusing.is_empty() {
                true => left.push(finding),
                false => *waived.entry(finding.code.id.to_string()).or_default() += 1,
            }
        }
        if complete && !diagnostic::any_error(&left) {
            let idle = waivers.iter().zip(used).filter(|(_, used)| !used);
            left.extend(idle.filter_map(|(waiver, _)| self.ruled(idle_waiver(waiver).into())));
        }
        Judged { findings: left, waived }
    }

    /// Whether a finding is about a document in an edition, as far as its places tell.
    pub fn concerns(&self, document: &str, edition: &Edition, finding: &Diagnostic) -> bool {
        let mut places =
            std::iter::once(&finding.place).chain(finding.related.iter().map(|it| &it.0));
        let own = |(name, language): &(&str, Language)| {
            *name == document && edition.languages().contains(language)
        };
        match self.texts.contains_key(&*finding.place.file) {
            true => places.any(|it| self.texts.get(&*it.file).is_some_and(|of| of.iter().any(own))),
            false => true,
        }
    }

    /// The finding with the severity that the rules give it, or nothing. What concerns several
    /// documents has the highest severity of theirs: a rule of one does not excuse the others.
    fn ruled(&self, found: Found) -> Option<Diagnostic> {
        let mut finding = found.finding;
        if finding.code.is_fact() {
            return Some(finding);
        }
        let of_text = self.texts.get(&*finding.place.file).map_or(&[][..], Vec::as_slice);
        let language = of_text.first().map(|(_, language)| *language).or(found.language);
        let documents: Vec<&str> = match found.document {
            Some(document) => vec![document],
            None => of_text.iter().map(|(document, _)| *document).collect(),
        };
        let (code, lowered) = (finding.code, finding.rule == Some(Severity::Warning));
        let rule = |document: Option<&str>| match lowered {
            true => self.rulings.rule_or(Rule::Warning, code, document, language),
            false => self.rulings.rule(code, document, language),
        };
        let own = documents.iter().map(|name| rule(Some(name))).max();
        match own.unwrap_or_else(|| rule(None)) {
            Rule::Off => return None,
            Rule::Warning => finding.rule = Some(Severity::Warning),
            Rule::Error => finding.rule = Some(Severity::Error),
        }
        Some(finding)
    }
}

/// The numbers of waivers by the code and the file that they are about.
type BySubject<'a> = HashMap<(&'a str, &'a str), Vec<usize>>;

fn by_subject<'a>(waivers: &[&'a Waiver]) -> BySubject<'a> {
    let mut by_subject = BySubject::new();
    for (at, waiver) in waivers.iter().enumerate() {
        by_subject.entry((&*waiver.code, &*waiver.file)).or_default().push(at);
    }
    by_subject
}

/// The waivers that excuse a finding. One that stands beside a sentence excuses what is told there,
/// be it the place of the finding or its counterpart in the other language.
fn excusing(finding: &Diagnostic, waivers: &[&Waiver], by_subject: &BySubject) -> Vec<usize> {
    if finding.code.is_fact() {
        return Vec::new();
    }
    let places = std::iter::once(&finding.place).chain(finding.related.iter().map(|it| &it.0));
    let mut excusing = Vec::new();
    for (i, place) in places.enumerate() {
        let about = by_subject.get(&(finding.code.id, &*place.file)).into_iter().flatten();
        excusing.extend(about.copied().filter(|at| match &waivers[*at].scope {
            Scope::Words(words) => i == 0 && finding.message.contains(words),
            Scope::Lines(lines) => lines.contains(&place.line),
        }));
    }
    excusing
}

/// The stage whose findings a waiver is about; those of the setup are known with the texts.
fn stage_of(waiver: &Waiver) -> Stage {
    match Code::from_id(&waiver.code).map(|code| code.stage) {
        Some(Stage::Pages) => Stage::Pages,
        _ => Stage::Texts,
    }
}

fn idle_waiver(waiver: &Waiver) -> Diagnostic {
    let (place, help) = match waiver.scope {
        Scope::Words(_) => (&*waiver.file, "remove it, or quote the words of the current message"),
        Scope::Lines(_) => {
            ("the block beside it", "remove it, or put it before the block or into its lines")
        }
    };
    let message = format!("this waiver matches no finding {} in {place}", waiver.code);
    Diagnostic::new(codes::IDLE_WAIVER, waiver.place.clone(), message).help(help)
}
