//! Finds where the name begins that a foreign or coined short form stands for: `Liên minh châu Âu (EU)`.
//!
//! The letters say nothing here, so the name must say it itself: it begins at the last head noun in capitals before the bracket
//! (`Tổ chức`, `Cục`, `Liên minh`), and between the two stands nothing that a name cannot hold. Where the dictionary knows the short form
//! by a name that begins with the same word, that word is the head even in small letters. Rejected: the first capital before the
//! bracket without a head noun (it cuts `Giám đốc Cục …` and joins names to their owners).

use std::sync::LazyLock;

use crate::{
    lexicon::{Dictionary, Domain, Key, Phrases, keys, squeeze},
    segment::{Case, Class, Document, Gap},
};

/// How many tokens a name may have.
const REACH: usize = 24;

/// Head nouns of the names of organisations, treaties and companies.
static HEADS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        [
            "an ninh",
            "ban",
            "bệnh viện",
            "bộ",
            "bộ chỉ huy",
            "bộ quy tắc",
            "bộ tư lệnh",
            "chương trình",
            "chính quyền",
            "câu lạc bộ",
            "công ty",
            "công ước",
            "cơ quan",
            "cơ sở",
            "cảnh sát",
            "cục",
            "cộng đồng",
            "diễn đàn",
            "dự án",
            "giải",
            "hiệp hội",
            "hiệp ước",
            "hiệp định",
            "hãng",
            "hãng hàng không",
            "hãng tin",
            "hãng thông tấn",
            "hạm đội",
            "hải quân",
            "hệ thống",
            "học viện",
            "hội",
            "hội chợ",
            "hội nghị",
            "hội nghị thượng đỉnh",
            "hội đồng",
            "không quân",
            "khu",
            "khối",
            "kế hoạch",
            "liên hiệp",
            "liên hợp",
            "liên minh",
            "liên đoàn",
            "lực lượng",
            "mạng lưới",
            "mặt trận",
            "ngân hàng",
            "nhà máy",
            "nhà nước",
            "nhà xuất bản",
            "nhóm",
            "nghiệp đoàn",
            "phong trào",
            "phòng",
            "quân đội",
            "quốc hội",
            "quỹ",
            "sáng kiến",
            "sở",
            "thỏa thuận",
            "trung tâm",
            "trường",
            "tuyên bố",
            "tòa án",
            "tập đoàn",
            "tổ chức",
            "tổng công ty",
            "tổng cục",
            "tổng liên đoàn",
            "viện",
            "vệ binh",
            "vụ",
            "vùng",
            "văn phòng",
            "xí nghiệp",
            "ủy ban",
            "đài",
            "đài truyền hình",
            "đại học",
            "đại hội",
            "đạo luật",
            "đảng",
            "đội",
            "đoàn",
            "chỉ số",
            "thị trường",
            "cuộc thi",
            "nghị viện",
            "ngoại hạng",
            "chiến dịch",
            "cổng",
            "dịch vụ",
            "giáo hội",
            "hợp tác xã",
            "khách sạn",
            "tạp chí",
            "báo",
            "thông tấn xã",
            "tổng hội",
            "bảo tàng",
            "sở giao dịch",
            "quân khu",
            "không đoàn",
            "nghị định thư",
            "đạo luật",
        ]
        .map(|head| (head, ())),
    )
});

/// Words that begin with a head noun and are none: `Bộ trưởng`, `Hội trưởng`, `Viện trưởng`.
static NO_HEADS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(
        [
            "bộ trưởng",
            "viện trưởng",
            "hội trưởng",
            "cục trưởng",
            "vụ trưởng",
            "đội trưởng",
            "ban bí thư",
            "đoàn trưởng",
            "đảng viên",
            "hội viên",
            "trường hợp",
            "đại học sĩ",
            "bộ đội",
            "trường sa",
            "quốc hội khóa",
            "phòng khi",
            "đội tuyển",
            "khu vực",
            "báo cáo",
            "báo chí",
            "vùng vịnh",
            "giải thưởng",
        ]
        .map(|head| (head, ())),
    )
});

keys! {
    COMMA = ",", HYPHEN = "-", DASH = "–", AMPERSAND = "&", OPEN_QUOTE = "“", CLOSE_QUOTE = "”", QUOTE = "\"", SLASH = "/",
    LA = "là", DA = "đã", DANG = "đang", SE = "sẽ", DUOC = "được", BI = "bị", KHI = "khi", NAY = "này", NHU = "như",
    PHAI = "phải", THI = "thì", MA = "mà", RANG = "rằng", NOI = "nói", VUA = "vừa", TUNG = "từng", KHONG = "không", NGAY = "ngày",
    VA = "và",
}

/// The token where the name begins that ends right before token `end` and that `short` stands for, where that is plain.
pub(super) fn start_of(
    doc: &Document<'_>,
    dictionary: &Dictionary,
    floor: usize,
    end: usize,
    short: &str,
    steps: &mut usize,
) -> Option<usize> {
    if short.chars().filter(|letter| letter.is_uppercase()).count() < 2 || !short.chars().all(char::is_alphanumeric) {
        return None;
    }
    let known = dictionary.known(squeeze(short), short);
    // The source of a report, a place, a unit: known, and no name of an organisation.
    let sure = known.is_some_and(|known| {
        known.senses.iter().any(|sense| matches!(sense.domain, Domain::Foreign | Domain::Company))
    });
    let heads: Vec<Key> = known
        .iter()
        .flat_map(|known| known.senses)
        .filter_map(|sense| sense.long.split(' ').next().map(Key::of))
        .collect();
    let mut found = None;
    let mut index = end;
    while index > floor && end - index < REACH {
        index -= 1;
        *steps += 1;
        let token = &doc.tokens()[index];
        match token.class() {
            Class::Word | Class::Digits => {}
            Class::Mark
                if matches!(token.key(), HYPHEN | DASH | AMPERSAND | SLASH | OPEN_QUOTE | CLOSE_QUOTE | QUOTE) => {}
            // A name may hold a list (`Tổ chức Giáo dục, Khoa học và Văn hóa`): the words behind the comma must not be a name of their own.
            Class::Mark if token.key() == COMMA && found.is_none() => {}
            _ => break,
        }
        if matches!(
            token.key(),
            LA | DA
                | DANG
                | SE
                | DUOC
                | BI
                | KHI
                | NAY
                | NHU
                | PHAI
                | THI
                | MA
                | RANG
                | NOI
                | VUA
                | TUNG
                | KHONG
                | NGAY
        ) && token.case() == Case::Lower
        {
            break;
        }
        let known_head = token.is_capitalised() && heads.contains(&token.key());
        let head =
            token.is_capitalised() && doc.phrase(&HEADS, index).is_some() && doc.phrase(&NO_HEADS, index).is_none();
        if head || known_head {
            found = Some(index);
            // `Hiệp định … Việt Nam - Liên minh châu Âu`: a dash leads on to the head of the whole; so does a word that the dictionary
            // has for the head, if it stands further left.
            let joined = index > floor
                && matches!(doc.key(index - 1), HYPHEN | DASH | VA)
                && doc.tokens()[index].gap() != Gap::None;
            if known_head || !joined {
                break;
            }
        }
        if token.gap() >= Gap::Line {
            break;
        }
    }
    let start = found?;
    let words = end - start;
    if words < 2 || known.is_some() && !sure && !heads.contains(&doc.key(start)) {
        return None;
    }
    Some(start)
}
