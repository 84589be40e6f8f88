//! The subject inside one segment between marks, which may contain another clause before it: after the last word that opens one, otherwise
//! before the first predicate.

use std::ops::Range;

use crate::{
    fact::{
        Input,
        award_event::{
            clause::{before_predicate, past_date, without_time},
            left::{Left, Mood},
            mood::note_irreal,
            noun::{self, Noun},
            place,
            words::{BREAKERS, is_predicate},
        },
    },
    lexicon::w,
    segment::{Class, Document, Gap},
};

/// The subject inside one segment: what is listed, said or done to somebody, the person right before the verb, otherwise the phrase before the
/// first predicate.
pub(super) fn subject(
    input: &Input<'_>,
    segment: Range<usize>,
    left: &mut Left,
    winning: bool,
) -> Option<Range<usize>> {
    let doc = input.doc;
    note_irreal(doc, segment.clone(), left, winning);
    // Reported speech has its own subject: `X cho rằng anh là …`.
    let reports = |at: &usize| {
        // `X cho biết Y …`, `ít ai biết Y …`.
        let knows = |at: usize| doc.is(at, w::biết) && (doc.is(at - 1, w::cho) || doc.text_of(at - 1) == "ai");
        doc.is(*at, w::rằng) || *at > segment.start && knows(*at)
    };
    let reported = segment.clone().rev().find(|at| *at + 1 < segment.end && reports(at));
    let segment = reported.map_or(segment.start, |at| at + 1)..segment.end;
    let segment = after_dash(input, &segment).unwrap_or(segment);
    let segment = after_ordinal(input, &segment).unwrap_or(segment);
    if let Some(first) = listed(input, &segment, left.passive.is_some()) {
        // `danh sách 12 cá nhân đề nghị xét tặng`: they are put forward.
        if left.passive.is_none() && left.mood > Mood::Told && doc.text_of(first - 1) == "sách" {
            left.passive = Some(segment.end);
        }
        return Some(first..segment.end);
    }
    // `2 bàn thắng đưa tiền đạo X vượt qua Y để đoạt`: the one who was helped got it.
    // `giúp X thành nước đầu tiên có thí sinh đạt`: the contestant won.
    let has = |at: &usize| {
        doc.is(*at, w::có)
            && noun::head(doc, at + 1).is_some_and(|(end, noun)| end == segment.end && noun.is_personal())
    };
    if winning
        && !segment.clone().rev().take(5).any(|at| has(&at))
        && let Some(helped) = segment.clone().rev().find_map(|at| past_helping(doc, at))
        && let Some(found) = before_predicate(input, helped..segment.end)
    {
        // `chỉ có thắng trận này mới giúp X đoạt`: a condition.
        if (helped.saturating_sub(2).max(segment.start)..helped).any(|at| doc.is(at, w::mới))
            && segment.clone().any(|at| doc.is(at, w::chỉ))
        {
            left.note(Mood::Wished);
        }
        return Some(without_time(doc, found));
    }
    if let Some(head) = person_before_verb(input, &segment, winning) {
        return Some(head..segment.end);
    }
    // `đến nhà riêng trao`: a destination, not a giver.
    let gets = winning || left.passive.is_some();
    let goes = |first: &usize| gets || !matches!(doc.key(*first - 1), w::đến | w::tới);
    if let Some(first) = after_breaker(input, &segment, winning).filter(goes) {
        // `tặng Bằng khen cho 2 tập thể và Sở Công Thương tặng …`: they get the one before.
        if !gets && doc.is(first - 1, w::cho) {
            let and = (first..segment.end).rev().find(|at| doc.is(*at, w::và) && noun::names_body(doc, *at + 1));
            return and.map(|and| and + 1..segment.end);
        }
        if first >= 2 && doc.is(first - 1, w::có) && first - 1 > segment.start && doc.is(first - 2, w::không) {
            left.note(Mood::Denied);
        }
        return Some(first..segment.end);
    }
    let before = before_predicate(input, segment.clone()).map(|found| without_time(doc, found));
    let late = || if gets { None } else { trailing_body(doc, &segment) };
    let owner = || if left.passive.is_some() { counted_owner(input, &segment) } else { None };
    before.or_else(|| trailing_name(input, segment.clone())).or_else(owner).or_else(late)
}

/// The token after a verb at `at` by which its subject has somebody win: `đưa`, `suy tôn`.
fn past_helping(doc: &Document<'_>, at: usize) -> Option<usize> {
    match (doc.text_of(at), doc.text_of(at + 1)) {
        ("suy", "tôn") | ("giới", "thiệu") => Some(at + 2),
        ("giúp" | "đưa" | "dắt", _) => Some(at + 1),
        _ => None,
    }
}

/// Of `Đây là lần thứ ba cán bộ của phòng được khen thưởng` the clause after the ordinal.
fn after_ordinal(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let ordinal = |at: usize| doc.is(at + 1, w::thứ) || doc.is(at + 1, w::đầu) && doc.is(at + 2, w::tiên);
    let time = segment.clone().rev().find(|at| matches!(doc.key(*at), w::lần | w::năm) && ordinal(*at))?;
    let mut first = time + 3;
    // `năm thứ ba liên tiếp`.
    first += match doc.key(first + 1) {
        w::tiếp | w::tục if doc.is(first, w::liên) => 2,
        _ => usize::from(doc.is(first, w::mà)),
    };
    let is_said = (segment.start..time).any(|at| doc.is(at, w::là));
    let known = noun::start(input, first).is_some_and(|start| start.end <= segment.end && start.noun.is_some());
    (is_said && first < segment.end && known).then_some(first..segment.end)
}

/// Of `X được gọi về nhận thưởng – vị đại tá được tặng` the clause after the dash, where one with a predicate stands before.
fn after_dash(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let is_dash = |at: &usize| {
        matches!(doc.key(*at), w::HYPHEN_MINUS | w::EN_DASH) && !doc.token(*at).is_glued() && *at > segment.start
    };
    let dash = segment.clone().rev().find(is_dash)?;
    let known = noun::start(input, dash + 1).is_some_and(|start| start.noun.is_some() && start.end <= segment.end);
    let clause = (segment.start + 1..dash).any(|at| is_predicate(doc, at));
    (known && clause && !doc.is(dash + 1, w::người)).then_some(dash + 1..segment.end)
}

/// Of `Để động viên nhân dân giữ gìn trật tự Công an huyện đã gửi` the police: the last body or office with a capital that nothing binds to what
/// stands before it.
fn trailing_body(doc: &Document<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let low = segment.start.max(segment.end.saturating_sub(12)) + 1;
    let first = (low..segment.end).rev().find(|at| doc.token(*at).is_capitalised() && noun::names_body(doc, *at))?;
    let before = doc.token(first - 1);
    let bound = before.is_capitalised()
        || before.class() != Class::Word
        || BREAKERS.has(before.key())
        || matches!(
            before.key(),
            w::của
                | w::r#do
                | w::với
                | w::tại
                | w::ở
                | w::về
                | w::từ
                | w::trong
                | w::cùng
                | w::là
                | w::như
                | w::theo
                | w::được
                | w::và
        )
        || noun::head(doc, first - 1).is_some();
    (!bound && !(first..segment.end).any(|at| is_predicate(doc, at))).then_some(first..segment.end)
}

/// Of `sự cố gắng của 400 đại biểu được tuyên dương` the delegates.
fn counted_owner(input: &Input<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    let of = segment.clone().rev().take(8).find(|at| input.doc.is(*at, w::của))?;
    let start = noun::start(input, of + 1).filter(|start| start.end <= segment.end)?;
    let known = start.noun.is_some_and(|noun| noun.is_personal() || noun == Noun::Generic);
    (known && (start.count.is_some() || start.plural)).then_some(of + 1..segment.end)
}

/// Where those begin who are on a list, or who are counted after a predicate and `và`.
fn listed(input: &Input<'_>, segment: &Range<usize>, passive: bool) -> Option<usize> {
    let doc = input.doc;
    // `công bố danh sách 10 cá nhân được đề nghị tặng`: those on the list.
    let list = segment.clone().rev().find(|at| doc.is(*at, w::danh) && doc.is(*at + 1, w::sách)).map(|at| at + 2);
    let many = |at: &usize| {
        noun::start(input, *at).is_some_and(|start| start.end <= segment.end && (start.count.is_some() || start.plural))
    };
    if let Some(list) = list.filter(many) {
        return Some(list);
    }
    // `Thủ tướng và đại diện 12 tập thể được tôn vinh`: of a picture the ones who are honoured.
    let and = segment.clone().rev().find(|at| doc.is(*at, w::và)).filter(|and| and + 3 < segment.end);
    if let Some(and) = and.filter(|and| passive && doc.is(and + 1, w::đại) && doc.is(and + 2, w::diện))
        && noun::start(input, and + 3).is_some_and(|start| start.count.is_some() || start.plural)
    {
        return Some(and + 1);
    }
    // `X có 5 dự án đoạt giải và 4 dự án được trao`: after a predicate a counted phrase is the next subject.
    let and = segment.clone().rev().find(|at| doc.is(*at, w::và)).filter(|and| and + 1 < segment.end)?;
    let counted = noun::start(input, and + 1).is_some_and(|start| {
        // `Lễ hội có chợ quê và các di sản được vinh danh`.
        let several = start.count.is_some() || passive && start.plural;
        // `… liên hoan toàn tỉnh và tiết mục của CLB X đoạt`.
        let owned = !passive && start.noun == Some(Noun::Thing) && doc.is(start.end, w::của);
        start.noun.is_some() && (several || owned || noun::start(input, segment.start).is_none())
    });
    let follows = doc.text_of(segment.start) == ")" || (segment.start + 1..and).any(|at| is_predicate(doc, at));
    (counted && follows).then_some(and + 1)
}

/// `bến đỗ của siêu sao đã đoạt`, `nghe nữ sinh đạt`: the person right before the verb, where the clause has a predicate already.
fn person_before_verb(input: &Input<'_>, segment: &Range<usize>, winning: bool) -> Option<usize> {
    let doc = input.doc;
    let head = last_person(input, segment)?;
    if noun::start(input, segment.start).is_none() {
        return Some(head);
    }
    let chosen = matches!(doc.text_of(head.saturating_sub(1)), "ra" | "chọn");
    // `chính sách của vị tổng thống từng nhận`.
    let of = head - 1 - usize::from(doc.is(head - 1, w::vị) && head > segment.start + 1);
    let bare = is_bare_work(doc, segment);
    let owner = doc.is(of, w::của) && (bare || !opens_with_thing(input, segment.start));
    let said_to_be = !doc.token(segment.start).is_capitalised()
        && head >= 2
        && doc.is(head - 1, w::là)
        && matches!(doc.text_of(head - 2), "cũng" | "và" | "còn");
    let with = works_with(doc, head);
    (winning && (chosen || owner || said_to_be || with)).then_some(head)
}

/// `hợp tác cùng nhạc sĩ từng đoạt`, `song ca với nữ danh ca 6 lần đoạt`: the person at `head` is the other one.
fn works_with(doc: &Document<'_>, head: usize) -> bool {
    let before = |at: usize, words: &[&str]| at.checked_sub(1).is_some_and(|at| words.contains(&doc.text_of(at)));
    let with = head - usize::from(before(head, &["nữ", "nam"]) && head > 0);
    before(with, &["cùng", "với"]) && before(with - 1, &["tác", "việc", "ca", "hợp", "chuyện", "diễn", "cặp"])
}

/// `Phim của người đẹp từng đăng quang`: `từng` says of the owner what was won, not of a work without a name.
fn is_bare_work(doc: &Document<'_>, segment: &Range<usize>) -> bool {
    doc.is(segment.start + 1, w::của) && doc.is(segment.end, w::từng)
}

/// Whether a word for a work or an entry opens the segment: its owner after `của` is not the winner.
fn opens_with_thing(input: &Input<'_>, at: usize) -> bool {
    noun::start(input, at).is_some_and(|start| start.noun == Some(Noun::Thing))
}

/// Of `Trong năm học lớp 9 Trang đoạt` Trang: a name right before the verb, where the segment opens with no subject.
fn trailing_name(input: &Input<'_>, segment: Range<usize>) -> Option<Range<usize>> {
    let doc = input.doc;
    let mut start = segment.end;
    while start > segment.start + 1
        && segment.end - start < 5
        && doc.token(start - 1).is_capitalised()
        && doc.token(start - 1).class() == Class::Word
    {
        start -= 1;
    }
    // `U23 Argentina`.
    let team = start >= segment.start + 2
        && doc.token(start - 1).class() == Class::Digits
        && doc.token(start - 1).is_glued()
        && doc.text_of(start - 2) == "U";
    if team {
        return Some(start - 2..segment.end);
    }
    let before = doc.tokens().get(start.checked_sub(1)?)?;
    let timed =
        before.class() == Class::Digits || matches!(doc.text_of(start - 1), "nay" | "qua" | "trước" | "đó" | "này");
    (start < segment.end && timed && doc.token(start).gap() == Gap::Space && !place::is_place(doc, start))
        .then_some(start..segment.end)
}

/// The last word for a person that is, with nothing but a name after it, at the end of the segment after a predicate or where the
/// segment begins with no noun.
fn last_person(input: &Input<'_>, segment: &Range<usize>) -> Option<usize> {
    let doc = input.doc;
    // `nữ thí sinh duy nhất đoạt`.
    let said = matches!(
        (doc.text_of(segment.end.saturating_sub(2)), doc.text_of(segment.end - 1)),
        ("duy", "nhất") | ("đầu", "tiên") | ("trẻ", "nhất")
    );
    let last = if said && segment.len() > 2 { segment.end - 2 } else { segment.end };
    let low = segment.start.max(last.saturating_sub(7)) + 1;
    let mut at = (low..last).rev().find(|at| {
        let ends = |end: usize| end == last || end < last && noun::capitals(doc, end) >= last;
        let apposed = matches!(doc.text_of(at - 1), "-" | "–");
        !apposed
            && !doc.token(*at).is_capitalised()
            && noun::head(doc, *at).is_some_and(|(end, noun)| {
                let personal = matches!(noun, Noun::Individual | Noun::Person | Noun::Pronoun);
                // `vị tổng thống từng nhận`.
                (personal || noun == Noun::Office && doc.is(*at - 1, w::vị)) && ends(end)
            })
    })?;
    // `siêu sao` is one noun, though `sao` is too.
    while at > low && noun::head(doc, at - 1).is_some_and(|(end, noun)| noun.is_personal() && end > at) {
        at -= 1;
    }
    let opening = noun::start(input, segment.start);
    let begins = opening.is_none();
    // `Gia thế của nữ đạo diễn đoạt`: the possession won nothing; but `Barca của HLV X giành`.
    let owner = doc.is(at - 1, w::của)
        && at.checked_sub(2).and_then(|before| doc.tokens().get(before)).is_some_and(|token| !token.is_capitalised())
        && opening.is_some_and(|start| start.noun.is_none() && start.count.is_none() && !start.plural);
    let known = begins || owner || is_bare_work(doc, segment) || works_with(doc, at);
    if !(known || (segment.start + 1..at).any(|token| is_predicate(doc, token))) {
        return None;
    }
    // Includes its count: `chọn ra 4 cá nhân`.
    let counted = input.numbers.ending_at(at).map(|numeral| numeral.tokens.start);
    // `năm 2018 em đoạt`: the year is no count of persons.
    let counted = counted.filter(|start| *start == 0 || !doc.is(*start - 1, w::năm));
    Some(counted.filter(|start| *start >= segment.start).unwrap_or(at))
}

/// The first token after the last word that opens a clause inside the segment.
pub(super) fn after_breaker(input: &Input<'_>, segment: &Range<usize>, winning: bool) -> Option<usize> {
    let doc = input.doc;
    for at in segment.clone().rev() {
        if let Some(met) = met_by(input, segment, at) {
            return Some(met);
        }
        let of_goods = is_of_goods(doc, segment, at);
        // `với các cá nhân xuất sắc được tôn vinh`: an adjective.
        let merit = doc.is(at, w::xuất) && at + 2 >= segment.end;
        if at > segment.start && is_predicate(doc, at) && !of_goods && !merit {
            break;
        }
        // `đề xuất Bộ Xây dựng tặng`, but `đề xuất cấp có thẩm quyền khen thưởng` names nobody.
        let named = doc.tokens().get(at + 1).is_some_and(|next| next.is_capitalised());
        let asks = at > segment.start
            && (doc.is(at, w::xuất) && doc.is(at - 1, w::đề)
                || doc.is(at, w::cầu) && doc.text_of(at - 1) == "yêu"
                || doc.text_of(at) == "mưu" && doc.is(at - 1, w::tham));
        let proposes = asks && named;
        if (BREAKERS.has(doc.key(at)) || proposes) && at + 1 < segment.end {
            // `năm 2015 Chủ tịch nước`, `ngày 6/2 Sở X`: the date is not part of it.
            if matches!(doc.key(at), w::năm | w::ngày) && doc.token(at + 1).class() == Class::Digits {
                let after = past_date(doc, at).filter(|after| *after < segment.end);
                if let Some(after) = after.filter(|after| noun::start(input, *after).is_some()) {
                    return Some(after);
                }
            } else {
                // `có thêm 2 Anh hùng Lao động được`.
                let more = usize::from(doc.is(at, w::có) && doc.is(at + 1, w::thêm));
                if opens_subject(input, segment, at + more, winning) {
                    return Some(at + more + 1);
                }
            }
        }
    }
    None
}

/// Of `X gặp mặt 400 học sinh được tuyên dương` those who were met: where several begin after a verb of meeting at `at`.
pub(super) fn met_by(input: &Input<'_>, segment: &Range<usize>, at: usize) -> Option<usize> {
    let doc = input.doc;
    if at == segment.start || !(matches!(doc.key(at), w::gặp | w::tiếp | w::đón) || doc.text_of(at) == "thăm") {
        return None;
    }
    let first = at + 1 + usize::from(matches!(doc.text_of(at + 1), "mặt" | "gỡ" | "hỏi"));
    let start = noun::start(input, first).filter(|start| start.end <= segment.end && start.noun.is_some())?;
    (start.count.is_some() || start.plural).then_some(first)
}

/// Whether `cho` at `at` says for whom prizes are: `giải thưởng cho các thí sinh`.
fn is_of_goods(doc: &Document<'_>, segment: &Range<usize>, at: usize) -> bool {
    doc.is(at, w::cho) && at > segment.start && matches!(doc.key(at - 1), w::giải | w::thưởng | w::khen)
}

/// Whether the word at `at`, which may open a clause or an object, has a subject after it.
fn opens_subject(input: &Input<'_>, segment: &Range<usize>, at: usize, winning: bool) -> bool {
    let doc = input.doc;
    let begins = noun::start(input, at + 1);
    let counted = begins.as_ref().is_some_and(|start| start.count.is_some() || start.plural);
    let of_goods = is_of_goods(doc, segment, at);
    match doc.key(at) {
        // `chụp ảnh với các cá nhân được tôn vinh`, but `cùng với`, `đối với`.
        w::với => {
            at > segment.start
                && !matches!(doc.key(at - 1), w::cùng | w::đối)
                && counted
                && begins.as_ref().is_some_and(|start| start.noun.is_some())
        }
        // `trong số 88 doanh nghiệp được vinh danh`.
        w::số => counted && at > segment.start && doc.is(at - 1, w::trong),
        // `nhìn Messi giành`.
        w::nhìn | w::thấy => winning && noun::is_known(input, at + 1),
        // `cho phép các thí sinh chưa từng giành`.
        w::phép => winning && counted && at > segment.start && doc.is(at - 1, w::cho),
        // `479 nghệ sĩ cả nước`, but `cả 5 nghệ sĩ`; `nhìn vào 95 tác phẩm đoạt`.
        // `trên tất cả các lĩnh vực` says where.
        w::cả if at >= segment.start + 2 && matches!(doc.key(at - 2), w::trên | w::trong | w::ở | w::tại) => {
            false
        }
        w::cả | w::vào => counted,
        // `hôm thứ hai X đoạt`, but `hai học sinh đoạt`.
        w::hai => at > 0 && doc.is(at - 1, w::thứ) && begins.is_some(),
        // `trao 20 giải thưởng cho các thí sinh giành`; elsewhere `cho` opens another part.
        w::cho => begins.is_some() && (at == segment.start || of_goods),
        // `có 2 tập thể được`, `còn có Lê Hoàng Đức đoạt`, but not `có mặt`.
        w::có => {
            // `cá nhân có nhiều thành tích được tặng`: what they have got nothing.
            let merit = begins.as_ref().is_some_and(|start| {
                matches!(
                    (doc.text_of(start.end), doc.text_of(start.end + 1)),
                    ("thành", "tích") | ("đóng", "góp") | ("cống", "hiến") | ("công", "lao") | ("nỗ", "lực")
                )
            });
            // `Ý tưởng có chủ đề “X” đạt`: a work with its name.
            let thing = |start: &noun::Start| start.noun == Some(Noun::Thing) && start.count.is_none();
            let of_work =
                begins.as_ref().is_some_and(thing) && noun::start(input, segment.start).as_ref().is_some_and(thing);
            !merit && counted
                || begins.as_ref().is_some_and(|start| start.noun.is_some() && !of_work)
                || winning && noun::is_person_name(doc, at + 1)
        }
        // `có 6 tập thể và 19 cá nhân trong Đảng bộ được khen thưởng`: where they are.
        w::trong => begins.is_some() && !follows_counted(input, segment.start, at),
        _ => begins.is_some(),
    }
}

/// Whether a counted phrase for persons or bodies ends right before `at`.
fn follows_counted(input: &Input<'_>, floor: usize, at: usize) -> bool {
    (floor.max(at.saturating_sub(6))..at).any(|first| {
        noun::start(input, first).is_some_and(|start| {
            let known = start.noun.is_some_and(|noun| noun.is_personal() || noun == Noun::Generic);
            start.count.is_some() && known && start.end == at
        })
    })
}
