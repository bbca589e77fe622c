//! How sure an outcome is, step by step, and how large its effect is.

use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::keys::LEVELS;
use crate::model::keys::words::STARTS;
use crate::model::summary_of_findings::{Certainty, Domain, Finding, Reason, Remark, Size};

/// A rating with its steps.
pub struct Judged {
    /// The certainty.
    pub certainty: Certainty,
    /// Where it is said.
    pub place: Place,
    /// The steps.
    pub reasons: Vec<Reason>,
}

/// Reads the rating; one that is stated and that the steps do not give is a finding.
pub fn read(fields: &mut Fields, findings: &mut Findings) -> Judged {
    let start = fields.word("start", &STARTS).unwrap_or(Certainty::High);
    let down = fields.get("down").and_then(Node::as_map);
    let up = fields.get("up").and_then(Node::as_map);
    let stated_at = fields.get("certainty").map(|node| node.place().clone());
    let stated = fields.word("certainty", &Certainty::ALL);
    let mut reasons = Vec::new();
    for (map, section, domains) in
        [(down, &keys::DOWN, &Domain::DOWN[..]), (up, &keys::UP, &Domain::UP[..])]
    {
        reasons.extend(map.into_iter().flat_map(|map| steps(map, section, domains, findings)));
    }
    let by = |it: &Reason| i32::from(it.levels) * if it.domain.is_down() { -1 } else { 1 };
    let given = Certainty::of_level(i32::from(start.level()) + reasons.iter().map(by).sum::<i32>());
    let place = stated_at
        .unwrap_or_else(|| down.or(up).map_or_else(|| fields.place(), |map| map.place.clone()));
    if let Some(stated) = stated.filter(|it| *it != given) {
        findings.push(differs(&place, (stated, given), start, &reasons));
    }
    Judged { certainty: stated.unwrap_or(given), place, reasons }
}

fn differs(
    place: &Place,
    (stated, given): (Certainty, Certainty),
    start: Certainty,
    reasons: &[Reason],
) -> Diagnostic {
    let step = |it: &Reason| {
        let sign = if it.domain.is_down() { '−' } else { '+' };
        format!("{sign}{} for {}", it.levels, it.domain.id())
    };
    let steps: Vec<String> = reasons.iter().map(step).collect();
    let steps = if steps.is_empty() { "no step".to_string() } else { steps.join(", ") };
    let message = format!(
        "the certainty is stated as {}, but {} with {steps} gives {}",
        stated.id(),
        start.id(),
        given.id()
    );
    Diagnostic::new(codes::CERTAINTY_STEPS, place.clone(), message)
        .help("complete `down` and `up` with a reason for each step, or leave `certainty` out")
}

fn steps(
    map: &Map,
    section: &'static keys::Section,
    domains: &[(&'static str, Domain)],
    findings: &mut Findings,
) -> Vec<Reason> {
    let mut fields = Fields::new(map, section);
    let mut reasons = Vec::new();
    for (name, domain) in domains {
        let Some(node) = fields.get(name) else { continue };
        let Some(map) = node.as_map() else {
            let message = format!("write {name} = {{ levels = 1, why = \"…\" }}");
            fields.wrong(node, message);
            continue;
        };
        let mut own = Fields::new(map, &keys::STEP);
        let levels = own.word("levels", &LEVELS).unwrap_or(1);
        let why = remark(&mut own, "why");
        findings.extend(own.finish());
        reasons.push(Reason { domain: *domain, levels, why, place: node.place().clone() });
    }
    findings.extend(fields.finish());
    reasons
}

/// Words, and where they stand within their quotes.
pub fn remark(fields: &mut Fields, key: &'static str) -> Remark {
    let text = fields.bilingual(key);
    let map = fields.get(key).and_then(Node::as_map).filter(|map| map.is_translated());
    let cells = map.iter().flat_map(|map| map.languages.iter().zip(map.entries.values()));
    let places =
        cells.filter_map(|(language, entry)| Some((*language, entry.node.as_cell()?.inner())));
    Remark { text, places: places.collect() }
}

/// What is said of the size of an effect.
pub struct Sized {
    stated: Option<Size>,
    thresholds: Option<[f64; 3]>,
}

/// Reads the size, or the thresholds that decide it.
pub fn size(fields: &mut Fields) -> Sized {
    let stated = fields.word("size", &Size::ALL);
    let nodes = fields.list("thresholds");
    let number = |node: &Node| node.as_cell()?.text.parse().ok().filter(|it: &f64| *it > 0.0);
    let numbers: Vec<f64> = nodes.iter().filter_map(number).collect();
    let rising = numbers.windows(2).all(|it| it[0] < it[1]);
    let thresholds = <[f64; 3]>::try_from(numbers).ok().filter(|_| rising);
    if let (Some(node), None) = (nodes.first(), thresholds) {
        fields.wrong(node, "`thresholds` are three numbers above zero that rise".to_string());
    }
    Sized { stated, thresholds }
}

impl Sized {
    /// The size of the effect: as stated, or else by the thresholds, per 1000 of the first risk or as a mean.
    pub fn of(&self, finding: &Finding) -> Option<Size> {
        let by = |thresholds| {
            let per_1000 = finding
                .risks
                .first()
                .and_then(|it| finding.absolute(it))
                .map(|it| it[0].per_1000());
            let effect = per_1000.or_else(|| finding.beyond().filter(|_| finding.is_of_means()))?;
            Some(Size::of(effect, thresholds))
        };
        self.stated.or_else(|| by(self.thresholds?))
    }
}
