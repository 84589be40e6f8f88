//! Members of a list whose unit is written once, at the last: `tăng 5, 7 và 9%`, `50, 100 và 200 triệu đồng`.

use crate::{
    fact::{Found, Input},
    lexicon::keys,
    number::{Decimal, Form, Number},
    segment::{Class, Gap},
};

keys! { VA = "và", HOAC = "hoặc", HAY = "hay", COMMA = "," }

/// How many members before the last are read.
const LONGEST: usize = 8;

/// The places in the list of numerals of those members that stand before the one at `index`, nearest first, with their values by its
/// scale. Empty where no `và`, `hoặc`, `hay` binds it to the number before, or a member is taken.
pub(crate) fn elided(input: &Input<'_>, found: &Found, index: usize) -> Vec<(usize, Number)> {
    let (doc, list) = (input.doc, input.numbers.as_slice());
    let mut members = Vec::new();
    let Some(last) = list.get(index) else { return members };
    let mut next = last.tokens.start;
    for place in (index.saturating_sub(LONGEST)..index).rev() {
        let member = &list[place];
        let between = member.tokens.end;
        let joined = between + 1 == next
            && doc.tokens()[between].gap <= Gap::Space
            && doc.tokens()[next].gap <= Gap::Space
            && match doc.key(between) {
                VA | HOAC | HAY => members.is_empty(),
                COMMA => !members.is_empty() && doc.tokens()[next].gap == Gap::Space,
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
    // A member that hangs on a word (`U21 và 23%`) is none.
    if next
        .checked_sub(1)
        .is_some_and(|before| doc.tokens()[next].gap == Gap::None && doc.tokens()[before].class != Class::Mark)
    {
        members.pop();
    }
    members
}
