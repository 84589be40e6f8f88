//! HTML entities of letters: `&agrave;`, `&#7879;`, `&#x1EC7;`.
//!
//! Only letters and combining marks: `&lt;` and `&amp;` protect text from being read as markup, and decoding them is the task of an
//! HTML parser. Source of the names: the Vietnamese letters in the HTML standard's list of named character references.

use crate::span::Cut as _;
use crate::syllable::letter::Letter;

/// The letter of an entity name: `agrave` is `a` with a grave. It also accepts combinations that the standard
/// lacks, which nobody writes.
fn named(name: &str) -> Option<char> {
    let mut rest = name.chars();
    let base = rest.next()?;
    let mark = match rest.as_str() {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "breve" => '\u{306}',
        "strok" | "th" | "TH" => {
            return match base {
                'D' | 'E' => Some('Đ'),
                'd' | 'e' => Some('đ'),
                _ => None,
            };
        }
        _ => return None,
    };
    unicode_normalization::char::compose(base, mark).filter(|letter| Letter::read(*letter).is_some())
}

/// The letter of the entity at the start of `text`, and the entity's length. Looks at no more than ten bytes.
pub(crate) fn decode(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(10).position(|byte| byte == b';')?;
    let name = body.cut(..end);
    let letter = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let letter = char::from_u32(code.ok()?)?;
        (letter.is_alphabetic() && !letter.is_ascii() || matches!(letter, '\u{300}'..='\u{36F}')).then_some(letter)?
    } else {
        named(name)?
    };
    Some((letter, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_only() {
        assert_eq!(decode("&agrave; la"), Some(('à', 8)));
        assert_eq!(decode("&Yacute;"), Some(('Ý', 8)));
        assert_eq!(decode("&#7879;"), Some(('ệ', 7)));
        assert_eq!(decode("&#x1EC7;"), Some(('ệ', 8)));
        for text in ["&amp;", "&lt;b&gt;", "&#60;", "&nbsp;", "&agrave", "& ;", "&#xD800;"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
