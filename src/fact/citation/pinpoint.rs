//! The location inside a document: `Điều 5, khoản 2`, `điểm b khoản 4 Điều 60`, before the document's name or right after
//! it.

use std::ops::Range;

use crate::{
    lexicon::{Key, w},
    segment::{Class, Document, Gap},
};

/// The maximum number of tokens of a pinpoint: five labels with their numbers and the commas between.
const LONGEST: usize = 16;

/// The pinpoint that ends right before the document's name at `at`, after an optional `của` or comma.
pub(super) fn before(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    if let Some(last) = at.checked_sub(1)
        && matches!(doc.key(last), w::của | w::COMMA | w::tại)
    {
        end = last;
    }
    let floor = doc.sentence_of(at).start.max(at.saturating_sub(LONGEST));
    let mut start = end;
    // Backwards: a number or letter, then its label, then what joins it to the label before.
    while let Some(label) = item_before(doc, start, floor) {
        start = label;
        if let Some(joint) = start.checked_sub(1).filter(|&joint| joint > floor)
            && matches!(doc.key(joint), w::COMMA | w::và | w::SEMICOLON | w::của)
            && item_before(doc, joint, floor).is_some()
        {
            start = joint;
        }
    }
    (start < end).then_some(start..end)
}

/// The pinpoint at `at`, after an optional comma: `Bộ luật Lao động 2012, Điều 21`.
pub(super) fn after(doc: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let start = at + usize::from(doc.is(at, w::COMMA));
    let mut end = start;
    while end - start < LONGEST
        && doc.tokens().get(end).is_some_and(|token| token.gap() <= Gap::Space)
        && is_label(doc.key(end))
        && is_number(doc, end + 1)
    {
        end += 2;
        if doc.is(end, w::COMMA) && is_label(doc.key(end + 1)) && is_number(doc, end + 2) {
            end += 1;
        }
    }
    (end > start).then_some(start..end)
}

/// The label of the item that ends right before `at`: `khoản 2`, `Điều 28, 35 và 62`.
fn item_before(doc: &Document<'_>, at: usize, floor: usize) -> Option<usize> {
    let mut number = at.checked_sub(1)?;
    loop {
        if number <= floor || !is_number(doc, number) {
            return None;
        }
        let before = number - 1;
        if is_label(doc.key(before)) {
            return Some(before);
        }
        // `phụ lục II`.
        if doc.is(before, w::lục) && before > floor && doc.is(before - 1, w::phụ) {
            return Some(before - 1);
        }
        if !matches!(doc.key(before), w::COMMA | w::và) {
            return None;
        }
        number = before.checked_sub(1)?;
    }
}

fn is_label(key: Key) -> bool {
    matches!(key, w::điều | w::khoản | w::điểm | w::mục | w::chương | w::tiết | w::phần)
}

/// Digits, one letter (`điểm b`), or a Roman numeral.
fn is_number(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens().get(at) else { return false };
    match token.class() {
        Class::Digits => true,
        Class::Word => {
            let text = doc.text_of(at);
            text.chars().count() == 1 || text.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
        }
        _ => false,
    }
}
