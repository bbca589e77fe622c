//! The values of parameters in a document: the defaults, what the document says, the profile, and what the
//! caller sets, each over the one before.

use indexmap::IndexMap;

use super::request::Request;
use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::inputs::Inputs;
use crate::model::parameter::{Given, OwnSettings, Parameter};
use crate::model::series::Scope;

/// The scope of a document without records: its parameters and its profile.
pub fn scope(
    inputs: &Inputs,
    own: &OwnSettings,
    request: &Request,
    findings: &mut Findings,
) -> Scope {
    let declared = &inputs.manifest.parameters;
    let mut values: IndexMap<&str, Given> = IndexMap::new();
    for (name, parameter) in declared {
        // That a default is none has been told.
        values.extend(parameter.read(&parameter.default.text).ok().map(|it| (&**name, it)));
    }
    let profile = request.profile.as_ref().filter(|name| own.profiles.contains_key(*name));
    let laid_over = profile.and_then(|name| own.profiles.get(name));
    for (name, cell) in own.given.iter().chain(laid_over.into_iter().flatten()) {
        match value(declared, name, &cell.text, cell.place().clone()) {
            Ok(value) => drop(values.insert(name, value)),
            Err(finding) => findings.push(finding),
        }
    }
    // What is wrong with them is told once, for all documents.
    let place = Place::file(&inputs.manifest.file);
    for (name, text) in &request.set {
        values.extend(value(declared, name, text, place.clone()).ok().map(|it| (&**name, it)));
    }
    let parameters = values.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
    Scope { record: None, parameters, profile: profile.cloned() }
}

/// What is wrong with the parameters themselves, and with what the caller sets.
pub fn check(inputs: &Inputs, profiles: &[&str], request: &Request, findings: &mut Findings) {
    let declared = &inputs.manifest.parameters;
    for (name, parameter) in declared.iter().filter(|(name, _)| inputs.data.contains_key(*name)) {
        let message = format!("`{name}` names a data set, so it cannot name a parameter");
        let place = parameter.default.place().clone();
        findings.push(Diagnostic::new(codes::WRONG_TYPE, place, message));
    }
    let place = Place::file(&inputs.manifest.file);
    for (name, text) in &request.set {
        findings.extend(value(declared, name, text, place.clone()).err());
    }
    if let Some(profile) = request.profile.as_deref().filter(|it| !profiles.contains(it)) {
        let message = format!("no document has a profile `{profile}`");
        let near = diagnostic::suggestion(profile, profiles.iter().copied());
        let help = near.unwrap_or_else(|| match profiles {
            [] => "write [documents.NAME.profiles.NAME] with values of parameters".to_string(),
            known => format!("profiles: {}", known.join(", ")),
        });
        findings.push(Diagnostic::new(codes::UNKNOWN_PROFILE, place, message).help(help));
    }
}

/// The value of a parameter that must be declared.
fn value(
    declared: &IndexMap<String, Parameter>,
    name: &str,
    text: &str,
    place: Place,
) -> Result<Given, Diagnostic> {
    let Some(parameter) = declared.get(name) else {
        let near = diagnostic::suggestion(name, declared.keys().map(String::as_str));
        let help = near.unwrap_or_else(|| format!("declare it: [parameters] {name} = …"));
        let message = format!("there is no parameter `{name}`");
        return Err(Diagnostic::new(codes::UNKNOWN_PARAMETER, place, message).help(help));
    };
    parameter.read(text).map_err(|expected| {
        let message = format!("the parameter `{name}` must be {expected}, and “{text}” is not");
        let finding = Diagnostic::new(codes::PARAMETER_VALUE, place, message);
        finding.related(parameter.default.place().clone(), "declared here")
    })
}
