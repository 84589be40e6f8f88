//! Decimal numbers as people of a language write them.

use super::Lang;

/// A decimal string with the separators of the language: `2800.5` is `2.800,5` or `2,800.5`.
pub(crate) fn number(decimal: &str, lang: Lang) -> String {
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    if !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        out.push_str(whole);
    } else {
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.push_str(lang.pick(",", "."));
            }
            out.push(digit);
        }
    }
    if let Some(fraction) = fraction {
        out.push_str(lang.pick(".", ","));
        out.push_str(fraction);
    }
    out
}

/// An integer with the separators of the language.
pub(crate) fn grouped(count: u64, lang: Lang) -> String {
    number(&count.to_string(), lang)
}

/// A large number in the language's words: `2800000000000` is `2.800 tỷ` or `2.8 trillion`. A number that would need more than three decimals
/// stays as it is.
pub(crate) fn scaled(decimal: &str, lang: Lang) -> String {
    let steps: &[(usize, &str)] = match lang {
        Lang::En => &[(12, "trillion"), (9, "billion"), (6, "million")],
        Lang::Vi => &[(9, "tỷ"), (6, "triệu")],
    };
    for (zeros, name) in steps {
        if decimal.len() > *zeros
            && decimal.bytes().all(|byte| byte.is_ascii_digit())
            && let Some((whole, rest)) = decimal.split_at_checked(decimal.len() - zeros)
        {
            let rest = rest.trim_end_matches('0');
            if rest.len() > 3 {
                return number(decimal, lang);
            }
            let mark = if rest.is_empty() { "" } else { "." };
            return format!("{} {name}", number(&format!("{whole}{mark}{rest}"), lang));
        }
    }
    number(decimal, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_the_language_writes_them() {
        for (decimal, en, vi) in [
            ("95", "95", "95"),
            ("-2.5", "−2.5", "−2,5"),
            ("2016", "2,016", "2.016"),
            ("40000", "40,000", "40.000"),
            ("1200000", "1,200,000", "1.200.000"),
        ] {
            assert_eq!((number(decimal, Lang::En), number(decimal, Lang::Vi)), (en.into(), vi.into()));
        }
        for (decimal, en, vi) in [
            ("2800000000000", "2.8 trillion", "2.800 tỷ"),
            ("46700000000", "46.7 billion", "46,7 tỷ"),
            ("1234567", "1,234,567", "1.234.567"),
            ("500000", "500,000", "500.000"),
        ] {
            assert_eq!((scaled(decimal, Lang::En), scaled(decimal, Lang::Vi)), (en.into(), vi.into()));
        }
    }
}
