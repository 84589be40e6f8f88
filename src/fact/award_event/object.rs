//! What stands to the right of a verb: awards, those whom they go to, whose they are, what for.
//!
//! One pass to the right. A new award after recipients opens a new group (`Bằng khen cho 2 tập thể, Giấy khen cho 5 cá nhân`), so a
//! list of any length gives one event per group. Words that belong to no part (`kèm tiền thưởng`, `môn Toán`) are skipped, at most
//! 30 in a row.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            noun::{self, Noun},
            party,
            prize::Prize,
            reason::{self, Facts},
            verb::{self, Act, Verb},
            words,
        },
    },
    lexicon::w,
    segment::Class,
};

/// Awards that go to the same recipients.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// Indexes into the prizes of the sentence.
    pub(super) prizes: Vec<usize>,
    pub(super) recipients: Vec<Range<usize>>,
    pub(super) conferrers: Vec<Range<usize>>,
    pub(super) reason: Option<Range<usize>>,
    /// From its first part to its last.
    pub(super) span: Option<Range<usize>>,
    /// From its first part to the end of its clause, where its period is sought.
    pub(super) scope: Range<usize>,
    /// Whether the recipients stand after the awards, so that another award has its own.
    pub(super) done: bool,
    /// An award that is called `danh hiệu cao quý` only.
    pub(super) unnamed: bool,
}

impl Group {
    pub(super) fn cover(&mut self, tokens: Range<usize>) {
        self.span = Some(match self.span.take() {
            Some(span) => span.start.min(tokens.start)..span.end.max(tokens.end),
            None => tokens,
        });
    }

    pub(super) fn has_goal(&self) -> bool {
        !self.recipients.is_empty()
    }

    pub(super) fn has_prize(&self) -> bool {
        !self.prizes.is_empty() || self.unnamed
    }
}

/// Where the walk stands.
pub(super) struct Walk<'a, 'i> {
    pub(super) input: &'a Input<'i>,
    pub(super) facts: &'a Facts<'a>,
    pub(super) prizes: &'a [Prize<'a>],
    pub(super) verb: &'a Verb,
    /// Whether the recipients stand to the left, so that a phrase after the verb is none.
    pub(super) closed: bool,
    /// Whether the verb praises and no award is its object.
    pub(super) bare: bool,
}

/// The most tokens between two parts that are stepped over.
const PATIENCE: usize = 30;

/// What has been read of a right side.
pub(super) struct Read {
    /// Where it began.
    pub(super) from: usize,
    groups: Vec<Group>,
    /// The group that is being read.
    pub(super) group: Group,
}

impl Read {
    /// Opens a group with those who get its award, and returns the token after them.
    fn begin(&mut self, recipients: Range<usize>) -> usize {
        let (from, end) = (recipients.start, recipients.end);
        self.group.scope.end = from;
        let mut next = Group { scope: from..from, ..Group::default() };
        next.cover(recipients.clone());
        next.recipients.push(recipients);
        self.groups.push(std::mem::replace(&mut self.group, next));
        end
    }
}

/// What one step of the walk came to.
pub(super) enum Step {
    /// A part of a group, which ends here.
    Part(usize),
    /// Nothing: the next step begins here.
    Over(usize),
    /// The end of what belongs to the verb.
    End,
}

impl Walk<'_, '_> {
    /// Reads from `from` to `limit`.
    pub(super) fn groups(&self, from: usize, limit: usize) -> Vec<Group> {
        let mut read = Read { from, groups: Vec::new(), group: Group { scope: from..from, ..Group::default() } };
        let (mut at, mut idle) = (from, 0);
        while at < limit && idle < PATIENCE {
            idle += 1;
            let (next, is_part) = match self.step(&mut read, at, limit, idle) {
                Step::Part(next) => (next, true),
                Step::Over(next) => (next, false),
                Step::End => break,
            };
            idle = if is_part { 0 } else { idle };
            // A step may find nothing; the next one still starts further on.
            at = next.max(at + 1);
        }
        let Read { mut groups, mut group, .. } = read;
        group.scope.end = at.min(limit);
        groups.push(group);
        let praised = self.closed && self.bare;
        groups.retain(|group| group.has_prize() || group.has_goal() || praised && group.reason.is_some());
        groups
    }

    /// Reads what stands at `at`; the last part ended `idle` steps before.
    fn step(&self, read: &mut Read, at: usize, limit: usize, idle: usize) -> Step {
        let doc = self.input.doc;
        if self.verb.tokens.contains(&at) {
            return self.past_verb(&mut read.group, limit);
        }
        if let Some(prize) = self.prize_at(at) {
            return self.prize(read, prize, at);
        }
        if let Some(end) = self.reason(&mut read.group, at, limit) {
            return Step::Over(end);
        }
        let group = &mut read.group;
        let has_prize = group.has_prize();
        let open = !self.closed && has_prize && !group.has_goal();
        if let Some(winner) = self.next_winner(group, at, limit) {
            return Step::Part(read.begin(winner));
        }
        match doc.key(at) {
            // `A nhận giải thay B`: B got it.
            w::thay if self.fetches(group, at) => {
                group.recipients.clear();
                Step::Part(self.goal(group, at + 1, limit))
            }
            // `thu hồi danh hiệu đối với ông X`, `trao Bằng khen chúc mừng học sinh X`.
            w::đối | w::chúc if self.opens_pair(at, open || self.is_unsaid(group), open) => {
                Step::Part(self.goal(group, at + 2, limit))
            }
            // `gắn Huân chương lên lá cờ truyền thống của X`.
            w::lên if open => {
                self.flag_of(at).map_or(Step::Over(at + 1), |of| Step::Part(self.goal(group, of + 1, limit)))
            }
            w::COMMA if self.opens_other(group, at + 1, limit) => Step::End,
            // After a semicolon, only another award with its own recipients continues.
            w::SEMICOLON if self.goes_on(at + 1, limit) => Step::Over(at + 1),
            w::SEMICOLON => Step::End,
            w::cho | w::tặng | w::dành | w::tới | w::đến | w::trao | w::gửi if self.opens_goal(at, idle) => {
                self.preposition(group, at, limit)
            }
            w::của | w::r#do | w::từ if self.may_name_authority(group, at, limit) => {
                self.authority(read, at, limit)
            }
            w::danh | w::phần if !has_prize && self.unnamed(at) => {
                group.unnamed = true;
                group.cover(at..at + 4);
                Step::Part(at + 4)
            }
            w::LEFT_PARENTHESIS | w::LEFT_SQUARE_BRACKET => Step::Over(self.bracket(at, limit, has_prize)),
            _ if !self.closed && !group.has_goal() && if has_prize { self.beside(at) } else { self.dative(at) } => {
                Step::Part(self.goal(group, at, limit))
            }
            _ => Step::Over(at + 1),
        }
    }

    /// Whether the words at `at`, after a comma, open a clause of somebody else.
    fn opens_other(&self, group: &Group, at: usize, limit: usize) -> bool {
        let doc = self.input.doc;
        // `đạt danh hiệu Hoa hậu, cô để lại ấn tượng nhờ …`, `A được tặng danh hiệu X, các sĩ quan được tặng Y`, `giành 6 giải Grammy, nhưng cuộc
        // đời gặp khó vì …`.
        let after_award = || {
            self.names_anew(at, limit)
                || self.gets_next(at, limit)
                || matches!(doc.key(at), w::nhưng | w::song | w::còn)
        };
        // `không trao giải Đặc biệt, chỉ chọn ra 2 giải Nhất`.
        let only = group.has_prize() && doc.is(at, w::chỉ) && !doc.is(at + 1, w::có);
        // `tôn vinh Carrick (4/6), Sir Alex đã gặp …`.
        let praised = self.bare && group.has_goal() && !self.closed && !noun::names_body(doc, at);
        // `tước HCV của X, tấm huy chương được chuyển cho Y`.
        let taken = self.verb.act == Act::Withdraw
            && group.has_goal()
            && self.next_prize(at, limit.min(at + 10)).is_none()
            && (at..limit.min(at + 8)).any(|at| doc.is(at, w::được));
        taken || only || group.has_prize() && self.closed && after_award() || praised && self.names_anew(at, limit)
    }

    /// After the verb itself: `được trao cho X`, `thuộc về X`.
    fn past_verb(&self, group: &mut Group, limit: usize) -> Step {
        let at = self.verb.tokens.end;
        if group.prizes.is_empty() || self.closed {
            return Step::Over(at);
        }
        let first = at + usize::from(matches!(self.input.doc.key(at), w::cho | w::tới | w::đến));
        Step::Part(self.goal(group, first, limit))
    }

    /// An award, which opens another group after recipients.
    fn prize(&self, read: &mut Read, prize: usize, at: usize) -> Step {
        if self.bare {
            return Step::End;
        }
        // `đoạt giải Nữ chính xuất sắc nhất tại giải Cánh diều`: where it was won.
        if read.group.has_prize() && self.input.doc.is(at - 1, w::tại) {
            return Step::Over(self.prizes[prize].tokens.end);
        }
        if read.group.done || read.group.reason.is_some() && !read.group.prizes.is_empty() {
            read.group.scope.end = at;
            let next = Group { scope: at..at, ..Group::default() };
            read.groups.push(std::mem::replace(&mut read.group, next));
        }
        let tokens = self.prizes[prize].tokens.clone();
        let end = tokens.end;
        read.group.cover(tokens);
        read.group.prizes.push(prize);
        Step::Part(end)
    }

    /// The token after a reason whose cue stands at `at`.
    fn reason(&self, group: &mut Group, at: usize, limit: usize) -> Option<usize> {
        let doc = self.input.doc;
        let has_prize = group.has_prize();
        let loose = group.has_goal() || self.closed && has_prize && self.verb.act == Act::Praise;
        // `X được khen thưởng vì đã trả lại tiền`: those who are praised stand before the verb.
        let praised =
            self.closed && self.verb.act == Act::Praise && !(self.verb.tokens.end..at).any(|at| doc.is(at, w::COMMA));
        // `nhận Quả bóng vàng và có thành tích ấn tượng`: another deed.
        if doc.is(at, w::có) && at > 0 && doc.is(at - 1, w::và) && verb::is_winning(self.verb.act) {
            return None;
        }
        // `thí sinh đoạt giải Ba Lan Chi đã có những chia sẻ`: what the winner did then.
        if doc.is(at, w::đã) && doc.is(at + 1, w::có) && self.verb.act == Act::Win && !reason::is_merit(doc, at + 2)
        {
            return None;
        }
        // `tôn vinh X, Sir Alex đã có cuộc trao đổi`: another clause.
        if doc.is(at, w::đã) && self.follows_name(group, at) {
            return None;
        }
        let first =
            reason::cue(doc, at, loose).filter(|first| *first < limit && (has_prize || praised || group.has_goal()))?;
        let end = self.reason_limit(first, limit);
        // `2 tập thể trong cộng đồng X vì đã có …`: the clearer cue after it gives the reason.
        let plainer = (first..end).filter(|_| doc.is(at, w::trong)).find(|at| doc.is(*at, w::vì));
        let first = plainer.and_then(|at| reason::cue(doc, at, false)).filter(|at| *at < end).unwrap_or(first);
        let found = reason::extent(doc, self.facts, first, end);
        if group.reason.is_none() && !found.is_empty() {
            group.reason = Some(found);
        }
        Some(end)
    }

    /// Whether a name with a comma before it stands between the parts of the group and `at`.
    fn follows_name(&self, group: &Group, at: usize) -> bool {
        let doc = self.input.doc;
        let from = group.span.as_ref().map_or(at, |span| span.end);
        (from..at).any(|mark| {
            doc.is(mark, w::COMMA)
                && mark + 2 < at
                && noun::capitals(doc, mark + 1) == at
                && noun::head(doc, mark + 1).is_none_or(|(_, noun)| noun != Noun::Body)
        })
    }

    /// The recipients after a preposition.
    fn preposition(&self, group: &mut Group, at: usize, limit: usize) -> Step {
        let doc = self.input.doc;
        // `trao giải Đặc biệt dành cho nhà khoa học nữ cho bà X`: whom the prize is meant for comes first.
        let meant = doc.is(at, w::dành) && doc.is(at + 1, w::cho);
        let again = |at: &usize| doc.is(*at, w::cho) && doc.token(*at).gap() <= crate::segment::Gap::Space;
        let stop = self.next_prize(at, limit).map_or(limit, |prize| prize.tokens.start).min(at + 14);
        let last = if meant { (at + 3..stop).take_while(|at| !doc.is(*at, w::COMMA)).find(again) } else { None };
        let first = self.past_prepositions(last.unwrap_or(at) + 1);
        let before = group.recipients.len();
        let end = self.goal(group, first, limit);
        Step::Part(if group.recipients.len() > before { end } else { first })
    }

    /// After the bracket that opens at `at`, or inside it where it parts a sum: `55 huy chương (41 HCV, 9 HCB)`.
    fn bracket(&self, at: usize, limit: usize, has_prize: bool) -> usize {
        let end = party::closing(self.input.doc, at, limit);
        let prize = if has_prize { None } else { self.next_prize(at, end) };
        let parts = prize.is_some_and(|prize| self.before_prize(prize.tokens.start, at + 1) == at + 1);
        if parts { at + 1 } else { end }
    }

    /// Whether a pronoun or a person's name opens another clause at `at`: a word in small letters that names no award follows it.
    fn names_anew(&self, at: usize, limit: usize) -> bool {
        let doc = self.input.doc;
        let pronoun = matches!(noun::head(doc, at), Some((end, Noun::Pronoun | Noun::Plural)) if end < limit
            && doc.token(end).class() == Class::Word && !doc.token(end).is_capitalised());
        // `đăng quang Hoa hậu, Thu Thảo được yêu mến bởi …`.
        let end = noun::capitals(doc, at);
        let named = end >= at + 2 && end < limit && words::is_predicate(doc, end);
        (pronoun || named) && self.next_prize(at, limit.min(at + 8)).is_none()
    }

    /// The award that begins at `at`, an index into the prizes.
    pub(super) fn prize_at(&self, at: usize) -> Option<usize> {
        self.prizes.binary_search_by_key(&at, |prize| prize.tokens.start).ok()
    }

    /// The first award that begins in `from..limit`.
    pub(super) fn next_prize(&self, from: usize, limit: usize) -> Option<&Prize<'_>> {
        let at = self.prizes.partition_point(|prize| prize.tokens.start < from);
        self.prizes.get(at).filter(|prize| prize.tokens.start < limit)
    }

    /// Whether after a semicolon the list goes on: a count or a plural, then an award.
    fn goes_on(&self, from: usize, limit: usize) -> bool {
        self.next_prize(from, limit).is_some_and(|prize| self.before_prize(prize.tokens.start, from) == from)
    }

    /// Steps leftwards from an award over its count, `danh hiệu`, plurals and separators, not past `floor`.
    pub(super) fn before_prize(&self, start: usize, floor: usize) -> usize {
        let doc = self.input.doc;
        let mut at = start;
        let mut parted = false;
        while at > floor {
            let token = doc.token(at - 1);
            // `cho Trung đoàn 741, giải Nhì`: the number is that of the regiment.
            if parted && token.class() == Class::Digits {
                break;
            }
            parted |= matches!(token.key(), w::COMMA | w::SEMICOLON | w::COLON | w::và);
            let small = matches!(
                token.key(),
                w::và | w::COMMA | w::cùng | w::các | w::nhiều | w::hiệu | w::COLON | w::SEMICOLON
            ) || doc.is(at - 1, w::danh)
                || matches!(
                    doc.text_of(at - 1),
                    "“" | "\""
                        | "tấm"
                        | "chiếc"
                        | "bằng"
                        | "là"
                        | "một"
                        | "cả"
                        | "‘"
                        | "như"
                        | "cao"
                        | "quý"
                        | "phần"
                        | "thưởng"
                        | "vinh"
                        | "dự"
                        | "nhà"
                        | "nước"
                        | "Nhà"
                )
                || token.class() == Class::Digits
                || self.input.numbers.ending_at(at).is_some() && !self.is_name_end(at - 1);
            if !small {
                break;
            }
            at -= 1;
        }
        at
    }

    /// Whether the word at `at` ends a name, and is no number: `Trần Văn Ba, giải Nhì`.
    fn is_name_end(&self, at: usize) -> bool {
        let capital = |at: usize| self.input.doc.token(at).is_capitalised();
        at > 0 && capital(at) && capital(at - 1)
    }

    /// Reads recipients from `first`; the token after them.
    fn goal(&self, group: &mut Group, first: usize, limit: usize) -> usize {
        let end = self.party_end(first, limit);
        if end > first {
            group.recipients.push(first..end);
            group.done |= !group.prizes.is_empty();
            group.cover(first..end);
        }
        end.max(first)
    }

    /// `danh hiệu cao quý`, `phần thưởng cao quý` with no name after it.
    fn unnamed(&self, at: usize) -> bool {
        let doc = self.input.doc;
        let noun = matches!((doc.key(at), doc.key(at + 1)), (w::danh, w::hiệu) | (w::phần, w::thưởng));
        noun && doc.is(at + 2, w::cao) && doc.is(at + 3, w::quý) && self.next_prize(at, at + 9).is_none()
    }

    /// A reason ends where the next award of the list begins.
    fn reason_limit(&self, first: usize, limit: usize) -> usize {
        let next = self.next_prize(first, limit).map_or(limit, |prize| self.before_prize(prize.tokens.start, first));
        let semicolon = (first..limit).find(|at| self.input.doc.is(*at, w::SEMICOLON)).unwrap_or(limit);
        next.min(semicolon).min(limit)
    }
}
