//! Sentence ends that know `TP. HCM`, `Th.S`, `1.234`, initials, list numbers and quotation.
//!
//! Decided at each mark that may close a sentence, from at most three tokens each side. What the press writes makes the full stop hard:
//! half of those behind a capital letter end nothing (`TP. HCM`, `V. Gorbatko`), half do (`37 độ C. Ngày mai`, `Ảnh: A.V. Theo ông`). The
//! words behind tell them apart: Vietnamese names have a capital on each syllable, so a capital and then a small word begin a
//! sentence, unless the capital word is foreign. A list of all short forms alone was rejected: it cannot tell `của TP. Tuy nhiên` from
//! `của TP. Huế`, and every new initial is missing from it. Line ends always part sentences.

use std::ops::Range;

use crate::{
    lexicon::{Key, Roles, keys},
    segment::{
        Document,
        token::{Case, Class, Gap, Token},
    },
    syllable::is_syllable,
};

keys! {
    STOP = ".", EXCLAMATION = "!", QUESTION = "?", ELLIPSIS = "…",
    OPEN_DOUBLE = "“", DOUBLE = "\"", OPEN_SINGLE = "‘", SINGLE = "'", OPEN_GUILLEMET = "«", OPEN = "(", OPEN_SQUARE = "[",
    HYPHEN = "-", DASH = "–", EM_DASH = "—", BULLET = "•", STAR = "*", PLUS = "+",
    CLOSE_DOUBLE = "”", CLOSE_SINGLE = "’", CLOSE = ")", CLOSE_SQUARE = "]", CLOSE_GUILLEMET = "»",
    // Titles: a name always follows.
    GS = "gs", PGS = "pgs", TS = "ts", THS = "ths", TH = "th", BS = "bs", KS = "ks", KTS = "kts", LS = "ls", CN = "cn", CV = "cv", DS = "ds",
    TSKH = "tskh", BSCK = "bsck", NGND = "ngnd", NGUT = "ngưt", NSND = "nsnd", NSUT = "nsưt", DC = "đc", MR = "mr", MRS = "mrs",
    MS = "ms", DR = "dr", ST = "st", PROF = "prof", NXB = "nxb", TR = "tr", SDT = "sđt", NO = "no", VS = "vs",
    // Levels of a place: a name mostly follows.
    TP = "tp", TX = "tx", TT = "tt", Q = "q", P = "p", H = "h", X = "x", KP = "kp", TDP = "tdp",
    HUE = "huế", VINH = "vinh", DANH = "danh",
    // Words before a letter that is no initial.
    DO_DEGREE = "độ", BANG = "bảng", CHU_LETTER = "chữ", VITAMIN = "vitamin", HANG = "hạng", LOAI = "loại", KHOI = "khối", LOP = "lớp",
    NHOM = "nhóm", MUC = "mục", PHAN = "phần", TUYEN = "tuyến", SERIE = "serie", KENH = "kênh", GAN = "gan", HINH = "hình", TO = "tổ", LO = "lô",
    ONG = "ông", BA = "bà", ANH = "anh", CHI = "chị", EM = "em", CO = "cô", DO = "do", VA = "và", VOI = "với",
    // Words that begin a sentence and no name, or hardly one.
    THEO = "theo", TUY = "tuy", TAI = "tại", TRONG = "trong", SAU = "sau", KHI = "khi", NHUNG = "nhưng", NGOAI = "ngoài", DAY = "đây",
    DO_THAT = "đó", HO = "họ", NEU = "nếu", VI = "vì", HIEN = "hiện", NHIEU = "nhiều", CAC = "các", NHUNG_SOME = "những", MOT = "một",
    TOI = "tôi", CACH = "cách", KHONG = "không", DE = "để", BEN = "bên", DEN = "đến", TU = "từ", CON = "còn", DUOC = "được", TRUOC = "trước",
    CUNG = "cũng", DU = "dù", MAC = "mặc", SONG = "song", TREN = "trên", DIEU = "điều", DONG = "đồng", QUA = "qua", CHI_ONLY = "chỉ",
    NHU = "như", VAY = "vậy", THE = "thế", VIEC = "việc", DAC = "đặc", LUC = "lúc", NAY = "này", VE = "về", NGAY = "ngày", RIENG = "riêng",
    CUNG_WITH = "cùng",
}

/// Splits the tokens into `sentences`, which is empty: every token is in one, none crosses a line end. Linear.
pub(super) fn split(doc: &Document<'_>, sentences: &mut Vec<Range<usize>>) {
    let (text, tokens) = (doc.text(), doc.tokens());
    sentences.reserve(text.len() / 128 + 1);
    let mut start = 0;
    for index in doc.triggers(Roles::CLOSING | Roles::LINE) {
        if tokens[index].gap >= Gap::Line && index > start {
            sentences.push(start..index);
            start = index;
        }
        let next = index + 1;
        if tokens[index].class == Class::Mark
            && tokens.get(next).is_some_and(|token| token.gap < Gap::Line)
            && (Splitter { text, tokens, start }).ends_before(next)
        {
            sentences.push(start..next);
            start = next;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
}

/// The tokens, and where the sentence that is being read began.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: usize,
}

impl Splitter<'_> {
    /// Whether a sentence ends between token `index - 1`, which is a mark, and token `index`.
    fn ends_before(&self, index: usize) -> bool {
        let next = &self.tokens[index];
        // Closing quotes and brackets belong to the sentence that they close.
        // Four at most, so that a row of brackets stays linear.
        let mut last = index - 1;
        let floor = self.start.max(index.saturating_sub(5));
        while last > floor && is_closer(&self.tokens[last]) && self.tokens[last].gap == Gap::None {
            last -= 1;
        }
        let mark = self.tokens[last].key;
        if !matches!(mark, STOP | EXCLAMATION | QUESTION | ELLIPSIS) {
            return false;
        }
        if next.gap == Gap::None {
            return mark == STOP && last + 1 == index && self.is_space_missing(index);
        }
        if !self.may_begin(index) {
            return false;
        }
        mark != STOP || last == self.start || !self.is_short(last - 1, index)
    }

    /// Whether a sentence may begin with token `index`: a capital, a digit, or an opening mark before one.
    fn may_begin(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        match token.class {
            Class::Word => token.case != Case::Lower,
            Class::Digits | Class::Protected(_) => true,
            Class::Mark => match token.key {
                OPEN_DOUBLE | DOUBLE | OPEN_SINGLE | SINGLE | OPEN_GUILLEMET | OPEN | OPEN_SQUARE | BULLET | STAR
                | PLUS => true,
                // `“Ai đó?” - ông hỏi`: a dash begins a sentence only before a capital.
                HYPHEN | DASH | EM_DASH => self
                    .tokens
                    .get(index + 1)
                    .is_some_and(|after| after.class != Class::Mark && after.case != Case::Lower || is_opener(after)),
                _ => false,
            },
        }
    }

    /// Whether a full stop with no space behind it ends a sentence all the same: `gia.Các bên`, `29A-123.45.Vụ việc`.
    fn is_space_missing(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(2).map(|before| &self.tokens[before]) else { return false };
        let is_word = match before.class {
            Class::Word => match before.case {
                Case::Lower => before.end - before.start > 1,
                // `Chelsea.Được`, but `Th.S` and `Tp.Hà`.
                Case::Title => before.end - before.start > 3,
                _ => false,
            },
            // `1.Quyết định` is a list number.
            Class::Digits | Class::Protected(_) => index - 2 > self.start,
            Class::Mark => is_closer(before),
        };
        // `quốc gia.“Việc nhà nước`.
        let begin = if is_opener(&self.tokens[index]) { index + 1 } else { index };
        is_word && self.tokens.get(begin).is_some_and(|next| next.case == Case::Title) && self.begins_clause(begin)
    }

    /// Whether a full stop behind token `index` marks a short form (`TP.`, `ông A.`, `1.`), not an end; `next` follows it.
    fn is_short(&self, index: usize, next: usize) -> bool {
        let token = &self.tokens[index];
        match token.class {
            // A list number: `1. Nguồn gốc`.
            Class::Digits => index == self.start && self.tokens[next].class == Class::Word,
            Class::Word => {
                let letters = token.end - token.start;
                match token.key {
                    GS | PGS | TS | THS | TH | BS | KS | KTS | LS | CN | CV | DS | TSKH | BSCK | NGND | NGUT | NSND
                    | NSUT | DC | MR | MRS | MS | DR | ST | PROF | NXB | TR | SDT | VS
                        if token.case != Case::Lower || matches!(token.key, DC | TR | VS) =>
                    {
                        true
                    }
                    NO if token.case == Case::Title => self.tokens[next].class == Class::Digits,
                    TP | TX | TT | Q | P | H | X | KP | TDP if index > self.start || token.case != Case::Lower => {
                        self.is_short_city(next) || !self.begins_sentence(next)
                    }
                    // A list letter or numeral: `a. Quy mô`, `II. Kết quả`.
                    _ if index == self.start && (letters == 1 || is_roman(&self.text[token.span().range()])) => true,
                    _ if token.case == Case::Upper && letters == 1 => {
                        self.is_initial(index) && !self.begins_sentence(next)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether the capital letter at `index` may be the initial of a name: `V. Gorbatko`, `J.K. Simmons`, `ông A. Tuấn`.
    fn is_initial(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let Some(before) = index.checked_sub(1).filter(|_| index > self.start).map(|before| &self.tokens[before])
        else {
            return true;
        };
        match before.class {
            // `J.K.`, `(M. Romae)`, but `37°C.` and `23/5/A.`.
            Class::Mark => before.key == STOP || token.gap != Gap::None || is_opener(before),
            // `37 độ C.`, `bảng F.`: a letter that names a measure or one of a row.
            Class::Word => !matches!(
                before.key,
                DO_DEGREE
                    | BANG
                    | CHU_LETTER
                    | VITAMIN
                    | HANG
                    | LOAI
                    | KHOI
                    | LOP
                    | NHOM
                    | MUC
                    | PHAN
                    | TUYEN
                    | SERIE
                    | KENH
                    | GAN
                    | HINH
                    | TO
                    | LO
            ),
            // `4X.`, `5G.`.
            _ => false,
        }
    }

    /// Whether the words from `index` begin a sentence rather than go on a name.
    fn begins_sentence(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let is_starter = matches!(
            token.key,
            THEO | TUY
                | TAI
                | TRONG
                | SAU
                | KHI
                | NHUNG
                | NGOAI
                | DAY
                | DO_THAT
                | HO
                | NEU
                | VI
                | HIEN
                | NHIEU
                | CAC
                | NHUNG_SOME
                | MOT
                | TOI
                | CACH
                | KHONG
                | DE
                | BEN
                | DEN
                | TU
                | CON
                | DUOC
                | TRUOC
                | CUNG
                | DU
                | MAC
                | SONG
                | TREN
                | DIEU
                | DONG
                | QUA
                | CHI_ONLY
                | NHU
                | VAY
                | THE
                | VIEC
                | DAC
                | LUC
                | NAY
                | VE
                | NGAY
                | RIENG
                | CUNG_WITH
                | ONG
                | BA
                | ANH
                | CHI
                | EM
                | CO
                | DO
                | VA
                | VOI
        );
        is_starter || is_opener(token) || self.begins_clause(index)
    }

    /// Whether one of the two cities whose names have one syllable stands at `index`: `TP. Huế được`, but `TP. Vinh danh`.
    fn is_short_city(&self, index: usize) -> bool {
        let [token, after] = [index, index + 1].map(|at| self.tokens.get(at).map_or(Key::NONE, |token| token.key));
        token == HUE || token == VINH && after != DANH
    }

    /// Whether a capital on a Vietnamese syllable and a small word behind it say that no name begins at `index`.
    fn begins_clause(&self, index: usize) -> bool {
        let token = &self.tokens[index];
        let Some(after) = self.tokens.get(index + 1) else { return false };
        token.class == Class::Word
            && after.class == Class::Word
            && after.case == Case::Lower
            && after.gap == Gap::Space
            && is_syllable(&self.text[token.span().range()])
    }
}

fn is_closer(token: &Token) -> bool {
    matches!(token.key, CLOSE_DOUBLE | DOUBLE | CLOSE_SINGLE | SINGLE | CLOSE | CLOSE_SQUARE | CLOSE_GUILLEMET)
}

fn is_opener(token: &Token) -> bool {
    matches!(token.key, OPEN_DOUBLE | DOUBLE | OPEN_SINGLE | SINGLE | OPEN_GUILLEMET | OPEN | OPEN_SQUARE)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}
