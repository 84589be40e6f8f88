//! Puts points together: ranges (`từ tháng 3 đến tháng 6/2023`), open ranges (`từ năm 2021`), named spans of years (`nhiệm kỳ
//! 2020 - 2025`) and lists (`các ngày 5, 6 và 7/3`), and completes each part with what only another part states.
//!
//! A bare member (`5` of `ngày 5, 6 và 7/3`) counts only if a later member says what it is, and at most [`list::LONGEST`] are read
//! ahead, so that time stays linear.

mod carry;
mod list;
mod open;
mod range;
mod years;

use crate::{
    fact::{
        Kind,
        time::{
            point::{Day, Part, Point},
            read::{Piece, Reader},
        },
    },
    lexicon::{w, word_sets},
};
use carry::{carry, is_calendar, kind_of, same_grain};

word_sets! {
    /// Words that open a range or one end of it.
    OPENERS = ["từ", "đến", "tới", "trước"];
    /// Words between `từ` and the time.
    AFTER_FROM = ["đầu", "cuối", "giữa", "lúc", "hồi", "khoảng"];
    /// Words between `đến` and the time.
    AFTER_UNTIL = ["hết", "cuối", "đầu", "giữa", "trước"];
}

/// One fact before it is resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finding {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) core: usize,
    pub(super) end: usize,
    pub(super) what: What,
    pub(super) rule: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Point(Point),
    /// `None` is an open end.
    Range(Option<Point>, Option<Point>),
}

impl Reader<'_> {
    /// Reads the time expression at `index` into `out`; returns the token after it, or `None` if there is none, and nothing in `out`.
    pub(super) fn expression(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if self.may_begin(index) { self.begun(index, out) } else { None }
    }

    /// Whether an expression may begin at `index`: a time, or a word that opens a range.
    #[inline]
    pub(super) fn may_begin(&self, index: usize) -> bool {
        match OPENERS.has(self.key(index)) {
            // Most words after these tell no time.
            true => {
                let next = self.key(index + 1);
                self.may_be_told(index + 1) || AFTER_FROM.has(next) || AFTER_UNTIL.has(next) || next == w::giờ
            }
            false => self.may_open(index),
        }
    }

    /// [`expression`](Self::expression) at a token of which [`may_begin`](Self::may_begin) has said yes.
    pub(super) fn begun(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        match self.key(index) {
            w::từ => return self.from(index, out),
            w::trước => return self.before_time(index, out),
            w::đến | w::tới => return self.until(index, out),
            _ => {}
        }
        if let Some(finding) = self.named_years(index) {
            let end = finding.end;
            out.push(finding);
            return Some(self.more_years(&finding, end, out));
        }
        self.opened_points(index, out)
    }

    /// A point, with the end of its range or the rest of its list.
    fn points(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if self.may_open(index) { self.opened_points(index, out) } else { None }
    }

    /// [`points`](Self::points) at a token of which [`may_open`](Self::may_open) has said yes.
    fn opened_points(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if let Some(finding) = self.days(index) {
            out.push(finding);
            return Some(finding.end);
        }
        // `kế hoạch 5 năm 2016-2020`: `năm` counts years and introduces none.
        if self.is(index, w::năm)
            && self.near(index)
            && self.numbers.ending_at(index).is_some()
            && self.year_pair(index + 1).is_some()
        {
            return None;
        }
        let Some(mut piece) = self.opened_point(index) else { return self.bare_days(index, out) };
        if self.before(piece.start) == w::khoảng && is_calendar(&piece.point) {
            piece.start -= 1;
            piece.point.approximate = true;
        }
        if let Some((after, dash)) = self.connector(piece.end) {
            let range = |end, first: Point, last: Option<Point>| Finding {
                kind: kind_of(first, last),
                start: piece.start,
                core: piece.core,
                end,
                what: What::Range(Some(first), last),
                rule: "time.range",
            };
            if let Some(end) = self.now(after).filter(|_| !dash && !piece.point.is_clock()) {
                out.push(range(end, piece.point, None));
                return Some(end);
            }
            if let Some(date) = self.date_of_day(after, &piece).filter(|_| dash) {
                (piece.end, piece.point) = (date.end, date.point);
                return Some(self.list(piece, out));
            }
            if let Some(second) = self.second(after, &piece)
                && let Some((first, last)) = carry(piece.point, second.point)
                && same_grain(&first, &last)
            {
                out.push(range(second.end, first, Some(last)));
                return Some(second.end);
            }
        }
        Some(self.list(piece, out))
    }

    /// The date at `index` that says which day a word for it means, which a dash parts from it: `chiều nay – 21/5`, `Chủ nhật - 21/5`.
    fn date_of_day(&self, index: usize, day: &Piece) -> Option<Piece> {
        let like = &day.point;
        let is_word = matches!(like.day, Some(Day::Shift(_))) || like.day.is_none() && like.weekday.is_some();
        let date = self.day_in_range(index).filter(|_| is_word && like.part.is_none())?;
        let told = matches!((date.point.day, date.point.part), (Some(Day::Number(_)), Some(Part::Month(_))))
            && date.point.clock.is_none()
            && date.point.day_part.is_none()
            && (self.is(date.core + 1, w::SOLIDUS) || self.is(index, w::ngày));
        let point = Point { day_part: like.day_part, weekday: like.weekday, clock: like.clock, ..date.point };
        (told && self.goes_on(date.end)).then_some(Piece { point, ..date })
    }
}
