//! Classifies many bytes at once without branches and packs the results into a bit mask.

use wide::i8x16;

use crate::narrow::first_bits;

/// How many bytes are classified at once.
pub(crate) const BLOCK: usize = 64;

/// A block and the byte after it.
const WINDOW: usize = BLOCK + 1;

/// Packs 64 bytes, each 0 or 0xFF, into one bit each, the first lowest.
#[inline]
pub(crate) fn pack(flags: &[i8; BLOCK]) -> u64 {
    let (rows, _) = flags.as_chunks::<16>();
    rows.iter().rev().fold(0, |mask, row| mask << 16 | i8x16::new(*row).to_bitmask() as u64)
}

/// Whether `byte` is from `low` to `high`, or from `low` on and up to `high` if `high` is lower. One addition and one signed comparison, an instruction each
/// for sixteen bytes; an unsigned one takes two.
#[inline(always)]
pub(crate) const fn is_among(byte: u8, low: u8, high: u8) -> bool {
    // `high` moves to the highest signed number.
    let move_by = 0x7F_u8.wrapping_sub(high);
    byte.wrapping_add(move_by).cast_signed() > low.wrapping_add(move_by).wrapping_sub(1).cast_signed()
}

/// `WIDTH` bytes of a text starting `before` bytes before `start`, padded with zeros beyond either end of the text.
#[cold]
pub(crate) fn padded<const WIDTH: usize>(bytes: &[u8], start: usize, before: usize) -> [u8; WIDTH] {
    let mut window = [0; WIDTH];
    let rest = bytes.get(start.saturating_sub(before)..).unwrap_or_default();
    let held = window.iter_mut().skip(before.saturating_sub(start)).zip(rest);
    held.for_each(|(place, &byte)| *place = byte);
    window
}

/// The value of the first `width` of eight bytes, one to eight digits, without a loop whose end would mispredict.
#[inline]
pub(crate) const fn value_of_digits(bytes: [u8; 8], width: usize) -> u64 {
    // The first digit is in the lowest byte; zeros are put before it.
    let digits = (u64::from_le_bytes(bytes) ^ 0x3030_3030_3030_3030) << (64 - 8 * width);
    // Pairs, then fours, then all eight.
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_FFFF_0000_FFFF;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF
}

/// The number of digits from `at` on, at most to `limit`, eight at a time.
#[inline]
pub(crate) fn digits(bytes: &[u8], at: usize, limit: usize) -> usize {
    if let Some(eight) = bytes.get(at..at + 8).and_then(<[u8]>::first_chunk) {
        let low = u64::from_le_bytes(*eight) ^ 0x3030_3030_3030_3030;
        // The high nibble of a digit is zero here, and stays zero when six is added. A carry from another byte only affects later bytes.
        let others = (low | low.wrapping_add(0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0;
        if others != 0 {
            return (others.trailing_zeros() as usize / 8).min(limit - at);
        }
    }
    bytes[at..limit].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The positions of the bytes that `is` selects, in order. `is` gets each byte and the next one, or 0 after the
/// last.
#[derive(Debug)]
pub(crate) struct Places<'t, P> {
    bytes: &'t [u8],
    is: P,
    /// The current block, and a bit for each remaining position in it.
    start: usize,
    end: usize,
    mask: u64,
}

impl<'t, P: Fn(u8, u8) -> bool> Places<'t, P> {
    /// `is` should be branchless (`&` and `|`, not `&&` and `||`), so that the compiler can vectorise it.
    pub(crate) const fn new(bytes: &'t [u8], is: P) -> Self {
        Self { bytes, is, start: 0, end: 0, mask: 0 }
    }

    /// The first position from `at` on. `at` must never decrease.
    #[inline]
    pub(crate) fn next(&mut self, at: usize) -> Option<usize> {
        let passed = u32::try_from(at.saturating_sub(self.start)).unwrap_or(u32::MAX);
        self.mask &= u64::MAX.checked_shl(passed).unwrap_or(0);
        if self.mask == 0 {
            // Starts the next block at `at` if it is past the current block, otherwise right after the
            // current block.
            self.end = self.end.max(at);
            self.find()?;
        }
        Some(self.start + self.mask.trailing_zeros() as usize)
    }

    /// Advances to the next block that has a position.
    fn find(&mut self) -> Option<()> {
        while self.mask == 0 {
            let rest = self.bytes.get(self.end..).filter(|rest| !rest.is_empty())?;
            self.mask = match rest.first_chunk() {
                Some(window) => self.mask_of(window),
                None => self.mask_of(&padded(rest, 0, 0)) & first_bits(rest.len()),
            };
            (self.start, self.end) = (self.end, self.end + BLOCK);
        }
        Some(())
    }

    // Inlined, its constants take the registers of the loop around it: NFD takes 4% more instructions to normalise.
    #[inline(never)]
    fn mask_of(&self, block: &[u8; WINDOW]) -> u64 {
        let mut flags = [0; BLOCK];
        for ((flag, &byte), &next) in flags.iter_mut().zip(&block[..BLOCK]).zip(&block[1..]) {
            *flag = -i8::from((self.is)(byte, next));
        }
        pack(&flags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_their_value() {
        for (window, width, value) in [
            (b"12345678", 8, 12_345_678),
            (b"99999999", 8, 99_999_999),
            (b"0612,5 t", 4, 612),
            (b"95% ho d", 2, 95),
            (b"7 h\xE1\xBB\x99 x", 1, 7),
        ] {
            assert_eq!(value_of_digits(*window, width), value);
        }
    }

    #[test]
    fn each_byte_has_its_bit() {
        for place in 0..BLOCK {
            let mut flags = [0; BLOCK];
            flags[place] = -1;
            assert_eq!(pack(&flags), 1 << place);
        }
        assert_eq!(pack(&[-1; BLOCK]), u64::MAX);
    }

    #[test]
    fn ranges_are_those_of_plain_comparisons() {
        for (low, high) in [(b'0', b'9'), (b'.', b':'), (0xCD, 0xD4), (0x09, 0x0D)] {
            (0..=u8::MAX)
                .for_each(|byte| assert_eq!(is_among(byte, low, high), (low..=high).contains(&byte), "{byte}"));
        }
        (0..=u8::MAX).for_each(|byte| assert_eq!(is_among(byte, 0xC0, 0x1F), !(0x20..0xC0).contains(&byte), "{byte}"));
    }

    #[test]
    fn places_are_those_of_a_plain_search() {
        let bytes: Vec<u8> = (0..1000u32).map(|index| (index * index / 7) as u8).collect();
        for length in [0, 1, 63, 64, 65, 128, 1000] {
            for step in [1, 3, 70] {
                let is = |byte: u8, next: u8| (byte < 9) | (byte > 200) & (next > 100);
                let next = |place: usize| if place + 1 < length { bytes[place + 1] } else { 0 };
                let (mut places, mut at) = (Places::new(&bytes[..length], is), 0);
                while let Some(place) = places.next(at) {
                    assert_eq!(Some(place), (at..length).find(|&place| is(bytes[place], next(place))));
                    at = place + step;
                }
                assert_eq!(None, (at..length).find(|&place| is(bytes[place], next(place))));
            }
        }
    }
}
