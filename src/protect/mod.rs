//! Protected ranges, which are not changed and in which no facts are found: URL, e-mail, domain, handle, hashtag, code,
//! document number, plate.
//!
//! One pass over the bytes finds trigger bytes, and one module per family examines a bounded number of bytes around each.
//! Regular expressions over the whole text were rejected: five of them read each byte five times, and the first use of each
//! costs 0.3–0.6 ms.

mod code;
mod cursor;
mod document;
mod file;
mod markup;
mod plate;
mod web;

pub(crate) use document::is_year as is_document_year;

use crate::{
    bytes::{Places, digits, is_among},
    span::Span,
};

/// The kinds of protected ranges.
///
/// ```
/// use tinviet::protect::{Shape, find};
/// assert_eq!(find("Xem https://vi.example/tin%20moi")[0].shape, Shape::Url);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Shape {
    /// `https://vi.example/tin%20moi`.
    Url,
    /// `toasoan@baomoi.example`.
    Email,
    /// `baomoi.com.vn`.
    Domain,
    /// `@toasoan`.
    Handle,
    /// `#HàNội`.
    Hashtag,
    /// `BĐ 99909-TS`, `A320-neo`: letters and digits that identify something.
    Code,
    /// `01-KL/TW`, `30/2020/NĐ-CP`: a document number with its symbol.
    DocumentNumber,
    /// `29A-123.45`.
    Plate,
    /// `<a href="…">`, `</p>`: the words between tags are text.
    Markup,
    /// `khoá_học.pdf`, `/home/hoà/bài`: a file name or path.
    File,
}

impl Shape {
    /// Its name in explanations: `document_number`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Email => "email",
            Self::Domain => "domain",
            Self::Handle => "handle",
            Self::Hashtag => "hashtag",
            Self::Code => "code",
            Self::DocumentNumber => "document_number",
            Self::Plate => "plate",
            Self::Markup => "markup",
            Self::File => "file",
        }
    }
}

/// A protected range.
///
/// ```
/// let text = "Thư gửi toasoan@baomoi.example.";
/// let found = tinviet::protect::find(text);
/// assert_eq!(found[0].span.of(text), Some("toasoan@baomoi.example"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Where it stands.
    pub span: Span,
    /// Its kind.
    pub shape: Shape,
}

/// Whether a byte, followed by the other, is a trigger. Triggers are rare. Every number, plate and code has digits, so the letters before them are
/// found from there; triggering on capital letters cost more than the whole tokenisation.
const fn is_trigger(byte: u8, next: u8) -> bool {
    // `&` and `|`, not `&&` and `||`, which would each be a branch. From `.` to `:` are the digits and the slash; sentence punctuation is not a
    // trigger.
    is_among(byte, b'.', b':') & (is_among(byte, b'0', b'9') | (next > b' '))
        | (byte & !0x20 == b'@') // or a backtick
        | (byte == b'#')
        | (byte == b'<')
}

/// The protected ranges of `text`, in order, not overlapping. Linear.
///
/// ```
/// use tinviet::protect::{self, Shape};
/// let found = protect::find("Theo Quyết định 12/QĐ-UBND, xem bao.example.");
/// assert_eq!(found[0].shape, Shape::DocumentNumber);
/// ```
pub fn find(text: &str) -> Vec<Protected> {
    let mut out = Vec::new();
    find_into(text, &mut out);
    out
}

/// Like [`find`], into an empty list whose capacity is reused.
pub(crate) fn find_into(text: &str, out: &mut Vec<Protected>) {
    let bytes = text.as_bytes();
    let mut ahead = markup::Ahead::default();
    // Codes are not searched for before `floor`, nor domains around dots before `dots`.
    let (mut at, mut floor, mut dots) = (0, 0, 0);
    let mut triggers = Places::new(bytes, is_trigger);
    while let Some(start) = triggers.next(at) {
        let mut end = start + 1;
        let found = match bytes[start] {
            b':' => web::url(text, start),
            b'@' => web::at_sign(text, start),
            b'#' => web::hashtag(text, start),
            b'/' if start.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric()) => None,
            b'/' => file::path(text, start),
            b'.' if is_in_number(bytes, start) => None,
            b'.' if start < dots => file::named(text, start),
            b'.' => {
                let after = out.last().map_or(0, |last| last.span.end);
                file::named(text, start).or_else(|| web::domain(text, after, start).map_err(|next| dots = next).ok())
            }
            b'<' => ahead.tag(text, start),
            b'`' => ahead.backtick(text, start),
            _ => {
                end = start + digits(bytes, start, bytes.len());
                let found = may_belong(bytes, start, end).then(|| numbered(text, floor, start, end)).flatten();
                floor = end;
                found
            }
        };
        at = end;
        let Some((start, end, shape)) = found else { continue };
        // An address may extend back over what looked like another shape: `a320@bao.example`.
        while out.pop_if(|last| last.span.start >= start).is_some() {}
        if out.last().is_none_or(|last| last.span.end <= start) {
            out.push(Protected { span: Span::new(start, end), shape });
        }
        (at, floor) = (at.max(end), end);
    }
}

/// Whether the dot at `dot` only separates digits, as nearly all do after which no space follows: `1.500`, but not `4.24h.vn`.
fn is_in_number(bytes: &[u8], dot: usize) -> bool {
    let end = dot + 1 + digits(bytes, dot + 1, bytes.len());
    end > dot + 1 && !bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

/// The document number, plate or code with the digits `start..end`; a code starts at `floor` or later.
#[inline(never)]
fn numbered(text: &str, floor: usize, start: usize, end: usize) -> Option<web::Found> {
    document::at(text, start, end)
        .map(|end| (start, end, Shape::DocumentNumber))
        .or_else(|| plate::at(text, start, end).map(|end| (start, end, Shape::Plate)))
        .or_else(|| code::around(text, floor, start).map(|(start, end)| (start, end, Shape::Code)))
}

/// Whether the bytes next to the digits `start..end` allow one of these shapes: those of three numbers in five do not. Each of their own tests, which say why,
/// would be mispredicted; these are combined without branches.
fn may_belong(bytes: &[u8], start: usize, end: usize) -> bool {
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let (next, after) = (at(end), at(end + 1));
    let is_mark = |byte: u8| (byte == b'/') | (byte == b'-');
    let capital = next.is_ascii_uppercase();
    // `30/2020`, `15 QĐ/VKS`, `1.992/QĐ`, `125a/2009`.
    let document = is_mark(next)
        | (next == b' ') & (is_mark(after) | after.is_ascii_uppercase() | (after >= 0xC3))
        | (next == b'.') & after.is_ascii_digit()
        | next.is_ascii_alphabetic() & (is_mark(after) | (after >= 0x80))
        | (next >= 0x80);
    let plate = capital & (end - start == 2);
    // `MT-03`, `BĐ 99909`: a capital, and perhaps a byte before the digits; `QNg 96789`, a boat, has four to six.
    let before = |place: usize| at(start.wrapping_sub(place));
    let gap = usize::from((before(1) == b' ') | (before(1) == b'-'));
    let [first, lead, last] = [before(gap + 3), before(gap + 2), before(gap + 1)];
    let is_odd = last & 1 == 1;
    let small = (first == 0xE1) & (lead | 1 == 0xBB) & is_odd
        | (lead == 0xC3) & (last >= 0xA0)
        | (lead == 0xC4) & is_odd & (last < 0xB8);
    let code =
        last.is_ascii_uppercase() | (last == b'g') & (end.wrapping_sub(start + 4) <= 2) | (last >= 0x80) & !small;
    document | plate | code
}

/// Adds disjoint ranges of code, in order, and removes what was found inside or across them.
pub(crate) fn add_code(code: &[Span], found: &mut Vec<Protected>) {
    if code.is_empty() {
        return;
    }
    let mut ahead = code.iter().peekable();
    found.retain(|found| {
        while ahead.next_if(|code| code.end <= found.span.start).is_some() {}
        ahead.peek().is_none_or(|code| !code.overlaps(found.span))
    });
    found.extend(code.iter().map(|&span| Protected { span, shape: Shape::Code }));
    found.sort_unstable_by_key(|found| found.span.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(&str, Shape)> {
        find(text).into_iter().map(|found| (&text[found.span.range()], found.shape)).collect()
    }

    #[test]
    fn document_numbers_are_whole() {
        for (text, want) in [
            ("Kết luận số 01-KL/TW của Bộ Chính trị", "01-KL/TW"),
            ("Nghị định 30/2020/NĐ-CP.", "30/2020/NĐ-CP"),
            ("theo 172/GM-UBND", "172/GM-UBND"),
            ("Nghị định 64/CP", "64/CP"),
            ("Quyết định 236-CT", "236-CT"),
            ("Quyết định số 1992/QĐ - BTC ngày 15/8", "1992/QĐ - BTC"),
            ("văn bản số 152/TTg-CN, ngày", "152/TTg-CN"),
            ("Bộ luật Hình sự số 100/2015/QH13.", "100/2015/QH13"),
            ("Nghị quyết số 19-2017/NQ-CP. Song song", "19-2017/NQ-CP"),
            ("công văn số 1998/ UBND-VP của UBND", "1998/ UBND-VP"),
            ("Thông tư liên tịch 17/2013/TTLT-BKHCN-BTC ngày", "17/2013/TTLT-BKHCN-BTC"),
            ("Công văn số: 2230/UBND-KTN, ngày", "2230/UBND-KTN"),
            ("Quyết định 52/2013/QĐUB,", "52/2013/QĐUB"),
            ("Tờ trình số 10-TTr/BCS ngày", "10-TTr/BCS"),
            ("Nghị định 83/2009 về", "83/2009"),
            ("Thông tư 12/2018/TT-BLĐTB&XH của", "12/2018/TT-BLĐTB&XH"),
            ("Quyết định 1.992/QĐ-BTC", "1.992/QĐ-BTC"),
            ("Quyết định 18a/QĐ-TTg", "18a/QĐ-TTg"),
            ("Thông tư 03/98/TT-BXD", "03/98/TT-BXD"),
        ] {
            assert_eq!(shapes(text), [(want, Shape::DocumentNumber)], "{text}");
        }
    }

    #[test]
    fn plates_and_codes_are_whole() {
        for (text, want, shape) in [
            ("BKS 36C-134.95 do", "36C-134.95", Shape::Plate),
            ("BKS: 77C – 105.39, kéo", "77C – 105.39", Shape::Plate),
            ("biển kiểm soát 52U4 4871 chở", "52U4 4871", Shape::Plate),
            ("BKS 30T - 4314 với", "30T - 4314", Shape::Plate),
            ("xe ô tô 29A-34087.Vụ", "29A-34087", Shape::Plate),
            ("tàu BĐ 99909-TS của", "BĐ 99909-TS", Shape::Code),
            ("tàu QNg 96789 TS bị", "QNg 96789 TS", Shape::Code),
            ("mỏ MT-03 và", "MT-03", Shape::Code),
            ("Phòng PC67 cho", "PC67", Shape::Code),
            ("trạm TBA220kV Phố Nối", "TBA220kV", Shape::Code),
        ] {
            assert_eq!(shapes(text), [(want, shape)], "{text}");
        }
    }

    #[test]
    fn facts_and_short_forms_are_left_alone() {
        for text in [
            "ngày 20/11/2019, 24-7, tỉ số 2-1, 15/8",
            "GD-ĐT, KH-CN, LĐ-TB&XH, COVID-19, U-23, 19h30, A/H5N1",
            "Đội CSGT số 3 - CATP Hà Nội, chốt 141 - CATP",
            "Racer 304 - ĐH Lạc Hồng; 1- Philipp Lahm; xăng RON 95-IV",
            "Điều 34 - Cơ quan, mâm 21-Inch, tháng 12/2011, 500 nghìn/tháng",
            "USD100 và VND5000, QL14, KP12, SN1980",
            "tháng 8/2009 tại Hà Nội, từ 24H - 2017",
        ] {
            assert_eq!(shapes(text), [], "{text}");
        }
    }
}
