//! Whether a value fits a JSON Schema, as far as the library's own one goes.

use serde_json::Value;

use super::{Verdict, hold};

/// Validates `value` against `schema`, a part of `root`. Patterns are left to `scripts/check-schema`.
pub(super) fn fits(root: &Value, schema: &Value, value: &Value, place: &str) -> Verdict {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let part = root.pointer(name.trim_start_matches('#')).ok_or_else(|| format!("no {name}"))?;
        fits(root, part, value, place)?;
    }
    if let Some(want) = schema.get("const") {
        hold!(value == want, "{place}: {value} is not {want}");
    }
    if let Some(want) = schema.get("enum").and_then(Value::as_array) {
        hold!(want.contains(value), "{place}: {value} is none of {want:?}");
    }
    if let Some(other) = schema.get("not") {
        hold!(fits(root, other, value, place).is_err(), "{place}: {value} is what it must not be");
    }
    match schema.get("type") {
        Some(Value::String(kind)) => hold!(is(value, kind), "{place}: {value} is no {kind}"),
        Some(Value::Array(kinds)) => {
            hold!(
                kinds.iter().filter_map(Value::as_str).any(|kind| is(value, kind)),
                "{place}: {value} is none of {kinds:?}"
            );
        }
        _ => {}
    }
    for (list, exactly_one) in [("oneOf", true), ("anyOf", false)] {
        let Some(choices) = schema.get(list).and_then(Value::as_array) else { continue };
        let fitting = choices.iter().filter(|choice| fits(root, choice, value, place).is_ok()).count();
        hold!(fitting == 1 || fitting > 1 && !exactly_one, "{place}: {value} fits {fitting} of {list}");
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        fits(root, part, value, place)?;
    }
    object(root, schema, value, place)?;
    array(root, schema, value, place)
}

fn object(root: &Value, schema: &Value, value: &Value, place: &str) -> Verdict {
    let Some(fields) = value.as_object() else { return Ok(()) };
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        hold!(fields.contains_key(name), "{place}: no {name}");
    }
    let known = schema.get("properties").and_then(Value::as_object);
    for (name, field) in fields {
        match known.and_then(|known| known.get(name)) {
            Some(part) => fits(root, part, field, &format!("{place}.{name}"))?,
            None => {
                hold!(schema.get("additionalProperties") != Some(&Value::Bool(false)), "{place}: {name} is not known")
            }
        }
    }
    Ok(())
}

fn array(root: &Value, schema: &Value, value: &Value, place: &str) -> Verdict {
    let Some(items) = value.as_array() else { return Ok(()) };
    let prefix = schema.get("prefixItems").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (at, item) in items.iter().enumerate() {
        if let Some(part) = prefix.get(at).or_else(|| schema.get("items")) {
            fits(root, part, item, &format!("{place}[{at}]"))?;
        }
    }
    let within = |name: &str, holds: fn(u64, u64) -> bool| {
        schema.get(name).and_then(Value::as_u64).is_none_or(|bound| holds(items.len() as u64, bound))
    };
    hold!(
        within("minItems", |count, least| count >= least) && within("maxItems", |count, most| count <= most),
        "{place}: {} items",
        items.len()
    );
    Ok(())
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
