//! What stands beside a number: its unit, its currency, its sign, and what makes it a date.

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::{Scanner, is_letter};
use super::tables::{Unit, unit_named};

/// Names of units of one character that begin other words: 周期, 升高, 元素.
const BLOCKED: [(&str, &str); 28] = [
    ("星期", "一二三四五六日天"),
    ("个星期", "一二三四五六日天"),
    ("礼拜", "一二三四五六日天"),
    ("周", "期围末边"),
    ("升", "高至到降级为"),
    ("元", "素件器旦"),
    ("安", "全装排慰"),
    ("日", "常本程历志"),
    ("焦", "点虑"),
    ("巴", "西士黎马"),
    ("欧", "洲盟姆"),
    ("卡", "片车介马"),
    ("天", "然津气主"),
    ("年", "级度轻代会报终底"),
    ("度", "过假"),
    ("米", "兰粒饭粉"),
    ("克", "隆服氏罗"),
    ("股", "东票骨份"),
    ("页", "岩"),
    ("伏", "立"),
    ("瓦", "片斯"),
    ("转", "移氨为至归入录"),
    ("例", "如外"),
    ("次", "要级日年"),
    ("片", "段面"),
    ("喷", "嚏"),
    ("线", "粒性圈索程"),
    ("牛", "奶肉"),
];

/// Signs and codes of money before a number.
const CURRENCIES: [(&str, &str); 16] = [
    ("US$", "usd"),
    ("HK$", "hkd"),
    ("A$", "aud"),
    ("C$", "cad"),
    ("S$", "sgd"),
    ("$", "usd"),
    ("USD", "usd"),
    ("¥", "cny"),
    ("￥", "cny"),
    ("RMB", "cny"),
    ("CNY", "cny"),
    ("人民币", "cny"),
    ("€", "eur"),
    ("EUR", "eur"),
    ("£", "gbp"),
    ("GBP", "gbp"),
];

impl Scanner<'_> {
    /// Adds a number after what stands beside it is read; gives where to go on.
    pub fn finish(&mut self, mut reading: Reading) -> usize {
        let (start, mut end) = (reading.range.start, reading.range.end);
        reading.negative = self.is_negative(start);
        reading.ordinal |= self.chinese && self.text[..start].ends_with(['第', '其']);
        let single = reading.undecided.take();
        if let Some(end) = self.in_calendar(&mut reading, end) {
            reading.end = end;
            self.found.push(reading);
            return end;
        }
        end = self.approximate(&mut reading, end);
        if let Some(tenths_end) = self.tenths(&mut reading, end) {
            end = tenths_end;
        } else if let Some((unit, unit_end)) = self.unit_at(end) {
            reading.unit = Some(unit);
            end = self.half(&mut reading, unit_end);
        } else if reading.unit.is_none() {
            reading.unit = self
                .currency_before(start)
                .or_else(|| self.counted(end))
                .or_else(|| self.behind_bracket(end));
        }
        if let (Some(unit), true) = (reading.unit, self.chinese)
            && unit.id == "fold"
        {
            self.increase(&mut reading);
        }
        let measured = reading.unit.is_some() || reading.ordinal;
        let counts = measured || self.chinese && self.counter_at(end);
        let one = reading.value == Amount::ONE && !self.is_span(&reading);
        reading.undecided = single.filter(|_| one || !counts);
        let once = reading.kind == Kind::Number && reading.value == Amount::ONE;
        if once && reading.unit.is_some_and(|unit| unit.id == "times") {
            reading.undecided = Some("“once” is often left out");
        }
        reading.bound = self.bound(start, end);
        reading.end = end;
        self.found.push(reading);
        end
    }

    /// The unit at a place, after a space or hyphen; and where it ends.
    pub fn unit_at(&self, end: usize) -> Option<(&'static Unit, usize)> {
        let rest = self.text.get(end..)?;
        let trimmed = rest.strip_prefix([' ', '-']).unwrap_or(rest);
        let from = end + rest.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        self.tables.units(first).iter().find_map(|(name, unit, exact)| {
            // A symbol of one letter stands apart from words: “5 A levels” has none.
            let unit_end = from + name.len();
            let named = match *exact {
                true => trimmed.starts_with(name.as_str()),
                false => starts_in_any_case(trimmed, name),
            };
            let fits = named
                && self.ends_word(unit_end)
                && !self.blocked(name, unit_end)
                && !(rest.len() > trimmed.len() && rest.starts_with('-') && name.len() == 1);
            let old = self.rest(unit_end).starts_with("-old");
            fits.then_some((*unit, unit_end + if old { 4 } else { 0 }))
        })
    }

    fn blocked(&self, name: &str, end: usize) -> bool {
        let next = self.first(end);
        BLOCKED
            .iter()
            .any(|(unit, after)| *unit == name && next.is_some_and(|next| after.contains(next)))
    }

    /// “one-year” tells a span; “one year” and 一年 may be “a year”.
    fn is_span(&self, reading: &Reading) -> bool {
        let joined = !self.chinese && self.rest(reading.range.end).starts_with('-');
        let timed = |unit: &Unit| ["days", "months"].contains(&unit.dimension);
        joined && reading.unit.is_some_and(timed)
    }

    /// 十余, 三十多, 20 几: about the number before; “2 and a half”, 一个半小时.
    fn approximate(&self, reading: &mut Reading, end: usize) -> usize {
        let rest = self.rest(end);
        for more in ["余", "多", "几", "来"] {
            let follows = rest.strip_prefix(more);
            if self.chinese && follows.is_some_and(|rest| !rest.starts_with(['于', '数', '见']))
            {
                let end = end + more.len();
                // 600 多万
                return match self.multiplier(end) {
                    Some((power, power_end)) => {
                        reading.value = reading.value.times(power).unwrap_or(reading.value);
                        power_end
                    }
                    None => end,
                };
            }
        }
        if self.chinese
            && let Some(after) = rest.strip_prefix("个半")
            && !after.starts_with(['衰', '数', '径', '球', '圆', '定', '自', '导', '胱', '乳'])
        {
            reading.value = half_more(reading.value);
            return self.text.len() - after.len();
        }
        if !self.chinese && rest.starts_with(" and a half") {
            reading.value = half_more(reading.value);
            return end + " and a half".len();
        }
        end
    }

    /// A half behind the unit: 两年半, “two years and a half”.
    fn half(&self, reading: &mut Reading, end: usize) -> usize {
        let rest = self.rest(end);
        let more = if self.chinese { "半" } else { " and a half" };
        let other = rest.strip_prefix(more);
        let word = other.is_some_and(|rest| rest.starts_with(['衰', '数', '径', '期']));
        match other {
            Some(other) if !word => {
                reading.value = half_more(reading.value);
                self.text.len() - other.len()
            }
            _ => end,
        }
    }

    /// A currency right before a number.
    fn currency_before(&self, start: usize) -> Option<&'static Unit> {
        let before = self.text[..start].trim_end();
        let (_, id) = CURRENCIES.iter().find(|(sign, _)| before.ends_with(sign))?;
        unit_named(id)
    }

    /// What is counted may stand a word or two further on: 38 evaluable patients.
    fn counted(&self, end: usize) -> Option<&'static Unit> {
        if self.chinese {
            return None;
        }
        let mut at = end;
        for _ in 0..2 {
            let rest = self.lower[at..].strip_prefix(' ')?;
            let length = rest.find(|c: char| !is_letter(c) && c != '-').unwrap_or(rest.len());
            let parted =
                ["in", "of", "for", "with", "to", "per", "and", "or", "among", "from", "at"];
            let word = rest.get(..length).unwrap_or_default();
            if length == 0
                || parted.contains(&word)
                || word.starts_with(|c: char| c.is_ascii_digit())
            {
                return None;
            }
            at = self.lower.len() - rest.len() + length;
            let unit = self.unit_at(at).map(|(unit, _)| unit);
            let between = self.tables.of_kind("between-words").iter().any(|(it, _)| it == word);
            let counted = unit.filter(|unit| {
                let near = between && ["days", "months"].contains(&unit.dimension);
                (near || ["patients", "studies"].contains(&unit.id))
                    && self.rest(at).starts_with(' ')
            });
            if counted.is_some() {
                return counted;
            }
        }
        None
    }

    /// （61.2±9.8）岁: the unit stands behind the bracket.
    fn behind_bracket(&self, end: usize) -> Option<&'static Unit> {
        let bracket = self.first(end).filter(|c| self.chinese && matches!(c, ')' | '）'))?;
        self.unit_at(end + bracket.len_utf8()).map(|(unit, _)| unit)
    }

    /// Whether something that is counted follows: 个, 例, 名.
    pub fn counter_at(&self, end: usize) -> bool {
        let rest = self.rest(end);
        self.tables.of_kind("counter").iter().any(|(word, _)| rest.starts_with(word.as_str()))
    }

    /// 增加两倍 makes three times as many; 增加到两倍 and “twofold” make two.
    fn increase(&self, reading: &mut Reading) {
        let from = reading.range.start.saturating_sub(30);
        let from = (from..).find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let before = &self.text[from..reading.range.start];
        let before = before.trim_end_matches(['约', '近', '至', '少', '超', '过', '大']);
        let done = before.strip_suffix('了');
        let verb = done.unwrap_or(before);
        let increases = self.tables.of_kind("increase");
        if !increases.iter().any(|(word, _)| verb.ends_with(word.as_str())) {
            return;
        }
        let Some(more) = reading.value.plus(Amount::ONE) else { return };
        let sure = reading.value == Amount::ONE || done.is_some() && !reading.digits;
        if !sure {
            reading.others.push(reading.value);
        }
        reading.value = more;
    }

    /// A minus sign or a word for it; a hyphen that joins is none.
    pub fn is_negative(&self, start: usize) -> bool {
        let before = self.lower[..start].trim_end_matches([' ', '$', '€', '£', '¥']);
        if before.ends_with("零下") || before.ends_with("minus") || before.ends_with("负") {
            return true;
        }
        if let Some(rest) = before.strip_suffix('−') {
            return !rest.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%');
        }
        let Some(rest) = self.text[..start].strip_suffix('-') else { return false };
        match rest.chars().next_back() {
            None => true,
            Some(c) => " (（[,，=:：;；≤≥<>为是至到从自于达约、±".contains(c),
        }
    }
}

fn starts_in_any_case(text: &str, name: &str) -> bool {
    let beginning = text.as_bytes().get(..name.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(name.as_bytes()))
}

fn half_more(value: Amount) -> Amount {
    Amount::fraction(1, 2).and_then(|half| value.plus(half)).unwrap_or(value)
}
