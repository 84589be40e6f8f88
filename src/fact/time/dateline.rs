//! The date of an article from its dateline: `Thứ hai, 05/06/2017, 10:30 (GMT+7)`, `Cập nhật: 05/06/2017 08:10`,
//! `… | 22:23 07/07/2017`, `Hà Nội, ngày 5 tháng 6 năm 2017`.
//!
//! Two places are examined: the first lines that contain little besides a full date, and the end of the last line, if a full date
//! follows a bar or is on a line of its own. A date inside a sentence is never used: most articles mention other days, and a wrong
//! reference date shifts every partial date, while a missing one shifts none.

use jiff::civil::Time as Clocktime;

use crate::{
    fact::time::{ReferenceDate, compose::What, edtf::Edtf, read::Reader},
    lexicon::w,
    number::Numbers,
    segment::{Class, Document, Gap},
};

/// Lines at the top that may be a dateline: the headline, the section, the author come before it.
const FIRST_LINES: usize = 8;
/// The tokens of a line that may occur next to its date: weekday, place, `GMT + 7`, `Cập nhật lúc`.
const BESIDE: usize = 10;
/// The tokens at the end of the text that are read.
const LAST_TOKENS: usize = 24;

/// The date in the dateline of `doc`, with the time of day if there is one. Constant time after segmentation.
///
/// ```
/// use tinviet::{fact::time::dateline, segment::Document};
///
/// let doc = Document::new("Giá xăng tăng\nThứ hai, 05/06/2017, 10:30 (GMT+7)\nChiều nay, giá xăng tăng 300 đồng.");
/// assert_eq!(dateline(&doc).unwrap().date.to_string(), "2017-06-05");
/// assert!(dateline(&Document::new("Cuộc họp ngày 05/06/2017 bàn việc tăng giá.")).is_none());
/// ```
pub fn dateline(doc: &Document<'_>) -> Option<ReferenceDate> {
    let numbers = Numbers::default();
    let reader = Reader { doc, numbers: &numbers, referred: false };
    let tokens = doc.tokens();
    let line_end = |from: usize| {
        tokens
            .iter()
            .enumerate()
            .skip(from + 1)
            .take(LAST_TOKENS + BESIDE)
            .find(|(_, token)| token.gap >= Gap::Line)
            .map(|(at, _)| at)
    };
    let mut start = 0;
    for _ in 0..FIRST_LINES {
        let Some(end) =
            line_end(start).or_else(|| (tokens.len() - start.min(tokens.len()) <= LAST_TOKENS).then_some(tokens.len()))
        else {
            // A long line is not a dateline; the next one begins somewhere after it.
            start = tokens
                .iter()
                .enumerate()
                .skip(start + 1)
                .take(4096)
                .find(|(_, token)| token.gap >= Gap::Line)
                .map(|(at, _)| at)?;
            continue;
        };
        if let Some((reference, read)) = read(&reader, start, end)
            && end - start - read <= BESIDE
            && !ends_sentence(doc, end)
        {
            return Some(reference);
        }
        if end >= tokens.len() {
            break;
        }
        start = end;
    }
    closing(&reader)
}

/// A date that closes the text: after a bar, or on a short line of its own.
fn closing(reader: &Reader<'_>) -> Option<ReferenceDate> {
    let tokens = reader.doc.tokens();
    let from = tokens.len().saturating_sub(LAST_TOKENS);
    let start =
        (from..tokens.len()).rev().find(|&at| tokens[at].gap >= Gap::Line || reader.is(at, w::VERTICAL_LINE))?;
    let (reference, read) = read(reader, start, tokens.len())?;
    (tokens.len() - start - read <= BESIDE && !ends_sentence(reader.doc, tokens.len())).then_some(reference)
}

fn ends_sentence(doc: &Document<'_>, end: usize) -> bool {
    end.checked_sub(1).is_some_and(|last| {
        matches!(doc.key(last), w::FULL_STOP | w::EXCLAMATION_MARK | w::QUESTION_MARK | w::HORIZONTAL_ELLIPSIS)
    })
}

/// The first full date of the tokens, with a time of day next to it, and how many tokens the two take.
fn read(reader: &Reader<'_>, start: usize, end: usize) -> Option<(ReferenceDate, usize)> {
    let (mut date, mut time, mut taken) = (None, None, 0);
    let mut list = Vec::new();
    let mut index = start;
    while index < end {
        let token = reader.doc.tokens().get(index)?;
        let trigger =
            token.class == Class::Digits || token.class == Class::Word && token.roles.any(crate::lexicon::Roles::TIME);
        let next = if trigger { reader.expression(index, &mut list) } else { None };
        for finding in list.drain(..) {
            let What::Point(point) = finding.what else { return None };
            taken += finding.end - finding.start;
            let edtf: Edtf = match point.edtf() {
                Some(edtf) => edtf,
                None => continue,
            };
            if let Some(moment) = edtf.datetime() {
                time = time.or(Some(moment.time()));
            } else if let Some(clock) = point.clock24() {
                time = time.or_else(|| Clocktime::new(clock.hour as i8, clock.minute.unwrap_or(0) as i8, 0, 0).ok());
            }
            match (edtf.day(), date) {
                (Some(day), None) => date = Some(day),
                // Two days on one line: a programme, no dateline.
                (Some(day), Some(other)) if day != other => return None,
                _ => {}
            }
        }
        index = next.map_or(index + 1, |next| next.max(index + 1));
    }
    date.map(|date| (ReferenceDate { date, time }, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for (text, want) in [
            ("Tin nóng\nThứ hai, 05/06/2017, 10:30 (GMT+7)\nMưa lớn ở Hà Nội.", Some("2017-06-05T10:30:00")),
            ("Tin nóng\nCập nhật: 05/06/2017 08:10\nMưa lớn ở Hà Nội.", Some("2017-06-05T08:10:00")),
            ("Tin nóng\nMưa lớn ở Hà Nội.\nTheo An Bình - Báo Mẫu | 22:23 07/07/2017", Some("2017-07-07T22:23:00")),
            ("Mưa lớn.\nHà Nội, ngày 5 tháng 6 năm 2017", Some("2017-06-05T00:00:00")),
            ("Quyết định có hiệu lực từ 15/8/2017.", None),
            ("Cuộc họp ngày 05/06/2017 bàn về giá xăng dầu.\nChiều nay họp tiếp.", None),
            ("", None),
        ] {
            let got = dateline(&Document::new(text)).map(|reference| {
                reference.date.to_datetime(reference.time.unwrap_or(Clocktime::midnight())).to_string()
            });
            assert_eq!(got.as_deref(), want, "{text}");
        }
    }
}
