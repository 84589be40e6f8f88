//! The value of a fact in words.

use std::borrow::Cow;

use serde_json::Value as Json;
use tinviet::{
    Bound, Value,
    fact::{
        Award, AwardEvent, Citation, GivenAward, PercentageUnit, Quantity,
        award::AwardTable,
        time::{Edtf, Time},
    },
};

use super::{Lang, number, scaled, time};

/// The value in words: `more than 95%`, `hơn 95%`. `text` is that of the fact, for an award that no table names.
pub(crate) fn words(value: &Value, text: &str, lang: Lang) -> String {
    let amount = |bound: Bound, low: &dyn ToString, high: Option<String>, scale: bool| {
        let write = |decimal: &str| if scale { scaled(decimal, lang) } else { number(decimal, lang) };
        let low = write(&low.to_string());
        let range = high.map_or(low.clone(), |high| format!("{low}–{}", write(&high)));
        match bound {
            Bound::Exact => range,
            bound => format!("{} {range}", lang.word(bound.name())),
        }
    };
    let high = |high: &Option<tinviet::Number>| high.as_ref().map(ToString::to_string);
    let english = |group: &str, name: &str, low: &tinviet::Number, more: bool| {
        let one = !more && low.to_string() == "1";
        Lang::english(group, name, one).filter(|_| lang == Lang::En).map_or_else(|| lang.word(name), Into::into)
    };
    match value {
        Value::Percentage(value) => {
            let count = amount(value.bound, &value.low, high(&value.high), false);
            match value.unit {
                // A no-break space.
                PercentageUnit::PercentagePoint => {
                    let points = english("unit", value.unit.name(), &value.low, value.high.is_some());
                    format!("{count}\u{A0}{points}")
                }
                unit => format!("{count}{}", lang.word(unit.name())),
            }
        }
        Value::Time(value) => moment(value, lang),
        Value::Duration(value) => {
            let count = amount(value.bound, &value.low, high(&value.high), false);
            format!("{count} {}", english("duration", value.unit.name(), &value.low, value.high.is_some()))
        }
        Value::Money(value) => {
            let currency = if value.currency == "VND" { lang.pick("VND", "đồng") } else { value.currency };
            format!("{} {currency}", amount(value.bound, &value.low, high(&value.high), true))
        }
        Value::Quantity(value) => {
            let count = amount(value.bound, &value.low, high(&value.high), true);
            match unit(value, lang) {
                Some(unit) if unit == "°" => format!("{count}{unit}"),
                Some(unit) => format!("{count} {unit}"),
                None => count,
            }
        }
        Value::Number(value) => amount(value.bound, &value.low, high(&value.high), false),
        Value::Ordinal(value) => match lang {
            Lang::En => time::nth(&value.value.to_string()),
            Lang::Vi => format!("thứ {}", number(&value.value.to_string(), lang)),
        },
        Value::Citation(value) => citation(value, lang),
        Value::Award(Award { code, .. }) if !is_named(code) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Award(Award { code, class, .. }) => award(code, class.as_deref(), lang),
        Value::AwardEvent(value) => event(value, lang),
        // Future kinds show their `Display` form.
        other => other.to_string(),
    }
}

/// The value as data: JSON on one line, without nulls.
pub(crate) fn code(value: &Value) -> String {
    let mut json = serde_json::to_value(value).unwrap_or_default();
    if let Json::Object(fields) = &mut json {
        fields.retain(|_, value| !value.is_null());
    }
    json.to_string()
}

/// The unit of a quantity: the symbol of a measure, the English for a noun, otherwise the noun itself.
fn unit(value: &Quantity, lang: Lang) -> Option<Cow<'_, str>> {
    let one = value.high.is_none() && value.low.to_string() == "1";
    let (noun, code) = (value.unit.as_deref(), value.measure.as_deref());
    let known = match lang {
        Lang::En => {
            code.and_then(|code| symbol(code, one)).or_else(|| Lang::english("unit", noun?, one).map(Cow::from))
        }
        // The noun is lower-cased: `gb`, `mah`, `độ c`.
        Lang::Vi => code
            .filter(|_| noun.is_none_or(|noun| noun.len() <= 3 || noun == "độ c"))
            .and_then(|code| symbol(code, one)),
    };
    known.or_else(|| noun.or(code).map(Cow::from))
}

/// A UCUM code as people write it: `kg/har` is `kg/ha`; `None` if a part of it has no such form.
fn symbol(code: &str, one: bool) -> Option<Cow<'_, str>> {
    if let Some(known) = Lang::english("measure", code, one) {
        return Some(known.into());
    }
    let part = |part: &str| match Lang::english("measure", part, false) {
        Some(known) => Some(known.to_owned()),
        None => (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| part.to_owned()),
    };
    Some(code.split('/').map(part).collect::<Option<Vec<_>>>()?.join("/").into())
}

/// Whether the built-in table has a name for an award; others are shown by their name in the text.
pub(crate) fn is_named(code: &str) -> bool {
    code != "other" && AwardTable::builtin().get(code).is_some()
}

/// An award's name with its class.
pub(crate) fn award(code: &str, class: Option<&str>, lang: Lang) -> String {
    // Some awards are named by their class: `Giải Nhất`, `Quả bóng bạc`.
    let key = class.map(|class| format!("{code}.{class}"));
    if let Some(name) = key.map(|key| lang.word(&key)).filter(|name| !name.starts_with(code)) {
        return name.into_owned();
    }
    let builtin = AwardTable::builtin().get(code).map(|entry| &*entry.name);
    // The table explains some names in English.
    let builtin = builtin.map(|name| name.split(" (").next().unwrap_or(name));
    let name = match (lang, code) {
        (Lang::Vi, "commendation") => "khen ngợi (không nêu hình thức)",
        (Lang::Vi, "other") => "hình thức khác",
        (Lang::Vi, _) => builtin.unwrap_or(code),
        (Lang::En, _) => Lang::english("award", code, true).or(builtin).unwrap_or(code),
    };
    match class {
        None => name.to_owned(),
        Some(class) => {
            let key = format!("class.{class}");
            let said = lang.word(&key);
            // A class of a user's table is shown as it is.
            let said = said.strip_prefix("class.").unwrap_or(&said);
            format!("{name}{}{said}", lang.pick(", ", " "))
        }
    }
}

fn moment(value: &Time, lang: Lang) -> String {
    if let Some(edtf) = &value.edtf {
        return date(edtf, lang);
    }
    let lunar = value.calendar.map(|_| lang.word("page.lunar"));
    lunar.unwrap_or_else(|| lang.word("page.undated")).into_owned()
}

fn date(edtf: &Edtf, lang: Lang) -> String {
    time::words(&edtf.to_string(), lang)
}

fn citation(value: &Citation, lang: Lang) -> String {
    let kind = value.document_type.map(|code| match lang {
        Lang::En => Lang::english("document", code, true).or(value.type_name()).unwrap_or(code),
        Lang::Vi => value.type_name().unwrap_or(code),
    });
    let mut parts = vec![[kind, value.designation.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")];
    parts.extend(value.issuer.as_ref().map(|issuer| match lang {
        Lang::En => format!("issued by {issuer}"),
        Lang::Vi => format!("{issuer} ban hành"),
    }));
    parts.extend(value.date.as_ref().map(|edtf| date(edtf, lang)));
    parts.extend(value.pinpoint.clone());
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn event(value: &AwardEvent, lang: Lang) -> String {
    let nobody = || lang.word("page.nobody").into_owned();
    let list = |items: Vec<String>| if items.is_empty() { nobody() } else { items.join("; ") };
    let to = value.recipients.iter().map(|recipient| recipient.text.clone()).collect();
    let given = value.awards.iter().map(|given| self::given(given, lang)).collect();
    format!("{} → {}: {}", list(value.conferrers.clone()), list(to), list(given))
}

/// An award as an event states it: by its name in the text, if there is one.
fn given(given: &GivenAward, lang: Lang) -> String {
    let name = match &given.name {
        Some(name) if lang == Lang::Vi || given.code == "other" => name.clone(),
        _ => award(&given.code, given.class.as_deref(), lang),
    };
    match &given.count {
        Some(count) => format!("{} × {name}", number(count, lang)),
        None => name,
    }
}

/// The parts of an event, named: who, to whom, what, what for, when, where.
pub(crate) fn parts(value: &AwardEvent, lang: Lang) -> Vec<(&'static str, String)> {
    let to = value.recipients.iter().map(|recipient| recipient.text.clone()).collect::<Vec<_>>();
    let awards = value.awards.iter().map(|award| given(award, lang)).collect::<Vec<_>>();
    let list = |items: &[String]| match items {
        [] => lang.word("page.nobody").into_owned(),
        items => items.join("; "),
    };
    let mut parts = vec![("page.from", list(&value.conferrers)), ("page.to", list(&to)), ("page.given", list(&awards))];
    parts.extend(value.reason.clone().map(|reason| ("page.reason", reason)));
    parts.extend(value.period.as_ref().map(|edtf| ("page.period", date(edtf, lang))));
    parts.extend(value.date.as_ref().map(|edtf| ("page.on", date(edtf, lang))));
    parts.extend(value.place.clone().map(|place| ("page.at", place)));
    parts
}

#[cfg(test)]
mod tests {
    use super::{Lang, words};

    #[test]
    fn units_are_those_of_the_language() {
        for (text, english, vietnamese) in [
            ("Có 1 người đến.", "1 person", "1 người"),
            ("Có 42 tổ chức cơ sở đảng.", "42 organisations", "42 tổ chức"),
            ("Trời nóng 37 độ C.", "37 °C", "37 °C"),
            ("Thu 2,5 tấn cá.", "2.5 tonnes", "2,5 tấn"),
            ("Lúa đạt 70 tạ/ha.", "70 quintals/ha", "70 tạ/ha"),
            ("Máy có 64 GB.", "64 GB", "64 GB"),
            // A unit without English stays as it is.
            ("Nhà có 3 gian hàng.", "3 gian hàng", "3 gian hàng"),
            ("Đạt trên 95%.", "more than 95%", "hơn 95%"),
            ("Tăng 1 điểm phần trăm.", "1\u{A0}percentage point", "1\u{A0}điểm phần trăm"),
            ("Kéo dài 1 năm.", "1 year", "1 năm"),
            ("Chỉ thị số 05-CT/TW.", "Directive 05-CT/TW", "Chỉ thị 05-CT/TW"),
        ] {
            let analysis = tinviet::analyze(text);
            let fact = analysis.facts().next().expect("each text has a fact");
            let said = |lang| words(fact.value(), fact.text(), lang);
            assert_eq!((said(Lang::En), said(Lang::Vi)), (english.into(), vietnamese.into()), "{text}");
        }
    }
}
