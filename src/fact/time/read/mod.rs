//! Reads one point in time at a token: `9 giờ tối thứ Hai ngày 5/3`. Each file reads one part of it.
//!
//! Every reader looks at a bounded number of tokens and returns the token after the last one it consumed, so that time stays
//! linear. Readers look back only to reject: the words before a number decide whether `5-6` is a day or a score.

mod clock;
mod day;
mod feast;
mod lunar;
mod numeric;
mod part;
mod period;
mod weekday;
mod year;

pub(in crate::fact::time) use day::is_part_of_day;

use crate::{
    fact::time::{
        lunar::feasts::FEASTS,
        point::{Day, Point},
        words,
    },
    lexicon::{Key, Roles, table_sets, w, word_sets},
    number::Numbers,
    segment::{Case, Class, Document, Gap},
};

table_sets! {
    "times.tsv":
    /// What leads from a number of one or two digits to a time: `6 tháng`, `19h`, `5 cho đến`.
    LEADING_ON = "leading_on";
    /// Words that are a time, or name one, whatever comes after them.
    ALONE = "alone";
}

word_sets! {
    /// Marks that make the digits after them a part of something else.
    HOLDING = ["/", "-", ".", ":", "+", "#", "$", "%", "–"];
}

/// A point in time over tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    /// The first token after the naming words.
    pub(super) core: usize,
    pub(super) end: usize,
    pub(super) point: Point,
}

/// The document with the questions that the readers ask of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    pub(super) doc: &'a Document<'a>,
    pub(super) numbers: &'a Numbers,
    /// Whether there is a reference date: some words tell a time only then.
    pub(super) referred: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn key(&self, index: usize) -> Key {
        self.doc.key(index)
    }

    pub(super) fn is(&self, index: usize, key: Key) -> bool {
        self.doc.key(index) == key
    }

    /// Whether the token is on the same line as the token before it.
    pub(super) fn near(&self, index: usize) -> bool {
        self.doc.tokens().get(index).is_some_and(|token| token.gap <= Gap::Space)
    }

    /// Whether the token touches the token before it.
    pub(super) fn glued(&self, index: usize) -> bool {
        self.doc.tokens().get(index).is_some_and(|token| token.gap == Gap::None)
    }

    /// Whether the token is `key` and is on the same line as the token before it.
    pub(super) fn then(&self, index: usize, key: Key) -> bool {
        self.is(index, key) && self.near(index)
    }

    pub(super) fn class(&self, index: usize) -> Option<Class> {
        self.doc.tokens().get(index).map(|token| token.class)
    }

    pub(super) fn case(&self, index: usize) -> Case {
        self.doc.tokens().get(index).map_or(Case::None, |token| token.case)
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.class(index) == Some(Class::Word)
    }

    /// The key of the token before; `NONE` where that ends a line.
    pub(super) fn before(&self, index: usize) -> Key {
        match index.checked_sub(1) {
            Some(last) if self.near(index) => self.key(last),
            _ => Key::NONE,
        }
    }

    /// The number in the digits at `index` and how many digits it has, of up to four.
    pub(super) fn digits(&self, index: usize) -> Option<(i32, usize)> {
        let (value, width) = self.doc.short_number(index).filter(|(_, width)| *width <= 4)?;
        Some((i32::try_from(value).ok()?, width))
    }

    /// A number of one or two digits, at most `max`.
    pub(super) fn small_digits(&self, index: usize, max: u8) -> Option<u8> {
        let (value, width) = self.digits(index)?;
        u8::try_from(value).ok().filter(|value| width <= 2 && *value <= max)
    }

    /// A number up to 59 in words: `mười hai`, `hai mươi mốt`, `hăm ba`, `bốn lăm`.
    pub(super) fn small_words(&self, index: usize) -> Option<(u8, usize)> {
        let tail = |at: usize| {
            if !self.near(at) {
                return None;
            }
            match self.key(at) {
                w::mốt => Some(1),
                w::tư => Some(4),
                w::lăm | w::nhăm => Some(5),
                w::năm => None,
                key => words::unit_of(key),
            }
        };
        match self.key(index) {
            w::mười => Some(tail(index + 1).map_or((10, index + 1), |unit| (10 + unit, index + 2))),
            w::hăm => tail(index + 1).map(|unit| (20 + unit, index + 2)),
            key => {
                let unit = words::unit_of(key)?;
                if self.then(index + 1, w::mươi) {
                    return Some(tail(index + 2).map_or((unit * 10, index + 2), |more| (unit * 10 + more, index + 3)))
                        .filter(|(value, _)| *value < 60);
                }
                match self.key(index + 1) {
                    w::mốt | w::lăm | w::nhăm if self.near(index + 1) && (2..=5).contains(&unit) => {
                        Some((unit * 10 + if self.is(index + 1, w::mốt) { 1 } else { 5 }, index + 2))
                    }
                    _ => Some((unit, index + 1)),
                }
            }
        }
    }

    /// A number of at most `max`, in one or two digits or in words.
    pub(super) fn small(&self, index: usize, max: u8) -> Option<(u8, usize)> {
        if !self.near(index) {
            return None;
        }
        match self.class(index)? {
            Class::Digits => self.small_digits(index, max).map(|value| (value, index + 1)),
            Class::Word => self.small_words(index).filter(|(value, _)| *value <= max),
            _ => None,
        }
    }

    /// Whether an expression that ends before `index` ends there cleanly: no further digits, letters or signs of a number are attached.
    pub(super) fn closes(&self, index: usize) -> bool {
        if !self.glued(index) {
            return true;
        }
        match self.class(index) {
            Some(Class::Word) => false,
            Some(Class::Mark) => match self.key(index) {
                w::PERCENT_SIGN => false,
                w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP | w::COMMA | w::COLON | w::PLUS_SIGN | w::EN_DASH => {
                    let digits = self.class(index + 1) == Some(Class::Digits);
                    !self.glued(index + 1) || !digits && !self.is(index, w::SOLIDUS)
                }
                _ => true,
            },
            _ => true,
        }
    }

    /// Whether an expression may begin at `index`: no letter, digit or sign of a number is attached before it.
    pub(super) fn opens(&self, index: usize) -> bool {
        if !self.glued(index) {
            return true;
        }
        let Some(last) = index.checked_sub(1) else { return true };
        match self.class(last) {
            Some(Class::Mark) => {
                let decimal = self.is(last, w::COMMA)
                    && self.glued(last)
                    && last.checked_sub(1).is_some_and(|at| self.class(at) == Some(Class::Digits));
                !decimal && !HOLDING.has(self.key(last))
            }
            _ => false,
        }
    }

    /// Whether what is at `index` may follow a time that has no naming word: no noun that the number would count.
    pub(super) fn goes_on(&self, index: usize) -> bool {
        match self.doc.tokens().get(index) {
            Some(token) if token.gap <= Gap::Space && token.class == Class::Word => {
                !self.counts(index)
                    && (token.is_capitalised() && token.gap != Gap::None || token.roles.any(Roles::AFTER_TIME))
            }
            Some(token) if token.gap <= Gap::Space => {
                !matches!(token.key, w::PERCENT_SIGN | w::DOLLAR_SIGN) && token.class != Class::Digits
            }
            _ => true,
        }
    }

    /// Whether a time may begin at `index`, by that token and the next: the cheap test that most numbers and many words fail.
    pub(super) fn may_open(&self, index: usize) -> bool {
        let tokens = self.doc.tokens();
        let Some(token) = tokens.get(index) else { return false };
        let Some(next) = tokens.get(index + 1) else {
            return self.referred || token.class == Class::Digits || token.key == w::rằm;
        };
        if token.class == Class::Digits {
            return match token.end - token.start {
                4 => true,
                1 | 2 => self.leads_on(index + 1),
                // `208 TCN`, `362 - 175 TCN`
                3 => matches!(next.key, w::tcn | w::trước | w::HYPHEN_MINUS | w::EN_DASH),
                _ => false,
            };
        }
        const INNER: Roles = Roles::union(
            Roles::union(Roles::TIME, Roles::IN_TIME),
            Roles::union(Roles::union(Roles::NUMBER, Roles::NUMBER_PART), Roles::DIGITS),
        );
        if self.referred && token.roles.any(Roles::BY_REFERENCE) {
            return true;
        }
        if !next.roles.any(INNER) {
            // `rằm`, `SN: 1990`, `CN (24/9)`, `hè của năm 2010`; `quý IV`.
            return ALONE.has(token.key) || next.case == Case::Upper && token.roles.any(Roles::TIME);
        }
        match token.key {
            w::những | w::đầu | w::cuối | w::giữa | w::cùng => {
                next.roles.any(Roles::TIME | Roles::NUMBER | Roles::DIGITS)
            }
            w::thế => matches!(next.key, w::kỷ | w::kỉ),
            w::chủ | w::chúa => next.key == w::nhật,
            _ => token.roles.any(Roles::TIME | Roles::NUMBER),
        }
    }

    /// Whether a number of one or two digits may be a time by what comes after it at `index`: `5/3`, `5, 6 và 7/3`, `19h30`,
    /// `6 tháng đầu năm`, `7 của tháng 5`, `5 cho đến 7/3`.
    fn leads_on(&self, index: usize) -> bool {
        let token = self.doc.token(index);
        match token.class {
            Class::Mark => self.doc.tokens().get(index + 1).is_some_and(|next| match token.key {
                w::SOLIDUS | w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH | w::COMMA => {
                    next.roles.any(Roles::DIGITS | Roles::TIME | Roles::NUMBER)
                }
                // Three digits are thousands.
                w::FULL_STOP => next.class == Class::Digits && next.end - next.start != 3,
                w::COLON => next.class == Class::Digits,
                _ => false,
            }),
            Class::Word => LEADING_ON.has(token.key),
            // `Q2 2017`
            Class::Digits => index.checked_sub(2).is_some_and(|letter| self.is(letter, w::q)),
            Class::Protected(_) => false,
        }
    }

    /// The point in time at token `index`, as it is with no words of a range before it.
    pub(super) fn point(&self, index: usize) -> Option<Piece> {
        if self.may_open(index) { self.opened_point(index) } else { None }
    }

    /// [`point`](Self::point) at a token of which [`may_open`](Self::may_open) has said yes.
    pub(super) fn opened_point(&self, index: usize) -> Option<Piece> {
        if self.referred
            && let Some(piece) = self.by_reference(index)
        {
            return Some(piece);
        }
        if let Some(piece) = self.clock_point(index, false) {
            return Some(piece);
        }
        if self.class(index) == Some(Class::Digits) {
            // None of the words that may begin a day or a period.
            return self.bare_day(index, false).or_else(|| self.in_digits(index));
        }
        self.day_point(index).or_else(|| self.period(index))
    }

    /// Whether the word at `index` may begin such a time.
    pub(super) fn opens_by_reference(&self, index: usize) -> bool {
        self.doc.phrase(&words::NOW, index).is_some() || self.doc.phrase(&FEASTS, index).is_some()
    }

    /// What is a time only next to a reference date: feasts without their day, `bây giờ`.
    fn by_reference(&self, index: usize) -> Option<Piece> {
        if !self.is_word(index) {
            return None;
        }
        if let Some((end, _)) = self.doc.phrase(&words::NOW, index) {
            return Some(Piece { start: index, core: index, end, point: Point { now: true, ..Point::EMPTY } });
        }
        let (end, feast) = self.doc.phrase(&FEASTS, index)?;
        let mut piece = Piece { start: index, core: index, end, point: *feast };
        // `Quốc khánh 2/9`, `Giáng sinh 25/12`: the numbers are the date; `Trung thu năm nay` has its year.
        if self.day(end, true).is_some_and(|_| self.near(end)) {
            return None;
        }
        if let Some((year, after)) = self.year_after(end, true) {
            piece.point.year = Some(year);
            piece.end = after;
        }
        Some(piece)
    }

    /// A point whose day is told, with or without a part of the day and a weekday before it.
    pub(super) fn day_point(&self, index: usize) -> Option<Piece> {
        if let Some((end, part)) = self.doc.phrase(&words::DAY_PARTS, index) {
            let mut piece = self.after_day_part(index, end)?;
            piece.point.day_part = Some(*part);
            return Some(piece);
        }
        self.weekday(index).or_else(|| self.day(index, false))
    }

    /// `5` of `sáng 5 và chiều 6/3`: a day whose month a later member of the list tells.
    fn day_in_list(&self, index: usize) -> Option<Piece> {
        let day = self.small_digits(index, 31).filter(|day| *day > 0)?;
        let next = index + 1;
        if !self.near(next) || !matches!(self.key(next), w::COMMA | w::và) || !self.near(next + 1) {
            return None;
        }
        // The next member is judged only by its shape: a full reader here would recurse, member after member.
        let mut at = next + 1;
        if let Some((end, _)) = self.doc.phrase(&words::DAY_PARTS, at) {
            at = end;
        }
        at += usize::from(self.then(at, w::ngày));
        let numeric =
            self.numeric(at, true).is_some_and(|numeric| numeric.point.day.is_some() && numeric.until.is_none());
        let told = numeric || self.small_digits(at, 31).is_some() && self.month_after(at + 1, day, false).is_some();
        let point = Point { day: Some(Day::Number(day)), ..Point::EMPTY };
        (self.near(at) && told).then_some(Piece { start: index, core: index, end: next, point })
    }

    /// The day after a part of the day that ends before `end`: `sáng nay`, `chiều ngày 5-6`, `tối thứ Bảy`, `đêm 30 Tết`.
    fn after_day_part(&self, start: usize, end: usize) -> Option<Piece> {
        if !self.near(end) {
            return None;
        }
        let mut piece = match self.doc.phrase(&words::AFTER_DAY_PART, end) {
            // `sáng nay 11.6`: one time, with the numeric value.
            Some((after, point)) => {
                let mut piece = Piece { start, core: start, end: after, point: *point };
                if self.near(after)
                    && let Some(date) = self.day(after, true)
                    && matches!(point.day, Some(Day::Shift(_)))
                {
                    piece.end = date.end;
                    piece.point = date.point;
                }
                piece
            }
            None => self.weekday(end).or_else(|| self.day(end, true)).or_else(|| self.day_in_list(end))?,
        };
        piece.start = start;
        piece.core = start;
        Some(piece)
    }
}
