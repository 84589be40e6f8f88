//! `tinviet normalize`: the normalised text, byte for byte, or the list of what changed.

use std::io::Write;

use clap::{Args, ValueEnum};
use tinviet::{
    Markup, Page as MarkedUp, Span,
    encoding::{self, Decoded, Encoding, Taken},
    normalize::{Change, Entities, Fold, Form, IY, Mojibake, Normalizer, Punctuation, Spaces, ToneStyle, variant_key},
};

use crate::{
    ending::{Failure, Tally},
    input,
    markup::{self, Asked, Text},
};

/// Arguments of `normalize`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tinviet normalize article.txt
  tinviet normalize --encoding auto old.txt > new.txt
  echo 'Ðảng uỷ tòan tỉnh' | tinviet normalize --changes")]
pub(crate) struct Arguments {
    /// Where to put the tone mark of hòa/hoà, khỏe/khoẻ, thúy/thuý
    #[arg(long, value_enum, default_value_t = Style::FirstVowel)]
    tone_style: Style,
    /// Unicode form: composed (nfc) or decomposed (nfd)
    #[arg(long, value_enum, default_value_t = FormName::Nfc)]
    form: FormName,
    /// The encoding of the input
    #[arg(long, value_enum, default_value_t = Page::Utf8)]
    encoding: Page,
    /// The markup of the input: tags are kept, the text between them is normalised
    #[arg(long, value_enum, default_value_t = Asked::Auto)]
    markup: Asked,
    /// Decode HTML entities that stand for letters: &agrave; &#7879;
    #[arg(long)]
    html_entities: bool,
    /// Repair UTF-8 that was decoded as another encoding, up to three times over
    #[arg(long)]
    fix_mojibake: bool,
    /// Reduce white space to single spaces and line feeds
    #[arg(long, value_enum, default_value_t = Ascii::Keep)]
    spaces: Ascii,
    /// Write quotation marks and dashes as " ' -
    #[arg(long, value_enum, default_value_t = Ascii::Keep)]
    punctuation: Ascii,
    /// Unify the spelling of words with i or y: kí/ký, lí/lý, quí/quý
    #[arg(long, value_enum, default_value_t = Letter::Keep)]
    i_y: Letter,
    /// Fold to ASCII, for search
    #[arg(long)]
    fold: bool,
    /// Print a key that all spellings of a word share
    #[arg(long, conflicts_with_all = ["changes", "tone_style", "form", "spaces", "punctuation", "i_y", "fold"])]
    variant_key: bool,
    /// Instead of the text, print each change as a JSON line with its offsets in the input
    #[arg(long)]
    changes: bool,
    #[command(flatten)]
    texts: input::Texts,
}

#[derive(Clone, Copy, ValueEnum)]
enum Style {
    FirstVowel,
    SecondVowel,
    Preserve,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormName {
    Nfc,
    Nfd,
}

#[derive(Clone, Copy, ValueEnum)]
enum Ascii {
    Ascii,
    Keep,
}

#[derive(Clone, Copy, ValueEnum)]
enum Letter {
    Y,
    I,
    Keep,
}

#[derive(Clone, Copy, ValueEnum)]
enum Page {
    #[value(name = "utf-8")]
    Utf8,
    Auto,
    Tcvn3,
    Vni,
    Viqr,
    Viscii,
    #[value(name = "windows-1258")]
    Windows1258,
    Vps,
}

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let normalizer = normalizer(&arguments);
    input::each(&arguments.texts, |source, bytes, out| {
        let markup = arguments.markup.of(source);
        // An explicit encoding takes precedence over the one that a page declares.
        if markup != Markup::Plain && matches!(arguments.encoding, Page::Utf8) {
            return page(&arguments, &normalizer, &Text::read(source, bytes, markup)?, markup, out);
        }
        let (decoded, taken) = decode(arguments.encoding, &bytes).map_err(|error| {
            let way =
                if matches!(arguments.encoding, Page::Utf8) { "; --encoding auto detects other encodings" } else { "" };
            Failure::Document(format!("{source}: {error}{way}"))
        })?;
        if markup != Markup::Plain {
            let text = Text::converted(decoded);
            return page(&arguments, &normalizer, &text, markup, out);
        }
        markup::warn(source, &decoded.text, markup);
        if arguments.variant_key {
            return Ok(out.write_all(variant_key(&decoded.text).as_bytes())?);
        }
        let normalized = normalizer.normalize(&decoded.text);
        if !arguments.changes {
            return Ok(out.write_all(normalized.text.as_bytes())?);
        }
        for Taken { span, target, encoding } in taken {
            let row = serde_json::json!({
                "start": span.start,
                "end": span.end,
                "replacement": &decoded.text[target.range()],
                "reason": "encoding",
                "encoding": encoding.name(),
            });
            writeln!(out, "{row}")?;
        }
        changes(normalized.changes(), |span| decoded.source(span.range()).into(), out)
    })
}

/// One page, or Markdown text.
fn page(
    arguments: &Arguments,
    normalizer: &Normalizer,
    read: &Text,
    markup: Markup,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let page = MarkedUp::read(&read.text, markup);
    if arguments.variant_key {
        return Ok(out.write_all(variant_key(page.text()).as_bytes())?);
    }
    if !arguments.changes {
        let normalized = normalizer.normalize_page(&page);
        return Ok(out.write_all(&read.rewritten(&normalized.text, &normalized.map)?)?);
    }
    changes(normalizer.normalize(page.text()).changes(), |span| read.source(page.map().source(span)), out)
}

/// Every change as a line of JSON; `place` maps it to the input.
fn changes<'n>(
    changes: impl Iterator<Item = Change<'n>>,
    place: impl Fn(Span) -> Span,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    for change in changes {
        let Span { start, end } = place(change.span);
        let row = serde_json::json!({
            "start": start,
            "end": end,
            "replacement": change.replacement,
            "reason": change.reason,
        });
        writeln!(out, "{row}")?;
    }
    Ok(())
}

fn normalizer(arguments: &Arguments) -> Normalizer {
    let ascii = |choice| matches!(choice, Ascii::Ascii);
    let mut out = Normalizer::new()
        .tone_style(match arguments.tone_style {
            Style::FirstVowel => ToneStyle::FirstVowel,
            Style::SecondVowel => ToneStyle::SecondVowel,
            Style::Preserve => ToneStyle::Preserve,
        })
        .form(match arguments.form {
            FormName::Nfc => Form::Nfc,
            FormName::Nfd => Form::Nfd,
        })
        .i_y(match arguments.i_y {
            Letter::Y => IY::Y,
            Letter::I => IY::I,
            Letter::Keep => IY::Keep,
        });
    if arguments.html_entities {
        out = out.entities(Entities::Letters);
    }
    if arguments.fix_mojibake {
        out = out.mojibake(Mojibake::Repair);
    }
    if ascii(arguments.spaces) {
        out = out.spaces(Spaces::Ascii);
    }
    if ascii(arguments.punctuation) {
        out = out.punctuation(Punctuation::Ascii);
    }
    if arguments.fold { out.fold(Fold::Ascii) } else { out }
}

/// Decodes the bytes, and reports the lines that were pasted from an old font. UTF-16 with a byte order mark is never valid UTF-8, so it needs
/// no option.
fn decode(page: Page, bytes: &[u8]) -> Result<(Decoded<'_>, Vec<Taken>), tinviet::Error> {
    let marked = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let encoding = match page {
        Page::Auto => return encoding::decode_auto(bytes),
        Page::Utf8 if marked => encoding::detect(bytes).encoding,
        Page::Utf8 => Encoding::Utf8,
        Page::Tcvn3 => Encoding::Tcvn3,
        Page::Vni => Encoding::Vni,
        Page::Viqr => Encoding::Viqr,
        Page::Viscii => Encoding::Viscii,
        Page::Windows1258 => Encoding::Windows1258,
        Page::Vps => Encoding::Vps,
    };
    encoding::decode(bytes, encoding).map(|page| (page, Vec::new()))
}
