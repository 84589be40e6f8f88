//! Turns bytes into choices: when the fuzzer changes a byte, a generator chooses differently.

/// The remaining bytes. When there are none, every choice is the first option.
#[derive(Clone, Debug)]
pub struct Draw<'b> {
    bytes: &'b [u8],
}

impl<'b> Draw<'b> {
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// All that is left, as it is.
    pub const fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        usize::from(*first)
    }

    /// A number below `count`, which is at least 1.
    pub fn below(&mut self, count: usize) -> usize {
        let mut number = self.byte();
        let mut range = 256;
        while range < count {
            (number, range) = (number << 8 | self.byte(), range << 8);
        }
        number % count
    }

    /// True once in `times`.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        *self.one_of(from)
    }

    pub fn one_of<'p, T>(&mut self, from: &'p [T]) -> &'p T {
        &from[self.below(from.len())]
    }
}

/// `count` bytes by the number of a round (SplitMix64): the same in every run.
pub fn bytes(round: u64, count: usize) -> Vec<u8> {
    let mut state = round.wrapping_mul(0xA076_1D64_78BD_642F) ^ 0xE703_7ED1_A0B4_28DB;
    let words = std::iter::repeat_with(|| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    });
    words.flat_map(u64::to_le_bytes).take(count).collect()
}
