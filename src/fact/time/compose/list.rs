//! Lists: each member is a fact, the first one with the naming word, and takes month and year from another member if it has
//! none.

use super::{carry::carry_back, *};
use crate::lexicon::w;
use crate::{fact::time::point::Year, segment::Class};

/// The longest list that is read ahead: beyond it each member must speak for itself.
pub(super) const LONGEST: usize = 16;

impl Reader<'_> {
    /// The piece and the members of its list.
    pub(super) fn list(&self, first: Piece, out: &mut Vec<Finding>) -> usize {
        let from = out.len();
        let finding = |piece: Piece| Finding {
            kind: match piece.point.part {
                Some(Part::Months(..)) => Kind::DateRange,
                _ if matches!(piece.point.day, Some(Day::Days(..))) => Kind::DateRange,
                _ => Kind::Date,
            },
            start: piece.start,
            core: piece.core,
            end: piece.end,
            what: What::Point(piece.point),
            rule: "time.point",
        };
        out.push(finding(first));
        let mut end = first.end;
        // Bare numbers are members only if a later member says what they are.
        let (mut good, mut good_end) = (out.len(), end);
        let plural = self.before(first.start) == w::các;
        while out.len() - from < LONGEST
            && let Some(at) = self.joint(end)
            && let Some((member, sure)) = self.member(at, &first.point)
        {
            out.push(finding(member));
            end = member.end;
            if sure || plural {
                (good, good_end) = (out.len(), end);
            }
        }
        out.truncate(good);
        carry_back(&mut out[from..]);
        good_end
    }

    /// The next member of a list that began with `like`, and whether it speaks for itself.
    pub(super) fn member(&self, index: usize, like: &Point) -> Option<(Piece, bool)> {
        if like.clock.is_some() || like.approximate {
            return None;
        }
        if let Some(Year::Cycle(_)) = like.year {
            return self.cycle_year(index).map(|piece| (piece, true));
        }
        if like.is_year() && matches!(like.year, Some(Year::Full(_))) {
            return self.member_year(index).map(|piece| (piece, true));
        }
        match (like.year, like.part) {
            (Some(Year::Decade(first)), None) => return self.member_decade(index, first).map(|piece| (piece, true)),
            (Some(Year::Century(_)), None) => return self.member_century(index).map(|piece| (piece, true)),
            _ => {}
        }
        if like.weekday.is_some() && like.day.is_none() {
            // `thứ Hai hoặc thứ Ba tuần sau`
            if let Some(whole) = self.weekday(index).filter(|whole| whole.point.week.is_some()) {
                return Some((whole, true));
            }
            let (weekday, end) = self.weekday_name(index)?;
            let point = Point { weekday: Some(weekday), ..Point::EMPTY };
            return Some((Piece { start: index, core: index, end, point }, true));
        }
        if let Some(Day::Number(_)) = like.day {
            return self.member_day(index, like);
        }
        match like.part {
            Some(Part::Month(_)) if !like.has_day() && like.week.is_none() => {
                self.member_month(index, like.year.is_some())
            }
            Some(Part::Quarter(_)) if like.year.is_none() => {
                let named = matches!(self.key(index), w::quý | w::quí);
                let quarter = if named { self.period(index)? } else { self.bare_quarter(index)? };
                let sure = named || quarter.point.year.is_some() || self.before(index) == w::và;
                matches!(quarter.point.part, Some(Part::Quarter(_))).then_some((quarter, sure))
            }
            _ => None,
        }
    }

    /// `2020` of `năm 2019, 2020`.
    fn member_year(&self, index: usize) -> Option<Piece> {
        let (year, end) = self.year_number(index, false)?;
        let fits =
            self.goes_on(end) && self.connector(end).is_none_or(|(after, _)| self.year_number(after, false).is_none());
        fits.then_some(Piece { start: index, core: index, end, point: Point::of_year(year) })
    }

    /// `90` of `thập niên 80 và 90 của thế kỷ XX`, in a list that began with the decade from `first`.
    fn member_decade(&self, index: usize, first: i32) -> Option<Piece> {
        // `những năm cuối 80, đầu 90`
        let edge = self.edge_of_decade(index);
        let index = index + usize::from(edge);
        let (value, width) = self.digits(index).filter(|&(_, width)| width == 2 || edge && width == 4)?;
        let fits = value % 10 == 0 && self.closes(index + 1) && self.goes_on(index + 1);
        let mut year = if width == 4 { value } else { first / 100 * 100 + value };
        let mut end = index + 1;
        if let Some((century, after)) = self.century_after(end) {
            year = century.map_or(year, |century| century + value);
            end = after;
        }
        let point = Point { year: Some(Year::Decade(year)), ..Point::EMPTY };
        fits.then_some(Piece { start: index, core: index, end, point })
    }

    /// `XX` of `thế kỷ XIX và XX`.
    fn member_century(&self, index: usize) -> Option<Piece> {
        let (number, end) = self
            .century_number(index)
            .filter(|_| self.roman(index, 30).is_some() || self.class(index) == Some(Class::Digits))?;
        let fits = self.closes(end) && self.goes_on(end);
        let point = Point { year: Some(Year::Century((i32::from(number) - 1) * 100)), ..Point::EMPTY };
        fits.then_some(Piece { start: index, core: index, end, point })
    }

    /// A further day: one with its own words, which the carried year still reaches, or a bare number that a later member explains.
    fn member_day(&self, index: usize, like: &Point) -> Option<(Piece, bool)> {
        if let Some(day) = self.day_point(index).or_else(|| self.day(index, true)) {
            let fits = matches!(day.point.day, Some(Day::Number(_)))
                && self.connector(day.end).is_none_or(|(at, _)| self.second(at, &day).is_none());
            return fits.then_some((day, true));
        }
        let day = self.small_digits(index, 31).filter(|day| *day > 0 && like.part.is_none())?;
        let fits = self.closes(index + 1)
            && !self.counts(index + 1)
            && (self.goes_on(index + 1) || self.joint(index + 1).is_some());
        let point = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        fits.then_some((Piece { start: index, core: index, end: index + 1, point }, false))
    }

    /// A further month. After one whose year is told (`dated`) only a month with a year of its own is a member: `tháng 10/2011 và 12/2011`.
    fn member_month(&self, index: usize, dated: bool) -> Option<(Piece, bool)> {
        if dated {
            let month = self.bare_month(index).filter(|month| month.point.year.is_some())?;
            return self.is(index + 1, w::SOLIDUS).then_some((month, true));
        }
        // `cuối tháng 9 và đầu tháng 10/2020`
        let edge = matches!(self.key(index), w::đầu | w::giữa | w::cuối) && self.near(index + 1);
        let index = index + usize::from(edge);
        if self.is(index, w::tháng) {
            let month = self
                .period(index)
                .filter(|month| matches!(month.point.part, Some(Part::Month(_))) && month.point.week.is_none())?;
            return self
                .connector(month.end)
                .is_none_or(|(at, _)| self.second(at, &month).is_none())
                .then_some((month, true));
        }
        let month = self.bare_month(index)?;
        // `vào tháng 5, 6.`: nothing after the number that it could count.
        let closed = self.ends_clause(month.end);
        let sure = month.point.year.is_some() || self.before(index) == w::và || closed;
        Some((month, sure))
    }

    /// `,`, `và`, `hoặc` at `index`: the token after.
    pub(super) fn joint(&self, index: usize) -> Option<usize> {
        if !self.near(index) {
            return None;
        }
        match self.key(index) {
            w::COMMA | w::SEMICOLON if self.then(index + 1, w::và) => Some(index + 2),
            // A day and its anniversary: `21-6-1925/21-6-2017`.
            w::SOLIDUS if self.stroke_between_dates(index) == Some(true) => Some(index + 1),
            w::COMMA | w::và | w::hoặc | w::SEMICOLON => Some(index + 1).filter(|at| self.near(*at)),
            _ => None,
        }
    }
}
