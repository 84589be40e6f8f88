//! Eight times the text takes about eight times the time, whatever the text: hostile pieces are repeated, and the time is held only
//! against a bound that a quadratic step breaks. A row of `)` once cost 30 s for 128 KiB.

use std::time::{Duration, Instant};

/// Pieces that make a grammar begin and give up again, or walk as far as it may.
const HOSTILE: &[&str] = &[
    "từ ",
    "(",
    ")",
    "\"",
    "((( ",
    "\" ",
    "1",
    "1 ",
    "1.",
    "1,",
    "1/",
    "1-",
    "a",
    "Đ",
    ". ",
    "… ",
    "\n",
    "\n\n",
    "@",
    "#",
    "#a ",
    "a.b.",
    "http://",
    "Luật Đất đai ",
    "Luật A ",
    "Bộ luật B và ",
    "Nghị định ",
    "Nghị định 1, ",
    "Nghị định số 15, ",
    "các Nghị định 1, 2, 3, ",
    "Quyết định phê duyệt số ",
    "Quyết định a b c số 1/QĐ-UBND ",
    "1/2020/NĐ-CP, ",
    "30/2020/",
    "1/QĐ-",
    "01-KL/TW của ",
    "của Bộ Y tế - ",
    "của UBND tỉnh ",
    "của Chủ tịch Phó Chủ tịch ",
    "Điều 1, khoản 2, ",
    "Điều 1 và 2 và ",
    "ngày 1/1 ",
    "từ ngày 1/1 đến ",
    "năm ",
    "năm 2013 ",
    "triệu tỷ ",
    "một trăm ",
    "hàng chục ",
    "khoảng hơn ",
    "1% ",
    "1-",
    "tăng 5, 7, ",
    "Bằng khen, ",
    "tặng Bằng khen cho ",
    "1 tập thể, ",
    "tặng ",
    "được tặng ",
    "Huân chương ",
    "Huân chương A, ",
    ", Bằng khen",
    "Bằng khen và ",
    "2 tập thể và 3 cá nhân, ",
    "ông Nguyễn Văn A, ",
    "trao giải cho các em đoạt giải A, ",
    "lần lượt đoạt giải Nhất, ",
    "đã thắng để giành giải Nhất ",
    "của Bộ Y tế tặng Bằng khen ",
    "vinh danh \"A B\" ",
    "danh hiệu “",
    "giúp ông A là ông B ",
    "giải Nhất; ",
    "cho: A; ",
    "khen thưởng, tuyên dương ",
    "A Tại a (Ảnh: a) A tặng ",
    "rằng anh và 2 em đạt ",
    "(UBND) ",
    "Ủy ban (UB",
    "HĐND UBND ",
    "BĐ 99909-",
    "29A-123",
    "A.B.C.",
    "TP. ",
    "Ảnh: ",
    "Phản hồi\n",
    "\u{301}",
    "\u{200B}",
    "🏅",
    "Ã¡",
];

const SMALL: usize = 8 << 10;
const LARGE: usize = 64 << 10;

#[test]
fn hostile_texts_take_linear_time() {
    let mut failures = String::new();
    for piece in HOSTILE {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len() + 1);
            let start = Instant::now();
            let analysis = tinviet::analyze(&text);
            let facts = analysis.facts().len();
            (start.elapsed(), facts)
        };
        let (small, _) = time(SMALL);
        let (large, _) = time(LARGE);
        // Eight times the text. Sixty-four times the time is what a quadratic step takes; machines that are busy take up to three
        // times as long as they should.
        let bound = small.max(Duration::from_millis(20)) * 28;
        if large > bound {
            failures += &format!("\n{piece:?}: {} KiB took {small:?}, {} KiB took {large:?}", SMALL >> 10, LARGE >> 10);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
