//! Weekdays: `thứ Hai`, `thứ 3 tuần sau`, `chủ nhật`, `CN (12/3)`.
//!
//! `thứ hai` (Monday) also means "the second": it is a weekday if it is capitalised, or next to another weekday, a part of the day or a
//! numeric day.

use super::{Piece, Reader, day::is_part_of_day};
use crate::{
    fact::time::{
        point::{Day, Point},
        words,
    },
    lexicon::{table_sets, w},
    segment::Case,
};

impl Reader<'_> {
    /// `thứ Hai`, `thứ 3 tuần sau`, `chủ nhật`, with the day in numbers where it follows: `thứ 3 ngày 3 tháng 4 năm 2018`.
    pub(in crate::fact::time) fn weekday(&self, index: usize) -> Option<Piece> {
        let (weekday, mut end) = self.weekday_name(index)?;
        let mut point = Point { weekday: Some(weekday), ..Point::EMPTY };
        // `thứ Hai, ngày 22/5`, `thứ hai 5/6`
        let at = end + usize::from(self.is(end, w::COMMA));
        // A weekday in place of that day (`thứ hai ngày thứ hai ngày …`) would recurse without end.
        let again = matches!(self.key(at), w::ngày | w::hôm | w::bữa)
            && matches!(self.key(at + 1), w::thứ | w::chủ | w::chúa | w::cn);
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
            // `Chúa nhật`, not `công chúa Nhật Bản`
            w::chúa
                if self.then(index + 1, w::nhật)
                    && self.before(index) != w::công
                    && (self.case(index + 1) == Case::Lower || self.case(index) == Case::Title) =>
            {
                Some((7, index + 2))
            }
            // `Sở KH&CN, …`
            w::cn
                if self.case(index) == Case::Upper
                    && !self.ends_short_form(index)
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
                        (day @ 2..=7, 1) if self.closes(index + 2) => u8::try_from(day).ok()? - 1,
                        _ => return None,
                    },
                };
                Some((day, index + 2))
            }
            _ => None,
        }
    }

    /// Whether a letter group before the token continues over it: `Sở KH&CN`, `ngành GD-CN`.
    fn ends_short_form(&self, index: usize) -> bool {
        let letters = index.checked_sub(2).is_some_and(|at| self.case(at) == Case::Upper);
        letters
            && match self.before(index) {
                w::AMPERSAND => true,
                w::HYPHEN_MINUS | w::SOLIDUS => self.glued(index),
                _ => false,
            }
    }

    /// Whether the name of a weekday means one: `thứ hai` is `the second` as well. `chủ nhật` always does.
    pub(super) fn is_weekday_name(&self, index: usize, after_day: bool) -> bool {
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
        // Another weekday, or the week, next to it.
        let beside = end
            + usize::from(matches!(
                self.key(end),
                w::COMMA | w::và | w::HYPHEN_MINUS | w::EN_DASH | w::đến | w::hoặc | w::tới
            ));
        if beside > end && matches!(self.key(beside), w::thứ | w::chủ | w::chúa) && self.weekday_name(beside).is_some()
        {
            return true;
        }
        if matches!(self.key(end), w::hàng | w::tuần | w::cuối)
            && self.near(end)
            && self.is(end + 1 - usize::from(self.is(end, w::tuần)), w::tuần)
        {
            return true;
        }
        let previous = match self.before(index) {
            w::COMMA | w::và | w::HYPHEN_MINUS | w::EN_DASH | w::đến => index.checked_sub(3).is_some_and(|at| {
                self.weekday_name(at).is_some_and(|(_, end)| end + 1 == index) && !RANK_CUES.has(self.before(at))
            }),
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
}

table_sets! {
    "times.tsv":
    /// Words before a rank: `đứng thứ hai`.
    RANK_CUES = "before_rank";
}
