//! `triệu` and `tỷ` with neither a currency nor a noun behind them: money where a word of money governs them (`giá 3 triệu`, `lỗ 20 tỷ`),
//! where a slash behind says what it is paid for (`20 triệu/m2`), or where an amount with its currency stands in the same sentence.
//!
//! Of the words before an amount the nearest that says what it is decides (`vốn` money, `dân` a count).

use std::ops::Range;

use crate::{
    fact::{
        Found, Input, Kind, Value,
        amount::{self, Bare},
        money::draft,
    },
    lexicon::{w, word_sets},
    segment::Document,
};

/// How many tokens before an amount may hold the word that governs it: `lợi nhuận trước thuế quý này ước đạt`.
const REACH: usize = 10;

/// The same where a word follows that might be a noun after all.
const SHORT_REACH: usize = 4;

/// How far a coordinated amount with its currency may stand, in tokens.
const NEIGHBOURHOOD: usize = 40;

/// What a word before an amount says about it: money, or a count of something else.
#[derive(Clone, Copy, PartialEq)]
enum Governs {
    Money,
    Count,
}

word_sets! {
    /// Words before a sum, one each, the one that stands for the phrase: `trị giá` is known by `giá`, `lợi nhuận` by `nhuận`.
    PAYING = [
        "giá", "lỗ", "lãi", "nhuận", "thu", "vốn", "lương", "thưởng", "phạt", "chi", "bán", "mua", "tiền", "phí",
        "thuế", "nợ", "vay", "tư", "sách", "cọc", "trợ", "thường", "trả", "nộp", "nhượng", "thoát", "thầu", "xê",
        "ngạch", "tốn", "kiếm", "siêu", "quỹ", "đồng", "usd", "đô", "trị", "mất", "góp", "ngân", "lừa", "đấu", "hối",
        "tham", "thất", "bỏ", "rót", "ngốn", "đền", "cược", "lời", "doanh", "toán", "đóng", "nhận", "tặng", "biếu",
        "đưa", "gửi", "rút", "thuê", "cấp", "hại", "đút", "bồi", "lót", "sản", "ôm", "trộm", "cướp", "lấy", "tiêu",
        "cuỗm", "tẩu", "jackpot", "ẵm", "hết", "giải", "cắp", "độ",
    ];
    /// The same of a count of something else.
    COUNTING = [
        "dân", "lượt", "người", "khách", "tấn", "con", "lượng", "phiếu", "bản", "xem", "view", "bao", "ha", "xe",
        "chiếc", "tuổi", "km", "diện", "số", "cổ", "thành", "viên",
    ];
    /// The last words of things that stand right before their price: `biệt thự 15 tỷ`, `chiếc nhẫn 3 tỷ`.
    PRICED = [
        "thự", "xe", "nhà", "đất", "nhẫn", "túi", "váy", "tàu", "án", "trình", "cầu", "đường", "máy", "du",
    ];
    /// What an amount may be paid for, behind a slash.
    RATES = [
        "tháng", "lượng", "chỉ", "căn", "người", "suất", "con", "kg", "ha", "sào", "công", "chiếc", "bộ", "đêm",
        "vé", "cây", "ngày", "khách", "m", "m2", "tấn", "lít", "phòng", "cặp", "trận", "năm", "hộ", "buổi", "em",
    ];
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let doc = input.doc;
    let mut known: Option<Vec<(Range<usize>, &'static str)>> = None;
    let mut new = Vec::new();
    for (index, numeral) in input.numbers.iter().enumerate() {
        if !amount::may_be_bare(doc, numeral) {
            continue;
        }
        let Some(amount) = amount::at(input, found, index, |at| amount::bare(input, at).map(|bare| (at, bare))) else {
            continue;
        };
        let known = known.get_or_insert_with(|| with_currency(found));
        let sentence = doc.sentence_of(amount.core.start);
        let neighbour = nearest(known, &amount.core, &sentence);
        let rate = doc.key_behind(amount.core.end) == w::SOLIDUS
            && doc.tokens()[amount.core.end].is_glued()
            && RATES.has(doc.key_behind(amount.core.end + 1));
        let reach = if amount.unit == Bare::Surely { REACH } else { SHORT_REACH };
        let priced = amount.unit == Bare::Surely && PRICED.has(doc.key_before(amount.tokens.start));
        let currency = match governor(doc, amount.tokens.start, sentence.start, reach) {
            _ if rate || priced => neighbour.unwrap_or("VND"),
            Some(Governs::Money) => neighbour.unwrap_or("VND"),
            None if amount.unit == Bare::Surely => match neighbour {
                Some(currency) => currency,
                None => continue,
            },
            Some(Governs::Count) | None => continue,
        };
        new.push(draft(amount.tokens, amount.core, amount.low, amount.high, amount.bound, currency, "money.context"));
    }
    for draft in new {
        if found.is_free(draft.tokens.clone()) {
            found.claim(draft);
        }
    }
}

/// The nearest word before `start` that says what the amount is.
fn governor(doc: &Document<'_>, start: usize, sentence: usize, reach: usize) -> Option<Governs> {
    let first = start.saturating_sub(reach).max(sentence);
    (first..start).rev().take_while(|&at| !doc.is(at, w::SEMICOLON)).find_map(|at| {
        // Bonds are money, votes and shares are counted.
        let bond = doc.is(at, w::phiếu) && doc.key_before(at) == w::trái;
        let key = doc.key(at);
        if bond || PAYING.has(key) {
            return Some(Governs::Money);
        }
        COUNTING.has(key).then_some(Governs::Count)
    })
}

fn with_currency(found: &Found) -> Vec<(Range<usize>, &'static str)> {
    let mut known: Vec<_> = found
        .drafts()
        .iter()
        .filter(|draft| draft.kind == Kind::Money)
        .filter_map(|draft| match &draft.value {
            Value::Money(money) => Some((draft.tokens.clone(), money.currency)),
            _ => None,
        })
        .collect();
    known.sort_by_key(|(tokens, _)| tokens.start);
    known
}

/// The currency of the nearest amount of the same sentence.
fn nearest(
    known: &[(Range<usize>, &'static str)],
    core: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<&'static str> {
    let place = known.partition_point(|(tokens, _)| tokens.start < core.start);
    let before = place.checked_sub(1).map(|place| &known[place]).filter(|(tokens, _)| tokens.start >= sentence.start);
    let after = known.get(place).filter(|(tokens, _)| tokens.start < sentence.end);
    let distance = |tokens: &Range<usize>| {
        if tokens.start < core.start { core.start.saturating_sub(tokens.end) } else { tokens.start - core.start }
    };
    [before, after]
        .into_iter()
        .flatten()
        .filter(|(tokens, _)| distance(tokens) <= NEIGHBOURHOOD)
        .min_by_key(|(tokens, _)| distance(tokens))
        .map(|(_, currency)| *currency)
}
