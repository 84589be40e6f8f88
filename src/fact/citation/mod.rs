//! Cited documents of State and Party: `Nghị định số 30/2020/NĐ-CP`, `Kết luận số 01-KL/TW của Bộ Chính trị`. Contract:
//! `docs/facts.md#citation`.
//!
//! A citation starts at a type word (`data/documents.tsv`) or at a document number that `protect` found whole. From there the
//! adjacent parts are read in any order: number, date, issuer; then the further members of a list. Dates come from the time stage.
//! A pattern over the text was rejected: the parts come in any order, and lists, amendments and bare numbers (`Nghị định 67`)
//! depend on the words around them.

mod issuer;
mod law;
mod list;
mod pinpoint;
mod symbol;

use std::ops::Range;

use crate::{
    fact::{Draft, Found, Input, Kind, Value, time::Edtf},
    lexicon::{DocumentType, Naming, Roles, TYPE_WORDS, document_name, w, word_sets},
    protect::Shape,
    segment::{Case, Class, Document, Gap},
    span::Cut as _,
};
use symbol::Designation;

/// A reference to a numbered document, or to a law by its name and year.
///
/// ```
/// use tinviet::Value;
/// let analysis = tinviet::analyze("Theo Nghị định số 30/2020/NĐ-CP của Chính phủ.");
/// let fact = analysis.facts().next().unwrap();
/// let Value::Citation(value) = fact.value() else { panic!() };
/// assert_eq!((value.document_type, value.number.as_deref()), (Some("NĐ"), Some("30")));
/// assert_eq!(value.issuer.as_deref(), Some("Chính phủ"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// The code of the type of document: `NĐ`, `KL`, `Luật`.
    #[cfg_attr(feature = "serde", serde(rename = "type", deserialize_with = "crate::fact::serial::document_type"))]
    pub document_type: Option<super::Code>,
    /// The running number: `30`.
    pub number: Option<String>,
    /// The symbol after the number: `2020/NĐ-CP`.
    pub symbol: Option<String>,
    /// The issuer, if the text states it with the citation: `Chính phủ`.
    pub issuer: Option<String>,
    /// The date in the citation.
    pub date: Option<Edtf>,
    /// Number and symbol as cited: `30/2020/NĐ-CP`.
    pub designation: Option<String>,
    /// Article, clause and point: `Điều 5, khoản 2`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub pinpoint: Option<String>,
}

impl Citation {
    /// The name of its type: `Nghị định` of `NĐ`.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Theo Nghị định số 30/2020/NĐ-CP.");
    /// let Some(tinviet::Value::Citation(cited)) = analysis.facts().next().map(|fact| fact.value().clone()) else { panic!() };
    /// assert_eq!(cited.type_name(), Some("Nghị định"));
    /// ```
    pub fn type_name(&self) -> Option<&'static str> {
        document_name(self.document_type?)
    }

    /// The issuer according to the symbol, whether or not the text states it: `Chính phủ` for `30/2020/NĐ-CP`, `None` for a
    /// bare number.
    ///
    /// The symbol of a province or ministry gives only the kind of organisation, not the place: `Ủy ban nhân dân` for
    /// `QĐ-UBND`.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Theo Nghị định số 30/2020/NĐ-CP.");
    /// let Some(tinviet::Value::Citation(cited)) = analysis.facts().next().map(|fact| fact.value().clone()) else { panic!() };
    /// assert_eq!(cited.issuer_by_symbol(), Some("Chính phủ"));
    /// ```
    pub fn issuer_by_symbol(&self) -> Option<&'static str> {
        Designation::new(self.designation.as_deref()?).issuer()
    }

    /// The type according to the symbol, for comparison with [`Citation::document_type`], which comes from the type word.
    ///
    /// ```
    /// let analysis = tinviet::analyze("Theo Nghị định số 30/2020/NĐ-CP.");
    /// let Some(tinviet::Value::Citation(cited)) = analysis.facts().next().map(|fact| fact.value().clone()) else { panic!() };
    /// assert_eq!(cited.type_by_symbol(), Some("NĐ"));
    /// ```
    pub fn type_by_symbol(&self) -> Option<&'static str> {
        Designation::new(self.designation.as_deref()?).document_type()
    }
}

word_sets! {
    /// First words of what an act of the courts and the police does: `khởi tố`, `truy nã`, `tạm giam`.
    PROCEEDINGS = ["khởi", "truy", "tạm", "bắt", "khám", "trưng", "xử", "đình", "cưỡng", "kê", "áp", "thi"];
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let reader = Reader { doc: input.doc, dates: dates(found), found };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut next = 0;
    for index in input.doc.triggers(Roles::DOCUMENT | Roles::PROTECTED) {
        if index < next {
            continue;
        }
        let token = &input.doc.tokens()[index];
        let floor = drafts.last().map_or(0, |draft| draft.tokens.end);
        let end = match token.class() {
            Class::Word if token.roles.any(Roles::DOCUMENT) => reader.typed(index, &mut drafts),
            Class::Protected(Shape::DocumentNumber) => reader.untyped(index, floor, &mut drafts),
            _ => None,
        };
        next = end.unwrap_or(index + 1).max(index + 1);
    }
    found.claim_all(drafts);
}

/// The dates that the time stage found, by their first token.
fn dates(found: &Found) -> Vec<(Range<usize>, Edtf)> {
    let mut dates: Vec<_> = found
        .drafts()
        .iter()
        .filter_map(|draft| match &draft.value {
            Value::Time(time) if draft.kind == Kind::Date => Some((draft.tokens.clone(), time.edtf?)),
            _ => None,
        })
        .collect();
    dates.sort_unstable_by_key(|(tokens, _)| tokens.start);
    dates
}

struct Reader<'a> {
    doc: &'a Document<'a>,
    dates: Vec<(Range<usize>, Edtf)>,
    found: &'a Found,
}

/// What has been read of one citation.
#[derive(Default)]
struct Parts {
    designation: Option<Designation>,
    /// Whether the number has no symbol.
    bare: bool,
    /// Whether `số` comes before the number.
    numbered: bool,
    issuer: Option<Range<usize>>,
    date: Option<Edtf>,
}

/// A number at some token.
struct NumberAt {
    end: usize,
    designation: Designation,
    bare: bool,
    numbered: bool,
}

impl Reader<'_> {
    /// The citation whose type word begins at `start`, with the list after it. Returns the token after.
    fn typed(&self, start: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = self.doc;
        let (after, &kind) = doc.phrase(&TYPE_WORDS, start)?;
        let is_letters =
            after == start + 1 && !matches!(kind.naming, Naming::Law | Naming::Treaty) && kind.code != Some("L");
        if is_letters && doc.tokens()[start].case() != Case::Upper {
            return None;
        }
        if kind.naming == Naming::Code {
            return self.code(start, after, kind, out);
        }
        if matches!(kind.naming, Naming::Law | Naming::Treaty)
            && let Some(end) = self.law(start, after, kind, out)
        {
            return Some(end);
        }
        let mut at = after;
        // `Quyết định (QĐ) 33/2014/QĐ-UBND`.
        if doc.is(at, w::LEFT_PARENTHESIS)
            && doc.is(at + 2, w::RIGHT_PARENTHESIS)
            && doc.tokens().get(at + 1).is_some_and(|token| token.case() == Case::Upper)
        {
            at += 3;
        }
        let mut parts = Parts::default();
        // `Nghị quyết Trung ương 04`; without the zero the number is that of the plenum.
        if kind.code == Some("NQ")
            && let Some(end) = self.central(at)
            && self.number(end).is_some_and(|number| number.bare && number.designation.number.starts_with('0'))
        {
            parts.issuer = Some(at..end);
            at = end;
        }
        let end = self.parts(at, true, &mut parts);
        let designation = parts.designation.clone()?;
        // A short form with a bare number is as often something else: `TT 5`, `CV 3`.
        let is_short = is_letters && kind.naming == Naming::Symbol;
        if parts.bare && (is_short || !self.may_be_bare(start, end, kind, &parts)) {
            return None;
        }
        let first = out.len();
        self.push(start..end, kind.code.or_else(|| designation.document_type()), parts, out);
        Some(self.list(start, end, kind, first, out))
    }

    /// `Trung ương`, `TW` at `at`: the token after.
    fn central(&self, at: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.tokens().get(at)?.gap() > Gap::Space {
            return None;
        }
        match doc.key(at) {
            w::trung if doc.is(at + 1, w::ương) => Some(at + 2),
            w::tw => Some(at + 1),
            _ => None,
        }
    }

    /// The citation whose number is at `index` with no type word right before it.
    fn untyped(&self, index: usize, floor: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let mut parts = Parts::default();
        let end = self.parts(index, false, &mut parts);
        let designation = parts.designation.clone()?;
        if !designation.is_known() {
            let (start, code) = self.act_before(index, floor)?;
            self.push(start..end, code, parts, out);
            return Some(end);
        }
        let code = designation.document_type();
        // `Quyết định phê duyệt quy hoạch số 12/QĐ-UBND`: the type word comes before the title.
        let titled = self.type_before(index, floor, code);
        self.push(titled.unwrap_or(index)..end, code, parts, out);
        Some(end)
    }

    /// The type word of the type `code` before a title of a few words and `số`.
    fn type_before(&self, index: usize, floor: usize, code: Option<&'static str>) -> Option<usize> {
        let doc = self.doc;
        let (code, naming) = (code?, index.checked_sub(1).filter(|&before| doc.is(before, w::số))?);
        let floor = floor.max(doc.sentence_of(index).start).max(index.saturating_sub(16));
        (floor..naming)
            .rev()
            .take_while(|&at| doc.tokens()[at].class() == Class::Word)
            .filter(|&at| doc.tokens()[at].roles.any(Roles::DOCUMENT))
            .find(|&at| doc.phrase(&TYPE_WORDS, at).is_some_and(|(_, kind)| kind.code == Some(code)))
    }

    /// The type word, with its code, of an act whose title says what is done, before `số` and a number of which no part is known: `Quyết định
    /// khởi tố vụ án hình sự số 41/C03-P10`. Of other titles the last word may have the number: `Quyết định thanh lý hợp đồng số 5/X-Y`.
    fn act_before(&self, index: usize, floor: usize) -> Option<(usize, Option<&'static str>)> {
        const LONGEST: usize = 10;
        let doc = self.doc;
        let naming = index.checked_sub(1).filter(|&before| doc.is(before, w::số))?;
        let floor = floor.max(doc.sentence_of(index).start).max(index.saturating_sub(LONGEST));
        let (start, after, kind) = (floor..naming)
            .rev()
            .take_while(|&at| doc.tokens()[at].class() == Class::Word)
            .filter(|&at| doc.tokens()[at].roles.any(Roles::DOCUMENT))
            .find_map(|at| doc.phrase(&TYPE_WORDS, at).map(|(after, kind)| (at, after, kind)))?;
        let is_act = kind.code.is_some() && after < naming && PROCEEDINGS.has(doc.key(after));
        is_act.then_some((start, kind.code))
    }

    /// Reads number, date and issuer from `at` in whatever order they stand; the token after the last of them.
    fn parts(&self, at: usize, any_order: bool, parts: &mut Parts) -> usize {
        let mut end = at;
        for _ in 0..4 {
            let next = self.joint(end, parts);
            if parts.designation.is_none() {
                if let Some(number) = self.number(next) {
                    end = number.end;
                    (parts.bare, parts.numbered) = (number.bare, number.numbered);
                    parts.designation = Some(number.designation);
                    continue;
                }
                if !any_order {
                    break;
                }
            }
            if parts.date.is_none()
                && let Some((tokens, date)) = self.date(next)
            {
                end = tokens.end;
                parts.date = Some(*date);
                continue;
            }
            // `(ngày 5/3/2020)`, which holds nothing but the date.
            if parts.date.is_none()
                && parts.designation.is_some()
                && self.doc.is(end, w::LEFT_PARENTHESIS)
                && let Some((tokens, date)) = self.date(end + 1)
                && self.doc.is(tokens.end, w::RIGHT_PARENTHESIS)
            {
                end = tokens.end + 1;
                parts.date = Some(*date);
                continue;
            }
            if parts.issuer.is_none()
                && let Some((issuer, after)) = self.issuer(next)
            {
                end = after;
                parts.issuer = Some(issuer);
                continue;
            }
            break;
        }
        end
    }

    /// Passes over what may be between two parts: a comma, an opening bracket, `ký`, `ban hành`.
    fn joint(&self, at: usize, parts: &Parts) -> usize {
        let doc = self.doc;
        let mut next = at;
        // After a bare number a comma begins something else (`Nghị định 67, ngày 5/3 …`), but for a date with the issuer after it
        // (`Quyết định 883, ngày 31/12/2003 của UBND huyện`).
        let is_issued = || self.date(next + 1).is_some_and(|(tokens, _)| doc.is(tokens.end, w::của));
        if doc.is(next, w::COMMA) && parts.designation.is_some() && (!parts.bare || is_issued()) {
            next += 1;
        }
        match (doc.key(next), doc.key(next + 1)) {
            (w::ban, w::hành) => next + 2,
            (w::ký, _) => next + 1,
            _ => next,
        }
    }

    fn date(&self, at: usize) -> Option<&(Range<usize>, Edtf)> {
        let place = self.dates.binary_search_by_key(&at, |(tokens, _)| tokens.start).ok()?;
        self.dates.get(place).filter(|_| self.doc.tokens().get(at).is_some_and(|token| token.gap() <= Gap::Space))
    }

    /// `của Bộ Tài chính`, `do Chính phủ ban hành`: the body, and the token after it.
    fn issuer(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let doc = self.doc;
        if doc.tokens().get(at)?.gap() > Gap::Space || !matches!(doc.key(at), w::của | w::r#do) {
            return None;
        }
        let end = issuer::joint(doc, at + 1, issuer::end(doc, at + 1)?);
        if doc.is(at, w::của) {
            return Some((at + 1..end, end));
        }
        // With `do` it is the issuer only if it did issue.
        let verb = end + usize::from(doc.is(end, w::ký));
        (doc.is(verb, w::ban) && doc.is(verb + 1, w::hành)).then_some((at + 1..end, end))
    }

    /// The number at `at`, after an optional `số` or `số:`.
    fn number(&self, at: usize) -> Option<NumberAt> {
        let doc = self.doc;
        let numbered = doc.is(at, w::số);
        let mut start = at;
        if numbered {
            start += 1 + usize::from(doc.is(start + 1, w::hiệu));
            start += usize::from(doc.is(start, w::COLON));
        }
        let token = doc.tokens().get(start)?;
        if token.gap() > Gap::Space {
            return None;
        }
        match token.class() {
            Class::Protected(Shape::DocumentNumber) => {
                let designation = Designation::new(doc.text_of(start));
                Some(NumberAt { end: start + 1, bare: false, designation, numbered })
            }
            // `Quyết định của Ngân hàng Nhà nước số 652/2001`: after its issuer no type word tells `protect` of it.
            // `Văn bản 2103/2009`: no month has that number.
            Class::Digits
                if self.is_year_of_number(start + 1)
                    && (numbered || doc.text_of(start).parse::<u32>().is_ok_and(|number| number > 12)) =>
            {
                let text = doc.text().cut(doc.span_of(start..start + 3).range());
                Some(NumberAt { end: start + 3, designation: Designation::new(text), bare: true, numbered })
            }
            // `số 03 / 2016/TT-BNNPTNT`
            Class::Digits if self.goes_on_after_stroke(start) => {
                let text = doc.text().cut(doc.span_of(start..start + 3).range());
                Some(NumberAt { end: start + 3, designation: Designation::new(text), bare: false, numbered })
            }
            Class::Digits if token.span().len() <= 5 => {
                let mut end = start + 1;
                // `Nghị quyết 30a`.
                if doc.tokens().get(end).is_some_and(|next| next.is_glued() && next.class() == Class::Word) {
                    if doc.text_of(end).chars().count() > 1 {
                        return None;
                    }
                    end += 1;
                }
                // Part of a date, a range, a decimal, a percentage or a code.
                let is_cut = doc.tokens().get(end).is_some_and(|next| {
                    let goes_on =
                        doc.tokens().get(end + 1).is_some_and(|token| token.is_glued() && token.class() != Class::Mark);
                    next.key() == w::PERCENT_SIGN || next.is_glued() && next.class() != Class::Word && goes_on
                });
                let text = doc.text().cut(doc.span_of(start..end).range());
                (!is_cut).then(|| NumberAt { end, designation: Designation::new(text), bare: true, numbered })
            }
            _ => None,
        }
    }

    /// Whether a stroke with a blank beside it parts the number at `at` from its year and symbol, which stand in one piece after it.
    fn goes_on_after_stroke(&self, at: usize) -> bool {
        let doc = self.doc;
        let Some(rest) = doc.tokens().get(at + 2).filter(|_| doc.key_after(at + 1) == w::SOLIDUS) else { return false };
        let year = doc.text_of(at + 2).get(..4).unwrap_or_default();
        rest.gap() <= Gap::Space
            && rest.class() == Class::Protected(Shape::DocumentNumber)
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && ("1945".."2100").contains(&year)
    }

    /// Whether a stroke and the year of a document's number are at `at`, and nothing is glued on.
    fn is_year_of_number(&self, at: usize) -> bool {
        let doc = self.doc;
        let glued = |at: usize| doc.tokens().get(at).is_some_and(|token| token.is_glued());
        let digits = |at: usize| doc.tokens().get(at).is_some_and(|token| token.class() == Class::Digits);
        doc.is(at, w::SOLIDUS)
            && glued(at)
            && glued(at + 1)
            && digits(at + 1)
            && ("1945".."2100").contains(&doc.text_of(at + 1))
            && doc.text_of(at + 1).len() == 4
            && !(glued(at + 2) && (doc.is(at + 2, w::SOLIDUS) || doc.is(at + 2, w::HYPHEN_MINUS)))
    }

    /// Whether a bare number may be the number of a document of this kind, by the words around it.
    fn may_be_bare(&self, start: usize, end: usize, kind: DocumentType, parts: &Parts) -> bool {
        let Some(designation) = &parts.designation else { return false };
        let number = designation.number.as_str();
        if self.is_scale(end) {
            return false;
        }
        let is_year = number.len() == 4 && ("1945".."2100").contains(&number);
        let is_led_by_zero = number.len() > 1 && number.starts_with('0');
        let stands_with_more = parts.issuer.is_some() || parts.date.is_some();
        match kind.naming {
            // `thông báo số 2019`, to ring at
            _ if parts.numbered && kind.code == Some("TB") && number.len() > 3 => {
                stands_with_more || self.doc.is(end, w::về)
            }
            _ if parts.numbered => !matches!(kind.code, Some("DA" | "CTr" | "PA" | "ĐA" | "HĐ" | "BB")),
            _ if is_year => false,
            Naming::Noun => true,
            Naming::Verbal => {
                let is_named = self.doc.tokens()[start].is_capitalised() && !self.doc.starts_sentence(start);
                is_led_by_zero || stands_with_more || number.len() > 1 && (is_named || self.is_closed(end))
            }
            Naming::Treaty => kind.code == Some("NĐT") || kind.code == Some("CƯ") && number.len() > 1,
            Naming::Symbol | Naming::Law | Naming::Code => false,
        }
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(
            self.doc.key(at),
            w::triệu | w::tỷ | w::tỉ | w::nghìn | w::ngàn | w::trăm | w::chục | w::vạn | w::đồng | w::PERCENT_SIGN
        )
    }

    /// Whether the phrase ends at `at`: a mark, a line end, or a word that begins another phrase and that no number counts.
    fn is_closed(&self, at: usize) -> bool {
        let Some(token) = self.doc.tokens().get(at) else { return true };
        token.gap() > Gap::Space
            || token.class() == Class::Mark && !matches!(token.key(), w::PERCENT_SIGN | w::SOLIDUS | w::HYPHEN_MINUS)
            || matches!(
                token.key(),
                w::và
                    | w::của
                    | w::ngày
                    | w::về
                    | w::này
                    | w::đã
                    | w::có
                    | w::được
                    | w::là
                    | w::quy
                    | w::cho
                    | w::trong
                    | w::theo
                    | w::đến
                    | w::thì
                    | w::nêu
                    | w::hiện
                    | w::vừa
                    | w::sẽ
                    | w::từ
                    | w::với
                    | w::gửi
                    | w::thu
                    | w::diễn
                    | w::chỉ
                    | w::cũng
                    | w::mới
                    | w::nhằm
                    | w::ra
                    | w::tại
                    | w::r#do
                    | w::ban
            )
    }

    fn push(&self, tokens: Range<usize>, code: Option<&'static str>, parts: Parts, out: &mut Vec<Draft>) {
        let doc = self.doc;
        let pinpoint = pinpoint::before(doc, tokens.start).or_else(|| pinpoint::after(doc, tokens.end));
        let (number, symbol, designation) = match parts.designation {
            Some(read) => (Some(read.number), read.symbol, Some(read.whole)),
            None => (None, None, None),
        };
        let value = Citation {
            document_type: code,
            number,
            symbol,
            issuer: parts.issuer.map(|tokens| doc.string_of(tokens)),
            date: parts.date,
            designation,
            pinpoint: pinpoint.map(|tokens| doc.string_of(tokens)),
        };
        let rule = match (&value.number, parts.bare) {
            (None, _) => "citation.law",
            (_, true) => "citation.bare",
            _ => "citation.number",
        };
        out.push(Draft {
            kind: Kind::Citation,
            core: tokens.clone(),
            tokens,
            value: Value::Citation(Box::new(value)),
            rule,
        });
    }
}
