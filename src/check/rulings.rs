//! The severity of a suspicion by the rules of document, project and caller; what of it was relaxed.

use crate::diagnostic::{Code, Severity};
use crate::language::Language;
use crate::model::inputs::Inputs;
use crate::model::relaxations::Relaxations;
use crate::model::rules::{Rule, Rules};

/// The rules of a project and of its caller.
pub struct Rulings<'a> {
    inputs: &'a Inputs,
}

impl<'a> Rulings<'a> {
    /// The rules of these inputs.
    pub fn new(inputs: &'a Inputs) -> Rulings<'a> {
        Rulings { inputs }
    }

    /// What a document, or else the project, or else the code itself makes of a suspicion; at least
    /// what the caller demands.
    pub fn rule(&self, code: Code, document: Option<&str>, language: Option<Language>) -> Rule {
        self.rule_or(default(code), code, document, language)
    }

    /// The same for a finding that is less sure than others of its code: a warning, where neither
    /// the project nor the caller says otherwise.
    pub fn rule_or(
        &self,
        default: Rule,
        code: Code,
        document: Option<&str>,
        language: Option<Language>,
    ) -> Rule {
        let document = document.and_then(|name| self.inputs.manifest.documents.get(name));
        let own = document.and_then(|document| document.rules.rule(code.id, language));
        let own = own.or_else(|| self.inputs.manifest.rules.rule(code.id, language));
        let policy = &self.inputs.policy;
        let least = if policy.lowering { Rule::Off } else { default };
        let demanded = policy.rules.rule(code.id, language).unwrap_or(Rule::Off);
        own.unwrap_or(default).max(least).max(demanded)
    }

    /// What the project has relaxed, without what is waived.
    pub fn relaxations(&self) -> Relaxations {
        let manifest = &self.inputs.manifest;
        let mut relaxed = Relaxations { raw: manifest.project.raw, ..Relaxations::default() };
        self.add_lowered(&manifest.rules, None, &mut relaxed);
        for document in manifest.documents.values() {
            self.add_lowered(&document.rules, Some(&document.name), &mut relaxed);
        }
        for (name, theme) in &self.inputs.themes {
            for ((limit, value), (_, usual)) in theme.limits.named().iter().zip(theme.usual.named())
            {
                if *value < usual {
                    relaxed.limits.push(format!("{limit} {value} instead of {usual} in {name}"));
                }
            }
        }
        relaxed
    }

    /// The rules by which a suspicion comes to less than its default, in the order of codes.
    fn add_lowered(&self, rules: &Rules, document: Option<&str>, relaxed: &mut Relaxations) {
        let all = rules.all.keys().map(|id| (id, None));
        let own = rules
            .by_language
            .iter()
            .flat_map(|(language, rules)| rules.keys().map(|id| (id, Some(*language))));
        let mut named: Vec<_> = all.chain(own).collect();
        named.sort();
        for (id, language) in named {
            let Some(code) = Code::from_id(id) else { continue };
            let rule = self.rule(code, document, language);
            let within = document.into_iter().map(str::to_string);
            let within = within.chain(language.map(|it| it.to_string())).collect::<Vec<_>>();
            let told = match within.is_empty() {
                true => id.clone(),
                false => format!("{id} in {}", within.join(".")),
            };
            match rule {
                Rule::Off => relaxed.off.push(told),
                rule if rule < default(code) => relaxed.lowered.push(told),
                _ => {}
            }
        }
    }
}

/// What a suspicion counts as when no rule says otherwise.
fn default(code: Code) -> Rule {
    match code.severity() {
        Severity::Warning => Rule::Warning,
        Severity::Error => Rule::Error,
    }
}
