//! Properties of normalisation, and an exhaustive test of every syllable in every spelling.

use proptest::prelude::*;
use tinviet::{
    Span,
    encoding::{Encoding, decode, encode},
    normalize::{Entities, Fold, Form, IY, Mojibake, Normalizer, Punctuation, Spaces, ToneStyle},
    syllable::{Syllable, Tone},
};
use unicode_normalization::UnicodeNormalization as _;

const STYLES: [ToneStyle; 3] = [ToneStyle::FirstVowel, ToneStyle::SecondVowel, ToneStyle::Preserve];

/// The letters with their marks after them in the opposite of canonical order.
fn shuffled(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for char in text.chars() {
        let apart: Vec<char> = std::iter::once(char).nfd().collect();
        out.push(apart[0]);
        out.extend(apart[1..].iter().rev());
    }
    out
}

/// Pieces of news, of web pages and of malformed text.
const PIECES: [&str; 66] = [
    "https://a.example/hoà",
    "\u{1F468}\u{200D}\u{1F469}",
    "\u{1112}\u{1161}",
    " ",
    " ",
    "\n",
    "\r\n",
    "\u{A0}",
    "\u{200B}",
    "\u{AD}",
    "\u{FEFF}",
    "\u{200D}",
    "\u{301}",
    "\u{302}",
    "\u{323}",
    "\u{31B}",
    "\u{340}",
    "\u{336}",
    "Ð",
    "ð",
    "Ɖ",
    "НЛЂ",
    "а",
    "С",
    "ǎ",
    "Α",
    "hoà",
    "tòan",
    "qủa",
    "đựợc",
    "gịa",
    "Noé",
    "HÒA",
    "UỶ",
    "(",
    ")",
    "“",
    "”",
    "–",
    "…",
    "/",
    "-",
    ".",
    "#",
    "@",
    "a@b.vn",
    "<b>",
    "`",
    "&agrave;",
    "Ã¡Â»",
    "áº¿",
    "５",
    "％",
    "中",
    "ﬁ",
    "½",
    "m²",
    "🏅",
    "한",
    "Å",
    "x",
    "5",
    "M'gar",
    "q",
    "g",
    "i",
];

/// A piece of a random text.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(&PIECES[..]);
    prop_oneof![
        4 => syllable(),
        3 => fixed.prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => syllable().prop_map(|word| word.nfd().collect()),
        1 => syllable().prop_map(|word| shuffled(&word)),
    ]
}

fn syllable() -> impl Strategy<Value = String> {
    let all: Vec<Syllable> = Syllable::attested().collect();
    (prop::sample::select(all), 0..2usize, any::<bool>()).prop_map(|(syllable, style, upper)| {
        let word = syllable.spell(STYLES[style]);
        if upper { word.to_uppercase() } else { word }
    })
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(syllable(), 0..12).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn twice_is_once(text in text()) {
        for style in STYLES {
            for normalizer in [
                Normalizer::new().tone_style(style),
                Normalizer::new().tone_style(style).spaces(Spaces::Ascii).punctuation(Punctuation::Ascii),
                Normalizer::new().tone_style(style).form(Form::Nfd),
            ] {
                let once = normalizer.normalize(&text).text.into_owned();
                let twice = normalizer.normalize(&once);
                prop_assert_eq!(&*twice.text, &once, "{:?}", style);
                prop_assert!(matches!(twice.text, std::borrow::Cow::Borrowed(_)));
            }
        }
    }

    #[test]
    fn the_map_is_monotone_total_and_on_boundaries(text in text()) {
        for normalizer in [
            Normalizer::new(),
            Normalizer::new().form(Form::Nfd),
            Normalizer::new().mojibake(Mojibake::Repair).spaces(Spaces::Ascii).punctuation(Punctuation::Ascii),
        ] {
            let out = normalizer.normalize(&text);
            let mut last = Span::default();
            for (at, char) in out.text.char_indices() {
                let source = out.map.source(Span::new(at, at + char.len_utf8()));
                prop_assert!(source.end <= text.len() && source.start <= source.end);
                prop_assert!(text.is_char_boundary(source.start) && text.is_char_boundary(source.end));
                prop_assert!(last.start <= source.start && last.end <= source.end, "{:?} {:?}", last, source);
                last = source;
            }
            // The changes, applied to the original, give the result.
            let (mut again, mut copied) = (String::new(), 0);
            for change in out.changes() {
                again.push_str(&text[copied..change.span.start]);
                again.push_str(&change.replacement);
                copied = change.span.end;
            }
            again.push_str(&text[copied..]);
            prop_assert_eq!(&*out.text, again);
        }
    }

    #[test]
    fn every_spelling_leads_to_one_text(text in words()) {
        let want = Normalizer::new().normalize(&text).text.into_owned();
        let second = Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize(&text).text.into_owned();
        for spelled in [text.nfd().collect(), shuffled(&text), second.clone(), second.nfd().collect(), shuffled(&second)] {
            prop_assert_eq!(&*Normalizer::new().normalize(&spelled).text, &want);
        }
    }

    #[test]
    fn what_a_page_holds_comes_back(text in text()) {
        let text: String = text.nfc().collect();
        for encoding in [
            Encoding::Tcvn3, Encoding::Vni, Encoding::Viqr, Encoding::ViqrStar, Encoding::Viscii, Encoding::Windows1258, Encoding::Vps,
            Encoding::Utf8, Encoding::Utf16Le, Encoding::Windows1252,
        ] {
            if let Ok(bytes) = encode(&text, encoding) {
                let page = decode(&bytes, encoding).unwrap();
                let want = if encoding == Encoding::Utf16Le { text.strip_prefix('\u{FEFF}').unwrap_or(&text) } else { &text };
                prop_assert_eq!(page.text.nfc().collect::<String>(), want.nfc().collect::<String>(), "{:?}", encoding);
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Viqr, Encoding::Viscii, Encoding::Windows1258, Encoding::Vps, Encoding::Utf16Be] {
            if let Ok(page) = decode(&bytes, encoding) {
                let mut last = 0;
                for (at, char) in page.text.char_indices() {
                    let source = page.source(at..at + char.len_utf8());
                    prop_assert!(last <= source.start && source.end <= bytes.len());
                    last = source.start;
                }
            }
        }
        let _ = tinviet::encoding::detect(&bytes);
    }

    #[test]
    fn text_without_a_vietnamese_letter_is_borrowed(text in "[ -~\n]{0,200}") {
        let out = Normalizer::new().normalize(&text);
        prop_assert!(matches!(out.text, std::borrow::Cow::Borrowed(_)) && out.map.is_identity());
    }
}

/// Every attested syllable, with its tone placed by each style and misplaced, in three letter cases and three forms, normalised to each of
/// the three styles: a million checks.
#[test]
fn census_of_a_million_spellings() {
    let mut checks = 0;
    for syllable in Syllable::attested() {
        let spelled =
            [syllable.spell(ToneStyle::FirstVowel), syllable.spell(ToneStyle::SecondVowel), misplaced(syllable)];
        for written in &spelled {
            for case in 0..3 {
                let cased = |word: &str| match case {
                    0 => word.to_owned(),
                    1 => word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect(),
                    _ => word.to_uppercase(),
                };
                let written = cased(written);
                for form in [written.clone(), written.nfd().collect(), shuffled(&written)] {
                    for style in STYLES {
                        let stays = style == ToneStyle::Preserve || written.to_lowercase() == "gịa";
                        let want = if stays { written.clone() } else { cased(&syllable.spell(style)) };
                        let got = Normalizer::new().tone_style(style).normalize(&form);
                        assert_eq!(got.text, want, "{form:?} in {style:?}");
                        checks += 1;
                    }
                }
            }
        }
    }
    assert_eq!(checks, 12_433 * 81);
}

/// The syllable with its tone misplaced by both styles, if possible.
fn misplaced(syllable: Syllable) -> String {
    let right = [syllable.spell(ToneStyle::FirstVowel), syllable.spell(ToneStyle::SecondVowel)];
    let mark = match syllable.tone() {
        Tone::Level => return right[0].clone(),
        Tone::Grave => '\u{300}',
        Tone::Acute => '\u{301}',
        Tone::Hook => '\u{309}',
        Tone::Tilde => '\u{303}',
        Tone::DotBelow => '\u{323}',
    };
    let bare: Vec<String> = right[0]
        .chars()
        .map(|char| std::iter::once(char).nfd().filter(|apart| *apart != mark).nfc().collect())
        .collect();
    for at in 0..bare.len() {
        let mut letters = bare.clone();
        letters[at].push(mark);
        let word: String = letters.concat().nfc().collect();
        let vowel = bare[at].chars().all(|char| "aăâeêioôơuưy".contains(char));
        if vowel && !right.contains(&word) {
            return word;
        }
    }
    right[0].clone()
}

#[test]
fn punctuation_is_plain_before_the_tone_asks_what_a_word_stands_in() {
    // After `–` the word is a handle, after `-` it is not one: the tone step must see the final character.
    let plain = Normalizer::new().tone_style(ToneStyle::SecondVowel).punctuation(Punctuation::Ascii);
    assert_eq!(plain.normalize("–@dòa(").text, plain.normalize("-@dòa(").text);
}

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    style: Option<String>,
    #[serde(default)]
    options: Vec<String>,
    /// All texts normalise to `want`.
    same: Vec<String>,
    want: String,
    /// The reasons of the changes of the first text.
    #[serde(default)]
    reasons: Option<Vec<String>>,
}

#[test]
fn cases_come_out_as_written() {
    let cases: Cases = toml::from_str(include_str!("../fixtures/normalize/cases.toml")).unwrap();
    for case in cases.case {
        let mut normalizer = match case.style.as_deref() {
            None => Normalizer::new(),
            Some("second_vowel") => Normalizer::new().tone_style(ToneStyle::SecondVowel),
            Some("preserve") => Normalizer::new().tone_style(ToneStyle::Preserve),
            Some(other) => panic!("{}: no such style: {other}", case.name),
        };
        for option in &case.options {
            normalizer = match option.as_str() {
                "spaces" => normalizer.spaces(Spaces::Ascii),
                "punctuation" => normalizer.punctuation(Punctuation::Ascii),
                "entities" => normalizer.entities(Entities::Letters),
                "mojibake" => normalizer.mojibake(Mojibake::Repair),
                "fold" => normalizer.fold(Fold::Ascii),
                "nfd" => normalizer.form(Form::Nfd),
                "i_y" => normalizer.i_y(IY::Y),
                other => panic!("{}: no such option: {other}", case.name),
            };
        }
        for (place, text) in case.same.iter().enumerate() {
            let out = normalizer.normalize(text);
            assert_eq!(out.text, case.want, "{}: {text}", case.name);
            let reasons: Vec<String> = out
                .changes()
                .map(|change| serde_json::to_value(change.reason).unwrap().as_str().unwrap().to_owned())
                .collect();
            if let Some(want) = case.reasons.as_ref().filter(|_| place == 0) {
                assert_eq!(&reasons, want, "{}: {text}", case.name);
            }
        }
    }
}
