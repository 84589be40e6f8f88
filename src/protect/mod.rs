//! The shapes that nobody may change or read into: URL, e-mail, domain, handle, hashtag, code, document number, plate.
//!
//! One pass over the bytes: a table says which bytes may begin or betray a shape, and one file a family looks at the stretch
//! around such a byte, a bounded number of bytes each way. Regular expressions over the whole text were rejected: five of them
//! read each byte five times, and the first use of each costs 0.3–0.6 ms.

mod code;
mod cursor;
mod document;
mod plate;

use crate::span::Span;

/// What a protected stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
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
    /// `BĐ 99909-TS`, `A320-neo`: letters and digits that name a thing.
    Code,
    /// `01-KL/TW`, `30/2020/NĐ-CP`: the number and symbol of a document.
    DocumentNumber,
    /// `29A-123.45`.
    Plate,
}

/// A protected stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protected {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub shape: Shape,
}

/// What a byte may tell.
#[derive(Clone, Copy)]
enum Trigger {
    Nothing,
    /// May begin a document number or a plate.
    Digit,
    /// May begin a code.
    Capital,
}

/// By byte. Capitals past ASCII are told by their lead byte.
const TRIGGERS: [Trigger; 256] = {
    let mut table = [Trigger::Nothing; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' => Trigger::Digit,
            b'A'..=b'Z' | 0xC3..=0xC6 | 0xE1 => Trigger::Capital,
            _ => Trigger::Nothing,
        };
        byte += 1;
    }
    table
};

/// The protected stretches of `text`, in order, none overlapping. Linear.
pub fn find(text: &str) -> Vec<Protected> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (found, next) = match TRIGGERS[bytes[at] as usize] {
            Trigger::Nothing => (None, at + 1),
            Trigger::Digit => {
                let next = cursor::skip_digits(bytes, at);
                let found = document::at(text, at, next)
                    .map(|end| (at, end, Shape::DocumentNumber))
                    .or_else(|| plate::at(text, at, next).map(|end| (at, end, Shape::Plate)));
                (found, next)
            }
            Trigger::Capital => match cursor::word_end(text, at) {
                // A lead byte that begins a small letter or no letter at all.
                None => (None, at + 1),
                Some(next) => (code::at(text, at, next).map(|end| (at, end, Shape::Code)), next),
            },
        };
        if let Some((start, end, shape)) = found {
            out.push(Protected { span: Span::new(start, end), shape });
            at = end;
        } else {
            at = next;
        }
    }
    out
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
