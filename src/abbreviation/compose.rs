//! Reads a short form without an entry as a composite of two known ones: `UBMTTQVN`, `SGDĐT`, `PCTUBND`.
//!
//! Only combinations that the press uses are accepted: an organisation and its area (`VN`, `TW`), an office and its field, a post and its
//! organisation. Accepting any two known parts would give a meaning to every other code.

use crate::{
    lexicon::{Dictionary, Domain, LongForm, NAME_HEADS, NameHead, squeeze},
    segment::Document,
};

/// Areas after an organisation.
const ENDS: [(&str, &str); 4] = [("VN", "Việt Nam"), ("TW", "Trung ương"), ("TƯ", "Trung ương"), ("QG", "Quốc gia")];
/// Kinds of office, before a field.
const OFFICES: [(&str, &str); 3] = [("B", "Bộ"), ("S", "Sở"), ("P", "Phòng")];
/// Fields that have an office.
const FIELDS: [&str; 12] =
    ["GDĐT", "TNMT", "TTTT", "KHCN", "KHĐT", "LĐTBXH", "VHTTDL", "VHTT", "NNPTNT", "NNMT", "GTVT", "TCKH"];
/// Posts, before an organisation.
const POSTS: [(&str, &str); 6] = [
    ("PCT", "Phó Chủ tịch"),
    ("CT", "Chủ tịch"),
    ("UV", "Ủy viên"),
    ("BTV", "Ban Thường vụ"),
    ("BCH", "Ban Chấp hành"),
    ("VP", "Văn phòng"),
];
/// Organisations that have posts.
const BODIES: [&str; 13] =
    ["UBND", "HĐND", "HĐQT", "MTTQ", "UBMTTQ", "BCH", "TU", "HU", "ĐU", "LĐLĐ", "BCT", "ĐĐBQH", "UBKT"];

/// Branches that are named after their field.
const BRANCHES: [&str; 6] = ["bảo hiểm xã hội", "bảo hiểm y tế", "đường sắt", "hàng không", "hải quan", "bưu điện"];

/// The long form of a short form composed of two known ones.
pub(super) fn compose(text: &str, dictionary: &Dictionary) -> Option<LongForm> {
    // The shortest have four letters: `CTTU`.
    if text.len() < 4 {
        return None;
    }
    let meaning = |short: &str| {
        let sense = dictionary.known(squeeze(short), short).filter(|known| known.short == short)?.senses.first()?;
        (!matches!(sense.domain, Domain::Foreign | Domain::Company)).then_some(&*sense.long)
    };
    // The last bytes of the areas.
    let may_end = matches!(text.as_bytes().last(), Some(b'N' | b'W' | b'G' | 0xAF));
    for (end, of) in ENDS.into_iter().filter(|_| may_end) {
        if let Some(body) = text.strip_suffix(end).filter(|body| body.chars().count() > 2)
            && let Some(long) = meaning(body)
            && is_body(long)
            && !long.ends_with(of)
        {
            return Some(LongForm::shared(&format!("{long} {of}")));
        }
    }
    for (heads, rests) in [(&OFFICES[..], &FIELDS[..]), (&POSTS[..], &BODIES[..])] {
        for (head, opening) in heads {
            if let Some(rest) = text.strip_prefix(head).filter(|rest| rests.contains(rest))
                && let Some(long) = meaning(rest)
            {
                return Some(LongForm::shared(&format!("{opening} {long}")));
            }
        }
    }
    None
}

/// Whether a long form names an organisation, which is required before a country: `TBKTVN` does not contain
/// `trang bị kỹ thuật`.
fn is_body(long: &str) -> bool {
    let is_head = || {
        let head = Document::new(long).phrase(&NAME_HEADS, 0).map(|(_, head)| *head);
        matches!(head, Some(NameHead::Own | NameHead::Inner))
    };
    long.starts_with(char::is_uppercase) || BRANCHES.contains(&long) || is_head()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_parts_are_joined_as_the_press_joins_them() {
        let dictionary = Dictionary::builtin();
        for (short, want) in [
            ("UBMTTQVN", Some("Ủy ban Mặt trận Tổ quốc Việt Nam")),
            ("SGDĐT", Some("Sở Giáo dục và Đào tạo")),
            ("BTNMT", Some("Bộ Tài nguyên và Môi trường")),
            ("PCTUBND", Some("Phó Chủ tịch Ủy ban nhân dân")),
            ("FBIVN", None),
            ("KGXTVN", None),
        ] {
            assert_eq!(compose(short, &dictionary).as_deref(), want, "{short}");
        }
    }
}
