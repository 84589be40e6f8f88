//! Where a phrase to the right of a verb ends: the recipients after `cho`, the name after `của`.
//!
//! Both end at the next award of the list with its count, at a reason, or at a mark without a further member after it.

use crate::{
    fact::award_event::{
        clause, decision,
        noun::{self, Noun},
        object::Walk,
        party, reason, unreal, verb, words,
    },
    lexicon::{w, word_sets},
    segment::{Case, Class, Document, Gap},
};

impl Walk<'_, '_> {
    /// Where the recipients that begin at `first` end.
    pub(super) fn party_end(&self, first: usize, limit: usize) -> usize {
        let doc = self.input.doc;
        let limit = self.up_to_prize(first, limit);
        let begins = noun::start(self.input, first);
        let loose = begins.as_ref().is_some_and(|start| {
            start.count.is_some()
                || start.plural
                || matches!(start.noun, Some(Noun::Individual | Noun::Generic | Noun::Thing | Noun::Household))
                    && !doc.tokens().get(start.end).is_some_and(|next| next.is_capitalised())
        });
        // `Đại sứ quán Việt Nam tại Nhật Bản`: only diplomatic missions have their location in the name.
        let abroad = matches!(doc.text_of(first), "Đại" | "Tổng" | "Lãnh" | "Trưởng" | "Phái" | "tập" | "cán");
        let mut quoted = false;
        let mut listed = first > 0 && doc.is(first - 1, w::COLON);
        let mut at = begins.map_or(first, |start| start.end.max(first)).min(limit.max(first));
        while at < limit {
            match doc.text_of(at) {
                "“" | "«" => quoted = true,
                "”" | "»" => quoted = false,
                "\"" => quoted = !quoted,
                "(" | "[" => {
                    at = party::closing(doc, at, limit);
                    continue;
                }
                ":" => listed = true,
                _ => {}
            }
            // `thuộc về các học sinh A (lớp 12); B (lớp 11)`: after a colon, semicolons separate the members.
            // `cho ông A, nguyên Giám đốc Sở X; ông B và 3 cá nhân khác`, too.
            let apposed = || (first..at).any(|at| doc.is(at, w::COMMA)) && self.names_next(at + 1);
            if !quoted && doc.is(at, w::SEMICOLON) && (listed || apposed()) && self.is_member(at + 1, limit) {
                at += 1;
                continue;
            }
            if !quoted && self.ends_party(at, loose, abroad) && !(loose && party::list_after(doc, at).is_some()) {
                // `37 học sinh tham gia đội tuyển và 23 thầy, cô giáo`: what the first did.
                // `14 chi bộ hoàn thành xuất sắc nhiệm vụ, 35 đảng viên hoàn thành …`, too.
                let describes = doc.is(at, w::tham) || doc.is(at, w::hoàn) && doc.is(at + 1, w::thành);
                match self.counted_after(at, limit).filter(|_| loose && describes) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            at += 1;
        }
        let stray = |at: usize| {
            // `cho 95 tác giả, tác phẩm./.`, but `TP.`.
            let dots = |at: usize| doc.text_of(at).bytes().all(|byte| matches!(byte, b'.' | b'/'));
            let word = (first..at).rev().find(|at| !dots(*at));
            dots(at) && word.is_some_and(|word| doc.text_of(word).chars().count() > 2)
        };
        // `X, đồng giải Ba là Y`.
        let ties = |at: usize| at > first && doc.is(at, w::đồng) && doc.is(at - 1, w::COMMA);
        while at > first
            && (matches!(doc.key(at - 1), w::COMMA | w::và | w::cùng | w::COLON) || stray(at - 1) || ties(at - 1))
        {
            at -= 1;
        }
        at
    }

    /// Where the count of the next award begins, but not beyond `limit`.
    fn up_to_prize(&self, first: usize, limit: usize) -> usize {
        let prize = self.next_prize(first, limit);
        prize.map_or(limit, |prize| self.before_prize(prize.tokens.start, first)).min(limit)
    }

    /// The `và` or `cùng` shortly after `at` that joins another counted phrase for persons or bodies.
    fn counted_after(&self, at: usize, limit: usize) -> Option<usize> {
        let doc = self.input.doc;
        let near =
            (at..limit.min(at + 14)).take_while(|at| doc.token(*at).class() != Class::Mark || doc.is(*at, w::COMMA));
        near.into_iter().find(|at| {
            matches!(doc.key(*at), w::và | w::cùng | w::COMMA)
                && noun::start(self.input, at + 1).is_some_and(|start| start.count.is_some() && start.noun.is_some())
        })
    }

    /// Whether a person is named at `at`, and the rest of the sentence up to a semicolon has no verb that the person could be the subject of.
    fn names_next(&self, at: usize) -> bool {
        let doc = self.input.doc;
        let end = doc.sentence_of(at.saturating_sub(1)).end;
        let mut rest = (at..end.min(at + 60)).take_while(|token| !doc.is(*token, w::SEMICOLON));
        clause::names_person(self.input, at)
            && rest
                .all(|token| !verb::is_verb(doc, token) && !matches!(doc.key(token), w::đã | w::được | w::là | w::cũng))
    }

    /// Whether a name or a counted phrase begins at `at`, and no verb of conferring comes before the next semicolon.
    fn is_member(&self, at: usize, limit: usize) -> bool {
        let doc = self.input.doc;
        noun::start(self.input, at).is_some_and(|start| start.proper || start.noun.is_some() || start.count.is_some())
            && (at..limit.min(at + 40))
                .take_while(|token| !doc.is(*token, w::SEMICOLON))
                .all(|token| !verb::is_verb(doc, token))
    }

    fn ends_party(&self, at: usize, loose: bool, abroad: bool) -> bool {
        let doc = self.input.doc;
        let token = doc.token(at);
        if reason::cue(doc, at, loose).is_some() {
            return true;
        }
        let capital_next = doc.tokens().get(at + 1).is_some_and(|next| next.is_capitalised());
        match doc.key(at) {
            w::SEMICOLON => true,
            w::và => {
                words::is_predicate(doc, at + 1)
                    || words::opens_other_deed(doc, at + 1)
                    || party::is_occasion(doc, at + 1)
            }
            // `gửi thư khen kíp trực, kịp thời cứu sống sản phụ`: what they did.
            w::COMMA if doc.is(at + 1, w::kịp) => true,
            w::COMMA => self.opens_clause(at + 1, loose) || unreal::proposes(doc, at + 1..at + 2),
            // `Đại sứ quán Việt Nam tại Nhật Bản` continues; `tại buổi lễ` does not.
            w::tại | w::ở => !(capital_next && abroad),
            w::nhân => opens_occasion(doc, at),
            // `Đến dự và trao Bằng khen cho các cá nhân có đồng chí X`.
            w::có => noun::presents(self.input, at) || loose && self.has_work(at + 1),
            w::để | w::nhằm | w::nêu | w::khi | w::đã | w::đang | w::được | w::là | w::vì
                if !token.is_capitalised() =>
            {
                true
            }
            // `thân nhân 12 liệt sĩ vừa được quy tập`, but `cuối tháng 4 vừa qua`.
            w::vừa => !doc.is(at + 1, w::qua),
            w::vào | w::sau | w::trước | w::với => !token.is_capitalised(),
            w::tham => doc.is(at + 1, w::gia),
            // `cho các nhóm tác giả - Ảnh: X`.
            w::HYPHEN_MINUS | w::EN_DASH => doc.is(at + 1, w::ảnh) || doc.is(at + 1, w::nguồn),
            w::chào => doc.is(at + 1, w::mừng),
            w::ảnh => token.is_capitalised() && doc.is(at + 1, w::COLON),
            w::hôm | w::thì | w::nhưng => !token.is_capitalised(),
            // `tôn vinh Chủ tịch X như một thần tượng`, but `cho các đơn vị như A và B`.
            w::như => !loose && !token.is_capitalised(),
            // `tặng ông X do khai man`, but `các công trình do sinh viên thực hiện`.
            w::r#do => !loose || decision::signed_by(doc, at, at + 20).is_some(),
            w::trên => loose && matches!(doc.key(at + 1), w::tất | w::cả | w::các),
            w::trong => loose && !(at > 0 && doc.is(at - 1, w::giải)),
            w::đạt => loose && !token.is_capitalised(),
            _ => {
                token.gap() >= Gap::Line
                    || matches!(doc.text_of(at), "." | "!" | "?" | "…")
                        && doc.tokens().get(at + 1).is_none_or(|next| !next.is_glued())
                    || matches!(doc.text_of(at), "/") && doc.text_of(at + 1) == "."
            }
        }
    }

    /// Whether a work stands at `at`: of `các tác giả có tác phẩm xuất sắc` what they made.
    fn has_work(&self, at: usize) -> bool {
        let doc = self.input.doc;
        let first = at + usize::from(matches!(doc.key(at), w::nhiều | w::những | w::các));
        // `có ảnh hưởng`.
        matches!(noun::head(doc, first), Some((_, Noun::Thing))) && !doc.is(first, w::ảnh)
    }

    /// Whether after a comma another clause begins: a phrase without a count, then a predicate before the next mark.
    fn opens_clause(&self, from: usize, several: bool) -> bool {
        let doc = self.input.doc;
        let Some(start) = noun::start(self.input, from) else { return false };
        // `91 tổ chức, doanh nghiệp, cá nhân có nhiều đóng góp cho …` continues.
        if start.count.is_some() || start.plural || start.noun == Some(Noun::Generic) || doc.is(from, w::cá) {
            return false;
        }
        // `biểu dương các cơ quan thông tấn, báo chí và Ban X đã nỗ lực`: of several bodies.
        if several && start.noun == Some(Noun::Body) && !doc.token(from).is_capitalised() {
            return false;
        }
        (from..from + 14)
            .take_while(|at| {
                doc.tokens()
                    .get(*at)
                    .is_some_and(|token| token.class() != Class::Mark || !matches!(doc.text_of(*at), "," | ";" | "."))
            })
            .any(|at| {
                matches!(
                    doc.text_of(at),
                    "đã" | "đang"
                        | "sẽ"
                        | "vừa"
                        | "mới"
                        | "từng"
                        | "là"
                        | "được"
                        | "cũng"
                        | "tiếp"
                        | "cho"
                        | "khẳng"
                )
            })
    }

    /// Where a name after `của` ends.
    pub(super) fn name_end(&self, first: usize, limit: usize) -> usize {
        let doc = self.input.doc;
        let limit = self.up_to_prize(first, limit);
        let plural = noun::start(self.input, first).is_some_and(|start| start.plural);
        // `khoa học - công nghệ`: a dash between lower-case letters.
        let joins = |at: usize| {
            plural
                && matches!(doc.text_of(at), "-" | "–")
                && doc.tokens().get(at + 1).is_some_and(|next| next.case() == Case::Lower)
        };
        (first + 1..limit).find(|at| !joins(*at) && self.ends_name(*at, plural)).unwrap_or(limit.max(first))
    }

    /// Whether the word at `at` is none of a name after `của`, of several bodies where it is in the plural.
    fn ends_name(&self, at: usize, plural: bool) -> bool {
        let doc = self.input.doc;
        let token = doc.token(at);
        let follows = |at: usize| doc.tokens().get(at).is_some_and(|next| next.class() == Class::Digits);
        match doc.key(at) {
            w::nhân => doc.is(at + 1, w::dịp),
            w::năm if follows(at + 1) && !token.is_capitalised() => true,
            // `của Bộ Công an các năm 2021, 2023`.
            w::các | w::những => matches!(doc.key(at + 1), w::năm | w::đợt | w::kỳ | w::giai),
            key if ENDS_NAME.has(key) && !token.is_capitalised() => true,
            w::SEMICOLON => true,
            w::giải if !token.is_capitalised() => false,
            w::COMMA | w::và | w::cùng => !noun::start(self.input, at + 1).is_some_and(|start| {
                matches!(start.noun, Some(Noun::Office | Noun::Body))
                    && start.count.is_none()
                    && doc.token(at + 1).is_capitalised()
                    || plural && matches!(start.noun, Some(Noun::Generic | Noun::Body)) && doc.is(at, w::và)
                    || start.noun.is_none() && start.proper && doc.is(at, w::và)
            }),
            _ => {
                token.class() == Class::Mark
                    && matches!(doc.text_of(at), "." | "(" | ")" | "…" | ":" | "”" | "\"" | "!" | "?" | "-" | "–")
                    && !(token.is_glued() && doc.tokens().get(at + 1).is_some_and(|next| next.is_glued()))
                    || reason::cue(doc, at, false).is_some()
            }
        }
    }
}

/// Whether `nhân` at `at` opens the occasion: `nhân dịp này`, `nhân Tháng Công nhân`, `nhân kỷ niệm`; `công nhân` does not.
fn opens_occasion(doc: &Document<'_>, at: usize) -> bool {
    let occasion = matches!(doc.key(at + 1), w::dịp | w::ngày | w::tháng | w::năm | w::lễ | w::kỷ | w::tết);
    let compound =
        at > 0 && matches!(doc.key(at - 1), w::công | w::cá | w::danh | w::doanh | w::quân | w::nạn | w::thân);
    occasion && !compound && !doc.token(at).is_capitalised()
}

word_sets! {
    /// Words in lower case that no name of an authority holds.
    ENDS_NAME = [
        "cho", "tặng", "trao", "về", "vì", "để", "nhằm", "đã", "khi", "dành", "là", "được", "của", "truy", "gửi", "nêu", "vào", "sau",
        "trước", "trong", "với", "tại", "ở", "do", "có", "tới", "đến", "đợt", "cũng", "vừa", "đang", "sẽ", "vẫn",
    ];
}
