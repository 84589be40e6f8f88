//! The end of a range after its start, and ranges of bare numbers that are only explained by the end: `20-25/11`,
//! `14-16h chiều`.

use super::{carry::bare_number, *};
use crate::{
    fact::time::{edtf::Clock, point::Year, read::is_part_of_day},
    lexicon::{w, word_sets},
    segment::{Case, Class},
};

word_sets! {
    /// What [`Reader::connector`] tells apart.
    pub(super) CONNECTORS = ["-", "–", "—", "/", "đến", "tới", "cho", ","];
}

impl Reader<'_> {
    /// A dash or a word for `to` at `index`: the token after it, and whether it is a dash.
    pub(super) fn connector(&self, index: usize) -> Option<(usize, bool)> {
        let key = self.key(index);
        if !CONNECTORS.has(key) || !self.near(index) {
            return None;
        }
        match key {
            w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH => {
                // A dash with a space on one side only is punctuation, but a typing slip between digits.
                let digits = |at: usize| self.class(at) == Some(Class::Digits);
                // `10h- 15h`
                let hour = matches!(self.key(index - 1), w::h | w::g) && self.glued(index - 1);
                let even =
                    self.glued(index) == self.glued(index + 1) || (digits(index - 1) || hour) && digits(index + 1);
                (even && self.near(index + 1) && !self.opens_story(index + 1)).then_some((index + 1, true))
            }
            w::SOLIDUS if self.stroke_between_dates(index) == Some(true) => None,
            w::SOLIDUS if self.glued(index) && self.glued(index + 1) => Some((index + 1, true)),
            w::đến | w::tới => {
                let mut at = index + 1;
                while matches!(self.key(at), w::hết | w::cuối | w::đầu | w::giữa) && self.near(at) {
                    at += 1;
                }
                Some((at, false))
            }
            w::cho if self.then(index + 1, w::đến) || self.then(index + 1, w::tới) => Some((index + 2, false)),
            w::COMMA if self.then(index + 1, w::đến) => self.connector(index + 1),
            _ => None,
        }
    }

    /// `Hà Nội, 15/5 - Sáng 16/5, đoàn …`: a capital on a part of a day, or on `Hôm`, begins the story after its dateline. In `Sáng 12/5 -
    /// Chiều 16/5` both ends of a range have one.
    fn opens_story(&self, index: usize) -> bool {
        let is_day = |at: usize| is_part_of_day(self.key(at)) || self.is(at, w::hôm);
        is_day(index)
            && self.doc.tokens().get(index).is_some_and(|token| token.case == Case::Title)
            && !is_day(self.doc.sentence_of(index).start)
    }

    /// `nay`, `hiện tại`, `bây giờ` after `đến`: the token after.
    pub(super) fn now(&self, index: usize) -> Option<usize> {
        if !self.near(index) {
            return None;
        }
        match (self.key(index), self.key(index + 1)) {
            (w::hiện, w::tại | w::nay) | (w::bây, w::giờ) => Some(index + 2),
            (w::nay | w::giờ, _) => Some(index + 1),
            (w::thời, w::điểm) if self.is(index + 2, w::hiện) || self.is(index + 2, w::này) => {
                Some(index + 3 + usize::from(self.is(index + 3, w::tại)))
            }
            _ => None,
        }
    }

    /// The end of a range whose start is `first`.
    pub(super) fn second(&self, index: usize, first: &Piece) -> Option<Piece> {
        if !self.near(index) {
            return None;
        }
        let like = first.point;
        if bare_number(&like) {
            // `12-16 giờ`, `1 đến 5/4`, `7 đến 9 giờ sáng`
            let second = self.clock_point(index, true).or_else(|| self.day_in_range(index))?;
            let numbered = second.point.clock.is_some()
                || matches!((second.point.day, second.point.part), (Some(Day::Number(_)), Some(_)));
            return numbered.then_some(second);
        }
        if like.is_year() {
            return self.second_year(index, like.year);
        }
        match (like.year, like.part) {
            (Some(Year::Decade(start)), None) => return self.second_decade(index, start),
            (Some(Year::Century(start)), None) => return self.second_century(index, start),
            _ => {}
        }
        if like.is_clock() {
            return self.clock_point(index, true);
        }
        if like.weekday.is_some() && like.day.is_none() {
            if let Some(day) = self.day_point(index) {
                return Some(day);
            }
            let (weekday, end) = self.weekday_name(index)?;
            return Some(piece(index, end, Point { weekday: Some(weekday), ..Point::EMPTY }));
        }
        if like.day.is_some() {
            // `từ đêm 9/7 đến 13 giờ ngày 10/7`
            if let Some(second) = self.clock_point(index, true)
                && (like.clock.is_some() || matches!(second.point.day, Some(Day::Number(_))))
            {
                return Some(second);
            }
            return self.day_in_range(index).or_else(|| self.month_or_year(index));
        }
        match like.part {
            Some(Part::Month(_)) => self.bare_month(index).or_else(|| self.point(index)),
            Some(Part::Quarter(_)) => self.bare_quarter(index).or_else(|| self.point(index)),
            _ => self.point(index),
        }
        .filter(|second| second.point.clock.is_none())
    }

    /// The end of a range that begins with the year `first`.
    fn second_year(&self, index: usize, first: Option<Year>) -> Option<Piece> {
        let at = index + usize::from(self.then(index, w::năm));
        // `từ năm 111 TCN đến năm 39 SCN`
        if matches!(first, Some(Year::Full(..=0))) {
            let (year, end) = self.year_number(at, true)?;
            return Some(piece(index, self.common_era(end).unwrap_or(end), Point::of_year(year)));
        }
        // `từ năm 2011 đến tháng 2/2016`
        let Some((value, width)) = self.digits(at) else {
            return self.point(index).filter(|last| last.point.clock.is_none());
        };
        let end = at + 1;
        if !self.closes(end) {
            return None;
        }
        let Some(Year::Full(start)) = first else {
            return self.point(index).filter(|piece| piece.point.is_year());
        };
        match width {
            4 if (1000..2200).contains(&value) => Some(piece(index, end, Point::of_year(value))),
            2 if self.glued(at) => Some(piece(index, end, Point::of_year(start / 100 * 100 + value))),
            _ => None,
        }
    }

    /// `90` of `thập niên 80-90`, `1960` of `những năm 1950 - 1960`.
    fn second_decade(&self, index: usize, start: i32) -> Option<Piece> {
        // `những năm cuối 80 - đầu 90`
        let index = index + usize::from(self.edge_of_decade(index));
        let (value, width) = self.digits(index)?;
        let year = if width == 2 { start / 100 * 100 + value } else { value };
        let fits = value % 10 == 0
            && (width == 2 || width == 4 && self.closes(index + 1))
            && year > start
            && year < start + 100;
        let end = self.century_after(index + 1).map_or(index + 1, |(_, end)| end);
        fits.then(|| piece(index, end, Point { year: Some(Year::Decade(year)), ..Point::EMPTY }))
    }

    /// `XX` of `từ thế kỷ XVIII đến thế kỷ XX`, after the century that begins with the year `start`.
    fn second_century(&self, index: usize, start: i32) -> Option<Piece> {
        let (year, end) = match self.century_number(index) {
            Some((number, end)) => ((i32::from(number) - 1) * 100, end),
            None => match self.century(index)? {
                Piece { point: Point { year: Some(Year::Century(year)), .. }, end, .. } => (year, end),
                _ => return None,
            },
        };
        (year > start).then(|| piece(index, end, Point { year: Some(Year::Century(year)), ..Point::EMPTY }))
    }

    /// A day after a dash or `đến`, with or without its naming word.
    pub(super) fn day_in_range(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.day_point(index).or_else(|| self.day(index, true)) {
            return matches!(piece.point.day, Some(Day::Number(_) | Day::Shift(_) | Day::Last)).then_some(piece);
        }
        None
    }

    /// The month, quarter or year that ends a range whose start is a day: `từ ngày 15/3/2017 đến tháng 9/2017`.
    fn month_or_year(&self, index: usize) -> Option<Piece> {
        if !matches!(self.key(index), w::tháng | w::quý | w::quí | w::năm) {
            return None;
        }
        self.period(index).filter(|last| {
            matches!(
                (last.point.part, last.point.year),
                (Some(Part::Month(_) | Part::Quarter(_)), _) | (None, Some(Year::Full(_)))
            ) && last.point.week.is_none()
                && !last.point.lunar
        })
    }

    /// A month without its naming word in a list or a range: `tháng 3 - 6/2023`.
    pub(super) fn bare_month(&self, index: usize) -> Option<Piece> {
        let month = self.small_digits(index, 12).filter(|month| *month > 0)?;
        self.bare_part(index, Point::of_month(month))
    }

    pub(super) fn bare_quarter(&self, index: usize) -> Option<Piece> {
        let quarter = self.small_digits(index, 4).filter(|quarter| *quarter > 0).or_else(|| self.roman(index, 4))?;
        self.bare_part(index, Point { part: Some(Part::Quarter(quarter)), ..Point::EMPTY })
    }

    /// The part of a year that token `index` says alone, with the year after it where one is.
    fn bare_part(&self, index: usize, mut point: Point) -> Option<Piece> {
        let mut end = index + 1;
        if let Some((year, after)) = self.year_after(end, true) {
            point.year = Some(year);
            end = after;
        } else if !self.closes(end) || !self.goes_on(end) {
            return None;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    /// `20-25/11`, `ngày 20-25/11/2017`, `ngày 20-25`: days of one month.
    pub(super) fn days(&self, index: usize) -> Option<Finding> {
        let named = matches!(self.key(index), w::ngày | w::hôm) && self.near(index + 1);
        let at = index + usize::from(named);
        if !matches!(self.key(at + 1), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH) {
            return None;
        }
        let (first, last, end) = self.days_of_one_month(at, named)?;
        Some(Finding {
            kind: Kind::DateRange,
            start: index,
            core: at,
            end,
            what: What::Range(Some(first), Some(last)),
            rule: "time.days",
        })
    }

    /// `20h-21h30`, `14-16h chiều`: a range of hours without `từ`, told by the letters or by the part of the day.
    pub(super) fn bare_hours(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let first = match self.clock_point(index, true) {
            Some(piece) if self.opens(index) && self.glued(index + 1) => piece,
            Some(_) => return None,
            None => {
                let hour = self.small_digits(index, 23).filter(|_| self.opens(index))?;
                let point = Point { day: Some(Day::Number(hour)), ..Point::EMPTY };
                Piece { start: index, core: index, end: index + 1, point }
            }
        };
        let (after, _) = self.connector(first.end)?;
        let second = self.clock_point(after, true)?;
        if first.point.clock.is_none() && second.point.day_part.is_none() && !second.point.has_day() {
            return None;
        }
        let (from, to) = carry(first.point, second.point)?;
        out.push(Finding {
            kind: Kind::DateRange,
            start: index,
            core: index,
            end: second.end,
            what: What::Range(Some(from), Some(to)),
            rule: "time.hours",
        });
        Some(second.end)
    }

    /// `4, 5 giờ sáng`: two hours that follow one another, each a time, where a part of the day or a word before them says that they are no
    /// length. Nobody tells tenths of an hour so.
    fn listed_hours(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let hour = self.small_digits(index, 23).filter(|_| self.opens(index) && self.is(index + 1, w::COMMA))?;
        self.small_digits(index + 2, 23).filter(|next| *next == hour + 1)?;
        let second = self.clock_point(index + 2, true).filter(|_| self.is(index + 3, w::giờ))?;
        let clock = second.point.clock.filter(|clock| clock.minute.is_none())?;
        if second.point.day_part.is_none() && !second.point.has_day() && !self.clock_cue(index) {
            return None;
        }
        let first = Point { clock: Some(Clock { hour, ..clock }), ..second.point };
        for (piece, point) in [((index, index + 1), first), ((second.start, second.end), second.point)] {
            let (start, end) = piece;
            out.push(Finding {
                kind: Kind::Date,
                start,
                core: start,
                end,
                what: What::Point(point),
                rule: "time.point",
            });
        }
        Some(second.end)
    }

    /// `13 đến 15 tháng 7`, `10 - 22/8/2012`: a number that only the end of its range explains.
    pub(super) fn bare_days(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        // The cheap test: each of them has something glued to the number, or what leads to the end of its range.
        if !self.glued(index + 1) && !CONNECTORS.has(self.key(index + 1)) {
            return None;
        }
        if let Some(end) = self.listed_hours(index, out).or_else(|| self.bare_hours(index, out)) {
            return Some(end);
        }
        let day = self.small_digits(index, 31).filter(|day| *day > 0 && self.opens(index))?;
        let (after, _) = self.connector(index + 1)?;
        let last = self.day_in_range(after)?;
        let first = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        let (first, second) = carry(first, last.point)?;
        // `1 - 5/6` might be a score and a date; `đợt 1 kéo dài 3 ngày (5 - 7.4)` is not one.
        let bracketed = self.before(index) == w::LEFT_PARENTHESIS
            && self.is(last.end, w::RIGHT_PARENTHESIS)
            && self.tells_when(index);
        let told = bracketed || last.point.year.is_some() || self.is(after, w::ngày) || self.is(after + 1, w::tháng);
        if !told
            || last.point.clock.is_some()
            || last.point.part.is_none()
            || first.part != second.part
            || first.day == second.day
        {
            return None;
        }
        out.push(Finding {
            kind: Kind::DateRange,
            start: index,
            core: index,
            end: last.end,
            what: What::Range(Some(first), Some(second)),
            rule: "time.days",
        });
        Some(last.end)
    }
}

/// A piece without a naming word.
const fn piece(start: usize, end: usize, point: Point) -> Piece {
    Piece { start, core: start, end, point }
}
