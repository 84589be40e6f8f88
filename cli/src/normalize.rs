//! `tinviet normalize`: the normalised text, byte for byte, or the list of what changed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use tinviet::normalize::{Form, Normalizer, ToneStyle};

use crate::{
    ending::{Failure, Tally},
    input,
};

/// Arguments of `normalize`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tinviet normalize article.txt
  echo 'Ðảng uỷ tòan tỉnh' | tinviet normalize --changes")]
pub(crate) struct Arguments {
    /// Where the tone of hòa/hoà, khỏe/khoẻ, thúy/thuý goes
    #[arg(long, value_enum, default_value_t = Style::FirstVowel)]
    tone_style: Style,
    /// Letters with marks as one character, or apart
    #[arg(long, value_enum, default_value_t = FormName::Nfc)]
    form: FormName,
    /// Print every change as a line of JSON with its offsets instead of the text
    #[arg(long)]
    changes: bool,
    /// Files to read; none or `-` is standard input
    files: Vec<PathBuf>,
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

pub(crate) fn run(arguments: Arguments) -> Result<Tally, Failure> {
    let normalizer = Normalizer::new()
        .tone_style(match arguments.tone_style {
            Style::FirstVowel => ToneStyle::FirstVowel,
            Style::SecondVowel => ToneStyle::SecondVowel,
            Style::Preserve => ToneStyle::Preserve,
        })
        .form(match arguments.form {
            FormName::Nfc => Form::Nfc,
            FormName::Nfd => Form::Nfd,
        });
    input::each(&arguments.files, |source, bytes, out| {
        let text = input::text(source, bytes)?;
        let normalized = normalizer.normalize(&text);
        if !arguments.changes {
            return Ok(out.write_all(normalized.text.as_bytes())?);
        }
        for change in normalized.changes() {
            let row = serde_json::json!({
                "start": change.span.start,
                "end": change.span.end,
                "replacement": change.replacement,
                "reason": change.reason,
            });
            writeln!(out, "{row}")?;
        }
        Ok(())
    })
}
