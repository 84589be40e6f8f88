//! Classifies a line by itself: a caption by the credit at its end, navigation by `data/boilerplate.tsv`, otherwise body.

use std::ops::Range;

use crate::{
    lexicon::{Key, is_surname, phrase_tables, w, word_sets},
    protect::Shape,
    segment::{Case, Class, Document},
};

word_sets! {
    /// Words of the line with the publication date.
    OF_DATELINES = ["gmt", "thứ", "chủ", "nhật", "ngày", "lúc"];
    /// Words of a time of day.
    OF_CLOCKS = ["gmt", "h", "am", "pm", "giờ", "phút"];
    /// Quotation marks and brackets after the last mark of a line.
    CLOSERS = ["”", "\"", "’", "'", ")", "]", "»"];
    /// Placeholders for pictures in archives.
    PICTURES = ["img", "image", "ảnh", "photo", "video", "picture", "caption"];
}

/// The part of an article that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Caption,
    Body,
    /// The author or source of the article.
    Byline,
    /// The publication date.
    Dateline,
    Boilerplate,
    /// Boilerplate that introduces a list of links.
    List,
}

/// How a phrase of the table classifies a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// The whole line, and the lines below it.
    List,
    /// The whole line.
    Line,
    /// The start of the line.
    Start,
    /// The start of a byline.
    Byline,
    /// The start of a line with the publication date.
    Dateline,
}

phrase_tables! { MARKS: Mark = mark_of, "boilerplate"; }

const fn mark_of(kind: &[u8]) -> Option<Mark> {
    Some(match kind {
        b"list" => Mark::List,
        b"line" => Mark::Line,
        b"start" => Mark::Start,
        b"byline" => Mark::Byline,
        b"dateline" => Mark::Dateline,
        _ => return None,
    })
}

/// The longest caption in tokens; a longer line that ends in a credit is a paragraph with a caption glued to it.
const LONGEST_CAPTION: usize = 90;
/// The longest credit after `Ảnh:` in tokens: `Ảnh: Nguyễn Văn An - Trần Bình/TTXVN)`.
const LONGEST_CREDIT: usize = 12;
/// The longest headline in tokens: those of the press have 5 to 25 words.
const LONGEST_HEADLINE: usize = 45;
/// The longest date on a line of its own, in tokens: `24/11/2026 06:00 (GMT+7)`.
const LONGEST_BARE_DATE: usize = 14;
/// The longest newsroom name before an article, in tokens: `Thành phố Hồ Chí Minh (Báo Tin tức) -`.
const LONGEST_SIGN: usize = 14;
/// The longest line of navigation in tokens.
const LONGEST_LINK: usize = 40;

pub(super) struct Reader<'a> {
    pub(super) doc: &'a Document<'a>,
}

impl Reader<'_> {
    pub(super) fn kind(&self, line: Range<usize>) -> Kind {
        match self.mark(&line) {
            Some(Mark::List) => return Kind::List,
            Some(Mark::Line | Mark::Start) => return Kind::Boilerplate,
            Some(Mark::Byline) => return Kind::Byline,
            Some(Mark::Dateline) => return Kind::Dateline,
            None => {}
        }
        if self.is_caption(&line) {
            Kind::Caption
        } else if self.is_dateline(&line) || self.is_bare_date(&line) {
            Kind::Dateline
        } else if self.is_count_or_link(&line) || self.is_picture(&line) {
            Kind::Boilerplate
        } else {
            Kind::Body
        }
    }

    /// `[img]`, `[video]`: placeholders for pictures in some archives.
    pub(super) fn is_picture(&self, line: &Range<usize>) -> bool {
        let doc = self.doc;
        line.len() == 3
            && doc.is(line.start, w::LEFT_SQUARE_BRACKET)
            && PICTURES.has(doc.key(line.start + 1))
            && doc.is(line.start + 2, w::RIGHT_SQUARE_BRACKET)
    }

    /// A date, possibly with a time, and nothing else: `24/11/2026 06:00`.
    fn is_bare_date(&self, line: &Range<usize>) -> bool {
        let doc = self.doc;
        let [day, slash, month, again, year] = [0, 1, 2, 3, 4].map(|at| line.start + at);
        let is_part = |at: usize| matches!(doc.key(at), w::SOLIDUS | w::HYPHEN_MINUS | w::FULL_STOP);
        let digits = |at: usize| doc.class_of(at) == Some(Class::Digits);
        (5..=LONGEST_BARE_DATE).contains(&line.len())
            && [day, month, year].into_iter().all(digits)
            && doc.text_of(year).len() == 4
            && is_part(slash)
            && doc.is(again, doc.key(slash))
            && (year + 1..line.end)
                .all(|at| digits(at) || doc.class_of(at) == Some(Class::Mark) || OF_CLOCKS.has(doc.key(at)))
    }

    /// The end of the newsroom name, possibly with a place, before the first words of an article, including the dash: `(Dân trí) -`,
    /// `TTO -`, `Hà Nội (TTXVN) –`.
    pub(super) fn sign(&self, line: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let dash = (line.start + 1..line.end.min(line.start + LONGEST_SIGN))
            .find(|&at| matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::EM_DASH))?;
        let is_word = |at: usize| doc.class_of(at) == Some(Class::Word);
        let open = (line.start..dash).find(|&at| doc.is(at, w::LEFT_PARENTHESIS));
        let ends = dash + 1 < line.end && doc.is_capitalised(dash + 1);
        let is_sign = match open {
            // Only the bracket, or a place before it.
            Some(open) => {
                doc.is(dash - 1, w::RIGHT_PARENTHESIS)
                    && (open + 1..dash - 1).any(is_word)
                    && (line.start..open).all(|at| is_word(at) && doc.is_capitalised(at))
            }
            None => {
                dash == line.start + 1
                    && doc.tokens().get(line.start).is_some_and(|token| token.case() == Case::Upper)
                    && doc.text_of(line.start).len() > 1
            }
        };
        (is_sign && ends).then_some(dash + 1)
    }

    /// Looks the line up in the table. Punctuation and a count at its end are ignored: `Bình luận (12)`,
    /// `Tin liên quan:`.
    fn mark(&self, line: &Range<usize>) -> Option<Mark> {
        if line.len() > LONGEST_LINK {
            return None;
        }
        let (end, &mark) = self.doc.phrase(&MARKS, line.start)?;
        let rest_is_empty =
            (end..line.end).all(|at| matches!(self.doc.class_of(at), Some(Class::Mark | Class::Digits)));
        (rest_is_empty || mark == Mark::Start).then_some(mark)
    }

    /// Whether the line ends in a photo credit, or is one: `… - Ảnh: H.T`, `(Ảnh: TTXVN)`, `… Nguồn: Internet`, `Ảnh minh họa`.
    fn is_caption(&self, line: &Range<usize>) -> bool {
        if line.len() > LONGEST_CAPTION {
            return false;
        }
        let doc = self.doc;
        let floor = line.start.max(line.end.saturating_sub(LONGEST_CREDIT));
        (floor..line.end).rev().any(|at| {
            if !doc.is_capitalised(at) {
                return false;
            }
            let begins = at == line.start || doc.class_of(at - 1) == Some(Class::Mark);
            match (doc.key(at), doc.key(at + 1)) {
                (w::ảnh | w::photo | w::clip, w::COLON) => true,
                (w::nguồn, w::ảnh | w::COLON) => begins,
                (w::đồ, w::họa) => doc.is(at + 2, w::COLON),
                (w::ảnh, w::minh) => begins && doc.is(at + 2, w::họa),
                // `… tại lễ hội. Ảnh TTXVN`.
                (w::ảnh, _) => begins && at > line.start && line.end - at <= 5 && doc.is_capitalised(at + 1),
                _ => false,
            }
        })
    }

    /// A line of links, numbers or counts: `1.234 lượt xem`, `https://…`, `24/11/2026 06:00`.
    fn is_count_or_link(&self, line: &Range<usize>) -> bool {
        let doc = self.doc;
        if line.len() > LONGEST_LINK {
            return false;
        }
        doc.tokens().get(line.clone()).is_some_and(|tokens| {
            tokens.iter().all(|token| match token.class() {
                Class::Digits | Class::Mark => true,
                Class::Word => matches!(token.key(), w::lượt | w::xem | w::đọc | w::bình | w::luận),
                Class::Protected(shape) => {
                    matches!(shape, Shape::Url | Shape::Email | Shape::Domain | Shape::Handle | Shape::Hashtag)
                }
            })
        })
    }

    /// The line with the publication date: `Thứ Hai, 24/11/2026, 06:00 (GMT+7)`.
    fn is_dateline(&self, line: &Range<usize>) -> bool {
        let doc = self.doc;
        if !(3..=24).contains(&line.len()) {
            return false;
        }
        // The word of the weekday comes first.
        if !matches!(doc.key(line.start), w::thứ | w::chủ | w::ngày | w::lúc) {
            return false;
        }
        let (mut digits, mut words) = (0, 0);
        for at in line.clone() {
            match doc.class_of(at) {
                Some(Class::Digits) => digits += 1,
                Some(Class::Word) if OF_DATELINES.has(doc.key(at)) => {}
                Some(Class::Word) => words += 1,
                _ => {}
            }
        }
        // The word of the weekday, and `h`, `AM` or `tháng` next to the digits.
        digits >= 3 && words <= 2 && !doc.is(line.end - 1, w::FULL_STOP)
    }

    /// Whether the line is prose: it ends in a full stop, or is longer than a headline.
    pub(super) fn is_prose(&self, line: Range<usize>) -> bool {
        let last = self.last_mark(&line);
        line.len() > LONGEST_HEADLINE || line.len() > 12 && matches!(last, w::FULL_STOP | w::HORIZONTAL_ELLIPSIS)
    }

    /// Whether the line may be a headline: short, with words, and not ending in a full stop, comma or semicolon.
    pub(super) fn is_headline(&self, line: Range<usize>) -> bool {
        let has_words = line.clone().any(|at| self.doc.class_of(at) == Some(Class::Word));
        // A headline may end in an ellipsis of three full stops.
        let is_ellipsis = line.len() > 2 && self.doc.is(line.end - 2, w::FULL_STOP);
        let last = self.last_mark(&line);
        has_words
            && line.len() <= LONGEST_HEADLINE
            && (is_ellipsis || !matches!(last, w::FULL_STOP | w::COMMA | w::SEMICOLON | w::COLON))
    }

    /// Whether the line consists only of names of people or newspapers: `Hồng Hà - Minh Anh`, `Theo TTXVN`,
    /// `PV (Tổng hợp)`.
    pub(super) fn is_author(&self, line: Range<usize>) -> bool {
        let doc = self.doc;
        if line.len() > 14 {
            return false;
        }
        let mut names = 0;
        for at in line.clone() {
            let Some(token) = doc.tokens().get(at) else { return false };
            let fits = match token.class() {
                Class::Word if token.case() == Case::Lower => {
                    matches!(
                        token.key(),
                        w::theo
                            | w::pv
                            | w::tổng
                            | w::hợp
                            | w::và
                            | w::dịch
                            | w::lược
                            | w::ghi
                            | w::báo
                            | w::từ
                            | w::thực
                            | w::hiện
                            | w::ảnh
                    )
                }
                Class::Word => {
                    names += 1;
                    true
                }
                Class::Mark => {
                    matches!(
                        token.key(),
                        w::FULL_STOP
                            | w::COMMA
                            | w::HYPHEN_MINUS
                            | w::EN_DASH
                            | w::SOLIDUS
                            | w::LEFT_PARENTHESIS
                            | w::RIGHT_PARENTHESIS
                            | w::VERTICAL_LINE
                            | w::AMPERSAND
                            | w::COLON
                    ) && !(token.key() == w::FULL_STOP
                        && at + 1 == line.end
                        && at > line.start
                        && doc.text_of(at - 1).len() > 3)
                }
                Class::Protected(shape) => matches!(shape, Shape::Domain | Shape::Email),
                Class::Digits => false,
            };
            if !fits {
                return false;
            }
        }
        (1..=9).contains(&names)
    }

    /// Whether the line, which satisfies [`is_author`](Self::is_author), may be a byline under a headline, where a place or a
    /// section name may be as well.
    pub(super) fn is_person(&self, line: Range<usize>) -> bool {
        let doc = self.doc;
        let mut parts = line.clone().filter(|&at| doc.class_of(at) == Some(Class::Mark));
        is_surname(doc.key(line.start)) && line.len() > 1
            || matches!(doc.key(line.start), w::theo | w::pv)
            || parts.any(|at| matches!(doc.key(at), w::HYPHEN_MINUS | w::EN_DASH | w::SOLIDUS))
    }

    /// Whether the line is a name in lower case, as some newspapers write photographers: `hoàng trọng`.
    pub(super) fn is_small_name(&self, line: &Range<usize>) -> bool {
        (2..=3).contains(&line.len())
            && self.doc.tokens().get(line.clone()).is_some_and(|tokens| {
                tokens.iter().all(|token| token.class() == Class::Word && token.case() == Case::Lower)
            })
    }

    /// The key of the last token of the line before closing quotes and brackets.
    fn last_mark(&self, line: &Range<usize>) -> Key {
        let mut last = line.end.saturating_sub(1);
        while last > line.start && CLOSERS.has(self.doc.key(last)) {
            last -= 1;
        }
        self.doc.key(last)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn table_is_sorted_and_whole() {
        let rows: Vec<_> = include_str!("../../data/boilerplate.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1)
            .map(|line| line.split_once('\t'))
            .collect();
        assert!(rows.iter().all(|row| {
            row.is_some_and(|(phrase, kind)| {
                !phrase.is_empty() && matches!(kind, "list" | "line" | "start" | "byline" | "dateline")
            })
        }));
        assert!(rows.is_sorted_by(|a, b| a < b));
    }
}
