//! What differs between the numbers of two texts, after all that can be equal is matched.

use super::again::{Side, new_in};
use super::agreement::{bounds_agree, is_measure, signs_agree, units_agree};
use super::clauses::sentence_at;
use super::matching::{Matched, matched};
use crate::check::text::letters::in_small_letters;
use crate::check::text::numbers::mention::{Kind, Reading};
use crate::check::text::numbers::tables::Tables;
use crate::check::text::numbers::{Amount, Unit};
use crate::language::comparison::Table;

/// What differs, by the positions in the two lists.
#[derive(Default)]
pub struct Verdict {
    /// Numbers that only this text has.
    pub only_here: Vec<usize>,
    /// Numbers that only the other text has.
    pub only_there: Vec<usize>,
    /// Equal numbers with different units, and rates “per” different units.
    pub units: Vec<(usize, usize)>,
    /// Equal numbers with different bounds.
    pub bounds: Vec<(usize, usize)>,
    /// Numbers here whose bounds have been compared with those of their counterparts.
    pub bounded: Vec<usize>,
    /// What nothing answers here, and need not be answered.
    pub undecided_here: Vec<usize>,
    /// What nothing answers there, and need not be answered.
    pub undecided_there: Vec<usize>,
}

/// Compares the numbers of two texts, which stand with the tables of their languages.
pub fn verdict(here: &[&Reading], there: &[&Reading], texts: [(&Tables, &str); 2]) -> Verdict {
    let matched = matched(here, there);
    let sides = [(here, texts[0]), (there, texts[1])];
    let mut verdict = Verdict::default();
    for &(i, j) in &matched.pairs {
        let (one, other) = (here[i], there[j]);
        let spelt_out = matched.spelt_out.contains(&(i, j));
        if !spelt_out && !units_agree(one, other) && !ellipsis(one, other, &sides) {
            verdict.units.push((i, j));
        }
        let degrees = one.unit.is_some_and(|unit| unit.dimension == "degree");
        if !signs_agree(one, other) && (degrees || loses_sign(one, other, texts)) {
            verdict.only_here.push(i);
            verdict.only_there.push(j);
        }
        let near = one.bound.zip(other.bound);
        let far = || one.bound.zip(other.far_bound).or(one.far_bound.zip(other.bound));
        let bounds = near.or_else(far);
        // 半数以上 and “more than half” are used alike.
        let exact = !degrees && Amount::fraction(1, 2) != Some(one.value);
        if bounds.is_some_and(|(bound, limit)| !bounds_agree(bound, limit, exact)) {
            verdict.bounds.push((i, j));
        }
        verdict.bounded.extend(bounds.map(|_| i));
    }
    verdict.units.extend(rates(here, there, &matched));
    verdict.units.extend(exchanged_units(here, there, &matched.pairs));
    let only_here = new_in(&matched.only_here, sides[0], sides[1]);
    let only_there = new_in(&matched.only_there, sides[1], sides[0]);
    for (list, left, certain, undecided) in [
        (here, &only_here, &mut verdict.only_here, &mut verdict.undecided_here),
        (there, &only_there, &mut verdict.only_there, &mut verdict.undecided_there),
    ] {
        for &i in left.iter().filter(|i| !list[**i].is_printed()) {
            let list = if list[i].undecided.is_some() { &mut *undecided } else { &mut *certain };
            list.push(i);
        }
        certain.sort_unstable();
    }
    verdict.spare_words(sides[0], sides[1]);
    verdict
}

impl Verdict {
    /// Numerals that are a part of a word, and that the other text does not contradict.
    fn spare_words(&mut self, here: Side, there: Side) {
        let spared = |only: &[usize], side: Side, others: [&Vec<usize>; 2]| {
            let (list, text) = side;
            only.iter().all(|i| is_built_in(list[*i], text))
                && others.iter().all(|it| it.is_empty())
        };
        if spared(&self.only_here, here, [&self.only_there, &self.undecided_there]) {
            self.undecided_here.append(&mut self.only_here);
        } else if spared(&self.only_there, there, [&self.only_here, &self.undecided_here]) {
            self.undecided_there.append(&mut self.only_there);
        }
    }
}

/// 2 tablets three times here and 3 tablets twice there: what is counted has changed places.
fn exchanged_units(
    here: &[&Reading],
    there: &[&Reading],
    pairs: &[(usize, usize)],
) -> Option<(usize, usize)> {
    let counted = |it: &Reading| it.unit.filter(|unit| unit.counted);
    let units = |(i, j): (usize, usize)| Some((counted(here[i])?, counted(there[j])?));
    let other = |(own, other): (Unit, Unit)| own.dimension != other.dimension;
    pairs.iter().copied().find(|pair| {
        let Some((own, there)) = units(*pair).filter(|two| other(*two)) else { return false };
        let back = |two: (Unit, Unit)| {
            two.0.dimension == there.dimension && two.1.dimension == own.dimension
        };
        pairs.iter().any(|it| it != pair && units(*it).is_some_and(back))
    })
}

/// Signs that a list before its count does not reach across.
const CLAUSE_SIGNS: [char; 8] = ['，', '。', '；', '：', '（', '“', '！', '？'];

/// How far from a number its unit may stand, in bytes: “at 3, 6, 9 and 12 months”.
const NEARBY: usize = 60;

/// A unit that one text tells once for several numbers nearby, or in a word of its own, and the
/// other each time.
fn ellipsis(one: &Reading, other: &Reading, [here, there]: &[Side; 2]) -> bool {
    let (unit, bare, (list, (tables, text))) = match (one.unit, other.unit) {
        (Some(unit), None) => (unit, other, there),
        (None, Some(unit)) => (unit, one, here),
        _ => return false,
    };
    let around = bare.range.start.saturating_sub(NEARBY)..bare.end.saturating_add(NEARBY);
    let same = |it: &&Reading| it.unit.is_some_and(|it| it.dimension == unit.dimension);
    let near = |it: &&Reading| around.contains(&it.range.start);
    list.iter().any(|it| same(it) && near(it))
        || tables.names_unit(unit.dimension, &within(text, around))
}

/// What stands in a stretch of a text, in small letters.
fn within(text: &str, around: std::ops::Range<usize>) -> String {
    let start = text.floor_char_boundary(around.start);
    let end = text.ceil_char_boundary(around.end);
    in_small_letters(text.get(start..end).unwrap_or_default())
}

/// Whether a small numeral stands before what other languages have a word of their own for: 三级 hospitals
/// are tertiary, 四价 vaccines quadrivalent, and 一式两份 is “in duplicate”.
fn is_built_in(reading: &Reading, (tables, text): (&Tables, &str)) -> bool {
    let small = reading.value.as_whole().is_some_and(|value| (0..=10).contains(&value));
    let word = reading.kind == Kind::Number && !reading.digits && small;
    let rest = text.get(reading.range.end..).unwrap_or_default();
    word && (tables.at_start(Table::BuiltIn, rest).is_some() || sums_up(reading, tables, text))
}

/// Whether a numeral says how many the things before it are: 红、黄、蓝三种.
fn sums_up(reading: &Reading, tables: &Tables, text: &str) -> bool {
    let Some(sign) = tables.list(Table::ListSign).first() else { return false };
    let before = text.get(..reading.range.start).unwrap_or_default();
    let list = before.rsplit(CLAUSE_SIGNS).next().unwrap_or_default();
    let signs = list.matches(&sign.text).count();
    let last = list.rsplit(&sign.text).next().unwrap_or_default();
    let inside =
        |join: &str| last.find(join).is_some_and(|at| at > 0 && at + join.len() < last.len());
    let joined = tables.list(Table::ListLast).iter().any(|join| inside(&join.text));
    let items = signs + 1 + usize::from(joined);
    signs > 0 && reading.value.as_whole() == i128::try_from(items).ok()
}

/// “each month” here and “a week” there: both texts tell a rate, and the units differ.
fn rates(here: &[&Reading], there: &[&Reading], matched: &Matched) -> Option<(usize, usize)> {
    let left = |list: &[&Reading], left: &[usize], others: &[&Reading]| {
        let told = |it: &Reading| {
            let unit = it.unit.map(|unit| (unit.dimension, unit.factor));
            let same = |other: &&Reading| other.unit.map(|it| (it.dimension, it.factor)) == unit;
            others.iter().any(same)
        };
        left.iter().copied().find(|i| list[*i].kind == Kind::Per && !told(list[*i]))
    };
    let one = left(here, &matched.only_here, there)?;
    let other = left(there, &matched.only_there, here)?;
    let timed = |it: &Reading| it.unit.is_some_and(|unit| unit.is_span());
    let measured = |it: &Reading| it.unit.is_some_and(|unit| is_measure(&unit));
    let comparable = timed(here[one]) == timed(there[other]);
    (comparable && measured(here[one]) && measured(there[other])).then_some((one, other))
}

/// Whether a minus sign of one text is neither a sign in the other nor a word of decrease in the sentence
/// of its number: −5, “fell by 5”.
fn loses_sign(one: &Reading, other: &Reading, texts: [(&Tables, &str); 2]) -> bool {
    let (negative, positive, (tables, text)) =
        if one.negative { (one, other, texts[1]) } else { (other, one, texts[0]) };
    negative.signed && !takes_away(tables, sentence_at(tables, text, positive.range.start))
}

/// Whether a text speaks of a decrease, which another may tell by a negative number.
fn takes_away(tables: &Tables, text: &str) -> bool {
    let lower = in_small_letters(text);
    tables.list(Table::Decrease).iter().any(|word| lower.contains(&word.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::text::numbers::read;
    use crate::language::Language;

    fn differ(zh: &str, en: &str) -> bool {
        let (own, other) = (Tables::of(Language::Zh), Tables::of(Language::En));
        let (here, there) = (read(&own, zh, &[]), read(&other, en, &[]));
        let (here, there): (Vec<_>, Vec<_>) = (here.iter().collect(), there.iter().collect());
        let found = verdict(&here, &there, [(&own, zh), (&other, en)]);
        !(found.only_here.is_empty() && found.only_there.is_empty() && found.units.is_empty())
    }

    #[test]
    fn a_sign_is_said_in_the_sentence_of_its_number() {
        for (zh, en) in [
            ("评分变化为 −5 分。", "The score fell by 5 points."),
            ("评分下降 5 分。", "The score changed by −5 points."),
            (
                "血压升高，评分变化为 −5 分。",
                "Blood pressure rose; the score decreased by 5 points.",
            ),
            ("误差为负 5。", "The error was −5."),
        ] {
            assert!(!differ(zh, en), "{zh} / {en}");
        }
        for (zh, en) in [
            (
                "评分变化为 −5 分，血压下降。",
                "The score changed by 5 points; blood pressure decreased.",
            ),
            (
                "评分变化为 −5 分。血压下降。",
                "The score changed by 5 points. Blood pressure decreased.",
            ),
        ] {
            assert!(differ(zh, en), "{zh} / {en}");
        }
    }

    #[test]
    fn both_languages_give_the_same_figures() {
        for (zh, en) in [
            ("七种方案", "seven regimens"),
            ("十一个队列，两个", "eleven cohorts, two"),
            ("半年内、一年时", "within six months, at one year"),
            ("12.5%", "12.5%"),
            ("15%～30%", "15–30%"),
            ("1.2万人", "12,000 people"),
            ("3亿", "300 million"),
            ("III期与I/II期", "phase 3 and phase 1/2"),
            ("正文三、3（2）至（4）", "Section 3.3(2)–(4)"),
            ("3/15，P<0.001", "3/15, P<0.001"),
            ("一线与二线", "first-line and second-line"),
            ("2024年版", "2024 edition"),
            ("第21天", "day 21"),
            ("另一项统一的进一步研究", "another"),
            ("白细胞介素-6", "interleukin-6"),
            ("2024个月与2000例", "2024 months and 2000 patients"),
            ("PD-1、CD8⁺、JAK1/2与B7-H4", "PD-1, CD8⁺, JAK1/2 and B7-H4"),
            ("1 g", "1 g (1000 mg)"),
            ("第 1、2、3 天", "days 1–3"),
            ("各吸两喷", "two puffs before breakfast and another two at bedtime"),
            ("1 小时 10 分钟", "70 minutes"),
            ("一个小时零十分钟", "1 hour and 10 minutes"),
            ("P=0.002", "P = .002"),
            ("四分之三小时", "45 minutes"),
            ("百分之四秒", "0.04 s"),
            ("10 秒 87", "10.87 seconds"),
            ("每晚两点", "2 am every night"),
            ("每隔 15 分钟", "every quarter of an hour"),
            ("上下两节，每节 15 分钟", "two halves of 15 minutes each"),
            ("历时三百年", "three centuries"),
            ("升高一度", "rose by 1 °C"),
            ("不超过半公斤", "not exceed 0.5 kg"),
            ("一次 2 片，一日 3 次", "2 tablets three times a day"),
            ("下调 0.5 个百分点", "cut by 50 basis points"),
            ("红、黄、蓝三种颜色", "red, yellow and blue"),
        ] {
            assert!(!differ(zh, en), "{zh} / {en}");
        }
    }

    #[test]
    fn other_figures_are_other() {
        for (zh, en) in [
            ("七种方案", "eight regimens"),
            ("正文三、3", "Section 3.4"),
            ("3亿", "3 million"),
            ("5mg", "5 kg"),
            ("每周一次", "once a month"),
            ("成为二线标准", "the first-line standard"),
            ("一周缓解持续时间", "one-year duration of response"),
            ("2024个月版指南", "the 2024 guideline"),
            ("共38例", "38 evaluable months"),
            ("1 g", "1 g (100 mg)"),
            ("第 1、2、3 天", "days 1–4"),
            ("第 1、2、3 天", "days 1 and 3"),
            ("吸两喷", "two puffs before breakfast and another two at bedtime"),
            ("1 小时 10 分钟", "80 minutes"),
            ("10 分钟 1 小时", "70 minutes"),
            ("P=0.002", "P = .02"),
            ("四分之三小时", "40 minutes"),
            ("10 秒 87", "10.78 seconds"),
            ("每晚两点", "2 pm every day"),
            ("四分之三的人", "45 people"),
            ("不超过半公斤", "not exceed 1 kg"),
            ("一次 2 片，一日 3 次", "3 tablets twice a day"),
            ("上调 25 个基点", "raised by 2.5 percentage points"),
        ] {
            assert!(differ(zh, en), "{zh} / {en}");
        }
    }
}
