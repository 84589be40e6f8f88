//! Expressions that start with `từ`, `đến` or `trước`: ranges, also with one open end.

use super::{
    carry::{bare_number, is_edge},
    *,
};
use crate::{
    fact::time::{point::Year, read::is_part_of_day},
    lexicon::{Roles, w},
    segment::Class,
};

impl Reader<'_> {
    /// `từ …`: a range to its end, or one with no end.
    pub(super) fn from(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let mut at = index + 1;
        if !self.near(at) {
            return None;
        }
        // `từ trước năm 1975` has no start.
        if self.is(at, w::trước) {
            return self.ending_before(at, out);
        }
        while AFTER_FROM.has(self.key(at)) && self.near(at) {
            at += 1;
        }
        // `từ giờ 10h - 15h`
        at += usize::from(self.is(at, w::giờ) && self.class(at + 1) == Some(Class::Digits));
        if !self.may_be_told(at) {
            return None;
        }
        // `từ đêm 12-15/6`
        let part = usize::from(is_part_of_day(self.key(at)));
        if let Some(mut finding) =
            self.days(at + part).filter(|finding| part == 0 || self.is(finding.end - 2, w::SOLIDUS))
        {
            finding.core = at;
            finding.start = index;
            let end = finding.end;
            out.push(finding);
            return Some(end);
        }
        if self.span_name(at).is_some()
            && let Some(finding) = self.named_years(at)
        {
            // `từ mùa giải 1992-93` is that season.
            let end = finding.end;
            out.push(finding);
            return Some(end);
        }
        if let Some((first, last, end)) = self.pair_before_common_era(at + usize::from(self.is(at, w::năm))) {
            out.push(from_range((index, at, end), Point::of_year(first), Some(Point::of_year(last))));
            return Some(end);
        }
        self.opened_by(index, at, out)
    }

    /// [`from`](Self::from), where a point or a number is at `at`.
    fn opened_by(&self, index: usize, at: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let piece = self.first_of_range(at)?;
        if let Some((after, dash)) = self.connector(piece.end) {
            if let Some((last, first)) = self.month_after_number(after, &piece.point) {
                out.push(from_range((index, piece.core, last.end), first, Some(last.point)));
                return Some(last.end);
            }
            if let Some(end) = self.now(after).filter(|_| !dash) {
                out.push(from_range((index, piece.core, end), piece.point, None));
                return Some(end);
            }
            if let Some(second) = self.second(after, &piece)
                && let Some((first, last)) = carry(piece.point, second.point)
                && (!piece.point.is_year() || self.is_year_at(piece.start) || self.goes_on(second.end))
            {
                // `đánh số từ 1/8 đến 8/8`: numbered copies of an edition.
                if self.before(index) == w::số && self.before(index.wrapping_sub(1)) == w::đánh {
                    return Some(second.end);
                }
                out.push(from_range((index, piece.core, second.end), first, Some(last)));
                return Some(second.end);
            }
        }
        let bare_year = piece.point.is_year() && !self.is_year_at(piece.start);
        // `từ 2000 đến 3000 đồng`
        let amounts =
            bare_year && self.connector(piece.end).is_some_and(|(after, _)| self.class(after) == Some(Class::Digits));
        if bare_number(&piece.point) || amounts {
            return None;
        }
        // A start given relative to today, or by a weekday, is no calendar edge: it stays a date.
        if !is_edge(&piece.point) {
            return self.points(at, out);
        }
        let year_alone = piece.point.is_year() && !self.is(piece.start, w::năm);
        let unlikely = year_alone && !matches!(piece.point.year, Some(Year::Full(1800..=2100)));
        if self.class(piece.start) == Some(Class::Digits)
            && !piece.point.is_clock()
            && (unlikely || !piece.point.has_day() && !self.goes_on(piece.end))
        {
            return None;
        }
        let end = self.trailing(piece.end);
        out.push(from_range((index, piece.core, end), piece.point, None));
        Some(end)
    }

    /// The month at `index` that ends a range whose start is the bare number `like`, and that start: `từ 2 đến tháng 8`.
    fn month_after_number(&self, index: usize, like: &Point) -> Option<(Piece, Point)> {
        let Some(Day::Number(month @ 1..=12)) = like.day.filter(|_| bare_number(like)) else { return None };
        let last = self.period(index).filter(|_| self.is(index, w::tháng))?;
        let Some(Part::Month(end)) = last.point.part else { return None };
        let first = Point { year: last.point.year, ..Point::of_month(month) };
        (month < end && last.point.day.is_none()).then_some((last, first))
    }

    /// `đến …`: a range without a start, where no words make it a moment (`tính đến`, `đến nay`).
    pub(super) fn until(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let mut at = index + 1;
        if !self.near(at) {
            return None;
        }
        let mut whole = false;
        while AFTER_UNTIL.has(self.key(at)) && self.near(at) {
            whole |= self.is(at, w::hết);
            at += 1;
        }
        if !self.may_be_told(at) {
            return None;
        }
        // `tính đến`, `lũy kế đến`, `kể đến`, `cho đến`: the state as of a day.
        let state = matches!(self.before(index), w::tính | w::kể | w::kế | w::nhắc | w::chậm | w::mãi);
        let piece = self.time_or_year(at)?;
        let point = piece.point;
        // `giãn nợ đến năm 2021-2026`
        let pair = point.is_year() && self.year_pair(piece.core).is_some_and(|(_, last, _)| last.is_some());
        if pair || point.is_year() && self.glued_year_range(piece.end) {
            return self.points(at, out);
        }
        let follows_state =
            whole && matches!(self.key(piece.end), w::đạt | w::là | w::có | w::còn) && self.near(piece.end);
        let opens_sentence =
            !point.is_year() && (self.doc.starts_sentence(index) || self.opens_clause(index, piece.end));
        let told = point.clock.is_none() && point.day_part.is_none() && is_told_end(&point);
        let not_until = self.is_not_until(index, piece.end);
        // `mãi đến 1974`, `phải đến 1974 mới …` are that year, too.
        let late = state && self.before(index) == w::mãi || not_until;
        if late && point.is_year() && !self.is(piece.start, w::năm) {
            out.push(Finding {
                kind: Kind::Date,
                start: piece.start,
                core: piece.core,
                end: piece.end,
                what: What::Point(point),
                rule: "time.point",
            });
            return Some(piece.end);
        }
        if state || follows_state || opens_sentence || !told || not_until {
            return self.points(at, out);
        }
        if point.is_year() && !self.is(piece.start, w::năm) && !self.goes_on(piece.end) {
            return None;
        }
        out.push(ending(index, &piece, "time.until"));
        Some(piece.end)
    }

    /// Whether something happens no earlier than at the time `index..end`: `phải đến năm 1967 mới có tàu`, `đến ngày 1/2 mới hết hạn`.
    fn is_not_until(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 12;
        let last = self.doc.sentence_of(index).end.min(end + REACH);
        let late = |at: usize| self.then(at, w::mới);
        late(end) || matches!(self.before(index), w::phải | w::đợi | w::chờ) && (end..last).any(late)
    }

    /// Whether the time `index..end` opens a clause after `và`, `nhưng` or between commas: `và tới tháng 8 năm đó, hai bên ngừng bắn`,
    /// `sau đó, đến tháng 9/2014, viện kháng nghị`, but `có 100 ngày, tới ngày 16/7, để giải quyết` and, by then, `đến ngày 30/4, huyện sẽ xong`.
    fn opens_clause(&self, index: usize, end: usize) -> bool {
        const REACH: usize = 10;
        let pointed = self.then(end, w::năm) && matches!(self.key(end + 1), w::đó | w::này | w::nay)
            || self.then(end, w::vừa) && self.is(end + 1, w::qua);
        let comma = end + if pointed { 2 } else { 0 };
        self.then(comma, w::COMMA)
            && match self.before(index) {
                w::và | w::nhưng | w::nhiên => true,
                w::đó => self.is(index.wrapping_sub(2), w::sau),
                w::COMMA => {
                    let last = self.doc.sentence_of(comma).end.min(comma + REACH);
                    !matches!(self.key(comma + 1), w::để | w::với)
                        && self.class(index.wrapping_sub(2)) != Some(Class::Digits)
                        && !(comma..last).any(|at| self.is(at, w::sẽ))
                }
                _ => false,
            }
    }

    /// `trước năm 2030`, `trước ngày 30/6`.
    pub(super) fn before_time(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if matches!(self.before(index), w::ngày | w::tháng | w::năm | w::tuần | w::hôm | w::từ) {
            return None;
        }
        self.ending_before(index, out)
    }

    /// The range that the time after `trước` at `index` ends.
    fn ending_before(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if !self.near(index + 1) || !self.may_be_told(index + 1) {
            return None;
        }
        let piece = self.time_or_year(index + 1)?;
        let point = piece.point;
        let told = !(point.day.is_none() && point.is_clock()) && is_told_end(&point);
        if !told {
            return None;
        }
        out.push(ending(index, &piece, "time.before"));
        Some(piece.end)
    }

    /// Whether a time may be at `index`, by that token alone: most words after `từ`, `đến` and `trước` tell none.
    pub(super) fn may_be_told(&self, index: usize) -> bool {
        let by_reference = if self.referred { Roles::BY_REFERENCE } else { Roles::NONE };
        (self.doc.tokens().get(index))
            .is_some_and(|token| token.roles.any(Roles::TIME | Roles::NUMBER | Roles::DIGITS | by_reference))
    }

    /// `trở đi`, `trở lại đây` after a start.
    pub(super) fn trailing(&self, index: usize) -> usize {
        if !self.then(index, w::trở) {
            return index;
        }
        match self.key(index + 1) {
            w::đi => index + 2,
            w::lại => index + 2 + usize::from(self.then(index + 2, w::đây)),
            _ => index,
        }
    }

    /// Whether the year at `index` has its naming word.
    pub(super) fn is_year_at(&self, index: usize) -> bool {
        self.is(index, w::năm)
    }

    pub(super) fn time_or_year(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.point(index) {
            return Some(piece);
        }
        let (year, end) = self.year_number(index, false)?;
        let fits = (year >= 1800 || year <= 0) && self.goes_on(end) && self.opens(index);
        fits.then_some(Piece { start: index, core: index, end, point: Point::of_year(year) })
    }

    /// The start of a range: a point, or a number that the end will explain (`từ 12-16 giờ`, `từ 1 đến 5/4`).
    pub(super) fn first_of_range(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.point(index) {
            return Some(piece);
        }
        // `từ giờ 10h - 15h`
        if self.before(index) == w::giờ {
            return self.clock_point(index, true);
        }
        if let Some((year, end)) = self.year_number(index, false) {
            return Some(Piece { start: index, core: index, end, point: Point::of_year(year) });
        }
        if let Some((weekday, end)) = self.weekday_name(index) {
            let point = Point { weekday: Some(weekday), ..Point::EMPTY };
            return self.connector(end).is_some().then_some(Piece { start: index, core: index, end, point });
        }
        let number = self.small_digits(index, 31).filter(|_| self.opens(index))?;
        self.connector(index + 1)?;
        let point = Point { day: Some(Day::Number(number)), ..Point::EMPTY };
        Some(Piece { start: index, core: index, end: index + 1, point })
    }
}

/// The range of the tokens `(start, core, end)` that `từ` opens.
fn from_range((start, core, end): (usize, usize, usize), first: Point, last: Option<Point>) -> Finding {
    Finding { kind: kind_of(first, last), start, core, end, what: What::Range(Some(first), last), rule: "time.from" }
}

/// The range without a start that the word at `start` opens and `piece` ends.
fn ending(start: usize, piece: &Piece, rule: &'static str) -> Finding {
    let what = What::Range(None, Some(piece.point));
    Finding { kind: kind_of(piece.point, None), start, core: piece.core, end: piece.end, what, rule }
}

/// Whether a point may be the end of a range without a start: a day, month, quarter or year of the civil calendar.
const fn is_told_end(point: &Point) -> bool {
    !point.lunar
        && match (point.day, point.part) {
            (Some(Day::Number(_)), _) => true,
            (Some(_), _) => false,
            _ if point.weekday.is_some() || point.week.is_some() => false,
            (None, Some(Part::Month(_) | Part::Quarter(_))) => true,
            (None, None) => matches!(point.year, Some(Year::Full(_))),
            _ => false,
        }
}
