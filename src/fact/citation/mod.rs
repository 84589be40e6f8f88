//! Cited documents of State and Party: `Nghị định số 30/2020/NĐ-CP`, `Kết luận số 01-KL/TW của Bộ Chính trị`. Contract:
//! `docs/facts.md#citation`.
//!
//! A citation starts at a type word (`data/documents.tsv`) or at a document number that `protect` found whole. From there the
//! adjacent parts are read in any order: number, date, issuer; then the further members of a list. Dates come from the time stage.
//! A pattern over the text was rejected: the parts come in any order, and lists, amendments and bare numbers (`Nghị định 67`)
//! depend on the words around them.

mod bare;
mod issuer;
mod law;
mod list;
mod number;
mod pinpoint;
mod symbol;

use std::{cell::OnceCell, ops::Range};

use crate::{
    fact::{Draft, Found, Input, Kind, Value, time::Edtf},
    lexicon::{Naming, Roles, TYPE_WORDS, document_name, table_sets, w},
    protect::Shape,
    segment::{Case, Class, Document, Gap},
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

table_sets! {
    "citations.tsv":
    /// First words of what an act of the courts and the police does: `khởi tố`, `truy nã`, `tạm giam`.
    PROCEEDINGS = "proceedings";
}

pub(super) fn find(input: &Input<'_>, found: &mut Found) {
    let reader = Reader { doc: input.doc, dates: OnceCell::new(), found };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut next = 0;
    for index in input.doc.triggers(Roles::DOCUMENT | Roles::PROTECTED) {
        if index < next {
            continue;
        }
        let token = input.doc.token(index);
        let floor = drafts.last().map_or(0, |draft| draft.tokens.end);
        let end = match token.class() {
            Class::Word if is_type(input.doc, index) => reader.typed(index, &mut drafts),
            Class::Protected(Shape::DocumentNumber) => reader.untyped(index, floor, &mut drafts),
            _ => None,
        };
        next = end.unwrap_or(index + 1).max(index + 1);
    }
    found.claim_all(drafts);
}

/// Whether a type of document may stand at `index`, by that word and the next: most words that begin one do not here.
fn is_type(doc: &Document<'_>, index: usize) -> bool {
    let roles = doc.token(index).roles;
    roles.any(Roles::DOCUMENT_ALONE) || roles.any(Roles::DOCUMENT) && doc.token(index + 1).roles.any(Roles::IN_DOCUMENT)
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
    /// [`dates`], which few texts need.
    dates: OnceCell<Vec<(Range<usize>, Edtf)>>,
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

impl Reader<'_> {
    /// The citation whose type word begins at `start`, with the list after it. Returns the token after.
    fn typed(&self, start: usize, out: &mut Vec<Draft>) -> Option<usize> {
        let doc = self.doc;
        let (after, &kind) = doc.phrase(&TYPE_WORDS, start)?;
        let is_letters =
            after == start + 1 && !matches!(kind.naming, Naming::Law | Naming::Treaty) && kind.code != Some("L");
        if is_letters && doc.token(start).case() != Case::Upper {
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
        // `Nghị quyết Trung ương 04`; without the zero it is the number of the plenum.
        if kind.code == Some("NQ")
            && let Some(end) = self.central(at)
            && number::at(doc, end).is_some_and(|number| number.bare && number.designation.number.starts_with('0'))
        {
            parts.issuer = Some(at..end);
            at = end;
        }
        let end = self.parts(at, true, &mut parts);
        let designation = parts.designation.clone()?;
        // A short form with a bare number is just as often something else: `TT 5`, `CV 3`.
        let is_short = is_letters && kind.naming == Naming::Symbol;
        if parts.bare && (is_short || !self.may_be_bare(start, end, kind, &parts)) {
            return None;
        }
        let first = out.len();
        self.push(start..end, kind.code.or_else(|| designation.document_type()), parts, out);
        Some(self.list(start..end, kind, first, out))
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
            .take_while(|&at| doc.token(at).class() == Class::Word)
            .filter(|&at| doc.token(at).roles.any(Roles::DOCUMENT))
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
            .take_while(|&at| doc.token(at).class() == Class::Word)
            .filter(|&at| doc.token(at).roles.any(Roles::DOCUMENT))
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
                if let Some(number) = number::at(self.doc, next) {
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
            // `(ngày 5/3/2020)`: brackets with only the date.
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
        let dates = self.dates.get_or_init(|| dates(self.found));
        let place = dates.binary_search_by_key(&at, |(tokens, _)| tokens.start).ok()?;
        dates.get(place).filter(|_| self.doc.tokens().get(at).is_some_and(|token| token.gap() <= Gap::Space))
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
        // With `do`, it is the issuer only if `ban hành` follows.
        let verb = end + usize::from(doc.is(end, w::ký));
        (doc.is(verb, w::ban) && doc.is(verb + 1, w::hành)).then_some((at + 1..end, end))
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
