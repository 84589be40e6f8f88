//! Numbers into fewer bits. Elsewhere in the library a cast that may cut a number, or take its sign, does not compile, but at a line that says why it
//! cannot.

/// Where a byte or token of a document stands, as lists keep it. [`Document`](crate::segment::Document) reads no text past 4 GiB.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "no document is so long: tests and the fuzzer look")]
pub(crate) const fn to_u32(at: usize) -> u32 {
    debug_assert!(at <= u32::MAX as usize, "a place past 4 GiB");
    at as u32
}

/// The lowest eight bits.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the rest is not asked for")]
pub(crate) const fn low_byte(bits: usize) -> u8 {
    bits as u8
}

/// As many of the lowest bits as an address has: where a search by a hash begins.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "any bits do")]
pub(crate) const fn low_bits(hash: u64) -> usize {
    hash as usize
}

/// The low half, then the high one.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "together they are the whole")]
pub(crate) const fn halves(product: u128) -> [u64; 2] {
    [product as u64, (product >> 64) as u64]
}

/// A number whose `count` lowest bits are set.
#[inline]
pub(crate) const fn first_bits(count: usize) -> u64 {
    if count < 64 { !(u64::MAX << count) } else { u64::MAX }
}
