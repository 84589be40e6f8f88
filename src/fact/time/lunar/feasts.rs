//! Feast days by name, of both calendars. A name alone is a date only with a reference date: `tem Tết` and `quà Giáng sinh` do not
//! refer to a day. If the day is written after the name (`Quốc khánh 2/9`), the numbers are the date.

use std::sync::LazyLock;

use crate::{
    fact::time::point::{Day, Point},
    lexicon::Phrases,
};

/// Feast days with the words that name them.
pub(in crate::fact::time) static FEASTS: LazyLock<Phrases<Point>> = LazyLock::new(|| {
    let civil = |day, month| Point { feast: true, ..Point::of_day(day, month) };
    let lunar = |day, month| Point { lunar: true, feast: true, ..Point::of_day(day, month) };
    // New Year's Eve is the 29th or the 30th.
    let eve = Point { day: Some(Day::Last), ..lunar(1, 12) };
    let rows = [
        ("tết dương lịch", civil(1, 1)),
        ("lễ tình nhân", civil(14, 2)),
        ("valentine", civil(14, 2)),
        ("quốc tế phụ nữ", civil(8, 3)),
        ("cá tháng tư", civil(1, 4)),
        ("quốc tế lao động", civil(1, 5)),
        ("quốc tế thiếu nhi", civil(1, 6)),
        ("quốc khánh", civil(2, 9)),
        ("phụ nữ việt nam", civil(20, 10)),
        ("nhà giáo việt nam", civil(20, 11)),
        ("giáng sinh", civil(25, 12)),
        ("noel", civil(25, 12)),
        ("tết nguyên đán", lunar(1, 1)),
        ("tết âm lịch", lunar(1, 1)),
        ("tết ta", lunar(1, 1)),
        ("giao thừa", eve),
        ("vía thần tài", lunar(10, 1)),
        ("tết nguyên tiêu", lunar(15, 1)),
        ("giỗ tổ hùng vương", lunar(10, 3)),
        ("lễ phật đản", lunar(15, 4)),
        ("tết đoan ngọ", lunar(5, 5)),
        ("lễ vu lan", lunar(15, 7)),
        ("trung thu", lunar(15, 8)),
        ("ông công ông táo", lunar(23, 12)),
    ];
    let mut named = Vec::new();
    for (words, point) in rows {
        for before in ["", "ngày ", "lễ ", "ngày lễ ", "tết ", "đêm "] {
            named.push(([before, words].concat(), point));
        }
    }
    Phrases::new(named)
});
