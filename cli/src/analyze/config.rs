//! `--config FILE.toml`: the same settings under the same names, with `_` for `-`; what the call says goes first.

use super::arguments::{Arguments, checked_date};
use crate::ending::Failure;

/// The arguments with what they leave out taken from their configuration file.
pub(super) fn merged(mut call: Arguments) -> Result<Arguments, Failure> {
    let Some(path) = call.config.take() else { return Ok(call) };
    let wrong = |message: &dyn std::fmt::Display| Failure::Usage(format!("{}: {message}", path.display()));
    let text = crate::input::settings(&path)?;
    let file: Arguments = toml::from_str(&text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| 1 + text.bytes().take(span.start).filter(|byte| *byte == b'\n').count());
        Failure::Usage(format!("{}:{line}: {}", path.display(), error.message()))
    })?;
    // The call's own values were checked by its parser.
    if let Some(date) = &file.reference_date {
        checked_date(date).map_err(|error| wrong(&format_args!("reference_date: {error}")))?;
    }
    if let Some(kind) = file.kinds.iter().find(|name| tinviet::Kind::ALL.iter().all(|kind| kind.name() != **name)) {
        return Err(wrong(&format_args!("kinds: no kind is named {kind:?}")));
    }
    Ok(Arguments {
        files: call.files,
        config: None,
        input: call.input.or(file.input),
        markup: call.markup.or(file.markup),
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
