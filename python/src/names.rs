//! The names of the library's choices, parsed and printed.

use pyo3::{
    intern,
    prelude::*,
    types::{PyDateTime, PyString},
};
use tinviet::{
    LineBreaks, Markup, OffsetUnit, Policy, ReferenceDate, Tokenized, ToneStyle,
    arrow::Shape,
    encoding::Encoding,
    normalize::{Entities, Form, IY, Mojibake, Punctuation, Reason, Spaces},
};

use crate::{
    error::{Failure, Outcome},
    field::Name,
};

/// The choice with this name; otherwise an error that lists them.
fn choose<T: Copy>(what: &str, found: &str, choices: &[(&str, T)]) -> Outcome<T> {
    choices.iter().find(|(name, _)| *name == found).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        Failure::unknown(what, found, &names.join(", "))
    })
}

macro_rules! choices {
    ($($function:ident $what:literal $type:ident { $($name:literal => $choice:ident),* $(,)? })*) => {
        $(
            pub(crate) fn $function(name: &str) -> Outcome<$type> {
                choose($what, name, &[$(($name, $type::$choice)),*])
            }
        )*
    };
}

choices! {
    tone_style "tone_style" ToneStyle { "first-vowel" => FirstVowel, "second-vowel" => SecondVowel, "preserve" => Preserve }
    unit "offsets" OffsetUnit { "chars" => Chars, "bytes" => Bytes, "utf16" => Utf16, "graphemes" => Graphemes }
    markup "markup" Markup { "plain" => Plain, "html" => Html, "markdown" => Markdown }
    line_breaks "line_breaks" LineBreaks { "auto" => Auto, "hard" => Hard, "soft" => Soft }
    tokenized "tokenized" Tokenized { "auto" => Auto, "no" => No, "yes" => Yes }
    policy "policy" Policy { "first" => First, "all" => All, "annotate" => Annotate }
    shape "shape" Shape { "flat" => Flat, "nested" => Nested }
    form "form" Form { "nfc" => Nfc, "nfd" => Nfd }
    spaces "spaces" Spaces { "keep" => Keep, "ascii" => Ascii }
    punctuation "punctuation" Punctuation { "keep" => Keep, "ascii" => Ascii }
    i_y "i_y" IY { "keep" => Keep, "y" => Y, "i" => I }
    entities "entities" Entities { "keep" => Keep, "letters" => Letters }
    mojibake "mojibake" Mojibake { "keep" => Keep, "repair" => Repair }
    encoding "encoding" Encoding {
        "utf-8" => Utf8, "utf-16le" => Utf16Le, "utf-16be" => Utf16Be, "tcvn3" => Tcvn3, "vni" => Vni, "viqr" => Viqr,
        "viqr-star" => ViqrStar, "viscii" => Viscii, "windows-1258" => Windows1258, "vps" => Vps, "windows-1252" => Windows1252,
    }
}

/// The reason for a change, as in the JSON.
pub(crate) fn reason(reason: Reason) -> Name {
    Name::of(match reason {
        Reason::Entity => "entity",
        Reason::Mojibake => "mojibake",
        Reason::Invisible => "invisible",
        Reason::Marks => "marks",
        Reason::ConflictingMarks => "conflicting_marks",
        Reason::FullWidth => "full_width",
        Reason::LookAlike => "look_alike",
        Reason::TonePlacement => "tone_placement",
        Reason::Space => "space",
        Reason::Punctuation => "punctuation",
        Reason::IY => "i_y",
        Reason::Folded => "folded",
        _ => "decomposed",
    })
}

/// A reference date as given: a string, `date`, `datetime`, or a timestamp of pandas or numpy. A time in UTC is converted to
/// Vietnamese time, as in the library; any other zone is taken as local time.
pub(crate) fn reference(given: &Bound<'_, PyAny>) -> PyResult<Option<ReferenceDate>> {
    let py = given.py();
    if given.is_none() {
        return Ok(None);
    }
    if let Ok(text) = given.cast::<PyString>() {
        return Ok(Some(text.to_cow()?.parse().map_err(Failure::from)?));
    }
    // Like `None`, pandas' `NaT` is not a date.
    if given.ne(given)? {
        return Ok(None);
    }
    let in_utc = given.is_instance_of::<PyDateTime>() && {
        let offset = given.call_method0(intern!(py, "utcoffset"))?;
        !offset.is_none() && !offset.is_truthy()?
    };
    let text = match given.getattr(intern!(py, "isoformat")) {
        Ok(written) => written.call0()?.str()?,
        Err(_) => given.str()?,
    };
    let mut text = text.to_cow()?.into_owned();
    if in_utc {
        let clock = text.strip_suffix("+00:00").map(str::len);
        text.truncate(clock.unwrap_or(text.len()));
        text.push('Z');
    }
    Ok(Some(text.parse().map_err(Failure::from)?))
}

/// A reference date in the form that [`reference`] reads.
pub(crate) fn written(reference: &ReferenceDate) -> String {
    match reference.time {
        Some(time) => format!("{}T{time}", reference.date),
        None => reference.date.to_string(),
    }
}
