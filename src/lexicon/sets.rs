//! Small word sets and word tables for grammars, built at compile time.

use super::Key;
use crate::narrow::low_bits;

/// A fixed set of words, declared by [`word_sets!`](super::word_sets).
///
/// Keys are hashes, so a `match` on many keys is a search whose branches mispredict. Here a one-bit filter
/// rejects nearly all words that are not in the set.
#[derive(Debug)]
pub(crate) struct WordSet {
    /// A bit for the lowest eight bits of each key.
    filter: [u64; 4],
    keys: &'static [Key],
}

impl WordSet {
    /// A set of these words. A duplicate does not compile.
    pub(crate) const fn new(keys: &'static [Key]) -> Self {
        let mut filter = [0; 4];
        let mut index = 0;
        while index < keys.len() {
            let [place, bit] = Self::place(keys[index]);
            let mut earlier = if filter[place] >> bit & 1 == 0 { index } else { 0 };
            while earlier < index {
                assert!(keys[earlier].get() != keys[index].get(), "a word stands twice in a set");
                earlier += 1;
            }
            filter[place] |= 1 << bit;
            index += 1;
        }
        Self { filter, keys }
    }

    const fn place(key: Key) -> [usize; 2] {
        [low_bits(key.get()) >> 6 & 3, low_bits(key.get()) & 63]
    }

    /// Whether the word with this key is in the set.
    #[inline]
    pub(crate) fn has(&self, key: Key) -> bool {
        let [place, bit] = Self::place(key);
        self.filter[place] >> bit & 1 != 0 && self.keys.contains(&key)
    }
}

/// The number of rows of `set` in a table of sets. Lines are `set`, tab, `word`, tab, and a reason, sorted; comments, which start with `#`, and a
/// header come before them.
pub(crate) const fn count_of_set(table: &str, set: &str) -> usize {
    let (mut rest, mut count) = (rows_from(table, set), 0);
    while let Some((_, after)) = next_of(rest, set) {
        count += 1;
        rest = after;
    }
    count
}

/// The keys of the words of `set`; `COUNT` is [`count_of_set`]. An empty set does not compile.
pub(crate) const fn keys_of_set<const COUNT: usize>(table: &str, set: &str) -> [Key; COUNT] {
    assert!(COUNT > 0, "the table has no set of this name");
    let (mut rest, mut keys, mut index) = (rows_from(table, set), [Key::NONE; COUNT], 0);
    while let Some((word, after)) = next_of(rest, set) {
        keys[index] = Key::of_bytes(word);
        index += 1;
        rest = after;
    }
    keys
}

/// The words of `set` themselves; `COUNT` is [`count_of_set`]. An empty set does not compile.
pub(crate) const fn words_of_set<const COUNT: usize>(table: &'static str, set: &str) -> [&'static str; COUNT] {
    assert!(COUNT > 0, "the table has no set of this name");
    let (mut rest, mut words, mut index) = (rows_from(table, set), [""; COUNT], 0);
    while let Some((word, after)) = next_of(rest, set) {
        if let Ok(word) = str::from_utf8(word) {
            words[index] = word;
            index += 1;
        }
        rest = after;
    }
    words
}

/// The table from the first row of `set` on, by a binary search: the compiler interprets this, and reading every table from its start for each of its
/// sets took it half a minute.
const fn rows_from<'t>(table: &'t str, set: &str) -> &'t [u8] {
    let mut rows = table.as_bytes();
    while !rows.is_empty() && rows[0] == b'#' {
        rows = after_row(rows);
    }
    rows = after_row(rows);
    // The first row of the set begins in `low..=high`; `low` is the start of a row.
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        let mut start = low + (high - low) / 2;
        while start > low && rows[start - 1] != b'\n' {
            start -= 1;
        }
        let row = rows.split_at(start).1;
        if is_before(row, set.as_bytes()) {
            low = rows.len() - after_row(row).len();
        } else {
            high = start;
        }
    }
    rows.split_at(low).1
}

/// Whether the set of the first row sorts before `set`.
const fn is_before(row: &[u8], set: &[u8]) -> bool {
    let mut index = 0;
    while index < set.len() {
        if index == row.len() || row[index] == b'\t' || row[index] < set[index] {
            return true;
        }
        if row[index] > set[index] {
            return false;
        }
        index += 1;
    }
    false
}

/// The word of the first row, if it belongs to `set`, and the rows after it.
const fn next_of<'t>(rows: &'t [u8], set: &str) -> Option<(&'t [u8], &'t [u8])> {
    if rows.is_empty() {
        return None;
    }
    match word_in(rows.split_at(until(rows, b'\n')).0, set.as_bytes()) {
        Some(word) => Some((word, after_row(rows))),
        None => None,
    }
}

/// What follows the first line.
const fn after_row(rows: &[u8]) -> &[u8] {
    let after = rows.split_at(until(rows, b'\n')).1;
    if after.is_empty() { after } else { after.split_at(1).1 }
}

/// The word of a row, if the row belongs to `set`.
const fn word_in<'a>(row: &'a [u8], set: &[u8]) -> Option<&'a [u8]> {
    let width = until(row, b'\t');
    if width != set.len() || width == row.len() {
        return None;
    }
    let mut index = 0;
    while index < width {
        if row[index] != set[index] {
            return None;
        }
        index += 1;
    }
    let rest = row.split_at(width + 1).1;
    Some(rest.split_at(until(rest, b'\t')).0)
}

/// The position of the first `byte`, or the length.
const fn until(bytes: &[u8], byte: u8) -> usize {
    let mut index = 0;
    while index < bytes.len() && bytes[index] != byte {
        index += 1;
    }
    index
}

/// Maps a few words to values and all others to a default. Replaces a `match` that most words reach.
#[derive(Debug)]
pub(crate) struct Choice<T, const SLOTS: usize> {
    /// Open addressing: each word is in the first free slot from that of its key on; most slots are free.
    slots: [(Key, T); SLOTS],
}

impl<T: Copy, const SLOTS: usize> Choice<T, SLOTS> {
    /// `SLOTS` is a power of two, and more than `rows`.
    pub(crate) const fn new(rows: &[(&str, T)], other: T) -> Self {
        assert!(SLOTS.is_power_of_two() && rows.len() < SLOTS, "a table of words needs free slots");
        let mut slots = [(Key::NONE, other); SLOTS];
        let mut row = 0;
        while row < rows.len() {
            let key = Key::of(rows[row].0);
            let mut slot = low_bits(key.get()) % SLOTS;
            while slots[slot].0.get() != Key::NONE.get() {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = (key, rows[row].1);
            row += 1;
        }
        Self { slots }
    }

    /// The value of the word with this key.
    #[inline]
    pub(crate) fn of(&self, key: Key) -> T {
        let mut slot = low_bits(key.get()) % SLOTS;
        loop {
            let (own, value) = self.slots[slot];
            if own == key || own == Key::NONE {
                return value;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::word_sets;

    word_sets! { DAYS = ["hai", "ba", "tư", "năm", "sáu", "bảy"]; NONE = []; }

    #[test]
    fn a_set_has_its_words_and_no_others() {
        let words = include_str!("../../fixtures/articles/lu-lut.txt").split_whitespace();
        for word in words.chain(["hai", "ba", "tư", "năm", "sáu", "bảy", ""]) {
            let is_day = DAYS.keys.contains(&Key::of(word));
            assert_eq!(DAYS.has(Key::of(word)), is_day, "{word}");
            assert!(!NONE.has(Key::of(word)), "{word}");
        }
        assert!(!DAYS.has(Key::NONE));
    }

    #[test]
    fn a_table_of_sets_is_read_when_the_library_is_built() {
        const TABLE: &str = "# day\tkhông\nset\tword\nday\thai\tthứ hai\nday\tba\tthứ ba\ndays\ttư\t";
        static DAY: WordSet = WordSet::new(&keys_of_set::<{ count_of_set(TABLE, "day") }>(TABLE, "day"));
        assert_eq!(DAY.keys, [Key::of("hai"), Key::of("ba")]);
        assert_eq!(keys_of_set::<{ count_of_set(TABLE, "days") }>(TABLE, "days"), [Key::of("tư")]);
        assert_eq!(words_of_set::<{ count_of_set(TABLE, "day") }>(TABLE, "day"), ["hai", "ba"]);
    }

    #[test]
    fn the_tables_of_sets_are_sorted_and_each_word_stands_in_its_example() {
        for table in [
            include_str!("../../data/grammar/abbreviations.tsv"),
            include_str!("../../data/grammar/amounts.tsv"),
            include_str!("../../data/grammar/awards.tsv"),
            include_str!("../../data/grammar/bounds.tsv"),
            include_str!("../../data/grammar/citations.tsv"),
            include_str!("../../data/grammar/counts.tsv"),
            include_str!("../../data/grammar/issuers.tsv"),
            include_str!("../../data/grammar/lengths.tsv"),
            include_str!("../../data/grammar/relative_times.tsv"),
            include_str!("../../data/grammar/roles.tsv"),
            include_str!("../../data/grammar/sentences.tsv"),
            include_str!("../../data/grammar/times.tsv"),
        ] {
            let rows: Vec<Vec<&str>> = crate::lexicon::rows(table).map(|row| row.split('\t').collect()).collect();
            assert!(rows.is_sorted_by(|a, b| (a[0], a[1]) < (b[0], b[1])), "sorted by set and word, each once");
            for row in rows {
                assert_eq!(row.len(), 4, "set, word, example, reason: {row:?}");
                let (word, example) = (row[1].to_lowercase(), row[2].to_lowercase());
                let mut words =
                    example.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/')).flat_map(|shown| {
                        let bare = shown.trim_matches(|c: char| !c.is_alphanumeric());
                        // `5h`: a unit is glued to its digits.
                        let unit = bare.trim_start_matches(|c: char| c.is_ascii_digit());
                        [bare, unit, shown.get(..word.len()).unwrap_or_default()]
                    });
                let is_shown = (word.contains(' ') || !word.contains(char::is_alphanumeric)) && example.contains(&word);
                assert!(is_shown || words.any(|shown| shown == word), "{row:?}");
            }
        }
    }

    #[test]
    fn a_choice_finds_each_of_its_words_however_many_slots_are_taken() {
        const ROWS: &[(&str, u8)] = &[("hai", 2), ("ba", 3), ("tư", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8)];
        static CHOICE: Choice<u8, 8> = Choice::new(ROWS, 0);
        for (word, number) in ROWS {
            assert_eq!(CHOICE.of(Key::of(word)), *number, "{word}");
        }
        for word in ["chín", "mười", "", "Hai mươi"] {
            assert_eq!(CHOICE.of(Key::of(word)), 0, "{word}");
        }
        assert_eq!(CHOICE.of(Key::NONE), 0);
    }
}
