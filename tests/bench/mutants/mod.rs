//! Spoils a project, one small thing at a time: what a slip of the pen in one language looks like.

use std::ops::Range;

use diptych::Sources;

mod data;

/// A project with one thing spoilt.
pub struct Mutant {
    /// What kind of thing.
    pub class: &'static str,
    /// The file that is spoilt.
    pub file: String,
    /// What it was and what it is now.
    pub what: String,
    /// The file's new text.
    pub text: String,
}

impl Mutant {
    fn new(
        class: &'static str,
        file: String,
        text: &str,
        range: Range<usize>,
        new: &str,
    ) -> Option<Mutant> {
        let short = |text: &str| text.chars().take(60).collect::<String>();
        let old = text.get(range.clone())?;
        let before = text[..range.start].lines().count();
        let what = format!("line {before}: {} → {}", short(old), short(new));
        let spoilt = format!("{}{new}{}", &text[..range.start], &text[range.end..]);
        (spoilt != text).then_some(Mutant { class, file, what, text: spoilt })
    }

    /// The project with this file in place of its own.
    pub fn sources(&self, of: &Sources) -> Sources {
        let mut sources = of.clone();
        sources.insert(&self.file, self.text.as_bytes());
        sources
    }
}

/// Classes of mutants of the data, which both languages print alike: only what the data say twice
/// can be found. Counted apart.
pub const DATA_CLASSES: [&str; 7] = [
    "data: value",
    "data: bound",
    "data: n",
    "data: swapped",
    "data: rounding",
    "data: unit",
    "data: words",
];

/// The classes of mutants of the texts, in the order in which they are reported.
pub const CLASSES: [&str; 16] = [
    "digit",
    "number word",
    "value",
    "n",
    "swapped values",
    "rounding",
    "unit",
    "drug",
    "gene",
    "trial",
    "name typo",
    "citation",
    "negation",
    "direction",
    "sentence or cell",
    "item or row",
];

/// SplitMix64 (Steele et al., OOPSLA 2014): small, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One of these, when there are any.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.next() as usize % of.len().max(1);
        of.get(at)
    }
}

/// A mutant of this class at a random place of a random text of the project.
pub fn mutant(class: &'static str, sources: &Sources, random: &mut Random) -> Option<Mutant> {
    if DATA_CLASSES.contains(&class) {
        return data::mutant(class, sources, random);
    }
    let texts: Vec<&String> = sources.files.keys().filter(|path| path.ends_with(".md")).collect();
    let file = random.pick(&texts)?.to_string();
    let text = sources.text(&file)?.to_string();
    let (range, new) = spoil(class, &file, &text, random)?;
    Mutant::new(class, file, &text, range, &new)
}

fn spoil(
    class: &str,
    file: &str,
    text: &str,
    random: &mut Random,
) -> Option<(Range<usize>, String)> {
    match class {
        "digit" => digit(text, random),
        "value" => expression(text, random, |_| true),
        "n" => expression(text, random, is_count),
        "swapped values" => swapped(text, random),
        "rounding" => rounding(text, random),
        "citation" => citation(text, random),
        "sentence or cell" => sentence(text, random),
        "item or row" => item(text, random),
        "name typo" => typo(text, random),
        "number word" => exchange(text, NUMBERS, random),
        "unit" => exchange(text, UNITS, random),
        "drug" => exchange(text, DRUGS, random),
        "gene" => exchange(text, GENES, random),
        "trial" => exchange(text, TRIALS, random),
        "negation" => match file.contains(".zh.") {
            true => exchange(text, NEGATIONS_ZH, random),
            false => exchange(text, NEGATIONS_EN, random),
        },
        "direction" => exchange(text, DIRECTIONS, random),
        _ => None,
    }
}

/// Groups of words of one kind; a mutant puts another of the group in place of one.
type Groups = &'static [&'static [&'static str]];

const NUMBERS: Groups = &[
    &["两种", "三种", "五种", "七种"],
    &["两项", "三项", "四项"],
    &["十一个", "十个", "九个"],
    &["三类", "四类"],
    &["半年", "一年", "两年"],
    &[" two ", " three ", " four ", " five ", " seven ", " eleven "],
    &["six-month", "one-year", "two-year"],
    &["first-line", "second-line"],
    &["一线", "二线"],
    &["Two ", "Three ", "Four ", "Five "],
];
const UNITS: Groups = &[
    &[" 例", " 个月", " 天", " 年"],
    &[" evaluable patients", " evaluable months"],
    &["半年内", "半天内"],
    &["six months", "six weeks", "six years"],
    &["one year", "one month", "one week"],
    &["一年", "一周", "一天"],
    &["two-year", "two-month"],
    &["两年", "两周"],
    &["from day ", "from week "],
    &["on day ", "on week "],
];
const DRUGS: Groups = &[
    &[
        "阿替利珠单抗",
        "贝伐珠单抗",
        "信迪利单抗",
        "帕博利珠单抗",
        "卡瑞利珠单抗",
        "纳武利尤单抗",
        "度伐利尤单抗",
        "伊匹木单抗",
    ],
    &["仑伐替尼", "阿帕替尼", "索拉非尼", "芦可替尼", "伊他替尼"],
    &[
        "atezolizumab",
        "bevacizumab",
        "sintilimab",
        "pembrolizumab",
        "camrelizumab",
        "nivolumab",
        "durvalumab",
        "ipilimumab",
    ],
    &["lenvatinib", "apatinib", "sorafenib", "ruxolitinib", "itacitinib"],
    &["Ruxolitinib", "Itacitinib"],
    &["VG161", "M1-c6v1", "NDV-GT", "JCAR014"],
];
const GENES: Groups = &[
    &["PD-1", "PD-L1", "TIM-3", "LAG-3"],
    &["*B2M*", "*Tap1*", "*JAK1/2*", "*DDR1*"],
    &["CD8⁺", "CD4⁺"],
    &["CD73", "CD39"],
    &["IL-2", "IL-10"],
    &["IFN-γ", "IFN-α"],
    &["MHC-I", "MHC-II"],
];
const TRIALS: Groups = &[&[
    "IMbrave150",
    "ORIENT-32",
    "LEAP-002",
    "CARES-310",
    "HIMALAYA",
    "KEYNOTE-224",
    "CheckMate 040",
    "STRIDE",
]];
const NEGATIONS_ZH: Groups = &[
    &["没有", ""],
    &["尚无", ""],
    &["并非", ""],
    &["尚未", ""],
    &["无法", ""],
    &["不能", "能"],
    &["不宜", "宜"],
    &["未", ""],
    &["不", ""],
    &["无", ""],
];
const NEGATIONS_EN: Groups = &[
    &[" not ", " "],
    &[" no ", " "],
    &["without ", "with "],
    &["None ", "Some "],
    &["none ", "some "],
    &["Neither ", "Either "],
    &["cannot", "can"],
    &[" never ", " "],
    &["nothing", "something"],
    &["untreated", "treated"],
];
const DIRECTIONS: Groups = &[
    &["增加", "减少"],
    &["上升", "下降"],
    &["升高", "降低"],
    &["增多", "减少"],
    &["延长", "缩短"],
    &["最高", "最低"],
    &["最长", "最短"],
    &["超过", "低于"],
    &["不足", "超过"],
    &["优于", "劣于"],
    &["高表达", "低表达"],
    &["高浸润", "低浸润"],
    &["increase", "decrease"],
    &["raises", "lowers"],
    &[" fell ", " rose "],
    &["fewer", "more"],
    &["higher", "lower"],
    &["highest", "lowest"],
    &["longest", "shortest"],
    &["more than", "less than"],
    &["less than", "more than"],
    &["high ", "low "],
    &["beats", "trails"],
];

/// Another word of its group in place of a random one that stands in the text.
fn exchange(text: &str, groups: Groups, random: &mut Random) -> Option<(Range<usize>, String)> {
    let free = prose(text);
    let mut places: Vec<(Range<usize>, &[&str])> = Vec::new();
    for group in groups {
        for word in *group {
            let hits = text.match_indices(word).filter(|_| !word.is_empty());
            let hits = hits.map(|(at, _)| at..at + word.len());
            let whole = |range: &Range<usize>| is_whole(text, range);
            let hits = hits.filter(|range| {
                free.iter().any(|it| it.start <= range.start && range.end <= it.end)
            });
            places.extend(hits.filter(whole).map(|range| (range, *group)));
        }
    }
    let (range, group) = random.pick(&places)?.clone();
    let others: Vec<&&str> = group.iter().filter(|word| ***word != text[range.clone()]).collect();
    // A negation or direction is exchanged for its opposite, never the other way round.
    let new = random.pick(&others)?.to_string();
    Some((range, new))
}

fn first_is_space(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].starts_with(' ')
}

/// A Latin word must not be cut out of a longer one.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric();
    let before = text[..range.start].chars().next_back().is_some_and(letter);
    let first = text[range.clone()].chars().next().is_some_and(letter);
    let last = text[range.clone()].chars().next_back().is_some_and(letter);
    let after = text[range.end..].chars().next().is_some_and(letter);
    // 例 of 例数 behind a sign that opens a line is no unit.
    let opens = first_is_space(text, range) && text[..range.start].ends_with(['#', '>', '-', '|']);
    !(before && first || last && after || opens)
}

/// The parts of a text that are prose: no expressions, citations, links or fences.
fn prose(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with(":::") || line.starts_with("::::") || line.starts_with("> [!") {
            continue;
        }
        let mut from = start;
        let mut rest = line;
        while let Some(open) = ["{{", "[@", "]("].iter().filter_map(|it| rest.find(it)).min() {
            let close = match &rest[open..open + 2] {
                "{{" => "}}",
                "[@" => "]",
                _ => ")",
            };
            parts.push(from..from + open);
            let end = rest[open..].find(close).map_or(rest.len(), |end| open + end + close.len());
            from += end;
            rest = &rest[end..];
        }
        parts.push(from..at);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Expressions `{{ … }}` that print something from data.
fn expressions(text: &str) -> Vec<Range<usize>> {
    let opened = text.match_indices("{{ ");
    let whole = opened.filter_map(|(at, _)| Some(at..at + text[at..].find("}}")? + 2));
    whole.filter(|range| !text[range.clone()].contains('(')).collect()
}

fn is_count(expression: &str) -> bool {
    [".n ", ".n_", ".evaluable", ".events", ".orr.n", ".value"]
        .iter()
        .any(|it| expression.contains(it))
}

fn digit(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let digits = prose(text).into_iter().flatten();
    let digits: Vec<usize> = digits.filter(|at| text.as_bytes()[*at].is_ascii_digit()).collect();
    let at = *random.pick(&digits)?;
    let old = u64::from(text.as_bytes()[at] - b'0');
    let new = (old + 1 + random.next() % 9) % 10;
    Some((at..at + 1, new.to_string()))
}

fn expression(
    text: &str,
    random: &mut Random,
    wanted: impl Fn(&str) -> bool,
) -> Option<(Range<usize>, String)> {
    let all = expressions(text);
    let own: Vec<_> = all.iter().filter(|it| wanted(&text[(*it).clone()])).collect();
    let range = (*random.pick(&own)?).clone();
    let other = random.pick(&own)?;
    let new = text[(*other).clone()].to_string();
    (new != text[range.clone()]).then_some((range, new))
}

fn swapped(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let all = expressions(text);
    let first = random.pick(&all)?.clone();
    let line_end = text[first.end..].find('\n').map_or(text.len(), |end| first.end + end);
    let same: Vec<_> = all.iter().filter(|it| it.start > first.end && it.end <= line_end).collect();
    let second = (*random.pick(&same)?).clone();
    let (one, other) = (&text[first.clone()], &text[second.clone()]);
    let between = &text[first.end..second.start];
    (one != other).then(|| (first.start..second.end, format!("{other}{between}{one}")))
}

fn rounding(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let own: Vec<_> = expressions(text)
        .into_iter()
        .filter(|range| {
            let inner = &text[range.clone()];
            inner.contains("results.") && inner.matches('.').count() == 2
        })
        .collect();
    let range = random.pick(&own)?.clone();
    let name = text[range.clone()].trim_matches(['{', '}', ' ']).to_string();
    Some((range, format!("{{{{ {name}.value | float | round | int }}}}")))
}

fn citation(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let keys = text.match_indices('@').map(|(at, _)| {
        let end = text[at + 1..].find(|c: char| !c.is_ascii_alphanumeric());
        at + 1..at + 1 + end.unwrap_or_default()
    });
    let keys: Vec<_> = keys.filter(|range| range.len() > 3).collect();
    let range = random.pick(&keys)?.clone();
    let other = random.pick(&keys)?.clone();
    let new = text[other].to_string();
    (new != text[range.clone()]).then_some((range, new))
}

/// A sentence of a paragraph that has several, or what stands in a cell of a table.
fn sentence(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.starts_with('|') && !line.contains("---") {
            let bars: Vec<usize> = line.match_indices('|').map(|(bar, _)| start + bar).collect();
            places.extend(bars.windows(2).map(|pair| pair[0] + 1..pair[1]));
        } else if !line.starts_with([':', '#', '>', '-']) {
            let ends: Vec<usize> = ["。", "？", ". ", "? "]
                .iter()
                .flat_map(|end| line.match_indices(end).map(|(at, _)| start + at + end.len()))
                .collect();
            let mut ends: Vec<usize> = ends.into_iter().chain([start]).collect();
            ends.sort_unstable();
            places.extend(ends.windows(2).filter(|_| ends.len() > 2).map(|pair| pair[0]..pair[1]));
        }
    }
    Some((random.pick(&places)?.clone(), String::new()))
}

/// An item of a list or a row of a table, whole.
fn item(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let mut at = 0;
    let mut lines: Vec<Range<usize>> = Vec::new();
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if line.starts_with("- ") || line.starts_with('|') && !line.contains("---") {
            lines.push(range);
        }
    }
    Some((random.pick(&lines)?.clone(), String::new()))
}

/// A letter or character of a name left out or doubled, or changed for its neighbour.
fn typo(text: &str, random: &mut Random) -> Option<(Range<usize>, String)> {
    let names = DRUGS.iter().chain(TRIALS).copied().flatten();
    let names: Vec<&&str> = names.filter(|name| name.len() > 4).collect();
    let name = **random.pick(&names)?;
    let hits = text.match_indices(name).map(|(at, _)| at..at + name.len());
    let hits: Vec<_> = hits.filter(|range| is_whole(text, range)).collect();
    let range = random.pick(&hits)?.clone();
    let mut characters: Vec<char> = name.chars().collect();
    let at = random.next() as usize % (characters.len() - 1);
    match random.next() % 3 {
        0 => drop(characters.remove(at)),
        1 => characters.swap(at, at + 1),
        _ => characters.insert(at, characters[at]),
    }
    Some((range, characters.into_iter().collect()))
}
