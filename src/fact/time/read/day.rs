//! Days: `ngày 24-7`, `mùng 2 tháng 9 năm 1945`, `hôm 3/2`, `thứ Hai`, `ngày đầu tiên của tháng 3`.

use super::{Piece, Reader, numeric::day_of};
use crate::{
    fact::time::{
        point::{Day, Part, Point, Year},
        words,
    },
    lexicon::{Key, Roles, w, word_sets},
    segment::{Case, Class},
};

impl Reader<'_> {
    /// The day that begins at `index`. `named`: a part of the day or a weekday stands before it.
    pub(in crate::fact::time) fn day(&self, index: usize, named: bool) -> Option<Piece> {
        if let Some((end, point)) = self.doc.phrase(&words::DAYS, index) {
            // `cùng ngày 19/6` is that day; `cùng ngày` alone points into the text.
            if self.is(index, w::cùng) && self.named_day(index + 1).is_some() {
                return None;
            }
            if self.is(index, w::ngày) && self.is(index + 1, w::này) {
                return None;
            }
            // `mấy hôm nay` is a length.
            if self.is(index, w::hôm) && self.before(index) == w::mấy {
                return None;
            }
            let mut piece = Piece { start: index, core: index, end, point: *point };
            // `hôm nay 5/6`: one time, with the numeric value.
            if matches!(point.day, Some(Day::Shift(_)))
                && self.near(end)
                && let Some(date) = self.bare_day(end, true)
            {
                (piece.end, piece.point) = (date.end, date.point);
            }
            return Some(piece);
        }
        match self.key(index) {
            w::ngày | w::hôm | w::bữa => self.named_day(index),
            w::mùng | w::mồng | w::rằm => self.lunar_day(index),
            _ => self.bare_day(index, named),
        }
    }

    fn named_day(&self, index: usize) -> Option<Piece> {
        let next = index + 1;
        if !self.near(next) {
            return None;
        }
        let from_here = |piece: Piece| Piece { start: index, core: piece.start, ..piece };
        match self.key(next) {
            w::mùng | w::mồng | w::rằm => return self.lunar_day(next).map(from_here),
            w::thứ | w::chủ | w::cn => {
                // `ngày thứ hai` is as often the second day of a visit.
                return self.weekday(next).filter(|_| self.is_weekday_name(next, true)).map(from_here);
            }
            w::đầu | w::cuối => return self.edge_day(index),
            _ => {}
        }
        if self.is(index, w::ngày) && matches!(self.before(index), w::mỗi | w::một) {
            return None;
        }
        if let Some(numeric) = self.numeric(next, true) {
            if numeric.point.day.is_none() || numeric.until.is_some() {
                return None;
            }
            if !numeric.full && self.counts(numeric.end) {
                return None;
            }
            return Some(self.finish(index, next, numeric.end, numeric.point));
        }
        let (day, end) = self.small(next, 31)?;
        if day == 0 {
            return None;
        }
        if let Some((point, end)) = self.month_behind(end, day, true) {
            return Some(self.finish(index, next, end, point));
        }
        // `ngày 5`: in digits, and nothing that is counted behind it.
        let point = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        if self.class(next) != Some(Class::Digits) || !(self.closes(end) || self.glued_dash(end)) || self.counts(end) {
            return None;
        }
        if self.then(end, w::tết) {
            return Some(Piece { start: index, core: next, end: end + 1, point: self.tet_day(day) });
        }
        if self.is(index, w::bữa) {
            return None;
        }
        Some(self.finish(index, next, end, point))
    }

    /// Whether a glued dash and a day follow: `ngày 20-25/11`.
    fn glued_dash(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH)
            && self.glued(index + 1)
            && self.small_digits(index + 1, 31).is_some()
    }

    /// Whether what stands at `index` is counted by the number before it: `ngày 2 lần`.
    pub(in crate::fact::time) fn counts(&self, index: usize) -> bool {
        self.near(index) && words::COUNTED.has(self.key(index)) || self.is(index, w::PERCENT_SIGN) && self.near(index)
    }

    /// `tháng 3 năm 2017` behind a day, with the year where it stands there.
    pub(in crate::fact::time) fn month_behind(&self, index: usize, day: u8, named: bool) -> Option<(Point, usize)> {
        // `ngày 30, tháng 4, năm 1975`
        let comma = self.is(index, w::COMMA) && self.then(index + 1, w::tháng);
        let at = index
            + usize::from(
                comma || self.is(index, w::SOLIDUS) && self.is(index + 1, w::tháng) || self.then(index, w::của),
            );
        if !self.then(at, w::tháng) {
            return None;
        }
        let mut point = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        if let Some((end, shift)) = self.doc.phrase(&words::UNITS, at) {
            // `ngày 5 tháng này`; without `ngày` the number counts months: `3 tháng tới`.
            point.fill(*shift);
            return named.then_some((point, end));
        }
        let (month, mut end, lunar) = self.month_name(at + 1)?;
        day_of(day.into(), month.into(), None)?;
        point.part = Some(Part::Month(month));
        point.lunar = lunar;
        let next = end + usize::from(self.is(end, w::COMMA) && self.then(end + 1, w::năm));
        if next > end && self.digits(next + 1).is_none_or(|(_, width)| width != 4) {
            return Some((point, end));
        }
        if let Some((year, after)) = self.year_behind(next, false) {
            day_of(day.into(), month.into(), Some(year))?;
            point.year = Some(year);
            end = after;
        }
        Some((point, end))
    }

    /// The month by its number or name behind the word `tháng`: the month, the token after, and whether the name is lunar.
    pub(in crate::fact::time) fn month_name(&self, index: usize) -> Option<(u8, usize, bool)> {
        if !self.near(index) {
            return None;
        }
        match self.key(index) {
            w::giêng => Some((1, index + 1, true)),
            w::chạp => Some((12, index + 1, true)),
            w::tư => Some((4, index + 1, false)),
            // `tháng năm sinh`, `tháng năm nay`
            w::năm
                if self.is_word(index + 1)
                    && self.near(index + 1)
                    && !self.is(index + 1, w::năm)
                    && !self.doc.tokens()[index + 1].roles.any(Roles::AFTER_TIME) =>
            {
                None
            }
            w::năm if self.is(index + 1, w::nay) || self.before(index - 1) == w::ngày => None,
            _ => {
                let (month, end) = self.small(index, 12)?;
                let clean = self.is_word(index)
                    || self.closes(end)
                    || self.year_behind(end, false).is_some()
                    || self.glued_dash(end);
                (month > 0 && clean).then_some((month, end, false))
            }
        }
    }

    /// `ngày đầu tiên của tháng ba`, `ngày cuối cùng của năm 2016`.
    fn edge_day(&self, index: usize) -> Option<Piece> {
        let first = self.is(index + 1, w::đầu);
        let mut at = index + 2;
        if self.is(at, if first { w::tiên } else { w::cùng }) {
            at += 1;
        }
        if self.then(at, w::của) {
            at += 1;
        }
        if !matches!(self.key(at), w::tháng | w::năm) || !self.near(at) {
            return None;
        }
        let whole = self.period(at)?;
        let mut point = whole.point;
        match (point.part, point.year) {
            (Some(Part::Month(_)), _) => point.day = Some(if first { Day::Number(1) } else { Day::Last }),
            (None, Some(_)) => {
                point.part = Some(Part::Month(if first { 1 } else { 12 }));
                point.day = Some(Day::Number(if first { 1 } else { 31 }));
            }
            _ => return None,
        }
        Some(Piece { start: index, core: index, end: whole.end, point })
    }

    /// A day in digits without the word `ngày`, or `7 tháng 5 năm 1954`.
    fn bare_day(&self, index: usize, named: bool) -> Option<Piece> {
        if self.class(index) != Some(Class::Digits) {
            return None;
        }
        if let Some(numeric) = self.numeric(index, named) {
            if numeric.point.day.is_none() || numeric.until.is_some() {
                return None;
            }
            let whole_year = numeric.point.year.is_some();
            let sure = numeric.full
                || self.lunar_mark(numeric.end).is_some()
                || self.is_feast(index, &numeric.point)
                || self.is_bracketed_day(index, numeric.end)
                || named && !self.counts(numeric.end)
                || whole_year && numeric.separator == w::SOLIDUS
                || numeric.separator == w::SOLIDUS && self.is_slash_day(index, numeric.end)
                || (numeric.separator != w::FULL_STOP || matches!(self.before(index), w::LEFT_PARENTHESIS | w::COMMA))
                    && self.day_cue(index)
                    && self.goes_on(numeric.end);
            return sure.then(|| self.finish(index, index, numeric.end, numeric.point));
        }
        let day = self.small_digits(index, 31).filter(|day| *day > 0)?;
        if !self.opens(index) {
            return None;
        }
        // `28 Tết`, `28 Tết Âm lịch`: nobody counts so many of them.
        if (named || (22..=30).contains(&day)) && self.then(index + 1, w::tết) {
            let end = self.lunar_mark(index + 2).unwrap_or(index + 2);
            return Some(Piece { start: index, core: index, end, point: self.tet_day(day) });
        }
        let (point, end) = self.month_behind(index + 1, day, named)?;
        let month_in_digits = self.class(index + 2) == Some(Class::Digits);
        // `9 tháng 5 lần`, `3 tháng 2 người`: only a year, a naming word or the end of the clause makes the bare words a day.
        let sure = named
            || point.year.is_some()
            || point.lunar
            || self.goes_on(end) && (!month_in_digits || !self.counts(end));
        sure.then(|| self.finish(index, index, end, point))
    }

    /// Whether brackets hold nothing but the day, and the words before them speak of one: `ngày thi đấu cuối (9-7)`.
    fn is_bracketed_day(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 7;
        self.is(index.wrapping_sub(1), w::LEFT_PARENTHESIS)
            && self.is(end, w::RIGHT_PARENTHESIS)
            && (index.saturating_sub(REACH)..index - 1)
                .any(|at| matches!(self.key(at), w::ngày | w::hôm | w::sáng | w::chiều | w::tối))
    }

    /// Whether the day is that of a feast and the words before it speak of one: `Ngày Nhà giáo Việt Nam 20-11`, `lễ 30-4`.
    fn is_feast(&self, index: usize, point: &Point) -> bool {
        let (Some(Day::Number(day)), Some(Part::Month(month))) = (point.day, point.part) else { return false };
        if !FEAST_DAYS.contains(&(day, month)) {
            return false;
        }
        const LONGEST_NAME: usize = 9;
        for at in (index.saturating_sub(LONGEST_NAME)..index).rev() {
            if !self.near(at + 1)
                || self.class(at) == Some(Class::Digits)
                || matches!(self.key(at), w::COMMA | w::FULL_STOP | w::SEMICOLON | w::COLON)
            {
                return false;
            }
            if matches!(self.key(at), w::ngày | w::lễ | w::dịp | w::niệm | w::mừng | w::khánh) {
                return true;
            }
        }
        false
    }

    /// Whether `d/m` without a naming word is a day: no fraction, no place, nothing that it counts.
    fn is_slash_day(&self, index: usize, end: usize) -> bool {
        let (Some((day, _)), Some((month, width))) = (self.digits(index), self.digits(index + 2)) else { return false };
        // Round the clock; places and forms that bear a number (`đường 3/2`, `lớp 8/9`, `số 12/3`).
        if (day, month) == (24, 7) && width == 1 || PLACES.has(self.before(index)) {
            return false;
        }
        if self.day_cue(index) {
            return self.goes_on(end) || self.before(index) == w::LEFT_PARENTHESIS;
        }
        // A fraction is told by its numerator being the smaller one.
        (day > month || width == 2 && self.doc.text_of(index + 2).starts_with('0'))
            && self.goes_on(end)
            && !FRACTION_CUES.has(self.before(index))
            // A headline's `Tin thể thao 3/6: …`
            || self.is(end, w::COLON) && self.near(index) && !FRACTION_CUES.has(self.before(index))
            || index == 0 && self.doc.tokens().len() <= end
    }

    /// Whether the word before a day in digits speaks of time.
    fn day_cue(&self, index: usize) -> bool {
        if index == 0 {
            return false;
        }
        match self.before(index) {
            w::LEFT_PARENTHESIS => index >= 2 && self.ends_time(index - 2),
            w::COMMA => index >= 2 && self.ends_time(index - 2),
            key => DAY_CUES.has(key),
        }
    }

    /// Whether the word at `index` is the last of a time told from today or of a weekday: `hôm qua (30/5)`, `thứ Hai, 22/5`.
    fn ends_time(&self, index: usize) -> bool {
        let last = self.key(index.wrapping_sub(1));
        match self.key(index) {
            w::nay => matches!(last, w::hôm | w::sáng | w::trưa | w::chiều | w::tối | w::đêm | w::bữa),
            w::qua => matches!(last, w::hôm | w::sáng | w::trưa | w::chiều | w::tối | w::đêm),
            w::mai => matches!(last, w::ngày | w::sáng | w::trưa | w::chiều | w::tối | w::đêm),
            w::nhật => last == w::chủ,
            w::hai | w::ba | w::tư | w::năm | w::sáu | w::bảy => last == w::thứ,
            w::ngày => last == w::cùng,
            _ => self.class(index) == Some(Class::Digits) && last == w::thứ,
        }
    }

    /// Adds the words that belong behind a day: the lunar calendar's, and a year told from now.
    fn finish(&self, start: usize, core: usize, end: usize, mut point: Point) -> Piece {
        let mut piece = Piece { start, core, end, point };
        if let Some(after) = self.lunar_mark(end) {
            piece.point.lunar = true;
            piece.end = after;
        }
        // `22/05/2017 18:29`, `08/02/2017, 21:00`
        let clock = piece.end + usize::from(self.is(piece.end, w::COMMA));
        if piece.point.year.is_some()
            && !piece.point.lunar
            && let Some((time, after)) = self.colon_clock(clock)
        {
            piece.point.clock = Some(time);
            piece.point.full_clock = true;
            piece.end = after;
        }
        point = piece.point;
        if point.year.is_none()
            && point.part.is_some()
            && self.then(piece.end, w::năm)
            && let Some((year, after)) = self.year_after_nam(piece.end)
        {
            piece.point.year = Some(year);
            piece.point.lunar |= matches!(year, Year::Cycle(_));
            piece.end = after;
        }
        piece
    }

    /// `thứ Hai`, `thứ 3 tuần sau`, `chủ nhật`, with the day in numbers where it follows: `thứ 3 ngày 3 tháng 4 năm 2018`.
    pub(in crate::fact::time) fn weekday(&self, index: usize) -> Option<Piece> {
        let (weekday, mut end) = self.weekday_name(index)?;
        let mut point = Point { weekday: Some(weekday), ..Point::EMPTY };
        // `thứ Hai, ngày 22/5`, `thứ hai 5/6`
        let at = end + usize::from(self.is(end, w::COMMA));
        // A weekday in place of that day (`thứ hai ngày thứ hai ngày …`) would read on without end.
        let again =
            matches!(self.key(at), w::ngày | w::hôm | w::bữa) && matches!(self.key(at + 1), w::thứ | w::chủ | w::cn);
        if self.near(at)
            && !again
            && let Some(day) = self.day(at, at == end)
            && matches!(day.point.day, Some(Day::Number(_)))
            && (at == end || self.is(at, w::ngày))
        {
            point.fill(day.point);
            return Some(Piece { start: index, core: index, end: day.end, point });
        }
        let week = end + usize::from(self.then(end, w::của));
        if self.then(week, w::tuần)
            && !RANK_CUES.has(self.before(index))
            && let Some((after, shift)) = self.doc.phrase(&words::UNITS, week)
        {
            point.fill(*shift);
            end = after;
        } else if !self.is_weekday_name(index, false) {
            return None;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    /// The weekday named at `index`, be it meant or not: Monday is 1.
    pub(in crate::fact::time) fn weekday_name(&self, index: usize) -> Option<(u8, usize)> {
        match self.key(index) {
            w::chủ if self.then(index + 1, w::nhật) => Some((7, index + 2)),
            w::cn
                if self.case(index) == Case::Upper
                    && self.near(index + 1)
                    && matches!(self.key(index + 1), w::COMMA | w::LEFT_PARENTHESIS | w::ngày) =>
            {
                Some((7, index + 1))
            }
            w::thứ if self.near(index + 1) => {
                let day = match self.key(index + 1) {
                    w::hai => 1,
                    w::ba => 2,
                    w::tư => 3,
                    w::năm => 4,
                    w::sáu => 5,
                    w::bảy | w::bẩy => 6,
                    _ => match self.digits(index + 1)? {
                        (day @ 2..=7, 1) if self.closes(index + 2) => day as u8 - 1,
                        _ => return None,
                    },
                };
                Some((day, index + 2))
            }
            _ => None,
        }
    }

    /// Whether the name of a weekday means one: `thứ hai` is `the second` as well. `chủ nhật` always does.
    fn is_weekday_name(&self, index: usize, after_day: bool) -> bool {
        if !self.is(index, w::thứ) {
            return true;
        }
        let end = index + 2;
        if RANK_CUES.has(self.before(index)) {
            return false;
        }
        // Mid-sentence capitals: `Thứ Hai`, `thứ Bảy`.
        if self.case(index + 1) == Case::Title {
            return true;
        }
        if self.case(index + 1) == Case::None && self.is_word(index + 1) {
            return false;
        }
        // Another weekday, or the week, beside it.
        let beside = end
            + usize::from(matches!(
                self.key(end),
                w::COMMA | w::và | w::HYPHEN_MINUS | w::EN_DASH | w::đến | w::hoặc | w::tới
            ));
        if beside > end && self.is(beside, w::thứ) && self.weekday_name(beside).is_some() {
            return true;
        }
        if matches!(self.key(end), w::hàng | w::tuần | w::cuối)
            && self.near(end)
            && self.is(end + 1 - usize::from(self.is(end, w::tuần)), w::tuần)
        {
            return true;
        }
        let previous = match self.before(index) {
            w::COMMA | w::và | w::HYPHEN_MINUS | w::EN_DASH | w::đến => {
                index.checked_sub(3).is_some_and(|at| self.weekday_name(at).is_some_and(|(_, end)| end + 1 == index))
            }
            key if is_part_of_day(key) => true,
            w::hôm | w::bữa => true,
            // `đến ngày thứ ba, anh …` is the third day.
            w::ngày => self.before(index.saturating_sub(1)) == w::các,
            _ => false,
        };
        if previous {
            return true;
        }
        if after_day {
            return self.is(end, w::ngày) && self.near(end);
        }
        match self.key(end) {
            w::ngày if self.near(end) => self.small(end + 1, 31).is_some(),
            w::LEFT_PARENTHESIS => self.small_digits(end + 1, 31).is_some() && self.is(end + 2, w::SOLIDUS),
            w::tới | w::trước | w::sau if self.near(end) => self.ends_clause(end + 1),
            w::vừa if self.near(end) => matches!(self.key(end + 1), w::qua | w::rồi),
            w::này if self.near(end) => !matches!(self.before(index), w::lần | w::kỳ),
            // Nothing else in the line: a calendar, a reply.
            _ => !self.near(index) && !self.near(end),
        }
    }

    /// Whether a clause ends before `index`: a mark, the end of a line.
    pub(in crate::fact::time) fn ends_clause(&self, index: usize) -> bool {
        !self.near(index) || self.class(index) == Some(Class::Mark)
    }
}

/// Days that Vietnam keeps each year by their numbers.
const FEAST_DAYS: [(u8, u8); 24] = [
    (1, 1),
    (9, 1),
    (3, 2),
    (14, 2),
    (27, 2),
    (8, 3),
    (26, 3),
    (30, 4),
    (1, 5),
    (7, 5),
    (15, 5),
    (19, 5),
    (1, 6),
    (21, 6),
    (28, 6),
    (27, 7),
    (19, 8),
    (2, 9),
    (10, 10),
    (13, 10),
    (20, 10),
    (20, 11),
    (22, 12),
    (25, 12),
];

/// Words that name a part of the day.
pub(in crate::fact::time) const fn is_part_of_day(key: Key) -> bool {
    matches!(key, w::sáng | w::trưa | w::chiều | w::tối | w::đêm | w::khuya)
}

word_sets! {
    DAY_CUES = [
        "từ", "đến", "tới", "trước", "sau", "vào", "hết", "dịp", "lễ", "phiên", "valentine", "khởi", "kỷ", "hôm",
        "ngày", "nghỉ", "qua", "mừng", "khánh", "nhi", "nữ", "niệm", "sáng", "trưa", "chiều", "tối", "đêm", "khuya",
        "bảy", "nhật", "yêu", "mai", "nay", "suốt", "hồi", "lúc", "vía", "cả", "ra", "hè",
    ];
    PLACES = [
        "đường", "phố", "phường", "chợ", "viện", "trường", "cầu", "ty", "hẻm", "ngõ", "số", "nhà", "kiệt", "lớp",
        "bậc", "vòng", "ngách", "tổ", "căn", "tại", "ở", "xã", "khu", "block", "tầng", "sư", "tỷ", "tỉ", "lệ",
        "điểm", "tx", "htx", "tổng", "cấp", "lô", "hạng", "lần", "bảng", "nhịp", "khóa",
    ];
    RANK_CUES = ["đứng", "xếp", "hạng", "trí", "lần", "ngôi", "nhì", "tuần", "người", "vòng"];
    FRACTION_CUES = [
        "giảm", "tăng", "còn", "bằng", "chiếm", "hơn", "gần", "khoảng", "ngắn", "được", "có", "khi", "đạt", "thua",
        "thắng", "hòa", "là", "chỉ", "tới", "xuống",
    ];
}
