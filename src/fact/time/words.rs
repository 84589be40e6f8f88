//! Time words as keys, and small tables of them.

use std::sync::LazyLock;

use crate::{
    fact::time::point::{Day, DayPart, Part, Point, Week, Year},
    lexicon::{Key, Phrases, table_sets, w},
};

/// Parts of the day with the words that colour them.
pub(super) static DAY_PARTS: LazyLock<Phrases<DayPart>> = LazyLock::new(|| {
    use DayPart::{Afternoon, Evening, Morning, Night, Noon};
    let mut rows = vec![
        ("rạng sáng", Morning),
        ("mờ sáng", Morning),
        ("tờ mờ sáng", Morning),
        ("sáng sớm", Morning),
        ("sáng", Morning),
        ("trưa", Noon),
        ("giữa trưa", Noon),
        ("chiều tối", Evening),
        ("chiều muộn", Afternoon),
        ("xế chiều", Afternoon),
        ("chiều", Afternoon),
        ("tối muộn", Evening),
        ("tối", Evening),
        ("đêm khuya", Night),
        ("đêm muộn", Night),
        ("nửa đêm", Night),
        ("khuya", Night),
        ("đêm", Night),
    ];
    let with_buoi: Vec<String> = rows.iter().map(|(word, _)| format!("buổi {word}")).collect();
    let values: Vec<DayPart> = rows.iter().map(|(_, part)| *part).collect();
    rows.extend(with_buoi.iter().map(String::as_str).zip(values));
    Phrases::new(rows)
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

/// Days told from today.
pub(super) static DAYS: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    let near = Point { day: Some(Day::Context(0)), ..Point::EMPTY };
    Phrases::new([
        ("hôm nay", day(0)),
        ("ngày hôm nay", day(0)),
        ("bữa nay", day(0)),
        ("hôm qua", day(-1)),
        ("ngày hôm qua", day(-1)),
        ("bữa qua", day(-1)),
        ("hôm kia", day(-2)),
        ("ngày hôm kia", day(-2)),
        ("ngày mai", day(1)),
        ("ngày kia", day(2)),
        ("ngày mốt", day(2)),
        ("ngày này", day(0)),
        ("cùng ngày", near),
        ("cùng hôm", near),
    ])
});

/// What stands for the day after a part of the day: `sáng nay`, `tối qua`, `chiều mai`.
pub(super) static AFTER_DAY_PART: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    let near = |by| Point { day: Some(Day::Context(by)), ..Point::EMPTY };
    Phrases::new([
        ("nay", day(0)),
        ("qua", day(-1)),
        ("mai", day(1)),
        ("mốt", day(2)),
        ("hôm sau", near(1)),
        ("ngày hôm sau", near(1)),
        ("hôm trước", near(-1)),
        ("ngày hôm trước", near(-1)),
        ("hôm đó", near(0)),
        ("hôm ấy", near(0)),
    ])
});

/// How far the words after `tuần`, `tháng`, `quý` and `năm` lead.
static AFTER_UNIT: &[(&str, i16)] = &[
    ("này", 0),
    ("nay", 0),
    ("hiện tại", 0),
    ("trước", -1),
    ("qua", -1),
    ("rồi", -1),
    ("vừa qua", -1),
    ("vừa rồi", -1),
    ("ngoái", -1),
    ("trước đó", -1),
    ("tới", 1),
    ("sau", 1),
    ("tiếp theo", 1),
    ("kế tiếp", 1),
    ("kế", 1),
    ("trước nữa", -2),
    ("sau nữa", 2),
    ("tới nữa", 2),
];

/// Weeks, months, quarters and years told from now.
pub(super) static UNITS: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    let mut rows: Vec<(String, Point)> = Vec::new();
    for (words, by) in AFTER_UNIT {
        for edge in ["", "cuối ", "đầu ", "giữa "] {
            rows.push((format!("{edge}tuần {words}"), week(*by)));
        }
        rows.push((format!("tháng {words}"), month(*by)));
        rows.push((format!("quý {words}"), quarter(*by)));
        if *words == "tiếp theo" {
            rows.push(("quý tiếp".to_owned(), quarter(1)));
        }
        // `trong năm qua` is the last twelve months, not a calendar year; `năm này` refers to the text.
        if !matches!(*words, "này" | "qua" | "vừa qua" | "trước đó") {
            rows.push((format!("năm {words}"), year(*by)));
        }
    }
    rows.push(("năm vừa qua".to_owned(), year(-1)));
    rows.push(("năm kia".to_owned(), year(-2)));
    rows.push(("sang năm".to_owned(), year(1)));
    rows.push(("cùng năm".to_owned(), Point { year: Some(Year::Context), ..Point::EMPTY }));
    Phrases::new(rows.iter().map(|(words, point)| (words.as_str(), *point)))
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

/// The present moment.
pub(super) static NOW: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(["bây giờ", "ngay bây giờ", "lúc này", "ngay lúc này", "hiện giờ"].map(|words| (words, ())))
});

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
            rows.push((format!("{stem} {branch}"), year));
            if stem == "kỷ" {
                rows.push((format!("kỉ {branch}"), year));
            }
        }
    }
    Phrases::new(rows.iter().map(|(words, year)| (words.as_str(), *year)))
});

table_sets! {
    "times.tsv":
    /// Words before a year without `năm`: `cuối 2017`.
    pub(super) YEAR_CUES = "before_year";
    /// Units and things that are counted: `từ 5 - 10 người`.
    pub(super) COUNTED = "counted";
}
