//! Currencies as the press writes them: `data/currencies.tsv`.

#[cfg(feature = "serde")]
use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Phrases, cells, rows};

/// A currency by its name, sign or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    /// The ISO 4217 code.
    pub(crate) code: &'static str,
    /// What rules out other senses of the name.
    pub(crate) guard: Guard,
    /// Whether the name means a hundredth of the currency.
    pub(crate) is_cent: bool,
}

/// When a name means money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guard {
    /// Always.
    None,
    /// From a hundred up: `đ` is also a school grade and a short form.
    Small,
    /// From a thousand up: `bảng` is also a table, `kíp` a shift.
    Large,
    /// Right after digits.
    Glued,
    /// In lower case: `50 Cent` is a singer.
    Lower,
    /// In capitals.
    Capitals,
}

static TABLE: &str = include_str!("../../data/currencies.tsv");

/// The names, signs and codes of currencies.
pub(crate) static CURRENCIES: LazyLock<Phrases<Currency>> = LazyLock::new(|| Phrases::new(names()));

/// The first words of their names.
pub(crate) fn first_words() -> impl Iterator<Item = &'static str> {
    names().filter_map(|(phrase, _)| phrase.split(' ').next())
}

fn names() -> impl Iterator<Item = (&'static str, Currency)> {
    rows(TABLE).filter_map(|line| {
        let mut cells = cells(line);
        let (phrase, code) = (cells.next()?, cells.next()?);
        let guard = match cells.next()? {
            "-" => Guard::None,
            "small" => Guard::Small,
            "large" => Guard::Large,
            "glued" => Guard::Glued,
            "lower" => Guard::Lower,
            "capitals" => Guard::Capitals,
            _ => return None,
        };
        let is_cent = match cells.next()? {
            "-" => false,
            "cent" => true,
            _ => return None,
        };
        Some((phrase, Currency { code, guard, is_cent }))
    })
}

/// The code equal to `text`, as a `'static` string of the table.
#[cfg(feature = "serde")]
pub(crate) fn currency_code(text: &str) -> Option<&'static str> {
    static CODES: LazyLock<HashSet<&str>> = LazyLock::new(|| names().map(|(_, currency)| currency.code).collect());
    CODES.get(text).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_parses() {
        let all = rows(TABLE).count();
        let rows: Vec<_> = names().collect();
        assert_eq!(rows.len(), all);
        assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (phrase, currency) in rows {
            assert_eq!(phrase, phrase.to_lowercase());
            assert!(
                currency.code.len() == 3 && currency.code.bytes().all(|byte| byte.is_ascii_uppercase()),
                "{phrase}"
            );
        }
    }
}
