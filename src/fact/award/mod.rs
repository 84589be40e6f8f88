//! Awards by their names: `Bằng khen`, `Huân chương Lao động hạng Nhất`, `NSƯT`. Contract: `docs/facts.md#award`.

use crate::fact::{Found, Input};

/// A mention of an award.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Award {
    /// The canonical name without class, conferrer and years, folded to ASCII: `huan-chuong-lao-dong`.
    pub code: String,
    /// `1`, `2`, `3`, `special`, `consolation`, `A`, `gold`, `silver`, `bronze`.
    pub class: Option<String>,
}

pub(super) fn find(_input: &Input<'_>, _found: &mut Found) {}
