//! Number words, and groups of them below a thousand: `hai mươi mốt`, `một trăm linh năm`, `trăm rưỡi`, `hăm lăm`.
//!
//! Everything is read forwards with two words of lookahead. `năm` is five only at the start of a group (`năm mươi`, `năm trăm`)
//! or after `linh`; after tens, hundreds and scales it means "year", because five is `lăm` or `nhăm` there (`hai mươi năm` is
//! twenty years).

use crate::{
    lexicon::{Choice, Key, NOUNS, Roles, w},
    segment::{Class, Document, Gap},
};

/// The role of a word within a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// `không` to `chín`, except `năm`.
    Digit(u8),
    /// `năm`.
    Five,
    /// `mốt`, `tư`, `lăm`, `nhăm`: only after tens, hundreds or scales.
    Tail(u8),
    /// `mười`.
    Ten,
    /// `mươi`.
    Tens,
    /// `chục`.
    Dozen,
    /// `trăm`.
    Hundred,
    /// `nghìn`, `vạn`, `triệu`, `tỷ`: a power of ten.
    Scale(u32),
    /// `linh`, `lẻ`.
    Filler,
    /// `hăm`: twenty, before its ones.
    Twenty,
    /// `rưỡi`.
    Half,
    /// `phẩy`, `chấm`.
    Point,
    /// No part of a number.
    None,
}

const PARTS: &[(&str, Part)] = &[
    ("không", Part::Digit(0)),
    ("một", Part::Digit(1)),
    ("hai", Part::Digit(2)),
    ("ba", Part::Digit(3)),
    ("bốn", Part::Digit(4)),
    ("năm", Part::Five),
    ("sáu", Part::Digit(6)),
    ("bảy", Part::Digit(7)),
    ("bẩy", Part::Digit(7)),
    ("tám", Part::Digit(8)),
    ("chín", Part::Digit(9)),
    ("mốt", Part::Tail(1)),
    ("tư", Part::Tail(4)),
    ("lăm", Part::Tail(5)),
    ("nhăm", Part::Tail(5)),
    ("mười", Part::Ten),
    ("mươi", Part::Tens),
    ("chục", Part::Dozen),
    ("trăm", Part::Hundred),
    ("nghìn", Part::Scale(3)),
    ("ngàn", Part::Scale(3)),
    ("vạn", Part::Scale(4)),
    ("triệu", Part::Scale(6)),
    ("tỷ", Part::Scale(9)),
    ("tỉ", Part::Scale(9)),
    ("linh", Part::Filler),
    ("lẻ", Part::Filler),
    ("hăm", Part::Twenty),
    ("rưỡi", Part::Half),
    ("rưởi", Part::Half),
    ("phẩy", Part::Point),
    ("chấm", Part::Point),
];

/// What the word with this key can be.
pub(super) fn part_of(key: Key) -> Part {
    static TABLE: Choice<Part, 128> = Choice::new(PARTS, Part::None);
    TABLE.of(key)
}

/// The words of one number, read from its first token on.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) doc: &'a Document<'a>,
    pub(super) start: usize,
}

/// A number below a thousand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) value: u64,
    pub(super) end: usize,
    /// Whether it is one digit and nothing else.
    pub(super) single: bool,
    /// Whether it is two digits without `mươi`: `bảy hai`.
    pub(super) loose: bool,
}

impl Reader<'_> {
    /// The role of the word at `index`, if it is on the same line as the number.
    pub(super) fn part(&self, index: usize) -> Part {
        match self.word(index) {
            // `tỷ phú`, `tỷ lệ`, `triệu chứng`, `tư cách`: the first half of a word.
            Part::Scale(_) | Part::Tail(4) if self.opens_word(index) => Part::None,
            part => part,
        }
    }

    /// The same for those who ask for no scale and no `tư`, whether or not the word is the first half of another.
    #[inline]
    pub(super) fn word(&self, index: usize) -> Part {
        match self.doc.tokens().get(index) {
            Some(token)
                if token.roles.any(Roles::NUMBER | Roles::NUMBER_PART)
                    && (index == self.start || token.gap <= Gap::Space) =>
            {
                part_of(token.key)
            }
            _ => Part::None,
        }
    }

    /// Whether no number can continue after the digits or the word at `index`, as is usual.
    pub(super) fn ends(&self, index: usize) -> bool {
        let tokens = self.doc.tokens();
        let Some(next) = tokens.get(index + 1).filter(|next| next.gap <= Gap::Space) else { return true };
        match next.class {
            Class::Word => !next.roles.any(Roles::NUMBER | Roles::NUMBER_PART) && next.key != w::phần,
            Class::Mark => {
                !(next.is_glued() && matches!(next.key, w::FULL_STOP | w::COMMA))
                    || tokens.get(index + 2).is_none_or(|after| after.class != Class::Digits || !after.is_glued())
            }
            Class::Digits => false,
            Class::Protected(_) => true,
        }
    }

    /// Whether a compound of the table of nouns starts at `index`.
    fn opens_word(&self, index: usize) -> bool {
        self.doc.begins_compound(index, index + 1)
            || self.doc.phrase(&NOUNS, index).is_some_and(|(end, _)| end > index + 1)
    }

    /// Whether the word at `index` makes the digit before it the start of a group: `mươi`, `chục`, `trăm`.
    fn heads(&self, index: usize) -> bool {
        matches!(self.word(index), Part::Tens | Part::Dozen | Part::Hundred)
    }

    /// The group at `index`; after a scale (`joined`) it may start with `linh` or be elliptical (`mốt`).
    pub(super) fn group(&self, index: usize, joined: bool) -> Option<Group> {
        let head = match self.part(index) {
            Part::Digit(digit) => Some(u64::from(digit)),
            Part::Five => Some(5),
            _ => None,
        };
        if let Some(digit) = head
            && self.part(index + 1) == Part::Hundred
        {
            return Some(self.after_hundred(digit * 100, index + 2));
        }
        if let Some((value, end)) = self.below_hundred(index, joined) {
            let loose = !joined && end == index + 2 && matches!(self.part(index + 1), Part::Digit(_));
            return Some(Group { value, end, single: false, loose: loose && self.part(index) != Part::Ten });
        }
        let single = |value| Group { value, end: index + 1, single: true, loose: false };
        match self.part(index) {
            // After a scale `năm` means "year" (`một nghìn năm`), unless another scale follows.
            Part::Five if joined && !matches!(self.part(index + 1), Part::Scale(_)) => None,
            Part::Five => Some(single(5)),
            Part::Digit(digit) => Some(single(u64::from(digit))),
            Part::Tail(digit) if joined => Some(single(u64::from(digit))),
            _ => None,
        }
    }

    /// Tens and ones after `… trăm`.
    pub(super) fn after_hundred(&self, hundreds: u64, at: usize) -> Group {
        let group = |value, end| Group { value, end, single: false, loose: false };
        if self.part(at) == Part::Half {
            return group(hundreds + 50, at + 1);
        }
        if let Some((value, end)) = self.below_hundred(at, true) {
            return group(hundreds + value, end);
        }
        match self.part(at) {
            // `một trăm hai` is 120, `trăm mốt` 110; unless what follows starts another group (`một trăm hai trăm`).
            Part::Digit(digit @ 1..) | Part::Tail(digit) if !self.heads(at + 1) => {
                group(hundreds + u64::from(digit) * 10, at + 1)
            }
            _ => group(hundreds, at),
        }
    }

    /// Two digits: `linh năm`, `mười một`, `hai mươi mốt`, `hăm ba`, `hai lăm`, `ba chục`; `joined` says that hundreds or a scale come
    /// before.
    fn below_hundred(&self, at: usize, joined: bool) -> Option<(u64, usize)> {
        let tens = match self.part(at) {
            Part::Filler if joined => {
                return match self.part(at + 1) {
                    Part::Digit(digit) | Part::Tail(digit) if !self.heads(at + 2) => Some((u64::from(digit), at + 2)),
                    Part::Five if !self.heads(at + 2) => Some((5, at + 2)),
                    Part::Ten => Some(self.ones(10, at + 2)),
                    _ => None,
                };
            }
            Part::Ten => return Some(self.ones(10, at + 1)),
            Part::Twenty => return Some(self.ones(20, at + 1)).filter(|(value, _)| *value > 20),
            Part::Digit(digit @ 1..) => u64::from(digit) * 10,
            Part::Five => 50,
            _ => return None,
        };
        match self.part(at + 1) {
            Part::Tens => Some(self.ones(tens, at + 2)),
            Part::Dozen => Some((tens, at + 2)),
            Part::Tail(digit) => Some((tens + u64::from(digit), at + 2)),
            // Without `mươi`, consecutive digits are an estimate: `hai ba người`.
            Part::Digit(digit @ 1..) if !self.heads(at + 2) && (joined || u64::from(digit) * 10 != tens + 10) => {
                Some((tens + u64::from(digit), at + 2))
            }
            _ => None,
        }
    }

    /// The ones after `tens`, if there are any at `at`.
    fn ones(&self, tens: u64, at: usize) -> (u64, usize) {
        match self.part(at) {
            Part::Digit(digit @ 1..) | Part::Tail(digit) if !self.heads(at + 1) => (tens + u64::from(digit), at + 1),
            _ => (tens, at),
        }
    }

    /// The digits after a spoken decimal point that ends before `at`: `ba không ba`, `hai lăm`, `bảy mươi lăm`; as text.
    pub(super) fn fraction(&self, at: usize) -> Option<(String, usize)> {
        let (mut digits, mut end) = (String::new(), at);
        // No text has more; the limit keeps a page of zeros linear.
        while digits.len() < 20 {
            match self.part(end) {
                Part::Digit(digit) | Part::Tail(digit) => digits.push(char::from(b'0' + digit)),
                // `ba phẩy năm năm`: the last may be years.
                Part::Five if self.part(end + 1) != Part::Tens || digits.is_empty() => digits.push('5'),
                Part::Ten => {
                    digits.push('1');
                    if !matches!(self.part(end + 1), Part::Digit(_) | Part::Tail(_)) {
                        digits.push('0');
                    }
                }
                Part::Tens if !matches!(self.part(end + 1), Part::Digit(_) | Part::Tail(_)) => digits.push('0'),
                Part::Tens => {}
                _ => break,
            }
            end += 1;
        }
        (!digits.is_empty()).then_some((digits, end))
    }

    /// The scale words at `index`. A repeated one counts once, except `tỷ tỷ`.
    pub(super) fn scale(&self, index: usize) -> Option<Scale> {
        let mut scale = Scale { end: index, below: 0, milliards: 0 };
        let mut last = 0;
        while let Part::Scale(power) = self.part(scale.end) {
            match power {
                9 if scale.milliards < 18 => scale.milliards += 9,
                9 => break,
                _ if scale.milliards > 0 || power < last => break,
                // `triệu triệu` is a slip, `nghìn triệu` a billion.
                _ if power != last => scale.below += power,
                _ => {}
            }
            last = power;
            scale.end += 1;
        }
        (scale.end > index).then_some(scale)
    }
}

/// Consecutive scale words: `nghìn tỷ` has 3 in `below` and 9 in `milliards`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The token after them.
    pub(super) end: usize,
    /// The power of ten of `nghìn`, `vạn`, `triệu`.
    pub(super) below: u32,
    /// The power of ten of `tỷ` and `tỷ tỷ`.
    pub(super) milliards: u32,
}

impl Scale {
    /// The power of ten of all of them.
    pub(super) const fn power(&self) -> u32 {
        self.below + self.milliards
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::RolesTable;

    /// [`Reader::part`] checks the roles first: a part without a role would never be read.
    #[test]
    fn every_part_has_a_role() {
        for (word, part) in PARTS {
            let key = Key::of(word);
            assert_eq!(part_of(key), *part);
            assert!(RolesTable::builtin().of(key).any(Roles::NUMBER | Roles::NUMBER_PART), "{word}");
        }
    }
}
