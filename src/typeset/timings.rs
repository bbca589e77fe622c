//! Where the time of a document goes: what Typst did, for which line, how often, and how long.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroU64;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typst::syntax::Span;
use typst_timing as timing;

use crate::data::place::Place;

/// What one line of a text or template has cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cost {
    /// What was done, in Typst's words (`layout grid`, `measure`, `pdf export`), or what Diptych did with the pages.
    pub what: String,
    /// The text or template that asked for it; empty where none did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Line, from 1; 0 where there is none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub line: usize,
    /// How often it was done. What Typst remembers is not done again, and not counted.
    pub times: u64,
    /// How long it took in all, without what was done within it, in microseconds.
    pub microseconds: u64,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Begins to note what is done, and forgets what was noted. Notes are those of the whole process: no other document may be
/// typeset meanwhile.
pub fn begin() {
    timing::enable();
    timing::clear();
}

/// Does `work` as a step that is noted under this name.
pub fn step<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    timing::timed!(name, work())
}

/// What was noted since the beginning, with the dearest first; `locate` tells the place of a span.
pub fn noted(locate: impl Fn(Span) -> Option<Place>) -> Vec<Cost> {
    timing::disable();
    let mut places: HashMap<NonZeroU64, (String, u32)> = HashMap::new();
    let place = |raw: NonZeroU64| {
        let found = || locate(Span::from_raw(raw)).map(|it| (it.file.to_string(), it.line as u32));
        places.entry(raw).or_insert_with(|| found().unwrap_or_default()).clone()
    };
    let mut json = Vec::new();
    // Only this format gives them away; it is written to memory, which does not fail.
    let written = timing::export_json(&mut json, place);
    let events = written.ok().and_then(|()| serde_json::from_slice::<Vec<Event>>(&json).ok());
    summed(events.unwrap_or_default())
}

/// The beginning or end of what was done.
#[derive(Deserialize)]
struct Event {
    name: String,
    ph: String,
    ts: f64,
    tid: u64,
    args: Option<At>,
}

/// Where it was asked for.
#[derive(Deserialize, Default, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    file: String,
    line: usize,
}

/// What has begun and has not ended: since when, and how long what was done within it took.
type Open = Vec<(f64, f64)>;

fn summed(events: Vec<Event>) -> Vec<Cost> {
    let mut open: HashMap<u64, Open> = HashMap::new();
    let mut sums: BTreeMap<(String, At), (u64, f64)> = BTreeMap::new();
    for event in events {
        let open = open.entry(event.tid).or_default();
        if event.ph == "B" {
            open.push((event.ts, 0.0));
            continue;
        }
        let Some((since, within)) = open.pop() else { continue };
        let took = event.ts - since;
        if let Some((_, outer)) = open.last_mut() {
            *outer += took;
        }
        let sum = sums.entry((event.name, event.args.unwrap_or_default())).or_default();
        sum.0 += 1;
        sum.1 += (took - within).max(0.0);
    }
    let cost = |((what, At { file, line }), (times, took)): (_, (u64, f64))| Cost {
        what,
        file,
        line,
        times,
        microseconds: took.round() as u64,
    };
    let mut costs: Vec<Cost> = sums.into_iter().map(cost).collect();
    // Those of one duration stay in the order of their names.
    costs.sort_by_key(|it| std::cmp::Reverse(it.microseconds));
    costs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(name: &str, ph: &str, ts: f64, line: usize) -> Event {
        let args = Some(At { file: "a.typ".to_string(), line });
        Event { name: name.to_string(), ph: ph.to_string(), ts, tid: 1, args }
    }

    #[test]
    fn what_is_done_within_is_taken_off() {
        let costs = summed(vec![
            event("grid", "B", 0.0, 1),
            event("cell", "B", 10.0, 2),
            event("cell", "E", 40.0, 2),
            event("cell", "B", 50.0, 2),
            event("cell", "E", 60.0, 2),
            event("grid", "E", 100.0, 1),
        ]);
        let shown = costs.iter().map(|it| (it.what.as_str(), it.line, it.times, it.microseconds));
        assert_eq!(shown.collect::<Vec<_>>(), [("grid", 1, 1, 60), ("cell", 2, 2, 40)]);
    }

    #[test]
    fn an_end_without_a_beginning_is_left_out() {
        assert_eq!(summed(vec![event("cell", "E", 1.0, 1)]), []);
    }
}
