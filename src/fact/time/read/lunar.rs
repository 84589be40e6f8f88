//! Days of the lunar calendar: `mùng 6 Tết`, `rằm tháng 7`, `23 tháng Chạp`, `10/1 âm lịch`, `30 Tết`.
//!
//! `mùng 2 tháng 9 năm 1945` is a day of the civil calendar: only the words of the lunar one (`âm lịch`, `Tết`, `rằm`, the months
//! `Giêng` and `Chạp`), or `mùng` with no month at all, make a day lunar.

use super::{Piece, Reader};
use crate::{
    fact::time::{
        point::{Day, Point, Year},
        words,
    },
    lexicon::w,
    segment::Class,
};

impl Reader<'_> {
    /// `mùng 6 Tết`, `mùng 2 tháng 9`, `mồng 1`, `rằm tháng Giêng`, `rằm`.
    pub(in crate::fact::time) fn lunar_day(&self, index: usize) -> Option<Piece> {
        let ram = self.is(index, w::rằm);
        // `trăng rằm`, the full moon
        if ram && self.before(index) == w::trăng {
            return None;
        }
        // `đường mồng 5 tháng 8`, `Quảng trường mùng 2 tháng 9`
        if matches!(self.before(index), w::đường | w::phố | w::trường) {
            return None;
        }
        let (day, at) = if ram { (15, index + 1) } else { self.small(index + 1, 10)? };
        if day == 0 {
            return None;
        }
        let mut piece = Piece {
            start: index,
            core: if ram { index } else { index + 1 },
            end: at,
            point: Point { day: Some(Day::Number(day)), lunar: true, ..Point::EMPTY },
        };
        // `mùng 10/3`, `mùng 10/3 âm lịch`
        if !ram && let Some(numeric) = self.numeric(index + 1, true) {
            if numeric.until.is_some() || numeric.point.day.is_none() {
                return None;
            }
            piece.point = numeric.point;
            piece.end = numeric.end;
        } else if let Some((point, end)) = self.month_after(at, day, true) {
            piece.point = Point { lunar: point.lunar || ram, ..point };
            piece.end = end;
        } else if self.then(at, w::tết) {
            piece.point = self.tet_day(day);
            piece.end = at + 1;
        } else if !ram && (self.counts(at) || self.class(index + 1) == Some(Class::Digits) && !self.closes(at)) {
            return None;
        }
        if let Some(after) = self.lunar_mark(piece.end) {
            piece.point.lunar = true;
            piece.end = after;
        }
        if piece.point.lunar
            && self.then(piece.end, w::năm)
            && let Some((year, end)) = self.year_after_nam(piece.end)
        {
            piece.point.year = Some(year);
            piece.end = end;
        }
        if piece.point.lunar
            && piece.point.year.is_none()
            && self.near(piece.end)
            && let Some((end, year)) = self.doc.phrase(&words::CYCLE, piece.end)
        {
            piece.point.year = Some(Year::Cycle(*year));
            piece.end = end;
        }
        Some(piece)
    }

    /// A day named by the New Year: `mùng 6 Tết` is in the first month, `30 Tết` ends the twelfth.
    pub(in crate::fact::time) fn tet_day(&self, day: u8) -> Point {
        let month = if day > 20 { 12 } else { 1 };
        Point { lunar: true, ..Point::of_day(day, month) }
    }

    /// `âm lịch`, `(âm lịch)`, `ÂL` at `index`: the token after.
    pub(in crate::fact::time) fn lunar_mark(&self, index: usize) -> Option<usize> {
        if !self.near(index) {
            return None;
        }
        let open = self.is(index, w::LEFT_PARENTHESIS);
        let at = index + usize::from(open);
        let mut end = match self.key(at) {
            w::âm if self.then(at + 1, w::lịch) => at + 2,
            w::âl => at + 1,
            _ => return None,
        };
        if open {
            if !self.is(end, w::RIGHT_PARENTHESIS) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The names of years after the first of a list: `năm Mậu Tuất, Kỷ Hợi`.
    pub(in crate::fact::time) fn cycle_year(&self, index: usize) -> Option<Piece> {
        let (end, year) = self.doc.phrase(&words::CYCLE, index).filter(|_| self.near(index))?;
        let point = Point { year: Some(Year::Cycle(*year)), lunar: true, ..Point::EMPTY };
        Some(Piece { start: index, core: index, end, point })
    }
}
