//! The colours of kinds: the style sheet has those of built-in kinds; own kinds get one computed from their
//! name.

use std::io::{self, Write};

use tinviet::Kind;

/// The classes of an element of a kind, with its colour if the style sheet has none. Names of own kinds consist of letters, digits, `_` and
/// `-`.
pub(super) fn attributes(before: &str, name: &str, after: &str) -> String {
    match hue_of(name) {
        Some(hue) => format!(" class=\"{before}own-{name}{after}\" style=\"--hue: {hue}\""),
        None => format!(" class=\"{before}{name}{after}\""),
    }
}

/// The style with which the legend switches an own kind off; built-in kinds have it in the style sheet.
pub(super) fn switch(name: &str, out: &mut dyn Write) -> io::Result<()> {
    if hue_of(name).is_none() {
        return Ok(());
    }
    let off = format!(".document:has(.key.own-{name} input:not(:checked))");
    writeln!(
        out,
        "<style>{off} mark.own-{name} {{ background: none; border-color: transparent; }} {off} .entry.own-{name}, {off} .own-{name} > .ref {{ display: none; }}</style>"
    )
}

/// The colour of an own kind, always the same for the same name.
fn hue_of(name: &str) -> Option<String> {
    if name == "abbreviation" || Kind::ALL.iter().any(|kind| kind.name() == name) {
        return None;
    }
    let hash = name.bytes().fold(17_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
    // Steps of the golden angle keep neighbours apart.
    Some(format!("hsl({} 60% 42%)", hash.wrapping_mul(137) % 360))
}
