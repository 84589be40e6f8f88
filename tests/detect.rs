//! `encoding::detect` never mistakes another language, or source code, for an old Vietnamese encoding, and detects each encoding
//! from a headline on.

use tinviet::encoding::{Encoding, decode, decode_auto, detect, encode};

/// Sentences in the old encoding of their language, windows-1252, and in UTF-8.
const FOREIGN: [&str; 40] = [
    "El niño comió piñas en la montaña con su mamá y después se durmió allí.",
    "¿Qué día es? Él está aquí también, así que sí.",
    "La situación económica mejoró según el último informe del país.",
    "São Paulo não é só a maior cidade: é também a que mais cresce há anos.",
    "À côté de l’église, où l’été a été très chaud, les élèves étaient là.",
    "L'élève préféré du professeur a été déçu par ce résultat, voilà.",
    "Où est-il ? Là, à côté.",
    "Die Größe der Bäume überraschte die Schüler; sie hörten schöne Lieder für Kinder.",
    "Fußgänger müssen über die Straße gehen, das weiß jedes Mädchen.",
    "Può darsi che la città sia più bella, perché lì c'è il caffè.",
    "Så är det på många ställen i Sverige, där är älvarna långa.",
    "På øen går børnene i skole hver dag, når det ikke sner så meget.",
    "Það er gott að vera hér og Guðmundur er á Íslandi.",
    "The café's naïve résumé: a façade, no doubt about it.",
    "It's a test, isn't it? You're right. I'm sure he'll do (a+b)^2 or not.",
    "Don't you think so? No. Go to a. and o. and so on, e.g. here, i.e. now.",
    "Presiden mengatakan bahwa pemerintah akan membangun jalan baru di kota ini.",
    "Saya tidak tahu apa yang mereka mau lakukan di sana dengan uang itu.",
    "if (a^b || u+i > o+1) { return d['a'] + dd.add(x); } // e.g. a? b : c",
    "fn main() { let a = b'`'; println!(\"{a}\"); }",
    "C:\\data\\dd.txt a(b) o+p e^x 1.5 a.b u~v y`",
    "Zoé, Noé et Chloé",
    "Café",
    "Où ?",
    "é",
    "ñ",
    "La niña comió jamón y bebió té.",
    "let re = /^[a-z]+(a|e)?$ o* u~/;",
    "SELECT a.id, o.name FROM t a JOIN u o ON a.id=o.id;",
    "AA+ rating, OO+ scale, DDR memory and a DDoS attack.",
    // A single word that is a syllable in some code page: `pồ`, `mồ`, `sĩ`, `lọn`.
    "Bilen står på gaten",
    "det må vente",
    "Só uma vez",
    "Örebro län",
    // Symbols that are letters in some code page.
    "No se pudo abrir el archivo «%s».",
    "Die Datei »%s« fehlt",
    // Equally good Vietnamese in any code page.
    "mí tú él sé té dé más sí",
    "Ó, é má fé. Há pá.",
    "const SEED: u64 = 0x87a39fdde1c4;",
    "Don't panic: he'd go at 10 a.m. or so, I'm told.",
];

#[test]
fn other_languages_are_left_alone() {
    for text in FOREIGN {
        assert_eq!(detect(text.as_bytes()).encoding, Encoding::Utf8, "{text}");
        let Ok(old) = encode(text, Encoding::Windows1252) else { continue };
        let found = detect(&old).encoding;
        assert!(matches!(found, Encoding::Windows1252 | Encoding::Utf8), "{text} was taken for {found:?}");
        if !text.is_ascii() {
            assert_eq!(decode(&old, found).unwrap().text, text);
        }
    }
}

#[test]
fn damaged_unicode_is_not_taken_for_a_western_page() {
    let text = "Ủy ban nhân dân tỉnh họp về phòng, chống lụt bão";
    let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding) in [(text.as_bytes(), "utf-8"), (&*utf16, "utf-16le")] {
        let damaged = [bytes, b"\xFF"].concat();
        let error = decode_auto(&damaged).unwrap_err();
        assert!(error.offset() == Some(bytes.len()) && error.to_string().contains(encoding), "{error}");
    }
}

#[test]
fn headlines_are_found_in_every_page() {
    for text in [
        "Hà Nội đón đợt rét đầu mùa",
        "Trao tặng Huân chương Lao động hạng Ba cho ông Trần Văn Bền",
        "NGHỊ QUYẾT VỀ CẢI CÁCH HÀNH CHÍNH",
        "Premier League: trận đấu muộn nhất của Chelsea",
        "Giá vàng giảm sâu, người mua xếp hàng từ sáng sớm",
        "Bão số 5 đổ bộ vào Quảng Ninh",
        "Đà Nẵng",
        "Trường ĐH Công nghệ",
        "Chủ tịch thị trấn",
    ] {
        for encoding in [
            Encoding::Tcvn3,
            Encoding::Vni,
            Encoding::Viqr,
            Encoding::Viscii,
            Encoding::Windows1258,
            Encoding::Vps,
            Encoding::Utf8,
        ] {
            // ABC fonts have no accented capitals of their own.
            let bytes = encode(text, encoding).unwrap();
            let found = detect(&bytes);
            assert_eq!(decode(&bytes, found.encoding).unwrap().text, text, "{encoding:?} was taken for {found:?}");
            assert!(found.confidence > 0.4, "{text} in {encoding:?}: {found:?}");
        }
    }
}

/// Every letter of it is French, but its bytes in these code pages are not.
#[test]
fn letters_that_the_west_has_too_tell_where_their_bytes_do_not() {
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viqr] {
        let bytes = encode("Cô gái có quà", encoding).unwrap();
        assert_eq!(detect(&bytes).encoding, encoding);
    }
}

#[test]
fn utf_16_is_read_by_its_mark() {
    let text = "\u{FEFF}Đảng ủy 🏅";
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
        let bytes = encode(text, encoding).unwrap();
        assert_eq!(detect(&bytes).encoding, encoding);
        let page = decode(&bytes, encoding).unwrap();
        assert_eq!(page.text, "Đảng ủy 🏅");
        assert_eq!(page.source(0..2), 2..4);
        assert_eq!(page.source(page.text.len() - 4..page.text.len()), bytes.len() - 4..bytes.len());
    }
    assert_eq!(decode(b"a\0b", Encoding::Utf16Le).unwrap_err().offset(), Some(2));
}

#[test]
fn utf_16_needs_no_mark() {
    for text in ["Hà Nội đón đợt rét đầu mùa", "El niño comió piñas", "Ấ, đ"] {
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            let bytes = encode(text, encoding).unwrap();
            assert_eq!(detect(&bytes).encoding, encoding, "{text}");
        }
    }
    // A data table of a program, and a zero-terminated string.
    for bytes in [&[0, 0, 0, 7, 0, 0, 0, 9][..], b"abc\0", b"a\0"] {
        assert_eq!(detect(bytes).encoding, Encoding::Utf8);
    }
}
