//! Time words as keys, and small tables of them.

use std::sync::LazyLock;

use crate::{
    fact::time::point::{Day, DayPart, Part, Point, Week, Year},
    lexicon::{Key, Phrases, table_sets, table_words, w},
};

table_words! {
    "relative_times.tsv":
    MORNING = "morning";
    NOON = "noon";
    AFTERNOON = "afternoon";
    EVENING = "evening";
    NIGHT = "night";
    TODAY = "today";
    YESTERDAY = "yesterday";
    DAY_BEFORE_YESTERDAY = "day_before_yesterday";
    TOMORROW = "tomorrow";
    DAY_AFTER_TOMORROW = "day_after_tomorrow";
    SAME_DAY = "same_day";
    OF_TODAY = "of_today";
    OF_YESTERDAY = "of_yesterday";
    OF_TOMORROW = "of_tomorrow";
    OF_DAY_AFTER_TOMORROW = "of_day_after_tomorrow";
    OF_NEXT_DAY = "of_next_day";
    OF_DAY_BEFORE = "of_day_before";
    OF_THAT_DAY = "of_that_day";
    THIS_UNIT = "this_unit";
    LAST_UNIT = "last_unit";
    NEXT_UNIT = "next_unit";
    UNIT_BEFORE_LAST = "unit_before_last";
    UNIT_AFTER_NEXT = "unit_after_next";
    NO_YEAR = "no_year";
    NEXT_QUARTER = "next_quarter";
    NEXT_YEAR = "next_year";
    YEAR_BEFORE_LAST = "year_before_last";
    SAME_YEAR = "same_year";
    PAST_YEAR = "past_year";
    THIS_MOMENT = "now";
}

/// Parts of the day with the words that colour them.
pub(super) static DAY_PARTS: LazyLock<Phrases<DayPart>> = LazyLock::new(|| {
    let parts = [
        (MORNING, DayPart::Morning),
        (NOON, DayPart::Noon),
        (AFTERNOON, DayPart::Afternoon),
        (EVENING, DayPart::Evening),
        (NIGHT, DayPart::Night),
    ];
    let words = parts.iter().flat_map(|(words, part)| words.iter().map(move |word| (*word, *part)));
    Phrases::new(words.flat_map(|(word, part)| [(word.to_owned(), part), (["buổi ", word].concat(), part)]))
});

/// Whether a word speaks of several months or days, so that none of them is meant: `những ngày cuối tháng`.
pub(super) fn is_several(key: Key) -> bool {
    matches!(key, w::những | w::các | w::mấy | w::vài)
}

const fn day(by: i16) -> Point {
    Point { day: Some(Day::Shift(by)), ..Point::EMPTY }
}

const fn week(by: i16) -> Point {
    Point { week: Some(Week::Shift(by)), ..Point::EMPTY }
}

const fn month(by: i16) -> Point {
    Point { part: Some(Part::MonthShift(by)), ..Point::EMPTY }
}

const fn quarter(by: i16) -> Point {
    Point { part: Some(Part::QuarterShift(by)), ..Point::EMPTY }
}

const fn year(by: i16) -> Point {
    Point { year: Some(Year::Shift(by)), ..Point::EMPTY }
}

const fn near(by: i16) -> Point {
    Point { day: Some(Day::Context(by)), ..Point::EMPTY }
}

/// Days told from today.
pub(super) static DAYS: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    Phrases::of_lists(&[
        (DAY_BEFORE_YESTERDAY, day(-2)),
        (YESTERDAY, day(-1)),
        (TODAY, day(0)),
        (TOMORROW, day(1)),
        (DAY_AFTER_TOMORROW, day(2)),
        (SAME_DAY, near(0)),
    ])
});

/// What stands for the day after a part of the day: `sáng nay`, `tối qua`, `chiều mai`.
pub(super) static AFTER_DAY_PART: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    Phrases::of_lists(&[
        (OF_YESTERDAY, day(-1)),
        (OF_TODAY, day(0)),
        (OF_TOMORROW, day(1)),
        (OF_DAY_AFTER_TOMORROW, day(2)),
        (OF_DAY_BEFORE, near(-1)),
        (OF_THAT_DAY, near(0)),
        (OF_NEXT_DAY, near(1)),
    ])
});

/// How far the words after `tuần`, `tháng`, `quý` and `năm` lead.
static AFTER_UNIT: [(&[&str], i16); 5] =
    [(UNIT_BEFORE_LAST, -2), (LAST_UNIT, -1), (THIS_UNIT, 0), (NEXT_UNIT, 1), (UNIT_AFTER_NEXT, 2)];

/// Weeks, months, quarters and years told from now.
pub(super) static UNITS: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    let mut rows: Vec<(String, Point)> = Vec::new();
    for (words, by) in AFTER_UNIT.iter().flat_map(|(list, by)| list.iter().map(move |words| (words, *by))) {
        for edge in ["", "cuối ", "đầu ", "giữa "] {
            rows.push(([edge, "tuần ", words].concat(), week(by)));
        }
        rows.push((["tháng ", words].concat(), month(by)));
        rows.push((["quý ", words].concat(), quarter(by)));
        // `năm qua` is the last twelve months, not a calendar year; `năm này` refers to the text.
        if !NO_YEAR.contains(words) {
            rows.push((["năm ", words].concat(), year(by)));
        }
    }
    let same_year = Point { year: Some(Year::Context), ..Point::EMPTY };
    let past_year = Point { year: Some(Year::Past), ..Point::EMPTY };
    let lists = [
        (NEXT_QUARTER, quarter(1)),
        (YEAR_BEFORE_LAST, year(-2)),
        (NEXT_YEAR, year(1)),
        (SAME_YEAR, same_year),
        (PAST_YEAR, past_year),
    ];
    for (list, point) in lists {
        rows.extend(list.iter().map(|words| ((*words).to_owned(), point)));
    }
    Phrases::new(rows)
});

/// A digit in words.
pub(super) const fn unit_of(key: Key) -> Option<u8> {
    Some(match key {
        w::một => 1,
        w::hai => 2,
        w::ba => 3,
        w::bốn => 4,
        w::năm => 5,
        w::sáu => 6,
        w::bảy | w::bẩy => 7,
        w::tám => 8,
        w::chín => 9,
        _ => return None,
    })
}

table_words! {
    "times.tsv":
    /// A moment before its time of day: `lúc đó khoảng 21h`.
    THAT_MOMENT = "that_moment";
}

/// Words for the moment that the text speaks of.
pub(super) static MOMENTS: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(THAT_MOMENT, ())]));

/// The present moment.
pub(super) static NOW: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_lists(&[(THIS_MOMENT, ())]));

/// The heavenly stems, from 0.
pub(super) static STEMS: [&str; 10] = ["giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"];
/// The earthly branches, from 0, with their variants.
pub(super) static BRANCHES: [&[&str]; 12] = [
    &["tý", "tí"],
    &["sửu"],
    &["dần"],
    &["mão", "mẹo"],
    &["thìn"],
    &["tỵ", "tị"],
    &["ngọ"],
    &["mùi", "vị"],
    &["thân"],
    &["dậu"],
    &["tuất"],
    &["hợi"],
];

/// The sixty names of years, `Giáp Tý` = 0.
pub(super) static CYCLE: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    let mut rows = Vec::new();
    for year in 0..60u8 {
        let stem = STEMS[usize::from(year) % 10];
        for branch in BRANCHES[usize::from(year) % 12] {
            rows.push(([stem, " ", branch].concat(), year));
            if stem == "kỷ" {
                rows.push((["kỉ ", branch].concat(), year));
            }
        }
    }
    Phrases::new(rows)
});

table_sets! {
    "times.tsv":
    /// Words before a year without `năm`: `cuối 2017`.
    pub(super) YEAR_CUES = "before_year";
    /// Units and things that are counted: `từ 5 - 10 người`.
    pub(super) COUNTED = "counted";
}
