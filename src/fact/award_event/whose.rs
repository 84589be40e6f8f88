//! Whose an award is, or who gives it: what stands after `của`, `do` or `từ` to the right of a verb.

use crate::{
    fact::award_event::{
        decision,
        noun::{self, Noun},
        object::{Group, Read, Step, Walk},
        verb::{self, Act},
        words,
    },
    lexicon::w,
    segment::Document,
};

impl Walk<'_, '_> {
    /// Whether what stands after `của`, `do` or `từ` at `at` may say whose the award is or who gives it.
    pub(super) fn may_name_authority(&self, group: &Group, at: usize, limit: usize) -> bool {
        if !group.has_prize() {
            return self.of_decision(at);
        }
        !group.has_goal()
            || self.verb.act == Act::Withdraw && !group.done
            || decision::signed_by(self.input.doc, at, limit).is_some()
    }

    /// `quyết định khen thưởng của C cho 10 tập thể`: who decided stands right after the praise.
    fn of_decision(&self, at: usize) -> bool {
        let doc = self.input.doc;
        doc.is(at, w::của)
            && self.verb.praises
            && !self.closed
            && at == self.verb.tokens.end
            && noun::names_body(doc, at + 1)
    }

    /// Whose the award is, or who gives it: what stands after `của`, `do` or `từ`.
    pub(super) fn authority(&self, read: &mut Read, at: usize, limit: usize) -> Step {
        let doc = self.input.doc;
        let group = &mut read.group;
        // `Quyết định tặng Bằng khen cho ông X do C ký`.
        if let Some(signer) = decision::signed_by(doc, at, limit) {
            group.cover(signer.clone());
            group.conferrers.push(signer.clone());
            return Step::Part(signer.end);
        }
        let mut end = self.name_end(at + 1, limit);
        if group.prizes.is_empty() && self.of_decision(at) {
            group.conferrers.push(at + 1..end);
            return Step::Part(end);
        }
        // `do X bình chọn`: the name ends before the verb; organising a contest confers nothing.
        if doc.is(at, w::r#do) {
            let verb = (at + 2..end).find(|at| verb::is_verb(doc, *at) || is_organising(doc, *at));
            end = verb.filter(|at| !is_organising(doc, *at)).or(verb.map(|_| at + 1)).unwrap_or(end);
            end = if verb.is_none() && is_organising(doc, end) { at + 1 } else { end };
        }
        let begins = noun::start(self.input, at + 1).is_some_and(|start| {
            start.count.is_none() && !doc.is(at + 1, w::nhiều) && (start.noun.is_some() || start.proper)
        });
        // `để lấy ý kiến của người dân` names no authority.
        let after = group.prizes.last().map_or(read.from, |prize| self.prizes[*prize].tokens.end);
        // `nhận giải X, trở thành sao hạng A của Y`: another clause.
        let of = doc.is(at, w::của);
        let apart = (after..at).any(|word| {
            doc.is(word, w::để)
                || of && (doc.is(word, w::có) || doc.is(word, w::COMMA) && words::is_predicate(doc, word + 1))
        });
        // Something that is won comes from an authority only if the authority is next to the award.
        let near = self.verb.act != Act::Win
            || !doc.is(at, w::của)
            || group.prizes.last().is_none_or(|prize| at <= self.prizes[*prize].tokens.end + 5);
        if !begins || !near || apart || end <= at + 1 || !self.takes_authority(at) {
            return Step::Over(at + 1);
        }
        // `bị tước danh hiệu X do C trao`: C had given it.
        if self.verb.act == Act::Withdraw && of && !self.closed {
            // The owner, not the person to whom it had been given.
            group.recipients.clear();
            group.recipients.push(at + 1..end);
            group.done = true;
        } else {
            group.conferrers.push(at + 1..end);
        }
        group.cover(at + 1..end);
        Step::Part(end)
    }

    /// Whether `của`, `do` or `từ` at `at` names an authority: `của` for all that is given or received, not for what is won.
    fn takes_authority(&self, at: usize) -> bool {
        let doc = self.input.doc;
        // `huy chương của ông X` is whose it is; authorities are bodies and offices.
        let person =
            matches!(noun::head(doc, at + 1), Some((_, Noun::Pronoun | Noun::Person | Noun::Individual | Noun::Thing)));
        if self.verb.act != Act::Withdraw && doc.is(at, w::của) && (person || noun::is_open_quote(doc, at + 1)) {
            return false;
        }
        // `Giải A cuộc thi bảo vệ nền tảng tư tưởng của Đảng được trao cho`: whose contest or what it is about.
        if at < self.verb.tokens.start && self.follows_contest(at) {
            return false;
        }
        match self.verb.act {
            // `cầu thủ xuất sắc nhất của Bundesliga`: where one was voted the best.
            // `Doanh nhân tiêu biểu của tỉnh`: whose the title is.
            Act::Elect if doc.is(at, w::của) => {
                matches!(noun::head(doc, at + 1), Some((_, Noun::Office | Noun::Body)))
                    && (doc.token(at + 1).is_capitalised()
                        || doc.tokens().get(at + 2).is_some_and(|next| next.is_capitalised()))
            }
            Act::Give | Act::Receive | Act::Withdraw | Act::Elect | Act::Belong => {
                !doc.is(at, w::từ) || self.verb.act == Act::Receive
            }
            Act::Win => {
                // `giải Nhất Cuộc thi hùng biện của Sở X`: whose contest it is.
                let contest = self.follows_contest(at);
                doc.is(at, w::r#do)
                    || doc.is(at, w::của)
                        && !contest
                        && noun::head(doc, at + 1).is_some_and(|(_, noun)| matches!(noun, Noun::Office | Noun::Body))
                        && doc.token(at + 1).is_capitalised()
            }
            _ => false,
        }
    }

    /// Whether a contest is named shortly before `at`.
    fn follows_contest(&self, at: usize) -> bool {
        let doc = self.input.doc;
        (at.saturating_sub(12)..at).any(|word| {
            matches!((doc.key(word), doc.key(word + 1)), (w::cuộc | w::hội | w::kỳ, w::thi) | (w::liên, w::hoan))
        })
    }
}

/// Words after the organiser of a contest: `do X tổ chức`.
fn is_organising(doc: &Document<'_>, at: usize) -> bool {
    let noun = at > 0 && matches!(doc.text_of(at - 1), "các" | "những" | "số");
    !noun
        && matches!(
            (doc.text_of(at), doc.text_of(at + 1)),
            ("tổ", "chức") | ("phát", "động") | ("phối", "hợp") | ("chủ", "trì")
        )
}
