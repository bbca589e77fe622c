//! Which documents and records a request asks for.

use super::expanded::{Expanded, Member};
use super::request::Request;
use crate::language::Edition;
use crate::model::manifest::Document;

/// Whether an edition is asked for: by its document, by its record, or by itself.
pub fn wants(request: &Request, document: &Document, edition: &Edition) -> bool {
    request.only.is_empty() || names(document, edition).any(|name| request.only.contains(&name))
}

/// What `--only` may call an edition.
pub fn names(document: &Document, edition: &Edition) -> impl Iterator<Item = String> {
    let both = [document.name.clone(), document.called()];
    both.into_iter().flat_map(move |name| [format!("{name}.{edition}"), name])
}

/// The records that are asked for, with the names of their series.
pub fn wanted<'a>(series: &'a [Expanded], request: &Request) -> Vec<(&'a str, &'a Member)> {
    let of = |series: &'a Expanded| series.members.iter().map(|it| (&*series.name, it));
    let all = series.iter().flat_map(of);
    all.filter(|(series, member)| is_wanted(request, series, member)).collect()
}

/// Whether any of the editions is asked for; a document that is not known is asked for by its name.
fn is_wanted(request: &Request, series: &str, member: &Member) -> bool {
    let only = &request.only;
    match &member.document {
        Some(document) => document.editions.iter().any(|it| wants(request, document, it)),
        None => {
            let names = [series.to_string(), member.called(series)];
            only.is_empty() || only.iter().any(|it| names.iter().any(|name| it.starts_with(name)))
        }
    }
}
