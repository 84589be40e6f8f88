//! The description of the service (OpenAPI 3.1). The answers of `/analyze` are the library's own schema; a test compares the options with those that
//! `request.rs` reads.

use serde_json::{Map, Value, json};
use tinviet::Kind;

use crate::Limits;

/// The whole description.
pub(crate) fn document(limits: &Limits) -> Value {
    let mut schemas = components();
    schemas.insert("Error".into(), error());
    schemas.insert("Text".into(), text());
    for (name, options) in [("Analyze", analyze()), ("Normalize", normalize()), ("Expand", expand())] {
        schemas.insert(format!("{name}Options"), object(options));
        schemas.insert(format!("{name}Request"), one(name));
        schemas.insert(format!("{name}BatchRequest"), batch(name, limits.documents));
    }
    let mut paths = Map::new();
    for (path, name, answer, says) in [
        ("/analyze", "Analyze", "Document", "The facts, abbreviations and structure of a text."),
        ("/normalize", "Normalize", "Text", "The text in canonical spelling."),
        ("/expand", "Expand", "Text", "The text with its short forms expanded."),
    ] {
        paths.insert(path.into(), post(&format!("{name}Request"), reference(answer), says));
        let answers = json!({ "type": "object", "required": ["documents"], "properties": { "documents": {
            "type": "array", "items": { "anyOf": [reference(answer), reference("Error")] } } } });
        let says = format!("{says} For many texts; a text that fails has an error instead of a result.");
        paths.insert(format!("{path}/batch"), post(&format!("{name}BatchRequest"), answers, &says));
    }
    for (path, says) in [
        ("/health", "Health check."),
        ("/schema", "The JSON Schema of an analysed document."),
        ("/openapi.json", "This description."),
    ] {
        let answer = content(says, json!({ "type": "object" }));
        paths.insert(path.into(), json!({ "get": { "summary": says, "responses": { "200": answer } } }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "tinviet",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Reads Vietnamese news: canonical text, abbreviations with their meaning, and typed facts with exact offsets.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "paths": paths,
        "components": { "schemas": schemas }
    })
}

/// The schemas of the library, under their own names.
fn components() -> Map<String, Value> {
    let mut root = serde_json::to_value(tinviet::schema()).unwrap_or_default();
    lead(&mut root);
    let mut schemas = Map::new();
    if let Value::Object(root) = &mut root {
        root.remove("$schema");
        if let Some(Value::Object(parts)) = root.remove("$defs") {
            schemas.extend(parts);
        }
    }
    schemas.insert("Document".into(), root);
    schemas
}

/// Rewrites references to the schemas' location here.
fn lead(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(path)) = fields.get_mut("$ref") {
                *path = path.replace("#/$defs/", "#/components/schemas/");
            }
            fields.values_mut().for_each(lead);
        }
        Value::Array(items) => items.iter_mut().for_each(lead),
        _ => {}
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn content(says: &str, schema: Value) -> Value {
    json!({ "description": says, "content": { "application/json": { "schema": schema } } })
}

fn post(request: &str, answer: Value, says: &str) -> Value {
    let mut responses = Map::new();
    responses.insert("200".into(), content("Done.", answer));
    for (status, says) in [
        ("400", "The body is not JSON of this form."),
        ("408", "The body did not arrive in time."),
        ("413", "The body is too large."),
        ("415", "The body is not application/json."),
        ("422", "A setting with an invalid value (the message lists the valid ones), or too many documents."),
        ("503", "Too many requests are waiting."),
    ] {
        responses.insert(status.into(), content(says, reference("Error")));
    }
    json!({ "post": {
        "summary": says,
        "requestBody": { "required": true, "content": { "application/json": { "schema": reference(request) } } },
        "responses": responses
    } })
}

fn object(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn error() -> Value {
    json!({
        "type": "object",
        "required": ["error"],
        "properties": {
            "id": { "type": ["string", "null"] },
            "error": { "type": "object", "required": ["kind", "message"], "properties": {
                "kind": { "enum": ["body", "busy", "internal", "media_type", "method", "path", "setting", "size", "time"] },
                "message": { "type": "string" }
            } }
        }
    })
}

fn text() -> Value {
    json!({ "type": "object", "required": ["id", "text"], "properties": { "id": { "type": ["string", "null"] }, "text": { "type": "string" } } })
}

/// A text with its name, and its own date if dates are read.
fn texts(name: &str) -> Value {
    let mut texts = json!({ "text": { "type": "string" }, "id": { "type": ["string", "null"] } });
    if name == "Analyze" {
        texts["reference_date"] = json!({ "type": ["string", "null"], "format": "date", "description": "ISO 8601; overrides the one in the options." });
    }
    texts
}

fn one(name: &str) -> Value {
    let mut schema = object(texts(name));
    schema["properties"]["options"] = reference(&format!("{name}Options"));
    schema["required"] = json!(["text"]);
    schema
}

fn batch(name: &str, most: usize) -> Value {
    let mut texts = texts(name);
    if name == "Analyze" {
        // An invalid date is an error of its own document only.
        texts["reference_date"] =
            json!({ "type": ["string", "null"], "description": "ISO 8601; overrides the one in the options." });
    }
    let mut document = object(texts);
    document["required"] = json!(["text"]);
    let documents = json!({ "type": "array", "maxItems": most, "items": document });
    let mut schema = object(json!({ "documents": documents, "options": reference(&format!("{name}Options")) }));
    schema["required"] = json!(["documents"]);
    schema
}

fn choice(names: &[&str]) -> Value {
    let mut names: Vec<Value> = names.iter().map(|&name| name.into()).collect();
    names.push(Value::Null);
    json!({ "enum": names })
}

fn markup() -> Value {
    choice(&["plain", "html", "markdown"])
}

fn tone_style() -> Value {
    choice(&["first-vowel", "second-vowel", "preserve"])
}

fn dictionary() -> Value {
    json!({ "type": ["object", "null"], "additionalProperties": { "type": "string" }, "description": "Short forms with their long forms." })
}

fn analyze() -> Value {
    let kinds = Kind::ALL.map(Kind::name);
    json!({
        "kinds": { "type": ["array", "null"], "items": { "enum": kinds } },
        "markup": markup(),
        "line_breaks": choice(&["auto", "hard", "soft"]),
        "reference_date": { "type": ["string", "null"], "anyOf": [{ "const": "auto" }, { "format": "date" }, { "type": "null" }] },
        "dictionary": dictionary(),
        "tokenized": choice(&["auto", "no", "yes"]),
        "offsets": choice(&["bytes", "chars", "utf16", "graphemes"]),
        "tone_style": tone_style(),
        "rules": { "type": "boolean" },
        "with_text": { "type": "boolean" }
    })
}

fn normalize() -> Value {
    json!({
        "markup": markup(),
        "tone_style": tone_style(),
        "form": choice(&["nfc", "nfd"]),
        "spaces": choice(&["keep", "ascii"]),
        "punctuation": choice(&["keep", "ascii"]),
        "i_y": choice(&["keep", "y", "i"]),
        "entities": choice(&["keep", "letters"]),
        "mojibake": choice(&["keep", "repair"])
    })
}

fn expand() -> Value {
    json!({ "policy": choice(&["first", "all", "annotate"]), "markup": markup(), "dictionary": dictionary() })
}
