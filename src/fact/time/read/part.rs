//! Parts of a year: quarters, halves and seasons, by word and by letter.

use super::{Piece, Reader};
use crate::{
    fact::time::point::{Part, Point, Year},
    lexicon::{Key, table_sets, w},
    segment::{Case, Class},
};

table_sets! {
    "times.tsv":
    /// What comes before the name of a car: `mẫu xe Q2 2018`.
    CARS = "cars";
    /// What is held or made for spring: `hội Xuân năm nay`.
    FOR_SPRING = "for_spring";
}

impl Reader<'_> {
    pub(super) fn quarter(&self, index: usize) -> Option<Piece> {
        let at = index + 1;
        let quarter = match self.small_digits(at, 4) {
            Some(quarter @ 1..) => quarter,
            _ => match (self.roman(at, 4), self.key(at)) {
                (Some(quarter), _) => quarter,
                (None, w::một) => 1,
                (None, w::hai) => 2,
                (None, w::ba) => 3,
                (None, w::tư | w::bốn) => 4,
                (None, w::đầu) if self.then(at + 1, w::năm) || self.then(at + 1, w::tiên) => 1,
                (None, w::cuối) if self.then(at + 1, w::năm) || self.then(at + 1, w::cùng) => 4,
                _ => return None,
            },
        };
        if !self.near(at) {
            return None;
        }
        let mut end = at + 1;
        if matches!(self.key(at), w::đầu | w::cuối) && !self.is(end, w::năm) {
            end += 1;
        }
        let mut point = Point { part: Some(Part::Quarter(quarter)), ..Point::EMPTY };
        match self.year_after(end, true) {
            Some((year, after)) => {
                point.year = Some(year);
                end = after;
            }
            None if matches!(self.key(at), w::đầu | w::cuối) && self.then(end, w::năm) => end += 1,
            None if !self.closes(end) && !self.glued_dash(end) => return None,
            None => {}
        }
        Some(Piece { start: index, core: at, end, point })
    }

    /// `Q4/2016`, `Q.4/2016`: the digits at `index` after the letter. Without its year it is a district.
    pub(super) fn letter_quarter(&self, index: usize) -> Option<Piece> {
        let quarter = self.small_digits(index, 4).filter(|quarter| *quarter > 0 && self.glued(index))?;
        let start = index.checked_sub(1)?;
        if !self.is(start, w::q) || self.case(start) != Case::Upper || !self.opens(start) {
            return None;
        }
        let (year, end) = self.year_after(index + 1, true)?;
        // Also names of cars: `Audi Q3 2017`, `chiếc Q2 2018`.
        let is_bare = self.class(index + 1) == Some(Class::Digits);
        if is_bare && (self.case(start.wrapping_sub(1)) != Case::Lower || CARS.has(self.before(start))) {
            return None;
        }
        let point = Point { part: Some(Part::Quarter(quarter)), year: Some(year), ..Point::EMPTY };
        Some(Piece { start, core: start, end, point })
    }

    /// `bán niên 2024`, `bán niên năm 2024`: the accounts of the first half.
    pub(super) fn half_year(&self, index: usize) -> Option<Piece> {
        if !self.then(index + 1, w::niên) {
            return None;
        }
        let (year, end) = self.year_after(index + 2, true)?;
        let point = Point { part: Some(Part::Half(1)), year: Some(year), ..Point::EMPTY };
        Some(Piece { start: index, core: index, end, point })
    }

    /// `nửa đầu năm 2024`, `nửa cuối năm`, `nửa đầu 2024`, `nửa năm 2024`.
    pub(super) fn half(&self, index: usize) -> Option<Piece> {
        let mut at = index + 1;
        if let Some((Year::Full(year), end)) = self.year_after(at, false)
            && self.is(at, w::năm)
        {
            let point = Point { part: Some(Part::Half(1)), ..Point::of_year(year) };
            return Some(Piece { start: index, core: index, end, point });
        }
        // `nửa năm đầu 2024`
        let year_first = self.then(at, w::năm);
        at += usize::from(year_first);
        let half = match self.key(at) {
            w::đầu => 1,
            w::cuối => 2,
            _ => return None,
        };
        let mut end = at + 1;
        if self.then(end, w::của) {
            end += 1;
        }
        let year = self.year_after(end, true);
        let point = Point { part: Some(Part::Half(half)), year: year.map(|(year, _)| year), ..Point::EMPTY };
        let end = match year {
            Some((_, end)) => end,
            None if year_first => end,
            None if self.then(end, w::năm) && self.small_digits(end + 1, 99).is_none() => end + 1,
            None => return None,
        };
        Some(Piece { start: index, core: index, end, point })
    }

    pub(super) fn season(&self, index: usize) -> Option<Piece> {
        if !self.near(index + 1) {
            return None;
        }
        let season = season_of(self.key(index + 1))?;
        // `mùa thu đông`, of clothes and crops
        if self.near(index + 2) && season_of(self.key(index + 2)).is_some() {
            return None;
        }
        // `mỗi mùa hè`, `Thế vận hội mùa đông`, `bốn mùa xuân, hạ`
        if matches!(self.before(index), w::mỗi | w::hội | w::những | w::các | w::hàng)
            || self.near(index) && self.numbers.ending_at(index).is_some()
        {
            return None;
        }
        let mut end = index + 2;
        let mut point = Point { part: Some(Part::Season(season)), ..Point::EMPTY };
        if self.then(end, w::này) || self.then(end, w::nay) {
            point.year = Some(Year::Shift(0));
            end += 1;
        } else if self.then(end, w::ngoái) {
            point.year = Some(Year::Shift(-1));
            end += 1;
        } else if let Some((year, after)) = self.year_after(end, true) {
            point.year = Some(year);
            point.lunar |= matches!(year, Year::Cycle(_));
            end = after;
        }
        Some(Piece { start: index, core: index, end, point })
    }

    /// `xuân năm 2009`, `hè 2017`, `hè này`: the bare name needs a year.
    pub(super) fn short_season(&self, index: usize) -> Option<Piece> {
        let season = season_of(self.key(index))?;
        // `thu` also means *collect*, and `đông` *many* or *east*: without `mùa` they are no season.
        if matches!(self.before(index), w::vụ | w::mùa | w::đông | w::hè | w::thu | w::xuân)
            || !matches!(self.key(index), w::xuân | w::hè)
        {
            return None;
        }
        let mut point = Point { part: Some(Part::Season(season)), ..Point::EMPTY };
        let end = if self.then(index + 1, w::này) && self.is(index, w::hè) {
            point.year = Some(Year::Shift(0));
            index + 2
        } else {
            let (year, end) = self.year_after(index + 1, true)?;
            // `Mậu Xuân 2009` and other names: before a bare year, a season without `mùa` must be in lower case or at the start.
            let named = self.then(index + 1, w::năm);
            if named && self.is(index, w::xuân) && FOR_SPRING.has(self.before(index)) {
                return None;
            }
            if !named && !matches!(year, Year::Full(1900..)) {
                return None;
            }
            point.year = Some(year);
            point.lunar = matches!(year, Year::Cycle(_));
            end
        };
        Some(Piece { start: index, core: index, end, point })
    }
}

fn season_of(key: Key) -> Option<u8> {
    Some(match key {
        w::xuân => 1,
        w::hạ | w::hè => 2,
        w::thu => 3,
        w::đông => 4,
        _ => return None,
    })
}
