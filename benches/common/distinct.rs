//! Hostile texts without repetition, so that lists and tables that depend on the text grow with it.

/// A text of about this many bytes.
pub(crate) fn text(piece: Piece, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 256);
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

/// The `number`th piece of a text.
pub(crate) type Piece = fn(usize) -> String;

/// The texts with their names.
pub(crate) const TEXTS: [(&str, Piece); 24] = [
    ("definitions", |n| format!("Ban {} {} ({}{}), ", word(n), word(n / 40), initial(n), initial(n / 40))),
    ("definitions, then their short forms", |n| {
        format!(
            "({}{}{}) và {}{}{} ",
            initial(n),
            initial(n / 7),
            initial(n / 300),
            initial(n),
            initial(n / 7),
            initial(n / 300)
        )
    }),
    ("short forms before their meaning", |n| {
        format!("{}{}{} (Hội {} {}) ", initial(n), initial(n / 24), initial(n / 500), word(n), word(n + 1))
    }),
    ("own short forms", |n| format!("{}{}{}{} ", initial(n), initial(n / 24), initial(n / 576), initial(n / 13_824))),
    ("document numbers", |n| format!("{}/{}/QĐ-{}{}, ", n, 1990 + n % 40, initial(n), initial(n / 24))),
    ("citations in one list", |n| format!("Nghị định {}/{}/NĐ-CP và ", n, 1990 + n % 40)),
    ("laws", |n| format!("Luật {} {} {}, ", capital(n), word(n / 40), 1990 + n % 40)),
    // Past 3,000, so that no number looks like a year: the longer text would have more of those than the shorter.
    ("pinpoints", |n| format!("khoản {} Điều {}, ", n % 97, 3_000 + n)),
    ("dates without years", |n| format!("ngày {}/{}, ", n % 28 + 1, n % 12 + 1)),
    ("dates with years", |n| format!("ngày {}/{}/{} và ", n % 28 + 1, n % 12 + 1, 1900 + n % 200)),
    ("that day", |n| format!("cùng ngày, lúc {} giờ {} ", n % 24, n % 60)),
    ("events in one sentence", |n| format!("tặng Bằng khen cho ông {} {}, ", capital(n), capital(n / 40))),
    ("awards with classes", |n| format!("Huân chương {} hạng {}, ", capital(n), ["Nhất", "Nhì", "Ba"][n % 3])),
    ("recipients", |n| format!("{} {} {}, ", capital(n), capital(n / 40), capital(n / 3))),
    ("prizes by their names", |n| format!("giải “{} {}” và ", capital(n), word(n / 40))),
    ("counts", |n| format!("{} {} và ", number(n), word(n))),
    ("amounts without a currency", |n| format!("{} tỷ, ", n)),
    ("money", |n| format!("{}.{:03} đồng, ", n % 900 + 1, n % 1000)),
    ("ranges", |n| format!("{}-{}% ", n, n + 1)),
    ("numbers in words", |n| {
        format!("{} mươi {} ", ["hai", "ba", "bốn", "năm", "sáu"][n % 5], ["mốt", "hai", "lăm", "bảy"][n % 4])
    }),
    ("brackets", |n| format!("({} [{} ", word(n), number(n))),
    ("list members", |n| format!("{}. {};\n", number(n), word(n))),
    ("addresses", |n| format!("a{n}.b{n}@c{n}.vn https://d{n}.example/{n} ")),
    ("capitals and full stops", |n| format!("{}.{}. {} ", initial(n), initial(n / 24), capital(n))),
];

/// A number of five digits, so that all parts of a text are of one kind: of four digits some are years, which take longer.
const fn number(number: usize) -> usize {
    10_000 + number
}

/// The `number`th of forty words.
fn word(number: usize) -> &'static str {
    const WORDS: [&str; 40] = [
        "chỉ", "đạo", "phòng", "chống", "thiên", "tai", "quản", "lý", "đầu", "tư", "xây", "dựng", "nông", "thôn",
        "mới", "giáo", "dục", "y", "tế", "văn", "hóa", "thể", "thao", "du", "lịch", "công", "an", "nhân", "dân", "hội",
        "đồng", "ủy", "ban", "kinh", "doanh", "vận", "tải", "khoa", "học", "kỹ",
    ];
    WORDS[number % WORDS.len()]
}

fn capital(number: usize) -> String {
    let mut letters = word(number).chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn initial(number: usize) -> &'static str {
    const INITIALS: [&str; 24] = [
        "A", "B", "C", "D", "Đ", "E", "G", "H", "I", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "X",
        "Y", "W",
    ];
    INITIALS[number % INITIALS.len()]
}
