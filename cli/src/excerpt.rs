//! The words around a mention, so that an editor can see its sense.

use tinviet::Span;

/// The text around `span` on one line: up to 48 letters to each side, whole words only, with `…` where the text goes on.
pub(crate) fn around(text: &str, span: Span) -> String {
    const LETTERS: usize = 48;
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    let start = before.char_indices().rev().take(LETTERS).last().map_or(span.start, |(at, _)| at);
    let end = after.char_indices().nth(LETTERS).map_or(after.len(), |(at, _)| at);
    let (mut head, mut tail) = (before.get(start..).unwrap_or_default(), after.get(..end).unwrap_or_default());
    let (mut left, mut right) = ("", "");
    if start > 0 {
        (left, head) = ("… ", head.split_once(char::is_whitespace).map_or("", |(_, words)| words));
    }
    if end < after.len() {
        (tail, right) = (tail.rsplit_once(char::is_whitespace).map_or("", |(words, _)| words), " …");
    }
    let mention = text.get(span.range()).unwrap_or_default();
    let words = format!("{left}{head}{mention}{tail}{right}");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use tinviet::Span;

    use super::around;

    #[test]
    fn an_excerpt_is_made_of_whole_words() {
        let long = "một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu";
        for (text, want) in [
            ("Lãnh đạo UBND\ttỉnh họp.".to_owned(), "Lãnh đạo UBND tỉnh họp.".to_owned()),
            ("UBND".into(), "UBND".into()),
            (
                format!("{long} UBND {long}"),
                "… sáu bảy tám chín mười một hai ba bốn năm sáu UBND một hai ba bốn năm sáu bảy tám chín mười một …"
                    .into(),
            ),
            (format!("{}UBND{}", "a".repeat(99), "b".repeat(99)), "… UBND …".into()),
        ] {
            let start = text.find("UBND").unwrap_or_default();
            assert_eq!(around(&text, Span::new(start, start + 4)), want);
        }
    }
}
