//! Days: `ngày 24-7`, `mùng 2 tháng 9 năm 1945`, `hôm 3/2`, `ngày đầu tiên của tháng 3`; weekdays are in `weekday`.

use super::{Piece, Reader, feast::is_feast_day, numeric::day_of};
use crate::{
    fact::time::{
        point::{Day, Part, Point, Year},
        words,
    },
    lexicon::{Key, Roles, table_sets, w},
    segment::{Case, Class},
};

impl Reader<'_> {
    /// The day at `index`. `named`: a part of the day or a weekday comes before it.
    pub(in crate::fact::time) fn day(&self, index: usize, named: bool) -> Option<Piece> {
        if let Some((end, point)) = self.doc.phrase(&words::DAYS, index) {
            // `cùng ngày 19/6` is that day; `cùng ngày` alone points into the text.
            if self.is(index, w::cùng) && self.named_day(index + 1).is_some() {
                return None;
            }
            if self.is(index, w::ngày) && self.is(index + 1, w::này) {
                return None;
            }
            // `một ngày kia`: an unspecified day.
            if self.before(index) == w::một {
                return None;
            }
            // `mấy hôm nay`, `vài ngày hôm nay` are durations.
            let first = index - usize::from(self.is(index, w::hôm) && self.before(index) == w::ngày);
            if matches!(self.before(first), w::mấy | w::vài) {
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
            w::thứ | w::chủ | w::chúa | w::cn => {
                // `hai ngày thứ 7 và chủ nhật`
                if self.near(index) && self.numbers.ending_at(index).is_some() {
                    return None;
                }
                // `ngày thứ hai` may just as well be the second day of a visit.
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
            // `ngày 2-3 lần`, but `ngày 5/6 người dân …`: no fraction follows `ngày`.
            if !numeric.full && numeric.separator != w::SOLIDUS && self.counts(numeric.end) {
                return None;
            }
            return Some(self.finish(index, next, numeric.end, numeric.point));
        }
        let (day, end) = self.small(next, 31)?;
        if day == 0 {
            return None;
        }
        if let Some((point, end)) = self.month_after(end, day, true) {
            return Some(self.finish(index, next, end, point));
        }
        // `ngày 5`: in digits, and nothing that is counted after it.
        let point = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        if self.class(next) != Some(Class::Digits) || !(self.closes(end) || self.glued_dash(end)) || self.counts(end) {
            return None;
        }
        if self.then(end, w::tết) {
            return Some(Piece { start: index, core: next, end: end + 1, point: self.tet_day(day) });
        }
        if self.is(index, w::bữa) || self.is_tournament_day(index, end) {
            return None;
        }
        Some(self.finish(index, next, end, point))
    }

    /// Whether a headline counts the days of a contest: `Trực tiếp giải cầu lông ngày 1: …`.
    fn is_tournament_day(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 14;
        self.is(end, w::COLON)
            && (self.doc.sentence_of(index).start.max(index.saturating_sub(REACH))..index)
                .any(|at| CONTESTS.has(self.key(at)))
    }

    /// Whether a glued dash and a day follow: `ngày 20-25/11`.
    pub(super) fn glued_dash(&self, index: usize) -> bool {
        matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH)
            && self.glued(index + 1)
            && self.small_digits(index + 1, 31).is_some()
    }

    /// Whether what is at `index` is counted by the number before it: `ngày 2 lần`.
    pub(in crate::fact::time) fn counts(&self, index: usize) -> bool {
        // `20/5 giờ địa phương`
        let zone = self.is(index, w::giờ)
            && self.near(index + 1)
            && (self.is(index + 1, w::địa)
                || self.case(index + 1) == Case::Title
                || self.case(index + 1) == Case::Upper);
        self.near(index) && !zone && words::COUNTED.has(self.key(index)) && !self.doc.begins_compound(index, index + 1)
            || self.is(index, w::PERCENT_SIGN) && self.near(index)
    }

    /// `tháng 3 năm 2017` after a day, with the year where it is there.
    pub(in crate::fact::time) fn month_after(&self, index: usize, day: u8, named: bool) -> Option<(Point, usize)> {
        // `ngày 30, tháng 4, năm 1975`
        let comma = self.is(index, w::COMMA) && self.then(index + 1, w::tháng);
        let at = index
            + usize::from(
                comma || self.is(index, w::SOLIDUS) && self.is(index + 1, w::tháng) || self.then(index, w::của),
            );
        // `7 thg 9, 2025` is how browsers print a day (CLDR, vi).
        if !self.then(at, w::tháng) && !self.then(at, w::thg) {
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
        point.leap = self.then(end, w::nhuận);
        point.lunar = lunar || point.leap;
        end += usize::from(point.leap);
        if let Some((year, after)) = self.year_after_comma(end) {
            day_of(day.into(), month.into(), Some(year))?;
            point.year = Some(year);
            return Some((point, after));
        }
        let next = end + usize::from(self.is(end, w::COMMA) && self.then(end + 1, w::năm));
        if next > end && self.digits(next + 1).is_none_or(|(_, width)| width != 4) {
            return Some((point, end));
        }
        if let Some((year, after)) = self.year_after(next, false) {
            day_of(day.into(), month.into(), Some(year))?;
            point.year = Some(year);
            end = after;
        }
        Some((point, end))
    }

    /// The bare year after a month in words and a comma: `7 tháng 9, 2025`.
    fn year_after_comma(&self, index: usize) -> Option<(Year, usize)> {
        let (year, end) =
            self.year_number(index + 1, false).filter(|_| self.is(index, w::COMMA) && self.near(index))?;
        ((1900..=2100).contains(&year) && self.goes_on(end)).then_some((Year::Full(year), end))
    }

    /// The month by its number or name after the word `tháng`: the month, the token after, and whether the name is lunar.
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
                    && !self.doc.token(index + 1).roles.any(Roles::AFTER_TIME) =>
            {
                None
            }
            w::năm if self.is(index + 1, w::nay) || self.before(index - 1) == w::ngày => None,
            _ => {
                let (month, end) = self.small(index, 12)?;
                let clean = self.is_word(index)
                    || self.closes(end)
                    || self.year_after(end, false).is_some()
                    || self.glued_dash(end);
                (month > 0 && clean).then_some((month, end, false))
            }
        }
    }

    /// `ngày đầu tiên của tháng ba`, `ngày cuối cùng của năm 2016`.
    fn edge_day(&self, index: usize) -> Option<Piece> {
        // `một ngày cuối tháng ba` is some day of it, `những ngày cuối tháng ba` are several.
        if self.before(index) == w::một || words::is_several(self.before(index)) {
            return None;
        }
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
    pub(super) fn bare_day(&self, index: usize, named: bool) -> Option<Piece> {
        if self.class(index) != Some(Class::Digits) {
            // `sáng hai mươi tư tháng bảy`
            let (day, at) =
                self.small_words(index).filter(|(day, _)| named && self.near(index) && (1..=31).contains(day))?;
            let (point, end) = self.month_after(at, day, false)?;
            return Some(self.finish(index, index, end, point));
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
                || named && (numeric.separator == w::SOLIDUS || !self.counts(numeric.end))
                || whole_year && numeric.separator == w::SOLIDUS
                || numeric.separator == w::SOLIDUS && self.is_slash_day(index, numeric.end)
                || (numeric.separator != w::FULL_STOP
                    || matches!(self.before(index), w::LEFT_PARENTHESIS | w::COMMA)
                    || self.is_dotted_day(index, numeric.end))
                    && self.day_cue(index)
                    && self.goes_on(numeric.end);
            return sure.then(|| self.finish(index, index, numeric.end, numeric.point));
        }
        let day = self.small_digits(index, 31).filter(|day| *day > 0)?;
        // The end of a range may touch its dash: `2024–5 tháng 1 năm 2025`.
        let range = matches!(self.before(index), w::HYPHEN_MINUS | w::EN_DASH) && self.then(index + 1, w::tháng);
        if !self.opens(index) && !range {
            return None;
        }
        // `28 Tết`, `28 Tết Âm lịch`: nobody counts that many Tết.
        if (named || (22..=30).contains(&day)) && self.then(index + 1, w::tết) {
            let end = self.lunar_mark(index + 2).unwrap_or(index + 2);
            return Some(Piece { start: index, core: index, end, point: self.tet_day(day) });
        }
        // `Quảng trường 10 tháng 3`, `giao ban tuần 4, tháng 6`
        let previous = self.before(index);
        if !named && (PLACES.has(previous) || matches!(previous, w::mùng | w::mồng | w::tuần)) {
            return None;
        }
        // In `từ 3 - 6 tháng tới` the number after the dash counts.
        let inner = matches!(self.before(index), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::đến | w::tới | w::từ);
        let (point, end) = self.month_after(index + 1, day, named && !inner)?;
        let month_in_digits = self.class(index + 2) == Some(Class::Digits);
        // `9 tháng 5 lần`, `3 tháng 2 người`: only a year, a naming word or the end of the clause makes the bare words a day.
        let sure = named
            || point.year.is_some()
            || point.lunar
            || self.goes_on(end) && (!month_in_digits || !self.counts(end));
        sure.then(|| self.finish(index, index, end, point))
    }

    /// Whether a number with a dot is a day, not a decimal: the words before it tell when something takes place and speak of no measure,
    /// and what follows is the end of the phrase or another such day (`diễn ra từ 12.6 - 18.6`).
    fn is_dotted_day(&self, index: usize, end: usize) -> bool {
        // `vào 17.7 tới`, but `từ 12.6 tới 18.6`
        let ahead = self.then(end, w::tới) && self.class(end + 1) != Some(Class::Digits);
        let range = matches!(self.key(end), w::HYPHEN_MINUS | w::EN_DASH | w::đến | w::tới) && self.near(end) && !ahead;
        if ahead && self.before(index) == w::vào && !self.is(end + 1, w::ngày) {
            return true;
        }
        let (from, to) = if range { (end + 1, end + 4) } else { (index, end) };
        let is_day = |at: usize| self.numeric(at, true).is_some_and(|numeric| numeric.point.day.is_some());
        (!range || is_day(from)) && !self.is_counted_time(to, false) && self.goes_on(to) && self.tells_when(index)
    }

    /// Whether the words before `index` in its sentence tell when something takes place, and none of them a measure.
    pub(in crate::fact::time) fn tells_when(&self, index: usize) -> bool {
        const REACH: usize = 12;
        let mut told = false;
        for at in self.doc.sentence_of(index).start.max(index.saturating_sub(REACH))..index {
            if MEASURED.has(self.key(at)) {
                return false;
            }
            told |= TAKES_PLACE.has(self.key(at));
        }
        told
    }

    /// Whether brackets hold nothing but the day, and the words before them speak of one: `ngày thi đấu cuối (9-7)`.
    fn is_bracketed_day(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 7;
        self.is(index.wrapping_sub(1), w::LEFT_PARENTHESIS)
            && self.is(end, w::RIGHT_PARENTHESIS)
            && (index.saturating_sub(REACH)..index - 1)
                .any(|at| matches!(self.key(at), w::ngày | w::hôm | w::sáng | w::chiều | w::tối | w::nhật))
    }

    /// Whether the day is that of a feast and the words before it speak of one: `Ngày Nhà giáo Việt Nam 20-11`, `lễ 30-4`.
    fn is_feast(&self, index: usize, point: &Point) -> bool {
        let (Some(Day::Number(day)), Some(Part::Month(month))) = (point.day, point.part) else { return false };
        if !is_feast_day((day, month)) {
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
        // `24/7`; places and forms with a number of this shape (`đường 3/2`, `lớp 8/9`, `số 12/3`).
        if (day, month) == (24, 7) && width == 1 || PLACES.has(self.before(index)) {
            return false;
        }
        if self.day_cue(index) {
            return match self.before(index) {
                w::LEFT_PARENTHESIS => true,
                // `hôm nay, 30/6 tuyên bố`
                w::COMMA => !self.counts(end),
                // Not a fraction if the first number is the larger: `từ 10/6 nêu rõ`.
                _ => self.goes_on(end) || day > month && !self.counts(end),
            };
        }
        // In a fraction the numerator is the smaller number.
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

    /// Adds the words that belong after a day: the lunar calendar's, and a year told from now.
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

    /// Whether a clause ends before `index`: a mark, the end of a line.
    pub(in crate::fact::time) fn ends_clause(&self, index: usize) -> bool {
        !self.near(index) || self.class(index) == Some(Class::Mark)
    }
}

/// Words that name a part of the day.
pub(in crate::fact::time) const fn is_part_of_day(key: Key) -> bool {
    matches!(key, w::sáng | w::trưa | w::chiều | w::tối | w::đêm | w::khuya)
}

table_sets! {
    "times.tsv":
    /// Words before a day: `từ 5/3`, `Quốc khánh 2/9`.
    DAY_CUES = "before_day";
    /// Words of places and things whose number looks like a day: `đường 3/2`, `lớp 8/9`.
    PLACES = "numbered";
    /// Words of what has its days: `hội chợ mở từ 12.6`, `từ nay đến 7.8`, `đợt 1 (5 - 7.4)`.
    TAKES_PLACE = "takes_place";
    /// Words of what is measured, marked or priced in decimals.
    MEASURED = "measured";
    /// Words of contests, whose days are counted.
    CONTESTS = "contests";
    /// Words before a fraction or a score: `giảm 1/3`.
    FRACTION_CUES = "before_fraction";
}
