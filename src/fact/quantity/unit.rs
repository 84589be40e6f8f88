//! The unit after a number: a measure with its rate (`km`, `vòng/phút`), or classifier and head noun (`bộ tem`, `học sinh`).
//!
//! A Vietnamese noun phrase is number, classifier, head noun, modifiers, without an ending that shows where the noun stops. The
//! table of nouns decides for known compounds; a classifier then takes one more noun. Of other nouns the first two syllables are
//! taken, the usual length of compounds, up to a word that ends a noun phrase. Longer guesses were worse: the third syllable is
//! more often a modifier.

use std::borrow::Cow;

use crate::{
    fact::amount,
    lexicon::{Key, MEASURES, MeasureRole, NOUNS, NounRole, table_sets, w},
    number::{Decimal, Numbers, bound},
    segment::{Case, Class, Document, Gap},
    span::Cut as _,
};

table_sets! {
    "counts.tsv":
    /// What a volume or an area is of: `585 m 3 gỗ`.
    MASSES = "masses";
    /// Words before a height or a length: `cao 1m3`.
    TALL = "tall";
    /// Words after `màu` that say what colour.
    COLOURS = "colours";
    /// Who is measured by height: `trẻ dưới 1m3`.
    CHILDREN = "children";
    /// Words that name the kind of a place.
    PLACES = "places";
    /// Small words that end the verb of a counted deed: `2 vụ cướp ở chợ`.
    ENDS_VERB = "ends_verb";
    /// What has cores: `chip 8 nhân`.
    CHIPS = "chips";
}

/// The maximum number of words of a unit.
const LONGEST: usize = 4;

/// A unit after a number.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its first token.
    pub(super) start: usize,
    /// The token after it.
    pub(super) end: usize,
    pub(super) sort: Sort,
    /// The key of its first word.
    head: Key,
}

/// Two ends of a range count the same where the head word is the same: `5 người - 7 người`.
impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.head == other.head && self.sort == other.sort
    }
}

/// What sort of unit it is, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A unit of measure, with its UCUM code if there is one.
    Measure(Option<Cow<'static, str>>),
    /// A noun of the table.
    Noun,
    /// A noun that is in no table.
    Guess,
}

/// The unit at token `at`, on the line of the number before it.
pub(super) fn at(doc: &Document<'_>, numbers: &Numbers, at: usize) -> Option<Unit> {
    let (end, sort) = measure(doc, numbers, at).or_else(|| noun(doc, at))?;
    Some(Unit { start: at, end, sort, head: doc.key(at) })
}

/// Whether a unit of measure begins at token `at`.
pub(super) fn is_measure(doc: &Document<'_>, numbers: &Numbers, at: usize) -> bool {
    measure(doc, numbers, at).is_some()
}

/// The measure at token `at`.
fn measure(doc: &Document<'_>, numbers: &Numbers, at: usize) -> Option<(usize, Sort)> {
    // Only an exponent, which is glued to it, makes a measure of a word that begins none: `µm²`.
    let may_be_raised = || doc.tokens().get(at + 1).is_some_and(|next| next.is_glued());
    if doc.tokens().get(at)?.gap > Gap::Space || !MEASURES.phrases.may_begin(doc.key(at)) && !may_be_raised() {
        return None;
    }
    let (end, code, role) = power(doc, numbers, at).or_else(|| one_measure(doc, at))?;
    // The `ký` of `8 ký tự` is not a weight.
    let is_word = || {
        doc.begins_compound(at, end)
            || phrase(doc, at, LONGEST).is_some_and(|(after, role)| after > end && role == NounRole::Noun)
    };
    if role == MeasureRole::Per || doc.token(at).class == Class::Word && is_word() {
        return None;
    }
    if doc.is(end, w::SOLIDUS)
        && let Some((after, per)) = per(doc, numbers, end + 1)
        // `5,1 kW/ 8.000 vòng/phút`: what has a rate of its own is another amount.
        && !(numbers.starting_at(end + 1).is_some() && doc.is(after, w::SOLIDUS))
    {
        let code = (!code.is_empty() && !per.is_empty()).then(|| match code {
            "1" => format!("/{per}").into(),
            _ => format!("{code}/{per}").into(),
        });
        return Some((after, Sort::Measure(code)));
    }
    // A word that is only sometimes a unit of measure: `5 lần`.
    if role == MeasureRole::Rate {
        return None;
    }
    Some((end, Sort::Measure((!code.is_empty()).then_some(Cow::Borrowed(code)))))
}

/// The lower side of a rate: `phút`, `100 km`.
fn per(doc: &Document<'_>, numbers: &Numbers, at: usize) -> Option<(usize, Cow<'static, str>)> {
    if doc.tokens().get(at)?.gap > Gap::Space {
        return None;
    }
    if let Some(number) = numbers.starting_at(at) {
        let (end, code, _) = one_measure(doc, number.tokens.end)?;
        let code = if code.is_empty() { String::new() } else { format!("({}.{code})", number.value) };
        return Some((end, code.into()));
    }
    let (end, code, role) = one_measure(doc, at)?;
    (role != MeasureRole::Rate).then_some((end, code.into()))
}

/// One unit of measure, with its exponent: the token after it, its code, its role.
fn one_measure(doc: &Document<'_>, at: usize) -> Option<(usize, &'static str, MeasureRole)> {
    let token = doc.tokens().get(at)?;
    if !matches!(token.class, Class::Word | Class::Mark) || is_initial(doc, at) {
        return None;
    }
    if let Some(end) = exponent(doc, at + 1).filter(|_| !is_height(doc, at)) {
        let base = token.span();
        let power = doc.text().cut(end.1.range());
        if power == "2" || power == "3" || power == "²" || power == "³" {
            // `m^2` is looked up as `m2`.
            let whole = doc.text().get(base.start..end.1.end).filter(|whole| !whole.contains('^'));
            let key = whole.map_or_else(|| Key::of(&format!("{}{power}", doc.text_of(at))), Key::of);
            if let Some((1, &range)) = MEASURES.phrases.longest(key, |_| Key::NONE) {
                let found = MEASURES.of(range).first()?;
                return Some((end.0, found.code, found.role));
            }
        }
    }
    let (end, &range) = doc.phrase(&MEASURES.phrases, at)?;
    // The letter case of the symbol decides, and a symbol is one word.
    let text = doc.text_of(at);
    let found = MEASURES.of(range).iter().find(|found| end > at + 1 || found.is_written(text))?;
    Some((end, found.code, found.role))
}

/// Whether a letter is the initial of a name: `vòng 2 V.League` is not a voltage.
fn is_initial(doc: &Document<'_>, at: usize) -> bool {
    let is_glued =
        |at: usize, class| doc.tokens().get(at).is_some_and(|token| token.is_glued() && token.class == class);
    // Hardly any unit continues after a full stop.
    doc.is(at + 1, w::FULL_STOP)
        && is_glued(at + 1, Class::Mark)
        && doc.text_of(at).len() == 1
        && doc.tokens().get(at).is_some_and(|token| token.case == Case::Upper || token.is_capitalised())
        && is_glued(at + 2, Class::Word)
}

/// `670.000 m 2`, `585 m 3 gỗ`: an area or a volume whose exponent has come down to the line. A length of hundreds of metres has no other
/// number after it, but for one with a unit of its own (`200 m 3 giây`).
fn power(doc: &Document<'_>, numbers: &Numbers, at: usize) -> Option<(usize, &'static str, MeasureRole)> {
    let power = doc.tokens().get(at + 1).filter(|token| token.class == Class::Digits && token.gap == Gap::Space)?;
    let code = match (doc.key(at), doc.text().cut(power.span().range())) {
        (w::m, "2") => "m2",
        (w::m, "3") => "m3",
        (w::cm, "2") => "cm2",
        (w::cm, "3") => "cm3",
        _ => return None,
    };
    let large = || {
        let value = numbers.ending_at(at).and_then(|numeral| numeral.value.decimal());
        value.is_some_and(|value| value >= Decimal::ONE_HUNDRED)
    };
    let follows = amount::ends_phrase(doc, at + 2) || MASSES.has(doc.key(at + 2));
    (follows && large()).then_some((at + 2, code, MeasureRole::Unit))
}

/// Whether the digit that is glued to the metre at token `at` tells tenths, and no volume: `cao 1m3`, `trẻ dưới 1m3 được miễn vé`.
fn is_height(doc: &Document<'_>, at: usize) -> bool {
    const REACH: usize = 5;
    let Some(number) = at.checked_sub(1).filter(|_| doc.is(at, w::m)) else { return false };
    if !matches!(doc.text_of(number), "1" | "2") || !doc.token(at).is_glued() {
        return false;
    }
    let outer = bound::before(doc, number).1;
    let of_children = outer < number
        && !MASSES.has(doc.key_after(at + 2))
        && (outer.saturating_sub(REACH)..outer).any(|before| CHILDREN.has(doc.key(before)));
    TALL.has(doc.key_before(outer)) || of_children
}

/// The exponent that is attached to the unit before token `at`: the token after it, and its span.
fn exponent(doc: &Document<'_>, at: usize) -> Option<(usize, crate::Span)> {
    let token = doc.tokens().get(at)?;
    if !token.is_glued() {
        return None;
    }
    if doc.is(at, w::CIRCUMFLEX_ACCENT) {
        let power = doc.tokens().get(at + 1).filter(|power| power.is_glued())?;
        return Some((at + 2, power.span()));
    }
    matches!(token.class, Class::Digits | Class::Mark).then(|| (at + 1, token.span()))
}

/// The noun phrase at token `at`.
fn noun(doc: &Document<'_>, at: usize) -> Option<(usize, Sort)> {
    let token = doc.tokens().get(at)?;
    // `153điểm`, `147ký tự`: only a known noun in lower case is attached to its number, and no short word that might be a symbol.
    let is_glued = token.gap == Gap::None && token.case == Case::Lower;
    if token.class != Class::Word || token.gap != Gap::Space && !is_glued {
        return None;
    }
    let Some((end, role)) = phrase(doc, at, LONGEST) else {
        return shared(doc, at).or_else(|| guess(doc, at)).filter(|_| !is_glued);
    };
    if is_glued && end == at + 1 && token.span().len() <= 3 {
        return None;
    }
    // `3 người Anh` are English, not brothers.
    let is_nation = doc.is(at, w::người) && end == at + 2 && token.case == Case::Lower && is_name(doc, at + 1);
    let end = if is_nation { at + 1 } else { end };
    let known = |end| Some((end, Sort::Noun));
    // `1/2 tổng số thành viên`: the members are counted.
    if doc.is(at, w::tổng) && doc.is(at + 1, w::số) {
        return None;
    }
    match role {
        NounRole::End if doc.is(at, w::nhân) && end == at + 1 && has_cores(doc, at) => Some((end, Sort::Noun)),
        NounRole::End | NounRole::Deed => None,
        // `cấp phép` is a verb, not a count of levels.
        NounRole::Noun | NounRole::Alone if doc.begins_compound(at, end) => None,
        NounRole::Short => (token.case == Case::Upper).then_some((end, Sort::Noun)),
        // It is counted on the same terms as an unknown noun: nothing before the number that the verb could belong to.
        NounRole::Verbal => (token.case == Case::Lower).then_some((end, Sort::Guess)),
        // A proper name: `20 Nguyễn Trãi`, `3 Sao Vàng`; a title of several words is none (`02 Huy chương Vàng`).
        _ if end == at + 1 && token.case == Case::Title && is_name(doc, end) => None,
        _ if doc.is(at, w::giải) && end == at + 1 => known(prize(doc, end)),
        // A verb made a noun: `hai sự bổ sung`.
        _ if doc.is(at, w::sự) && end == at + 1 => known(verb(doc, end)),
        // `hai niềm hy vọng`
        _ if matches!(doc.key(at), w::niềm | w::nỗi) && end == at + 1 => {
            known(phrase(doc, end, LONGEST).filter(|(after, _)| *after > end + 1).map_or(end, |(after, _)| after))
        }
        NounRole::Noun | NounRole::Alone => known(longer(doc, at, whole(doc, at, end))),
        // Words that only precede a noun for people: `hai cựu binh`, `hai đại mỹ nhân`, `ba tân sinh viên`.
        _ => known(extended(doc, at, end, role))
            .filter(|(end, _)| !(matches!(doc.key(at), w::cựu | w::đại | w::tân) && *end == at + 1)),
    }
}

/// A compound of the table whose first word a comma parts from the rest, which it shares: `17 y, bác sĩ`.
fn shared(doc: &Document<'_>, at: usize) -> Option<(usize, Sort)> {
    if !doc.is(at + 1, w::COMMA) || !doc.token(at + 1).is_glued() {
        return None;
    }
    let word = |place| if place < LONGEST - 1 { doc.word_on_line(at + 2 + place) } else { Key::NONE };
    let (words, role) = NOUNS.longest(doc.key(at), word)?;
    (words > 2 && *role == NounRole::Noun).then_some((at + words + 1, Sort::Noun))
}

/// Whether the `nhân` at token `at` are the cores of a chip that is named shortly before: `chip 8 nhân`.
fn has_cores(doc: &Document<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    (doc.sentence_of(at).start.max(at.saturating_sub(REACH))..at).any(|before| CHIPS.has(doc.key(before)))
}

/// The token after the noun of the table at token `at`.
pub(super) fn compound_end(doc: &Document<'_>, at: usize) -> Option<usize> {
    phrase(doc, at, LONGEST).filter(|(_, role)| *role == NounRole::Noun).map(|(end, _)| end)
}

/// Whether a noun of the table begins at token `at`.
pub(super) fn is_noun(doc: &Document<'_>, at: usize) -> bool {
    phrase(doc, at, LONGEST)
        .is_some_and(|(_, role)| !matches!(role, NounRole::End | NounRole::Deed | NounRole::Verbal | NounRole::Short))
}

/// Whether the word names the kind of a place: `châu Âu`, `tỉnh Gia Lai`.
pub(super) fn is_place(key: Key) -> bool {
    PLACES.has(key)
}

/// Whether the word for a place begins at `at`, of one syllable or two: `tỉnh`, `thành phố`.
pub(super) fn begins_place(doc: &Document<'_>, at: usize) -> bool {
    is_place(doc.key(at))
        || matches!((doc.key(at), doc.key(at + 1)), (w::thành, w::phố) | (w::thị, w::xã | w::trấn) | (w::đường, _))
}

/// Whether a capitalised word is at `at`, on the same line.
fn is_name(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens().get(at).is_some_and(|token| token.gap == Gap::Space && token.case == Case::Title)
}

/// The end of a prize's name: its rank or its proper name, of two words at most (`giải nhất`, `giải Jackpot`).
fn prize(doc: &Document<'_>, at: usize) -> usize {
    if matches!(doc.key(at), w::nhất | w::nhì | w::ba | w::tư) {
        return at + 1;
    }
    (at..at + 2).take_while(|&index| is_name(doc, index)).last().map_or(at, |last| last + 1)
}

/// The end of a compound whose last word rather begins a verb: `ba ngày công bố`, `hai người yêu nhau` are `ngày`, `người`.
fn whole(doc: &Document<'_>, at: usize, end: usize) -> usize {
    let words = end - 1 - at;
    let is_verb = |role| matches!(role, NounRole::End | NounRole::Verbal);
    let goes_on = || phrase(doc, end - 1, LONGEST).is_some_and(|(after, role)| is_verb(role) && after > end);
    let is_shorter = || phrase(doc, at, words).is_some_and(|(after, _)| after + 1 == end);
    if words > 0 && goes_on() && is_shorter() && !doc.begins_compound(at, end - 1) { end - 1 } else { end }
}

/// The end of a classifier's compound whose last word begins a longer noun: `loại xe máy` is no `loại xe`. One word more at most: what
/// follows is mostly a modifier (`lượt khách quốc tế`, `đứa con nhỏ`).
fn longer(doc: &Document<'_>, at: usize, end: usize) -> usize {
    let is_next = doc.tokens().get(end).is_some_and(|next| next.case == Case::Lower && next.gap == Gap::Space);
    if end != at + 2 || !is_next || matches!(doc.key(end), w::nhỏ | w::riêng | w::chung) {
        return end;
    }
    let is_classifier =
        || phrase(doc, at, 1).is_some_and(|(_, role)| matches!(role, NounRole::Open | NounRole::Known | NounRole::Act));
    let is_longer = || phrase(doc, at + 1, 2) == Some((end + 1, NounRole::Noun));
    // `hộ dân sinh sống`, `khách hàng không đến`, `bài tập thể lực`: the word begins something else.
    let begins_other = || {
        phrase(doc, end, LONGEST).is_some_and(|(after, role)| {
            matches!(role, NounRole::End | NounRole::Verbal) || role == NounRole::Noun && after > end + 1
        })
    };
    if is_classifier() && is_longer() && !begins_other() { end + 1 } else { end }
}

/// The end of the verb after `sự`: one that the table has whole, or one or two words.
fn verb(doc: &Document<'_>, at: usize) -> usize {
    match phrase(doc, at, LONGEST) {
        Some((end, _)) if end > at + 1 => end,
        _ => {
            let is_word = |at: usize| {
                doc.tokens().get(at).is_some_and(|token| token.case == Case::Lower && token.gap == Gap::Space)
            };
            // The table of what ends a noun holds the second halves of verbs too (`thay đổi`), so only small words end this one.
            let is_small = ENDS_VERB.has(doc.key(at + 1));
            let goes_on = is_word(at + 1) && !is_small;
            if is_word(at) { at + 1 + usize::from(goes_on) } else { at }
        }
    }
}

/// The end of a classifier's phrase, with its head noun if there is one.
fn extended(doc: &Document<'_>, at: usize, end: usize, role: NounRole) -> usize {
    let Some(token) = doc.tokens().get(end).filter(|token| token.class == Class::Word && token.gap == Gap::Space)
    else {
        return end;
    };
    let room = LONGEST.saturating_sub(end - at);
    let capital = token.case == Case::Title && doc.tokens().get(at).is_some_and(|first| first.case != Case::Title);
    match phrase(doc, end, room) {
        // `chiếc váy màu đỏ`, `cái màu đỏ`
        _ if is_colour(doc, end) => end,
        // `đội châu Âu`: the noun belongs to the name after it, but `con sông Hồng`.
        Some((after, _))
            if after == end + 1 && is_place(doc.key(end)) && is_name(doc, after) && !doc.is(at, w::con) =>
        {
            end
        }
        // A capital opens a name: `3 chiếc Honda`, `7 bàn Thủ môn`.
        _ if capital => end,
        Some((after, NounRole::Noun)) => after,
        // `chùm ổ khóa`; each iteration uses up one word of the limit.
        Some((after, inner @ (NounRole::Open | NounRole::Known | NounRole::Act))) if after < at + LONGEST => {
            extended(doc, at, after, inner)
        }
        Some((after, NounRole::Open | NounRole::Known | NounRole::Act)) => after,
        Some((after, NounRole::Deed | NounRole::Verbal)) if role == NounRole::Act => after,
        None if role == NounRole::Open => guess(doc, end).map_or(end, |(after, _)| after.min(at + LONGEST)),
        _ => end,
    }
}

/// Whether the words at `at` say of what colour the noun before them is.
fn is_colour(doc: &Document<'_>, at: usize) -> bool {
    doc.is(at, w::màu) && COLOURS.has(doc.key(at + 1))
}

/// A noun that no table has: one or two lower-case words, hyphens within.
fn guess(doc: &Document<'_>, at: usize) -> Option<(usize, Sort)> {
    let is_word = |index: usize| {
        doc.tokens().get(index).is_some_and(|token| {
            token.class == Class::Word && token.case == Case::Lower && token.span().len() > 1 && token.gap <= Gap::Space
        })
    };
    // Two letters are a symbol; in `đóng 300.000 tiền điện` a sum of money precedes what it pays for.
    if doc.is(at, w::tiền) || !is_word(at) || doc.tokens().get(at)?.span().len() < 3 {
        return None;
    }
    let mut end = at + 1;
    while end < at + 2 * LONGEST
        && doc.is(end, w::HYPHEN_MINUS)
        && doc.tokens().get(end).is_some_and(|mark| mark.is_glued())
        && doc.tokens().get(end + 1).is_some_and(|next| next.is_glued() && next.class == Class::Word)
    {
        end += 2;
    }
    // The second syllable, unless it begins something of its own.
    if end == at + 1
        && is_word(end)
        && !is_colour(doc, end)
        && !(is_place(doc.key(end)) && is_name(doc, end + 1))
        && phrase(doc, end, LONGEST).is_none_or(|(after, role)| role != NounRole::End && after == end + 1)
    {
        end += 1;
    }
    Some((end, Sort::Guess))
}

/// The longest phrase of the table at `at` of at most `words` words.
fn phrase(doc: &Document<'_>, at: usize, words: usize) -> Option<(usize, NounRole)> {
    let (first, more) = (doc.key(at), words.checked_sub(1)?);
    if !NOUNS.may_begin(first) {
        return None;
    }
    let word = |place| if place < more { doc.word_on_line(at + 1 + place) } else { Key::NONE };
    NOUNS.longest(first, word).map(|(words, role)| (at + words, *role))
}
