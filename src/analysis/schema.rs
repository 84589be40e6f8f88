//! The JSON Schema of the JSON form, generated from the serialised types, so the two cannot diverge.
//!
//! Only the fact is written by hand: the form of `value` depends on `kind`, which an untagged enum cannot
//! express.

use std::borrow::Cow;

use schemars::{
    JsonSchema, Schema, SchemaGenerator,
    generate::SchemaSettings,
    json_schema,
    transform::{RecursiveTransform, Transform as _},
};

use super::view::{FactView, View};
use crate::fact::Kind;

/// The JSON Schema (draft 2020-12) of [`View`], that is of one line of `tinviet analyze --format jsonl`.
///
/// ```
/// let schema = tinviet::schema();
/// assert_eq!(schema.pointer("/properties/schema/const").unwrap(), tinviet::SCHEMA);
/// ```
pub fn schema() -> Schema {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<View<'_>>();
    // Descriptions are doc comments, whose links mean nothing outside rustdoc.
    RecursiveTransform(|schema: &mut Schema| {
        if let Some(serde_json::Value::String(text)) = schema.get_mut("description") {
            *text = text.replace("[`", "`").replace("`]", "`");
        }
        // `uint` is specific to schemars; `minimum` says the same portably.
        schema.remove("format");
    })
    .transform(&mut schema);
    schema
}

impl JsonSchema for FactView<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut values: Vec<Schema> = Kind::ALL
            .into_iter()
            .map(|kind| {
                let value = kind.value_schema(generator);
                json_schema!({ "properties": { "kind": { "const": kind.name() }, "value": value } })
            })
            .collect();
        let own = Kind::Own.value_schema(generator);
        let names = Kind::ALL.map(Kind::name);
        values.push(json_schema!({
            "description": "A fact of a kind of the user's own.",
            "properties": { "kind": { "not": { "enum": names } }, "value": own }
        }));
        let span = generator.subschema_for::<(usize, usize)>();
        json_schema!({
            "description": "A fact and where it stands.",
            "type": "object",
            "properties": {
                "kind": { "type": "string" },
                "start": { "type": "integer", "minimum": 0 },
                "end": { "type": "integer", "minimum": 0 },
                "text": { "description": "The text from start to end, as written.", "type": "string" },
                "core": span,
                "value": { "type": "object" },
                "rule": { "description": "The rule that found it, where asked for.", "type": "string" }
            },
            "required": ["kind", "start", "end", "text", "core", "value"],
            "oneOf": values
        })
    }
}
