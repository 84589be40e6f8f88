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

/// How sure a head noun is that it begins a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// Begins the name of an organisation, treaty or company.
    Own,
    /// May stand inside another's name: `Hội đồng Khiếu nại Cảnh sát Độc lập`.
    Inner,
    /// Looks like a head noun and is none: `Bộ trưởng`, `Đài Loan`.
    None,
}

static HEADS: LazyLock<Phrases<Head>> = LazyLock::new(|| {
    let own = [
        "ban",
        "bệnh viện",
        "bộ",
        "bộ chỉ huy",
        "bộ quy tắc",
        "bộ tư lệnh",
        "chương trình",
        "câu lạc bộ",
        "chiến dịch",
        "chỉ số",
        "công ty",
        "công ước",
        "cơ quan",
        "cuộc thi",
        "cục",
        "cộng đồng",
        "diễn đàn",
        "dự án",
        "giáo hội",
        "hiệp hội",
        "hiệp ước",
        "hiệp định",
        "hãng",
        "hạm đội",
        "hệ thống",
        "học viện",
        "hội",
        "hội nghị",
        "hội đồng",
        "hợp tác xã",
        "khối",
        "kế hoạch",
        "liên hiệp",
        "liên minh",
        "liên đoàn",
        "lực lượng",
        "mạng lưới",
        "mặt trận",
        "nghiệp đoàn",
        "nghị định thư",
        "ngân hàng",
        "nhà máy",
        "nhà xuất bản",
        "nhóm",
        "phong trào",
        "quân đội",
        "quỹ",
        "sở",
        "thỏa thuận",
        "trung tâm",
        "trường",
        "tuyên bố",
        "tòa án",
        "tạp chí",
        "tập đoàn",
        "tổ chức",
        "tổng công ty",
        "tổng cục",
        "tổng hội",
        "tổng liên đoàn",
        "viện",
        "văn phòng",
        "vệ binh",
        "xí nghiệp",
        "ủy ban",
        "đài truyền hình",
        "đài phát thanh",
        "đài tiếng nói",
        "đại học",
        "đạo luật",
        "đảng",
        "liên xô",
    ];
    let inner = [
        "an ninh",
        "báo",
        "bảo tàng",
        "chính quyền",
        "cảnh sát",
        "cổng",
        "cơ sở",
        "dịch vụ",
        "giải",
        "hải quân",
        "hội chợ",
        "không quân",
        "khu",
        "khách sạn",
        "liên hợp quốc",
        "liên hiệp quốc",
        "nghị viện",
        "nhà nước",
        "phòng",
        "quốc hội",
        "sáng kiến",
        "thông tấn xã",
        "thị trường",
        "vùng",
        "vụ",
        "đoàn",
        "đài",
        "đại hội",
        "đội",
        "sàn giao dịch",
    ];
    let none = [
        "ban bí thư",
        "báo cáo",
        "báo chí",
        "bộ đội",
        "bộ trưởng",
        "cục trưởng",
        "dịch vụ công",
        "giải phóng",
        "giải pháp",
        "giải thưởng",
        "giải quyết",
        "hội trưởng",
        "hội viên",
        "hội an",
        "khu vực",
        "khu trục",
        "khối lượng",
        "liên hợp",
        "phòng chống",
        "phòng cháy",
        "phòng khi",
        "phòng thủ",
        "phòng vệ",
        "phòng không",
        "phòng ngừa",
        "quốc hội khóa",
        "trường hợp",
        "trường sa",
        "viện trưởng",
        "viện trợ",
        "vụ trưởng",
        "vùng vịnh",
        "đài loan",
        "đài bắc",
        "đoàn kết",
        "đoàn trưởng",
        "đại học sĩ",
        "đảng viên",
        "đội trưởng",
        "đội tuyển",
        "sở hữu",
        "ban hành",
        "nhóm trưởng",
        "bộ phận",
    ];
    let rows = [(&own[..], Head::Own), (&inner[..], Head::Inner), (&none[..], Head::None)];
    // The first of two equal phrases wins: what may stand inside comes before what begins a name.
    Phrases::new(rows.into_iter().rev().flat_map(|(heads, head)| heads.iter().map(move |phrase| (*phrase, head))))
});

keys! {
    COMMA = ",", HYPHEN = "-", DASH = "–", AMPERSAND = "&", OPEN_QUOTE = "“", CLOSE_QUOTE = "”", QUOTE = "\"", SLASH = "/",
    LA = "là", DA = "đã", DANG = "đang", SE = "sẽ", DUOC = "được", BI = "bị", KHI = "khi", NAY = "này", NHU = "như",
    PHAI = "phải", THI = "thì", MA = "mà", RANG = "rằng", NOI = "nói", VUA = "vừa", TUNG = "từng", KHONG = "không", NGAY = "ngày",
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
    let senses = known.map_or(&[][..], |known| known.senses);
    // The source of a report, a place, a unit: known, and no name of an organisation.
    let sure = known.is_none() || senses.iter().any(|sense| matches!(sense.domain, Domain::Foreign | Domain::Company));
    let openings: Vec<(Key, Key)> = senses
        .iter()
        .filter_map(|sense| {
            let mut words = sense.long.split(' ').map(Key::of);
            Some((words.next()?, words.next()?))
        })
        .collect();
    let mut found: Option<(usize, Head)> = None;
    let (mut index, mut listed) = (end, false);
    while index > floor && end - index < REACH {
        index -= 1;
        *steps += 1;
        let token = &doc.tokens()[index];
        match token.class() {
            Class::Word | Class::Digits => {}
            Class::Mark
                if matches!(token.key(), HYPHEN | DASH | AMPERSAND | SLASH | OPEN_QUOTE | CLOSE_QUOTE | QUOTE) =>
            {
                continue;
            }
            // `Tổ chức Giáo dục, Khoa học và Văn hóa`: a list inside a name, which only the dictionary can tell from the end of one.
            Class::Mark if token.key() == COMMA && !openings.is_empty() => {
                listed = true;
                continue;
            }
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
        if token.is_capitalised() {
            if openings.iter().any(|opening| *opening == (token.key(), doc.key(index + 1))) {
                found = Some((index, Head::Own));
                break;
            }
            // A name of its own stands between the bracket and what stands further left, unless a dash leads on to the head of the whole:
            // `Hiệp định … Việt Nam - Liên minh châu Âu`.
            let closed = matches!(found, Some((at, Head::Own)) if !is_joined(doc, at));
            match doc.phrase(&HEADS, index) {
                Some((_, Head::None)) | None => {}
                Some(_) if closed || listed => {}
                Some((_, head)) if found.is_none() || *head == Head::Own => found = Some((index, *head)),
                Some(_) => {}
            }
        }
        let closed = matches!(found, Some((at, Head::Own)) if !is_joined(doc, at));
        if token.gap() >= Gap::Line || closed && openings.is_empty() {
            break;
        }
    }
    let (start, _) = found?;
    let fits = sure || openings.iter().any(|opening| *opening == (doc.key(start), doc.key(start + 1)));
    (end - start > 1 && fits).then_some(start)
}

fn is_joined(doc: &Document<'_>, index: usize) -> bool {
    index > 0 && matches!(doc.key(index - 1), HYPHEN | DASH) && doc.tokens()[index].gap() != Gap::None
}
