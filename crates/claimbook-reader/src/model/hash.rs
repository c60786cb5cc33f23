//! Numbers for features: fast, the same on every machine, and with their high and low bits well mixed.

/// One number for two.
#[inline]
pub fn join(a: u32, b: u32) -> u32 {
    (a.rotate_left(11) ^ b).wrapping_mul(0x9E37_79B1).rotate_left(15) ^ a
}

/// One number for three.
#[inline]
pub fn join3(a: u32, b: u32, c: u32) -> u32 {
    join(join(a, b), c)
}

/// The number of a feature: its template and its value. Its high half is well mixed, and its low half but for the lowest bits.
#[inline]
pub fn feature(template: u32, value: u32) -> u64 {
    u64::from(value ^ template.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The number of some bytes.
#[inline]
pub fn bytes(bytes: &[u8]) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    u32::try_from((hash ^ hash >> 32) & 0xFFFF_FFFF).unwrap_or(0)
}
