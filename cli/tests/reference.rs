//! `docs/reference.md` is generated from the code: kinds, rules, options, fields. `TINVIET_README=write cargo test -p tinviet-cli --test reference`
//! regenerates it.

mod run;

use std::{env, fmt::Write as _, fs};

use run::tinviet;
use serde_json::Value;
use tinviet::{Kind, fact::Rule};

const COMMANDS: [&str; 12] = [
    "analyze",
    "report",
    "explain",
    "rules",
    "normalize",
    "expand",
    "syllables",
    "abbreviations",
    "kinds",
    "schema",
    "completions",
    "man",
];

#[test]
fn the_reference_is_that_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reference.md");
    let mut page = String::from(
        "# Reference\n\nMade from the code by `TINVIET_README=write cargo test -p tinviet-cli --test reference`, which also tells when it is stale.\n",
    );
    kinds(&mut page);
    writeln!(page, "\n## Rules\n\n{}", tinviet(&["rules", "--format", "markdown"], b"").out.trim_end()).unwrap();
    writeln!(page, "\n## Commands and options").unwrap();
    for command in COMMANDS {
        let help = tinviet(&[command, "--help"], b"").out;
        let help: Vec<&str> = help.lines().map(str::trim_end).collect();
        writeln!(page, "\n### {command}\n\n```text\n{}\n```", help.join("\n").trim_end()).unwrap();
    }
    fields(&mut page);
    if env::var_os("TINVIET_README").is_some_and(|what| what == "write") {
        fs::write(path, page).unwrap();
    } else {
        assert!(fs::read_to_string(path).is_ok_and(|now| now == page), "docs/reference.md is stale");
    }
}

fn kinds(page: &mut String) {
    writeln!(page, "\n## Kinds\n\n| kind | by default | rules |\n| --- | --- | --- |").unwrap();
    for kind in Kind::ALL {
        let family = match kind {
            Kind::Date | Kind::YearRange | Kind::DateRange => "time.",
            other => other.name(),
        };
        let own = |rule: &&Rule| {
            rule.name.starts_with(family) && (kind != Kind::Award || !rule.name.starts_with("award_event"))
        };
        let rules: Vec<String> = Rule::ALL.iter().filter(own).map(|rule| format!("`{}`", rule.name)).collect();
        let default = if kind.is_default() { "yes" } else { "only when asked for" };
        writeln!(page, "| `{kind}` | {default} | {} |", rules.join(", ")).unwrap();
    }
}

/// The fields of a document, and of what is in it.
fn fields(page: &mut String) {
    let schema: Value = serde_json::from_str(&tinviet(&["schema"], b"").out).unwrap();
    writeln!(page, "\n## Fields of the output\n\n`tinviet schema` prints the whole JSON Schema.").unwrap();
    table("a document", &schema, page);
    for (name, part) in schema["$defs"].as_object().unwrap() {
        if part["properties"].is_object() {
            table(name, part, page);
        }
    }
}

fn table(name: &str, schema: &Value, page: &mut String) {
    writeln!(page, "\n### {name}\n\n| field | what |\n| --- | --- |").unwrap();
    for (field, about) in schema["properties"].as_object().unwrap() {
        let what = about["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        writeln!(page, "| `{field}` | {what} |").unwrap();
    }
}
