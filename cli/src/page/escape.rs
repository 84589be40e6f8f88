//! Text as HTML.

use std::io::{self, Write};

use crate::visible::turns;

/// Text for an element or a double-quoted attribute. Control characters, which HTML forbids, become U+FFFD; bidirectional control characters are
/// shown by their code point, not obeyed.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(char),
            '\r' => {}
            char if char.is_control() => out.push('\u{FFFD}'),
            char if turns(char) => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    out
}

/// Writes text as HTML, with bidirectional control characters as elements.
pub(crate) fn write_escaped(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(turns) {
        let (before, after) = rest.split_at(at);
        let mut chars = after.chars();
        let mark = chars.next().map(String::from).unwrap_or_default();
        write!(out, "{}<span class=\"mark-shown\">{}</span>", escape(before), escape(&mark))?;
        rest = chars.as_str();
    }
    out.write_all(escape(rest).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_text_becomes_markup() {
        assert_eq!(escape("<script>\"'\u{0}\r\n"), "&lt;script&gt;&quot;&#39;\u{FFFD}\n");
        assert_eq!(escape("a\u{202E}b"), "a\\u{202e}b");
        let mut out = Vec::new();
        write_escaped("a\u{202E}<", &mut out).unwrap();
        assert_eq!(out, br#"a<span class="mark-shown">\u{202e}</span>&lt;"#);
    }
}
