//! Five kinds of text, the same on every run: clean news, the same decomposed, decoded from a legacy font, messy, hostile.

use tinviet::encoding::{self, Encoding};
use unicode_normalization::UnicodeNormalization as _;

use super::{messy, news::news};

/// About how much text a pass reads.
const SIZE: usize = 400_000;
/// How long a hostile text is: one piece repeated. All pieces together are about as much as the news.
const HOSTILE: usize = 4_000;

/// A kind of text.
pub(crate) struct Text {
    pub(crate) name: &'static str,
    /// What is analysed one by one.
    pub(crate) articles: Vec<String>,
}

/// News in the bytes of a legacy font.
pub(crate) struct Legacy {
    pub(crate) name: &'static str,
    pub(crate) encoding: Encoding,
    pub(crate) articles: Vec<Vec<u8>>,
}

/// All kinds, clean news first.
pub(crate) fn all() -> [Text; 5] {
    let clean = news(SIZE);
    let nfd = clean.iter().map(|text| text.nfd().collect()).collect();
    let decoded = |bytes: &Vec<u8>| encoding::decode(bytes, Encoding::Tcvn3).expect("it is TCVN3").text.into_owned();
    let legacy = encoded(&clean, Encoding::Tcvn3).iter().map(decoded).collect();
    let messy = clean.iter().zip(1..).map(|(text, seed)| messy::of(text, seed)).collect();
    let pieces: Vec<String> =
        serde_json::from_str(include_str!("../../fixtures/hostile.json")).expect("the list is JSON");
    let hostile = pieces.iter().map(|piece| piece.repeat(HOSTILE / piece.len() + 1)).collect();
    [("clean", clean), ("nfd", nfd), ("legacy", legacy), ("messy", messy), ("hostile", hostile)]
        .map(|(name, articles)| Text { name, articles })
}

/// Clean news in the legacy encodings that old archives have.
pub(crate) fn legacy() -> [Legacy; 2] {
    let clean = news(SIZE);
    [("tcvn3", Encoding::Tcvn3), ("vni", Encoding::Vni)].map(|(name, encoding)| Legacy {
        name,
        encoding,
        articles: encoded(&clean, encoding),
    })
}

/// Only characters that the encoding has; the news has others too.
fn encoded(clean: &[String], encoding: Encoding) -> Vec<Vec<u8>> {
    let sayable = |text: &String| {
        let plain: String =
            text.chars().filter(|letter| encoding::encode(&letter.to_string(), encoding).is_ok()).collect();
        encoding::encode(&plain, encoding).ok()
    };
    clean.iter().filter_map(sayable).collect()
}
