//! What machines that divided a build have made together: that everything is there once, and nothing twice, or
//! what must be made again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::data::digest;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::export::outputs::{Archive, Output, Outputs, Told};
use crate::model::shard::Shard;

/// What one machine has recorded.
pub struct Part {
    /// Its manifest, as messages call it.
    pub file: String,
    /// What stands in it.
    pub record: Outputs,
}

impl Part {
    /// Which part it is; a build that was not divided is the only one.
    pub fn shard(&self) -> Shard {
        self.record.shard.unwrap_or(Shard { number: 1, of: 1 })
    }

    /// The manifest and, if the files are in an archive, that.
    pub fn paths(&self) -> Vec<PathBuf> {
        let file = PathBuf::from(&self.file);
        let archive = self.record.archive.as_ref().map(|it| file.with_file_name(&it.name));
        std::iter::once(file).chain(archive).collect()
    }
}

/// What parts come to.
#[derive(Default)]
pub struct Joined {
    /// How many parts there are to be.
    pub of: usize,
    /// The parts that must be made again.
    pub again: BTreeSet<usize>,
    /// All files in the order in which they were asked for, each with the place of its part in the list.
    pub outputs: Vec<(usize, Output)>,
    /// What stands in the way.
    pub findings: Vec<Diagnostic>,
}

/// Puts parts together.
pub fn join(parts: &[Part]) -> Joined {
    let mut joined = Joined::default();
    let Some(common) = common(parts) else { return joined };
    joined.of = common.shard().of;
    let mut known: BTreeMap<usize, &str> = BTreeMap::new();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, part) in parts.iter().enumerate() {
        if let Some(what) = difference(&common.record, &part.record) {
            joined.findings.push(of_another_build(part, common, &what));
            continue;
        }
        if let Some(other) = known.insert(part.shard().number, &part.file) {
            let message = format!("part {} is there twice", part.shard());
            joined.findings.push(twice(part, other, message));
            continue;
        }
        joined.add(at, part, &mut names);
    }
    joined.missing(&known, common);
    joined.outputs.sort_by_key(|(_, output)| output.number);
    if joined.findings.is_empty() {
        let all = names.into_keys().map(str::to_string).collect();
        joined.findings.extend(incomplete(common, all));
    }
    for part in parts {
        joined.findings.extend(not_made(part));
    }
    joined
}

impl Joined {
    /// Adds the files of a part, made or not.
    fn add<'a>(&mut self, at: usize, part: &'a Part, names: &mut BTreeMap<&'a str, &'a str>) {
        let failed = part.record.failed.iter().flat_map(|it| &it.files).map(String::as_str);
        let made = part.record.outputs.iter().map(|it| it.name.as_str());
        for name in made.chain(failed) {
            if let Some(other) = names.insert(name, &part.file) {
                self.findings.push(twice(part, other, format!("`{name}` is there twice")));
            }
        }
        self.outputs.extend(part.record.outputs.iter().map(|output| (at, output.clone())));
    }

    /// Notes the parts that are not there.
    fn missing(&mut self, known: &BTreeMap<usize, &str>, common: &Part) {
        let missing: Vec<usize> = (1..=self.of).filter(|it| !known.contains_key(it)).collect();
        if !missing.is_empty() {
            let (count, of) = (missing.len(), self.of);
            let are = if count == 1 { "is" } else { "are" };
            let message = format!("of {of} parts {count} {are} not there: {}", listed(&missing));
            let help = format!("make each again: `diptych build --shard {}/{of}`", missing[0]);
            let place = Place::file(&common.file);
            let finding = Diagnostic::new(codes::SHARD_MISSING, place, message).help(help);
            self.findings.push(finding.label("made together with these"));
        }
        self.again.extend(missing);
    }

    /// Notes that a file of a part is not what its manifest says.
    pub fn broken(&mut self, part: &Part, output: &Output, why: &str) {
        self.again.insert(part.shard().number);
        self.findings.push(broken(part, output, why));
    }
}

/// A finding that a file of a part is not what its manifest says.
pub fn broken(part: &Part, output: &Output, why: &str) -> Diagnostic {
    let message = format!("`{}` of part {} {why}", output.name, part.shard());
    let finding = Diagnostic::new(codes::SHARD_BROKEN, Place::file(&part.file), message);
    finding.help(format!("make the part again: `diptych build --shard {}`", part.shard()))
}

/// “3, 7 to 9”, and of very many the first.
pub fn listed(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let told = runs.iter().take(20).map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    let more = if runs.len() > 20 { ", …" } else { "" };
    told.collect::<Vec<_>>().join(",") + more
}

/// The first of the parts that most are made together with.
fn common(parts: &[Part]) -> Option<&Part> {
    let mut groups: Vec<(&Part, usize)> = Vec::new();
    for part in parts {
        let same = |it: &&mut (&Part, usize)| difference(&it.0.record, &part.record).is_none();
        match groups.iter_mut().find(same) {
            Some((_, count)) => *count += 1,
            None => groups.push((part, 1)),
        }
    }
    let most = groups.iter().map(|(_, count)| *count).max()?;
    groups.into_iter().find(|(_, count)| *count == most).map(|(part, _)| part)
}

/// What two parts were not made from together.
fn difference(one: &Outputs, other: &Outputs) -> Option<String> {
    let of = |it: &Outputs| it.shard.map_or(1, |shard| shard.of);
    if one.diptych != other.diptych {
        return Some(format!("Diptych {} and not {}", other.diptych, one.diptych));
    }
    if one.inputs != other.inputs {
        return Some("other inputs".to_string());
    }
    if one.options != other.options {
        return Some(format!("`{}` and not `{}`", other.options.join(" "), one.options.join(" ")));
    }
    if of(one) != of(other) {
        return Some(format!("a division into {} and not {}", of(other), of(one)));
    }
    (one.whole != other.whole).then(|| "another list of documents".to_string())
}

fn of_another_build(part: &Part, common: &Part, what: &str) -> Diagnostic {
    let message = format!("this part was made from {what}");
    let finding = Diagnostic::new(codes::SHARD_DIFFERS, Place::file(&part.file), message);
    let finding = finding.related(Place::file(&common.file), "most parts were made as this one");
    finding.help("make it again from what the others were made from, or all anew")
}

fn twice(part: &Part, other: &str, message: String) -> Diagnostic {
    let finding = Diagnostic::new(codes::SHARD_TWICE, Place::file(&part.file), message);
    let finding = finding.related(Place::file(other), "the other one");
    finding.help("remove one of them, or name only the files that belong together")
}

/// A finding unless these names are all that were asked for.
fn incomplete(common: &Part, names: Vec<String>) -> Option<Diagnostic> {
    let whole = common.record.whole.as_ref()?;
    let count = names.len();
    if count == whole.files && digest::of_names(names) == whole.sha256 {
        return None;
    }
    let message = match count == whole.files {
        true => "the files of the parts are not called as those asked for".to_string(),
        false => format!("the parts have {count} files, and not the {} asked for", whole.files),
    };
    let finding = Diagnostic::new(codes::SHARD_MISSING, Place::file(&common.file), message);
    Some(finding.help("a manifest was changed: make all parts again"))
}

/// The documents that no machine could make.
fn not_made(part: &Part) -> impl Iterator<Item = Diagnostic> {
    part.record.failed.iter().map(|it| {
        let message = format!("`{}` was not made ({}): {}", it.document, it.place, it.why);
        let finding = Diagnostic::new(codes::SHARD_FAILED, Place::file(&part.file), message);
        finding
            .help("mend the record, and make all parts again: they are made from other data then")
    })
}

/// The record of the whole, as a build that was not divided would have written it.
pub fn record(parts: &[Part], outputs: Vec<Output>, archive: Archive) -> Option<Outputs> {
    let mut whole = common(parts)?.record.clone();
    let mut found: BTreeMap<(String, String, String), Told> = BTreeMap::new();
    for told in parts.iter().flat_map(|part| &part.record.findings) {
        let key = (told.place.clone(), told.code.clone(), told.message.clone());
        found
            .entry(key)
            .and_modify(|it| it.records += told.records)
            .or_insert_with(|| told.clone());
    }
    let failed = parts.iter().flat_map(|part| part.record.failed.clone());
    (whole.shard, whole.failed, whole.archive) = (None, failed.collect(), Some(archive));
    (whole.findings, whole.outputs) = (found.into_values().collect(), outputs);
    Some(whole)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::export::outputs::Whole;
    use crate::model::artifact::Artifact;
    use crate::model::inputs::Sources;

    /// Part `number` of two, of four files.
    fn part(number: usize) -> Part {
        let name = |at: usize| format!("{at}.pdf");
        let output = |at: usize| {
            let artifact =
                Artifact { name: name(at), bytes: vec![at as u8], pages: 1, inputs: None };
            Output { number: Some(at), ..Output::of(&artifact) }
        };
        let outputs = [number, number + 2].map(output).to_vec();
        let sha256 = digest::of_names((1..=4).map(name).collect());
        let record = Outputs {
            shard: Shard::new(number, 2),
            whole: Some(Whole { files: 4, sha256 }),
            ..Outputs::new(&Sources::default(), outputs, &[])
        };
        Part { file: format!("{number}.json"), record }
    }

    fn told(parts: &[Part]) -> (Vec<&'static str>, Vec<usize>) {
        let joined = join(parts);
        let codes = joined.findings.iter().map(|it| it.code.id).collect();
        (codes, joined.again.into_iter().collect())
    }

    #[test]
    fn whole_parts_are_joined_in_the_order_of_their_files() {
        let joined = join(&[part(2), part(1)]);
        assert!(joined.findings.is_empty() && joined.again.is_empty(), "{:?}", joined.findings);
        let names: Vec<_> = joined.outputs.iter().map(|(at, it)| (*at, &*it.name)).collect();
        assert_eq!(names, [(1, "1.pdf"), (0, "2.pdf"), (1, "3.pdf"), (0, "4.pdf")]);
    }

    #[test]
    fn what_is_missing_twice_or_of_another_build_is_told() {
        assert_eq!(told(&[part(2)]), (vec!["D0221"], vec![1]));
        assert_eq!(told(&[part(1), part(2), part(1)]), (vec!["D0223"], vec![]));
        let mut lost = part(1);
        lost.record.outputs.pop();
        assert_eq!(told(&[lost, part(2)]), (vec!["D0221"], vec![]));
        let mut double = part(1);
        double.record.outputs[1].name = "2.pdf".to_string();
        assert_eq!(told(&[double, part(2)]).0, ["D0223"]);
        let mut other = part(1);
        other.record.inputs.sha256 = "other".to_string();
        assert_eq!(told(&[part(2), other]), (vec!["D0222", "D0221"], vec![1]));
        let mut other = part(2);
        other.record.options.push("--audit".to_string());
        assert_eq!(told(&[part(1), other]), (vec!["D0222", "D0221"], vec![2]));
    }

    #[test]
    fn runs_of_numbers_are_written_as_job_arrays_take_them() {
        assert_eq!(listed(&[1, 3, 4, 5, 9]), "1,3-5,9");
        assert_eq!(listed(&(0..30).map(|at| at * 2).collect::<Vec<_>>()).matches(',').count(), 20);
    }
}
