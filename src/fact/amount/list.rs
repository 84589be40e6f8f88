//! Members of a list whose unit is written once, at the last: `tăng 5, 7 và 9%`, `50, 100 và 200 triệu đồng`, `từ 18 lên 43%`.

use crate::{
    fact::{Found, Input},
    lexicon::w,
    number::{Decimal, Form, Number, Numeral},
    segment::{Class, Gap},
};

/// How many members before the last are read.
const LONGEST: usize = 8;

/// The places in the list of numerals of those members that stand before the one at `index`, nearest first, with their values by its
/// scale. Empty where no `và`, `hoặc`, `hay` binds it to the number before, unless it is the last of three or more that rise (`1, 3, 5 năm`),
/// or a member is taken.
pub(crate) fn elided(input: &Input<'_>, found: &Found, index: usize) -> Vec<(usize, Number)> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let mut members = Vec::new();
    let Some(last) = list.get(index) else { return members };
    let mut next = last.tokens.start;
    let mut bound = false;
    for place in (index.saturating_sub(LONGEST)..index).rev() {
        let member = &list[place];
        let between = member.tokens.end;
        let joined = between + 1 == next
            && doc.tokens()[between].gap <= Gap::Space
            && doc.tokens()[next].gap <= Gap::Space
            && match doc.key(between) {
                w::và | w::hoặc | w::hay if members.is_empty() => {
                    bound = true;
                    true
                }
                w::COMMA => doc.tokens()[next].gap == Gap::Space && (bound || rises(member, &list[place + 1])),
                _ => false,
            };
        if !joined || member.form != Form::Digits || last.form == Form::Vague || !found.is_free(member.tokens.clone()) {
            break;
        }
        let shared =
            if last.scale == Decimal::ONE { Some(member.value.clone()) } else { member.value.times(last.scale) };
        let Some(value) = shared else { break };
        members.push((place, value));
        next = member.tokens.start;
    }
    if !bound && members.len() < 2 {
        members.clear();
        return members;
    }
    // A member that hangs on a word (`U21 và 23%`) is none.
    if next
        .checked_sub(1)
        .is_some_and(|before| doc.tokens()[next].gap == Gap::None && doc.tokens()[before].class != Class::Mark)
    {
        members.pop();
    }
    members
}

/// Whether two plain numbers of a list rise as they are written.
fn rises(first: &Numeral, second: &Numeral) -> bool {
    let mantissa = |numeral: &Numeral| numeral.value.decimal()?.checked_div(numeral.scale);
    match (mantissa(first), mantissa(second)) {
        (Some(first), Some(second)) => first < second && second < Decimal::ONE_THOUSAND,
        _ => false,
    }
}

/// The place and value of the number that an amount rose or fell from: the 18 of `từ 18 lên 43%`. No range: the two are two amounts.
pub(crate) fn changed_from(input: &Input<'_>, found: &Found, index: usize) -> Option<(usize, Number)> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let (place, last) = (index.checked_sub(1)?, list.get(index)?);
    let first = &list[place];
    let (start, end) = (first.tokens.start, first.tokens.end);
    let verbs = last.tokens.start.checked_sub(end)?;
    let moves = matches!(doc.key_behind(end), w::lên | w::xuống)
        && (verbs == 1 || verbs == 2 && matches!(doc.key(end + 1), w::còn | w::tới | w::đến));
    let from = doc.key_before(start) == w::từ;
    let on_line = (start..=last.tokens.start).all(|at| doc.tokens()[at].gap <= Gap::Space);
    if !moves || !from || !on_line || first.form != Form::Digits || !found.is_free(first.tokens.clone()) {
        return None;
    }
    Some((place, if last.scale == Decimal::ONE { first.value.clone() } else { first.value.times(last.scale)? }))
}
