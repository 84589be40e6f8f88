//! The further members of a list of documents: `các Nghị định 15, 16/2021/NĐ-CP và 17/2021/NĐ-CP`, and what they share.

use std::ops::Range;

use super::{
    Parts, Reader,
    number::{self, NumberAt},
    symbol::Designation,
};
use crate::{
    fact::{Draft, Value},
    lexicon::{DocumentType, Naming, w},
    segment::Class,
};

impl Reader<'_> {
    /// The further members of the list whose first citation is `tokens`: `các Nghị định 15, 16/2021/NĐ-CP và 17/2021/NĐ-CP`. Returns the token after the last.
    pub(super) fn list(&self, tokens: Range<usize>, kind: DocumentType, first: usize, out: &mut Vec<Draft>) -> usize {
        let doc = self.doc;
        let Range { start, mut end } = tokens;
        let is_plural = start.checked_sub(1).is_some_and(|before| {
            matches!(doc.key(before), w::các | w::những | w::hai | w::ba | w::bốn)
                || doc.token(before).class() == Class::Digits
        });
        loop {
            let mut at = end;
            at += usize::from(matches!(doc.key(at), w::COMMA | w::SEMICOLON));
            at += usize::from(doc.is(at, w::và));
            if at == end {
                break;
            }
            let mut parts = Parts::default();
            let Some(number) = number::at(doc, at) else { break };
            if number.bare
                && !(is_plural && (number.numbered || self.is_closed(number.end))
                    || self.leads_to_symbol(number.end)
                    || self.is_like_last(&number, kind, out))
            {
                break;
            }
            let member = at;
            // The naming `số` of a member is inside the first member's words; a member's span begins at its number.
            let number_start = if number.numbered { member + 1 } else { member };
            let end_of_parts = self.parts(member, false, &mut parts);
            let designation = parts.designation.clone();
            // The type word of a list occurs once; a number with a symbol of another type names another document.
            let code = kind.code.or_else(|| designation.as_ref().and_then(Designation::document_type));
            self.push(number_start..end_of_parts, code, parts, out);
            end = end_of_parts;
        }
        self.carry_symbol(first, out);
        end
    }

    /// Whether a bare number is written as the one of the last citation, and nothing is counted by it: `Quyết định 935, 936 của …`.
    fn is_like_last(&self, number: &NumberAt, kind: DocumentType, out: &[Draft]) -> bool {
        let Some(Value::Citation(last)) = out.last().map(|draft| &draft.value) else { return false };
        let width = number.designation.number.len();
        matches!(kind.naming, Naming::Noun | Naming::Verbal)
            && width > 1
            && last.symbol.is_none()
            && last.number.as_ref().is_some_and(|last| last.len() == width)
            && self.is_closed(number.end)
    }

    /// Gives the bare members before a member with a symbol that symbol: `15, 16/2021/NĐ-CP`.
    fn carry_symbol(&self, first: usize, out: &mut [Draft]) {
        let members = out.get_mut(first..).unwrap_or_default();
        let Some(Value::Citation(last)) = members.last().map(|draft| &draft.value) else { return };
        let Some(last) = last.symbol.is_some().then(|| last.designation.as_deref().map(Designation::new)).flatten()
        else {
            return;
        };
        for member in members {
            if let Value::Citation(citation) = &mut member.value
                && citation.symbol.is_none()
                && let Some(number) = &citation.number
            {
                let whole = last.with_number(number);
                citation.symbol = whole.symbol;
                citation.designation = Some(whole.whole);
            }
        }
    }

    /// Whether numbers separated by commas lead from `at` to one with a symbol, within a bounded list.
    fn leads_to_symbol(&self, mut at: usize) -> bool {
        for _ in 0..8 {
            let next = at + usize::from(self.doc.is(at, w::COMMA)) + usize::from(self.doc.is(at, w::và));
            let Some(number) = (next > at).then(|| number::at(self.doc, at + 1)).flatten() else { return false };
            if !number.bare {
                return true;
            }
            at = number.end;
        }
        false
    }
}
