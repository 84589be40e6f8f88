//! The roles that a token may have in the grammars: a bit set that the scan looks up once per word, so that a grammar can skip
//! irrelevant words.

use std::{cmp::Reverse, hint::select_unpredictable, ops::BitOr, sync::LazyLock};

use super::{AwardTable, Key, set_rows, table_words, w};
use crate::narrow::low_bits;

table_words! {
    "roles.tsv":
    NUMBER = "number";
    NUMBER_PART = "number_part";
    TIME = "time";
    IN_TIME = "in_time";
    AFTER_TIME = "after_time";
    BY_REFERENCE = "by_reference";
    ORDINAL = "ordinal";
    AMOUNT = "amount";
    AWARD_FAMILY = "award_family";
    CONFERRING = "conferring";
    SHORT_FORM = "short_form";
    DEFINITION = "definition";
    LOTTERY = "lottery";
    BETWEEN = "between";
    PERCENT = "percent";
    BEFORE_CURRENCY = "before_currency";
    TIME_UNIT = "time_unit";
}

/// The lists of the table with their roles.
static WORDS: [(&[&str], Roles); 17] = [
    (NUMBER, Roles::NUMBER),
    (NUMBER_PART, Roles::NUMBER_PART),
    (TIME, Roles::TIME),
    (IN_TIME, Roles::IN_TIME),
    (AFTER_TIME, Roles::AFTER_TIME),
    (BY_REFERENCE, Roles::BY_REFERENCE),
    (ORDINAL, Roles::ORDINAL),
    (AMOUNT, Roles::AMOUNT),
    (AWARD_FAMILY, Roles::union(Roles::AWARD, Roles::AWARD_ALONE)),
    (CONFERRING, Roles::CONFERRING),
    (SHORT_FORM, Roles::SHORT_FORM),
    (DEFINITION, Roles::DEFINITION),
    (LOTTERY, Roles::LOTTERY),
    (BETWEEN, Roles::BETWEEN),
    (PERCENT, Roles::PERCENT),
    (BEFORE_CURRENCY, Roles::CURRENCY),
    (TIME_UNIT, Roles::TIME_UNIT),
];

/// Punctuation marks with their roles.
static MARKS: [(&[Key], Roles); 2] = [
    (
        &[
            w::FULL_STOP,
            w::EXCLAMATION_MARK,
            w::QUESTION_MARK,
            w::HORIZONTAL_ELLIPSIS,
            w::RIGHT_DOUBLE_QUOTATION_MARK,
            w::QUOTATION_MARK,
            w::RIGHT_SINGLE_QUOTATION_MARK,
            w::APOSTROPHE,
            w::RIGHT_PARENTHESIS,
            w::RIGHT_SQUARE_BRACKET,
            w::RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK,
        ],
        Roles::CLOSING,
    ),
    (&[w::LEFT_PARENTHESIS, w::LEFT_SQUARE_BRACKET], Roles::DEFINITION),
];

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

impl Roles {
    pub(crate) const NONE: Self = Self(0);
    /// May be part of a number in words: `hai`, `mươi`, `linh`, `hàng`, `vài`.
    pub(crate) const NUMBER: Self = Self(1);
    /// May start a time expression without digits before it: `ngày`, `tháng`, `quý`, `hôm`, `giai`.
    pub(crate) const TIME: Self = Self(1 << 1);
    /// May start the name of a type of document: `nghị`, `luật`.
    pub(crate) const DOCUMENT: Self = Self(1 << 2);
    /// May start the name of an award, or is its short form: `huân`, `bằng`, `NSƯT`.
    pub(crate) const AWARD: Self = Self(1 << 3);
    /// May start a verb of conferring or winning: `tặng`, `trao`, `đoạt`.
    pub(crate) const CONFERRING: Self = Self(1 << 4);
    /// May be a known short form: `UBND`, `đ/c`.
    pub(crate) const SHORT_FORM: Self = Self(1 << 5);
    /// May open the definition of a short form: `(`, `[`, `tắt`.
    pub(crate) const DEFINITION: Self = Self(1 << 6);
    /// May start an ordinal: `thứ`, `đầu`.
    pub(crate) const ORDINAL: Self = Self(1 << 7);
    /// May be an amount whose number is elsewhere or is not a numeral: `gấp`, `nửa`, `tuổi`.
    pub(crate) const AMOUNT: Self = Self(1 << 8);
    /// Digits. The scan sets this role and the next two itself; they are in no table.
    pub(crate) const DIGITS: Self = Self(1 << 9);
    /// A protected range.
    pub(crate) const PROTECTED: Self = Self(1 << 10);
    /// A word in capitals or in mixed case.
    pub(crate) const CAPITALS: Self = Self(1 << 11);
    /// May end a sentence, or follow the end of one: `.`, `?`, `”`, `)`.
    pub(crate) const CLOSING: Self = Self(1 << 12);
    /// The first token of a line; set by the scan.
    pub(crate) const LINE: Self = Self(1 << 13);
    /// Indicates a lottery together with another word: `xổ`, `vé`, `trúng`.
    pub(crate) const LOTTERY: Self = Self(1 << 14);
    /// The roles above, at which a grammar may start. [`Document::triggers`](crate::segment::Document::triggers) lists such
    /// tokens.
    pub(crate) const TRIGGERS: Self = Self((1 << 15) - 1);

    /// May lead from one number to the next: `-`, `đến`.
    pub(crate) const BETWEEN: Self = Self(1 << 15);
    /// May start what makes a percentage of the number before it: `%`, `phần`.
    pub(crate) const PERCENT: Self = Self(1 << 16);
    /// May start a currency after a number, or be a suffix between the two: `đồng`, `USD`, `k`.
    pub(crate) const CURRENCY: Self = Self(1 << 17);
    /// May start a unit of time after a number: `tháng`, `giờ`.
    pub(crate) const TIME_UNIT: Self = Self(1 << 24);

    /// May end what bounds the number after it: `trên`, the `nhất` of `ít nhất`.
    pub(crate) const BOUND: Self = Self(1 << 25);

    /// Part of a number in words, but never its start: `mốt`, `linh`, `rưỡi`.
    pub(crate) const NUMBER_PART: Self = Self(1 << 19);
    /// May follow a year or day written without its naming word: `đã`, `của`, `và`.
    pub(crate) const AFTER_TIME: Self = Self(1 << 20);
    /// May be the second word of a time expression, but never the first: `nay`, `kỷ`, `giêng`.
    pub(crate) const IN_TIME: Self = Self(1 << 21);

    /// May start a time that only a reference date makes one: `bây` giờ, `Giáng` sinh.
    pub(crate) const BY_REFERENCE: Self = Self(1 << 18);

    /// May start the name of an award whatever follows: a name of one word, or of a family that no table lists, like
    /// `giải`.
    pub(crate) const AWARD_ALONE: Self = Self(1 << 22);
    /// May be the second word of an award's name: `khen`, `chương`.
    pub(crate) const IN_AWARD: Self = Self(1 << 23);

    /// Is a type of document whatever follows: `luật`, `NĐ`.
    pub(crate) const DOCUMENT_ALONE: Self = Self(1 << 26);
    /// May be the second word of a type of document: `quyết`, `tư`.
    pub(crate) const IN_DOCUMENT: Self = Self(1 << 27);

    /// Both sets together.
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The roles that the tables give a word or a mark.
    pub(crate) fn of(key: Key) -> Self {
        RolesTable::builtin().of(key)
    }

    /// The bits of the set.
    pub(crate) const fn get(self) -> u32 {
        self.0
    }

    /// Whether the two sets share a role.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Roles {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The last words of what bounds the number after it.
fn last_words_of_bounds() -> impl Iterator<Item = &'static str> {
    set_rows(include_str!("../../data/grammar/bounds.tsv"))
        .filter(|(set, _)| !matches!(*set, "from" | "up_to" | "and_more" | "rated"))
        .filter_map(|(_, phrase)| phrase.split(' ').next_back())
}

/// The roles of the first and second words of names: `begins` of the first, with `alone` if it is the whole name, and `within` of the second.
fn of_heads(
    heads: impl Iterator<Item = (Key, Option<Key>)>,
    begins: Roles,
    alone: Roles,
    within: Roles,
) -> impl Iterator<Item = (Key, Roles)> {
    heads.flat_map(move |(first, second)| match second {
        Some(second) => [(first, begins), (second, within)],
        None => [(first, begins | alone); 2],
    })
}

/// The roles of all words that have one.
///
/// About half of the words of a text have a role, so a look-up that branches on the result would be mispredicted at every other word. This
/// is a perfect hash: words that share eight bits of their keys are a family, and each family has a factor whose products with its keys
/// lead to distinct free slots (compress, hash and displace: Belazzougui, Botelho and Dietzfelbinger 2009).
#[derive(Debug)]
pub(crate) struct RolesTable {
    factors: [u64; FAMILIES],
    slots: [Slot; SLOTS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The high half of the key. A false match (about 1 in 10⁹ words) costs only a wasted look-up.
    tag: u32,
    roles: Roles,
}

/// Twice as many slots as there are words, and a family for every four words.
const SLOTS: usize = 1 << 11;
const FAMILIES: usize = 1 << 8;
/// The start of the search for factors: any odd number with random-looking bits; this one is from the golden
/// ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

impl RolesTable {
    /// The table of the built-in words; built on first use.
    pub(crate) fn builtin() -> &'static Self {
        static TABLE: LazyLock<RolesTable> = LazyLock::new(|| {
            let awards = of_heads(AwardTable::builtin().heads(), Roles::AWARD, Roles::AWARD_ALONE, Roles::IN_AWARD);
            let documents =
                of_heads(super::documents::heads(), Roles::DOCUMENT, Roles::DOCUMENT_ALONE, Roles::IN_DOCUMENT);
            let currencies = super::currency::first_words().map(|word| (Key::of(word), Roles::CURRENCY));
            let bounds = last_words_of_bounds().map(|word| (Key::of(word), Roles::BOUND));
            let marks = MARKS.iter().flat_map(|(marks, role)| marks.iter().map(|mark| (*mark, *role)));
            let words = WORDS.iter().flat_map(|(words, role)| words.iter().map(|word| (Key::of(word), *role)));
            RolesTable::new(words.chain(marks).chain(documents).chain(currencies).chain(bounds).chain(awards))
        });
        &TABLE
    }

    fn new(rows: impl Iterator<Item = (Key, Roles)>) -> Self {
        let mut words: Vec<(Key, Roles)> = rows.collect();
        // By family, since the low bits of a key are that, and by key.
        words.sort_unstable_by_key(|&(key, _)| key.get().rotate_right(FAMILIES.ilog2()));
        words.dedup_by(|(key, roles), (last, all)| {
            if key == last {
                *all = *all | *roles;
            }
            key == last
        });
        let mut families: Vec<&[(Key, Roles)]> =
            words.chunk_by(|one, other| Self::family(one.0) == Self::family(other.0)).collect();
        // The largest first, while most slots are free.
        families.sort_by_key(|words| Reverse(words.len()));
        let mut table = Self { factors: [0; FAMILIES], slots: [Slot::default(); SLOTS] };
        let mut taken = vec![false; SLOTS];
        for words in families {
            let slots = |factor: u64| words.iter().map(move |&(key, _)| Self::slot(key, factor));
            // The first factor with which all words of the family get distinct free slots. The last families are single
            // words.
            let fitting = (0..1 << 16).map(|turn| FACTOR.wrapping_mul(2 * turn + 1)).find(|&factor| {
                slots(factor)
                    .enumerate()
                    .all(|(at, slot)| !taken[slot] && slots(factor).take(at).all(|other| other != slot))
            });
            debug_assert!(fitting.is_some(), "the words with roles are too many for the table");
            let factor = fitting.unwrap_or_default();
            for &(key, roles) in words {
                table.factors[Self::family(key)] = factor;
                let slot = Self::slot(key, factor);
                (taken[slot], table.slots[slot]) = (true, Slot { tag: Self::tag(key), roles });
            }
        }
        table
    }

    /// The roles of the word with this key; constant time.
    #[inline]
    pub(crate) fn of(&self, key: Key) -> Roles {
        let slot = self.slots[Self::slot(key, self.factors[Self::family(key)])];
        // The compiler would turn an `if` into a branch here.
        select_unpredictable(slot.tag == Self::tag(key), slot.roles, Roles::NONE)
    }

    const fn tag(key: Key) -> u32 {
        (key.get() >> 32) as u32
    }

    const fn family(key: Key) -> usize {
        low_bits(key.get()) % FAMILIES
    }

    const fn slot(key: Key, factor: u64) -> usize {
        low_bits(key.get().wrapping_mul(factor) >> (u64::BITS - SLOTS.ilog2()))
    }
}
