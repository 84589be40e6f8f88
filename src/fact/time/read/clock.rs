//! Clock times: `19h30`, `7 giờ 30 phút`, `3 giờ rưỡi chiều`, `7 giờ kém 15`, `10:45`, with the day if there is one: `22h ngày 7/2`.
//!
//! `2 giờ` is a duration as often as a time of day. It is a time of day if minutes follow directly, if a part of the day or a day
//! follows, or if a preposition of time comes before it (`lúc`, `từ`); otherwise it is left to the durations.

use super::{Piece, Reader};
use crate::{
    fact::time::{
        edtf::Clock,
        point::{Day, Point},
        words,
    },
    lexicon::{Key, table_sets, w},
    segment::{Case, Class},
};

/// A clock time as read: the token after, and whether it can be nothing else.
#[derive(Clone, Copy, Debug)]
struct Reading {
    clock: Clock,
    end: usize,
    sure: bool,
}

impl Reading {
    /// An hour with its minutes and seconds. 24:00 is the midnight that ends its day, and only of a day.
    fn new(hour: u8, (minute, second): (Option<u8>, Option<u8>), end: usize, sure: bool) -> Option<Self> {
        let fits = hour < 24 || minute.unwrap_or(0) == 0;
        fits.then_some(Self { clock: Clock { hour, minute, second }, end, sure })
    }
}

impl Reader<'_> {
    /// A clock time at `index` with the part of the day and the day that follow it. `cued`: a range makes a number of hours one.
    pub(in crate::fact::time) fn clock_point(&self, index: usize, cued: bool) -> Option<Piece> {
        let reading = self.clock(index, cued)?;
        let mut point = Point { clock: Some(reading.clock), ..Point::EMPTY };
        let mut end = reading.end;
        let mut told = false;
        // `3 giờ đúng chiều`
        if self.then(end, w::đúng)
            && (self.doc.phrase(&words::DAY_PARTS, end + 1).is_some() || self.ends_clause(end + 1))
        {
            end += 1;
        }
        if let Some(after) = self.part_of_day_after(end, &mut point) {
            (end, told) = (after, true);
        }
        if point.day.is_none() {
            // `22h ngày 7/2`, `19h30, ngày 5/3`, `19h30 tối 5/3`, `10 giờ cùng ngày`, `17h - 27/6`
            let at = end + usize::from(self.is(end, w::COMMA));
            // `(1h45, 4/6)`
            let bracketed = self.before(index) == w::LEFT_PARENTHESIS && self.is(at + 1, w::SOLIDUS);
            let day = self.near(at).then(|| self.day_after_clock(at, at > end && !bracketed)).flatten();
            // A browser's date and time are one fact: `lúc 9:30, ngày 7 thg 9, 2025`.
            let printed = at > end && self.is(index + 1, w::COLON);
            if let Some(day) = day.filter(|_| !printed).or_else(|| self.day_after_dash(end)) {
                told = true;
                point.fill(day.point);
                end = day.end;
            }
        }
        if reading.clock.hour == 24 && !matches!(point.day, Some(Day::Number(_) | Day::Shift(_))) {
            return None;
        }
        // `từ 6 giờ xuống 30 phút`: a duration that decreases.
        if reading.clock.minute.is_none()
            && self.before(index) == w::từ
            && self.near(end)
            && matches!(self.key(end), w::xuống | w::lên | w::còn)
        {
            return None;
        }
        // `trong 2 giờ`, but `gần 20h cùng ngày`.
        let late = self.is_late(index, reading.clock.hour);
        if !told && !cued && !late && self.is_length(index) {
            return None;
        }
        if !told && !reading.sure && !cued && !late && !self.clock_cue(index) {
            return None;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    /// Takes the part of the day at `at`, with the day that goes with it; the token after: `sáng nay`, `tối`.
    fn part_of_day_after(&self, at: usize, point: &mut Point) -> Option<usize> {
        let (mut end, part) = self.doc.phrase(&words::DAY_PARTS, at).filter(|_| self.near(at))?;
        point.day_part = Some(*part);
        if let Some((after, day)) = self.doc.phrase(&words::AFTER_DAY_PART, end)
            && self.near(end)
        {
            point.fill(*day);
            end = after;
            // `9 giờ sáng nay 11.6`, `9h sáng nay (11/6)`: the second has its own brackets and stays apart.
            if let Some(day) = self.day(end, true).filter(|_| self.near(end)) {
                point.day = None;
                point.fill(day.point);
                end = day.end;
            }
        }
        Some(end)
    }

    fn day_after_clock(&self, index: usize, comma: bool) -> Option<Piece> {
        // `23h cùng ngày 27/5`
        let same =
            self.is(index, w::cùng) && self.then(index + 1, w::ngày) && self.small_digits(index + 2, 31).is_some();
        let index = index + usize::from(same);
        if comma && !self.is(index, w::ngày) {
            return None;
        }
        let Some(day) = self.day_point(index).or_else(|| self.day(index, true)) else {
            // `9h thứ năm`: after an hour the name means the weekday.
            let (weekday, end) = self.weekday_name(index).filter(|&(_, end)| self.goes_on(end))?;
            let point = Point { weekday: Some(weekday), ..Point::EMPTY };
            return Some(Piece { start: index, core: index, end, point });
        };
        let dated = matches!(day.point.day, Some(Day::Number(_) | Day::Shift(_) | Day::Context(_)))
            || day.point.weekday.is_some();
        dated.then_some(day)
    }

    /// The day after an hour and a dash with spaces: `17h - 27/6`.
    fn day_after_dash(&self, index: usize) -> Option<Piece> {
        let dash = matches!(self.key(index), w::HYPHEN_MINUS | w::EN_DASH) && self.near(index);
        if !dash || self.glued(index) || self.glued(index + 1) || self.class(index + 1) != Some(Class::Digits) {
            return None;
        }
        self.day(index + 1, true).filter(|day| {
            matches!((day.point.day, day.point.part), (Some(Day::Number(_)), Some(_)))
                && self.is(index + 2, w::SOLIDUS)
                && self.goes_on(day.end)
        })
    }

    /// Whether a number of hours is a length of time here: `trong 2 giờ`, `3 giờ trước`.
    fn is_length(&self, index: usize) -> bool {
        let last = index.wrapping_sub(1);
        // `Độ dài ban đêm: 10 giờ 43 phút`
        if matches!(self.key(last), w::COLON | w::là)
            && (1..=4).any(|back| matches!(self.key(last.wrapping_sub(back)), w::dài | w::lượng))
        {
            return true;
        }
        // `Tới 9h45, …`
        if self.before(index) == w::tới && self.ends_clause(last) && self.class(index) == Some(Class::Digits) {
            return false;
        }
        // `lúc gần 1h30`
        LENGTH_CUES.has(self.before(index))
            && !(matches!(self.key(last), w::gần | w::hơn) && CLOCK_CUES.has(self.before(last)))
    }

    /// Whether a bounded number of hours is a time of day because it is too late for a length of time, and nothing says that it is one
    /// (`Gần 22h, …`, `hơn 17h30 cô mới đến`, but `kéo dài gần 14h`), or because the sentence opens with it (`Khoảng 9h chị đến`).
    fn is_late(&self, index: usize, hour: u8) -> bool {
        let last = index.wrapping_sub(1);
        if self.class(index) != Some(Class::Digits) || self.key(index + 1) != w::h {
            return false;
        }
        let opens = self.doc.starts_sentence(last);
        match self.before(index) {
            w::khoảng | w::đúng => {
                opens && !matches!(self.key(index + 2), w::sau | w::trước | w::nữa | w::qua | w::liền)
            }
            w::gần | w::hơn => {
                let outer = self.key(last.wrapping_sub(1));
                // `Hơn 8h, tuyến đường đã tắc`
                ((13..24).contains(&hour) || self.is(index + 2, w::COMMA))
                    && (opens || CLOCK_CUES.has(self.before(last)) || matches!(outer, w::COMMA | w::nên))
            }
            _ => false,
        }
    }

    pub(in crate::fact::time) fn clock_cue(&self, index: usize) -> bool {
        let about = matches!(self.before(index), w::khoảng | w::chừng | w::tầm);
        let Some(at) = index.checked_sub(usize::from(about)) else { return false };
        let outer = at.checked_sub(2);
        let back = outer.map_or(Key::NONE, |at| self.key(at));
        // `lúc đó khoảng 21h`
        if self.near(at)
            && outer.is_some_and(|from| self.doc.phrase(&words::MOMENTS, from).is_some_and(|(end, ())| end == at))
        {
            return true;
        }
        match self.before(at) {
            // `sạc đầy sau 4 đến 5 giờ`: the end of a duration.
            w::đến | w::tới if outer.is_some_and(|at| self.class(at) == Some(Class::Digits)) => false,
            // `bây giờ là 5 giờ`, `khi đó là khoảng 22 giờ`
            w::là => matches!(back, w::đó | w::giờ),
            // `VTV6 trực tiếp 16 giờ`
            w::tiếp => back == w::trực,
            // `ngày 14.5 (19 giờ)`
            w::LEFT_PARENTHESIS => {
                self.is(index + 2, w::RIGHT_PARENTHESIS)
                    && outer.is_some_and(|day| self.class(day) == Some(Class::Digits))
                    && at.checked_sub(3).is_some_and(|mark| matches!(self.key(mark), w::SOLIDUS | w::FULL_STOP))
            }
            key => CLOCK_CUES.has(key),
        }
    }

    fn clock(&self, index: usize, cued: bool) -> Option<Reading> {
        let (hour, at) = match self.class(index)? {
            Class::Digits => (self.small_digits(index, 24)?, index + 1),
            Class::Word if self.doc.token(index).roles.any(crate::lexicon::Roles::NUMBER) => self.small_words(index)?,
            _ => return None,
        };
        if hour > 24 {
            return None;
        }
        let in_digits = self.class(index) == Some(Class::Digits);
        match self.key(at) {
            w::COLON if in_digits && (cued || self.opens(index)) && self.glued(at) && self.glued(at + 1) => {
                self.colon(index, hour, at)
            }
            w::h | w::g if in_digits && (cued || self.opens(index)) && self.near(at) => {
                // `21g` alone might be grams.
                let alone = self.class(at + 1) != Some(Class::Digits) || !self.glued(at + 1);
                let hour_alone = self.before(index) == w::lúc || self.is_range_of_hours(index);
                if self.is(at, w::g) && (alone && !hour_alone || !self.glued(at)) {
                    return None;
                }
                self.hours(hour, at, true)
            }
            w::am | w::pm
                if in_digits
                    && (1..=12).contains(&hour)
                    && (cued || self.opens(index))
                    && (self.glued(at) || self.near(at) && self.case(at) == Case::Upper) =>
            {
                let end = at + 1;
                // `2PM` is also a band.
                let sure = self.case(at) == Case::Lower;
                self.closes(end).then(|| Reading { clock: self.half_day(hour, None, at), end, sure })
            }
            w::giờ if self.near(at) => self.hours(hour, at, false),
            // `dậy từ 5 rưỡi sáng`
            w::rưỡi if in_digits && self.near(at) && self.doc.phrase(&words::DAY_PARTS, at + 1).is_some() => {
                Reading::new(hour, (Some(30), None), at + 1, true)
            }
            _ => None,
        }
    }

    /// Whether `8g` is one end of the hours in which something is open or forbidden: `mở cửa từ 8g đến 17g`, `cấm xe từ 6g - 9g`.
    fn is_range_of_hours(&self, index: usize) -> bool {
        const REACH: usize = 12;
        let hour = |at: usize| {
            self.small_digits(at, 24).is_some() && matches!(self.key(at + 1), w::g | w::h | w::giờ) && self.near(at + 1)
        };
        let joint = |at: usize| matches!(self.key(at), w::đến | w::tới | w::HYPHEN_MINUS | w::EN_DASH);
        let first = joint(index + 2) && hour(index + 3);
        let last = index.checked_sub(3).is_some_and(|at| joint(index - 1) && hour(at));
        let start = self.doc.sentence_of(index).start.max(index.saturating_sub(REACH));
        (first || last)
            && (start..index).any(|at| HOURS_KEPT.has(self.key(at)))
            && !(start..index).any(|at| WEIGHED.has(self.key(at)))
    }

    /// The clock time of `10:30 pm`, whose letters are at `at`.
    fn half_day(&self, hour: u8, minute: Option<u8>, at: usize) -> Clock {
        let hour = hour % 12 + if self.is(at, w::pm) { 12 } else { 0 };
        Clock { hour, minute, second: None }
    }

    /// A clock time with a colon at `index`, and the token after it.
    pub(in crate::fact::time) fn colon_clock(&self, index: usize) -> Option<(Clock, usize)> {
        if !self.near(index) || !self.is(index + 1, w::COLON) {
            return None;
        }
        self.clock(index, false).map(|reading| (reading.clock, reading.end))
    }

    /// `10:45`, `15:23:24`
    fn colon(&self, index: usize, hour: u8, at: usize) -> Option<Reading> {
        let two = |at: usize| {
            self.digits(at)
                .filter(|&(value, width)| width == 2 && value < 60)
                .and_then(|(value, _)| u8::try_from(value).ok())
        };
        let minute = two(at + 1)?;
        // `11:18’`
        let marked = matches!(self.key(at + 2), w::APOSTROPHE | w::RIGHT_SINGLE_QUOTATION_MARK) && self.glued(at + 2);
        let (mut end, mut second) = (at + 2 + usize::from(marked), None);
        if self.is(end, w::COLON) && self.glued(end) && self.glued(end + 1) {
            second = Some(two(end + 1)?);
            end += 2;
        }
        if second.is_none() && (1..=12).contains(&hour) && matches!(self.key(end), w::am | w::pm) && self.near(end) {
            let clock = self.half_day(hour, Some(minute), end);
            return Some(Reading { clock, end: end + 1, sure: true });
        }
        // `10:00-11:00`
        let range = matches!(self.key(end), w::HYPHEN_MINUS | w::EN_DASH) && self.is(end + 2, w::COLON);
        let fits =
            (hour < 24 || minute == 0) && (range || self.closes(end)) && !matches!(self.before(index), w::tỷ | w::lẻ);
        fits.then_some(Reading { clock: Clock { hour, minute: Some(minute), second }, end, sure: true })
    }

    /// What comes after `h`, `g` or `giờ` at `at`.
    fn hours(&self, hour: u8, at: usize, short: bool) -> Option<Reading> {
        let next = at + 1;
        if !self.near(next) {
            return Reading::new(hour, (None, None), next, false);
        }
        // `12h:22`
        let colon = short && self.is(next, w::COLON) && self.glued(next) && self.glued(next + 1);
        if colon && self.digits(next + 1).is_some_and(|(_, width)| width == 2) {
            return self.minutes(hour, next + 1, short);
        }
        match self.key(next) {
            w::rưỡi => return Reading::new(hour, (Some(30), None), next + 1, true),
            w::kém => {
                let (minutes, end) = self.small(next + 1, 59)?;
                let end = end + usize::from(self.then(end, w::phút));
                let hour = if hour == 0 { 23 } else { hour - 1 };
                let clock = Clock { hour, minute: Some(60 - minutes.max(1)), second: None };
                return Some(Reading { clock, end, sure: true });
            }
            w::đồng if self.is(next + 1, w::hồ) => return None,
            w::này | w::nữa | w::qua | w::liền | w::làm => return None,
            w::trước | w::sau if !short => return None,
            _ => {}
        }
        self.minutes(hour, next, short)
    }

    /// The minutes at `next`, on the line of the hour before it. `short`: the hour has a letter, which glues them on.
    fn minutes(&self, hour: u8, next: usize, short: bool) -> Option<Reading> {
        let reading = |minute, second, end, sure| Reading::new(hour, (minute, second), end, sure);
        let minutes = match self.class(next) {
            Some(Class::Digits) => match self.digits(next) {
                Some((value @ 0..=59, 1 | 2)) => u8::try_from(value).ok().map(|minute| (minute, next + 1)),
                // `7 giờ 61 phút` is not a time at all.
                Some(_) if self.then(next + 1, w::phút) => return None,
                _ => None,
            },
            Some(Class::Word) if !short => self.small_words(next).filter(|(value, _)| *value < 60),
            _ => None,
        };
        let Some((minute, end)) = minutes else {
            return reading(None, None, next, false);
        };
        let glued = self.glued(next);
        match self.key(end) {
            w::phút | w::p | w::ph if self.near(end) => {
                let mut end = end + 1;
                let mut second = None;
                if let Some((value, after)) = self.small(end, 59)
                    && self.then(after, w::giây)
                {
                    second = Some(value);
                    end = after + 1;
                }
                reading(Some(minute), second, end, true)
            }
            w::APOSTROPHE | w::RIGHT_SINGLE_QUOTATION_MARK if self.glued(end) && glued => {
                reading(Some(minute), None, end + 1, true)
            }
            _ if glued && self.digits(next).is_some_and(|(_, width)| width == 2) => {
                let dash = matches!(self.key(end), w::HYPHEN_MINUS | w::EN_DASH);
                (dash || self.closes(end)).then_some(())?;
                reading(Some(minute), None, end, true)
            }
            // `7 giờ 30` without a noun that the `30` could count.
            _ if !glued && !short && (self.goes_on(end) || TIME_WORDS.has(self.key(end))) && self.closes(end) => {
                reading(Some(minute), None, end, true)
            }
            // `8 giờ 5 người`: the hour alone.
            _ => reading(None, None, next, false),
        }
    }
}

table_sets! {
    "times.tsv":
    /// What keeps hours, or tells that they follow.
    HOURS_KEPT = "hours_kept";
    /// Words of what is weighed in grams: `uống 8-17g`.
    WEIGHED = "weighed";
    /// Words before a time of day: `lúc 8:30`.
    CLOCK_CUES = "before_clock";
    /// Words before a number of hours: `trong 8 giờ`.
    LENGTH_CUES = "before_length";
    /// Words after a time of day: `7 giờ 30 sáng`.
    TIME_WORDS = "after_clock";
}
