//! What opens the recipients to the right of a verb: a preposition, their own words right after the verb or the award, the name of the next winner.

use std::ops::Range;

use crate::{
    fact::award_event::{
        mood,
        noun::{self, Noun},
        object::{Group, Walk},
        party,
        verb::{self, Act},
        words,
    },
    lexicon::w,
};

impl Walk<'_, '_> {
    /// Whether the preposition or verb at `at` has recipients after it, near enough to the last part.
    pub(super) fn opens_goal(&self, at: usize, idle: usize) -> bool {
        // `Giải X cho hạng mục Y về tay Z`.
        let after = self.verb.act != Act::Belong || at > self.verb.tokens.start;
        // `kèm tiền thưởng 3 triệu đồng cho mỗi tập thể`: how much each gets.
        let share = self.input.doc.is(at + 1, w::mỗi) && at > 0 && self.input.doc.is(at - 1, w::đồng);
        !self.closed && idle <= self.reach(at) && after && !share && self.goal_word(at)
    }

    /// Whether the word at `at` opens the recipients: a preposition, or `tặng` after an award.
    fn goal_word(&self, at: usize) -> bool {
        noun::start(self.input, self.past_prepositions(at + 1))
            .is_some_and(|start| start.noun.is_some() || start.proper || start.count.is_some() || start.plural)
    }

    /// The token after the prepositions and verbs from `at` on that only lead to recipients: `tặng cho`, `gửi tới`.
    pub(super) fn past_prepositions(&self, at: usize) -> usize {
        let mut at = at;
        while matches!(self.input.doc.key(at), w::cho | w::tặng | w::tới | w::đến | w::gửi | w::COLON) {
            at += 1;
        }
        // `trao tận tay ông X`.
        let in_person = self.input.doc.text_of(at) == "tận" && self.input.doc.text_of(at + 1) == "tay";
        at + if in_person { 2 } else { 0 }
    }

    /// How far after the last part a preposition still opens the recipients: `đến` is also a plain word of direction.
    fn reach(&self, at: usize) -> usize {
        if matches!(self.input.doc.key(at), w::cho | w::tặng) { 18 } else { 5 }
    }

    /// Whether recipients stand right after the verb: `tặng thưởng đồng chí …`, `tuyên dương 100 học sinh`.
    pub(super) fn dative(&self, at: usize) -> bool {
        at == mood::past_manner(self.input.doc, self.verb.tokens.end)
            && matches!(self.verb.act, Act::Give | Act::Praise)
            && party::is_party(self.input, at)
            && {
                // A count before an award counts the award.
                let start = noun::start(self.input, at);
                start.is_some_and(|start| start.noun.is_some() || !self.is_goods(start.end))
            }
    }

    /// Whether an award begins at `at`, in quotes or after the name of something else that is given: `trao Quân kỳ và Bằng khen`.
    fn is_goods(&self, at: usize) -> bool {
        let doc = self.input.doc;
        let and = (at..at + 5).find(|at| doc.is(*at, w::và));
        let begins = |at: usize| self.prize_at(at + usize::from(noun::is_open_quote(doc, at))).is_some();
        begins(at) || and.is_some_and(|and| begins(and + 1))
    }

    /// Whether `đối với` at `at`, where it may, or `chúc mừng`, where it may, has those who get or lose the award after it.
    pub(super) fn opens_pair(&self, at: usize, towards: bool, to: bool) -> bool {
        let next = self.input.doc.key(at + 1);
        if self.input.doc.is(at, w::đối) { towards && next == w::với } else { to && next == w::mừng }
    }

    /// Of `lên lá cờ truyền thống của X` at `at` the position of `của`: an order for a body is pinned to its flag.
    pub(super) fn flag_of(&self, at: usize) -> Option<usize> {
        let doc = self.input.doc;
        let flag = (at + 1..at + 4).find(|at| doc.is(*at, w::cờ) || matches!(doc.text_of(*at), "trướng" | "kỳ"))?;
        (flag + 1..flag + 4).find(|at| doc.is(*at, w::của))
    }

    /// Whether counted recipients stand right after the award: `tặng Bằng khen 5 cá nhân`.
    pub(super) fn beside(&self, at: usize) -> bool {
        let doc = self.input.doc;
        // `tặng giấy khen đột xuất 3 tập thể`.
        let manner = at.checked_sub(2).filter(|first| mood::past_manner(doc, *first) == at).unwrap_or(at);
        let ends_at = |end: usize| {
            let after = self.prizes.partition_point(|prize| prize.tokens.end < end);
            self.prizes.get(after).filter(|prize| prize.tokens.end == end)
        };
        let prize = ends_at(at).or_else(|| ends_at(manner));
        // `gửi thư khen nhân viên Đội X`.
        if prize.is_some_and(|prize| prize.award.code == "thu-khen") && party::is_party(self.input, at) {
            return true;
        }
        prize.is_some()
            && self.verb.act == Act::Give
            && noun::start(self.input, at).is_some_and(|start| {
                (start.count.is_some() || start.plural)
                    && start
                        .noun
                        .is_some_and(|noun| noun.is_personal() || matches!(noun, Noun::Generic | Noun::Household))
            })
    }

    /// Of `Trần Hà giành giải Nhất, Lê An giải Nhì` who won the next award, where the verb is left out: a name between a separator at `at` and
    /// the award.
    pub(super) fn next_winner(&self, group: &Group, at: usize, limit: usize) -> Option<Range<usize>> {
        let doc = self.input.doc;
        let parts = matches!(doc.key(at), w::COMMA | w::và);
        if !parts || !self.closed || !verb::wins(self.verb.act) || !group.has_prize() {
            return None;
        }
        let award = self.next_prize(at + 1, limit.min(at + 14))?.tokens.start;
        let end = self.before_prize(award, at + 1);
        let and = (at + 1..end).find(|at| doc.is(*at, w::và)).unwrap_or(end);
        let named = self.names_winner(at + 1..and) && (and == end || self.names_winner(and + 1..end));
        named.then_some(at + 1..end)
    }

    /// Whether the tokens are the name of a person or a body and no more than brackets after it.
    fn names_winner(&self, tokens: Range<usize>) -> bool {
        let doc = self.input.doc;
        let start = noun::start(self.input, tokens.start).filter(|start| start.end <= tokens.end);
        let Some(start) = start.filter(|start| start.count.is_none() && !start.plural) else { return false };
        let body = matches!(start.noun, Some(Noun::Body | Noun::Generic));
        let capital = |at: usize| doc.token(at).is_capitalised();
        let end = if body {
            (start.end..tokens.end).find(|at| words::is_predicate(doc, *at)).unwrap_or(tokens.end)
        } else {
            noun::capitals(doc, start.end).min(tokens.end)
        };
        let is_known = if body { (tokens.start..end).any(capital) } else { end > start.end };
        is_known && (end == tokens.end || party::closing(doc, end, tokens.end) == tokens.end)
    }

    /// Whether those in whose place the award is fetched are named after `thay` at `at`.
    pub(super) fn fetches(&self, group: &Group, at: usize) -> bool {
        let whom = at + 1 + usize::from(self.input.doc.is(at + 1, w::cho));
        self.closed
            && self.verb.act == Act::Receive
            && group.has_prize()
            && !self.input.doc.is(at + 1, w::mặt)
            && party::is_party(self.input, whom)
    }

    /// Whether somebody else is named at `at` with `được` before the next award.
    pub(super) fn gets_next(&self, at: usize, limit: usize) -> bool {
        let Some(prize) = self.next_prize(at, limit.min(at + 16)) else { return false };
        let known = noun::start(self.input, at).filter(|start| start.noun.is_some() && start.end < prize.tokens.start);
        known.is_some_and(|start| (start.end..prize.tokens.start).any(|at| self.input.doc.is(at, w::được)))
    }

    /// Whether the verb praises, and whom has still to be said.
    pub(super) fn is_unsaid(&self, group: &Group) -> bool {
        self.bare && !self.closed && !group.has_goal()
    }
}
