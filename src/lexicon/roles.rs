//! What parts a word may play in the grammars: a set of bits that the scan looks up once a word, so that a grammar can pass over
//! the words that cannot concern it.

use std::{collections::HashMap, ops::BitOr, sync::LazyLock};

use super::Key;

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u32);

impl Roles {
    pub(crate) const NONE: Self = Self(0);
    /// May be part of a number in words: `hai`, `mươi`, `linh`, `hàng`, `vài`.
    pub(crate) const NUMBER: Self = Self(1);
    /// May begin a time expression without digits before it: `ngày`, `tháng`, `quý`, `hôm`, `giai`.
    pub(crate) const TIME: Self = Self(1 << 1);
    /// May begin the name of a type of document: `nghị`, `luật`.
    pub(crate) const DOCUMENT: Self = Self(1 << 2);
    /// May begin the name of an award, or is its short form: `huân`, `bằng`, `NSƯT`.
    pub(crate) const AWARD: Self = Self(1 << 3);
    /// May begin a verb of conferring or winning: `tặng`, `trao`, `đoạt`.
    pub(crate) const CONFERRING: Self = Self(1 << 4);
    /// May be a known short form: `UBND`, `đ/c`.
    pub(crate) const SHORT_FORM: Self = Self(1 << 5);

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

static ROLES: LazyLock<HashMap<Key, Roles>> = LazyLock::new(|| {
    let mut table: HashMap<Key, Roles> = HashMap::new();
    // Each area's table stands in its own file and is listed here.
    let areas: [&[(&str, Roles)]; 1] = [NUMBER_WORDS];
    for (word, roles) in areas.into_iter().flatten() {
        let entry = table.entry(Key::of(word)).or_default();
        *entry = *entry | *roles;
    }
    table
});

/// The roles of the word with this key; constant time.
pub(crate) fn roles_of(key: Key) -> Roles {
    ROLES.get(&key).copied().unwrap_or_default()
}

const NUMBER_WORDS: &[(&str, Roles)] = &[
    ("không", Roles::NUMBER),
    ("một", Roles::NUMBER),
    ("hai", Roles::NUMBER),
    ("ba", Roles::NUMBER),
    ("bốn", Roles::NUMBER),
    ("năm", Roles::NUMBER),
    ("sáu", Roles::NUMBER),
    ("bảy", Roles::NUMBER),
    ("bẩy", Roles::NUMBER),
    ("tám", Roles::NUMBER),
    ("chín", Roles::NUMBER),
    ("mười", Roles::NUMBER),
    ("hàng", Roles::NUMBER),
    ("vài", Roles::NUMBER),
    ("mấy", Roles::NUMBER),
    ("dăm", Roles::NUMBER),
    ("nhiều", Roles::NUMBER),
];
