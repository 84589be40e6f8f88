//! Puts points together: ranges (`từ tháng 3 đến tháng 6/2023`), open ranges (`từ năm 2021`), named spans of years (`nhiệm kỳ
//! 2020 - 2025`) and lists (`các ngày 5, 6 và 7/3`), and carries to each part what only another part tells.

use crate::{
    fact::{
        Kind,
        time::{
            point::{Day, Part, Point, Year},
            read::{Piece, Reader},
            words::*,
        },
    },
    lexicon::keys,
    segment::Class,
};

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

/// The longest list that is read ahead: beyond it each member must speak for itself.
const LONGEST_LIST: usize = 16;

impl Reader<'_> {
    /// Reads the time expression at `index` into `out`; the token after it, or `None` where there is none.
    pub(super) fn expression(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        match self.key(index) {
            TU => self.from(index, out),
            DEN | TOIS => self.until(index, out),
            TRUOC => self.before_time(index, out),
            _ => {
                if let Some(finding) = self.named_years(index) {
                    let end = finding.end;
                    out.push(finding);
                    return Some(self.more_years(&finding, end, out));
                }
                self.points(index, out)
            }
        }
    }

    /// The words that name a span of years at `index`, as a number of tokens: `giai đoạn`, `nhiệm kỳ`, `năm học`, `mùa giải`.
    fn span_name(&self, index: usize) -> Option<usize> {
        if !self.near(index + 1) {
            return None;
        }
        let words = match (self.key(index), self.key(index + 1)) {
            (GIAI, DOAN)
            | (NHIEM, KYF | KYFI)
            | (NIEN, KHOA | VU | HOC)
            | (NAM, HOC)
            | (MUA, GIAIS | BONG)
            | (MUA, VU) => 2,
            (VU, MUA) => 2,
            _ => return None,
        };
        // `vụ mùa`, `vụ đông xuân`
        Some(words)
    }

    /// `giai đoạn 2021 - 2024`, `năm học 2023-2024`, `giai đoạn 2014 đến nay`, `mùa giải 1992-93`.
    fn named_years(&self, index: usize) -> Option<Finding> {
        let named = self.span_name(index);
        let mut at = index + named.unwrap_or(0);
        if named.is_some() {
            // `giai đoạn từ năm 2016 đến 2020`, `giai đoạn I (2016-2020)`
            if self.then(at, TU) {
                at += 1;
            }
            // `giai đoạn 5 năm 2016 - 2020`
            if self.small(at, 50).is_some_and(|(_, end)| self.then(end, NAM) && self.year_pair(end + 1).is_some()) {
                at += 1;
            }
            if self.then(at, NAM) {
                at += 1;
            }
        }
        let (first, last, end) = self.year_pair(at)?;
        if named.is_none() {
            // A bare pair: `2016-2021`, not `1900-2000 người`.
            let tight = self.glued(at + 1) && self.glued(at + 2);
            if !self.opens(at) || !(1000..=2100).contains(&first) || last.is_none() || !(self.goes_on(end)) {
                return None;
            }
            if !tight && !matches!(self.before(at), OPEN) && self.near(at) && !self.is_span_cue(at) {
                return None;
            }
        }
        Some(Finding {
            kind: Kind::YearRange,
            start: index,
            core: at,
            end,
            what: What::Range(Some(Point::of_year(first)), last.map(Point::of_year)),
            rule: "time.years",
        })
    }

    fn is_span_cue(&self, index: usize) -> bool {
        matches!(self.before(index), HOACH | NAM | DOAN | KYF | COMMA | COLON | TRONG)
    }

    /// Two years with a dash, a stroke or `đến` between, or `2014 đến nay`: the first, the last unless open, the token after.
    fn year_pair(&self, index: usize) -> Option<(i32, Option<i32>, usize)> {
        let (first, at) = self.year_number(index, false)?;
        let (after, dash) = self.connector(at)?;
        if let Some(end) = self.now(after).filter(|_| !dash) {
            return Some((first, None, end));
        }
        let second = after + usize::from(self.then(after, NAM));
        let (value, width) = self.digits(second).filter(|_| self.near(second))?;
        let last = match width {
            4 => value,
            2 if self.glued(second) && self.glued(at) => first / 100 * 100 + value,
            _ => return None,
        };
        (last > first && last <= 2200 && self.closes(second + 1)).then_some((first, Some(last), second + 1))
    }

    /// More spans behind a named one: `nhiệm kỳ 2011-2016 và 2016-2021`.
    fn more_years(&self, finding: &Finding, mut end: usize, out: &mut Vec<Finding>) -> usize {
        while let Some(at) = self.joint(end) {
            let Some((first, Some(last), after)) = self.year_pair(at) else { break };
            end = after;
            out.push(Finding {
                start: at,
                core: at,
                end,
                what: What::Range(Some(Point::of_year(first)), Some(Point::of_year(last))),
                ..*finding
            });
        }
        end
    }

    /// A dash or a word for `to` at `index`: the token after it, and whether it is a dash.
    fn connector(&self, index: usize) -> Option<(usize, bool)> {
        if !self.near(index) {
            return None;
        }
        match self.key(index) {
            HYPHEN | EN | EM => {
                // A dash with a space on one side only is punctuation.
                let even = self.glued(index) == self.glued(index + 1);
                (even && self.near(index + 1)).then_some((index + 1, true))
            }
            SLASH if self.glued(index) && self.glued(index + 1) => Some((index + 1, true)),
            DEN | TOIS => {
                let mut at = index + 1;
                while matches!(self.key(at), HET | CUOI | DAU | GIUA) && self.near(at) {
                    at += 1;
                }
                Some((at, false))
            }
            CHO if self.then(index + 1, DEN) || self.then(index + 1, TOIS) => Some((index + 2, false)),
            COMMA if self.then(index + 1, DEN) => self.connector(index + 1),
            _ => None,
        }
    }

    /// `nay`, `hiện tại`, `bây giờ` behind `đến`: the token after.
    fn now(&self, index: usize) -> Option<usize> {
        if !self.near(index) {
            return None;
        }
        match (self.key(index), self.key(index + 1)) {
            (HIEN, TAI | NAY) | (BAY, GIO) => Some(index + 2),
            (NAY | GIO, _) => Some(index + 1),
            (THOI, DIEM) if self.is(index + 2, HIEN) || self.is(index + 2, NAYF) => {
                Some(index + 3 + usize::from(self.is(index + 3, TAI)))
            }
            _ => None,
        }
    }

    /// `từ …`: a range to its end, or one with no end.
    fn from(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let mut at = index + 1;
        if !self.near(at) {
            return None;
        }
        while matches!(self.key(at), DAU | CUOI | GIUA | LUC | HOI | KHOANG | TRUOC) && self.near(at) {
            at += 1;
        }
        if let Some(mut finding) = self.days(at) {
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
        let range = |core, end, first: Point, last: Option<Point>| Finding {
            kind: kind_of(first, last),
            start: index,
            core,
            end,
            what: What::Range(Some(first), last),
            rule: "time.from",
        };
        let piece = self.first_of_range(at)?;
        if let Some((after, dash)) = self.connector(piece.end) {
            if let Some(end) = self.now(after).filter(|_| !dash) {
                out.push(range(piece.core, end, piece.point, None));
                return Some(end);
            }
            if let Some(second) = self.second(after, &piece)
                && let Some((first, last)) = carry(piece.point, second.point)
                && (!piece.point.is_year() || self.is_year_at(piece.start) || self.goes_on(second.end))
            {
                out.push(range(piece.core, second.end, first, Some(last)));
                return Some(second.end);
            }
        }
        if bare_number(&piece.point) {
            return None;
        }
        // A start that is told from today or by a weekday is no edge that a calendar has: it stays a date.
        if !is_edge(&piece.point) {
            return self.points(at, out);
        }
        let year_alone = piece.point.is_year() && !self.is(piece.start, NAM);
        let unlikely = year_alone && !matches!(piece.point.year, Some(Year::Full(1800..=2100)));
        if self.class(piece.start) == Some(Class::Digits)
            && !piece.point.is_clock()
            && (unlikely || !self.goes_on(piece.end))
        {
            return None;
        }
        let end = self.trailing(piece.end);
        out.push(range(piece.core, end, piece.point, None));
        Some(end)
    }

    /// Whether the year that begins at `index` has its naming word.
    fn is_year_at(&self, index: usize) -> bool {
        self.is(index, NAM)
    }

    /// `trở đi`, `trở lại đây` behind a start.
    fn trailing(&self, index: usize) -> usize {
        if !self.then(index, TRO) {
            return index;
        }
        match self.key(index + 1) {
            DI => index + 2,
            LAI => index + 2 + usize::from(self.then(index + 2, DAY)),
            _ => index,
        }
    }

    /// The start of a range: a point, or a number that the end will explain (`từ 12-16 giờ`, `từ 1 đến 5/4`).
    fn first_of_range(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.point(index) {
            return Some(piece);
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

    /// The end of a range whose start is `first`.
    fn second(&self, index: usize, first: &Piece) -> Option<Piece> {
        if !self.near(index) {
            return None;
        }
        let like = first.point;
        let piece = |end, point| Some(Piece { start: index, core: index, end, point });
        if bare_number(&like) {
            // `12-16 giờ`, `1 đến 5/4`, `7 đến 9 giờ sáng`
            let second = self.clock_point(index, true).or_else(|| self.day_in_range(index))?;
            let numbered = second.point.clock.is_some()
                || matches!((second.point.day, second.point.part), (Some(Day::Number(_)), Some(_)));
            return numbered.then_some(second);
        }
        if like.is_year() {
            let at = index + usize::from(self.then(index, NAM));
            // `từ năm 2011 đến tháng 2/2016`
            let Some((value, width)) = self.digits(at) else {
                return self.point(index).filter(|last| last.point.clock.is_none());
            };
            let end = at + 1;
            if !self.closes(end) {
                return None;
            }
            let Some(Year::Full(start)) = like.year else {
                return self.point(index).filter(|piece| piece.point.is_year());
            };
            return match width {
                4 if (1000..2200).contains(&value) => piece(end, Point::of_year(value)),
                2 if self.glued(at) => piece(end, Point::of_year(start / 100 * 100 + value)),
                _ => None,
            };
        }
        if let (Some(Year::Decade(start)), None) = (like.year, like.part) {
            // `thập niên 80-90`, `những năm 1950 - 1960`
            let (value, width) = self.digits(index)?;
            let year = if width == 2 { start / 100 * 100 + value } else { value };
            let fits = value % 10 == 0
                && (width == 2 || width == 4 && self.closes(index + 1))
                && year > start
                && year < start + 100;
            let end = self.century_behind(index + 1).map_or(index + 1, |(_, end)| end);
            return fits.then(|| piece(end, Point { year: Some(Year::Decade(year)), ..Point::EMPTY })).flatten();
        }
        if let (Some(Year::Century(start)), None) = (like.year, like.part) {
            let (number, end) = self.century_number(index).or_else(|| {
                self.century(index).and_then(|piece| match piece.point.year {
                    Some(Year::Century(first)) => Some(((first / 100 + 1) as u8, piece.end)),
                    _ => None,
                })
            })?;
            let year = (i32::from(number) - 1) * 100;
            return if year > start {
                piece(end, Point { year: Some(Year::Century(year)), ..Point::EMPTY })
            } else {
                None
            };
        }
        if like.is_clock() {
            return self.clock_point(index, true);
        }
        if like.weekday.is_some() && like.day.is_none() {
            if let Some(day) = self.day_point(index) {
                return Some(day);
            }
            let (weekday, end) = self.weekday_name(index)?;
            return piece(end, Point { weekday: Some(weekday), ..Point::EMPTY });
        }
        if like.day.is_some() {
            if like.clock.is_some()
                && let Some(second) = self.clock_point(index, true)
            {
                return Some(second);
            }
            return self.day_in_range(index);
        }
        match like.part {
            Some(Part::Month(_)) => self.bare_month(index).or_else(|| self.point(index)),
            Some(Part::Quarter(_)) => self.bare_quarter(index).or_else(|| self.point(index)),
            _ => self.point(index),
        }
        .filter(|second| second.point.clock.is_none())
    }

    /// A day behind a dash or `đến`, with or without its naming word.
    fn day_in_range(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.day_point(index).or_else(|| self.day(index, true)) {
            return matches!(piece.point.day, Some(Day::Number(_) | Day::Shift(_) | Day::Last)).then_some(piece);
        }
        None
    }

    /// A month without its naming word in a list or a range: `tháng 3 - 6/2023`.
    fn bare_month(&self, index: usize) -> Option<Piece> {
        let month = self.small_digits(index, 12).filter(|month| *month > 0)?;
        let mut point = Point::of_month(month);
        let mut end = index + 1;
        if let Some((year, after)) = self.year_behind(end, true) {
            point.year = Some(year);
            end = after;
        } else if !self.closes(end) || !self.goes_on(end) {
            return None;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    fn bare_quarter(&self, index: usize) -> Option<Piece> {
        let quarter = self.small_digits(index, 4).filter(|quarter| *quarter > 0).or_else(|| self.roman(index, 4))?;
        let mut point = Point { part: Some(Part::Quarter(quarter)), ..Point::EMPTY };
        let mut end = index + 1;
        if let Some((year, after)) = self.year_behind(end, true) {
            point.year = Some(year);
            end = after;
        } else if !self.closes(end) || !self.goes_on(end) {
            return None;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    /// `20-25/11`, `ngày 20-25/11/2017`, `ngày 20-25`: days of one month.
    fn days(&self, index: usize) -> Option<Finding> {
        let named = matches!(self.key(index), NGAY | HOM) && self.near(index + 1);
        let at = index + usize::from(named);
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

    /// `đến …`: a range without a start, where no words make it a moment (`tính đến`, `đến nay`).
    fn until(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let mut at = index + 1;
        if !self.near(at) {
            return None;
        }
        let mut whole = false;
        while matches!(self.key(at), HET | CUOI | DAU | GIUA | TRUOC) && self.near(at) {
            whole |= self.is(at, HET);
            at += 1;
        }
        // `tính đến`, `lũy kế đến`, `kể đến`, `cho đến`: the state on a day.
        let state = matches!(self.before(index), TINH | KE | KES | NHACS | CHAM);
        let piece = self.time_or_year(at)?;
        let point = piece.point;
        let follows_state = whole && matches!(self.key(piece.end), DAT | LA | CO | CON) && self.near(piece.end);
        let opens_sentence = !point.is_year() && self.doc.starts_sentence(index);
        let told = point.clock.is_none()
            && point.day_part.is_none()
            && !point.lunar
            && match (point.day, point.part) {
                (Some(Day::Number(_)), _) => true,
                (Some(_), _) => false,
                _ if point.weekday.is_some() || point.week.is_some() => false,
                (None, Some(Part::Month(_) | Part::Quarter(_))) => true,
                (None, None) => matches!(point.year, Some(Year::Full(_))),
                _ => false,
            };
        if state || follows_state || opens_sentence || !told {
            return self.points(at, out);
        }
        if point.is_year() && !self.is(piece.start, NAM) && !self.goes_on(piece.end) {
            return None;
        }
        out.push(Finding {
            kind: kind_of(point, None),
            start: index,
            core: piece.core,
            end: piece.end,
            what: What::Range(None, Some(point)),
            rule: "time.until",
        });
        Some(piece.end)
    }

    fn time_or_year(&self, index: usize) -> Option<Piece> {
        if let Some(piece) = self.point(index) {
            return Some(piece);
        }
        let (year, end) = self.year_number(index, false)?;
        let fits = year >= 1800 && self.goes_on(end) && self.opens(index);
        fits.then_some(Piece { start: index, core: index, end, point: Point::of_year(year) })
    }

    /// `trước năm 2030`, `trước ngày 30/6`.
    fn before_time(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if !self.near(index + 1) || matches!(self.before(index), NGAY | THANG | NAM | TUAN | HOM | TU) {
            return None;
        }
        let piece = self.time_or_year(index + 1)?;
        let point = piece.point;
        let told = !point.lunar
            && match (point.day, point.part) {
                (Some(Day::Number(_)), _) => true,
                (Some(_), _) => false,
                _ if point.weekday.is_some() || point.week.is_some() || point.is_clock() => false,
                (None, Some(Part::Month(_) | Part::Quarter(_))) => true,
                (None, None) => matches!(point.year, Some(Year::Full(_))),
                _ => false,
            };
        if !told {
            return None;
        }
        out.push(Finding {
            kind: kind_of(point, None),
            start: index,
            core: piece.core,
            end: piece.end,
            what: What::Range(None, Some(point)),
            rule: "time.before",
        });
        Some(piece.end)
    }

    /// A point, with the end of its range or the rest of its list.
    fn points(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        if let Some(finding) = self.days(index) {
            out.push(finding);
            return Some(finding.end);
        }
        // `kế hoạch 5 năm 2016-2020`: the word counts years, it does not name them.
        if self.is(index, NAM)
            && self.near(index)
            && self.numbers.ending_at(index).is_some()
            && self.year_pair(index + 1).is_some()
        {
            return None;
        }
        let Some(mut piece) = self.point(index) else { return self.bare_days(index, out) };
        if self.before(piece.start) == KHOANG && is_calendar(&piece.point) {
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

    /// `13 đến 15 tháng 7`, `10 - 22/8/2012`: a number that only the end of its range explains.
    fn bare_days(&self, index: usize, out: &mut Vec<Finding>) -> Option<usize> {
        let day = self.small_digits(index, 31).filter(|day| *day > 0 && self.opens(index))?;
        let (after, _) = self.connector(index + 1)?;
        let last = self.day_in_range(after)?;
        let first = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        let (first, second) = carry(first, last.point)?;
        // `1 - 5/6` might be a score and a date.
        let told = last.point.year.is_some() || self.is(after, NGAY) || self.is(after + 1, THANG);
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

    /// `,`, `và`, `hoặc` at `index`: the token after.
    fn joint(&self, index: usize) -> Option<usize> {
        if !self.near(index) {
            return None;
        }
        match self.key(index) {
            COMMA | SEMICOLON if self.then(index + 1, VA) => Some(index + 2),
            COMMA | VA | HOAC | SEMICOLON => Some(index + 1).filter(|at| self.near(*at)),
            _ => None,
        }
    }

    /// The piece and the members of its list.
    fn list(&self, first: Piece, out: &mut Vec<Finding>) -> usize {
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
        // Members that are bare numbers count only when a later one tells what they are.
        let (mut good, mut good_end) = (out.len(), end);
        let plural = self.before(first.start) == CAC;
        while out.len() - from < LONGEST_LIST
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
    fn member(&self, index: usize, like: &Point) -> Option<(Piece, bool)> {
        if like.clock.is_some() || like.approximate {
            return None;
        }
        let piece = |end, point| Piece { start: index, core: index, end, point };
        if let Some(Year::Cycle(_)) = like.year {
            return self.cycle_year(index).map(|piece| (piece, true));
        }
        if like.is_year() && matches!(like.year, Some(Year::Full(_))) {
            let (year, end) = self.year_number(index, false)?;
            let fits = self.goes_on(end)
                && self.connector(end).is_none_or(|(after, _)| self.year_number(after, false).is_none());
            return fits.then(|| (piece(end, Point::of_year(year)), true));
        }
        if let (Some(Year::Decade(first)), None) = (like.year, like.part) {
            let (value, 2) = self.digits(index)? else { return None };
            let fits = value % 10 == 0 && self.closes(index + 1) && self.goes_on(index + 1);
            let mut year = first / 100 * 100 + value;
            let mut end = index + 1;
            if let Some((century, after)) = self.century_behind(end) {
                year = century.map_or(year, |century| century + value);
                end = after;
            }
            let point = Point { year: Some(Year::Decade(year)), ..Point::EMPTY };
            return fits.then(|| (piece(end, point), true));
        }
        if let (Some(Year::Century(_)), None) = (like.year, like.part) {
            // `thế kỷ XIX và XX`
            let (number, end) = self
                .century_number(index)
                .filter(|_| self.roman(index, 30).is_some() || self.class(index) == Some(Class::Digits))?;
            let fits = self.closes(end) && self.goes_on(end);
            let point = Point { year: Some(Year::Century((i32::from(number) - 1) * 100)), ..Point::EMPTY };
            return fits.then(|| (piece(end, point), true));
        }
        if like.weekday.is_some() && like.day.is_none() {
            let (weekday, end) = self.weekday_name(index)?;
            return Some((piece(end, Point { weekday: Some(weekday), ..Point::EMPTY }), true));
        }
        if let Some(Day::Number(_)) = like.day {
            // A part of the day or `ngày` makes it a time of its own, which the carried year still reaches.
            if let Some(day) = self.day_point(index).or_else(|| self.day(index, true)) {
                let fits = matches!(day.point.day, Some(Day::Number(_)))
                    && self.connector(day.end).is_none_or(|(at, _)| self.second(at, &day).is_none());
                return fits.then_some((day, true));
            }
            if like.part.is_some() && like.day.is_none() {
                return None;
            }
            let day = self.small_digits(index, 31).filter(|day| *day > 0 && like.part.is_none())?;
            let fits = self.closes(index + 1)
                && !self.counts(index + 1)
                && (self.goes_on(index + 1) || self.joint(index + 1).is_some());
            return fits.then(|| (piece(index + 1, Point { day: Some(Day::Number(day)), ..Point::EMPTY }), false));
        }
        match like.part {
            Some(Part::Month(_)) if !like.has_day() && like.week.is_none() && like.year.is_none() => {
                if self.is(index, THANG) {
                    let month = self.period(index).filter(|month| {
                        matches!(month.point.part, Some(Part::Month(_))) && month.point.week.is_none()
                    })?;
                    return self
                        .connector(month.end)
                        .is_none_or(|(at, _)| self.second(at, &month).is_none())
                        .then_some((month, true));
                }
                let month = self.bare_month(index)?;
                let sure = month.point.year.is_some() || self.before(index) == VA;
                Some((month, sure))
            }
            Some(Part::Quarter(_)) if like.year.is_none() => {
                let named = matches!(self.key(index), QUY | QUYS);
                let quarter = if named { self.period(index)? } else { self.bare_quarter(index)? };
                let sure = named || quarter.point.year.is_some() || self.before(index) == VA;
                matches!(quarter.point.part, Some(Part::Quarter(_))).then_some((quarter, sure))
            }
            _ => None,
        }
    }
}

keys! {
    GIAIS = "giải", HIEN = "hiện", TAI = "tại", THOI = "thời", DIEM = "điểm", HOACH = "hoạch", TRONG = "trong", NHACS = "nhắc", KES = "kế",
    CHAM = "chậm", DAT = "đạt", LA = "là", CO = "có", CON = "còn",
}

/// A number that only the end of its range explains.
fn bare_number(point: &Point) -> bool {
    matches!(point.day, Some(Day::Number(_)))
        && point.part.is_none()
        && point.weekday.is_none()
        && point.clock.is_none()
        && point.day_part.is_none()
        && !point.lunar
        && point.year.is_none()
}

/// Whether an open range may start here: a day, month, year or hour of the calendar.
fn is_edge(point: &Point) -> bool {
    !matches!(point.year, Some(Year::Shift(_) | Year::Context))
        && !matches!(point.day, Some(Day::Shift(_) | Day::Context(_)))
        && !matches!(point.part, Some(Part::MonthShift(_) | Part::QuarterShift(_)))
        && point.week.is_none()
        && (point.weekday.is_none() || point.day.is_some())
}

/// Whether `khoảng` before it makes it approximate: a year, a month, a day of the calendar.
fn is_calendar(point: &Point) -> bool {
    point.clock.is_none()
        && !point.lunar
        && point.day_part.is_none()
        && point.weekday.is_none()
        && point.week.is_none()
        && matches!(point.day, None | Some(Day::Number(_)))
        && matches!(point.part, None | Some(Part::Month(_)))
        && !matches!(point.year, Some(Year::Shift(_) | Year::Decade(_) | Year::Century(_)))
}

fn kind_of(first: Point, last: Option<Point>) -> Kind {
    if first.is_year() && last.is_none_or(|last| last.is_year()) { Kind::YearRange } else { Kind::DateRange }
}

fn same_grain(first: &Point, last: &Point) -> bool {
    first.grain() == last.grain() || first.clock.is_some() && last.clock.is_some()
}

/// Gives each end of a range what only the other tells; `None` where the two cannot be one range.
fn carry(mut first: Point, mut last: Point) -> Option<(Point, Point)> {
    if last.clock.is_some() {
        if first.clock.is_none() {
            // `từ 12-16 giờ`: the number was an hour.
            let Some(Day::Number(hour)) = first.day else { return None };
            if hour > 23 || !bare_number(&first) {
                return None;
            }
            first = Point::EMPTY;
            first.clock = Some(super::edtf::Clock { hour, minute: None, second: None });
        }
        if first.day_part.is_none() && first.clock.is_some_and(|clock| clock.hour <= 12) {
            let (from, to) = (first.clock.map_or(0, |clock| clock.hour), last.clock.map_or(0, |clock| clock.hour));
            if from < to {
                first.day_part = last.day_part;
            }
        }
        if !first.has_day() {
            (first.day, first.part, first.year, first.weekday) = (last.day, last.part, last.year, last.weekday);
        } else if !last.has_day() {
            (last.day, last.part, last.year, last.weekday) = (first.day, first.part, first.year, first.weekday);
        }
        return Some((first, last));
    }
    if first.clock.is_some() && !last.has_day() {
        return None;
    }
    if first.lunar != last.lunar {
        // `từ mùng 6 đến 15 tháng Giêng`
        (first.lunar, last.lunar) = (true, true);
    }
    let day = |point: &Point| match point.day {
        Some(Day::Number(day)) => Some(day),
        _ => None,
    };
    if day(&first).is_some() && first.part.is_none() && first.weekday.is_none() {
        first.part = last.part;
    }
    if day(&last).is_some() && last.part.is_none() && last.weekday.is_none() {
        last.part = first.part;
    }
    let place = |point: &Point| match point.part {
        Some(Part::Month(month)) => Some((u16::from(month) * 32, day(point))),
        Some(Part::Quarter(quarter)) => Some((u16::from(quarter) * 96, None)),
        _ => None,
    };
    if let (Some(a), Some(b)) = (place(&first), place(&last)) {
        let inverted = a > b;
        match (first.year, last.year) {
            (None, Some(Year::Full(year))) => first.year = Some(Year::Full(year - i32::from(inverted))),
            (Some(Year::Full(year)), None) => last.year = Some(Year::Full(year + i32::from(inverted))),
            (None, other) => first.year = other,
            (other, None) => last.year = other,
            (Some(Year::Full(a)), Some(Year::Full(b))) if a > b => return None,
            _ => {}
        }
        // Two days of one month cannot run backwards.
        if inverted && first.part == last.part && first.year.is_none() {
            return None;
        }
    } else if first.year.is_none() && !first.is_clock() && first.weekday.is_none() {
        first.year = last.year;
    } else if let (Some(Year::Full(a)), Some(Year::Full(b))) = (first.year, last.year)
        && (a > b || a == b && first.is_year() && last.is_year())
    {
        return None;
    }
    Some((first, last))
}

/// Gives the members of a list the month and year that only a later, or an earlier, one tells.
fn carry_back(list: &mut [Finding]) {
    if list.len() < 2 {
        return;
    }
    let (mut part, mut year) = (None, None);
    for finding in list.iter_mut().rev() {
        let What::Point(point) = &mut finding.what else { continue };
        let numbered = matches!(point.day, Some(Day::Number(_))) && point.weekday.is_none();
        if numbered && point.part.is_none() {
            point.part = part;
        }
        if point.year.is_none()
            && (numbered && point.part.is_some() || matches!(point.part, Some(Part::Month(_) | Part::Quarter(_))))
        {
            point.year = year;
        }
        (part, year) = (point.part, point.year);
    }
}
