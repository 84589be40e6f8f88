//! Bits for bytes: many bytes of a text are judged at once, without a branch, and the answers packed into one number.

/// How many bytes are judged at once.
pub(crate) const BLOCK: usize = 64;

/// The lowest bits of 64 bytes that are 0 or 1, the first lowest.
pub(crate) fn pack(flags: &[u8; BLOCK]) -> u64 {
    let (eights, _) = flags.as_chunks::<8>();
    // The product moves the bit of byte i to bit 56 + i, and no two bits meet.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().enumerate().fold(0, |mask, (place, eight)| mask | bits(eight) << (8 * place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_bit() {
        for place in 0..BLOCK {
            let mut flags = [0; BLOCK];
            flags[place] = 1;
            assert_eq!(pack(&flags), 1 << place);
        }
        assert_eq!(pack(&[1; BLOCK]), u64::MAX);
    }
}
