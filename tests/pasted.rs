//! Text pasted from old fonts, on a large scale: headlines and paragraphs are recognised, and nothing else is.

use std::{collections::BTreeSet, fs, path::Path};

use tinviet::{
    Normalizer,
    encoding::{Encoding, decode, decode_auto, encode},
};

/// All sentences of the cases: our own news, in every subject that the library reads.
fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fact");
    let mut out = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let table: toml::Table = toml::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for case in table["case"].as_array().unwrap() {
            if let Some(text) = case.get("text").and_then(toml::Value::as_str) {
                out.extend(text.lines().map(str::trim).filter(|line| is_vietnamese(line)).map(str::to_owned));
            }
        }
    }
    out.into_iter().collect()
}

/// Whether a line is long enough for a headline and has three non-ASCII letters.
fn is_vietnamese(line: &str) -> bool {
    line.chars().count() >= 25
        && line.chars().filter(|letter| letter.is_alphabetic() && !letter.is_ascii()).count() >= 3
}

/// `text` as pasted from Word or a PDF with an old font; `None` if the font lacks a character.
fn pasted(text: &str, font: Encoding, windows: bool) -> Option<String> {
    let bytes = encode(text, font).ok()?;
    if windows {
        Some(decode(&bytes, Encoding::Windows1252).ok()?.text.into_owned())
    } else {
        Some(bytes.iter().map(|byte| char::from(*byte)).collect())
    }
}

/// The number of texts that the fonts can encode, and those that were decoded differently.
fn read_back(texts: &[String]) -> (usize, Vec<String>) {
    let (mut count, mut lost) = (0, Vec::new());
    for text in texts {
        for (font, windows) in
            [Encoding::Tcvn3, Encoding::Vni].into_iter().flat_map(|font| [(font, false), (font, true)])
        {
            let Some(pasted) = pasted(text, font, windows) else { continue };
            count += 1;
            let (decoded, _) = decode_auto(pasted.as_bytes()).unwrap();
            // Capitals with marks are the capitals of another font in TCVN3.
            if decoded.text.to_lowercase() != Normalizer::new().normalize(text).text.to_lowercase() {
                lost.push(format!("{} of {text}", font.name()));
            }
        }
    }
    (count, lost)
}

#[test]
fn headlines_are_known() {
    let (count, lost) = read_back(&sentences().into_iter().take(1_000).collect::<Vec<_>>());
    assert!(count >= 3_000, "{count}");
    assert!(lost.len() * 100 <= count, "{} of {count} lost: {lost:#?}", lost.len());
}

#[test]
fn paragraphs_are_known() {
    let paragraphs: Vec<String> = sentences().chunks(3).take(300).map(|lines| lines.join(" ")).collect();
    let (count, lost) = read_back(&paragraphs);
    assert!(count >= 900, "{count}");
    assert!(lost.len() * 100 <= count, "{} of {count} lost: {lost:#?}", lost.len());
}

#[test]
fn nothing_else_is_taken_for_an_old_font() {
    let mut lines = sentences();
    // Code, with the Vietnamese words of its comments, and English.
    for folder in ["src/fact/time/read", "src/normalize", "docs", "tests"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let Ok(text) = fs::read_to_string(entry.unwrap().path()) else { continue };
            lines.extend(text.lines().filter(|line| line.len() > 20).map(str::to_owned));
        }
    }
    // Examples of old fonts in documentation are in backticks or quotation marks.
    lines.retain(|line| !["¸", "µ", "·", "Ö", "aù", "Ã", "â€"].iter().any(|sign| line.contains(sign)));
    assert!(lines.len() >= 2_000, "{}", lines.len());
    let taken: Vec<_> = lines.iter().filter(|line| decode_auto(line.as_bytes()).unwrap().0.text != **line).collect();
    assert!(taken.is_empty(), "{taken:#?}");
}
