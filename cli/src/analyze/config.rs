//! `--config FILE.toml`: the same settings under the same names, with `_` for `-`. Command-line options take
//! precedence.

use super::arguments::Arguments;
use crate::{ending::Failure, reading::checked_date};

/// Fills in missing arguments from the configuration file.
pub(super) fn merged(call: Arguments) -> Result<Arguments, Failure> {
    let Some(path) = call.config.clone() else { return Ok(call) };
    let text = crate::input::settings(&path)?;
    let file = read(&text, call.kinds_file.is_some())
        .map_err(|fault| Failure::Usage(format!("{}:{fault}", path.display())))?;
    Ok(Arguments {
        files: call.files,
        config: call.config,
        input: call.input.or(file.input),
        markup: call.markup.or(file.markup),
        lang: call.lang.or(file.lang),
        text_field: call.text_field.or(file.text_field),
        id_field: call.id_field.or(file.id_field),
        date_field: call.date_field.or(file.date_field),
        keep_fields: call.keep_fields || file.keep_fields,
        format: call.format.or(file.format),
        shape: call.shape.or(file.shape),
        output: call.output.or(file.output),
        resume: call.resume,
        errors: call.errors.or(file.errors),
        offsets: call.offsets.or(file.offsets),
        reference_date: call.reference_date.or(file.reference_date),
        kinds: if call.kinds.is_empty() { file.kinds } else { call.kinds },
        kinds_file: call.kinds_file.or(file.kinds_file),
        dictionary: call.dictionary.or(file.dictionary),
        awards: call.awards.or(file.awards),
        tone_style: call.tone_style.or(file.tone_style),
        line_breaks: call.line_breaks.or(file.line_breaks),
        tokenized: call.tokenized.or(file.tokenized),
        no_text: call.no_text || file.no_text,
        rules: call.rules || file.rules,
        csv_safe: call.csv_safe || file.csv_safe,
        bom: call.bom || file.bom,
        max_size: call.max_size.or(file.max_size),
        threads: call.threads.or(file.threads),
    })
}

/// The settings of a file; an error begins with its line if it has one. `own` says whether the call names a file of own kinds, whose names
/// are not known until it is read.
fn read(text: &str, own: bool) -> Result<Arguments, String> {
    let file: Arguments = toml::from_str(text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
        format!("{line}: {}", error.message())
    })?;
    // Values given on the command line were checked by clap.
    if let Some(date) = &file.reference_date {
        checked_date(date).map_err(|error| format!(" reference_date: {error}"))?;
    }
    let is_none = |name: &&String| tinviet::Kind::ALL.iter().all(|kind| kind.name() != **name);
    if let Some(kind) = file.kinds.iter().find(is_none).filter(|_| !own && file.kinds_file.is_none()) {
        return Err(format!(" kinds: no kind is named {kind:?}"));
    }
    Ok(file)
}

#[cfg(test)]
#[allow(dead_code, unreachable_pub, reason = "the fuzzer uses the rest")]
#[path = "../../../fuzz/src/draw.rs"]
mod draw;

#[cfg(test)]
mod tests {
    use super::{draw, read};

    /// Lines that are right, nearly right, and wrong.
    fn any_file(draw: &mut draw::Draw<'_>) -> String {
        const KEYS: &[&str] = &[
            "input",
            "markup",
            "text_field",
            "keep_fields",
            "format",
            "shape",
            "offsets",
            "reference_date",
            "kinds",
            "tone_style",
            "line_breaks",
            "tokenized",
            "no_text",
            "csv_safe",
            "max_size",
            "threads",
            "output",
            "dictionary",
            "resume",
            "files",
            "no-text",
            "a.b",
            "\"\\u0000\"",
            "",
        ];
        const VALUES: &[&str] = &[
            "true",
            "\"text\"",
            "\"jsonl\"",
            "\"auto\"",
            "\"2024-05-01\"",
            "\"2024-02-31\"",
            "[\"money\", \"date\"]",
            "[\"Money\"]",
            "[1]",
            "\"first-vowel\"",
            "\"hard\"",
            "\"64M\"",
            "\"0\"",
            "2",
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "{ a = 1 }",
            "\"",
            "'''",
            "",
            "\u{1b}",
        ];
        const ENDS: &[&str] = &["\n", "\r\n", " # “chú thích”\n", "\n\n", "\r", " ", "\n[a]\n", "\u{feff}\n"];
        (0..=draw.below(5)).map(|_| format!("{} = {}{}", draw.pick(KEYS), draw.pick(VALUES), draw.pick(ENDS))).collect()
    }

    #[test]
    fn any_file_is_read_or_refused_with_its_line() {
        let mut was_read = 0;
        for round in 0..5000 {
            let text = any_file(&mut draw::Draw::new(&draw::bytes(round, 32)));
            match read(&text, false) {
                Ok(_) => was_read += 1,
                Err(fault) => {
                    let line = fault.split(':').next().unwrap();
                    let line = if line.starts_with(' ') { 1 } else { line.parse().unwrap() };
                    assert!((1..=text.split('\n').count()).contains(&line), "{fault} of {text:?}");
                    assert!(
                        fault.trim().split_once(": ").is_some_and(|(_, message)| !message.is_empty()),
                        "{fault} of {text:?}"
                    );
                }
            }
        }
        assert!((50..4950).contains(&was_read), "{was_read} of 5000 files are read");
    }

    #[test]
    fn a_fault_names_its_line() {
        for (text, want) in [
            ("no_text = true\nno_txt = true\n", "2: unknown field `no_txt`"),
            ("threads = 0\n", "1: expected a number of threads from 1 to 256"),
            ("kinds = [\"coin\"]\n", " kinds: no kind is named \"coin\""),
            ("reference_date = \"2024-02-31\"\n", " reference_date: "),
        ] {
            let fault = read(text, false).err().unwrap_or_default();
            assert!(fault.starts_with(want), "{fault:?}");
        }
        assert!(read("no_text = true\nthreads = 2\n", false).is_ok_and(|file| file.no_text && file.threads.is_some()));
    }
}
