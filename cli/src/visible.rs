//! Text for a terminal: control sequences and invisible characters are shown instead of acting.

use std::borrow::Cow;

/// `text` with control characters, escape sequences and bidirectional control characters made visible.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for char in text.chars() {
        match char {
            '\n' | '\t' | '\r' => out.extend(char.escape_default()),
            char if acts(char) => out.extend(char.escape_unicode()),
            char => out.push(char),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal obeys the character instead of showing it.
pub(crate) fn acts(char: char) -> bool {
    char.is_control() || turns(char)
}

/// Whether the character is a bidirectional control or breaks the line.
pub(crate) const fn turns(char: char) -> bool {
    matches!(char, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(visible("Đạt 95%"), "Đạt 95%");
        assert_eq!(visible("a\u{1b}[31m\nb\u{202E}\u{9B}"), "a\\u{1b}[31m\\nb\\u{202e}\\u{9b}");
    }
}
