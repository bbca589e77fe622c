//! The tables of words that a language's texts are compared by: what each holds and what it costs to
//! be without it.

use super::part::Part::{self, Amounts, Calendar, Everyday, Lists, Numerals, Words};

/// The tables whose words stand for numbers.
const NUMBERS: [Table; 14] = [
    Table::MoneyPower,
    Table::Cardinal,
    Table::Power,
    Table::Ordinal,
    Table::Below,
    Table::Digit,
    Table::Place,
    Table::Month,
    Table::Weekday,
    Table::WeekdaySign,
    Table::WeekdayShort,
    Table::ClockPast,
    Table::HourMinutes,
    Table::Century,
];

macro_rules! tables {
    ($($name:ident $key:literal $part:ident, $says:literal;)*) => {
        /// A table of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Table {
            $(#[doc = $says] $name,)*
        }

        impl Table {
            /// Every table, in the order in which they are documented.
            pub const ALL: &[Table] = &[$(Table::$name),*];

            /// Its key in the file.
            pub fn key(self) -> &'static str {
                match self { $(Table::$name => $key),* }
            }

            /// The part of the comparison that it serves.
            pub fn part(self) -> Part {
                match self { $(Table::$name => $part),* }
            }

            /// What it holds, in words.
            pub fn says(self) -> &'static str {
                match self { $(Table::$name => $says),* }
            }

            /// Whether its words stand for numbers.
            pub fn is_by_number(self) -> bool {
                NUMBERS.contains(&self)
            }

            /// The table with this key.
            pub fn named(key: &str) -> Option<Table> {
                match key { $($key => Some(Table::$name),)* _ => None }
            }
        }
    };
}

tables! {
    Unspaced "unspaced" Words, "`yes` when words are not parted by spaces";
    Guest "guest" Words, "codes of languages whose words its texts may quote";

    FreeOrder "free-order" Words, "`yes` when what others put behind stands before: values of different units change places";

    Decimal "decimal" Numerals, "signs before decimals";
    Group "group" Numerals, "signs between groups of three digits";
    Cardinal "cardinal" Numerals, "numerals in words below a hundred, or below a thousand, by value";
    Power "power" Numerals, "words that multiply the numeral before them, by value";
    Ordinal "ordinal" Numerals, "numerals that say which one, by value";
    OrdinalEnding "ordinal-ending" Numerals, "what behind digits makes an ordinal";
    NumeralEnding "numeral-ending" Numerals, "what may be joined to a numeral: threefold";
    BarePower "bare-power" Numerals, "powers that need no numeral before them";
    LongTens "long-tens" Numerals, "tens behind which numerals up to nineteen may stand";
    OrdinalBefore "ordinal-before" Numerals, "what before a numeral makes an ordinal";
    And "and" Numerals, "words within a numeral, by what they may stand behind: `tens`, `power` or both";
    Needs "needs-and" Numerals, "powers behind which a smaller numeral needs such a word";
    OnesFirst "ones-first" Numerals, "what joins ones to the tens behind them in one word";
    Article "article" Numerals, "words for one before a power or a part";
    Point "point" Numerals, "the word before decimals in words; the sense is what may not follow it";
    Below "below" Numerals, "words for parts that no ordinal names, by their denominator";
    NoBelow "no-below" Numerals, "ordinals that are no denominators";
    BelowPlural "below-plural" Numerals, "the ending of several parts";
    BelowFollows "below-follows" Numerals, "what follows one part of a whole";
    BelowSure "below-sure" Numerals, "parts that need nothing behind them; the sense is what may not follow";
    BelowSpared "below-spared" Numerals, "words before several parts that are spans of time, by the part";
    BelowFirst "below-first" Numerals, "what stands between a denominator and the numerator behind it";
    Tenths "tenths" Numerals, "signs of tenths; the sense is what may not follow";
    Discount "discount" Numerals, "signs of the tenths that are paid";
    Digit "digit" Numerals, "numerals of one character below ten, by value";
    Place "place" Numerals, "numerals of one character that multiply, by value";
    Contracted "contracted" Numerals, "numerals of one character that stand for several others, by these";
    Formal "formal" Numerals, "numerals of one character that mean something else when alone";
    NoPlace "no-place" Numerals, "units and words that begin with such a multiplier";
    NoNumber "no-number" Numerals, "words that hold a numeral and no number; the sense is what may not follow";
    BuiltIn "built-in" Numerals, "what a small numeral stands before where others have one word";
    Apart "apart" Numerals, "words a little behind a two, which is then the two ends of a gap";
    Phrase "phrase" Numerals, "words for a quantity: `2 days`, `2 times/days`; with `soft` they need not be numbers; of two values parted by a bar either may be meant";
    Vague "vague" Numerals, "amounts that no digit answers";
    Roman "roman" Numerals, "words beside Roman numerals: `before` and `behind`, or `end` of what is before, or `join`";
    Section "section" Numerals, "`before` a section, and the `sign` before its part";

    Unit "unit" Amounts, "names of units besides those of `data/units.toml`, by unit; + stands for nothing or s";
    Counter "counter" Amounts, "what follows a numeral that counts";
    HalfOf "half-of" Amounts, "the word for half of what follows";
    HalfCounter "half-counter" Amounts, "what is halved";
    HalfLink "half-link" Amounts, "what may stand between a half and its unit";
    HalfMore "half-more" Amounts, "a half behind a `number` or its `unit`; behind a space, what may not follow";
    More "more" Amounts, "what behind a numeral makes it approximate; the sense is what may not follow";
    AtLeast "at-least" Amounts, "≥: words `before` and `after` a number";
    MoreThan "more-than" Amounts, ">: words `before` and `after` a number";
    Above "above" Amounts, "≥ or >: words `before` and `after` a number";
    AtMost "at-most" Amounts, "≤: words `before` and `after` a number";
    LessThan "less-than" Amounts, "<: words `before` and `after` a number";
    LessOrAt "below-bound" Amounts, "≤ or <: words `before` and `after` a number";
    BoundSkip "bound-skip" Amounts, "what may stand between a bound and its number";
    BoundTurns "bound-turns" Amounts, "endings of bounds that a negation of the verb turns";
    BoundStays "bound-stays" Amounts, "bounds that it does not turn";
    BoundNegation "bound-negation" Amounts, "negations of the verb";
    BoundWithout "bound-without" Amounts, "words a word or two before a bound that turn it: “with no mark below 6”";
    BoundParts "bound-parts" Amounts, "words that such a negation does not reach across: `but`";
    Ahead "ahead" Amounts, "words behind a span of time that make its upper bound a lower one too: “up to 2 days before”";
    Decrease "decrease" Amounts, "words that take something away, as a negative number does";
    Increase "increase" Amounts, "words behind which a multiple is added";
    IncreaseSkip "increase-skip" Amounts, "what may stand between such a word and its number";
    IncreaseDone "increase-done" Amounts, "what ends such a word when it is certain";
    Minus "minus" Amounts, "words for a minus";
    MinusAfter "minus-after" Amounts, "words behind a number that make it negative";
    MinusBehind "minus-behind" Amounts, "what may stand before a hyphen that is a minus";
    Money "money" Amounts, "signs and words for money before a number, or signs behind it, by unit";
    MoneyPower "money-power" Amounts, "what multiplies a number beside such a sign only, by value: $5m";
    NoUnit "no-unit" Amounts, "names of units that are none before the characters of the sense, or none at all";
    AgeYears "age-years" Amounts, "`yes` when an age is told in years, without a word of its own";
    AgeBefore "age-before" Amounts, "words behind which a bare number is an age";
    OldEnding "old-ending" Amounts, "what may follow a unit of age";
    Between "between" Amounts, "words between a number and the unit of time that is counted";
    Parted "parted" Amounts, "words behind which nothing is counted any more";
    UnitBefore "unit-before" Amounts, "`yes` when a unit may stand before its numbers";
    BehindBracket "behind-bracket" Amounts, "`yes` when a unit may stand behind a bracket";
    Joiner "joiner" Amounts, "words and signs within a range or a list of numbers";
    JoinerSkip "joiner-skip" Amounts, "signs beside them";
    ListJoiner "list-joiner" Amounts, "words behind the comma of a longer list";
    RangeJoin "range-join" Amounts, "words between the ends of a range";
    Course "course" Amounts, "words before the first and the last value of a change: `from`, `to`";
    Apiece "apiece" Amounts, "words that give one number to each of several";
    Ratio "ratio" Amounts, "words near a ratio";
    Per "per" Amounts, "words for a rate, by unit";
    PerWord "per-word" Amounts, "words before the unit that something is counted by";
    PerArticle "per-article" Amounts, "articles before such a unit";
    PerSlash "per-slash" Amounts, "short names of units behind a slash, by unit";
    During "during" Amounts, "words behind which an article and a unit are a span of time";
    Each "each" Amounts, "the sign before the unit that something is counted by";
    EachOne "each-one" Amounts, "what may stand between that sign and the unit";
    EachOther "each-other" Amounts, "what behind that sign skips so many";
    EachDay "each-day" Amounts, "parts of the day behind that sign";
    OneDay "one-day" Amounts, "what is counted behind “one day”; the numeral for one is a digit";
    PerBefore "per-before" Amounts, "names of units right before “twice” and the like, by unit";

    Month "month" Calendar, "months by number";
    MonthDoubt "month-doubt" Calendar, "months that are other words too";
    MonthOpener "month-opener" Calendar, "words before such a month";
    MonthOf "month-of" Calendar, "a word before any month";
    Weekday "weekday" Calendar, "days of the week, Monday being 1";
    WeekdayName "weekday-name" Calendar, "what a day's own character follows";
    WeekdaySign "weekday-sign" Calendar, "the characters of the days, Monday being 1";
    WeekdayShort "weekday-short" Calendar, "short names of days in brackets behind a date, or before the last of a range";
    WeekdayJoin "weekday-join" Calendar, "signs between several of them";
    NoWeekday "no-weekday" Calendar, "what is counted behind one of them, so that it is a numeral: `counts`, and what is not: `not`";
    DecadeEnding "decade-ending" Calendar, "what behind a year makes it a decade";
    Decade "decade" Calendar, "a sign behind a decade";
    DecadeBefore "decade-before" Calendar, "words before a year that make it a decade";
    Century "century" Calendar, "words before a decade, by the first year of the century";
    Era "era" Calendar, "words before a year of few digits";
    EraYear "era-year" Calendar, "eras whose years are counted, by the year before their first";
    Year "year" Calendar, "signs behind a year";
    NoYear "no-year" Calendar, "words that begin with such a sign";
    MonthSign "month-sign" Calendar, "signs behind the number of a month";
    Day "day" Calendar, "signs behind a day; the sense is what may not follow";
    DayJoin "day-join" Calendar, "what joins days of a month";
    Dates "dates" Calendar, "the order of dates in digits: `dmy`, `mdy`, or `either`";
    Morning "morning" Calendar, "words for the morning `before` or `after` an hour";
    Noon "noon" Calendar, "words for noon `before` or `after` an hour";
    Evening "evening" Calendar, "words for the evening `before` or `after` an hour";
    Night "night" Calendar, "ends of words that are read as rates: `morning`, `evening`; `night`, whose small hours are behind midnight";
    Midnight "midnight" Calendar, "`yes` when twelve in the evening is midnight";
    ClockPast "clock-past" Calendar, "words before an hour, by minutes";
    Hour "hour" Calendar, "signs behind an hour";
    HourMinutes "hour-minutes" Calendar, "words behind such a sign, by minutes";
    Minute "minute" Calendar, "the sign behind minutes";
    HourSure "hour-sure" Calendar, "words behind an hour that nothing else has";
    HourSplit "hour-split" Calendar, "signs between an hour and its minutes in digits";
    HourFollows "hour-follows" Calendar, "what follows an hour in digits: a range of hours, or a bound";
    HourRange "hour-range" Calendar, "what follows the first of two hours";
    HourBehind "hour-behind" Calendar, "what a time of day stands behind";

    Idiom "idiom" Words, "phrases whose parts mean nothing by themselves";
    Negation "negation" Words, "negations: `not`, `without`";
    Concord "concord" Words, "`yes` when several negations of a clause are one: *no … nunca*";
    Direction "direction" Words, "which way something goes, or how it compares";
    Bound "bound" Words, "bounds that no translation leaves out: `up`, `down`";
    Compare "compare" Words, "what parts the two that are compared: `hinge`, or `behind` for what stands behind the one compared with; `other`";
    Opposite "opposite" Words, "words of which one never stands for the other";
    Owed "owed" Words, "families of words that no translation leaves out, of each those that it `asks` for, what `answers` them, and longer words that are `spared`";
    Family "family" Words, "what families of words and kinds of terms are besides: `manner`, `measured`, `compared`, `deniable`, or `turning` for a family and its word";
    Name "name" Words, "well-known names";
    Plural "plural" Words, "endings of a plural";
    Called "called" Words, "what stands between a name and its short form";
    Abbreviation "abbreviation" Words, "words whose full stop ends no sentence";

    ListSign "list-sign" Lists, "the sign that parts the items of a list and nothing else";
    ListJoin "list-join" Lists, "words that join or part items";
    ListLast "list-last" Lists, "words that join the last item";
    ListParting "list-parting" Lists, "signs and phrases that may part items";
    ListOpener "list-opener" Lists, "words at the beginning of a sentence whose first comma ends an introduction";
    ListCompound "list-compound" Lists, "words that hold such a word and join nothing";
    ListClause "list-clause" Lists, "ends of clauses: a sign for lists behind one of them parts no items";

    Telephone "telephone" Everyday, "words before a telephone number";
    Counted "counted" Everyday, "what follows a number that counts, and is no year";
    Uncounted "uncounted" Everyday, "words that begin as what is counted and are another";
    CountBefore "count-before" Everyday, "what before a number makes it a count, not a day";
    Pointer "pointer" Everyday, "words that make the number behind them a pointer";
    PointerJoin "pointer-join" Everyday, "what joins several of them";
    PointerBehind "pointer-behind" Everyday, "what behind a number makes it a pointer";
    Level "level" Everyday, "words behind the level of an interval";
    LevelBefore "level-before" Everyday, "words before the level of an interval";
    Base "base" Everyday, "words before the base of a rate";
    Degrees "degrees" Everyday, "words for degrees of temperature";
    Clock "clock" Everyday, "what follows an hour";
    Street "street" Everyday, "words behind the number of a house";
    Room "room" Everyday, "words before the number of a room or a mailbox";
    House "house" Everyday, "signs behind the number of a house, with a road before it";
    Road "road" Everyday, "signs that end the name of a road";
}
