//! Punctuation marks that several grammars ask for.

use super::{Key, w};

/// Whether a mark is a quotation mark of Vietnamese or English, single or double, at either end.
pub(crate) const fn is_quote(mark: Key) -> bool {
    matches!(
        mark,
        w::LEFT_DOUBLE_QUOTATION_MARK
            | w::RIGHT_DOUBLE_QUOTATION_MARK
            | w::QUOTATION_MARK
            | w::LEFT_SINGLE_QUOTATION_MARK
            | w::RIGHT_SINGLE_QUOTATION_MARK
            | w::APOSTROPHE
    )
}
