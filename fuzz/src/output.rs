//! The properties of the output: JSON in all units of offsets, and columnar batches.

use tinviet::{Analysis, OffsetIndex, OffsetUnit};

use super::{
    Verdict,
    draw::Draw,
    hold,
    oracle::{ANALYZER, LONGEST},
    text as texts,
};

pub(super) fn jsonl(draw: &mut Draw<'_>) -> Verdict {
    let text = texts::text(draw, LONGEST);
    ANALYZER.with(|analyzer| {
        let analysis = analyzer.analyze(&text);
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            round_trips(&text, unit).map_err(|fault| format!("{fault} in {text:?}"))?;
            let options = tinviet::ViewOptions::new().id(&text).offsets(unit).rules(draw.one_in(2));
            let line = serde_json::to_string(&analysis.view(options)).map_err(|error| error.to_string())?;
            hold!(!line.contains('\n'), "a line end in {line}");
            let json: serde_json::Value = serde_json::from_str(&line).map_err(|error| format!("{error} in {line}"))?;
            json_facts(&analysis, &json, unit).map_err(|fault| format!("{fault} in {text:?}"))?;
            #[cfg(feature = "schema")]
            fits(&json).map_err(|fault| format!("{fault} in {text:?}"))?;
        }
        Ok(())
    })
}

#[cfg(feature = "schema")]
fn fits(json: &serde_json::Value) -> Verdict {
    static SCHEMA: std::sync::LazyLock<serde_json::Value> =
        std::sync::LazyLock::new(|| serde_json::to_value(tinviet::schema()).expect("a schema is JSON"));
    super::schema::fits(&SCHEMA, &SCHEMA, json, "$")
}

/// Each character boundary in a unit of offsets is what a count says, and leads to one place.
fn round_trips(text: &str, unit: OffsetUnit) -> Verdict {
    let index = OffsetIndex::new(text, unit);
    let mut count = 0;
    for (at, letter) in text.char_indices() {
        hold!(index.get(at) == count, "{unit:?}: byte {at} is {}, not {count}", index.get(at));
        count += match unit {
            OffsetUnit::Bytes => letter.len_utf8(),
            OffsetUnit::Chars => 1,
            _ => letter.len_utf16(),
        };
    }
    hold!(index.get(text.len()) == count, "{unit:?}: the end is {}, not {count}", index.get(text.len()));
    Ok(())
}

/// The facts of the JSON are those of the analysis.
fn json_facts(analysis: &Analysis<'_>, json: &serde_json::Value, unit: OffsetUnit) -> Verdict {
    let index = OffsetIndex::new(analysis.text(), unit);
    let rows = json["facts"].as_array().ok_or("no facts")?;
    hold!(rows.len() == analysis.facts().len(), "{} facts, {} in JSON", analysis.facts().len(), rows.len());
    for (fact, row) in analysis.facts().zip(rows) {
        let place = |offset: usize| serde_json::Value::from(index.get(offset));
        let same = row["start"] == place(fact.span().start)
            && row["end"] == place(fact.span().end)
            && row["text"] == fact.text();
        hold!(same && row["kind"] == fact.kind().name(), "{row} is no {:?} {:?}", fact.kind(), fact.text());
    }
    Ok(())
}

#[cfg(feature = "arrow")]
pub(super) fn arrow(draw: &mut Draw<'_>) -> Verdict {
    use std::sync::Arc;

    use arrow_array::{Int64Array, RecordBatch, StringArray, cast::AsArray as _, types::Int64Type};
    use tinviet::arrow::{Columns, Shape, analyze_batch};

    let texts: Vec<Option<String>> =
        (0..=draw.below(4)).map(|_| (!draw.one_in(5)).then(|| texts::text(draw, 600))).collect();
    let column: arrow_array::ArrayRef = Arc::new(StringArray::from(texts.clone()));
    let batch = RecordBatch::try_from_iter([("text", column)]).map_err(|error| error.to_string())?;
    // A part of a batch has offsets that do not begin at 0.
    let from = draw.below(texts.len());
    let (batch, texts) = (batch.slice(from, texts.len() - from), &texts[from..]);
    ANALYZER.with(|analyzer| {
        let flat = analyze_batch(analyzer, &batch, &Columns::new("text").shape(Shape::Flat))
            .map_err(|error| error.to_string())?;
        let number = |name: &str| -> Result<Int64Array, String> {
            Ok(flat.column_by_name(name).ok_or("no column")?.as_primitive::<Int64Type>().clone())
        };
        let (rows, starts, ends) = (number("row")?, number("start")?, number("end")?);
        let own = flat.column_by_name("text").ok_or("no text")?.as_string::<i32>().clone();
        let mut place = 0;
        for (row, text) in texts.iter().enumerate().filter_map(|(row, text)| Some((row, text.as_ref()?))) {
            for fact in analyzer.analyze(text).facts() {
                let same = place < rows.len()
                    && (rows.value(place), starts.value(place), ends.value(place))
                        == (row as i64, fact.span().start as i64, fact.span().end as i64)
                    && own.value(place) == fact.text();
                hold!(same, "row {place} is no {:?} {:?} of {text:?}", fact.kind(), fact.text());
                place += 1;
            }
        }
        hold!(place == rows.len(), "{} rows for {place} facts of {texts:?}", rows.len());
        let nested = analyze_batch(analyzer, &batch, &Columns::new("text").shape(Shape::Nested))
            .map_err(|error| error.to_string())?;
        hold!(nested.num_rows() == texts.len(), "{} rows for {} texts", nested.num_rows(), texts.len());
        Ok(())
    })
}

#[cfg(not(feature = "arrow"))]
pub(super) fn arrow(_: &mut Draw<'_>) -> Verdict {
    Ok(())
}
