//! Web addresses, handles and hashtags: `https://vi.example/tin%20moi`, `toasoan@baomoi.example`, `baomoi.com.vn`, `@toasoan`, `#HàNội`.
//!
//! Each has a trigger byte: `:` before `//`, `@`, `#`, or a dot between letters. From there the range is extended both ways. A bare domain
//! must end in a name of [`TOP_LEVEL`] in lower case, because text with a missing space after a full stop (`về.Theo`) looks the same. The
//! list is deliberately short and has no names that are also Vietnamese syllables (`.me`, `.la`, `.in`, `.to`). Addresses follow RFC 3986
//! and 5321, read loosely; letters of any script are allowed, since Vietnamese addresses use them (RFC 3987).

use super::Shape;
use crate::span::Cut as _;

/// Top-level domains of bare domains: the generic ones, and the countries that Vietnamese news links to.
const TOP_LEVEL: [&str; 62] = [
    "ae", "aero", "app", "asia", "at", "au", "be", "biz", "blog", "br", "ca", "cc", "ch", "club", "cn", "com", "cz",
    "de", "dev", "dk", "edu", "es", "eu", "example", "fm", "fr", "gg", "gl", "gov", "hk", "id", "info", "int",
    "invalid", "io", "it", "jp", "kr", "ly", "mil", "mobi", "my", "name", "net", "nl", "nz", "online", "org", "ph",
    "pl", "pro", "ru", "se", "sg", "shop", "site", "test", "tv", "tw", "uk", "us", "vn",
];

/// Start, end and kind of a range.
pub(super) type Found = (usize, usize, Shape);

/// The address whose `://` is at `colon`.
pub(super) fn url(text: &str, colon: usize) -> Option<Found> {
    if !text.cut(colon..).starts_with("://") {
        return None;
    }
    let scheme = text.as_bytes()[..colon].iter().rev().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let end = address_end(text, colon + 3);
    (scheme >= 2 && end > colon + 3).then_some((colon - scheme, end, Shape::Url))
}

/// The e-mail address or handle around the `@` at `sign`.
pub(super) fn at_sign(text: &str, sign: usize) -> Option<Found> {
    let local = |char: char| char.is_alphanumeric() || is_mark(char) || matches!(char, '.' | '_' | '-' | '+' | '%');
    let mut start = sign;
    for (at, char) in text.cut(..sign).char_indices().rev().take(64) {
        if !local(char) {
            break;
        }
        start = at;
    }
    let rest = text.cut(sign + 1..);
    let mut end = sign + 1;
    for (at, char) in rest.char_indices().take(255) {
        if !(char.is_alphanumeric() || is_mark(char) || matches!(char, '.' | '_' | '-')) {
            break;
        }
        end = sign + 1 + at + char.len_utf8();
    }
    let name = text.cut(sign + 1..end).trim_end_matches(['.', '-', '_']);
    let end = sign + 1 + name.len();
    let host = name
        .rsplit_once('.')
        .is_some_and(|(_, top)| top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic()));
    if start < sign && host {
        return Some((start, end, Shape::Email));
    }
    let is_handle = start == sign && name.len() >= 2 && name.starts_with(|first: char| first.is_alphanumeric());
    is_handle.then_some((sign, end, Shape::Handle))
}

/// The hashtag at `sign`: letters of any script, digits and `_`, at least one a letter.
pub(super) fn hashtag(text: &str, sign: usize) -> Option<Found> {
    let inside = text
        .cut(..sign)
        .chars()
        .next_back()
        .is_some_and(|before| before.is_alphanumeric() || matches!(before, '#' | '&'));
    if inside {
        return None;
    }
    let rest = text.cut(sign + 1..);
    let length =
        rest.find(|char: char| !(char.is_alphanumeric() || is_mark(char) || char == '_')).unwrap_or(rest.len());
    let tag = rest.cut(..length);
    tag.contains(char::is_alphabetic).then_some((sign, sign + 1 + length, Shape::Hashtag))
}

/// The domain around the dot at `dot`, with its path if one follows. `Err` is the position up to which dots need not
/// be examined again, so that a chain of dots is walked once; `floor` is the end of the last range.
pub(super) fn domain(text: &str, floor: usize, dot: usize) -> Result<Found, usize> {
    let bytes = text.as_bytes();
    let word = |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphanumeric);
    if !word(Some(dot + 1)) || !(word(dot.checked_sub(1)) || dot > 0 && bytes[dot - 1] >= 0x80) {
        return Err(dot + 1);
    }
    let name_end = dot
        + bytes[dot..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')).count();
    // Most dots are in numbers: `1.500`.
    let labels = text.cut(dot..name_end).trim_end_matches(['.', '-']);
    if labels.rsplit('.').next().is_none_or(|top| TOP_LEVEL.binary_search(&top).is_err()) {
        return Err(name_end);
    }
    let mut start = dot;
    for (at, char) in text.cut(..dot).char_indices().rev().take(64) {
        if at < floor || !(char.is_alphanumeric() || is_mark(char) || char == '-') {
            break;
        }
        start = at;
    }
    let end = dot + labels.len();
    let host = text.cut(start..end);
    let glued = text.cut(end..).chars().next().is_some_and(|next| next.is_alphanumeric() || is_mark(next));
    let named = !host.contains("..") && host.contains(|char: char| char.is_alphabetic());
    if glued || !named || start == dot {
        return Err(name_end);
    }
    let path = matches!(bytes.get(end), Some(b'/' | b'?')) || bytes.get(end) == Some(&b':') && word(Some(end + 1));
    if path {
        return Ok((start, address_end(text, end), Shape::Url));
    }
    Ok((start, end, Shape::Domain))
}

/// The end of an address that continues at `start`: up to a space, a quotation mark or an angle bracket, without trailing sentence
/// punctuation; a closing bracket is kept if its opening one is inside.
fn address_end(text: &str, start: usize) -> usize {
    let (mut end, mut depth) = (start, 0i32);
    for (at, char) in text.cut(start..).char_indices() {
        let at = start + at;
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => {
                depth -= 1;
                end = at + 1;
            }
            ')' | ']' | '}' | '"' | '<' | '>' | '`' | '|' | '\\' | '“' | '”' | '‘' | '’' | '«' | '»' => break,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '…' | '*' => {}
            _ if char.is_whitespace() || char.is_control() => break,
            _ => end = at + char.len_utf8(),
        }
    }
    end
}

/// Whether the character is a mark that combines with the letter before it.
pub(super) const fn is_mark(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use crate::protect::{Shape, find};

    fn shapes(text: &str) -> Vec<(&str, Shape)> {
        find(text).into_iter().map(|found| (&text[found.span.range()], found.shape)).collect()
    }

    #[test]
    fn addresses_are_whole() {
        for (text, want, shape) in [
            ("xem https://vi.example/tin%20moi.", "https://vi.example/tin%20moi", Shape::Url),
            ("(http://bao.example/a_(b)?c=1&d=hoà)", "http://bao.example/a_(b)?c=1&d=hoà", Shape::Url),
            ("<a href=\"http://bao.example/x.html\">", "<a href=\"http://bao.example/x.html\">", Shape::Markup),
            ("thư tới toasoan@baomoi.com.vn.", "toasoan@baomoi.com.vn", Shape::Email),
            ("(hoà.nv@baomoi.example)", "hoà.nv@baomoi.example", Shape::Email),
            ("theo Zing.vn,", "Zing.vn", Shape::Domain),
            ("theo 24h.com.vn thì", "24h.com.vn", Shape::Domain),
            ("Phòng TP.PC67 cho", "PC67", Shape::Code),
            ("trang www.baomoi.org.vn đưa", "www.baomoi.org.vn", Shape::Domain),
            ("baomoi.com.vn/thuỷ-sản, hôm", "baomoi.com.vn/thuỷ-sản", Shape::Url),
            ("theo @toasoan hôm", "@toasoan", Shape::Handle),
            ("với #HoàBình_2024!", "#HoàBình_2024", Shape::Hashtag),
            ("gõ `hoà.txt` rồi", "`hoà.txt`", Shape::Code),
        ] {
            assert_eq!(shapes(text), [(want, shape)], "{text}");
        }
    }

    #[test]
    fn sentences_are_no_addresses() {
        for text in [
            "TP.HCM, Th.S, ông A.B.C. nói về.Theo ông, tỷ.lệ #1 & a@ b",
            "năm nay.in ra 5 bản, 3 < 5 và x > y; H`Mông, K`Ho",
            "tỉ số 2:1, 19:30//, …, a..b",
        ] {
            assert_eq!(shapes(text), [], "{text}");
        }
    }

    #[test]
    fn markup_keeps_its_words_open() {
        assert_eq!(shapes("<b>hoà</b>").len(), 2);
        assert_eq!(shapes("<code>x = hoà</code> xong"), [("<code>x = hoà</code>", Shape::Code)]);
    }
}
