//! Texts that resemble news: sentences of the fixtures, cut and joined, words of the tables, numbers with units, marks, and
//! long runs of characters of each width around the ends of blocks.

use std::{fs, path::PathBuf, sync::LazyLock};

use unicode_normalization::UnicodeNormalization as _;

use super::draw::Draw;

/// The repository.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    if here.ends_with("fuzz") { here.join("..") } else { here }
}

/// The texts of all cases and the lines of all articles.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut out = Vec::new();
    for folder in ["fixtures", "fixtures/abbreviation", "fixtures/articles", "fixtures/fact", "fixtures/normalize"] {
        for text in files(folder, "toml") {
            if let Ok(table) = text.parse::<toml::Table>() {
                texts(&toml::Value::Table(table), &mut out);
            }
        }
        out.extend(
            files(folder, "txt")
                .iter()
                .flat_map(|text| text.lines())
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
    }
    out
});

/// The cells of all tables, the short ones.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let tables = files("data", "tsv");
    let rows = tables.iter().flat_map(|table| table.lines()).filter(|row| !row.starts_with('#'));
    rows.flat_map(|row| row.split(['\t', '|']))
        .filter(|cell| (1..48).contains(&cell.len()))
        .map(str::to_owned)
        .collect()
});

fn files(folder: &str, ending: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root().join(folder)) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|own| own == ending));
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// The strings under `text` in a file of cases, however deep.
fn texts(value: &toml::Value, out: &mut Vec<String>) {
    match value {
        toml::Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        toml::Value::Table(table) => {
            for (name, value) in table {
                match value {
                    toml::Value::String(text) if name == "text" => out.push(text.clone()),
                    _ => texts(value, out),
                }
            }
        }
        _ => {}
    }
}

const MARKS: &[&str] = &[
    ".", ",", ";", ":", "!", "?", "…", "-", "–", "—", "−", "/", "(", ")", "[", "]", "“", "”", "\"", "'", "‘", "’", "«",
    "»", "%", "‰", "£", "$", "€", "°C", "+", "~", "&", "@", "#", "*", "•", "★", "`", "<b>", "</b>", "½", "m²", "№",
    "₫", "=", "|", "\\", "_", "^", "🏅", "。", "％", "５",
];

const CONTROLS: &[&str] = &[
    "\0",
    "\u{1B}",
    "\u{7F}",
    "\u{85}",
    "\u{A0}",
    "\u{AD}",
    "\u{200B}",
    "\u{200D}",
    "\u{202E}",
    "\u{2028}",
    "\u{2029}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\t",
    "\r",
    "\u{B}",
    "\u{301}",
    "\u{302}",
    "\u{323}",
    "\u{31B}",
    "\u{344}",
    "\u{336}",
    "\u{1112}\u{1161}",
    "Ð",
    "ð",
    "а",
    "С",
    "ǎ",
    "Ã¡",
    "áº¿",
    "Æ°",
    "&agrave;",
    "&#7879;",
    "&amp;",
    "İ",
    "ß",
    "ﬁ",
    "한",
    "مرحبا",
    "Å",
    "\u{212B}",
    "ῼ",
];

const UNITS: &[&str] = &[
    "%",
    " %",
    " phần trăm",
    " triệu đồng",
    " tỷ đồng",
    " tỷ",
    " USD",
    " đồng",
    "đ",
    "k",
    " km",
    "km2",
    " m",
    " ha",
    " tấn",
    " người",
    " hộ",
    " năm",
    " tháng",
    " ngày",
    " giờ",
    "h",
    "h30",
    " phút",
    "°C",
    " điểm",
    "/2020",
    "/3",
    "-7",
    " lần",
    "m65",
    "/NĐ-CP",
    "/QĐ-UBND",
    " huy chương vàng",
    " HCV",
];

const LEADS: &[&str] = &[
    "ngày ",
    "tháng ",
    "năm ",
    "từ ",
    "đến ",
    "khoảng ",
    "trên ",
    "dưới ",
    "hơn ",
    "gần ",
    "giữa ",
    "âm ",
    "thứ ",
    "số ",
    "Điều ",
    "khoản ",
    "cho ",
    "trao ",
    "tặng ",
    "được ",
    "nhận ",
    "đạt ",
    "giành ",
    "Danh hiệu ",
    "Huân chương ",
    "giải ",
    "Nghị định ",
    "Luật ",
    "UBND ",
    "lúc ",
    "quý ",
    "thế kỷ ",
    "$",
    "USD ",
    "(",
    "-",
    "–",
    "+",
    "Theo ",
    "hôm qua ",
    "nay ",
    "gọi tắt là ",
    "và ",
    ", ",
];

const JOINTS: &[&str] = &[
    " ", "", ", ", ". ", "\n", " và ", "-", " - ", "\r\n", "\n\n", " (", ") ", ": ", "; ", "/", "\u{A0}", "  ", "\t",
    " “", "” ",
];

/// Characters of one, two, three and four bytes of which rows are made.
const RUNS: &[char] = &[
    'a', 'A', '1', ' ', '.', '(', 'é', 'đ', 'Ð', '\u{301}', '…', '“', 'ế', '—', '★', '。', '中', '\u{FE0F}', '🏅', '𝐀',
];

/// A text of about `longest` bytes at most.
pub fn text(draw: &mut Draw<'_>, longest: usize) -> String {
    let mut out = String::new();
    for _ in 0..=draw.below(12) {
        let piece = piece(draw, &out);
        out.push_str(&shaped(piece, draw));
        out.push_str(draw.pick(JOINTS));
        if out.len() > longest || draw.is_empty() {
            break;
        }
    }
    out
}

/// A text of one paragraph, without anything that affects another paragraph: no blank line, no tag or code that may stay open.
pub fn paragraph(draw: &mut Draw<'_>, longest: usize) -> String {
    let text = text(draw, longest);
    let plain =
        |char: &char| !matches!(char, '`' | '<' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let text: String = text.chars().filter(plain).collect();
    let lines: Vec<&str> =
        text.lines().filter(|line| line.chars().any(|char| !char.is_whitespace() && !char.is_control())).collect();
    lines.join("\n")
}

fn piece(draw: &mut Draw<'_>, before: &str) -> String {
    match draw.below(16) {
        0..3 => draw.one_of(&SENTENCES).clone(),
        3..6 => cut(&draw.one_of(&SENTENCES).clone(), draw).to_owned(),
        6..8 => draw.one_of(&WORDS).clone(),
        8..11 => format!("{}{}{}", draw.pick(LEADS), number(draw), draw.pick(UNITS)),
        11 => format!("{}{}", draw.pick(LEADS), draw.one_of(&WORDS)),
        12 => draw.pick(MARKS).to_owned(),
        13 => draw.pick(CONTROLS).to_owned(),
        14 => run(draw),
        _ => cut(before, draw).to_owned(),
    }
}

/// The text between two character boundaries.
fn cut<'t>(text: &'t str, draw: &mut Draw<'_>) -> &'t str {
    let mut at = || {
        let place = draw.below(text.len() + 1);
        (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
    };
    let (one, other) = (at(), at());
    &text[one.min(other)..one.max(other)]
}

fn number(draw: &mut Draw<'_>) -> String {
    let digits = |draw: &mut Draw<'_>, most: usize| -> String {
        (0..=draw.below(most)).map(|_| char::from(b'0' + draw.below(10) as u8)).collect()
    };
    match draw.below(10) {
        0..3 => digits(draw, 3),
        3 => format!("{},{}", digits(draw, 3), digits(draw, 3)),
        4 => format!("{}.{:03}", digits(draw, 3), draw.below(1000)),
        5 => format!("{}.{:03}.{:03},{}", digits(draw, 3), draw.below(1000), draw.below(1000), digits(draw, 2)),
        6 => format!("{}/{}", draw.below(40), draw.below(15)),
        7 => format!("{}/{}/{}", draw.below(33), draw.below(14), 1900 + draw.below(200)),
        8 => digits(draw, 40),
        _ => {
            const WORDS: &[&str] = &[
                "một", "hai", "năm", "mười", "mươi", "lăm", "trăm", "linh", "nghìn", "triệu", "tỷ", "rưỡi", "phẩy",
                "vài", "chục", "hàng",
            ];
            (0..=draw.below(6)).map(|_| draw.pick(WORDS)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// A run of one character that ends near the end of a word or a block.
fn run(draw: &mut Draw<'_>) -> String {
    let char = draw.pick(RUNS);
    let near = draw.pick(&[16, 64, 128, 48, 192, 256]) / char.len_utf8();
    let count = (near + draw.below(7)).saturating_sub(3);
    char.to_string().repeat(count)
}

/// The piece in another spelling.
fn shaped(piece: String, draw: &mut Draw<'_>) -> String {
    match draw.below(24) {
        0 => piece.to_uppercase(),
        1 => piece.to_lowercase(),
        2 => flipped(&piece, draw),
        3 => piece.nfd().collect(),
        4 => backwards(&piece),
        5 if piece.len() < 80 => piece.repeat(2 + draw.below(30)),
        6 => piece.replace(' ', draw.pick(&["", "  ", "\u{A0}", "\n", "-", "_"])),
        7 => piece.split(' ').flat_map(|word| [word, word]).collect::<Vec<_>>().join(" "),
        8 => piece.split(' ').rev().collect::<Vec<_>>().join(" "),
        _ => piece,
    }
}

/// The first letter of every other word in the other case.
fn flipped(piece: &str, draw: &mut Draw<'_>) -> String {
    let flip = |word: &str| -> String {
        let mut chars = word.chars();
        let first = chars.next().map(|char| {
            if char.is_uppercase() { char.to_lowercase().to_string() } else { char.to_uppercase().to_string() }
        });
        first.unwrap_or_default() + chars.as_str()
    };
    piece.split(' ').map(|word| if draw.one_in(2) { flip(word) } else { word.to_owned() }).collect::<Vec<_>>().join(" ")
}

/// In NFD, the marks of each letter in the opposite order.
fn backwards(piece: &str) -> String {
    let mut out = String::new();
    for char in piece.chars() {
        let apart: Vec<char> = std::iter::once(char).nfd().collect();
        out.extend(apart.first());
        out.extend(apart.iter().skip(1).rev());
    }
    out
}

/// A cell of a table.
pub fn word(draw: &mut Draw<'_>) -> &'static str {
    draw.one_of::<String>(&WORDS)
}

/// A short form of a user, sometimes an invalid one.
pub fn short_form(draw: &mut Draw<'_>) -> String {
    const PARTS: &[&str] = &[
        "UBND", "HĐ", "HĐND", "Tp", "TP", "GD", "ĐT", "CP", "BX", "ND", "TT", "CLB", "A", "Đ", "x", "HCM", "k", "1",
        "ThS", "EU",
    ];
    const JOINTS: &[&str] = &["", "", "-", ".", "/", " ", "&", " - "];
    let mut out = draw.pick(PARTS).to_owned();
    for _ in 0..draw.below(3) {
        out.push_str(draw.pick(JOINTS));
        out.push_str(draw.pick(PARTS));
    }
    out
}

/// The failure for the smallest text that breaks a property, with that text.
pub fn smallest_fault(text: &str, law: impl Fn(&str) -> Result<(), String>) -> Result<(), String> {
    law(text).map_err(|fault| {
        let text = smallest(text, |text| law(text).is_err());
        format!("{}: {text:?}", law(&text).err().unwrap_or(fault))
    })
}

/// Shrinks the text while it is still `bad`.
pub fn smallest(text: &str, bad: impl Fn(&str) -> bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut step = chars.len();
    while step > 0 {
        let mut at = 0;
        while at < chars.len() {
            let rest = chars.iter().take(at).chain(chars.iter().skip(at + step));
            if bad(&rest.collect::<String>()) {
                chars.drain(at..(at + step).min(chars.len()));
            } else {
                at += step;
            }
        }
        step /= 2;
    }
    chars.into_iter().collect()
}
