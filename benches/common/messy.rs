//! Text as copied from web pages, word processors and chats: clean news, degraded by a seeded generator.

use tinviet::{Normalizer, ToneStyle};
use unicode_normalization::UnicodeNormalization as _;

/// Pseudo-random numbers, the same on every run (the generator of Knuth's MMIX).
struct Dice(u64);

impl Dice {
    /// Whether one case of `among` has come up.
    fn one_in(&mut self, among: u64) -> bool {
        self.below(among) == 0
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn of<'t>(&mut self, choices: &[&'t str]) -> &'t str {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// The text with spaces that are none, invisible characters, words in NFD, look-alike letters, the old tone style, markup, doubled spaces
/// and the line ends of Windows, each as often as in the dirtiest tenth of real submissions.
pub(crate) fn of(clean: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let old = Normalizer::new().tone_style(ToneStyle::SecondVowel).normalize(clean);
    let text = if dice.one_in(2) { &*old.text } else { clean };
    let mut out = String::with_capacity(2 * text.len());
    for line in text.lines() {
        let marked = !line.is_empty() && dice.one_in(4);
        out.push_str(if marked { dice.of(&["<p>", "<p class=\"body\">", "<div>", "• ", "\u{FEFF}"]) } else { "" });
        for (place, word) in line.split(' ').enumerate() {
            if place > 0 {
                space(&mut out, &mut dice);
            }
            spoil(&mut out, word, &mut dice);
        }
        out.push_str(if marked { dice.of(&["</p>", "<br/>", " &nbsp;", ""]) } else { "" });
        out.push_str("\r\n");
    }
    out
}

fn space(out: &mut String, dice: &mut Dice) {
    let odd = dice.one_in(10);
    out.push_str(if odd { dice.of(&["\u{A0}", "  ", " \t", "\u{2009}", "&nbsp;", "\u{3000}"]) } else { " " });
}

fn spoil(out: &mut String, word: &str, dice: &mut Dice) {
    match dice.below(60) {
        0..12 => out.extend(word.nfd()),
        12 => out.extend(word.chars().map(look_alike)),
        13 => {
            out.push_str(dice.of(&["\u{200B}", "\u{AD}", "\u{200C}", "\u{2060}"]));
            out.push_str(word);
        }
        14 => {
            out.push_str("<b>");
            out.push_str(word);
            out.push_str("</b>");
        }
        _ => out.push_str(word),
    }
}

/// A letter of another script that looks the same.
fn look_alike(letter: char) -> char {
    match letter {
        'đ' => 'ð',
        'Đ' => 'Ð',
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'c' => 'с',
        'p' => 'р',
        _ => letter,
    }
}
