//! The rules that find facts, each with an example, for `tinviet rules` and the reference.

use std::borrow::Cow;

/// A rule that finds facts.
///
/// ```
/// use tinviet::fact::Rule;
///
/// let rule = Rule::get("percentage.sign").unwrap();
/// assert_eq!(rule.page, "docs/facts.md#percentage");
/// let analysis = tinviet::analyze(rule.example);
/// assert_eq!(analysis.facts().next().unwrap().rule(), rule.name);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Rule {
    /// The name, as in [`Fact::rule`](crate::Fact::rule): `percentage.sign`.
    pub name: &'static str,
    /// What it reads.
    pub about: &'static str,
    /// A sentence with a fact that it finds.
    pub example: &'static str,
    /// The section of the docs.
    pub page: &'static str,
}

macro_rules! rules {
    ($($name:literal $family:ident $about:literal $example:literal;)*) => {
        impl Rule {
            /// All rules, in the order of the stages.
            pub const ALL: &[Self] =
                &[$(Self { name: $name, about: $about, example: $example, page: page(stringify!($family)) }),*];
        }
    };
}

impl Rule {
    /// The rule with this name; `None` for rules of own kinds.
    ///
    /// ```
    /// use tinviet::fact::Rule;
    /// assert!(Rule::get("percentage.sign").unwrap().example.contains('%'));
    /// ```
    pub fn get(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|rule| rule.name == name)
    }
}

/// The name of a fact's rule, in the sixteen bytes that a draft has for it: a longer one would make a fact larger than its draft, and then the
/// list of a document's drafts cannot become that of its facts in place.
#[derive(Clone, Debug)]
pub(crate) enum RuleName {
    Known(&'static str),
    /// One that was read and is not known here.
    #[cfg_attr(not(feature = "serde"), expect(dead_code, reason = "only facts that were read back have one"))]
    Other(Box<Box<str>>),
}

impl RuleName {
    #[cfg(feature = "serde")]
    pub(super) fn read(name: String) -> Self {
        Rule::get(&name).map_or_else(|| Self::Other(Box::new(name.into())), |rule| Self::Known(rule.name))
    }

    pub(crate) fn to_cow(&self) -> Cow<'static, str> {
        match self {
            Self::Known(name) => Cow::Borrowed(name),
            Self::Other(name) => Cow::Owned(name.to_string()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Other(name) => name,
        }
    }
}

impl PartialEq for RuleName {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for RuleName {}

/// The page of a family of rules.
const fn page(family: &str) -> &'static str {
    match family.as_bytes() {
        b"percentage" => "docs/facts.md#percentage",
        b"time" | b"date" => "docs/time.md#what-is-read",
        b"duration" => "docs/facts.md#duration",
        b"money" => "docs/facts.md#money",
        b"quantity" => "docs/facts.md#quantity",
        b"number" => "docs/facts.md#number-ordinal",
        b"citation" => "docs/facts.md#citation",
        b"award" => "docs/facts.md#award",
        b"award_event" => "docs/facts.md#award_event",
        _ => "",
    }
}

rules! {
    "percentage.sign" percentage "A number before `%`, `‰` or `điểm phần trăm`, with the words that bound it"
        "Đạt trên 95% kế hoạch.";
    "percentage.words" percentage "A percentage in words: `phần trăm`, `phần nghìn`"
        "Hơn một trăm phần trăm hộ dân đồng ý.";
    "percentage.list" percentage "A number of a list or a range whose sign stands after a later number"
        "Ba huyện lần lượt tăng 5, 7 và 9% so với năm trước.";
    "time.point" time "A day, a month, a year, a part of a year, a time of day, also as seen from today (`hôm qua`)"
        "Ông về hưu năm 2021.";
    "time.years" time "Two years with a dash, or a period that is named: `giai đoạn`, `nhiệm kỳ`, `năm học`"
        "Đề án của giai đoạn 2021 - 2024 đã xong.";
    "time.range" time "Two times with a dash or `đến` between them"
        "Hội sách diễn ra 28 tháng 12 năm 2023–6 tháng 1 năm 2024.";
    "time.days" time "Two days of one month: `ngày 4-8 tháng 2`"
        "Hội làng mở ngày 4-8 tháng 2.";
    "time.hours" time "Two times of day that no `từ` opens"
        "Lớp học bắt đầu 20h-21h30.";
    "time.from" time "`từ` before a time, with `đến` after it or without"
        "Bà dạy học từ năm 1975 ở Vinh.";
    "time.until" time "`đến` before a time that ends something"
        "Mục tiêu đến năm 2030 là phủ sóng toàn tỉnh.";
    "time.before" time "`trước` before a time that ends something"
        "Hồ sơ phải nộp trước ngày 30/6 tại phường.";
    "time.relative" time "A count of days, weeks, months or years from the reference date; only where one is given"
        "Ba ngày trước, chợ cháy.";
    "date.law" date "The year of a law that is cited by name and year"
        "Tòa xử theo BLHS 2015.";
    "duration.unit" duration "A number before a unit of time that names a length"
        "Mưa kéo dài 3 ngày tới.";
    "duration.list" duration "A number of a list whose unit of time stands after a later number"
        "Thời hạn thuê là 1, 3, 5 năm hoặc lâu dài.";
    "money.unit" money "A number before a currency, in words or as a sign"
        "Tỉnh chi 12 475 tỷ đồng.";
    "money.before" money "A sign or code of a currency before its number"
        "Quỹ có $10k.";
    "money.short" money "The short spelling of prices: `12tr`, `45k`, `2tr5`"
        "Anh mua xe giá 45k.";
    "money.context" money "An amount without its currency, beside words that only money has"
        "Phòng trọ ở đây 2 triệu/tháng.";
    "money.list" money "A number of a list whose currency stands after a later number"
        "Mức thưởng là 50, 100 và 200 triệu đồng.";
    "quantity.noun" quantity "A number before the noun that it counts"
        "Trạm khám 102 bệnh nhân/ngày.";
    "quantity.measure" quantity "A number before a unit of measure, which is given as UCUM too"
        "Sà lan chở 2 tấn rưỡi cát.";
    "quantity.age" quantity "An age: `tuổi 18-25`"
        "Ở độ tuổi 18-25.";
    "quantity.times" quantity "How many times as much: `gấp đôi`"
        "Sản lượng tăng gấp đôi.";
    "quantity.half" quantity "A half of something, in words"
        "Xưởng chiếm phân nửa thị phần.";
    "quantity.share" quantity "A fraction that is a share of what stands before it or after `số`"
        "Lãi chỉ bằng 1/10 so với năm ngoái.";
    "quantity.bare" quantity "A large number in words whose noun stands elsewhere"
        "Đàn chim gần 70 triệu tiếp tục bay.";
    "quantity.list" quantity "A number of a list whose noun stands after a later number"
        "Chắc có 3 hoặc 4 con.";
    "quantity.guess" quantity "A number before a word that no table knows as a noun, judged by the words around it"
        "Cụ mua 9 phù kiều.";
    "number" number "A number that is part of no other fact"
        "Dãy số là 25251325.";
    "ordinal" number "`thứ` before a number, and `đầu tiên`"
        "Đội nhận thất bại đầu tiên.";
    "citation.number" citation "A type of document with the number and symbol that it is cited by"
        "Bộ triển khai Nghị quyết 19-2018/NQ-CP.";
    "citation.law" citation "A law, an ordinance or a treaty by its name and year"
        "Điều này trái Luật Đấu thầu 2013.";
    "citation.bare" citation "A type of document with a bare number: `Nghị định 67`"
        "Đảng viên học tập chỉ thị 05 nghiêm túc.";
    "award.name" award "A name of the table of awards, with its class"
        "Bà nhận Huân chương Lao động hạng Nhì.";
    "award.medal" award "A medal of a contest by its metal: `HCV`"
        "Đội giành huy chương vàng.";
    "award.prize" award "A prize of a contest by its place: `giải Nhất`"
        "Đội Hoa Sen đoạt giải Nhất.";
    "award.place" award "A place right after a verb of winning: `đoạt nhất quốc gia`"
        "Em Lan đoạt nhất quốc gia.";
    "award.party_badge" award "The badge for years of Party membership, with the years"
        "Cụ Lành được trao Huy hiệu 75 năm tuổi Đảng.";
    "award.order" award "An order whose name the text leaves out"
        "Ông được tặng Huân chương hạng Nhất.";
    "award.unlisted" award "An award that no table lists, recognised by its head word and its capitals or quotes"
        "Ca sĩ Lý Thu Ngân được vinh danh “Giọng hát triển vọng của năm”.";
    "award_event.active" award_event "A giver, a verb of giving, and what is given"
        "Thủ tướng Chính phủ tặng ông Trần Văn Nam Bằng khen.";
    "award_event.passive" award_event "Who is given something: `được … tặng`"
        "Dịp này, nhiều đơn vị được trao tặng Huân chương Lao động hạng Ba.";
    "award_event.fronted" award_event "The award first, and who it is given to: `Giải Nhất được trao cho`"
        "Giải Nhất được trao cho Nguyễn Thu Hà.";
    "award_event.receive" award_event "A verb of receiving: `nhận`, `đón nhận`"
        "Nhà máy đón nhận Huân chương Lao động hạng Nhì.";
    "award_event.win" award_event "A verb of winning: `đoạt`, `giành`"
        "Đội Hoa Sen đoạt giải Nhất, Nhì.";
    "award_event.belong" award_event "`thuộc về` after an award"
        "Giải Nhất thuộc về Nguyễn Thu Hà.";
    "award_event.elect" award_event "A title by vote or recognition: `được bầu chọn là`, `được công nhận`"
        "Diễn viên Mai được bầu chọn là Cầu thủ xuất sắc nhất.";
    "award_event.praise" award_event "Praise, with or without a named award: `biểu dương`, `vinh danh`"
        "Dịp này, 8 tập thể được UBND huyện biểu dương.";
    "award_event.nominate" award_event "A nomination, which is not an award yet: `được đề cử`"
        "Diễn viên Hà Thanh Mơ được đề cử giải Nữ diễn viên xuất sắc nhất.";
    "award_event.withdraw" award_event "An award that is taken back: `thu hồi`, `tước`"
        "Ông Phạm Văn Mận bị tước danh hiệu Anh hùng Lao động.";
    "award_event.return" award_event "An award that its holder gives back: `trả lại`"
        "Nghệ sĩ Lê Thu Đào trả lại danh hiệu Nghệ sĩ Ưu tú.";
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;
    use crate::{Analyzer, Kind};

    #[test]
    fn every_example_shows_its_rule() {
        let analyzer = Analyzer::builder().kinds(Kind::ALL);
        for rule in Rule::ALL {
            // Counting days from today needs a reference date.
            let analyzer = match rule.name {
                "time.relative" => analyzer.clone().reference_date("2024-05-01".parse().unwrap()),
                _ => analyzer.clone(),
            };
            let analysis =
                analyzer.build().analyze(rule.example).facts().map(|fact| fact.rule().to_owned()).collect::<Vec<_>>();
            assert!(analysis.iter().any(|name| name == rule.name), "{}: {} has {analysis:?}", rule.name, rule.example);
        }
    }

    #[test]
    fn every_rule_has_its_section() {
        let slug = |heading: &str| {
            let kept = heading.chars().filter(|char| char.is_alphanumeric() || matches!(char, ' ' | '-' | '_'));
            kept.collect::<String>().to_lowercase().replace(' ', "-")
        };
        for rule in Rule::ALL {
            let (page, section) = rule.page.split_once('#').unwrap_or_default();
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap_or_default();
            let found =
                text.lines().filter_map(|line| line.strip_prefix("## ")).any(|heading| slug(heading) == section);
            assert!(found, "{}: no section {:?}", rule.name, rule.page);
        }
    }

    /// The names are in the grammars as literals; whatever looks like one is a rule or a kind.
    #[test]
    fn the_table_has_every_rule_that_a_grammar_names() {
        let families = Kind::ALL.map(Kind::name).into_iter().chain(["time"]).collect::<Vec<_>>();
        let (mut named, mut folders) = (BTreeSet::new(), vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/fact")]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("rule.rs") {
                    let text = fs::read_to_string(path).unwrap();
                    let names = text.split('"').filter(|name| {
                        name.split_once('.').is_some_and(|(family, rest)| {
                            families.contains(&family)
                                && rest.chars().all(|char| char.is_ascii_lowercase() || char == '_')
                        })
                    });
                    named.extend(names.filter(|name| !name.ends_with(".rs")).map(str::to_owned));
                }
            }
        }
        named.extend(["number", "ordinal"].map(str::to_owned));
        let known: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.name.to_owned()).collect();
        assert_eq!(named, known);
    }
}
