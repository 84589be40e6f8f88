//! Decides from the context whether a number is a count, or a label, a score, a year, a name.
//!
//! Three word lists decide by the word before a number, instead of one rule per word; they have the words that news puts
//! before numbers that are rarely counts.

use crate::{
    fact::{
        Input,
        amount::{self, Amount},
        quantity::{
            unit::{self, Sort, Unit},
            word,
        },
    },
    lexicon::{GROUPS, Key, LABELS, table_sets, w},
    number::{Decimal, Form, Number, Numeral},
    segment::{Case, Class, Document, Gap},
};

/// What the left side of a number allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Any unit.
    Free,
    /// A known unit, not a guess.
    Named,
    /// Only a unit of people or seats: `lớp 40 học sinh`, `xe 7 chỗ`.
    Group,
    /// None: the number is a label.
    Label,
}

table_sets! {
    "counts.tsv":
    /// The last words of names that end in digits: `SEA Games 28`, `iPhone 7`.
    NAMES = "names";
    /// First words of what a group is counted in.
    MEMBERS = "members";
    /// What may be sent: `điều 12 xe cứu hỏa`, but `Điều 12 Luật …`.
    SENT = "sent";
    /// What is granted: `cấp 94 giấy chứng nhận`, but `cấp 3 trường chuyên`.
    GRANTED = "granted";
    /// Who grants, or when it is granted: the words before `cấp`.
    GRANTING = "granting";
    /// What a device or a vehicle has: `máy 2 SIM`.
    FITTED = "fitted";
    /// Devices and vehicles, with words for their models.
    DEVICES = "devices";
    /// The second words of titles below the first one: `Á hậu 2`.
    RANKED = "ranked";
    /// What comes before the `điều` of a law.
    BEFORE_ARTICLE = "before_article";
    /// How a match ended.
    RESULTS = "results";
}

/// What the word with this key makes of a number after it, if it is in a list.
fn place_of(key: Key) -> Option<Place> {
    [(&LABELS, Place::Label), (&GROUPS, Place::Group), (&NAMES, Place::Named)]
        .into_iter()
        .find_map(|(words, place)| words.has(key).then_some(place))
}

/// Below this a number after a noun is more often its label.
const FEW: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// What comes before an amount whose bounding words begin at token `start`, its number at `number`.
fn before(doc: &Document<'_>, numeral: &Numeral, start: usize, number: usize) -> Place {
    if start < number || doc.tokens().get(start).is_none_or(|token| token.gap > Gap::Space) {
        return Place::Free;
    }
    if numeral.form == Form::Vague {
        return Place::Free;
    }
    let Some(previous) = start.checked_sub(1).and_then(|index| doc.tokens().get(index)) else { return Place::Free };
    let two_back = start.checked_sub(2).map_or(Key::NONE, |index| doc.key(index));
    match place_of(previous.key) {
        // `dân số 107.000 người`, `danh mục 300 ca khúc`: the word is not a label.
        Some(Place::Label) if doc.ends_compound(start - 1) || numeral.scale > Decimal::ONE => Place::Named,
        // `trong vòng 3 trận`, `tổng số 30 nước`.
        Some(Place::Label) if previous.key == w::vòng && two_back == w::trong => Place::Free,
        Some(Place::Label)
            if previous.key == w::số && matches!(two_back, w::tổng | w::trong | w::con | w::với | w::điểm) =>
        {
            Place::Free
        }
        Some(Place::Named) if numeral.form == Form::Digits => Place::Label,
        // `Á hậu 2 Hoa hậu Việt Nam`
        None if two_back == w::á && RANKED.has(previous.key) && numeral.form == Form::Digits => Place::Label,
        Some(place) => place,
        // `Ban Chỉ đạo 389`
        None if previous.key == w::đạo
            && two_back == w::chỉ
            && start.checked_sub(3).is_some_and(|at| doc.is(at, w::ban)) =>
        {
            Place::Label
        }
        // `Tòa phúc thẩm khu vực 9 vốn …`
        None if previous.key == w::vực && two_back == w::khu && numeral.form == Form::Digits => Place::Named,
        // `Nghị quyết Trung ương 4 khóa XII`
        None if previous.key == w::ương && two_back == w::trung && numeral.form == Form::Digits => Place::Label,
        // `tổ dân phố 20, 21`, `quận 1 và 3`: the next number of a label.
        None if matches!(previous.key, w::COMMA | w::và)
            && numeral.form == Form::Digits
            && is_labelled(doc, start, unit::begins_place(doc, numeral.tokens.end)) =>
        {
            Place::Label
        }
        None if previous.key == w::năm && numeral.form != Form::Words => Place::Label,
        // `Nhánh 1`, `Hình 2`: a noun that opens a sentence.
        None if numeral.form == Form::Digits
            && previous.case == Case::Title
            && doc.starts_sentence(start - 1)
            && numeral.value.decimal().is_some_and(|value| value < FEW)
            && unit::is_noun(doc, start - 1) =>
        {
            Place::Label
        }
        // `Có hai thành tố`: the verb is capitalised only because it starts the sentence.
        None if previous.key == w::có && numeral.form == Form::Words && doc.starts_sentence(start - 1) => Place::Free,
        // A product, a club, a place: `iPhone 7`, `Boeing 737`, but `Việt Nam 3 lần`.
        None if previous.class == Class::Word && matches!(previous.case, Case::Title | Case::Upper | Case::Mixed) => {
            Place::Named
        }
        None => Place::Free,
    }
}

/// Whether the number at `start` is a further one of a row of small numbers after a label: of three or more (`thứ 3, 4 và 6 hằng tuần`,
/// but `ở vòng 1, 8 đội`), or of two before the word for a place (`tổ 20, 21 phường Yên Sở`) or after the parts of a law (`Điều 68 và 69
/// dự thảo`).
fn is_labelled(doc: &Document<'_>, start: usize, before_place: bool) -> bool {
    let is_small =
        |at: usize| doc.tokens().get(at).is_some_and(|token| token.class == Class::Digits && token.span().len() <= 3);
    let mut at = start;
    for members in 2..8 {
        let Some(number) = at.checked_sub(2).filter(|&number| number > 0) else { return false };
        if !matches!(doc.key(number + 1), w::COMMA | w::và) || !is_small(number) || !is_small(at) {
            return false;
        }
        let before = doc.key(number - 1);
        if LABELS.has(before) {
            return (members > 2 || before_place || matches!(before, w::điều | w::khoản))
                && doc.tokens().get(number).is_some_and(|token| token.gap == Gap::Space);
        }
        at = number;
    }
    false
}

/// Whether what begins at `start` continues with another number: `Km 307 + 500`, `rộng 4 x 12 m`, `Mazda 3 2017`.
fn is_tail(doc: &Document<'_>, start: usize) -> bool {
    let tokens = doc.tokens();
    let is_number =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|token| token.class == Class::Digits);
    let digits = tokens.get(start).filter(|token| token.class == Class::Digits);
    let before = start.checked_sub(1);
    match before {
        Some(_) if is_product(doc, start) => true,
        _ => digits.is_some_and(|token| token.gap <= Gap::Space) && is_number(before),
    }
}

/// Whether the digits of a name stand right before `start`: `động cơ V6 3.0 lít`.
fn is_after_code(doc: &Document<'_>, start: usize) -> bool {
    let tokens = doc.tokens();
    start.checked_sub(2).is_some_and(|at| {
        tokens[at + 1].class == Class::Digits
            && tokens[at + 1].is_glued()
            && tokens[at].class == Class::Word
            && tokens[at].case == Case::Upper
    })
}

/// Whether a sign of a sum or a product and another number come before `start`.
fn is_product(doc: &Document<'_>, start: usize) -> bool {
    let tokens = doc.tokens();
    start.checked_sub(2).is_some_and(|at| {
        tokens.get(at).is_some_and(|token| token.class == Class::Digits)
            && matches!(doc.key(at + 1), w::PLUS_SIGN | w::x | w::MULTIPLICATION_SIGN)
    })
}

/// Whether the number of an amount counts its unit.
pub(super) fn counts(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> bool {
    if numeral.form == Form::Words && doc.is(numeral.tokens.start, w::không) {
        return false;
    }
    let measured = matches!(amount.unit.sort, Sort::Measure(_));
    if hangs_on_number(doc, numeral, amount, measured) {
        return false;
    }
    // A label's number has no unit of measure: `loại 20 lít` counts.
    if measured {
        // `210/120 mmHg` is two pressures; in `thứ hai ký biên bản` somebody signs on a Monday.
        let is_ordinal = numeral.form == Form::Words && doc.key_before(numeral.tokens.start) == w::thứ;
        return !is_ordinal
            && !is_side(doc, amount)
            && !matches!(amount.low, Number::Ratio(part, whole) if part > whole);
    }
    let previous = doc.key_before(amount.tokens.start);
    if is_score(doc, amount) || is_named(doc, amount, previous) || names_in_row(doc, numeral, amount) {
        return false;
    }
    let guessed = amount.unit.sort == Sort::Guess;
    // `ở tuổi trên 40 anh …`: the number is the age.
    if previous == w::tuổi && amount.tokens.start < amount.core.start && !doc.is(amount.unit.start, w::tuổi) {
        return false;
    }
    // `cả hai thừa nhận`: both admit it; nothing is counted.
    if guessed && amount.tokens.len() == amount.core.len() && previous == w::cả {
        return false;
    }
    let is_whole = || amount.low.decimal().is_some_and(|low| low.is_integer());
    let is_free = match place(doc, numeral, amount, previous) {
        Place::Label => false,
        Place::Named => !guessed,
        Place::Group => {
            (!guessed || is_whole())
                && (numeral.value.decimal().is_some_and(|value| value >= FEW)
                    || MEMBERS.has(doc.key(amount.unit.start)))
        }
        Place::Free => !guessed || is_whole(),
    };
    if !is_free || is_other_sense(doc, numeral, amount) {
        return false;
    }
    match numeral.form {
        Form::Words => word::is_numeral(doc, numeral, &amount.unit),
        Form::Digits => !is_code(doc, numeral) && (amount.tokens.start < amount.core.start || !is_year(doc, numeral)),
        _ => true,
    }
}

/// Whether the amount continues with a number before it, as in `Mazda 3 2017`. A measure counts after another number too (`iPhone 7 128GB`,
/// `động cơ V6 3.0 lít`).
fn hangs_on_number(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>, measured: bool) -> bool {
    let (start, head) = (amount.tokens.start, amount.unit.start);
    let after_number = measured
        && numeral.form == Form::Digits
        && (doc.tokens().get(head).is_some_and(|unit| unit.is_glued()) || is_after_code(doc, start));
    (is_product(doc, start) || !after_number) && is_tail(doc, start)
}

/// Whether the number names one of a row: `Produce 101 mùa 2` is a label with its own number, `hàng 6 hàng 7` has the same noun twice.
fn names_in_row(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> bool {
    let head = amount.unit.start;
    let digits = doc.tokens().get(head + 1).filter(|next| next.class == Class::Digits);
    let Some(digits) = digits.filter(|_| numeral.form == Form::Digits) else { return false };
    let is_season = amount.unit.end == head + 1
        && matches!(doc.key(head), w::mùa | w::tập | w::khóa | w::kỳ | w::phần)
        && digits.gap == Gap::Space
        && amount::ends_phrase(doc, head + 2);
    is_season || is_row_of_names(doc, amount.tokens.start, doc.key(head))
}

/// Whether a row in which `noun` and a number take turns, of which the number at `start` is one, begins with the noun: `hàng 6 hàng 7`, but
/// `1 trận 2 trận 3 trận`.
fn is_row_of_names(doc: &Document<'_>, start: usize, noun: Key) -> bool {
    const LONGEST: usize = 16;
    let is_noun = |at: usize| at.checked_sub(1).is_some_and(|before| doc.is(before, noun));
    let digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class == Class::Digits);
    let mut at = start;
    for _ in 0..LONGEST {
        match at.checked_sub(2).filter(|&number| is_noun(at) && digits(number)) {
            Some(number) => at = number,
            None => break,
        }
    }
    is_noun(at)
}

/// What comes before the amount, where the unit may free it from a label.
fn place(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>, previous: Key) -> Place {
    let head = amount.unit.start;
    match before(doc, numeral, amount.tokens.start, amount.core.start) {
        // `được cấp hai lần`: a count of times is no label's number; `Ligue 1 lần đầu tiên`.
        Place::Label if doc.is(head, w::lần) && previous != w::thứ && !doc.is(head + 1, w::đầu) => Place::Free,
        // `từ năm 9 tuổi`
        Place::Label if doc.is(head, w::tuổi) && previous == w::năm => Place::Free,
        // `xe khách loại 45 chỗ`, `Máy 2 SIM`
        Place::Label if DEVICES.has(previous) && FITTED.has(doc.key(head)) => Place::Named,
        Place::Label if previous == w::điều && SENT.has(doc.key(head)) && is_sending(doc, amount.tokens.start - 1) => {
            Place::Named
        }
        // `cấp 94 Giấy chứng nhận`, but `cấp 3`.
        Place::Label if previous == w::cấp && (GRANTED.has(doc.key(head)) || is_granting(doc, numeral, amount)) => {
            Place::Named
        }
        place => place,
    }
}

/// Whether the `cấp` before the amount gives something: who does it is named before, or no grade is as high.
fn is_granting(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> bool {
    const HIGHEST: Decimal = Decimal::from_parts(17, 0, 0, false, 0);
    let giver = amount.tokens.start.checked_sub(1).map_or(Key::NONE, |at| doc.key_before(at));
    amount.unit.sort == Sort::Noun
        && (GRANTING.has(giver) || numeral.value.decimal().is_some_and(|value| value > HIGHEST))
}

/// Whether number and unit together are something else than a count.
fn is_other_sense(doc: &Document<'_>, numeral: &Numeral, amount: &Amount<Unit>) -> bool {
    let (first, head) = (numeral.tokens.start, amount.unit.start);
    let is_short = amount.unit.end == head + 1;
    // `ngựa 12 chỉ còn`: here `chỉ` means *only* and is no weight of gold.
    let only = is_short && doc.is(head, w::chỉ) && !is_weight(doc, head + 1);
    // `Quảng trường 19/8 thành phố`: a part cannot exceed its whole.
    let date = matches!(amount.low, Number::Ratio(part, whole) if part > whole);
    // `nửa bước` is an idiom for *hardly at all*; in `1 cách`, `1 chút`, `1 thời gian` the `1` is an article.
    let half = doc.is(first, w::nửa) && numeral.tokens.len() == 1 && amount.tokens.start == amount.core.start;
    let article = amount.low.decimal() == Some(Decimal::ONE)
        && (is_short && matches!(doc.key(head), w::cách | w::ít | w::nẻo)
            || matches!(doc.key(head), w::chút | w::mực | w::tí)
            || doc.is(head, w::thời) && doc.is(head + 1, w::gian)
            || doc.is(head, w::số));
    // `hai bên`, `thượng đỉnh ba bên` mean the parties; no sides are counted.
    let parties =
        is_short && doc.is(head, w::bên) && numeral.value.decimal().is_some_and(|value| value <= Decimal::from(4));
    // `biệt thự 15 tỷ anh mới mua`, `bỏ siêu xe 7 tỷ cạnh chuồng gà`
    let clause =
        is_short && numeral.scale >= Decimal::ONE_THOUSAND && (amount::is_pronoun(doc, head) || doc.is(head, w::cạnh));
    // `không mấy thiện cảm`: *not much*.
    let little = numeral.form == Form::Vague && doc.is(first, w::mấy) && doc.key_before(first) == w::không;
    // `WS 858 giá 410.000 đồng`
    let price = is_short
        && doc.is(head, w::giá)
        && doc.tokens().get(head + 1).is_some_and(|next| next.class == Class::Digits && next.gap == Gap::Space);
    // `3 Đội tuyển nào vô địch?`: the number of a question in a list.
    let question = numeral.form == Form::Digits
        && doc.key_after(amount.unit.end) == w::nào
        && (doc.starts_sentence(first) || doc.token(first).gap > Gap::Space);
    question || only || date || half || article || parties || clause || little || price
}

/// Whether the amount is a side of something measured, as in `5m x 8m`: dimensions are not counts.
fn is_side(doc: &Document<'_>, amount: &Amount<Unit>) -> bool {
    let is_times = |key| matches!(key, w::x | w::MULTIPLICATION_SIGN);
    let is_digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class == Class::Digits);
    let (start, end) = (amount.tokens.start, amount.core.end);
    is_times(doc.key_after(end)) && is_digits(end + 1)
        || is_times(doc.key_before(start)) && start.checked_sub(3).is_some_and(is_digits)
}

/// Whether `chỉ` that ends before token `at` is the weight of gold.
fn is_weight(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_none_or(|next| {
        next.class == Class::Mark
            || next.gap > Gap::Space
            || matches!(next.key, w::vàng | w::bạc | w::kim | w::rưỡi | w::trở | w::và | w::hoặc)
    })
}

/// Whether the `điều` at token `at` sends somebody, and is not an article of a law.
fn is_sending(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.key_before(at);
    doc.token(at).case == Case::Lower && before != Key::NONE && !BEFORE_ARTICLE.has(before)
}

/// Whether the amount is a score or half of one: `tỷ số 3 - 1 nghiêng về`, `thua 2-5 trận chung kết`. What rises is one only after the word
/// for how a match ended.
fn is_score(doc: &Document<'_>, amount: &Amount<Unit>) -> bool {
    let tokens = doc.tokens();
    let digits = |at: usize| -> Option<u32> {
        tokens.get(at).filter(|token| token.class == Class::Digits && token.span().len() <= 2)?;
        doc.text_of(at).parse().ok()
    };
    let is_dash = |at: usize| matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH);
    let start = amount.core.start;
    let is_result = |at: usize| (at.saturating_sub(2)..at).any(|before| RESULTS.has(doc.key(before)));
    if amount.high.is_some() {
        return digits(start).is_some()
            && is_dash(start + 1)
            && digits(start + 2).is_some()
            && is_result(start)
            && !matches!(doc.key(amount.unit.start), w::bàn | w::trái | w::quả | w::điểm)
            && amount.unit.end > start + 3;
    }
    let other = start.checked_sub(2).filter(|_| is_dash(start - 1) && tokens[start].gap <= Gap::Space);
    let pair = other.and_then(|other| Some((digits(other)?, digits(start)?)));
    pair.is_some_and(|(first, second)| first >= second && tokens[start - 1].gap <= Gap::Space)
}

/// Whether the number is a name's: of a region of the forces (`vùng 4 Hải quân`), of a house (`294 đường Hùng Vương`), of a map (`tỷ lệ
/// 1/2000 Khu …`), or both ends are years.
fn is_named(doc: &Document<'_>, amount: &Amount<Unit>, previous: Key) -> bool {
    let head = amount.unit.start;
    let is_title =
        |at: usize| doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space && token.case == Case::Title);
    let digits = doc.tokens().get(amount.core.start).is_some_and(|token| token.class == Class::Digits);
    let house = digits
        && amount.unit.end == head + 1
        && matches!(doc.key(head), w::đường | w::phố | w::ngõ | w::hẻm)
        && (is_title(head + 1) || doc.tokens().get(head + 1).is_some_and(|token| token.case == Case::Upper))
        && !names_as_many(doc, amount, head + 1);
    // `tổ 42, tổ 52 phường Minh Tân`
    let place = digits && GROUPS.has(previous) && unit::begins_place(doc, head) && is_title(amount.unit.end);
    let region = digits && matches!(previous, w::vùng | w::vực | w::đoàn | w::cục) && is_title(head);
    let map = matches!(amount.low, Number::Ratio(1, scale) if scale >= 100) && previous == w::lệ;
    let year = |number: &Number| {
        number.decimal().is_some_and(|year| {
            year.is_integer() && year.scale() == 0 && Decimal::from(1900) < year && year < Decimal::from(2100)
        })
    };
    let years = year(&amount.low) && amount.high.as_ref().is_some_and(year);
    // `Khu du lịch 79 Mùa Xuân`, `số 192 - 194 Hoa Lan`.
    let name = digits && amount.unit.end > head + 1 && (head..amount.unit.end).all(is_title);
    // `tàu Công Nghĩa 04 số hiệu BĐ 96`: the words lead to what is written on it.
    let labelled = digits
        && matches!((doc.key(head), doc.key(head + 1)), (w::số, w::hiệu) | (w::biển, w::số))
        && doc
            .tokens()
            .get(amount.unit.end)
            .is_some_and(|next| matches!(next.class, Class::Digits) || next.is_capitalised());
    // `Km99 +160 quốc lộ 6`: no count has a plus sign, except points.
    let added = doc.is(amount.core.start, w::PLUS_SIGN) && !matches!(doc.key(head), w::điểm | w::bàn | w::người);
    house || place || region || map || years || name || labelled || added || is_cell(doc, amount, digits)
}

/// Whether as many names as the number says stand from token `at` on, parted by commas and `và`: `2 đường Trần Phú và Lê Lợi`.
fn names_as_many(doc: &Document<'_>, amount: &Amount<Unit>, mut at: usize) -> bool {
    const MOST: u64 = 6;
    const LONGEST: usize = 5;
    let whole = amount.low.decimal().filter(Decimal::is_integer).and_then(|low| u64::try_from(low).ok());
    let Some(count) = whole.filter(|count| (2..=MOST).contains(count)) else { return false };
    for name in 1..=count {
        let end = (at..at + LONGEST)
            .find(|&word| doc.tokens().get(word).is_none_or(|token| token.gap > Gap::Space || !token.is_capitalised()))
            .unwrap_or(at + LONGEST);
        let joint = if name == count { None } else { Some(doc.key_after(end)) };
        let is_last = name + 1 == count;
        let joins = joint.is_none_or(|joint| joint == w::và || joint == w::COMMA && !is_last);
        if end == at || !joins {
            return false;
        }
        at = end + 1;
    }
    true
}

/// Whether a noun with a capital, after a capital, a number or a percentage, begins the next cell of a table or the rest of a name: `bóng
/// 47% 2 Thẻ vàng 1`, `Lữ đoàn Công binh 83 Hải quân`.
fn is_cell(doc: &Document<'_>, amount: &Amount<Unit>, digits: bool) -> bool {
    let is_title = |at: usize| doc.tokens().get(at).is_some_and(|token| token.case == Case::Title);
    let Some(before) = amount.tokens.start.checked_sub(1).filter(|_| digits && is_title(amount.unit.start)) else {
        return false;
    };
    let previous = doc.token(before);
    let is_open = doc.token(amount.tokens.start).gap == Gap::Space;
    is_open
        && match previous.class {
            Class::Word => !doc.starts_sentence(before) && previous.case != Case::Lower,
            Class::Digits => true,
            _ => previous.key == w::PERCENT_SIGN,
        }
}

/// Whether the number is written like a code: an account, a telephone, `007`.
fn is_code(doc: &Document<'_>, numeral: &Numeral) -> bool {
    let text = doc.text_of(numeral.tokens.start);
    numeral.tokens.len() == 1 && (text.len() >= 9 || text.len() > 2 && text.starts_with('0'))
}

/// Whether the number is written like a year: four digits, 19 or 20 in front.
fn is_year(doc: &Document<'_>, numeral: &Numeral) -> bool {
    let start = numeral.tokens.start;
    numeral.tokens.len() == 1 && doc.is_recent_year(start) && !doc.text_of(start).ends_with("00")
}

/// Whether the number at token `start` is no label and no part of a name, so that it may share the unit of a later one.
pub(super) fn stands_free(input: &Input<'_>, start: usize) -> bool {
    let from = input.doc.key_before(start) == w::từ;
    let is_free = |numeral| before(input.doc, numeral, start, start) == Place::Free && !is_tail(input.doc, start);
    input.numbers.starting_at(start).is_some_and(|numeral| from || is_free(numeral))
}
