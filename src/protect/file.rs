//! File names and paths: `khoá_học.pdf`, `C:\Tin\hoà.docx`, `/home/hoà/bài`. They are code and must not change.

use super::{
    Shape,
    web::{Found, is_mark},
};
use crate::span::Cut as _;

/// Common file extensions, without those that are Vietnamese syllables (`.do`, `.sh`).
const ENDINGS: [&str; 38] = [
    "7z", "avi", "bmp", "csv", "doc", "docx", "epub", "exe", "gif", "gz", "htm", "html", "jpeg", "jpg", "json",
    "jsonl", "md", "mov", "mp3", "mp4", "odt", "parquet", "pdf", "png", "ppt", "pptx", "py", "rar", "rtf", "svg",
    "tsv", "txt", "wav", "webp", "xls", "xlsx", "xml", "zip",
];

/// The longest name that is read, in characters.
const LONGEST: usize = 128;

/// The file name whose extension follows the dot at `dot`.
pub(super) fn named(text: &str, dot: usize) -> Option<Found> {
    let rest = text.cut(dot + 1..);
    let width = rest.bytes().take_while(u8::is_ascii_alphanumeric).take(8).count();
    let ending = rest.cut(..width);
    if !(2..=7).contains(&width) || !is_ending(ending) {
        return None;
    }
    let end = dot + 1 + width;
    let goes_on = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-' | '/' | '@');
    let mut after = text.cut(end..).chars();
    let next = after.next();
    if next.is_some_and(goes_on) || next == Some('.') && after.next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let belongs =
        |char: char| char.is_alphanumeric() || is_mark(char) || matches!(char, '_' | '-' | '.' | '/' | '\\' | '~');
    let mut start = text.cut(..dot).char_indices().rev().take(LONGEST).take_while(|(_, char)| belongs(*char)).last()?.0;
    // `C:\`.
    if text.cut(start..).starts_with('\\')
        && let [.., letter, b':'] = text.as_bytes()[..start]
        && letter.is_ascii_alphabetic()
    {
        start -= 2;
    }
    text.cut(start..dot).contains(char::is_alphanumeric).then_some((start, end, Shape::File))
}

/// The path that starts with the slash at `slash`, or with the `.` or `~` before it: at least two names.
pub(super) fn path(text: &str, slash: usize) -> Option<Found> {
    let start = slash - usize::from(text.cut(..slash).ends_with(['.', '~']));
    if !text
        .cut(..start)
        .chars()
        .next_back()
        .is_none_or(|before| before.is_whitespace() || matches!(before, '(' | '"' | '“' | '\''))
    {
        return None;
    }
    let belongs = |char: char| char.is_alphanumeric() || is_mark(char) || matches!(char, '_' | '-' | '.' | '/' | '~');
    let rest = text.cut(slash..);
    let end = rest.char_indices().take(LONGEST).take_while(|(_, char)| belongs(*char)).last();
    let whole = rest.cut(..end.map_or(0, |(at, char)| at + char.len_utf8()));
    let whole = whole.trim_end_matches(['.', '-']);
    let names = whole.split('/').filter(|name| name.contains(char::is_alphanumeric)).count();
    let first = whole.cut(1..).chars().next()?;
    (first.is_alphabetic() && names >= 2).then_some((start, slash + whole.len(), Shape::File))
}

/// Whether a word is a file extension, in lower or upper case.
fn is_ending(word: &str) -> bool {
    let mut buffer = [0; 8];
    let Some(small) = buffer.get_mut(..word.len()) else { return false };
    small.copy_from_slice(word.as_bytes());
    if word.bytes().all(|byte| !byte.is_ascii_lowercase()) {
        small.make_ascii_lowercase();
    }
    std::str::from_utf8(small).is_ok_and(|small| ENDINGS.binary_search(&small).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::find;

    fn shapes(text: &str) -> Vec<(&str, Shape)> {
        find(text).into_iter().map(|found| (&text[found.span.range()], found.shape)).collect()
    }

    #[test]
    fn files_and_paths_are_whole() {
        assert!(ENDINGS.is_sorted());
        for (text, want) in [
            ("tệp khoá_học.pdf đính kèm", "khoá_học.pdf"),
            ("xem bao-cao-2026.docx.", "bao-cao-2026.docx"),
            ("ở C:\\Tin\\hoà.TXT, rồi", "C:\\Tin\\hoà.TXT"),
            ("ảnh (IMG_2024.JPG)", "IMG_2024.JPG"),
            ("tại /home/hoà/khoá học", "/home/hoà/khoá"),
            ("chạy ./bin/hoà rồi", "./bin/hoà"),
        ] {
            assert_eq!(shapes(text), [(want, Shape::File)], "{text}");
        }
    }

    #[test]
    fn sentences_are_no_files() {
        for text in
            ["về.Theo ông", "500 đồng/kg và xã/phường", "tệp .pdf và .docx", "khoá học. Doc", "số /QĐ-UBND", "1.5"]
        {
            assert_eq!(shapes(text), [], "{text}");
        }
    }
}
