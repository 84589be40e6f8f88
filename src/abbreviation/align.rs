//! Aligns the letters of a short form with the words before it: `CCVC` with `công chức, viên chức`.
//!
//! Each letter is the initial of one word, compared without its tone mark. The cheapest alignment wins; the shortest one would be wrong
//! if a letter repeats. Costs: 0 for a letter that matches its word; 1 for a skipped connective, a letter that matches only loosely (`D`
//! on `đ`, `O` on `ở`), a nested short form, a word that follows again (`khám bệnh, chữa bệnh`), and each word of a trailing modifier
//! (`Việt Nam` after `Ngân hàng Nhà nước`); 4 for any other skipped word. A table of at most 14 letters by 44 words is filled from the right, so a bracket costs a bounded number of steps.

use unicode_normalization::char::decompose_canonical;

use crate::{
    lexicon::{Key, w},
    segment::{Case, Class, Document, Gap},
    span::Cut as _,
};

/// The longest short form, in letters.
pub(super) const LETTERS: usize = 14;
/// How many words before the short form are considered.
const WORDS: usize = 44;
const NEVER: u8 = u8::MAX;

/// Words that a short form may skip, as 173 of 2,402 definitions in the news do.
pub(super) const fn is_connective(key: Key) -> bool {
    matches!(
        key,
        w::và
            | w::của
            | w::về
            | w::cho
            | w::các
            | w::với
            | w::trong
            | w::ở
            | w::tại
            | w::vì
            | w::từ
            | w::theo
            | w::là
            | w::những
            | w::đến
            | w::một
            | w::r#do
            | w::bằng
            | w::để
            | w::được
            | w::trên
            | w::có
            | w::of
            | w::the
            | w::r#for
            | w::and
    )
}

/// One letter of a short form, or its digits, with the lower-case letters after it: `T`, `h` of `Th`.
#[derive(Clone, Debug)]
struct Unit<'s> {
    exact: char,
    loose: char,
    text: &'s str,
}

/// The cost of aligning the last n letters with the last m words.
type Table = [[u8; WORDS + 1]; LETTERS + 1];

/// The letters of a short form, prepared for alignment.
#[derive(Clone, Debug)]
pub(super) struct Letters<'s> {
    units: Vec<Unit<'s>>,
}

impl<'s> Letters<'s> {
    /// Splits a short form; `None` if it has fewer than two letters or too many.
    pub(super) fn new(short: &'s str) -> Option<Self> {
        let mut units: Vec<Unit<'s>> = Vec::new();
        // What the letter before belongs to: nothing, a unit that small letters may join, a word such as `và`.
        let (mut from, mut open, mut skipping) = (0, false, false);
        for (at, letter) in short.char_indices() {
            let (digit, end) = (letter.is_ascii_digit(), at + letter.len_utf8());
            if !letter.is_alphanumeric() {
                (open, skipping) = (false, false);
                continue;
            }
            // `và` of `NN và PTNT` stands for itself.
            skipping |= letter.is_lowercase() && !open && !units.is_empty();
            if skipping {
                continue;
            }
            match units.last_mut() {
                Some(unit) if open && (letter.is_lowercase() || digit && unit.exact.is_ascii_digit()) => {
                    unit.text = short.cut(from..end);
                }
                _ => {
                    let (exact, loose) = initial(letter);
                    units.push(Unit { exact, loose, text: short.cut(at..end) });
                    from = at;
                }
            }
            open = true;
        }
        (2..=LETTERS).contains(&units.len()).then_some(Self { units })
    }

    /// How many letters there are; a number counts as one.
    pub(super) const fn len(&self) -> usize {
        self.units.len()
    }

    /// The maximum cost of an alignment: a short form of few letters matches too much text by chance.
    fn limit(&self) -> u8 {
        match self.units.len() {
            0..=2 => 1,
            3 => 3,
            4 | 5 => 5,
            _ => 8,
        }
    }

    /// The first token of the long form that ends right before token `end` and has these letters as initials, and the cost of the
    /// alignment. Looks no further left than `floor`; adds the number of comparisons to `steps`.
    pub(super) fn start_of(
        &self,
        doc: &Document<'_>,
        floor: usize,
        end: usize,
        steps: &mut usize,
    ) -> Option<(usize, u8)> {
        let mut table: Table = [[NEVER; WORDS + 1]; LETTERS + 1];
        table[0][0] = 0;
        let mut best: Option<(usize, u8)> = None;
        let (mut words, mut index) = (0, end);
        let reach = WORDS.min(3 * self.units.len() + 2);
        while index > floor && words < reach {
            index -= 1;
            let token = doc.token(index);
            match token.class() {
                Class::Mark if is_transparent(token.key()) => {
                    if token.gap() >= Gap::Line {
                        break;
                    }
                    continue;
                }
                Class::Word | Class::Digits => {}
                // `Ủy ban T.Ư Mặt trận Tổ quốc`
                Class::Mark if is_dot_of_initials(doc, index) => continue,
                _ => break,
            }
            *steps += self.units.len();
            let (alive, whole) = self.lay(doc, index, words, &mut table);
            if let Some(cost) = whole.filter(|cost| best.is_none_or(|(_, least)| *cost < least)) {
                best = Some((index, cost));
            }
            words += 1;
            if !alive || token.gap() >= Gap::Line {
                break;
            }
        }
        best
    }

    /// Lays the letters on the word at `index`, before which so many have been looked at: whether any may still be laid further left, and the
    /// least that it costs to lay the first letter here.
    fn lay(&self, doc: &Document<'_>, index: usize, words: usize, table: &mut Table) -> (bool, Option<u8>) {
        let (count, limit) = (self.units.len(), self.limit());
        let token = doc.token(index);
        let text = doc.text_of(index);
        let word = text.chars().next().map_or((' ', ' '), initial);
        let nested = token.case() == Case::Upper && token.span().len() > 1;
        let (connective, modifier) = (is_connective(token.key()), token.is_capitalised() || is_modifier(token.key()));
        let (mut alive, mut whole): (bool, Option<u8>) = (false, None);
        for laid in 0..count {
            let cost = table[laid][words];
            if cost > limit {
                continue;
            }
            alive = true;
            let rest = &self.units[..count - laid];
            let mut set = |laid: usize, cost: u8, table: &mut Table| {
                let cell = &mut table[laid][words + 1];
                *cell = (*cell).min(cost);
                if laid == count && cost <= limit {
                    whole = Some(whole.map_or(cost, |least| least.min(cost)));
                }
            };
            if let Some(unit) = rest.last()
                && let Some(price) = unit.price(text, word)
            {
                set(laid + 1, cost.saturating_add(price), table);
            }
            if nested && let Some(letters) = nested_letters(rest, text) {
                set(laid + letters, cost.saturating_add(1), table);
            }
            let skip = match laid {
                _ if connective && laid > 0 => 1,
                0 if modifier && words < 4 => 1,
                // `Ủy ban Tài chính, Ngân sách của Quốc hội`.
                0 if token.key() == w::của && (1..4).contains(&words) && count > 4 => 1,
                0 => NEVER,
                // `khám bệnh, chữa bệnh`: the letters say a noun once.
                _ if doc.is(index + 1, w::COMMA) && doc.key(index + 3) == token.key() => 1,
                _ => 4,
            };
            set(laid, cost.saturating_add(skip), table);
        }
        (alive, whole)
    }
}

impl Unit<'_> {
    /// The cost of matching this unit with a word with these initials; `None` if it does not match.
    fn price(&self, word: &str, (exact, loose): (char, char)) -> Option<u8> {
        let price = if self.exact == exact {
            0
        // `W` is the typewriter's `Ư`: `TW` of `Trung ương`.
        } else if self.loose == loose || self.exact == 'W' && exact == 'Ư' {
            1
        } else {
            return None;
        };
        let tail = self.text.cut(self.text.chars().next().map_or(0, char::len_utf8)..);
        if tail.is_empty() {
            return Some(price);
        }
        if tail.starts_with(|letter: char| letter.is_ascii_digit()) {
            return (word == self.text).then_some(0);
        }
        // `Th` of `Thạc`, `Huế` of `Huế`, `Tg` of `tướng`.
        let mut letters = word.chars().skip(1).map(|letter| initial(letter).1);
        tail.chars().all(|want| letters.any(|letter| letter == initial(want).1)).then_some(price)
    }
}

/// How many units from the end match a nested short form such as `VN`.
fn nested_letters(units: &[Unit<'_>], text: &str) -> Option<usize> {
    let count = text.chars().count();
    let from = units.len().checked_sub(count)?;
    units[from..].iter().zip(text.chars()).all(|(unit, letter)| unit.exact == initial(letter).0).then_some(count)
}

/// Whether a mark may occur inside a long form: a comma, a dash, a quotation mark.
pub(super) fn is_transparent(key: Key) -> bool {
    matches!(
        key,
        w::COMMA
            | w::HYPHEN_MINUS
            | w::EN_DASH
            | w::AMPERSAND
            | w::SOLIDUS
            | w::LEFT_DOUBLE_QUOTATION_MARK
            | w::RIGHT_DOUBLE_QUOTATION_MARK
            | w::QUOTATION_MARK
    )
}

/// Whether a mark is the dot between two capitals: `T.Ư`.
fn is_dot_of_initials(doc: &Document<'_>, mark: usize) -> bool {
    let is_capital = |at: usize| {
        doc.tokens().get(at).is_some_and(|token| token.case() == Case::Upper && doc.text_of(at).chars().count() == 1)
    };
    doc.is(mark, w::FULL_STOP)
        && doc.token(mark).is_glued()
        && doc.tokens().get(mark + 1).is_some_and(|next| next.is_glued())
        && is_capital(mark + 1)
        && mark.checked_sub(1).is_some_and(is_capital)
}

/// Words of modifiers that a long form may end with: `tỉnh`, `thành phố`, `quốc gia`, `Quốc hội`, `trung ương`.
fn is_modifier(key: Key) -> bool {
    matches!(key, w::tỉnh | w::thành | w::phố | w::quốc | w::gia | w::hội | w::trung | w::ương)
}

/// A letter in upper case without its tone mark, and without any mark: `ữ` → `Ư`, `U`.
pub(super) fn initial(letter: char) -> (char, char) {
    if letter.is_ascii() {
        let letter = letter.to_ascii_uppercase();
        return (letter, letter);
    }
    let upper = letter.to_uppercase().next().unwrap_or(letter);
    if upper == 'Đ' {
        return ('Đ', 'D');
    }
    let (mut base, mut mark) = (upper, None);
    decompose_canonical(upper, |part| match part {
        '\u{302}' | '\u{306}' | '\u{31B}' => mark = Some(part),
        '\u{300}'..='\u{36F}' => {}
        _ => base = part,
    });
    let exact = match (base, mark) {
        ('A', Some('\u{302}')) => 'Â',
        ('A', Some('\u{306}')) => 'Ă',
        ('E', Some('\u{302}')) => 'Ê',
        ('O', Some('\u{302}')) => 'Ô',
        ('O', Some('\u{31B}')) => 'Ơ',
        ('U', Some('\u{31B}')) => 'Ư',
        _ => base,
    };
    (exact, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aligned(short: &str, text: &str) -> Option<String> {
        let doc = Document::new(text);
        let end = doc.tokens().len();
        let (start, _) = Letters::new(short)?.start_of(&doc, 0, end, &mut 0)?;
        Some(doc.string_of(start..end))
    }

    #[test]
    fn letters_are_laid_over_words() {
        for (short, text, want) in [
            ("CCVC", "cán bộ, công chức, viên chức", "công chức, viên chức"),
            ("UBND", "do Ủy ban nhân dân", "Ủy ban nhân dân"),
            ("VHTTDL", "Bộ Văn hóa, Thể thao và Du lịch", "Văn hóa, Thể thao và Du lịch"),
            ("NHNN", "của Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước Việt Nam"),
            ("ĐSVN", "ngành đường sắt VN", "đường sắt VN"),
            ("NVNONN", "với người Việt Nam ở nước ngoài", "người Việt Nam ở nước ngoài"),
            ("ThS", "một thạc sĩ", "thạc sĩ"),
            ("TW", "ở trung ương", "trung ương"),
            ("CKII", "bác sĩ chuyên khoa II", "chuyên khoa II"),
            ("NN và PTNT", "Bộ Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Phát triển nông thôn"),
        ] {
            assert_eq!(aligned(short, text).as_deref(), Some(want), "{short}");
        }
        assert_eq!(aligned("BS", "ở Hà Nội"), None);
        assert_eq!(aligned("NLĐ", "người ta nói lại điều đó"), None);
    }

    #[test]
    fn each_long_form_of_the_dictionary_aligns_or_is_marked() {
        let table = include_str!("../../data/abbreviations.tsv");
        let mut wrong = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let (short, long, irregular) = (cells[0], cells[1], cells[4] == "irregular");
            // A single letter with a dot is not an initialism: `P.`.
            let fits = Letters::new(short).is_none()
                || aligned(short, long).is_some_and(|found| found.chars().count() == long.chars().count());
            if !fits && !irregular {
                wrong.push((short, long));
            }
        }
        assert!(wrong.is_empty(), "not made of their initials, mark them `irregular`: {wrong:?}");
    }
}
