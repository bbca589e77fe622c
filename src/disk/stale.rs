//! Outputs of earlier builds that a build has not made.

use std::collections::BTreeSet;

use super::folder::Folder;
use super::ledger::Ledger;
use super::recognise;
use crate::model::print;

/// Only what is still as it was written counts; what somebody has changed is theirs. An audit build
/// says nothing of the plain editions, nor these of the audit ones, of print files or of Typst source.
pub fn stale_in(
    folder: &Folder,
    ledger: &Ledger,
    project: &str,
    made: &BTreeSet<&str>,
) -> Vec<String> {
    let unchanged = |name: &&str| recognise::is_unchanged(folder, name, ledger);
    let kinds: BTreeSet<OutputKind> = made.iter().map(|name| OutputKind::of(name)).collect();
    let others = ledger.others(project, made).into_iter();
    let others = others.filter(|name| kinds.contains(&OutputKind::of(name)));
    others.filter(unchanged).map(String::from).collect()
}

/// What a build is asked for: each kind is made by a build of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum OutputKind<'a> {
    Audit,
    /// By its profile.
    Print(&'a str),
    Pages,
    Source,
}

impl OutputKind<'_> {
    fn of(name: &str) -> OutputKind<'_> {
        // The page beside a print file is of its kind.
        if let Some(stem) = print::stem(name) {
            // Of `handout.zh.booklet` it is what stands behind document and edition.
            return OutputKind::Print(stem.splitn(3, '.').nth(2).unwrap_or_default());
        }
        match name.strip_suffix(".pdf") {
            Some(stem) if stem.ends_with(".audit") => OutputKind::Audit,
            Some(_) => OutputKind::Pages,
            None => OutputKind::Source,
        }
    }
}
