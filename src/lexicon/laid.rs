//! Tables that `build.rs` has laid out, so that a program that reads one article need not build them.
//!
//! The compiler interprets this, at microseconds a step: to take in finished numbers costs a build of the library a fraction of a second, to hash the
//! words would cost ten seconds.

use super::{
    Key,
    phrases::{Entry, Phrases},
};
use crate::narrow::low_bits;

/// The lists of a table, of which [`phrase_tables`](super::phrase_tables) makes a [`Phrases`].
#[derive(Debug)]
pub(crate) struct Laid<
    T,
    const FIRSTS: usize,
    const PAIRS: usize,
    const STARTS: usize,
    const ROWS: usize,
    const WORDS: usize,
> {
    firsts: [u64; FIRSTS],
    pairs: [u64; PAIRS],
    starts: [u32; STARTS],
    entries: [Entry<T>; ROWS],
    words: [Key; WORDS],
}

impl<T: Copy, const FIRSTS: usize, const PAIRS: usize, const STARTS: usize, const ROWS: usize, const WORDS: usize>
    Laid<T, FIRSTS, PAIRS, STARTS, ROWS, WORDS>
{
    /// Takes in a file of `build.rs`. The value of an entry there is an index in `values`.
    pub(crate) const fn new(file: &[u8], values: &[T]) -> Self {
        let (numbers, _) = file.as_chunks();
        let mut from = LENGTHS;
        let firsts = numbers_at(numbers, from);
        from += FIRSTS;
        let pairs = numbers_at(numbers, from);
        from += PAIRS;
        let starts = low_halves_at(numbers, from);
        from += STARTS;
        let entries = entries_at(numbers, from, values);
        from += 3 * ROWS;
        Self { firsts, pairs, starts, entries, words: keys_at(numbers, from) }
    }

    pub(crate) const fn phrases(&'static self) -> Phrases<T> {
        let Self { firsts, pairs, starts, entries, words } = self;
        Phrases { firsts, pairs, starts, entries, words }
    }
}

pub(super) const fn numbers_at<const COUNT: usize>(numbers: &[[u8; 8]], from: usize) -> [u64; COUNT] {
    let (mut list, mut at) = ([0; COUNT], 0);
    while at < COUNT {
        list[at] = u64::from_le_bytes(numbers[from + at]);
        at += 1;
    }
    list
}

pub(super) const fn low_halves_at<const COUNT: usize>(numbers: &[[u8; 8]], from: usize) -> [u32; COUNT] {
    let (mut list, mut at) = ([0; COUNT], 0);
    while at < COUNT {
        [list[at], _] = halves_of(numbers[from + at]);
        at += 1;
    }
    list
}

pub(super) const fn halves_at<const COUNT: usize>(numbers: &[[u8; 8]], from: usize) -> [[u32; 2]; COUNT] {
    let (mut list, mut at) = ([[0; 2]; COUNT], 0);
    while at < COUNT {
        list[at] = halves_of(numbers[from + at]);
        at += 1;
    }
    list
}

const fn keys_at<const COUNT: usize>(numbers: &[[u8; 8]], from: usize) -> [Key; COUNT] {
    let (mut list, mut at) = ([Key::NONE; COUNT], 0);
    while at < COUNT {
        list[at] = key_of(numbers[from + at]);
        at += 1;
    }
    list
}

const fn entries_at<T: Copy, const COUNT: usize>(numbers: &[[u8; 8]], from: usize, values: &[T]) -> [Entry<T>; COUNT] {
    let mut list = [Entry { first: Key::NONE, second: Key::NONE, rest: 0, value: values[0] }; COUNT];
    let (mut at, mut from) = (0, from);
    while at < COUNT {
        let [rest, value] = halves_of(numbers[from + 2]);
        let (first, second) = (key_of(numbers[from]), key_of(numbers[from + 1]));
        list[at] = Entry { first, second, rest, value: values[value as usize] };
        (at, from) = (at + 1, from + 3);
    }
    list
}

const fn key_of(number: [u8; 8]) -> Key {
    Key::of_number(u64::from_le_bytes(number))
}

/// The low half of a number, then the high one.
const fn halves_of(number: [u8; 8]) -> [u32; 2] {
    let (halves, _) = number.as_chunks();
    [u32::from_le_bytes(halves[0]), u32::from_le_bytes(halves[1])]
}

/// The file of a table of phrases begins with the lengths of its five lists and the number of names of values.
const LENGTHS: usize = 6;

/// The lengths at the start of a file.
pub(crate) const fn lengths<const COUNT: usize>(file: &[u8]) -> [usize; COUNT] {
    let (numbers, _) = file.as_chunks();
    let mut lengths = [0; COUNT];
    let mut at = 0;
    while at < COUNT {
        lengths[at] = low_bits(u64::from_le_bytes(numbers[at]));
        at += 1;
    }
    lengths
}

/// The name of a value. The names come after the lists, each with a line feed after it.
pub(crate) const fn name(file: &[u8], index: usize) -> &[u8] {
    let [firsts, pairs, starts, rows, words, _]: [usize; LENGTHS] = lengths(file);
    let mut rest = file.split_at(8 * (LENGTHS + firsts + pairs + starts + 3 * rows + words)).1;
    let mut before = index;
    loop {
        let mut end = 0;
        while rest[end] != b'\n' {
            end += 1;
        }
        if before == 0 {
            return rest.split_at(end).0;
        }
        before -= 1;
        rest = rest.split_at(end + 1).1;
    }
}

/// The value of every phrase of a table without values.
pub(crate) const fn listed(_: &[u8]) -> Option<()> {
    Some(())
}

/// The meaning of the name of a value. A name without one does not compile.
#[expect(clippy::panic, reason = "it stops a build of the library, no program")]
pub(crate) const fn known<T: Copy>(meaning: Option<T>) -> T {
    match meaning {
        Some(meaning) => meaning,
        None => panic!("a table has a value without a meaning"),
    }
}

/// Declares tables of phrases that `build.rs` has laid out under the name at the end: `phrase_tables! { pub(crate) NOUNS: NounRole = NounRole::of,
/// "nouns"; }`. The function before it gives the value of a name.
macro_rules! phrase_tables {
    ($($(#[$about:meta])* $sight:vis $name:ident: $value:ty = $of:path, $table:literal;)*) => {
        $(
            $(#[$about])*
            $sight static $name: $crate::lexicon::Phrases<$value> = {
                use $crate::lexicon::laid;
                const FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $table));
                const LENGTHS: [usize; 6] = laid::lengths(FILE);
                const VALUES: [$value; LENGTHS[5]] = {
                    let (mut values, mut at) = ([laid::known($of(laid::name(FILE, 0))); LENGTHS[5]], 1);
                    while at < LENGTHS[5] {
                        values[at] = laid::known($of(laid::name(FILE, at)));
                        at += 1;
                    }
                    values
                };
                static LAID: laid::Laid<
                    $value,
                    { LENGTHS[0] },
                    { LENGTHS[1] },
                    { LENGTHS[2] },
                    { LENGTHS[3] },
                    { LENGTHS[4] },
                > = laid::Laid::new(FILE, &VALUES);
                LAID.phrases()
            };
        )*
    };
}
pub(crate) use phrase_tables;
