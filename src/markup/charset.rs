//! The encoding that a page declares.

use memchr::{memchr, memmem};

use crate::encoding::Encoding;

/// How far into a page the declaration is searched for. The standard says 1,024 bytes, but Word writes its styles first.
const HEAD: usize = 16 << 10;

/// The encoding that a `<meta>` of the page declares, if it is supported: `<meta charset="windows-1258">`, or
/// `content="text/html; charset=…"`. Reads only the start of the page, in constant time. A byte order mark takes precedence over the
/// declaration, and so does valid UTF-8 with non-ASCII letters, which text in a single-byte encoding never is by chance.
///
/// ```
/// use tinviet::{encoding::Encoding, markup::charset};
/// assert_eq!(charset(b"<meta charset=windows-1258>"), Some(Encoding::Windows1258));
/// assert_eq!(charset(b"<p>charset=windows-1258"), None);
/// ```
pub fn charset(bytes: &[u8]) -> Option<Encoding> {
    let mut rest = bytes.get(..HEAD).unwrap_or(bytes);
    while let Some(tag) = memchr(b'<', rest) {
        rest = rest.get(tag + 1..)?;
        if rest.starts_with(b"!--") {
            rest = rest.get(memmem::find(rest, b"-->")?..)?;
        } else if rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta")) {
            let (meta, after) = rest.split_at_checked(memchr(b'>', rest).unwrap_or(rest.len()))?;
            if let Some(encoding) = named(meta) {
                return Some(encoding);
            }
            rest = after;
        }
    }
    None
}

/// The encoding after `charset=` in a tag.
fn named(tag: &[u8]) -> Option<Encoding> {
    let tag = tag.to_ascii_lowercase();
    let value =
        tag.get(memmem::find(&tag, b"charset")? + 7..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value).trim_ascii_start();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    let end = value.iter().position(|byte| !is_name(byte)).unwrap_or(value.len());
    Some(match value.get(..end)? {
        // If the `<meta>` can be read, the page is not UTF-16, says the standard.
        b"utf-8" | b"utf8" | b"utf-16" | b"utf-16le" | b"utf-16be" => Encoding::Utf8,
        b"windows-1258" | b"cp1258" | b"x-cp1258" => Encoding::Windows1258,
        b"tcvn" | b"tcvn3" | b"tcvn-5712" | b"tcvn5712" | b"tcvn5712-1" | b"x-viet-tcvn" | b"x-viet-tcvn5712" => {
            Encoding::Tcvn3
        }
        b"viscii" | b"csviscii" | b"x-viscii" | b"viscii1.1-1" => Encoding::Viscii,
        b"vps" | b"x-viet-vps" => Encoding::Vps,
        b"vni" | b"x-viet-vni" => Encoding::Vni,
        b"viqr" | b"csviqr" => Encoding::Viqr,
        b"windows-1252" | b"cp1252" | b"iso-8859-1" | b"iso8859-1" | b"latin1" | b"us-ascii" | b"ascii" => {
            Encoding::Windows1252
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meta_names_the_encoding() {
        for (page, want) in [
            ("<html><head><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=VISCII'>", Some(Encoding::Viscii)),
            ("<!-- <meta charset=vni> --><meta charset = \"utf-8\" >", Some(Encoding::Utf8)),
            ("<meta name=x content=y><meta charset=TCVN-5712>", Some(Encoding::Tcvn3)),
            ("<meta charset=\"koi8-r\">", None),
            ("<!-- <meta charset=vni>", None),
            ("<p>meta charset=vni", None),
            ("<", None),
        ] {
            assert_eq!(charset(page.as_bytes()), want, "{page}");
        }
    }
}
