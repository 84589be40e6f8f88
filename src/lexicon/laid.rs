//! Tables that `build.rs` has laid out, so that a program that reads one article need not build them.

use super::phrases::Phrases;
use crate::narrow::low_bits;

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

/// The lists after the lengths at the start of a file: the first of them, of so many elements, and what follows it.
pub(super) const fn list<const BYTES: usize>(rest: &[u8], length: usize) -> (&[[u8; BYTES]], &[u8]) {
    let (list, rest) = rest.split_at(BYTES * length);
    (list.as_chunks().0, rest)
}

/// The table of a file and the names of its values.
const fn split<T>(file: &'static [u8], values: &'static [T]) -> (Phrases<T>, &'static [u8]) {
    let [firsts, pairs, starts, entries, words, _] = lengths(file);
    let (_, rest) = list::<8>(file, LENGTHS);
    let (firsts, rest) = list(rest, firsts);
    let (pairs, rest) = list(rest, pairs);
    let (starts, rest) = list(rest, starts);
    let (entries, rest) = list(rest, entries);
    let (words, names) = list(rest, words);
    (Phrases { firsts, pairs, starts, entries, words, values }, names)
}

/// The table of a file. The value of an entry is an index in `values`.
pub(crate) const fn phrases<T: Copy>(file: &'static [u8], values: &'static [T]) -> Phrases<T> {
    split(file, values).0
}

/// The name of a value.
pub(crate) const fn name(file: &'static [u8], index: usize) -> &'static [u8] {
    let (_, mut rest) = split::<()>(file, &[]);
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
                const COUNT: usize = laid::lengths::<6>(FILE)[5];
                static VALUES: [$value; COUNT] = {
                    let (mut values, mut at) = ([laid::known($of(laid::name(FILE, 0))); COUNT], 1);
                    while at < COUNT {
                        values[at] = laid::known($of(laid::name(FILE, at)));
                        at += 1;
                    }
                    values
                };
                laid::phrases(FILE, &VALUES)
            };
        )*
    };
}
pub(crate) use phrase_tables;
