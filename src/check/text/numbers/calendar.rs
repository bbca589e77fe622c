//! What makes a number a part of a date: years, months, days, decades, weekdays.

use super::amount::Amount;
use super::han::is_han_digit;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;

impl Scanner<'_> {
    /// Years, months, days, decades: what makes a number a part of a date.
    pub fn in_calendar(&mut self, reading: &mut Reading, end: usize) -> Option<usize> {
        let number = reading.value.as_whole().filter(|_| reading.kind == Kind::Number)?;
        if !self.chinese {
            let decade = reading.digits && self.is_decade(end) && number % 10 == 0;
            if decade {
                reading.kind = Kind::Decade;
                reading.others.push(Amount::whole(number % 100));
                return Some(end + 1);
            }
            return None;
        }
        let rest = self.rest(end);
        if rest.starts_with("年代") {
            let (full, sure) = self.century_of(number, reading.range.start);
            reading.kind = Kind::Decade;
            reading.value = Amount::whole(full);
            if !sure {
                reading.others.push(Amount::whole(number % 100));
            }
            return Some(end + "年代".len());
        }
        let before = &self.text[..reading.range.start];
        let era = before.ends_with("公元") || before.ends_with("公元前");
        let year = ((1000..2200).contains(&number) || era) && rest.starts_with('年');
        if year && !rest.starts_with("年龄") && !reading.ordinal {
            return Some(end + '年'.len_utf8());
        }
        let month = (1..=12).contains(&number)
            && rest.starts_with('月')
            && !rest.starts_with("月龄")
            && !reading.ordinal;
        if month {
            reading.kind = Kind::Month;
            return Some(end + '月'.len_utf8());
        }
        let day = (1..=31).contains(&number) && rest.starts_with(['日', '号']);
        let next = self.rest(end + 3).chars().next();
        if day
            && !next.is_some_and(|c| "楼线院馆口机门龄".contains(c))
            && self.follows_date(reading)
        {
            reading.ordinal = true;
            reading.digits = false;
            return Some(end + '日'.len_utf8());
        }
        None
    }

    /// The first year of a decade: 20 世纪 90 年代, 上世纪九十年代; whether the century is told.
    fn century_of(&mut self, decade: i128, start: usize) -> (i128, bool) {
        if decade >= 1000 {
            return (decade, true);
        }
        let before = &self.text[..start];
        if before.ends_with("上世纪") || before.ends_with("上个世纪") {
            return (1900 + decade, true);
        }
        if before.ends_with("本世纪") {
            return (2000 + decade, true);
        }
        let century = self.found.last().filter(|it| it.end == start);
        let century = century.filter(|it| it.unit.is_some_and(|unit| unit.id == "centuries"));
        match century.and_then(|it| it.value.as_whole()) {
            Some(century) if century > 0 && century < 100 => {
                self.found.pop();
                ((century - 1) * 100 + decade, true)
            }
            _ => (1900 + decade, false),
        }
    }

    /// Whether a month, or another day of a date, stands right before.
    fn follows_date(&self, reading: &Reading) -> bool {
        let Some(last) = self.found.last() else { return false };
        let between = self.text.get(last.end..reading.range.start).unwrap_or("x");
        let joined = between.trim_matches(['-', '–', '—', '～', '~', '至', '到', '、', '和', '与']);
        let day = last.kind == Kind::Number
            && last.ordinal
            && last.unit.is_none()
            && self.text[..last.end].ends_with(['日', '号']);
        // 10 月 1—3 日: the first day has no 日 of its own.
        let month = self.found.len().checked_sub(2).and_then(|at| self.found.get(at));
        let first = month.is_some_and(|it| it.kind == Kind::Month && it.end == last.range.start);
        match last.kind {
            _ if first && joined.is_empty() && last.unit.is_none() => true,
            Kind::Month => between.is_empty(),
            _ => day && joined.is_empty() && !between.is_empty(),
        }
    }

    /// 周三, 星期一; not 每周三次.
    pub fn weekday(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.get(at..).filter(|_| self.chinese)?;
        let name = ["星期", "礼拜", "周"].into_iter().find(|name| rest.starts_with(name))?;
        let day = rest[name.len()..].chars().next()?;
        let number = "一二三四五六日天".chars().position(|it| it == day)?;
        let end = at + name.len() + day.len_utf8();
        let next = self.first(end);
        let counts = next.is_some_and(is_han_digit) || self.counted_at(end);
        let before = self.last(at);
        if counts && before == Some('每') || before.is_some_and(is_han_digit) {
            return None;
        }
        let value = Amount::whole(number.min(6) as i128 + 1);
        self.found.push(Reading::new(Kind::Weekday, value, at..end));
        Some(self.more_weekdays(end))
    }

    /// 周一、三、五: the other days have no 周 of their own.
    fn more_weekdays(&mut self, mut end: usize) -> usize {
        loop {
            let mut rest = self.rest(end).chars();
            let (Some(sign), Some(day)) = (rest.next(), rest.next()) else { return end };
            let Some(number) = "一二三四五六日".chars().position(|it| it == day) else {
                return end;
            };
            let next = end + sign.len_utf8() + day.len_utf8();
            let other = rest.next().is_some_and(is_han_digit) || self.counted_at(next);
            if !"、和及与或至到—–-～".contains(sign) || other {
                return end;
            }
            let value = Amount::whole(number as i128 + 1);
            let range = next - day.len_utf8()..next;
            self.found.push(Reading::new(Kind::Weekday, value, range));
            end = next;
        }
    }

    /// Whether something is counted that no weekday is followed by: 每周三次, not 每周三门诊.
    pub fn counted_at(&self, end: usize) -> bool {
        let rest = self.rest(end);
        let day = ["门诊", "日", "点", "年", "月", "级"].iter().any(|it| rest.starts_with(it));
        self.counter_at(end) && !day || rest.starts_with(['回', '%'])
    }
}
